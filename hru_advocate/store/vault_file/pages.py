"""The pages of an encrypted file as bytes: which of them carry a seal made with a given key.

Format: SQLCipher 4, 4,096-byte pages, each ending in a 16-byte vector and an HMAC-SHA512 over
text, vector and page number (zetetic.net/sqlcipher/design). Reading it here tells a wrong key
from a damaged first page, which the driver cannot.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from hru_advocate.paths import open_plain

SIZE: Final = 4096
PLAIN_START: Final = b"SQLite format 3\x00"

_SALT: Final = 16
_SEAL: Final = 64
_VECTOR: Final = 16
_SALT_MASK: Final = 0x3A
_SAMPLE: Final = 64
_COUNT: Final = slice(28, 32)
"""The place in the first page of the number of pages (sqlite.org/fileformat, 1.3.8)."""


def seal_key(path: Path, key: bytes) -> bytes:
    """Derive the key of the page seals from the raw key and the salt at the start of the file."""
    with open_plain(path) as file:
        return _seal_key(file.read(_SALT), key)


def _seal_key(salt: bytes, key: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ _SALT_MASK for byte in salt), 2, 32)


def fits(sealing: bytes, number: int, page: bytes) -> bool:
    """Say whether a page, numbered from 1, carries the seal made with this key."""
    if len(page) != SIZE:
        return False
    start = _SALT if number == 1 else 0
    expected = hmac.digest(sealing, page[start:-_SEAL] + number.to_bytes(4, "little"), "sha512")
    return hmac.compare_digest(expected, page[-_SEAL:])


def any_page_fits(path: Path, key: bytes) -> bool:
    """Say whether any of the first pages was sealed with this key: if so the key is right and the file damaged."""
    sealing = seal_key(path, key)
    with open_plain(path) as file:
        return any(fits(sealing, number, file.read(SIZE)) for number in range(1, _SAMPLE + 1))


class Seals:
    """The seals of an open file, looked at some pages at a time while others are read and written.

    It holds a handle of its own, made before the driver's and closed after it: POSIX drops every lock of a process
    when any of its handles on the file is closed.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        self._handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self._sealing = _seal_key(os.read(self._handle, _SALT), key)

    def count(self) -> int:
        """The number of pages there are now; one that is cut short counts."""
        return -(-os.fstat(self._handle).st_size // SIZE)

    def wrong(self, after: int, many: int) -> list[int]:
        """Number the pages, of so many after one, that do not carry the seal they were written with."""
        os.lseek(self._handle, after * SIZE, os.SEEK_SET)
        held = os.read(self._handle, many * SIZE)
        return [
            after + place + 1
            for place in range(-(-len(held) // SIZE))
            if not fits(self._sealing, after + place + 1, held[place * SIZE : (place + 1) * SIZE])
        ]

    def close(self) -> None:
        """Give the handle back; only once nothing else of this program has the file open."""
        os.close(self._handle)


def whole(path: Path, key: bytes) -> bool:
    """Say whether every page was sealed with this key, and as many are there as the first says there are."""
    sealing = seal_key(path, key)
    with open_plain(path) as file:
        first = page = file.read(SIZE)
        number = 0
        while page:
            number += 1
            if not fits(sealing, number, page):
                return False
            page = file.read(SIZE)
    return number > 0 and int.from_bytes(opened(key, 1, first)[_COUNT], "big") == number


def opened(key: bytes, number: int, page: bytes) -> bytes:
    """Decrypt what SQLite uses of a page, numbered from 1, whether or not its seal fits.

    The first page begins with the salt in the clear, where SQLite's own words stand.
    """
    start = _SALT if number == 1 else 0
    vector = page[-_SEAL - _VECTOR : -_SEAL]
    decryptor = Cipher(algorithms.AES256(key), modes.CBC(vector)).decryptor()
    return (PLAIN_START if start else b"") + decryptor.update(page[start : -_SEAL - _VECTOR])
