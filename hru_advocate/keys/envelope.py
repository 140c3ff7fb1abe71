"""The master key, sealed once for each way of opening a vault.

A vault has one slot for its passphrase (with the keychain, or explicitly without) and one for the recovery code.
Order of a change: new secret into the keychain, first copy of the header (from here it counts), old secret out of the
keychain, twin. A stop anywhere leaves exactly one of old and new; what was left undone is done at the next unlock.
"""

from __future__ import annotations

import base64
import contextlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec
from cryptography.exceptions import InvalidTag

from hru_advocate.errors import (
    CannotUnlock,
    DeviceError,
    HeaderAltered,
    HeaderNotWritten,
    HeaderOutdated,
    KeychainChanged,
    KeychainEntryMissing,
    KeychainFailed,
    OtherWayNeeded,
    WeakPassphrase,
    WrongPassphrase,
    WrongRecoveryCode,
)
from hru_advocate.keys.header import Entry, Kind, Slot, VaultHeader, bound_to_slot, covered_by_mac
from hru_advocate.keys.header_files import HeaderFiles, HeaderFound
from hru_advocate.keys.master import KEY_BYTES, MasterKey, unseal
from hru_advocate.keys.passphrase import (
    PRODUCT,
    AcceptedPassphrase,
    Hardness,
    stretch,
)
from hru_advocate.keys.slots import SlotMaker, key_of_recovery, slot_key

if TYPE_CHECKING:  # the keyring library is slow to load, and a vault may be opened without it
    from hru_advocate.keys.keychain import Keychain

Fits = Callable[["MasterKey"], bool]
"""Asked of a master key before a copy of the header is mended: is it the key of the vault's file?"""


def _any_file(_master: MasterKey) -> bool:
    return True


@dataclass(frozen=True)
class TwoFactor:
    """Open with the passphrase and a secret in the computer's keychain: the daily way."""

    passphrase: AcceptedPassphrase
    keychain: Keychain


@dataclass(frozen=True)
class PassphraseOnly:
    """Open with six generated words alone: only where no keychain can be trusted, and said plainly to the person."""

    passphrase: AcceptedPassphrase


@dataclass(frozen=True)
class OpenedEnvelope:
    """An open vault's master key and header; ``notices`` are sentences to show and to record."""

    master: MasterKey = field(repr=False)
    header: VaultHeader
    notices: tuple[str, ...] = ()


FIRST_MENDED = (
    "The first copy of the vault's key file was damaged. The second copy opened the vault; the first is mended."
)
TWIN_MENDED = "The two copies of the vault's key file differed. The first opened the vault; the second is mended."
NOT_MENDED = "A copy of the vault's key file is damaged and could not be mended. The vault opens from the other copy."
NOT_FLUSHED = (
    "The computer did not confirm that the change is on the disk. "
    "If the power fails now, what opened the vault before may open it again."
)
TWIN_NOT_WRITTEN = (
    "The change counts. The second copy of the vault's key file could not be written; "
    "it is tried again at the next unlock."
)
OLD_HALF_KEPT = (
    "The change counts. The keychain could not forget the old half of the key; it is tried again at the next change."
)


def create_vault_keys(
    files: HeaderFiles,
    way: TwoFactor | PassphraseOnly,
    *,
    recovery_code: bytes,
    created: str,
    hardness: Hardness = PRODUCT,
) -> OpenedEnvelope:
    """Make the keys of a new vault and write its header.

    Args:
        files: the two copies in the vault's folder; there must be none yet.
        way: how it is opened every day.
        recovery_code: from :func:`recovery.new_code`, already typed back by the person.
        created: now, ISO 8601, UTC.
        hardness: only tests pass another.

    Raises:
        HeaderNotWritten: there is a header already, or the disk refused.
        KeychainFailed (and its family): the keychain did not keep the secret; nothing was written.
    """
    if files.exist():
        raise HeaderNotWritten(
            "There is a vault in this folder already. Nothing was changed; choose an empty folder for a new one."
        )
    master = MasterKey.fresh()
    maker = SlotMaker(master, created, hardness)
    slots, instance = (maker.recovery(recovery_code),), _new_instance()
    bare = VaultHeader(vault_id=master.vault_id, instance=instance, generation=0, slots=slots)
    return _set_way(files, bare, way, maker)


