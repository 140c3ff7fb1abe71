"""A vault as a kill leaves it: its files, its anchor, and what it had acknowledged; and copies of it to be attacked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from hru_advocate.casework.vault import opening
from hru_advocate.casework.vault.opening import Home
from hru_advocate.store.ledger import ledger
from tests.casework.open_sessions import AUTHOR, home_at, new_case
from tests.casework.vault.saver import PASSPHRASE

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Crashed:
    """The folder of a killed vault, the folder of its anchor, and the ids it had acknowledged."""

    vault: Path
    anchors: Path
    acknowledged: list[str]

    def copied(self, to: Path) -> Home:
        """Another copy of all of it, to be attacked."""
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(self.vault, to / "vault")
        shutil.copytree(self.anchors, to / "anchors")
        return replace(home_at(to / "vault"), anchors=to / "anchors")


def crash(folder: Path, saves: int) -> Crashed:
    """Run the saver until it has acknowledged so many saves, then kill it."""
    home = replace(home_at(folder / "vault"), anchors=folder / "anchors")
    opened, _created = opening.create(home, PASSPHRASE, author=AUTHOR, with_keychain=False)
    new_case(opened.session)
    opening.lock(opened)
    saver = subprocess.Popen(
        [sys.executable, "-m", "tests.casework.vault.saver", str(home.folder), str(home.anchors)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert saver.stdout is not None
    first = b"".join(saver.stdout.readline() for _save in range(saves))
    saver.kill()
    rest = saver.stdout.read()
    saver.wait()
    saver.stdout.close()
    ids = [line.decode().rstrip("\r") for line in (first + rest).split(b"\n")[:-1]]
    return Crashed(home.folder, home.anchors, ids)


def opened_after(home: Home, acknowledged: list[str]) -> tuple[int, tuple[str, ...]]:
    """Open a vault that was attacked: how many acknowledged entries are gone, and what is said."""
    opened, unlocked = opening.unlock(home, PASSPHRASE)
    try:
        found = ledger.entries(opened.session.vault, acknowledged)
        return len(acknowledged) - len(found), unlocked.doubts
    finally:
        opening.lock(opened)
