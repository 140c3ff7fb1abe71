"""Backups of the open vault: made at lock and on demand, proven before they count, kept by days and weeks."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.vault import backup_folder
from hru_advocate.casework.vault.anchoring import in_utc
from hru_advocate.casework.vault.backup_folder import BackupFolderMissing, BackupPlace
from hru_advocate.casework.wording import near_day_in_words
from hru_advocate.errors import AdvocateError, DeviceError, HeaderNotWritten
from hru_advocate.keys.envelope import is_of
from hru_advocate.keys.header_files import HeaderFiles
from hru_advocate.store import faults, settings
from hru_advocate.store.vault_file import backup, crash_log, exchange
from hru_advocate.store.vault_file.rotation import to_remove

if TYPE_CHECKING:
    from hru_advocate.casework.session import Session
    from hru_advocate.casework.vault.home import Opened
    from hru_advocate.keys.envelope import OpenedEnvelope

OVERDUE: Final = timedelta(days=2)
"""Older than this the last backup is said on Today: two days' work is what one may lose at most."""

OF_BEFORE: Final = "made before the keys were made anew, so only the recovery code of then opens it"

_LONGEST_FOLDER: Final = 1000
_KEPT: Final = "Backups made before were kept."
_STILL: Final = "The keys were made anew for this vault alone. The passphrase or recovery code of before still opens"
_DESTROY: Final = (
    "Lock, so that a backup is made under the new keys; then destroy them, and every other copy of before, or whoever "
    "holds one and knows the old words reads all that is in it."
)
_NOT_REACHED: Final = "The folder for backups cannot be reached, so the backups in it could not be counted."


class NoBackupFolder(AdvocateError):
    """No folder for backups was chosen yet. Nothing was made; choose one in Settings, or name one with --to."""


class BackupFolderRefused(AdvocateError):
    """Backups cannot lie in the vault's own folder: one loss would take both. Choose a folder on another drive."""


class BackupNotMade(DeviceError):
    """The backup could not be made. The vault is safe, and backups made before were kept; try again."""