def unlock_daily(
    files: HeaderFiles,
    keychain: Keychain,
    passphrase: str,
    *,
    hardness: Hardness = PRODUCT,
    fits: Fits = _any_file,
) -> OpenedEnvelope:
    """Open with the passphrase and the keychain's secret; the passphrase is stretched once.

    Raises:
        WrongPassphrase: the passphrase does not fit.
        KeychainEntryMissing, KeychainChanged: the other half is not there; the recovery code opens.
        OtherWayNeeded: this vault has no such slot.
        HeaderAltered, HeaderDamaged, NewerVault, NotAVault, VaultMissing: the header cannot be used.
    """
    reading = files.read()
    slot = _slot(reading.header, "daily")
    if slot.backend != keychain.name:
        raise KeychainChanged
    secret = _read_secret(keychain, reading.header.instance, slot.entry)
    key = slot_key(slot.kdf, "daily", stretch(passphrase, slot.kdf, hardness.bounds), secret)
    master = _open_slot(reading.header, slot, key, WrongPassphrase)
    return _settle(files, reading, _fitting(master, fits), keychain)


def unlock_fallback(
    files: HeaderFiles, passphrase: str, *, hardness: Hardness = PRODUCT, fits: Fits = _any_file
) -> OpenedEnvelope:
    """Open a vault made to be opened by its passphrase alone; errors as :func:`unlock_daily`."""
    reading = files.read()
    slot = _slot(reading.header, "fallback")
    key = slot_key(slot.kdf, "fallback", stretch(passphrase, slot.kdf, hardness.bounds))
    master = _open_slot(reading.header, slot, key, WrongPassphrase)
    return _settle(files, reading, _fitting(master, fits), None)


def unlock_recovery(
    files: HeaderFiles, code: bytes, *, hardness: Hardness = PRODUCT, fits: Fits = _any_file
) -> OpenedEnvelope:
    """Open with the recovery code (from :func:`recovery.parse_code`), on any computer.

    The caller then has to set a new passphrase and a new code: this one has been seen.

    Raises:
        WrongRecoveryCode: the code belongs to another vault or was replaced. Otherwise as :func:`unlock_daily`.
    """
    reading = files.read()
    slot = _slot(reading.header, "recovery")
    key = key_of_recovery(slot, code, hardness)
    master = _open_slot(reading.header, slot, key, WrongRecoveryCode)
    return _settle(files, reading, _fitting(master, fits), None)


def change_passphrase(
    files: HeaderFiles,
    unlocked: OpenedEnvelope,
    way: TwoFactor | PassphraseOnly,
    *,
    created: str,
    hardness: Hardness = PRODUCT,
) -> OpenedEnvelope:
    """Set a new passphrase, with a new salt and a new keychain secret; also changes from one way to the other.

    The old passphrase, and old headers in backups, open nothing any more once the old secret is forgotten.
    The caller asks for the old passphrase again first. The database is not touched.

    Raises:
        HeaderNotWritten, KeychainFailed (and its family): the old passphrase still opens the vault.
    """
    return _set_way(files, unlocked.header, way, SlotMaker(unlocked.master, created, hardness))


def replace_recovery(
    files: HeaderFiles, unlocked: OpenedEnvelope, code: bytes, *, created: str, hardness: Hardness = PRODUCT
) -> OpenedEnvelope:
    """Set a new recovery code, already typed back; the old one opens nothing any more.

    Raises:
        HeaderNotWritten: the old code still opens the vault.
    """
    slot = SlotMaker(unlocked.master, created, hardness).recovery(code)
    slots = (*(kept for kept in unlocked.header.slots if kept.kind != "recovery"), slot)
    return _write(files, unlocked.master, msgspec.structs.replace(unlocked.header, slots=slots), None)


