"""All that is left of a case, once it is erased here, to tell others by: how far its lanes went, and who had it.

Ids of devices and numbers, nothing of what it said and nobody's name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Annotated, Final

import msgspec

from hru_advocate.casework.people.asked_to_erase import ERASED, Authority, asked_of, events_of
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.ledger.entry import UNREADABLE, Entry
from hru_advocate.domain.ledger.records import Record
from hru_advocate.store.ledger import lanes, ledger

SEALED: Final = "package_sealed"
OPENED: Final = "package_opened"
_EVERY: Final = 1_000_000

_Device = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{16}\Z")]


class CaseErased(msgspec.Struct, frozen=True):
    """A case that was erased here: which stub says why, how far the lane of each device went, which devices had it."""

    case: str
    stub: str
    lanes: dict[str, int]
    had: tuple[str, ...]


class OpenedFrom(msgspec.Struct, frozen=True):
    """The device a package came from; ``had`` is False where nothing in it showed that the case was there before."""

    sender: _Device = msgspec.field(name="from")
    had: bool = True


class _PackageFor(msgspec.Struct, frozen=True):
    to: tuple[_Device, ...]


def note_erased(session: Session, told: CaseErased) -> None:
    """Write that a case was erased, as an event of the unit's own."""
    session.note_event(ERASED, dict(msgspec.to_builtins(told)))


def known_elsewhere(session: Session, case: str, stub: str) -> CaseErased:
    """All there is to remember of a case, before it is erased.

    Whoever sealed it, had it sealed for them or opened it has it, and so has whoever wrote about it or asks for this.
    """
    far = {one.device: one.last for one in lanes.of_case(session.vault, case)}
    had = {*far, *_named(session, case), *(one.sender for one in asked_of(session, case))}
    return CaseErased(case, stub, far, tuple(sorted(had - {session.device.device_id})))


def named_by_others(session: Session, case: str) -> frozenset[str]:
    """The devices somebody else sealed a case for, or had it from, as its entries say.

    What a device says that showed nothing of the case itself counts for nobody.
    """
    events = _shared(session, case)
    return _named_in(events, _claiming(session, events))


def shown_to_have(session: Session, case: str) -> frozenset[str]:
    """The devices that are known to have a case, without those of whom nothing but their own word says it."""
    events = _shared(session, case)
    claiming = _claiming(session, events)
    named = _named_in(events, claiming)
    wrote = {one.device for one in lanes.of_case(session.vault, case)}
    asked = {one.sender for one in asked_of(session, case)}
    return frozenset({*named, *asked, *(wrote - claiming)} - {session.device.device_id})


def erased_cases(session: Session) -> tuple[CaseErased, ...]:
    """Every case that was erased here since that is remembered, the oldest first."""
    return tuple(msgspec.json.decode(one.body or b"", type=CaseErased) for one in events_of(session, ERASED))


def stub_records(session: Session) -> list[Record]:
    """The unit's records that tell of an erasure, the newest first."""
    return session.heads(None, ["erasure"])


def authority_in(answers: Answers) -> Authority:
    """The authority a stub names."""
    words = {name: value_of(answers, name) or "" for name in ("asked_by", "authorised_by", "reference", "ground")}
    return msgspec.convert({**words, "on": value_of(answers, "on").isoformat()}, Authority)


def _shared(session: Session, case: str) -> Sequence[Entry]:
    """The events that tell of a case going to somebody and coming from somebody."""
    return ledger.events_about_cases(session.vault, (SEALED, OPENED), _EVERY, case=case)


def _named(session: Session, case: str) -> Iterator[str]:
    for event in _shared(session, case):
        yield event.header.device
        yield from _sealed_for(event)


def _claiming(session: Session, events: Iterable[Entry]) -> frozenset[str]:
    """The devices whose packages showed nothing of the case when they were opened here."""
    told = (_opened_from(one) for one in events if one.header.device == session.device.device_id)
    return frozenset(one.sender for one in told if one is not None and not one.had)


def _named_in(events: Iterable[Entry], without: Collection[str]) -> frozenset[str]:
    return frozenset(
        named
        for event in events
        if (device := event.header.device) not in without
        for named in _told_of(event)
        if named != device
    )


def _told_of(event: Entry) -> tuple[str, ...]:
    told = _opened_from(event)
    return (told.sender,) if told is not None and told.had else _sealed_for(event)


def _opened_from(event: Entry) -> OpenedFrom | None:
    """From whom a package came that was opened; nobody where another device wrote something else into the event."""
    try:
        return msgspec.json.decode(event.body or b"", type=OpenedFrom) if event.header.form == OPENED else None
    except UNREADABLE:
        return None


def _sealed_for(event: Entry) -> tuple[str, ...]:
    """For whom a package was sealed; nobody where another device wrote something else into the event."""
    try:
        return msgspec.json.decode(event.body or b"", type=_PackageFor).to if event.header.form == SEALED else ()
    except UNREADABLE:
        return ()
