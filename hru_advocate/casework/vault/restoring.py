"""Bringing a vault back from a backup by its recovery code, on the same computer or a new one.

The backup is only read. A vault that is there already is copied aside, whole, before anything takes its place.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hru_advocate.casework.product import shipped, shipped_forms
from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import accepting, anchoring, as_signed, backup_folder, opening, undoing
from hru_advocate.casework.vault.anchoring import in_utc
from hru_advocate.casework.vault.backup_folder import BackupPlace
from hru_advocate.errors import AdvocateError, DeviceError, HeaderDamaged, NotAVault, NotFound, VaultMissing
from hru_advocate.keys import envelope, recovery
from hru_advocate.keys.header_files import FIRST, KEPT, TWIN, HeaderFiles
from hru_advocate.keys.signing import DeviceKey
from hru_advocate.paths import flush_folder, give_name, open_plain, secure_folder
from hru_advocate.store import faults, settings
from hru_advocate.store.ledger import devices
from hru_advocate.store.vault_file import backup, crash_log, exchange, held_open, pages
from hru_advocate.store.vault_file import vault as vaults

if TYPE_CHECKING:
    from hru_advocate.casework.vault.home import Home, Opened
    from hru_advocate.keys.keychain import Keychain
    from hru_advocate.store.vault_file.vault import Vault

_STAGING: Final = "coming-back"
_GO_FIRST: Final = (*(f"{backup_folder.VAULT}{ending}" for ending in ("-wal", crash_log.ASIDE, exchange.NEXT)), KEPT)
"""Logs and the file that waits belong to the file of before; a third copy of the key file counts before an older."""

_FILES: Final = (*_GO_FIRST, backup_folder.VAULT, FIRST, TWIN)
"""All that makes a vault."""

_RESTORED: Final = "Brought back from a backup."


class NoBackupHere(AdvocateError):
    """There is no backup in this folder. Nothing was changed; choose one that holds vault.db and vault.header."""


class BackupDamaged(DeviceError):
    """This backup does not open, or is damaged. Nothing was changed; choose another backup."""


class NotBroughtBack(DeviceError):
    """Nothing could be put in the place of the vault: the disk did not take it. The vault that was here is as it was.

    Free some space and try again.
    """


class HalfPutBack(DeviceError):
    """Nothing could be put in the place of the vault, and not every file of it could be given its place again.

    Nothing of it is lost: what is missing lies in the newest folder beside the vault whose name begins with replaced-.
    Change nothing there, and ask force IT to put those files beside the others.
    """


class InPlaceUnopened(DeviceError):
    """The backup is in the vault's place now, and could not be opened there."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A vault brought back: its new recovery code, from when it is, and what became of the one it replaced.

    ``newer`` counts the entries of the replaced vault that the backup does not have; ``None`` where it cannot be
    read with this code. ``kept`` is the folder it lies in; ``None`` where there was none.
    """

    recovered: opening.Recovered
    made: datetime
    newest: datetime | None
    entries: int
    cases: int
    kept: Path | None
    newer: int | None


def backups_at(folder: Path) -> tuple[BackupPlace, ...]:
    """The backups in a folder, of whatever vault, or the folder itself where it is one; the newest first.

    Raises:
        NoBackupHere: There is none.
    """
    with suppress(OSError, ValueError):
        places = [place for path in (folder, *folder.iterdir()) if (place := _place(path)) is not None]
        if places:
            return tuple(sorted(places, key=lambda one: one.made, reverse=True))
    raise NoBackupHere


def words_needed(home: Home, place: Path) -> int:
    """The number of generated words a passphrase needs here: four beside a keychain, six alone."""
    with suppress(AdvocateError):
        if HeaderFiles(place).read().header.slot("daily") is None:
            return 6
    return 6 if opening.keychain_name(home) is None else 4


def restore(
    home: Home, place: Path, code: str, passphrase: str, *, until_typed_back: bool = False
) -> tuple[Opened, Restored]:
    """Put a backup where the vault lives, with a new passphrase and a new recovery code; leaves it open.

    With ``until_typed_back`` the code goes on opening it until ``codes.confirm`` has the new one typed back.
    What is written from now on is signed by a new device of its own: no number of a lost entry is given twice.

    Raises:
        NoBackupHere, BackupDamaged, InvalidRecoveryCode, WrongRecoveryCode, WeakPassphrase, FileInUse,
        NotBroughtBack, DeviceError: The vault that was here is as it was.
        InPlaceUnopened: The backup took its place, and it says where what was here is kept.
    """
    found = _place(place)
    if found is None:
        raise NoBackupHere
    parsed = recovery.parse_whole(code)
    with _staged(home, found) as staged:
        file, files = staged / backup_folder.VAULT, HeaderFiles(staged)
        keys = envelope.unlock_recovery(files, parsed, hardness=home.hardness)
        try:
            key, daily = keys.master.database_key(), keys.header.slot("daily") is not None
            held = _look_into(file, key)
            _refuse_weak(home, file, key, passphrase, daily=daily)
            newer = _newer(home, key, held)
            _begin_as_new_device(home, file, keys)
            envelope.own_copy(files, keys)
        finally:
            keys.master.wipe()
        kept = put_in_place(home, staged)
    opened, recovered = _opened_in_place(home, kept, code, passphrase, until_typed_back=until_typed_back)
    said: dict[str, object] = {"made": in_utc(found.made), "newest": held.newest, "newer": newer}
    said["kept"] = kept.name if kept else ""
    with undoing.let_go_if_refused(opened):
        forget_replaced(home, opened.keychain, kept, secrets=True)
        opened.session.note("restored", said)
    with suppress(DeviceError):
        anchoring.keep_anchor(opened)
        if anchoring.open_doubts(opened.session):  # an older copy, put back on purpose by whoever has the code
            accepting.accept_doubts(opened.session, _RESTORED, "recovery_code")
    zone = home.clock.now().tzinfo
    return opened, Restored(
        recovered,
        found.made.astimezone(zone),
        datetime.fromisoformat(held.newest).astimezone(zone) if held.newest else None,
        held.count.entries,
        held.count.cases,
        kept,
        newer,
    )


def _opened_in_place(
    home: Home, kept: Path | None, code: str, passphrase: str, *, until_typed_back: bool
) -> tuple[Opened, opening.Recovered]:
    """Open what was just put in place; errors say of a vault that is opened that it is as it was, and it is another."""
    try:
        return opening.recover(home, code, passphrase, until_typed_back=until_typed_back)
    except AdvocateError as error:
        where = f"The vault that was here is kept, whole, in the folder {kept.name} beside it. " if kept else ""
        raise InPlaceUnopened(f"{InPlaceUnopened().message} {where}{error.message}") from None


def _place(path: Path) -> BackupPlace | None:
    file = path / backup_folder.VAULT
    try:
        if not file.is_file() or not HeaderFiles(path).exist() or path.name.endswith(backup_folder.UNFINISHED):
            return None
        written = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except OSError:
        return None
    return BackupPlace(path, backup_folder.made_at(path) or written)


@contextmanager
def staging(home: Home) -> Iterator[Path]:
    """A folder beside the vault to make another one in; whatever happens, nothing of it stays there.

    Raises:
        NotBroughtBack: The disk did not take it.
    """
    secure_folder(home.folder)
    staged = home.folder / _STAGING
    backup_folder.clear(staged)
    try:
        staged.mkdir(mode=0o700)
        yield staged
    except OSError:
        raise NotBroughtBack from None
    finally:
        backup_folder.clear(staged)


@contextmanager
def _staged(home: Home, found: BackupPlace) -> Iterator[Path]:
    """Copy a backup beside the vault, to look into it there."""
    if found.path.resolve() == home.folder.resolve():
        raise NoBackupHere
    with staging(home) as staged:
        for name in _FILES:
            if (found.path / name).exists():
                _copy(found.path / name, staged / name)
        try:
            HeaderFiles(staged).read()
        except (HeaderDamaged, NotAVault, VaultMissing):
            raise BackupDamaged from None
        yield staged


def _look_into(path: Path, key: bytes) -> backup.Held:
    """Open the copy once as a vault, so that a log that came with it is in it, then check every page of it."""
    try:
        exchange.settle(path, key, keep=False)
        vaults.open_vault(path, key).close()
        return backup.look_into(path, key)
    except (faults.BackupFailed, faults.DamagedFile, faults.WrongKey, faults.PlainFile, faults.NotOurFile):
        raise BackupDamaged from None


def _refuse_weak(home: Home, path: Path, key: bytes, passphrase: str, *, daily: bool) -> None:
    """Refuse a passphrase before anything is moved that would be refused once it is."""
    alone = not daily or opening.keychain_name(home) is None
    held = vaults.open_vault(path, key)
    try:
        author = settings.read(held, "author", str) or ""
    finally:
        held.close()
    rules = opening.policy(shipped(), author)
    if alone:
        rules.accept_fallback(passphrase)
    else:
        rules.accept_daily(passphrase)


def _newer(home: Home, key: bytes, held: backup.Held) -> int | None:
    """Count what only the vault that is here has."""
    if not home.vault.exists() or home.vault.stat().st_size < pages.SIZE:
        return None
    held_open.refuse_if_open(home.vault)
    try:
        return backup.newer_than(home.vault, key, held.tails)
    except AdvocateError:
        return None


def put_in_place(home: Home, staged: Path) -> Path | None:
    """Copy what is here aside, then put each staged file in its place; a stop in between leaves both whole.

    Raises:
        NotBroughtBack: The disk did not take it; what was here is as it was.
        HalfPutBack: Nor did it take that back.
    """
    kept = None
    try:
        if any((home.folder / name).exists() for name in _FILES):
            kept = _keep_aside(home)
        for name in _GO_FIRST:
            (home.folder / name).unlink(missing_ok=True)
        for name in (backup_folder.VAULT, FIRST, TWIN, KEPT):
            if (staged / name).exists():
                give_name(staged / name, home.folder / name)
        flush_folder(home.folder)
    except (OSError, KeyboardInterrupt) as stopped:
        if kept is not None:
            _put_back(home, kept)
        if isinstance(stopped, KeyboardInterrupt):
            raise
        raise NotBroughtBack from None
    return kept


def forget_replaced(home: Home, keychain: Keychain | None, kept: Path | None, *, secrets: bool) -> None:
    """Forget how far a vault reached that another took the place of: put back, it does not look as if it were this one.

    Without its ``secrets`` in the keychain only its recovery code opens it in the folder it was copied to.
    """
    if kept is None:
        return
    with suppress(AdvocateError):
        instance = HeaderFiles(kept).read().header.instance
        anchoring.forget_anchor(home, keychain, instance)
        if secrets and keychain is not None:
            envelope.forget_secrets(keychain, instance)


def _put_back(home: Home, kept: Path) -> None:
    """Give what was copied aside its place again, the log last: it belongs to the file beside it.

    Raises:
        HalfPutBack: The disk takes nothing more; each file lies in one of the two places.
    """
    try:
        for name in reversed(_FILES):
            if (kept / name).exists():
                give_name(kept / name, home.folder / name)
            else:
                (home.folder / name).unlink(missing_ok=True)
        backup_folder.clear(kept)
    except OSError:
        raise HalfPutBack from None


def _keep_aside(home: Home) -> Path:
    moment = home.clock.now().astimezone(UTC)
    while (kept := home.folder / f"replaced-{moment:%Y%m%d-%H%M%S}").exists():
        moment += timedelta(seconds=1)
    kept.mkdir(mode=0o700)
    try:
        for name in _FILES:
            if (home.folder / name).exists():
                _copy(home.folder / name, kept / name)
        flush_folder(kept)
    except (OSError, KeyboardInterrupt):  # a part of a vault must not be called one that is kept
        backup_folder.clear(kept)
        raise
    return kept


def _copy(source: Path, target: Path) -> None:
    """Copy bytes as they are, on the disk when this returns, for the owner only."""
    new = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(new, "wb") as file, open_plain(source) as given:
        shutil.copyfileobj(given, file, 1 << 20)
        file.flush()
        os.fsync(file.fileno())


def _begin_as_new_device(home: Home, path: Path, keys: envelope.OpenedEnvelope) -> None:
    """Sign with a new key from here on, in the copy that is not in use yet; the entries before keep theirs.

    Written once the copy is in use it might fail there, and numbers that the lost entries had would be given twice.

    Raises:
        NotBroughtBack, DeviceError: The copy is not to be used.
    """
    vault = vaults.open_vault(path, keys.master.database_key())
    try:
        device = add_device(vault, keys, home.clock.now(), "This computer, from a backup on")
        author = settings.read(vault, "author", str) or ""
        session = Session(vault, shipped_forms(), shipped(), home.clock, device, author)
        session.note_event(as_signed.ADDED, {"device": as_signed.introduction(devices.own(vault)), "after": "restored"})
    finally:
        in_file = vault.close()
    if not in_file:  # the log it stands in does not go with the file
        raise NotBroughtBack


def add_device(vault: Vault, keys: envelope.OpenedEnvelope, now: datetime, label: str) -> DeviceKey:
    """Make a new signing key, the one this computer writes with from now on, whatever the clock says."""
    created = in_utc(now)
    with suppress(NotFound):
        created = max(created, in_utc(datetime.fromisoformat(devices.own(vault).created) + timedelta(milliseconds=1)))
    device = DeviceKey.generate()
    devices.add(vault, devices.Device(device.device_id, device.public, device.wrap(keys.master), label, created))
    return device