def renew_keys(
    files: HeaderFiles,
    unlocked: OpenedEnvelope,
    way: TwoFactor | PassphraseOnly,
    maker: SlotMaker,
    *,
    code: bytes | None = None,
) -> OpenedEnvelope:
    """Put a new master key in the place of the old: every header before opens nothing of the vault's file any more.

    The file has been written under the key of ``maker`` before. Without a new ``code`` the recovery code stays as it
    is: the new key is sealed to it without anybody typing it. From the first copy's rename on the new key counts.

    Raises:
        HeaderNotWritten, KeychainFailed (and its family): the old key counts.
    """
    recovery = maker.recovery(code) if code is not None else maker.resealed(_slot(unlocked.header, "recovery"))
    header = msgspec.structs.replace(unlocked.header, slots=(*_ways(unlocked.header), recovery))
    opened = _set_way(files, header, way, maker)
    with contextlib.suppress(HeaderNotWritten):
        files.write_kept(opened.header)
    return opened


def _ways(header: VaultHeader) -> tuple[Slot, ...]:
    """The slots of a passphrase, whichever kind."""
    return tuple(slot for slot in header.slots if slot.kind != "recovery")


def own_copy(files: HeaderFiles, unlocked: OpenedEnvelope, keychain: Keychain | None = None) -> OpenedEnvelope:
    """Make the key file in a folder that of a copy of its own, so that it touches no secret and no anchor of another.

    With a ``keychain`` the secret that helps to open it is kept under the copy's own name as well; without one only
    the recovery code opens what needs a secret.

    Raises:
        HeaderNotWritten, KeychainFailed (and its family): the copy is not to be used.
    """
    before, instance = unlocked.header, _new_instance()
    if keychain is not None and (daily := before.slot("daily")) is not None:
        with contextlib.suppress(KeychainEntryMissing):
            _store_secret(keychain, instance, daily.entry, _read_secret(keychain, before.instance, daily.entry))
    return _write(files, unlocked.master, msgspec.structs.replace(before, instance=instance), None)


def _new_instance() -> str:
    return secrets.token_hex(16)


def forget_secrets(keychain: Keychain, instance: str) -> None:
    """Remove what a keychain holds to open one copy of a vault: for when it is not made after all, or was replaced."""
    for entry in _ENTRIES:
        keychain.delete(_secret_name(instance, entry))


_ENTRIES: tuple[Entry, Entry] = ("secret-a", "secret-b")


def _slot(header: VaultHeader, kind: Kind) -> Slot:
    slot = header.slot(kind)
    if slot is None:
        raise OtherWayNeeded
    return slot


def _open_slot(header: VaultHeader, slot: Slot, key: bytes, wrong: type[CannotUnlock]) -> MasterKey:
    """Unseal the master key and hold the whole header against its MAC."""
    try:
        secret = unseal(key, slot.ciphertext, bound_to_slot(slot, header.vault_id), slot.nonce)
    except InvalidTag:
        raise wrong from None
    master = MasterKey(secret, header.vault_id)
    if not is_of(header, master):
        master.wipe()
        raise HeaderAltered
    return master


def is_of(header: VaultHeader, master: MasterKey) -> bool:
    """True where the whole header is as it was written with this master key."""
    return hmac.compare_digest(master.proof(covered_by_mac(header)), header.mac)


def _fitting(master: MasterKey, fits: Fits) -> MasterKey:
    """The master key, if it is that of the vault's file: an older key file is never mended into a newer one's place."""
    if not fits(master):
        master.wipe()
        raise HeaderOutdated
    return master


