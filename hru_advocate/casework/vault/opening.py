"""Making, unlocking, recovering and locking a vault: the only meeting point of keys and store."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from hru_advocate.casework.product import Product
from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import rebuilding
from hru_advocate.clock import Clock, SystemClock
from hru_advocate.domain.catalogue import Catalogue
from hru_advocate.errors import (
    AdvocateError,
    CannotUnlock,
    DeviceError,
    InvalidRecoveryCode,
    KeychainMissing,
    WrongPassphrase,
)
from hru_advocate.keys import envelope, recovery
from hru_advocate.keys.header_files import HeaderFiles
from hru_advocate.keys.passphrase import PRODUCT, AcceptedPassphrase, Hardness, PassphrasePolicy
from hru_advocate.keys.signing import DeviceKey
from hru_advocate.keys.throttle import Throttle
from hru_advocate.paths import data_folder, secure_folder
from hru_advocate.store import settings
from hru_advocate.store.ledger import anchors, devices, ledger
from hru_advocate.store.vault_file import vault as vaults

if TYPE_CHECKING:
    from hru_advocate.keys.keychain import Keychain

FindKeychain = Callable[[], "Keychain"]


class WaitFirst(CannotUnlock):
    """Too many tries in a row. Nothing is lost; wait a little and try again."""


class AuthorMissing(AdvocateError):
    """A name is needed, so that entries say who wrote them. Nothing was made; type your name."""


def _system_keychain() -> Keychain:
    from hru_advocate.keys.keychain import system_keychain  # the keyring library is slow to load; only when needed

    return system_keychain()


@dataclass(frozen=True, slots=True)
class Home:
    """The place of one vault, and how hard its keys are to guess (tests pass a cheaper ``hardness``)."""

    folder: Path
    hardness: Hardness = PRODUCT
    clock: Clock = field(default_factory=SystemClock)
    find_keychain: FindKeychain = _system_keychain

    @classmethod
    def default(cls) -> Home:
        """The folder this computer gives the program for this person."""
        return cls(data_folder())

    @property
    def vault(self) -> Path:
        """The encrypted file."""
        return self.folder / "vault.db"

    @property
    def headers(self) -> HeaderFiles:
        """The two copies of the key file."""
        return HeaderFiles(self.folder)

    @property
    def throttle(self) -> Throttle:
        """The count of failed tries."""
        return Throttle(self.folder / "tries")


@dataclass(slots=True)
class Opened:
    """An open vault with its keys: held by the worker, nowhere else."""

    home: Home
    session: Session
    keys: envelope.OpenedEnvelope
    keychain: Keychain | None


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


@dataclass(frozen=True, slots=True)
class Recovered:
    """A vault opened by its code: the new code, since the old one has been seen."""

    recovery_code: str
    warnings: tuple[str, ...]


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


def policy(product: Product, author: str) -> PassphrasePolicy:
    """The rules of a new passphrase for this person."""
    return PassphrasePolicy(product.words, (author,))


def suggest_passphrase(count: int, author: str = "") -> str:
    """Generated words: four beside a keychain, six alone."""
    return policy(Product(), author).generate_words(count)


def check_passphrase(text: str, author: str, *, alone: bool) -> str | None:
    """The fault of a passphrase, as a sentence, or ``None``."""
    rules = policy(Product(), author)
    try:
        _accepted(rules, text, alone=alone)
    except AdvocateError as error:
        return error.message
    return None


def keychain_name(home: Home) -> str | None:
    """The name of this computer's keychain if it can be trusted, else ``None``."""
    try:
        return home.find_keychain().name
    except DeviceError:
        return None


def same_code(code: str, typed: str) -> bool:
    """True when what was typed back is the recovery code."""
    try:
        return recovery.parse_code(typed) == recovery.parse_code(code)
    except InvalidRecoveryCode:
        return False


