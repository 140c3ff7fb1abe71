"""Another file for the same vault under another key: written beside it, proved, and put in its place in one step.

The key file decides which of the two counts. Until it names the new key the file beside is a left-over; from then on it
is the vault, and whoever opens it next puts it in its place if that was cut short. A file that the key fits is never
replaced, whatever waits beside it, and what one opening finds to be of no use is set aside: it may be somebody's vault.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from hru_advocate.paths import flush_folder, give_name
from hru_advocate.store import faults
from hru_advocate.store.vault_file import backup, copying, driver, kept, pages
from hru_advocate.store.vault_file.vault import Vault

NEXT: Final = ".next"
ASIDE: Final = ".aside-"
"""The ending, before a number, of what lay in a vault's place or waited for it and was neither used nor thrown away."""

_WRAPPED: Final = "UPDATE device SET wrapped_signing_key = ? WHERE id = ?"
_ANCHOR: Final = "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)"

Tell = Callable[[int, int], object]
"""Told how many pages are left, of how many."""


def beside(path: Path) -> Path:
    """The place of the file that waits to take a vault's place."""
    return path.with_name(path.name + NEXT)


def counting(path: Path, key: bytes) -> Path:
    """The file that counts for a key: the vault's where the key is its own, else the one that waits; only read."""
    waiting = beside(path)
    if not waiting.is_file() or _fits(path, key):
        return path
    return waiting if pages.any_page_fits(waiting, key) else path


@dataclass(frozen=True, slots=True)
class Carried:
    """The device of a vault that is written anew, with its signing key sealed under the new key.

    ``anchor_key`` opens the anchor that was kept last: stopped before another is kept, it still says how far the vault
    reached.
    """

    device: str
    wrapped: bytes
    anchor_key: bytes = field(repr=False)


def write_next(vault: Vault, key: bytes, carried: Carried, tell: Tell | None = None) -> None:
    """Write everything into a file beside the vault under another 32-byte key, and prove that it holds the same.

    Raises:
        DiskFull, DiskFailed, CannotReachFile, BackupFailed: The vault is as it was, and nothing lies beside it.
    """
    target = beside(vault.path)
    if target.exists():  # not of this program's making: an opening leaves none
        _set_aside(target)
    copying.copy_into(vault.connection(), target, key, tell)
    try:
        with contextlib.closing(driver.connect(target, key)) as connection, driver.translated():
            connection.execute(_WRAPPED, (carried.wrapped, carried.device))
            connection.execute(_ANCHOR, (kept.ANCHOR_BEFORE, f'"{carried.anchor_key.hex()}"'))
            connection.executescript("PRAGMA wal_checkpoint(TRUNCATE)")
        backup.prove(vault, target, key)
    except BaseException:
        copying.remove(target)
        raise


def belongs(path: Path, key: bytes) -> bool:
    """Say whether a key is that of a vault's file, or of a whole one that waits to take its place.

    A file that is not there, or is shorter than a page, says nothing against a key.
    """
    if not path.is_file() or path.stat().st_size < pages.SIZE:
        return True
    return pages.any_page_fits(path, key) or (beside(path).is_file() and pages.whole(beside(path), key))


def settle(path: Path, key: bytes, *, keep: bool = True) -> Path | None:
    """Put the file that waits in the vault's place, where the key is its own and is not that of the vault's file.

    What it takes the place of is set aside, and so is a file that waits for nothing. Without ``keep`` nothing is: for a
    copy, and for a file that was just proved to hold the same.

    Returns:
        Where something was set aside, or ``None``.

    Raises:
        DamagedFile: The one that waits is the vault, and not every page of it is whole. Both still lie there.
        CannotReachFile: Both still lie there, and the vault opens once they can be reached.
    """
    waiting = beside(path)
    if not waiting.is_file():
        return None
    try:
        if _fits(path, key):
            with contextlib.suppress(faults.CannotReachFile):  # on a disk that can only be read
                return _out_of_the_way(waiting, keep=keep)
            return None
        if not pages.whole(waiting, key):
            if pages.any_page_fits(waiting, key):
                raise faults.DamagedFile
            return None
        aside = _set_aside(path) if keep else None
        for ending in ("-wal", "-shm"):  # of the file before: read with the new one it would spoil it
            path.with_name(path.name + ending).unlink(missing_ok=True)
        give_name(waiting, path)
    except OSError:
        raise faults.CannotReachFile from None
    with contextlib.suppress(OSError):  # back with a power cut, it waits again for whoever opens the vault next
        flush_folder(path.parent)
    return aside


def _fits(path: Path, key: bytes) -> bool:
    return path.is_file() and pages.any_page_fits(path, key)


def _out_of_the_way(path: Path, *, keep: bool) -> Path | None:
    if keep:
        return _set_aside(path)
    copying.remove(path)
    return None


def _set_aside(path: Path) -> Path | None:
    """Give a file and its log a name nothing else bears; gives that name, or ``None`` where there was nothing.

    Raises:
        CannotReachFile: It could not be renamed.
    """
    vault = path.name.removesuffix(NEXT)
    names = (path.with_name(f"{vault}{ASIDE}{number}") for number in itertools.count(1))
    aside = next(one for one in names if not any(one.with_name(one.name + ending).exists() for ending in ("", "-wal")))
    moved = False
    try:
        for ending in ("-wal", ""):  # the log first: it must never lie beside another file
            one = path.with_name(path.name + ending)
            if one.exists():
                give_name(one, aside.with_name(aside.name + ending))
                moved = True
        path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    except OSError:
        raise faults.CannotReachFile from None
    return aside if moved else None
