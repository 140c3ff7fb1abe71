"""The master key of a vault while it is open, and the keys derived from it.

Python cannot promise that a key is gone from memory: copies are made when bytes are passed on. What can be
done is done (one buffer, overwritten when closed); what counts is that locking ends the process.
"""

from __future__ import annotations

import hmac
import secrets
from typing import Literal

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hru_advocate.errors import VaultLocked

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
Purpose = Literal["database", "header-mac", "signing-key", "anchor"]


def derive(secret: bytes | bytearray, salt: bytes, label: str) -> bytes:
    """32 bytes for one purpose (HKDF-SHA256); the label keeps purposes apart."""
    info = f"HRU Advocate 1 {label}".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(secret)


def seal(key: bytes, plain: bytes | bytearray, bound: bytes, nonce: bytes) -> bytes:
    """Encrypt with AES-256-GCM: ciphertext and 16-byte tag, tied to ``bound``; the nonce is used once per key."""
    return AESGCM(key).encrypt(nonce, plain, bound)


def unseal(key: bytes, sealed: bytes, bound: bytes, nonce: bytes) -> bytearray:
    """Undo :func:`seal` into a buffer of its own; raises ``cryptography.exceptions.InvalidTag``."""
    plain = bytearray(max(0, len(sealed) - TAG_BYTES))
    AESGCM(key).decrypt_into(nonce, sealed, bound, plain)
    return plain


class MasterKey:
    """The 32 random bytes everything else of one vault is derived from; never typed, never written plain."""

    __slots__ = ("_secret", "vault_id")

    def __init__(self, secret: bytearray, vault_id: str) -> None:
        self._secret = secret
        self.vault_id = vault_id

    @classmethod
    def fresh(cls) -> MasterKey:
        """A new random key for a new vault with a new random id."""
        return cls(bytearray(secrets.token_bytes(KEY_BYTES)), secrets.token_hex(16))

    def successor(self) -> MasterKey:
        """Another random key for the same vault, to take this one's place."""
        return MasterKey(bytearray(secrets.token_bytes(KEY_BYTES)), self.vault_id)

    def database_key(self) -> bytes:
        """The 32 bytes SQLCipher takes as its raw key."""
        return self.derived("database")

    def derived(self, purpose: Purpose) -> bytes:
        """32 bytes for one purpose; raises :class:`VaultLocked` after :meth:`wipe`."""
        return derive(self._open(), bytes.fromhex(self.vault_id), purpose)

    def proof(self, content: bytes) -> bytes:
        """HMAC-SHA256 over the header, under its own key."""
        return hmac.digest(self.derived("header-mac"), content, "sha256")

    def sealed_under(self, key: bytes, bound: bytes, nonce: bytes) -> bytes:
        """The master key itself, sealed for a slot of the header."""
        return seal(key, self._open(), bound, nonce)

    def wipe(self) -> None:
        """Overwrite this buffer; derived keys handed out before are beyond its reach."""
        self._secret[:] = bytes(len(self._secret))
        self._secret = bytearray()

    def _open(self) -> bytearray:
        if not self._secret:
            raise VaultLocked
        return self._secret
