"""``hru-vault bundle`` and ``export``: what leaves as proof, each with its note, its reason and a second passphrase."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.casework.disclosure.told_case import DISCLOSED
from tests.casework.proof.bags import load_verifier
from tests.cli.commands import PASSPHRASE, Run


@pytest.mark.parametrize("place", ["bag", "bag.zip"])
def test_a_bundle_is_counted_then_made_and_is_whole(
    vault: Run, fresh_ref: str, written: Callable[[object], str], tmp_path: Path, place: str
) -> None:
    seen = vault("bundle", fresh_ref).json()
    assert (seen["ref"], seen["entries"], seen["gone"]) == (fresh_ref, 1, False)
    refused = vault("bundle", fresh_ref, "--out", str(tmp_path / place))
    assert (refused.code, "--answers" in refused.err) == (1, True)
    made = vault("bundle", fresh_ref, "--answers", written(DISCLOSED), "--out", str(tmp_path / place)).json()
    assert made["encrypted"] is False
    assert made["entries"] == seen["entries"] + 2
    assert load_verifier().verify(made["out"]).faults == []
    told = load_verifier().verify(made["out"]).told
    assert any(made["lanes"][0]["code"] in line and made["lanes"][0]["fingerprint"] in line for line in told)
    again = vault("bundle", fresh_ref, "--answers", written(DISCLOSED), "--out", str(tmp_path / place))
    assert again.code == 1


def test_a_bundle_without_its_reasons_is_refused(
    vault: Run, fresh_ref: str, written: Callable[[object], str], tmp_path: Path
) -> None:
    short = {name: value for name, value in DISCLOSED.items() if name != "necessary"}
    refused = vault("bundle", fresh_ref, "--answers", written(short), "--out", str(tmp_path / "bag"))
    assert (refused.code, refused.out) == (1, "")
    assert "necessary" in refused.err
    assert not (tmp_path / "bag").exists()


def asked(tmp_path: Path, *, again: str = PASSPHRASE, reason: str = "Moving to the force's own system") -> list[str]:
    (tmp_path / "again").write_text(again, encoding="utf-8")
    (tmp_path / "why").write_text(reason, encoding="utf-8")
    files = ["--again-file", str(tmp_path / "again"), "--because-file", str(tmp_path / "why")]
    return ["export", "--to", str(tmp_path / "out"), *files]


def test_an_export_asks_for_the_passphrase_again_and_a_reason(vault: Run, tmp_path: Path) -> None:
    wrong = vault(*asked(tmp_path, again="another one altogether"))
    assert wrong.code == 3
    silent = vault(*asked(tmp_path, reason="  \n"))
    assert silent.code == 1
    assert not (tmp_path / "out").exists()
    made = vault(*asked(tmp_path)).json()
    lines = (tmp_path / "out" / "entries.jsonl").read_bytes().splitlines()
    assert len(lines) == made["entries"] > 20
    assert json.loads((tmp_path / "out" / "about.json").read_bytes())["entries"] == made["entries"]
    assert vault(*asked(tmp_path)).code == 1  # never over another
