"""``hru-vault device-…``: two vaults hand over cards, compare eight words and enrol each other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.commands import PASSPHRASE, Run, Said


@pytest.fixture
def other(vault: Run, tmp_path: Path) -> tuple[str, ...]:
    """Another laptop, empty: what a command is given to run there."""
    given = ("--home", str(tmp_path / "other"))
    assert vault(*given, "init", "--no-keychain", "--author", "Kim Colleague").code == 0
    return given


def _card(vault: Run, given: tuple[str, ...], path: Path) -> str:
    made = vault(*given, "device-card", "--role", "sergeant", "--out", str(path)).json()
    assert made["out"] == str(path)
    return str(path)


def test_a_device_is_enrolled_by_the_words_of_the_other_screen_and_removed(
    vault: Run, other: tuple[str, ...], tmp_path: Path
) -> None:
    mine, theirs = _card(vault, (), tmp_path / "mine"), _card(vault, other, tmp_path / "theirs")
    assert PASSPHRASE not in Path(mine).read_text(encoding="utf-8")
    shown = vault(*other, "device-words", mine).json()
    assert (shown["name"], len(shown["words"])) == ("Robin Example", 8)
    assert vault("device-words", theirs).json()["words"] == shown["words"]
    refused = vault("device-enrol", theirs, Said(" ".join(reversed(shown["words"]))))
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("These are not the eight words of both devices. Nothing was kept.")
    assert " ".join(shown["words"][:3]) not in refused.err  # any one of them may be a word of the sentence
    made = vault("device-enrol", theirs, Said(" ".join(shown["words"]))).json()
    (row,) = vault("devices", "--json").json()
    assert (row["device"], row["name"], row["role_words"]) == (made["device"], "Kim Colleague", "Detective sergeant")
    assert "sealing" not in row
    assert "Kim Colleague, Detective sergeant" in vault("devices").out
    gone = vault("device-remove", made["device"], Said("Laptop lost"), "--last", "7").json()
    assert gone == {"device": made["device"], "name": "Kim Colleague", "last": 7}
    assert "counts up to 7: Laptop lost" in vault("devices").out
    assert vault("verify", "--json").code == 0


def test_a_file_that_is_no_card_is_said_and_a_card_overwrites_nothing(vault: Run, tmp_path: Path) -> None:
    (tmp_path / "wrong").write_text(json.dumps({"card": 1}), encoding="utf-8")
    for command in (("device-words",), ("device-enrol", "x")):
        refused = vault(command[0], str(tmp_path / "wrong"), *(Said(one) for one in command[1:]))
        assert (refused.code, refused.err.count("\n")) == (1, 1)
        assert "This is no card of a device" in refused.err
    assert vault("device-card", "--out", str(tmp_path / "wrong")).code == 1
    assert json.loads((tmp_path / "wrong").read_text(encoding="utf-8")) == {"card": 1}
    refused = vault("device-remove", "0" * 16, Said("Left"))
    assert (refused.code, "No device of that name is enrolled here" in refused.err) == (1, True)
