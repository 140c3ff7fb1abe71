"""Making, unlocking, recovering and locking a vault: the only meeting point of keys and store."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final, Literal

from hru_advocate.casework.product import shipped, shipped_forms
from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import author_as_typed
from hru_advocate.casework.vault import anchoring, arriving, as_signed, backups, rebuilding, renewing, undoing
from hru_advocate.casework.vault.anchoring import in_utc
from hru_advocate.casework.vault.home import (
    FreshCode,
    Home,
    Opened,
    VaultFileAlone,
    WaitFirst,
    WhoseCode,
    refuse_in_backup,
)
from hru_advocate.casework.vault.passphrases import (
    accepted_for,
    check_passphrase,
    policy,
    refuse_if_waiting,
    same_code,
    suggest_passphrase,
)
from hru_advocate.domain.pasted_text import cleaned
from hru_advocate.errors import (
    AdvocateError,
    DeviceError,
    HeaderNotWritten,
    KeychainMissing,
    VaultLocked,
    WrongPassphrase,
)
from hru_advocate.keys import envelope, recovery
from hru_advocate.keys.passphrase import AcceptedPassphrase
from hru_advocate.keys.signing import DeviceKey
from hru_advocate.paths import secure_folder
from hru_advocate.store import settings
from hru_advocate.store.ledger import devices
from hru_advocate.store.vault_file import crash_log, exchange
from hru_advocate.store.vault_file import vault as vaults

if TYPE_CHECKING:
    from hru_advocate.keys.keychain import Keychain
    from hru_advocate.store.vault_file.exchange import Tell

__all__ = [
    "Created",
    "Home",
    "Opened",
    "Recovered",
    "Unlocked",
    "VaultFileAlone",
    "VaultState",
    "WaitFirst",
    "change_passphrase",
    "check_passphrase",
    "create",
    "keychain_name",
    "lock",
    "policy",
    "proves_itself",
    "recover",
    "same_code",
    "suggest_passphrase",
    "unlock",
    "vault_state",
    "way_for",
    "whose_code",
]

_HALF_RECOVERED: Final = (
    "The new passphrase counts, but a new recovery code could not be written, so the old code still opens the vault. "
    "Free some space, then use the code again."
)
_SET_ASIDE: Final = (
    "A second vault file lay beside this one. It was set aside in the vault's folder under a name with aside in it; "
    "nothing was thrown away. That is so where a change of keys was cut short; if none was, tell your supervisor."
)
_CHANGE_NOT_NOTED: Final = (
    "The new passphrase counts. That it was changed could not be noted in the record, because nothing can be saved."
)


@dataclass(frozen=True, slots=True)
class Created:
    """A new vault: the recovery code to print once and to type back."""

    recovery_code: str


@dataclass(frozen=True, slots=True)
class Unlocked:
    """All that a person is told at unlocking: who, when last, failed tries since, and anything that needs a look."""

    author: str
    last_unlock: datetime | None
    failed_tries: int
    warnings: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    """Those of the warnings that are said at every opening until somebody accepts them."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """A vault opened by its code: the new code, since the old one has been seen."""

    recovery_code: str
    warnings: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    """As of an unlock."""


@dataclass(frozen=True, slots=True)
class VaultState:
    """All that can be said of a vault without opening it."""

    exists: bool
    kind: Literal["daily", "passphrase_only"] | None = None
    keychain: str = ""
    wait_seconds: int = 0
    trouble: str = ""


def vault_state(home: Home) -> VaultState:
    """Look at the key file only: is there a vault, how does it open, must we wait."""
    if not home.headers.exist() and not home.vault.exists():
        return VaultState(exists=False)
    try:
        header = home.headers.read().header
    except AdvocateError as error:
        return VaultState(exists=True, trouble=error.message)
    daily = header.slot("daily")
    wait = round(home.throttle.wait(home.clock.now().timestamp()))
    if daily is not None:
        return VaultState(exists=True, kind="daily", keychain=daily.backend, wait_seconds=wait)
    return VaultState(exists=True, kind="passphrase_only", wait_seconds=wait)


def keychain_name(home: Home) -> str | None:
    """The name of this computer's keychain if it can be trusted, else ``None``."""
    try:
        return home.find_keychain().name
    except DeviceError:
        return None


