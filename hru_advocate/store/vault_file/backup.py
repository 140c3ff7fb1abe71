"""Backs an open vault up: an encrypted copy under the same key, opened and counted before it counts."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hru_advocate.errors import DeviceError
from hru_advocate.store import faults
from hru_advocate.store.vault_file import copying, driver
from hru_advocate.store.vault_file.vault import Vault

_COUNT: Final = """
SELECT (SELECT count(*) FROM entry), (SELECT count(*) FROM entry_content), (SELECT count(*) FROM draft),
    (SELECT count(*) FROM case_row)"""
_TAILS: Final = """
SELECT device, sequence, hash FROM entry
WHERE (device, sequence) IN (SELECT device, max(sequence) FROM entry GROUP BY device) ORDER BY device"""
_UNFINISHED: Final = ".unfinished"


@dataclass(frozen=True, slots=True)
class Count:
    """All that a backup was found to hold when it was opened again."""

    entries: int
    contents: int
    drafts: int
    cases: int


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
        unfinished.replace(target)
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
    try:
        connection = driver.connect(target, key)
        with contextlib.closing(connection), driver.translated():
            sound = not connection.execute("PRAGMA cipher_integrity_check").fetchall()
            sound = sound and connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            count = connection.execute(_COUNT).fetchone()
            held = (count, connection.execute(_TAILS).fetchall())
    except DeviceError as error:
        raise faults.BackupFailed from error
    if not sound or count is None or held != wanted:
        raise faults.BackupFailed
    return Count(*count)
