"""``hru-vault pack-…``: a pack is made here, signed by a second person, and taken by a unit that trusts both."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.commands import Run, Said

NUMBER = "01632 960 131"


@pytest.fixture
def given(vault: Run, tmp_path: Path) -> dict[str, tuple[str, ...]]:
    """Two more laptops, empty: what a command is given to run there."""
    found: dict[str, tuple[str, ...]] = {}
    for name in ("Kim Colleague", "Jo Supervisor"):
        found[name] = ("--home", str(tmp_path / name.split()[0]))
        assert vault(*found[name], "init", "--no-keychain", "--author", name).code == 0
    return found


def _trust(vault: Run, there: tuple[str, ...], folder: Path) -> str:
    mine, theirs = folder / "mine.card", folder / f"{there[1].rsplit('/', 1)[-1]}.card"
    if not mine.exists():
        vault("device-card", "--out", str(mine))
    vault(*there, "device-card", "--out", str(theirs))
    words = vault(*there, "device-words", str(mine)).json()["words"]
    assert vault("pack-trust", str(theirs), Said(" ".join(reversed(words)))).code == 1
    return str(vault("pack-trust", str(theirs), Said(" ".join(words))).json()["device"])


def _written(vault: Run, there: tuple[str, ...], folder: Path) -> Path:
    """A pack about one helpline, made from the draft of it with another number."""
    draft = folder / "draft.toml"
    assert vault(*there, "pack-draft", "national_stalking_helpline", "spo_full", "--out", str(draft)).code == 0
    refused = vault(*there, "pack-make", str(draft), "--out", str(folder / "none"))
    assert (refused.code, "Nothing was made" in refused.err) == (1, True)
    text = draft.read_text(encoding="utf-8").replace('name = ""', 'name = "harbour_list"', 1)
    text = text.replace('edition = ""', 'edition = "Winter"', 1).replace('issued_by = ""', 'issued_by = "Harbour"', 1)
    draft.write_text(re.sub(r'phones = \[\{ number = "[^"]*"', f'phones = [{{ number = "{NUMBER}"', text), "utf-8")
    made = vault(*there, "pack-make", str(draft), "--out", str(folder / "one")).json()
    assert (made["name"], made["version"], made["signatures"]) == ("harbour_list", 1, 1)
    return folder / "one"


def _numbers(vault: Run) -> str:
    """The numbers of the helpline, as its page says them."""
    (page,) = vault("services", "national_stalking_helpline", "--json").json()
    return str(page["numbers"])


def test_the_directory_goes_out_and_comes_back_as_a_draft_that_changes_no_number(vault: Run, tmp_path: Path) -> None:
    out, draft = tmp_path / "hsds.json", tmp_path / "draft.toml"
    made = vault("hsds-out", "--out", str(out)).json()
    assert made["services"] == len(json.loads(out.read_text(encoding="utf-8"))["contents"])
    assert vault("hsds-in", str(out), "--out", str(draft)).json()["services"] == made["services"]
    refused = vault("hsds-in", str(draft), "--out", str(tmp_path / "none"))
    assert (refused.code, refused.err.startswith("This is no file of services as Open Referral has them")) == (1, True)
    text = draft.read_text(encoding="utf-8").replace('name = ""', 'name = "council_list"', 1)
    text = text.replace('edition = ""', 'edition = "Now"', 1).replace('issued_by = ""', 'issued_by = "Council"', 1)
    draft.write_text(text, encoding="utf-8")
    vault("pack-make", str(draft), "--out", str(tmp_path / "pack")).json()
    looked = vault("pack-look", str(tmp_path / "pack")).json()
    assert [line for line in looked["changes"] if line["sort"] == "ticked"] == []
    draft.write_text(re.sub(r'kind = "[a-z_]+"', 'kind = ""', text, count=1), encoding="utf-8")
    refused = vault("pack-make", str(draft), "--out", str(tmp_path / "none"))
    assert (refused.code, "Its kind is none this program knows. Nothing was made" in refused.err) == (1, True)


def test_a_pack_is_made_signed_twice_and_taken_with_the_ticks_that_were_given(
    vault: Run, given: dict[str, tuple[str, ...]], tmp_path: Path
) -> None:
    kim, jo = given.values()
    one, both = _written(vault, kim, tmp_path), tmp_path / "both"
    assert vault(*jo, "pack-sign", str(one), "--out", str(both)).json()["signatures"] == 2
    assert vault(*jo, "pack-sign", str(both), "--out", str(tmp_path / "third")).code == 1
    assert vault("pack-take", str(both)).code == 1
    devices = [_trust(vault, kim, tmp_path), _trust(vault, jo, tmp_path)]
    assert [row["device"] for row in vault("packs").json()["signers"]] == devices
    assert "Fewer than two" in vault("pack-look", str(one)).json()["problem"]
    looked = vault("pack-look", str(both)).json()
    assert (looked["problem"], len(looked["signed_by"])) == ("", 2)
    (tick,) = [line["id"] for line in looked["changes"] if line["sort"] == "ticked"]
    assert len(vault("pack-take", str(both)).json()["waiting"]) == 1
    assert NUMBER in vault("packs").json()["packs"][0]["waiting"][0]
    assert NUMBER not in _numbers(vault)
    done = vault("pack-take", str(both), "--tick", tick).json()
    assert (done["ticked"], done["waiting"]) == (1, [])
    assert NUMBER in _numbers(vault)
    assert vault("pack-distrust", devices[0], Said("Left")).code == 0
    assert len(vault("packs").json()["signers"]) == 1
    assert vault("verify", "--json").code == 0