def create(home: Home, passphrase: str, *, author: str, with_keychain: bool) -> tuple[Opened, Created]:
    """Make a vault: keys, encrypted file, this device's signing key. Leaves it open.

    Raises:
        AuthorMissing, AuthorUnfit, WeakPassphrase, KeychainMissing (and its family), HeaderNotWritten, DeviceError:
            nothing was made, and nothing is left behind.
    """
    author = author_as_typed(author)
    product = shipped()
    accepted = accepted_for(policy(product, author), passphrase, alone=not with_keychain)
    keychain = home.find_keychain() if with_keychain else None
    if home.vault.exists() and not home.headers.exist():
        raise VaultFileAlone
    with undoing.undone_if_refused(home, keychain) as made:
        secure_folder(home.folder)
        code = recovery.new_code()
        way = _way(accepted, keychain)
        created = in_utc(home.clock.now())
        keys = envelope.create_vault_keys(
            home.headers, way, recovery_code=code, created=created, hardness=home.hardness
        )
        made.keys = keys
        made.vault = vault = vaults.create(home.vault, keys.master.database_key())
        device = DeviceKey.generate()
        mine = devices.Device(device.device_id, device.public, device.wrap(keys.master), "This computer", created)
        devices.add(vault, mine)
        settings.keep(vault, "author", author)
        session = Session(vault, shipped_forms(), product, home.clock, device, author)
        rebuilding.begin(session)
        session.note_event(as_signed.MADE, {"way": accepted.way, "device": as_signed.introduction(mine)})
        opened = Opened(home, session, keys, keychain, fresh=FreshCode(code))
        anchoring.begin_anchor(opened)
        anchoring.keep_anchor(opened)
        return opened, Created(recovery.format_code(code))


def unlock(home: Home, passphrase: str) -> tuple[Opened, Unlocked]:
    """Open the vault with its passphrase.

    Raises:
        WaitFirst, WrongPassphrase, KeychainEntryMissing, KeychainChanged, HeaderDamaged, NewerVault, NotAVault,
        VaultMissing, DeviceError: nothing was changed but the count of failed tries.
    """
    throttle, now = home.throttle, home.clock.now().timestamp()
    refuse_if_waiting(throttle, now)
    header = home.headers.read().header
    keychain = home.find_keychain() if header.slot("daily") is not None else None
    try:
        keys = _keys_by(home, keychain, passphrase, home.fits)
    except WrongPassphrase:
        throttle.failed(now)
        raise
    opened = _open(home, keys, keychain)
    with undoing.let_go_if_refused(opened):
        failed = throttle.count
        throttle.succeeded()
        last = settings.read(opened.session.vault, "last_unlock", str)
        warnings = (*opened.keys.notices, *arriving.look_over(opened))
        warnings += arriving.note_opening(opened, "unlock", {"failed_tries": failed, "warnings": len(warnings)})
        return opened, Unlocked(
            opened.session.author,
            datetime.fromisoformat(last).astimezone(home.clock.now().tzinfo) if last else None,
            failed,
            warnings,
            anchoring.open_doubts(opened.session),
        )


def whose_code(home: Home, code: str) -> WhoseCode:
    """Look with the recovery code whose vault it is, so that a new passphrase is judged before anything is changed.

    Nothing is left open, and nothing is noted.
    """
    keys = envelope.unlock_recovery(home.headers, recovery.parse_whole(code), hardness=home.hardness, fits=home.fits)
    keychain = None
    try:
        if keys.header.slot("daily") is not None:
            with suppress(KeychainMissing):
                keychain = home.find_keychain()
        opened = _open(home, keys, keychain)
    except BaseException:
        keys.master.wipe()
        raise
    author = opened.session.author
    undoing.let_go(opened)
    return WhoseCode(author, alone=keychain is None)


