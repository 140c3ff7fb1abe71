"""Copies an open vault into a new encrypted file, page by page; a plain file is never made."""

from __future__ import annotations

from pathlib import Path

from hru_advocate.store import faults
from hru_advocate.store.vault_file import driver, pages


def copy_into(connection: driver.Connection, target: Path, key: bytes) -> None:
    """Copy everything into a new file under a 32-byte key; whatever goes wrong, no half copy stays.

    Raises:
        FileExists, CannotReachFile, DiskFull, DiskFailed: No copy was made.
        PlainFile: The copy came out unencrypted and was removed.
    """
    driver.make_empty(target)
    try:
        copy = driver.connect(target, key)
        try:
            with driver.translated():
                connection.backup(copy)
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
