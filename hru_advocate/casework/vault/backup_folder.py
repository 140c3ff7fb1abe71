"""The folder of backups: one folder a backup, named for its vault and moment, with the encrypted file and its key file.

A backup is built under another name and renamed once it has proved itself, so what bears a backup's name is whole,
whenever the program was stopped.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from hru_advocate.errors import DeviceError
from hru_advocate.keys.header_files import FIRST, KEPT, NEW, TWIN
from hru_advocate.paths import flush_folder, give_name, write_whole
from hru_advocate.store.vault_file.crash_log import ASIDE
from hru_advocate.store.vault_file.exchange import NEXT

VAULT: Final = "vault.db"
"""The encrypted file within a backup: named as in the vault's own folder."""

_NAME: Final = re.compile(r"vault-([0-9a-f]{8})-([0-9]{8}-[0-9]{9})")
MARK: Final = "vault.backup"
"""An empty file in each backup: under whatever name its folder goes, what lies beside it is only read there."""
UNFINISHED: Final = ".unfinished"
_GOING: Final = ".going"
_OURS: Final = (
    *(f"{VAULT}{ending}" for ending in ("", "-wal", "-shm", "-journal")),
    *(f"{VAULT}.unfinished{ending}" for ending in ("", "-wal", "-shm", "-journal")),
    *(f"{VAULT}{ending}" for ending in (ASIDE, NEXT)),
    MARK,
    *(f"{name}{ending}" for name in (FIRST, TWIN, KEPT) for ending in ("", NEW)),
)


class BackupFolderMissing(DeviceError):
    """The folder for backups cannot be reached. The vault is safe; bring the drive back or choose another folder."""


@dataclass(frozen=True, slots=True)
class BackupPlace:
    """A backup as its folder knows it: where it lies and when it was begun."""

    path: Path
    made: datetime

    @property
    def vault(self) -> Path:
        """The encrypted file."""
        return self.path / VAULT


def backups_in(folder: Path, vault_id: str) -> tuple[BackupPlace, ...]:
    """The finished backups of one vault, the newest first.

    Raises:
        BackupFolderMissing: The folder cannot be looked into.
    """
    found = [_place(path) for path in _listed(folder) if _is_of(path.name, vault_id)]
    return tuple(sorted((one for one in found if one), key=lambda one: one.made, reverse=True))


def made_at(path: Path) -> datetime | None:
    """The moment in the name of a backup, or ``None`` where it bears another name."""
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    try:
        return datetime.strptime(f"{match[2]}000", "%Y%m%d-%H%M%S%f").replace(tzinfo=UTC)
    except ValueError:
        return None


def is_backup(folder: Path) -> bool:
    """True for a backup's own folder: by its name, or under another by the mark that lies in it."""
    return made_at(folder.resolve()) is not None or (folder / MARK).exists()


def begin(folder: Path, vault_id: str, moment: datetime) -> tuple[Path, BackupPlace]:
    """Make an empty folder to build a backup in; gives it, and the place it is to have once it is proven.

    What an earlier try left half done goes first.

    Raises:
        BackupFolderMissing: The folder for backups is not there.
        OSError: Nothing can be made in it.
    """
    for path in _listed(folder):
        bare = path.name.removesuffix(UNFINISHED).removesuffix(_GOING)
        if bare != path.name and _is_of(bare, vault_id):
            clear(path)
    made = moment.astimezone(UTC)
    made = made.replace(microsecond=made.microsecond // 1000 * 1000)
    while os.path.lexists(place := folder / _name(vault_id, made)):
        made += timedelta(milliseconds=1)
    unfinished = place.with_name(f"{place.name}{UNFINISHED}")
    unfinished.mkdir(mode=0o700)
    return unfinished, BackupPlace(place, made)


def finish(unfinished: Path, place: BackupPlace) -> None:
    """Mark a proven backup as one and give it its name, and see that both are on the disk.

    Raises:
        OSError: It does not bear the name.
    """
    write_whole(unfinished / MARK, b"")
    flush_folder(unfinished)
    give_name(unfinished, place.path)
    with suppress(OSError):
        flush_folder(place.path.parent)


def remove(place: BackupPlace) -> bool:
    """Take a backup away, its name first; says whether it has gone."""
    going = place.path.with_name(f"{place.path.name}{_GOING}")
    try:
        give_name(place.path, going)
    except OSError:
        return False
    clear(going)
    return True


def clear(path: Path) -> None:
    """Remove a folder with what a backup is made of; anything else in it stays, and so does the folder then.

    Of a link that somebody put in its place the link goes, and nothing of what it leads to: that may be the vault.
    """
    if not _lies_here(path):
        with suppress(OSError):
            path.unlink(missing_ok=True)
        return
    for name in _OURS:
        with suppress(OSError):
            (path / name).unlink(missing_ok=True)
    with suppress(OSError):
        path.rmdir()


def _name(vault_id: str, made: datetime) -> str:
    return f"vault-{_short(vault_id)}-{made:%Y%m%d-%H%M%S}{made.microsecond // 1000:03}"


def _short(vault_id: str) -> str:
    return vault_id.replace("-", "")[:8].lower()


def _is_of(name: str, vault_id: str) -> bool:
    match = _NAME.fullmatch(name)
    return match is not None and match[1] == _short(vault_id)


def _place(path: Path) -> BackupPlace | None:
    moment = made_at(path)
    there = moment is not None and (path / VAULT).is_file() and _lies_here(path)
    return BackupPlace(path, moment) if moment is not None and there else None


def _lies_here(path: Path) -> bool:
    """True for a folder that is where its name says: no link, and no junction of Windows, to another one."""
    try:
        return not path.is_symlink() and path.resolve() == path.parent.resolve() / path.name
    except (OSError, RuntimeError):  # links that lead to each other
        return False


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        raise BackupFolderMissing from None
