"""The key a device opens with what was sealed for it: ML-KEM-768 and X25519 together, by HPKE (RFC 9180).

Both halves must be broken before a package opens. Nothing of it is made here: it is the library's own hybrid.
"""

from __future__ import annotations

from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from hru_advocate.errors import AdvocateError
from hru_advocate.keys.master import KEY_BYTES, TAG_BYTES, derive

_MLKEM_BYTES: Final = 1184
PUBLIC_BYTES: Final = _MLKEM_BYTES + 32
"""The public half: that of ML-KEM-768, then that of X25519."""

WRAP_BYTES: Final = KEM.MLKEM768_X25519.enc_length() + KEY_BYTES + TAG_BYTES
"""The length of one 32-byte key sealed for one device."""

_SUITE: Final = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_INFO: Final = b"HRU Advocate 1 wrapped key"


class NoSealingKey(AdvocateError):
    """This is no key that anything can be sealed for. Nothing was changed; ask for the device's card again."""


class SealingKey:
    """The private half on one device while its vault is open.

    It is derived from the device's signing key, which lies in the vault sealed under the master key: so it is the
    device's for as long as that is, a new device has a new one, and nothing more has to be kept.
    """

    __slots__ = ("_private", "public")

    def __init__(self, signing_secret: bytes, device: bytes) -> None:
        parts = {name: derive(signing_secret, device, f"sealing key {name}") for name in ("d", "z", "x25519")}
        mlkem = MLKEM768PrivateKey.from_seed_bytes(parts["d"] + parts["z"])
        x25519 = X25519PrivateKey.from_private_bytes(parts["x25519"])
        self._private = MLKEM768X25519PrivateKey(mlkem, x25519)
        self.public = mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()

    def unwrap(self, wrapped: bytes) -> bytes | None:
        """The 32-byte key inside, or ``None`` where it was sealed for somebody else or changed since."""
        try:
            key = _SUITE.decrypt(wrapped, self._private, info=_INFO)
        except (InvalidTag, ValueError):
            return None
        return key if len(key) == KEY_BYTES else None


def wrap_for(public: bytes, key: bytes) -> bytes:
    """A 32-byte key sealed for the device with this public half.

    Raises:
        NoSealingKey: these bytes are none.
    """
    return _SUITE.encrypt(key, _public(public), info=_INFO)


def check_public(public: bytes) -> None:
    """Refuse what nothing could be sealed for, before anybody relies on it; raises :class:`NoSealingKey`."""
    wrap_for(public, bytes(KEY_BYTES))


def wrap_for_nobody(key: bytes) -> bytes:
    """A key sealed for a device that does not exist: it stands among the others, so that nobody can count them."""
    mlkem, x25519 = MLKEM768PrivateKey.generate().public_key(), X25519PrivateKey.generate().public_key()
    return _SUITE.encrypt(key, MLKEM768X25519PublicKey(mlkem, x25519), info=_INFO)


def _public(public: bytes) -> MLKEM768X25519PublicKey:
    if len(public) != PUBLIC_BYTES:
        raise NoSealingKey
    try:
        mlkem = MLKEM768PublicKey.from_public_bytes(public[:_MLKEM_BYTES])
        return MLKEM768X25519PublicKey(mlkem, X25519PublicKey.from_public_bytes(public[_MLKEM_BYTES:]))
    except ValueError:
        raise NoSealingKey from None