def recover(home: Home, code: str, new_passphrase: str, *, until_typed_back: bool = False) -> tuple[Opened, Recovered]:
    """Open with the recovery code, set a new passphrase and a new code. The way of opening stays the same kind.

    With ``until_typed_back`` the old code goes on opening the vault until ``codes.confirm`` has the new one typed back.
    Where the vault opened with a keychain and this computer has none, it becomes a passphrase-only vault,
    for which the new passphrase must be strong enough alone.
    """
    refuse_in_backup(home)
    parsed = recovery.parse_whole(code)
    keys = envelope.unlock_recovery(home.headers, parsed, hardness=home.hardness, fits=home.fits)
    keychain = None
    if keys.header.slot("daily") is not None:
        try:
            keychain = home.find_keychain()
        except KeychainMissing:
            pass
        except BaseException:
            keys.master.wipe()
            raise
    opened = _open(home, keys, keychain)
    with undoing.let_go_if_refused(opened):
        rules = policy(opened.session.product, opened.session.author)
        way = _way(accepted_for(rules, new_passphrase, alone=keychain is None), keychain)
        found = arriving.look_over(opened)  # before new keys, which open nothing that was sealed with these
        notices, fresh = _renew_ways(opened, way, keep_old=until_typed_back)
        home.throttle.succeeded()
        found += arriving.note_opening(opened, "recovery_used", {})
        notices += () if until_typed_back else renewing.renew_after_code(opened, way, fresh)
        anchoring.keep_anchor(opened)  # it knows the new key file from here on, however this ends
        return opened, Recovered(recovery.format_code(fresh), notices + found, anchoring.open_doubts(opened.session))


def _renew_ways(
    opened: Opened, way: envelope.TwoFactor | envelope.PassphraseOnly, *, keep_old: bool
) -> tuple[tuple[str, ...], bytes]:
    """Set a new passphrase and a new recovery code; gives the notices to show and the code."""
    home, created = opened.home, in_utc(opened.home.clock.now())
    notices = opened.keys.notices
    fresh = recovery.new_code()
    opened.fresh = FreshCode(fresh, way=way if keep_old else None)
    if keep_old and opened.keychain is None:
        renewing.renew(opened, way)
        return (*notices, *opened.keys.notices), fresh
    anchoring.expect_key_file(opened)
    opened.keys = envelope.change_passphrase(home.headers, opened.keys, way, created=created, hardness=home.hardness)
    notices += opened.keys.notices
    if keep_old:
        return notices, fresh
    anchoring.expect_key_file(opened)
    try:
        opened.keys = envelope.replace_recovery(
            home.headers, opened.keys, fresh, created=created, hardness=home.hardness
        )
    except HeaderNotWritten:
        raise HeaderNotWritten(_HALF_RECOVERED) from None
    return notices, fresh


def change_passphrase(opened: Opened, old: str, new: str, tell: Tell | None = None) -> tuple[str, ...]:
    """Set a new passphrase, after the old one was given again; gives the notices to show.

    Where no keychain helps to guard the vault, it is written anew under another master key: who has an older key file
    and knows the older words opens nothing with them. ``tell`` is told how far that has come.
    """
    home, created = opened.home, in_utc(opened.home.clock.now())
    refuse_in_backup(home)
    _check_again(opened, old)
    rules = policy(opened.session.product, opened.session.author)
    accepted = accepted_for(rules, new, alone=opened.keychain is None)
    way = _way(accepted, opened.keychain)
    if opened.keychain is None:
        renewing.renew(opened, way, tell=tell)
    else:
        anchoring.expect_key_file(opened)
        keys = envelope.change_passphrase(home.headers, opened.keys, way, created=created, hardness=home.hardness)
        opened.keys = keys
    if opened.fresh is not None and opened.fresh.way is not None:  # typed back, its code brings no older words back
        opened.fresh.way = way
    noted = opened.session.note("passphrase_changed", {})
    anchoring.keep_anchor(opened)
    return opened.keys.notices if noted else (*opened.keys.notices, _CHANGE_NOT_NOTED)


