"""A notice: how far one laptop holds the cases it shares with one colleague's, sealed for that laptop alone.

Whoever keeps a mailbox may keep packages back, or show each laptop others. What two laptops tell each other of how far
they hold a case gives that away: by the next notice, or by none that says a package came.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Annotated, Final, NamedTuple

import msgspec

from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import known_of_shared, sealed_file
from hru_advocate.casework.sharing.contents import Count, Device, Identifier, Moment
from hru_advocate.casework.sharing.known_of_shared import NoticePut, Reach
from hru_advocate.casework.sharing.places import Place, PlaceSeen, fresh_name
from hru_advocate.casework.sharing.receiving import SenderRemoved, proven_sender
from hru_advocate.casework.sharing.roster import Member
from hru_advocate.casework.sharing.sealed_file import NotForUs, PackageAltered
from hru_advocate.casework.sharing.sending import DAYS
from hru_advocate.casework.vault.anchoring import in_utc
from hru_advocate.domain.ledger.entry import canonical
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.store.ledger import lanes

UNHEARD: Final = timedelta(days=7)
"""The time after which it is said of a package that nothing tells that it came."""

_MARK: Final = b"HRU Advocate notice 1\n"
_NUMBER: Final = 1

Shared = Mapping[str, list[Member]]
"""The cases that are shared, each with the devices it goes to."""


class NoticeHeader(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that a notice says: of each case that is shared with its recipient, how far the lane of each device goes."""

    notice: int
    sender: Device
    recipient: Device
    made: Moment
    cases: Annotated[dict[Identifier, dict[Device, Count]], msgspec.Meta(max_length=100_000)]


class _SignedNotice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    header: str
    signature: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{128}\Z")]


class Notice(NamedTuple):
    """A notice that was read: what it says, the bytes its sender signed, and the signature."""

    header: NoticeHeader
    signed: bytes
    signature: bytes


def is_notice(inside: bytes) -> bool:
    """Say whether what was sealed is a notice and no package."""
    return inside.startswith(_MARK)


def read_notice(inside: bytes) -> Notice:
    """Read the inside of a notice; whose word it is has still to be checked.

    Raises:
        PackageAltered: it is not as a sender writes it.
    """
    try:
        outer = msgspec.json.decode(inside.removeprefix(_MARK), type=_SignedNotice)
        told = outer.header.encode()
        header = msgspec.json.decode(told, type=NoticeHeader)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise PackageAltered from None
    if header.notice != _NUMBER or canonical(header) != told:
        raise PackageAltered
    return Notice(header, told, bytes.fromhex(outer.signature))


def put_notices(session: Session, place: Place, seen: PlaceSeen, shared: Shared) -> None:
    """Put a notice for each colleague who was not told how far this laptop holds what is shared by now.

    Raises:
        DeviceError, AdvocateError: as ``Place.put``; what was put before stays.
    """
    now = session.clock.now()
    for member, cases in _by_member(shared):
        reach = {case: held for case in cases if (held := _held(session, case))}
        told = hashlib.sha256(canonical(reach)).hexdigest()
        before = known_of_shared.notices(session).get(member.device)
        lies = before is not None and (file := seen.files.get(before.name)) is not None and file.bytes == before.bytes
        if before is not None and lies and before.told == told and before.until >= in_utc(now + UNHEARD):
            continue
        header = NoticeHeader(_NUMBER, session.device.device_id, member.device, in_utc(now), reach)
        data = sealed_file.sealed(_composed(session, header), [member.sealing])
        name, until = fresh_name(), in_utc(now + timedelta(days=DAYS))
        known_of_shared.note_file(session, name, until)
        place.put(name, data)
        known_of_shared.note_notice(session, member.device, NoticePut(name, len(data), told, until))
        if before is not None and lies and place.withdraw(before.name):
            known_of_shared.forget_files(session, frozenset({before.name}))


def take_notice(session: Session, notice: Notice, held: Mapping[str, Member], shared: Shared) -> None:
    """Remember how far a colleague holds the cases that are shared with her; of any other case nothing is remembered.

    Raises:
        PackageAltered, UnknownSender, SenderRemoved, NotForUs: a sentence each; nothing is remembered.
    """
    header = notice.header
    member = proven_sender(session, held, header.sender, _signed(notice.signed), notice.signature)
    if not member.here:
        raise SenderRemoved
    if header.recipient != session.device.device_id:
        raise NotForUs
    for case, reach in header.cases.items():
        if any(one.device == header.sender for one in shared.get(case, ())):
            known_of_shared.note_told(session, case, header.sender, reach)


def lacking_here(session: Session, shared: Shared) -> Iterator[str]:
    """Say of which cases colleagues hold what has not come here."""
    for case, members in shared.items():
        here = {one.device: one.last for one in lanes.of_case(session.vault, case) if one.whole}
        told = known_of_shared.of_case(session, case).told
        for member in members:
            if any(last > here.get(device, 0) for device, last in told.get(member.device, {}).items()):
                yield (
                    f"{case_ref(case)}: {member.name} holds more of it than has come here. Ask for it to be shared "
                    "again; where it stays so, the mailbox keeps something back: tell whoever keeps it."
                )


def not_heard(session: Session, shared: Shared) -> Iterator[str]:
    """Say of which cases a package was put there long ago, and nothing tells that what was in it came."""
    before = in_utc(session.clock.now() + timedelta(days=DAYS) - UNHEARD)
    for case, members in shared.items():
        known = known_of_shared.of_case(session, case)
        for member in members:
            long_ago = [one.lanes for one in known.put if member.device in one.to and one.until < before]
            held = known.held.get(member.device, {})
            others = [(one, last) for put in long_ago for one, last in put.items() if one != member.device]
            if any(last > held.get(one, 0) for one, last in others):
                yield (
                    f"{case_ref(case)}: it was put there for {member.name} more than a week ago, and nothing says that "
                    "it came. Ask; where it was looked for, the mailbox keeps it back: send it another way."
                )


def _by_member(shared: Shared) -> list[tuple[Member, list[str]]]:
    found: dict[str, tuple[Member, list[str]]] = {}
    for case, members in sorted(shared.items()):
        for member in members:
            found.setdefault(member.device, (member, []))[1].append(case)
    return list(found.values())


def _held(session: Session, case: str) -> Reach:
    """The number up to which each lane of a case says something, of those that are here without a gap."""
    whole = {one.device for one in lanes.of_case(session.vault, case) if one.whole}
    return {device: last for device, last in lanes.said_up_to(session.vault, case).items() if device in whole}


def _composed(session: Session, header: NoticeHeader) -> bytes:
    told = canonical(header)
    signature = session.device.sign(_signed(told)).hex()
    return _MARK + msgspec.json.encode({"header": told.decode(), "signature": signature})


def _signed(told: bytes) -> bytes:
    """The bytes a sender signs: longer than the 32 of an entry, and not those of a package."""
    return _MARK + hashlib.sha256(told).hexdigest().encode()
