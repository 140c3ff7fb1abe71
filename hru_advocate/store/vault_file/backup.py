"""Backs an open vault up: an encrypted copy under the same key, opened and counted before it counts."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hru_advocate.errors import DeviceError
from hru_advocate.paths import give_name
from hru_advocate.store import faults
from hru_advocate.store.vault_file import copying, driver
from hru_advocate.store.vault_file.vault import Vault

_COUNT: Final = """
SELECT (SELECT count(*) FROM entry), (SELECT count(*) FROM entry_content), (SELECT count(*) FROM draft),
    (SELECT count(*) FROM case_row)"""
_TAILS: Final = """
SELECT device, sequence, hash FROM entry
WHERE (device, sequence) IN (SELECT device, max(sequence) FROM entry GROUP BY device) ORDER BY device"""
_NEWEST: Final = "SELECT recorded FROM entry ORDER BY position DESC LIMIT 1"
_MARK: Final = """
SELECT (SELECT position FROM entry WHERE kind <> 'event' ORDER BY position DESC LIMIT 1),
    (SELECT count(*) FROM draft), (SELECT max(saved) FROM draft)"""
_UNFINISHED: Final = ".unfinished"

Tail = tuple[str, int, bytes]
"""A device, the number of its last entry and that entry's hash."""


@dataclass(frozen=True, slots=True)
class Count:
    """All that a backup was found to hold when it was opened again."""

    entries: int
    contents: int
    drafts: int
    cases: int


@dataclass(frozen=True, slots=True)
class Held:
    """A closed file that was opened and found sound: its counts, the end of each chain, its newest entry's moment."""

    count: Count
    tails: tuple[Tail, ...]
    newest: str
    """In UTC; "" where there is no entry."""


def back_up(vault: Vault, target: Path, key: bytes) -> Count:
    """Copy the vault to ``target`` under its own 32-byte key, open the copy, check and count it.

    A file already there is replaced only once the new copy has proved itself.

    Raises:
        DiskFull, DiskFailed, CannotReachFile: No backup was made; one already there was kept.
        BackupFailed: The copy does not hold the same; it was removed, one already there was kept.
    """
    unfinished = target.with_name(target.name + _UNFINISHED)
    copying.remove(unfinished)
    copying.copy_into(vault.connection(), unfinished, key)
    try:
        count = prove(vault, unfinished, key)
        give_name(unfinished, target)
    except OSError:
        copying.remove(unfinished)
        raise faults.CannotReachFile from None
    except BaseException:
        copying.remove(unfinished)
        raise
    return count


def prove(vault: Vault, target: Path, key: bytes) -> Count:
    """Open a backup and compare it with the vault: both integrity checks, counts and the end of every chain.

    Raises:
        BackupFailed: It does not open, is damaged or holds something else.
    """
    with vault.read() as cursor:
        wanted = (cursor.execute(_COUNT).fetchone(), cursor.execute(_TAILS).fetchall())
    held = look_into(target, key)
    if ((held.count.entries, held.count.contents, held.count.drafts, held.count.cases), list(held.tails)) != wanted:
        raise faults.BackupFailed
    return held.count


def look_into(path: Path, key: bytes) -> Held:
    """Open a file that was closed as it should be, for reading only; check every page and say what it holds.

    Raises:
        BackupFailed: It does not open or is damaged.
    """
    try:
        connection = driver.connect_to_read(path, key)
        with contextlib.closing(connection), driver.translated():
            sound = not connection.execute("PRAGMA cipher_integrity_check").fetchall()
            sound = sound and connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            count = connection.execute(_COUNT).fetchone()
            newest = connection.execute(_NEWEST).fetchone()
            tails = tuple(connection.execute(_TAILS).fetchall())
    except DeviceError as error:
        raise faults.BackupFailed from error
    if not sound or count is None:
        raise faults.BackupFailed
    return Held(Count(*count), tails, newest[0] if newest else "")


def written_mark(vault: Vault) -> str:
    """A text that changes with every record and every kept draft, and with no event: what a backup would add."""
    with vault.read() as cursor:
        found = cursor.execute(_MARK).fetchone()
    return " ".join(str(part) for part in found or ())


def newer_than(path: Path, key: bytes, tails: Iterable[Tail]) -> int:
    """The number of entries a file holds beyond the end of each device's chain; it is read where it lies.

    Raises:
        WrongKey, DamagedFile, FileInUse and others of the driver: It cannot be read.
    """
    known = {device: sequence for device, sequence, _hash in tails}
    connection = driver.connect_to_read(path, key)
    with contextlib.closing(connection), driver.translated():
        counted = connection.execute("SELECT device, sequence FROM entry").fetchall()
    return sum(sequence > known.get(device, 0) for device, sequence in counted)