def way_for(opened: Opened, passphrase: str) -> envelope.TwoFactor | envelope.PassphraseOnly:
    """The way an open vault is opened, with a passphrase that opens it now or was let through for it."""
    return _way(AcceptedPassphrase(passphrase, "fallback" if opened.keychain is None else "daily"), opened.keychain)


def lock(opened: Opened) -> None:
    """Make a backup if one is due, note the lock, keep the anchor outside the file, close the file, wipe the key.

    A full disk or a file that has gone keeps nothing open; what could not be noted is in ``session.unnoted``.
    """
    try:
        with suppress(VaultLocked):  # a change of keys counted, and its file could not be opened again
            backups.back_up_at_lock(opened)
            opened.session.note("lock", {})
            with suppress(DeviceError):
                anchoring.keep_anchor(opened, closed=True)
    finally:
        undoing.let_go(opened)


def proves_itself(opened: Opened, passphrase: str) -> None:
    """Check the passphrase of a vault that is open, before what is on its screen is shown again.

    Raises:
        WaitFirst, WrongPassphrase (and its family), DeviceError: as ``unlock``; the vault stays open.
    """
    home, throttle = opened.home, opened.home.throttle
    now = home.clock.now().timestamp()
    refuse_if_waiting(throttle, now)
    try:
        _check_again(opened, passphrase)
    except WrongPassphrase:
        throttle.failed(now)
        raise
    throttle.succeeded()


def _check_again(opened: Opened, passphrase: str) -> None:
    _keys_by(opened.home, opened.keychain, passphrase, opened.fits).master.wipe()


def _keys_by(home: Home, keychain: Keychain | None, passphrase: str, fits: envelope.Fits) -> envelope.OpenedEnvelope:
    """The keys that a passphrase opens, with the keychain's secret if one guards the vault."""
    if keychain is None:
        return envelope.unlock_fallback(home.headers, passphrase, hardness=home.hardness, fits=fits)
    return envelope.unlock_daily(home.headers, keychain, passphrase, hardness=home.hardness, fits=fits)


def _open(home: Home, keys: envelope.OpenedEnvelope, keychain: Keychain | None) -> Opened:
    vault = None
    try:
        if exchange.settle(home.vault, keys.master.database_key()) is not None:
            keys = replace(keys, notices=(*keys.notices, _SET_ASIDE))
        seen = crash_log.look(home.vault)
        vault = vaults.open_vault(home.vault, keys.master.database_key(), only_read=home.is_backup)
        log = crash_log.judge(seen, vault.connection(), home.vault if vault.read_only else None)
        if log == "damaged":
            crash_log.set_aside(home.vault)
        mine = devices.writer(vault)
        device = DeviceKey.unwrap(mine.wrapped_signing_key or b"", keys.master)
        author = cleaned(settings.read(vault, "author", str) or "", lines=False)
        session = Session(vault, shipped_forms(), shipped(), home.clock, device, author)
    except BaseException:
        try:
            if vault is not None:
                vault.close()
        finally:
            keys.master.wipe()
        raise
    return Opened(home, session, keys, keychain, log=log, generation=keys.header.generation)


def _way(accepted: AcceptedPassphrase, keychain: Keychain | None) -> envelope.TwoFactor | envelope.PassphraseOnly:
    return envelope.PassphraseOnly(accepted) if keychain is None else envelope.TwoFactor(accepted, keychain)
