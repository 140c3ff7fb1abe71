"""Another file for the same vault under another key: written beside it, proved, and put in its place in one step.

The key file decides which of the two counts. Until it names the new key the file beside is a left-over; from then on it
is the vault, and whoever opens it next puts it in its place if that was cut short.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from hru_advocate.store import faults
from hru_advocate.store.vault_file import backup, copying, driver, pages
from hru_advocate.store.vault_file.vault import Vault

NEXT: Final = ".next"

Tell = Callable[[int, int], object]
"""Told how many pages are left, of how many."""


def beside(path: Path) -> Path:
    """The place of the file that waits to take a vault's place."""
    return path.with_name(path.name + NEXT)


def write_next(vault: Vault, key: bytes, wrapped: tuple[str, bytes], tell: Tell | None = None) -> None:
    """Write everything into a file beside the vault under another 32-byte key, and prove that it holds the same.

    ``wrapped`` is this device's id and its signing key, sealed under the new key.

    Raises:
        DiskFull, DiskFailed, CannotReachFile, BackupFailed: The vault is as it was, and nothing lies beside it.
    """
    target = beside(vault.path)
    copying.remove(target)
    copying.copy_into(vault.connection(), target, key, tell)
    try:
        device, sealed = wrapped
        with contextlib.closing(driver.connect(target, key)) as connection, driver.translated():
            connection.execute("UPDATE device SET wrapped_signing_key = ? WHERE id = ?", (sealed, device))
            connection.executescript("PRAGMA wal_checkpoint(TRUNCATE)")
        backup.prove(vault, target, key)
    except BaseException:
        copying.remove(target)
        raise


def belongs(path: Path, key: bytes) -> bool:
    """Say whether a key is that of a vault's file, or of the one that waits to take its place.

    A file that is not there, or is shorter than a page, says nothing against a key.
    """
    if any(pages.any_page_fits(one, key) for one in (beside(path), path) if one.is_file()):
        return True
    return not path.is_file() or path.stat().st_size < pages.SIZE


def settle(path: Path, key: bytes) -> None:
    """Put the file that waits in the vault's place if the key is its own, else remove it: it was never finished.

    Raises:
        CannotReachFile: Both still lie there, and the vault opens once they can be reached.
    """
    waiting = beside(path)
    if not waiting.is_file():
        return
    if not pages.any_page_fits(waiting, key):
        if path.is_file() and pages.any_page_fits(path, key):
            with contextlib.suppress(faults.CannotReachFile):  # on a disk that can only be read
                copying.remove(waiting)
        return
    try:
        for ending in ("-wal", "-shm"):  # of the file before: read with the new one it would spoil it
            path.with_name(path.name + ending).unlink(missing_ok=True)
        waiting.replace(path)
        _flush_folder(path.parent)
    except OSError:
        raise faults.CannotReachFile from None


def _flush_folder(folder: Path) -> None:
    """Wait until the new name is on the disk."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
