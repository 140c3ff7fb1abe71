"""One entry of the ledger: what was written, by whom, when, and how it is proved.

An entry is immutable. Its *header* is signed and chained; its *body* is bound to the
header by a salted commitment, so that a body can lawfully be erased and the chain still verifies.
Each entry stands in two chains: that of its device, and its *lane*, which is the device's entries about one case
(or the unit's own), so that one case can be proven where nothing else of the device is. docs/format.md describes
all of it for somebody who writes a reader.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date, datetime, timedelta
from typing import Final, Literal

import msgspec

EntryKind = Literal["record", "event", "erasure"]
"""``record``: a form filled in; ``event``: unlock, view, print, clock; ``erasure``: a body removed by authority."""

FORMAT: Final = 2
"""The number of the format that headers are written in. A header of another shape or meaning gets the next one."""

GENESIS: Final = "0" * 64
"""The hash that the first entry of a device, and the first of a lane, names as the entry before it."""

UNREADABLE: Final = (msgspec.MsgspecError, RecursionError, UnicodeDecodeError)
"""All that reading a text raises where it is no JSON of its shape: nested without end, or no letters, it is none."""

_HASH: Final = re.compile(r"[0-9a-f]{64}")
_DEVICE: Final = re.compile(r"[0-9a-f]{16}")
_ID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_NAME: Final = re.compile(r"[a-z0-9_]{1,64}")
_UTC: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
_WIDEST_OFFSET: Final = 24 * 60  # minutes; no place on earth is a day away from UTC
_LONGEST_TEXT: Final = 300
_MOST: Final = 1 << 53  # the greatest whole number that every language's JSON reader gives back as it was written


class Stamp(msgspec.Struct, frozen=True):
    """The moment the machine wrote an entry down.

    ``utc`` is ISO 8601 with milliseconds and ``Z``; ``offset`` is minutes east of UTC;
    ``ticks`` are nanoseconds of the monotonic clock since ``boot`` (an id of this start of the machine).
    """

    utc: str
    offset: int
    ticks: int
    boot: str

    @property
    def on_the_wall(self) -> datetime:
        """The day and hour it was where the machine stood: on a summer night it is still yesterday in UTC."""
        return datetime.fromisoformat(self.utc) + timedelta(minutes=self.offset)

    @property
    def day(self) -> date:
        """The day it was where the machine stood."""
        return self.on_the_wall.date()


class Header(msgspec.Struct, frozen=True):
    """The signed part of an entry. Hashes are 64 lower-case hex digits."""

    format: int  # FORMAT
    id: str  # UUIDv7, text
    device: str  # 16 hex digits: first half of SHA-256 of the device's public key
    sequence: int  # 1, 2, 3 … on its device
    previous: str  # hash of the entry before on this device, or GENESIS
    case: str | None  # case id, or None for the unit's own entries
    lane_sequence: int  # 1, 2, 3 … on its device within its case
    lane_previous: str  # hash of the entry before on this device within this case, or GENESIS
    record: str  # entries with one record id are versions of one thing
    kind: EntryKind
    form: str  # form id, or the event's name
    version: int
    definition: str  # SHA-256 of the form's definition file, byte for byte; "" where no form was filled in
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


# "sorted" sorts a header's fields too ("deterministic" keeps the order they are declared in), so that any
# language's ordinary JSON writer can make the same bytes.
_ENCODER = msgspec.json.Encoder(order="sorted")


def canonical(value: object) -> bytes:
    """Write a value as JSON that is the same bytes every time (sorted keys, no spaces, UTF-8)."""
    return _ENCODER.encode(value)


def commitment_of(salt: bytes, body: bytes) -> str:
    """Bind a body to its entry without revealing it."""
    return hashlib.sha256(salt + body).hexdigest()


def is_bound(entry: Entry) -> bool:
    """Say whether the body is the one its header was bound to; where it was erased, the salt is gone too."""
    if entry.body is None or entry.salt is None:
        return entry.body is None and entry.salt is None
    return commitment_of(entry.salt, entry.body) == entry.header.commitment


def hash_of(header: Header) -> str:
    """The hash the next entry names as ``previous`` or ``lane_previous``; also what is signed (as 32 bytes)."""
    return hashlib.sha256(canonical(header)).hexdigest()


def contradiction(header: Header) -> str:
    """The thing in a header that cannot be true whatever else is there, as the end of a sentence; "" when nothing is.

    A program that writes headers never makes one; a forged one may be rightly signed and still be none.
    """
    if header.format != FORMAT:
        return f"is written in format {header.format}, which this program does not know"
    return (
        _wrong_ids(header)
        or _wrong_texts(header)
        or _wrong_numbers(header)
        or _wrong_kind(header)
        or _wrong_stamp(header)
    )


def _wrong_ids(header: Header) -> str:
    ids = (header.id, header.record, *header.parents, *(() if header.case is None else (header.case,)))
    if _DEVICE.fullmatch(header.device) is None or None in map(_ID.fullmatch, ids):
        return "names what has no id"
    if header.parents and len({header.id, *header.parents}) <= len(header.parents):
        return "names itself, or one entry twice, as what it corrects"
    return ""


def _wrong_texts(header: Header) -> str:
    """A form's name goes into sentences, and no text may move a terminal's cursor or have no bytes at all."""
    if _NAME.fullmatch(header.form) is None:
        return "names no form"
    texts = (header.author, header.happened, header.recorded.boot)
    if max(map(len, texts)) > _LONGEST_TEXT or any(map(_has_control, texts)):
        return "holds a text that nobody typed"
    return ""


def _has_control(text: str) -> bool:
    """Say whether a text holds a control sign or half a letter; most hold nothing that is not printed."""
    return not text.isprintable() and any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in text)


def _wrong_stamp(header: Header) -> str:
    stamp = header.recorded
    try:
        known = _UTC.fullmatch(stamp.utc) is not None and datetime.fromisoformat(stamp.utc).year > 1
    except ValueError:
        known = False
    if (
        known
        and abs(stamp.offset) < _WIDEST_OFFSET
        and 0 <= stamp.ticks <= _MOST << 10
        and 0 <= header.version <= _MOST
    ):
        return ""
    return "was written down at a moment that cannot be"


def _wrong_numbers(header: Header) -> str:
    if not 1 <= header.lane_sequence <= header.sequence <= _MOST:
        return "bears numbers that cannot be"
    for number, previous in ((header.sequence, header.previous), (header.lane_sequence, header.lane_previous)):
        if (number == 1) != (previous == GENESIS) or _HASH.fullmatch(previous) is None:
            return "does not fit its own number: only a first entry has none before it"
    return ""


def _wrong_kind(header: Header) -> str:
    if (header.kind == "event" and header.parents) or (header.kind == "erasure" and not header.parents):
        return "is of a kind that does not fit what it corrects"
    if header.kind != "record":
        return "names the definition of a form, and no form was filled in" if header.definition else ""
    return "" if _HASH.fullmatch(header.definition) else "does not name the definition of its form"
