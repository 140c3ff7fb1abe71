"""Killed at any moment of saving, nothing acknowledged is lost and nothing is torn."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hru_advocate.casework.records.entries import drafts
from hru_advocate.casework.vault import checks, opening
from hru_advocate.store.ledger import ledger
from tests.casework.open_sessions import AUTHOR, home_at, new_case
from tests.casework.vault.saver import PASSPHRASE

ROOT = Path(__file__).resolve().parents[3]


def made_vault(folder: Path) -> None:
    opened, _created = opening.create(home_at(folder), PASSPHRASE, author=AUTHOR, with_keychain=False)
    new_case(opened.session)
    opening.lock(opened)


def kill_while_saving(folder: Path, after: float) -> list[str]:
    """Run the saver, kill it some time after its first acknowledgement; the ids it acknowledged."""
    saver = subprocess.Popen(
        [sys.executable, "-m", "tests.casework.vault.saver", str(folder), str(home_at(folder).anchors)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert saver.stdout is not None
    first = saver.stdout.readline()
    time.sleep(after)
    saver.kill()
    rest = saver.stdout.read()
    saver.wait()
    saver.stdout.close()
    return [line.decode().rstrip("\r") for line in (first + rest).split(b"\n")[:-1]]


def check_nothing_lost(folder: Path, acknowledged: list[str]) -> None:
    opened, _unlocked = opening.unlock(home_at(folder), PASSPHRASE)
    try:
        found = ledger.entries(opened.session.vault, acknowledged)
        assert [entry.header.id for entry in found] == acknowledged
        verdict = checks.verify(opened.session)
        assert verdict.lines == ()
        assert len(drafts(opened.session)) <= 1
    finally:
        opening.lock(opened)


def kill_many(folder: Path, rounds: int, seed: int) -> None:
    made_vault(folder)
    chance = random.Random(seed)
    acknowledged: list[str] = []
    for _round in range(rounds):
        acknowledged += kill_while_saving(folder, chance.random() * 0.25)
        check_nothing_lost(folder, acknowledged)
    assert len(acknowledged) >= rounds


def test_six_kills_lose_nothing(tmp_path: Path) -> None:
    kill_many(tmp_path / "vault", 6, seed=1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
def test_three_hundred_kills_lose_nothing(tmp_path: Path, seed: int) -> None:
    kill_many(tmp_path / "vault", 30, seed=seed)
