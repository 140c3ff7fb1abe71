"""The inside of a sealed package: a signed header, then one case's entries, a line each, as a bundle has them.

The header stands inside the seal, so that nobody outside reads who sends what to whom. It binds everything: the case,
the sender and for whom it is, until when it counts, how far each lane goes, the keys, and the sum of the lines.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Literal

import msgspec

from hru_advocate.casework.closing.elsewhere import SEALED
from hru_advocate.casework.proof.lines import json_line, line_of
from hru_advocate.casework.sharing.sealed_file import PackageAltered
from hru_advocate.domain.ledger.entry import UNREADABLE, Entry, canonical
from hru_advocate.store.ledger.entries import Written, header_of

NUMBER: Final = 1
_LABEL: Final = "HRU Advocate sealed package 1"
_MOST_ENTRIES: Final = 200_000

Purpose = Literal["share", "hand_over", "cover", "restore"]
PURPOSES: Final[dict[Purpose, str]] = {
    "share": "to work on it together",
    "hand_over": "handed over",
    "cover": "to stand in while the sender is away",
    "restore": "to bring back what was lost",
}
"""Reasons a case goes to another device, in words."""

Device = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{16}\Z")]
Digest = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
Identifier = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")]
Moment = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z\Z")]
Count = Annotated[int, msgspec.Meta(ge=1, le=1 << 53)]


class LaneTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lane of a device as far as the sender holds it: how many entries, the number and the hash of the last."""

    device: Device
    entries: Count
    last: Count
    head: Digest


class PackageHeader(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The signed header of a package. ``number`` is that of the sender's entry which says that it was sealed."""

    package: int
    id: Identifier
    case: Identifier
    sender: Device
    number: Count
    made: Moment
    until: Moment
    purpose: Purpose
    recipients: Annotated[tuple[Device, ...], msgspec.Meta(min_length=1, max_length=64)]
    lanes: Annotated[tuple[LaneTold, ...], msgspec.Meta(min_length=1, max_length=1000)]
    keys: Annotated[dict[Device, Digest], msgspec.Meta(max_length=1000)]
    entries: Count
    sha256: Digest


class _Signed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    header: str
    signature: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{128}\Z")]


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    header: str
    signature: str
    salt: str | None
    body: str | None = None
    body_hex: str | None = None


class _SaidSealed(msgspec.Struct, frozen=True):
    package: str
    to: tuple[str, ...]
    purpose: str
    until: str


@dataclass(frozen=True, slots=True)
class Package:
    """A package that was read: its header, the bytes its sender signed with the signature, and its entries."""

    header: PackageHeader
    signed: bytes
    signature: bytes
    entries: tuple[Entry, ...]


def lines_of(held: Sequence[Written]) -> bytes:
    """The entries of a case, a line each."""
    return b"".join(map(line_of, held))


def composed(header: PackageHeader, lines: bytes, sign: Callable[[bytes], bytes]) -> bytes:
    """The inside of a package, signed by its sender."""
    told = canonical(header)
    return json_line({"header": told.decode(), "signature": sign(_signed(told)).hex()}) + lines


def read(inside: bytes) -> Package:
    """Read the inside of a package; whose word it is has still to be checked.

    Raises:
        PackageAltered: it is not as a sender writes it.
    """
    first, _end, lines = inside.partition(b"\n")
    try:
        outer = msgspec.json.decode(first, type=_Signed)
        told = outer.header.encode()
        header = msgspec.json.decode(told, type=PackageHeader)
        if canonical(header) != told:  # a name that stands twice is read in two ways
            raise PackageAltered
        if header.package != NUMBER or header.sha256 != hashlib.sha256(lines).hexdigest():
            raise PackageAltered
        if header.entries > _MOST_ENTRIES or lines.count(b"\n") != header.entries:
            raise PackageAltered
        entries = tuple(_entry(line) for line in lines.split(b"\n")[:-1])
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise PackageAltered from None
    if len(entries) != header.entries or any(one.header.case != header.case for one in entries):
        raise PackageAltered
    return Package(header, _signed(told), bytes.fromhex(outer.signature), entries)


def says_sealed(entry: Entry, header: PackageHeader) -> bool:
    """Say whether this is the sender's entry that says this package was sealed: its number is bound by the chain.

    It says it of this package alone, so that nobody seals anew with the number of one from before a removal.
    """
    told = entry.header
    if (told.form, told.device, told.sequence) != (SEALED, header.sender, header.number):
        return False
    try:
        said = msgspec.json.decode(entry.body or b"", type=_SaidSealed)
    except UNREADABLE:
        return False
    return said == _SaidSealed(header.id, header.recipients, header.purpose, header.until)


def _signed(told: bytes) -> bytes:
    """The bytes a sender signs: longer than the 32 of an entry, so that neither passes for the other."""
    return f"{_LABEL}\n{hashlib.sha256(told).hexdigest()}\n".encode()


def _entry(line: bytes) -> Entry:
    told = msgspec.json.decode(line, type=_Line)
    body = told.body.encode() if told.body is not None else None
    if told.body_hex is not None:
        body = bytes.fromhex(told.body_hex)
    salt = None if told.salt is None else bytes.fromhex(told.salt)
    entry = Entry(header_of(told.header), bytes.fromhex(told.signature), salt, body)
    if entry.header.kind == "event" and body is not None:
        msgspec.json.decode(body, type=dict[str, object])  # pages read the reasons that stand in events
    return entry
