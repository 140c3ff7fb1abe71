"""One seed on one day is one unit: the same entries in the same order, but for ids, keys and salts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from hru_advocate.casework.vault import opening
from hru_advocate.cli import hru_vault
from tests.casework.open_sessions import home_at
from tests.cli.commands import PASSPHRASE, make_cheap
from tests.demo.told_unit import Told

pytestmark = pytest.mark.xdist_group("years")


def made(folder: Path, capsys: pytest.CaptureFixture[str], *asked: str) -> Told:
    """A vault of its own, filled by ``hru-vault demo``."""
    folder.mkdir()
    (folder / "passphrase").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    given = ["--home", str(folder / "home"), "--passphrase-file", str(folder / "passphrase")]
    with pytest.MonkeyPatch.context() as patch:
        make_cheap(patch)
        assert hru_vault.main([*given, "init", "--no-keychain", "--author", "Robin Example"]) == 0
        assert hru_vault.main([*given, "demo", *asked]) == 0
    capsys.readouterr()
    opened, _found = opening.unlock(home_at(folder / "home"), PASSPHRASE)
    try:
        return Told(opened.session)
    finally:
        opening.lock(opened)


@pytest.mark.parametrize(
    "what", [("--years", "0.05"), pytest.param(("--cases", "3"), marks=pytest.mark.soak), ("--cases", "3", "--lived")]
)
def test_one_seed_twice_gives_one_unit_and_another_seed_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], what: tuple[str, ...]
) -> None:
    one = made(tmp_path / "one", capsys, *what, "--seed", "7")
    two = made(tmp_path / "two", capsys, *what, "--seed", "7")
    other = made(tmp_path / "other", capsys, *what, "--seed", "8")
    assert len(one.entries) == len(two.entries) > 60
    for first, second in zip(one.entries, two.entries, strict=True):
        assert first == second
    assert Counter(entry[-1] for entry in other.entries) != Counter(entry[-1] for entry in one.entries)


def test_no_order_that_a_process_makes_for_itself_changes_a_unit(tmp_path: Path) -> None:
    """Python orders the words of a set anew in each process."""
    told = [
        subprocess.run(
            [sys.executable, "-m", "tests.demo.told_unit", str(tmp_path / hashed), "0.05", "7"],
            env=os.environ | {"PYTHONHASHSEED": hashed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.splitlines()
        for hashed in ("1", "2")
    ]
    assert len(told[0]) > 60
    assert told[0] == told[1]
