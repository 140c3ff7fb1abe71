"""One entry of the ledger: what was written, by whom, when, and how it is proved.

An entry is immutable. Its *header* is signed and chained; its *body* is bound to the
header by a salted commitment, so that a body can lawfully be erased and the chain still verifies.
"""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

Kind = Literal["record", "event", "erasure"]
"""``record``: a form filled in; ``event``: unlock, view, print, clock; ``erasure``: a body removed by authority."""

GENESIS = "0" * 64
"""What the first entry of a device names as the entry before it."""


class Stamp(msgspec.Struct, frozen=True):
    """When the machine wrote an entry down.

    ``utc`` is ISO 8601 with milliseconds and ``Z``; ``offset`` is minutes east of UTC;
    ``ticks`` are nanoseconds of the monotonic clock since ``boot`` (an id of this start of the machine).
    """

    utc: str
    offset: int
    ticks: int
    boot: str


class Header(msgspec.Struct, frozen=True):
    """The signed part of an entry. Hashes are 64 lower-case hex digits."""

    id: str  # UUIDv7, text
    device: str  # 16 hex digits: first half of SHA-256 of the device's public key
    sequence: int  # 1, 2, 3 … on its device
    previous: str  # hash of the entry before on this device, or GENESIS
    case: str | None  # case id, or None for the unit's own entries
    record: str  # entries with one record id are versions of one thing
    kind: Kind
    form: str  # form id, or the event's name
    version: int
    parents: tuple[str, ...]  # entry ids this one corrects (none: new; two: settles a disagreement)
    author: str
    happened: str  # sortable normal form of when it happened as told, or "" when not told
    recorded: Stamp
    commitment: str  # SHA-256 of salt + body


class Entry(msgspec.Struct, frozen=True):
    """A header with its signature and, unless erased, its salt and body."""

    header: Header
    signature: bytes
    salt: bytes | None
    body: bytes | None


_ENCODER = msgspec.json.Encoder(order="deterministic")


def canonical(value: object) -> bytes:
    """Write a value as JSON that is the same bytes every time (sorted keys, no spaces, UTF-8)."""
    return _ENCODER.encode(value)


def commitment_of(salt: bytes, body: bytes) -> str:
    """Bind a body to its entry without revealing it."""
    return hashlib.sha256(salt + body).hexdigest()


def hash_of(header: Header) -> str:
    """The hash the next entry on the device names as ``previous``; also what is signed (as 32 bytes)."""
    return hashlib.sha256(canonical(header)).hexdigest()
