"""A sealed file: bytes only the devices it was sealed for can open, and that tell nobody else more than a rough size.

Outside stand a mark, keys wrapped by HPKE in no order that says anything, and AES-256-GCM over everything. There are
always four wrapped keys, or eight, twelve …: those too many are sealed for nobody, so that nobody can count.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Sequence
from typing import Final

from cryptography.exceptions import InvalidTag

from hru_advocate.errors import AdvocateError
from hru_advocate.keys import sealing
from hru_advocate.keys.master import KEY_BYTES, NONCE_BYTES, TAG_BYTES, seal, unseal
from hru_advocate.keys.sealing import SealingKey

MARK: Final = hashlib.sha256(b"HRU Advocate sealed file 1").digest()[:8]
"""Begins each file. It says nothing to whoever finds one, the name of this program least of all."""

MOST_BYTES: Final = 96 * 1024 * 1024
SMALLEST: Final = 64 * 1024
"""The fewest bytes inside; above, each size is twice the one before."""

_MOST_INSIDE: Final = 64 * 1024 * 1024
_STEP: Final = 4
_MOST_WRAPS: Final = 64
_LENGTH: Final = 8
_HEAD: Final = len(MARK) + 1


class NotSealed(AdvocateError):
    """This is no sealed package, or only a part of one. Nothing was taken; choose another, or have it sent again."""


class NotForUs(AdvocateError):
    """This package was not sealed for this computer. Nothing was taken.

    If it is for you, the sender has to enrol this computer's card as it is now, and seal it again.
    """


class PackageAltered(AdvocateError):
    """This package was changed on its way, so nothing of it was taken. Have it sealed and sent again."""


class TooMuch(AdvocateError):
    """This is too large for one sealed package. Nothing left; tell whoever looks after the program."""


def sealed(inside: bytes, publics: Sequence[bytes]) -> bytes:
    """Seal something for the devices with these public halves.

    Raises:
        TooMuch, NoSealingKey: nothing was made.
    """
    wanted = SMALLEST
    while wanted < _LENGTH + len(inside):
        wanted *= 2
    if wanted > _MOST_INSIDE or not 0 < len(publics) <= _MOST_WRAPS:
        raise TooMuch
    key = secrets.token_bytes(KEY_BYTES)
    wraps = [sealing.wrap_for(public, key) for public in publics]
    wraps += [sealing.wrap_for_nobody(secrets.token_bytes(KEY_BYTES)) for _one in range(-len(wraps) % _STEP)]
    secrets.SystemRandom().shuffle(wraps)
    outside = MARK + bytes([len(wraps)]) + b"".join(wraps)
    padded = len(inside).to_bytes(_LENGTH, "big") + inside.ljust(wanted - _LENGTH, b"\0")
    nonce = secrets.token_bytes(NONCE_BYTES)
    return outside + nonce + seal(key, padded, outside, nonce)


def opened(data: bytes, mine: SealingKey) -> bytes:
    """Open a sealed file; whatever was changed in it, outside or inside, it is refused.

    Raises:
        NotSealed, NotForUs, PackageAltered: a sentence each.
    """
    outside, rest = halves(data)
    # Whoever seals has one key. With many wrapped for one device, each of which opens nothing, a file of the greatest
    # size would keep that device busy for long: the first is the only one that is tried.
    key = next((found for one in _wrapped(outside) if (found := mine.unwrap(one)) is not None), None)
    if key is None:
        raise NotForUs
    nonce, ciphertext = rest[:NONCE_BYTES], rest[NONCE_BYTES:]
    try:
        return _unpadded(bytes(unseal(key, ciphertext, outside, nonce)))
    except InvalidTag:
        raise PackageAltered from None


def halves(data: bytes) -> tuple[bytes, bytes]:
    """The outside of a sealed file, which is the wrapped keys with what stands before them, and the rest.

    Raises:
        NotSealed: the sizes cannot be.
    """
    if len(data) > MOST_BYTES:
        raise NotSealed
    until = _HEAD + _wraps(data) * sealing.WRAP_BYTES
    inside = len(data) - until - NONCE_BYTES - TAG_BYTES
    if inside < SMALLEST or inside & (inside - 1):
        raise NotSealed
    return data[:until], data[until:]


def check_outside(outside: bytes, mine: SealingKey) -> None:
    """Refuse what was not sealed for this device, by its outside alone.

    Raises:
        NotSealed, NotForUs: the rest need not be looked at.
    """
    if len(outside) != _HEAD + _wraps(outside) * sealing.WRAP_BYTES:
        raise NotSealed
    if not any(mine.unwrap(one) for one in _wrapped(outside)):
        raise NotForUs


def _wraps(data: bytes) -> int:
    """The number of wrapped keys that a file says it has."""
    if len(data) <= _HEAD or data[: len(MARK)] != MARK:
        raise NotSealed
    many = data[len(MARK)]
    if not many or many > _MOST_WRAPS or many % _STEP:
        raise NotSealed
    return many


def _wrapped(outside: bytes) -> Iterator[bytes]:
    wraps = outside[_HEAD:]
    return (wraps[start : start + sealing.WRAP_BYTES] for start in range(0, len(wraps), sealing.WRAP_BYTES))


def _unpadded(padded: bytes) -> bytes:
    length = int.from_bytes(padded[:_LENGTH], "big")
    rest = len(padded) - _LENGTH - length
    # In one step of the system's: a loop over tens of megabytes would hold up the window.
    if rest < 0 or not padded.endswith(bytes(rest)):
        raise PackageAltered
    return padded[_LENGTH : _LENGTH + length]