class _Last(msgspec.Struct, frozen=True):
    """All that is kept of the last backup that proved itself, and of a try after it that failed."""

    made: str = ""
    folder: str = ""
    entries: int = 0
    mark: str = ""
    generation: int = 0
    """The number of changes of the key file that lies in it."""
    failed: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A backup that was opened again and counted; ``removed`` older ones made room for it."""

    path: Path
    made: datetime
    entries: int
    cases: int
    removed: int


@dataclass(frozen=True, slots=True)
class BackupState:
    """The state of backups: where they go, when the last was made, and in words what is to be said of it."""

    folder: str
    last: datetime | None
    words: str
    trouble: str
    """A sentence to act on: none is made, the last is old, or the last try failed; "" when all is well."""


@dataclass(frozen=True, slots=True)
class BackupLine:
    """One backup in the folder, opened just now: what it holds, or that it does not open.

    ``older_keys`` where it was made before the keys were made anew: only the recovery code of then can open it.
    """

    path: Path
    made: datetime
    words: str
    proven: bool
    entries: int
    cases: int
    older_keys: bool = False


def keep_backup_folder(session: Session, folder: str) -> Changed:
    """Keep the folder backups go to; "" stops them. The change is an entry.

    Raises:
        BackupFolderRefused, BackupFolderMissing: Nothing was changed.
    """
    if folder:
        folder = str(_checked(Path(folder), session.vault.path.parent))
    with session.vault.write():
        session.note_event("backup_folder", {"folder": folder})
        settings.keep(session.vault, "backup_folder", folder)
    return Changed(frozenset({"setting"}))


def backup_state(session: Session) -> BackupState:
    """Say how backups stand, from what the vault keeps of them; the folder is not looked at."""
    folder, kept = _folder(session), _last(session)
    now = session.now()
    last = _local(kept.made, now) if kept.made else None
    words = "No backup yet" if last is None else f"Last backup {_age(last, now)}"
    newer = kept.mark != backup.written_mark(session.vault)
    return BackupState(folder, last, words, _trouble(folder, kept, now, newer=newer))


def back_up(opened: Opened, to: Path | None = None) -> BackupMade:
    """Make a backup in the chosen folder or another one; it counts once it was opened, verified and counted.

    Only then do older ones go, and none goes where this one holds fewer entries than the last.

    Raises:
        NoBackupFolder, BackupFolderRefused: Nothing was tried.
        BackupFolderMissing, BackupNotMade: Nothing was made, nothing was removed; the try is an entry.
    """
    session = opened.session
    folder = to if to is not None else Path(_folder(session))
    if to is None and not _folder(session):
        raise NoBackupFolder
    try:
        folder = _checked(folder, opened.home.folder)
        made, place = _build(opened, folder)
    except DeviceError as error:
        _note_failure(session, error)
        raise
    shrunk = made.entries < _last(session).entries
    removed = 0 if shrunk else _rotate(folder, opened.keys.header.vault_id, place)
    told = {"name": place.path.name, "entries": made.entries, "cases": made.cases, "removed": removed}
    mark = backup.written_mark(session.vault)
    session.note("backup_made", told)
    with suppress(DeviceError):
        last = _Last(in_utc(place.made), str(folder), made.entries, mark, opened.keys.header.generation)
        settings.keep(session.vault, "backup_last", last)
    return BackupMade(place.path, place.made.astimezone(session.now().tzinfo), made.entries, made.cases, removed)


def back_up_at_lock(opened: Opened) -> None:
    """Make a backup before the vault closes, if a folder was chosen and the last one is not all there is.

    That is so where anything was recorded since, and where the keys were changed: of the code that opens what was
    backed up before, the paper may be gone. A failure stands in the way of no lock: it is an entry, and it is said
    from the next opening on.
    """
    session = opened.session
    with suppress(AdvocateError):
        if session.vault.read_only or not _folder(session):
            return
        last = _last(session)
        now = (backup.written_mark(session.vault), opened.keys.header.generation)
        if last.failed or (last.mark, last.generation) != now:
            back_up(opened)


def backups(opened: Opened, folder: Path | None = None) -> tuple[BackupLine, ...]:
    """Every backup of this vault in the folder, the newest first: each is opened, checked page by page and counted.

    Raises:
        NoBackupFolder, BackupFolderMissing: There is nothing to look into.
    """
    where = folder or Path(_folder(opened.session))
    if folder is None and not _folder(opened.session):
        raise NoBackupFolder
    now = opened.session.now()
    places = backup_folder.backups_in(where, opened.keys.header.vault_id)
    return tuple(_line(place, opened.keys, now) for place in places)


def older_copies(opened: Opened) -> tuple[str, ...]:
    """Say how many copies the keys of before still open, and that they are to be destroyed, if there are any."""
    vault = opened.home.vault
    replaced = aside = 0
    with suppress(OSError):
        names = [one.name for one in opened.home.folder.iterdir()]
        replaced = sum(name.startswith("replaced-") for name in names)
        aside = sum(
            name == f"{vault.name}{crash_log.ASIDE}"
            or (name.startswith(f"{vault.name}{exchange.ASIDE}") and not name.endswith("-wal"))
            for name in names
        )
    notices: tuple[str, ...] = ()
    made = 0
    folder = _folder(opened.session)
    try:
        made = len(backup_folder.backups_in(Path(folder), opened.keys.header.vault_id)) if folder else 0
    except BackupFolderMissing:
        notices = (_NOT_REACHED,)
    counted = [
        _many(replaced, "folder whose name begins with replaced-", "folders whose names begin with replaced-"),
        _many(aside, "file or log set aside beside the vault", "files and logs set aside beside the vault"),
        _many(made, "backup in the chosen folder", "backups in the chosen folder"),
    ]
    found = ", ".join(one for one in counted if one)
    return (f"{_STILL} {found}. {_DESTROY}", *notices) if found else notices


def _line(place: BackupPlace, keys: OpenedEnvelope, now: datetime) -> BackupLine:
    made = place.made.astimezone(now.tzinfo)
    unproven = BackupLine(place.path, made, _age(made, now), proven=False, entries=0, cases=0)
    try:
        header = HeaderFiles(place.path).read().header
        if not is_of(header, keys.master):
            return replace(unproven, older_keys=header.generation < keys.header.generation)
        held = backup.look_into(place.vault, keys.master.database_key())
    except AdvocateError:
        return unproven
    return BackupLine(
        place.path, made, _age(made, now), proven=True, entries=held.count.entries, cases=held.count.cases
    )


def _build(opened: Opened, folder: Path) -> tuple[backup.Count, BackupPlace]:
    unfinished: Path | None = None
    try:
        unfinished, place = backup_folder.begin(folder, opened.keys.header.vault_id, opened.session.now())
        count = backup.back_up(
            opened.session.vault, unfinished / backup_folder.VAULT, opened.keys.master.database_key()
        )
        files = HeaderFiles(unfinished)
        files.write_first(opened.keys.header)
        files.write_twin(opened.keys.header)
        if files.read().header != opened.keys.header:
            raise faults.BackupFailed
        backup_folder.finish(unfinished, place)
    except BaseException as error:
        if unfinished is not None:
            backup_folder.clear(unfinished)
        if isinstance(error, OSError | AdvocateError) and not isinstance(error, BackupFolderMissing):
            raise BackupNotMade(_why(error)) from None
        raise
    return count, place


def _why(error: BaseException) -> str:
    if isinstance(error, faults.DiskFull | HeaderNotWritten):
        cause = "Its disk is full, or does not take what is written"
    elif isinstance(error, faults.BackupFailed):
        cause = "What was written there does not hold what the vault holds"
    elif isinstance(error, faults.DiskFailed | faults.DamagedFile):
        cause = "A disk did not give or take the data"
    else:
        cause = "Its folder cannot be written to"
    return f"The backup could not be made. {cause}. The vault is open and as it was. {_KEPT} Try another drive."


def _rotate(folder: Path, vault_id: str, newest: BackupPlace) -> int:
    with suppress(DeviceError):
        found = {one.made: one for one in backup_folder.backups_in(folder, vault_id)}
        return sum(backup_folder.remove(found[moment]) for moment in to_remove(found, newest.made))
    return 0


def _note_failure(session: Session, error: DeviceError) -> None:
    session.note("backup_failed", {"why": type(error).__name__})
    failed = msgspec.structs.replace(_last(session), failed=in_utc(session.now()), why=error.message)
    with suppress(DeviceError):
        settings.keep(session.vault, "backup_last", failed)


def _checked(folder: Path, home: Path) -> Path:
    """The folder as a whole path; it is there and is not the vault's own."""
    if len(str(folder)) > _LONGEST_FOLDER:
        raise BackupFolderMissing
    try:
        whole = folder.expanduser().resolve(strict=True)
        own = home.resolve()
    except (OSError, RuntimeError, ValueError):
        raise BackupFolderMissing from None
    if whole == own or whole.is_relative_to(own):
        raise BackupFolderRefused
    if not whole.is_dir():
        raise BackupFolderMissing
    return whole


def _folder(session: Session) -> str:
    return settings.read(session.vault, "backup_folder", str) or ""


def _last(session: Session) -> _Last:
    return settings.read(session.vault, "backup_last", _Last) or _Last()


def _trouble(folder: str, kept: _Last, now: datetime, *, newer: bool) -> str:
    if not folder:
        return "No backups are made: if this laptop is lost, every record is. Choose a folder for them in Settings."
    if kept.failed:
        return f"The backup tried {_age(_local(kept.failed, now), now)} failed. {kept.why}"
    if not kept.made:
        return "There is no backup yet. One is made at the next lock; or make one now in Settings."
    if newer and now - _local(kept.made, now) > OVERDUE:
        made = _age(_local(kept.made, now), now)
        return f"The last backup is of {made}, and not everything recorded is in it. Make one now in Settings."
    return ""


def _local(utc: str, now: datetime) -> datetime:
    return datetime.fromisoformat(utc).astimezone(now.tzinfo)


def _age(moment: datetime, now: datetime) -> str:
    return f"{near_day_in_words(moment.date(), now.date())} at {moment:%H:%M}"


def _many(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}" if count else ""