def create(home: Home, passphrase: str, *, author: str, with_keychain: bool) -> tuple[Opened, Created]:
    """Make a vault: keys, encrypted file, this device's signing key. Leaves it open.

    Raises:
        AuthorMissing, WeakPassphrase, KeychainMissing (and its family), HeaderNotWritten, DeviceError:
            nothing was made.
    """
    if not author.strip():
        raise AuthorMissing
    product = Product()
    accepted = _accepted(policy(product, author), passphrase, alone=not with_keychain)
    keychain = home.find_keychain() if with_keychain else None
    secure_folder(home.folder)
    code = recovery.new_code()
    way = _way(accepted, keychain)
    created = _iso(home.clock.now())
    keys = envelope.create_vault_keys(home.headers, way, recovery_code=code, created=created, hardness=home.hardness)
    vault = vaults.create(home.vault, keys.master.database_key())
    device = DeviceKey.generate()
    devices.add(
        vault,
        devices.Device(device.device_id, device.public, device.wrap(keys.master), "This computer", created),
    )
    settings.keep(vault, "author", author.strip())
    session = Session(vault, Catalogue(files("forms")), product, home.clock, device, author.strip())
    rebuilding.begin(session)
    session.note_event("vault_made", {"way": accepted.way})
    opened = Opened(home, session, keys, keychain)
    keep_anchor(opened)
    return opened, Created(recovery.format_code(code))


def unlock(home: Home, passphrase: str) -> tuple[Opened, Unlocked]:
    """Open the vault with its passphrase.

    Raises:
        WaitFirst, WrongPassphrase, KeychainEntryMissing, KeychainChanged, HeaderDamaged, NewerVault, NotAVault,
        VaultMissing, DeviceError: nothing was changed but the count of failed tries.
    """
    throttle, now = home.throttle, home.clock.now().timestamp()
    if (wait := throttle.wait(now)) > 0:
        message = f"Too many tries in a row. Nothing is lost; wait {round(wait) or 1} seconds and try again."
        raise WaitFirst(message)
    header = home.headers.read().header
    keychain = home.find_keychain() if header.slot("daily") is not None else None
    try:
        if keychain is not None:
            keys = envelope.unlock_daily(home.headers, keychain, passphrase, hardness=home.hardness)
        else:
            keys = envelope.unlock_fallback(home.headers, passphrase, hardness=home.hardness)
    except WrongPassphrase:
        throttle.failed(now)
        raise
    opened = _open(home, keys, keychain)
    failed = throttle.count
    throttle.succeeded()
    last = settings.read(opened.session.vault, "last_unlock", str)
    warnings = (*keys.notices, *_check_anchor(opened), *rebuilding.catch_up(opened.session))
    opened.session.note_event("unlock", {"failed_tries": failed, "warnings": len(warnings)})
    settings.keep(opened.session.vault, "last_unlock", _iso(home.clock.now()))
    return opened, Unlocked(
        opened.session.author,
        datetime.fromisoformat(last).astimezone(home.clock.now().tzinfo) if last else None,
        failed,
        warnings,
    )


def recover(home: Home, code: str, new_passphrase: str) -> tuple[Opened, Recovered]:
    """Open with the recovery code, set a new passphrase and a new code. The way of opening stays the same kind.

    Where the vault opened with a keychain and this computer has none, it becomes a passphrase-only vault,
    for which the new passphrase must be strong enough alone.
    """
    parsed = recovery.parse_code(code)
    keys = envelope.unlock_recovery(home.headers, parsed, hardness=home.hardness)
    keychain = None
    if keys.header.slot("daily") is not None:
        with suppress(KeychainMissing):
            keychain = home.find_keychain()
    opened = _open(home, keys, keychain)
    accepted = _accepted(policy(opened.session.product, opened.session.author), new_passphrase, alone=keychain is None)
    notices = keys.notices
    created = _iso(home.clock.now())
    keys = envelope.change_passphrase(
        home.headers, keys, _way(accepted, keychain), created=created, hardness=home.hardness
    )
    notices += keys.notices
    fresh = recovery.new_code()
    keys = envelope.replace_recovery(home.headers, keys, fresh, created=created, hardness=home.hardness)
    opened.keys = keys
    home.throttle.succeeded()
    opened.session.note_event("recovery_used", {})
    return opened, Recovered(
        recovery.format_code(fresh), (*notices, *keys.notices, *rebuilding.catch_up(opened.session))
    )


