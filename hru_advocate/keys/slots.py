"""Makes the slots of a header: one way each to the master key, with a salt, and so a key and a nonce, of its own.

The slot of the recovery code is sealed to a public key (X25519) whose private half only the code gives. So a new master
key is sealed to the same code without anybody typing it, and nothing that is kept in the vault gives the code away.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from hru_advocate.errors import HeaderAltered
from hru_advocate.keys.header import Entry, Kind, Slot, bound_to_slot
from hru_advocate.keys.master import NONCE_BYTES, MasterKey, derive
from hru_advocate.keys.passphrase import Hardness, KdfParameters, stretch, stretch_bytes

_LABELS: dict[Kind, str] = {
    "daily": "Passphrase and this computer's keychain",
    "fallback": "Passphrase alone",
    "recovery": "Recovery code",
}


@dataclass(frozen=True)
class SlotMaker:
    """Makes slots for one master key."""

    master: MasterKey
    created: str
    hardness: Hardness

    def recovery(self, code: bytes) -> Slot:
        """A slot that a recovery code opens."""
        kdf = self.hardness.daily.with_fresh_salt()
        public = _private(code, kdf, self.hardness).public_key().public_bytes_raw()
        return self._to_public(kdf, public)

    def resealed(self, before: Slot) -> Slot:
        """A slot that the same recovery code opens as the one before."""
        return self._to_public(before.kdf, before.public)

    def fallback(self, passphrase: str) -> Slot:
        """A slot that a passphrase opens alone."""
        kdf = self.hardness.fallback.with_fresh_salt()
        key = slot_key(kdf, "fallback", stretch(passphrase, kdf, self.hardness.bounds))
        return self._sealed(self._bare("fallback", kdf), key)

    def daily(self, passphrase: str, secret: bytes, *, backend: str, entry: Entry) -> Slot:
        """A slot that a passphrase opens together with the keychain's secret."""
        kdf = self.hardness.daily.with_fresh_salt()
        key = slot_key(kdf, "daily", stretch(passphrase, kdf, self.hardness.bounds), secret)
        return self._sealed(msgspec.structs.replace(self._bare("daily", kdf), backend=backend, entry=entry), key)

    def _to_public(self, kdf: KdfParameters, public: bytes) -> Slot:
        once = X25519PrivateKey.generate()
        sent = once.public_key().public_bytes_raw()
        slot = msgspec.structs.replace(self._bare("recovery", kdf), public=public, sent=sent)
        return self._sealed(slot, _shared(once, public, slot))

    def _bare(self, kind: Kind, kdf: KdfParameters) -> Slot:
        return Slot(
            id=secrets.token_hex(16),
            kind=kind,
            kdf=kdf,
            nonce=secrets.token_bytes(NONCE_BYTES),
            ciphertext=b"",
            created=self.created,
            label=_LABELS[kind],
            backend="",
            entry="",
            public=b"",
            sent=b"",
        )

    def _sealed(self, bare: Slot, key: bytes) -> Slot:
        sealed = self.master.sealed_under(key, bound_to_slot(bare, self.master.vault_id), bare.nonce)
        return msgspec.structs.replace(bare, ciphertext=sealed)


def slot_key(kdf: KdfParameters, kind: Kind, stretched: bytes, secret: bytes = b"") -> bytes:
    """The key of a slot: both parts have a fixed length, so joining them is unambiguous."""
    return derive(stretched + secret, kdf.salt, f"slot {kind}")


def key_of_recovery(slot: Slot, code: bytes, hardness: Hardness) -> bytes:
    """The key of a recovery slot, from the code.

    Raises:
        HeaderAltered: the slot holds no usable public key, or a cost outside its bounds.
    """
    return _shared(_private(code, slot.kdf, hardness), slot.sent, slot)


def _private(code: bytes, kdf: KdfParameters, hardness: Hardness) -> X25519PrivateKey:
    stretched = stretch_bytes(code, kdf, hardness.bounds)
    return X25519PrivateKey.from_private_bytes(slot_key(kdf, "recovery", stretched))


def _shared(private: X25519PrivateKey, public: bytes, slot: Slot) -> bytes:
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError:  # of another length, or a point that makes every secret the same
        raise HeaderAltered from None
    return derive(shared + slot.sent + slot.public, slot.kdf.salt, "slot recovery sealed")
