"""The key with which a device signs its entries (Ed25519), sealed under the vault's master key at rest."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from hru_advocate.errors import SigningKeyDamaged
from hru_advocate.keys.master import KEY_BYTES, NONCE_BYTES, TAG_BYTES, MasterKey, seal, unseal

if TYPE_CHECKING:
    from hru_advocate.keys.sealing import SealingKey

PUBLIC_BYTES = 32
_VERSION = b"\x01"
_WRAPPED_BYTES = 1 + PUBLIC_BYTES + NONCE_BYTES + KEY_BYTES + TAG_BYTES
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PRIME = 2**255 - 19
_OF_EIGHT = 2707385501144840649318225287225658788936804267575313519463743609750303402022
_PROVING_NOTHING = frozenset({0, 1, _PRIME - 1, _OF_EIGHT, _PRIME - _OF_EIGHT})
"""The heights of the points whose order is 8 or less: under such a key anybody signs anything, and the library lets it.

RFC 8032 leaves it open whether they are refused; docs/format.md has each verifier refuse them.
"""


class DeviceKey:
    """One device's signing key while the vault is open."""

    __slots__ = ("_private", "public")

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.public = private.public_key().public_bytes_raw()

    @classmethod
    def generate(cls) -> DeviceKey:
        """A new random key."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def unwrap(cls, wrapped: bytes, master: MasterKey) -> DeviceKey:
        """Undo :meth:`wrap`; raises :class:`SigningKeyDamaged` for anything not wrapped for this very vault."""
        if len(wrapped) != _WRAPPED_BYTES or wrapped[:1] != _VERSION:
            raise SigningKeyDamaged
        public, nonce, sealed = _parts(wrapped)
        try:
            plain = unseal(master.derived("signing-key"), sealed, _bound(public, master), nonce)
        except InvalidTag:
            raise SigningKeyDamaged from None
        key = cls(Ed25519PrivateKey.from_private_bytes(bytes(plain)))
        plain[:] = bytes(len(plain))
        if key.public != public:
            raise SigningKeyDamaged
        return key

    def wrap(self, master: MasterKey) -> bytes:
        """The key sealed for one vault, 93 bytes: version, public key, nonce, ciphertext with tag."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        plain = bytearray(self._private.private_bytes_raw())
        sealed = seal(master.derived("signing-key"), plain, _bound(self.public, master), nonce)
        plain[:] = bytes(len(plain))
        return _VERSION + self.public + nonce + sealed

    def sign(self, content: bytes) -> bytes:
        """The 64-byte signature of ``content``."""
        return self._private.sign(content)

    def sealing_key(self) -> SealingKey:
        """The key of this device that others seal for."""
        from hru_advocate.keys.sealing import SealingKey  # seldom needed, and no vault needs it to open

        return SealingKey(self._private.private_bytes_raw(), self.public)

    @property
    def device_id(self) -> str:
        """The name entries carry; see :func:`device_id`."""
        return device_id(self.public)


def verify(public: bytes, content: bytes, signature: bytes) -> bool:
    """True when the holder of the key with this 32-byte public half signed exactly ``content``."""
    if not can_prove(public):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def can_prove(public: bytes) -> bool:
    """True for a public half in its one way to be written whose signatures nobody makes without the private one."""
    height = int.from_bytes(public, "little") & ((1 << 255) - 1)
    return len(public) == PUBLIC_BYTES and height < _PRIME and height not in _PROVING_NOTHING


def signed_by(keys: Mapping[str, bytes]) -> Callable[[str, bytes, bytes], bool]:
    """Give the check of whether a device, by its id, signed something; one whose key is not its own proves nothing."""
    own = {device: key for device, key in keys.items() if device_id(key) == device}

    def signed(device: str, content: bytes, signature: bytes) -> bool:
        return device in own and verify(own[device], content, signature)

    return signed


def device_id(public: bytes) -> str:
    """The first 16 hex digits of the SHA-256 of the public key."""
    return hashlib.sha256(public).hexdigest()[:16]


def fingerprint(public: bytes) -> str:
    """Six groups of four characters (120 bits) that two people compare aloud, e.g. ``7K3M 9QXF …``.

    Crockford's letters: no I, L, O or U, so nothing sounds or looks alike.
    """
    number = int.from_bytes(hashlib.sha256(b"HRU Advocate 1 fingerprint" + public).digest()[:15], "big")
    letters = "".join(_ALPHABET[(number >> shift) & 31] for shift in range(115, -1, -5))
    return " ".join(letters[start : start + 4] for start in range(0, 24, 4))


def _parts(wrapped: bytes) -> tuple[bytes, bytes, bytes]:
    public_ends, nonce_ends = 1 + PUBLIC_BYTES, 1 + PUBLIC_BYTES + NONCE_BYTES
    return wrapped[1:public_ends], wrapped[public_ends:nonce_ends], wrapped[nonce_ends:]


def _bound(public: bytes, master: MasterKey) -> bytes:
    """All that the seal is tied to: what it is, whose it is, which vault it belongs to."""
    return b"HRU Advocate 1 device key " + _VERSION + bytes.fromhex(master.vault_id) + public
