"""Copies an open vault into a new encrypted file, page by page; a plain file is never made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from hru_advocate.store import faults
from hru_advocate.store.vault_file import driver, pages

_STEP: Final = 512
"""Pages between two tellings: two megabytes."""


def copy_into(
    connection: driver.Connection, target: Path, key: bytes, tell: Callable[[int, int], object] | None = None
) -> None:
    """Copy everything into a new file under a 32-byte key; whatever goes wrong, no half copy stays.

    ``tell`` is told from time to time how many pages are left, of how many.

    Raises:
        FileExists, CannotReachFile, DiskFull, DiskFailed: No copy was made.
        PlainFile: The copy came out unencrypted and was removed.
    """
    driver.make_empty(target)
    try:
        copy = driver.connect(target, key)
        try:
            with driver.translated():
                if tell is None:
                    connection.backup(copy)
                else:
                    connection.backup(
                        copy, pages=_STEP, progress=lambda _status, left, total: tell(left, total), sleep=0
                    )
                copy.executescript("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            copy.close()
        driver.refuse_plain(target)
        if target.stat().st_size < pages.SIZE:
            raise faults.BackupFailed
    except BaseException:
        remove(target)
        raise


def remove(path: Path) -> None:
    """Remove a file that did not become a vault, with its log.

    Raises:
        CannotReachFile: Something of it could not be removed.
    """
    try:
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}-journal"):
            path.with_name(name).unlink(missing_ok=True)
    except OSError:
        raise faults.CannotReachFile from None
