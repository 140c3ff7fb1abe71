"""A process of its own that does one thing to a vault and is killed at some moment; what it said until then counts."""

from __future__ import annotations

import os
import select
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from hru_advocate.casework.vault import backups, opening
from hru_advocate.casework.vault.home import Opened
from hru_advocate.casework.vault.opening import Home
from hru_advocate.errors import KeychainEntryMissing, WrongPassphrase
from hru_advocate.store.ledger import ledger
from tests.casework.disclosure.told_case import told_case
from tests.casework.open_sessions import AUTHOR, home_at, id_of
from tests.keys.stand_ins import FileKeychain

OLD = "otter teapot violin meadow cobalt ladle"
NEW = "cobalt ladle otter teapot violin meadow"

Tell = Callable[[str], None]
"""Says something that counts from then on; it has been said once this returns."""
Job = Callable[["Standing", Tell], None]

_FAILED = 3


@dataclass(frozen=True)
class Standing:
    """A closed vault in a folder with all that belongs to it: its anchor or keychain, a backup, a stick."""

    folder: Path
    guarded: bool
    code: str
    case: str
    entries: tuple[str, ...]

    @property
    def home(self) -> Home:
        """The vault's place; asked anew each time, as another process would."""
        made = home_at(self.folder / "vault")
        keychain = FileKeychain(self.folder / "keychain.json")
        found = replace(made, anchors=self.folder / "anchors")
        return replace(found, find_keychain=lambda: keychain) if self.guarded else found

    def home_of(self, folder: Path) -> Home:
        """The place of another vault, guarded in the same way."""
        return replace(self.home, folder=folder)

    @property
    def stick(self) -> Path:
        """A folder for whatever leaves the vault."""
        return self.folder / "stick"

    @property
    def backup(self) -> Path:
        """The one backup that was made of it."""
        return next((self.folder / "backups").iterdir())

    def copied(self, to: Path) -> Standing:
        """The same in another folder, to be killed."""
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(self.folder, to)
        return replace(self, folder=to)

    def opened(self) -> tuple[Opened, str, tuple[str, ...]]:
        """Open it with whichever of the two passphrases opens it: the passphrase, and all that was said.

        A restore that was stopped before it had set the new passphrase says that the recovery code opens it.
        """
        for words in (OLD, NEW):
            try:
                opened, unlocked = opening.unlock(self.home, words)
            except WrongPassphrase:
                (self.folder / "vault" / "tries").unlink(missing_ok=True)
                continue
            except KeychainEntryMissing:
                opened, recovered = opening.recover(self.home, self.code, NEW)
                return opened, NEW, recovered.warnings
            return opened, words, unlocked.warnings
        raise AssertionError("neither passphrase opens the vault")


def standing_at(folder: Path, *, guarded: bool) -> Standing:
    """A vault with a case full of people, a backup of it, and one more case since."""
    (folder / "stick").mkdir(parents=True)
    (folder / "backups").mkdir()
    made = Standing(folder, guarded, "", "", ())
    opened, created = opening.create(made.home, OLD, author=AUTHOR, with_keychain=guarded)
    case = told_case(opened.session, "Daz came.", "He waited outside.")
    backups.back_up(opened, folder / "backups")
    told_case(opened.session, "A second case.")
    with opened.session.vault.read() as cursor:
        held = tuple(row[0] for row in cursor.execute("SELECT id FROM entry ORDER BY position"))
    opening.lock(opened)
    return Standing(folder, guarded, created.recovery_code, id_of(case), held)


def do(standing: Standing, job: Job, kill_after: float | None) -> tuple[list[str], float]:
    """Do it in a process of its own, and kill that after so many seconds; what it said, and how long it lived.

    Raises:
        AssertionError: It failed by itself.
    """
    source, out = os.pipe()
    begun = time.monotonic()
    child = os.fork()  # type: ignore[attr-defined, unused-ignore]  # not on Windows
    if child == 0:
        code = _FAILED
        try:
            os.close(source)
            job(standing, lambda words: _say(out, words))
            code = 0
        except BaseException:  # noqa: BLE001 - whatever it is, it is told and the process ends
            _say(out, "failed " + traceback.format_exc().replace("\n", " | ")[-3000:])
        finally:
            os._exit(code)
    os.close(out)
    told = _listen(source, None if kill_after is None else begun + kill_after)
    lived = time.monotonic() - begun
    os.kill(child, signal.SIGKILL)  # type: ignore[attr-defined, unused-ignore]  # not on Windows
    told += _listen(source, None)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(source)
    lines = [line.decode() for line in told.split(b"\n")[:-1]]
    assert status != _FAILED, lines[-1]
    return lines, lived


def held_of(opened: Opened, ids: list[str]) -> list[str]:
    """Those of the ids whose entries are in an open vault."""
    return [entry.header.id for entry in ledger.entries(opened.session.vault, ids)]


def report(words: str) -> None:
    """Say what a long run came to, where pytest shows it (``-rA``)."""
    sys.stdout.write(f"{words}\n")


def _say(out: int, words: str) -> None:
    os.write(out, words.encode() + b"\n")


def _listen(source: int, until: float | None) -> bytes:
    """All that is said until a moment, or until nobody is there to say more."""
    told = b""
    while True:
        left = None if until is None else max(0.0, until - time.monotonic())
        if not select.select([source], [], [], left)[0]:
            return told
        piece = os.read(source, 1 << 16)
        if not piece:
            return told
        told += piece