def change_passphrase(opened: Opened, old: str, new: str) -> tuple[str, ...]:
    """Set a new passphrase, after the old one was given again; gives the notices to show."""
    home = opened.home
    if opened.keychain is not None:
        envelope.unlock_daily(home.headers, opened.keychain, old, hardness=home.hardness).master.wipe()
    else:
        envelope.unlock_fallback(home.headers, old, hardness=home.hardness).master.wipe()
    rules = policy(opened.session.product, opened.session.author)
    way = _way(_accepted(rules, new, alone=opened.keychain is None), opened.keychain)
    opened.keys = envelope.change_passphrase(
        home.headers, opened.keys, way, created=_iso(home.clock.now()), hardness=home.hardness
    )
    opened.session.note_event("passphrase_changed", {})
    keep_anchor(opened)
    return opened.keys.notices


def lock(opened: Opened) -> None:
    """Note the lock, keep the anchor outside the file, close the file, wipe the key."""
    try:
        opened.session.note_event("lock", {})
        keep_anchor(opened)
    finally:
        opened.session.vault.close()
        opened.keys.master.wipe()


def keep_anchor(opened: Opened) -> None:
    """Keep the newest entry's number and hash where an older copy of the vault cannot reach."""
    if opened.keychain is None:
        return
    from hru_advocate.keys.keychain import Anchor, store_anchor

    sequence, head = ledger.tail(opened.session.vault, opened.session.device.device_id)
    anchor = Anchor(opened.keys.header.generation, head, sequence, _iso(opened.home.clock.now()))
    with suppress(DeviceError):
        store_anchor(opened.keychain, opened.keys.header.vault_id, anchor)


def _check_anchor(opened: Opened) -> tuple[str, ...]:
    """Compare the file with what it held when it was last closed: an older copy is noticed here."""
    if opened.keychain is None:
        return ()
    from hru_advocate.keys.keychain import read_anchor

    try:
        anchor = read_anchor(opened.keychain, opened.keys.header.vault_id)
    except DeviceError:
        return ("The keychain could not say what the vault looked like when it was last closed.",)
    if anchor is None or anchor.sequence == 0:
        return ()
    found = anchors.hash_at(opened.session.vault, opened.session.device.device_id, anchor.sequence)
    if found == anchor.head:
        return ()
    warning = (
        "This vault is not the one that was closed here last: it may be an older copy. "
        f"It was last closed on {anchor.noted[:10]}. Ask your supervisor before you go on."
    )
    return (warning,)


def _open(home: Home, keys: envelope.OpenedEnvelope, keychain: Keychain | None) -> Opened:
    vault = vaults.open_vault(home.vault, keys.master.database_key())
    mine = devices.own(vault)
    device = DeviceKey.unwrap(mine.wrapped_signing_key or b"", keys.master)
    author = settings.read(vault, "author", str) or ""
    session = Session(vault, Catalogue(files("forms")), Product(), home.clock, device, author)
    return Opened(home, session, keys, keychain)


def _accepted(rules: PassphrasePolicy, text: str, *, alone: bool) -> AcceptedPassphrase:
    return rules.accept_fallback(text) if alone else rules.accept_daily(text)


def _way(accepted: AcceptedPassphrase, keychain: Keychain | None) -> envelope.TwoFactor | envelope.PassphraseOnly:
    return envelope.PassphraseOnly(accepted) if keychain is None else envelope.TwoFactor(accepted, keychain)


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
