"""The notice that a case was erased by authority: signed by the device it was erased on, sealed for those who had it.

It has no day after which it counts no more: what was erased is not to come back with an old copy.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from typing import Annotated, Final, Literal, NamedTuple

import msgspec

from hru_advocate.casework.people.asked_to_erase import Authority, Ground
from hru_advocate.casework.sharing.contents import Count, Device, Identifier, Moment
from hru_advocate.casework.sharing.sealed_file import PackageAltered
from hru_advocate.domain.forms.kind import is_clean
from hru_advocate.domain.ledger.entry import canonical
from hru_advocate.domain.people.names import is_same_name

MOST_RECIPIENTS: Final = 64
_MARK: Final = b"HRU Advocate erased notice 1\n"
_NUMBER: Final = 1
_MOST: Final = 120
_Day = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")]


StateThere = Literal["erased", "kept"]


class ErasedHeader(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that a notice says: which case, by which authority, how far its lanes went, whom its sender heard of it from.

    ``state`` says whether the sender erased it, or was asked to and keeps it on; ``heard`` are the devices that told
    the sender what became of it there.
    """

    erased: int
    state: StateThere
    case: Identifier
    sender: Device
    recipients: Annotated[tuple[Device, ...], msgspec.Meta(min_length=1, max_length=MOST_RECIPIENTS)]
    made: Moment
    on: _Day
    asked_by: str
    authorised_by: str
    reference: str
    ground: Ground
    lanes: Annotated[dict[Device, Count], msgspec.Meta(max_length=1000)]
    heard: Annotated[tuple[Device, ...], msgspec.Meta(max_length=1000)]

    @property
    def authority(self) -> Authority:
        """The authority by which it was erased."""
        return Authority(self.asked_by, self.authorised_by, self.reference, self.ground, self.on)


class _SignedErased(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    header: str
    signature: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{128}\Z")]


class ErasedNotice(NamedTuple):
    """A notice that was read: what it says, the bytes its sender signed, and the signature."""

    header: ErasedHeader
    signed: bytes
    signature: bytes


def header_of(  # noqa: PLR0913 - all that a notice says
    *,
    state: StateThere,
    case: str,
    sender: str,
    recipients: tuple[str, ...],
    made: str,
    authority: Authority,
    lanes: dict[str, int],
    heard: tuple[str, ...],
) -> ErasedHeader:
    """The header of a notice."""
    return ErasedHeader(
        erased=_NUMBER,
        state=state,
        case=case,
        sender=sender,
        recipients=recipients,
        made=made,
        on=authority.on,
        asked_by=authority.asked_by,
        authorised_by=authority.authorised_by,
        reference=authority.reference,
        ground=authority.ground,
        lanes=lanes,
        heard=heard,
    )


def is_erased_notice(inside: bytes) -> bool:
    """Say whether what was sealed tells that a case was erased."""
    return inside.startswith(_MARK)


def composed(header: ErasedHeader, sign: Callable[[bytes], bytes]) -> bytes:
    """The inside of a notice, signed by its sender."""
    told = canonical(header)
    return _MARK + msgspec.json.encode({"header": told.decode(), "signature": sign(_signed(told)).hex()})


def read_erased_notice(inside: bytes) -> ErasedNotice:
    """Read the inside of a notice; whose word it is has still to be checked.

    Raises:
        PackageAltered: it is not as a sender writes it.
    """
    try:
        outer = msgspec.json.decode(inside.removeprefix(_MARK), type=_SignedErased)
        told = outer.header.encode()
        header = msgspec.json.decode(told, type=ErasedHeader)
        date.fromisoformat(header.on)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise PackageAltered from None
    words = (header.asked_by, header.authorised_by, header.reference)
    if header.erased != _NUMBER or canonical(header) != told:
        raise PackageAltered
    if not all(is_clean(one, lines=False, most=_MOST) for one in words):
        raise PackageAltered
    if is_same_name(header.authorised_by, [header.asked_by]):  # two people stand for an erasure
        raise PackageAltered
    return ErasedNotice(header, _signed(told), bytes.fromhex(outer.signature))


def _signed(told: bytes) -> bytes:
    """The bytes a sender signs: longer than the 32 of an entry, and of nothing else that is sealed."""
    return _MARK + hashlib.sha256(told).hexdigest().encode()