def _set_way(
    files: HeaderFiles, header: VaultHeader, way: TwoFactor | PassphraseOnly, maker: SlotMaker
) -> OpenedEnvelope:
    """Replace the passphrase's slot, whichever kind it was."""
    kept = tuple(slot for slot in header.slots if slot.kind == "recovery")
    text = way.passphrase.text
    if isinstance(way, PassphraseOnly):
        if way.passphrase.way != "fallback":
            raise WeakPassphrase
        slots = (maker.fallback(text), *kept)
        return _write(files, maker.master, msgspec.structs.replace(header, slots=slots), None)
    entry = _free_entry(header)
    secret = secrets.token_bytes(KEY_BYTES)
    daily = maker.daily(text, secret, backend=way.keychain.name, entry=entry)
    _store_secret(way.keychain, header.instance, entry, secret)
    try:
        return _write(files, maker.master, msgspec.structs.replace(header, slots=(daily, *kept)), way.keychain)
    except HeaderNotWritten:
        with contextlib.suppress(DeviceError):
            way.keychain.delete(_secret_name(header.instance, entry))
        raise


def _write(files: HeaderFiles, master: MasterKey, changed: VaultHeader, keychain: Keychain | None) -> OpenedEnvelope:
    """Write a changed header with the next generation; from the first copy's rename on, it counts."""
    bare = msgspec.structs.replace(changed, generation=changed.generation + 1, mac=b"")
    header = msgspec.structs.replace(bare, mac=master.proof(covered_by_mac(bare)))
    if not files.write_first(header):
        # The old header may come back with a power cut, so its secret and its twin have to stay.
        return OpenedEnvelope(master, header, (NOT_FLUSHED,))
    notices = []
    if not _forget_other_secret(header, keychain):
        notices.append(OLD_HALF_KEPT)
    try:
        files.write_twin(header)
    except HeaderNotWritten:
        notices.append(TWIN_NOT_WRITTEN)
    return OpenedEnvelope(master, header, tuple(notices))


def _settle(files: HeaderFiles, reading: HeaderFound, master: MasterKey, keychain: Keychain | None) -> OpenedEnvelope:
    """Finish a change that was cut short, or mend a damaged copy; a failure to do so keeps nobody out."""
    header = reading.header
    if reading.whole:
        return OpenedEnvelope(master, header)
    try:
        mended = files.write_first(header) and _forget_other_secret(header, keychain) and files.write_twin(header)
    except HeaderNotWritten:
        mended = False
    if not mended:
        return OpenedEnvelope(master, header, (NOT_MENDED,))
    return OpenedEnvelope(master, header, (FIRST_MENDED if reading.source == "twin" else TWIN_MENDED,))


def _free_entry(header: VaultHeader) -> Entry:
    """The keychain entry the header does not use, so that storing a new secret cannot lose the one in use."""
    daily = header.slot("daily")
    return "secret-b" if daily is not None and daily.entry == "secret-a" else "secret-a"


def _forget_other_secret(header: VaultHeader, keychain: Keychain | None) -> bool:
    """Delete the secret of the slot before this one; whether it is gone, as far as this keychain can tell."""
    if keychain is None:
        return True
    try:
        keychain.delete(_secret_name(header.instance, _free_entry(header)))
    except DeviceError:
        return False
    return True


def _secret_name(instance: str, entry: Entry) -> str:
    return f"{instance} {entry}"


def _store_secret(keychain: Keychain, instance: str, entry: Entry, secret: bytes) -> None:
    """Store and read back: a keychain that cuts texts short is noticed before the header depends on it."""
    text = base64.b64encode(secret).decode()
    keychain.store(_secret_name(instance, entry), text)
    if keychain.read(_secret_name(instance, entry)) != text:
        raise KeychainFailed


def _read_secret(keychain: Keychain, instance: str, entry: Entry) -> bytes:
    text = keychain.read(_secret_name(instance, entry))
    try:
        secret = base64.b64decode(text or "", validate=True)
    except ValueError:
        raise KeychainEntryMissing from None
    if len(secret) != KEY_BYTES:
        raise KeychainEntryMissing
    return secret
