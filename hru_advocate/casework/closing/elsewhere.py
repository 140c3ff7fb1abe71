"""All that is left of a case, once it is erased here, to tell others by: how far its lanes went, and who had it.

Ids of devices and numbers, nothing of what it said and nobody's name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Final

import msgspec

from hru_advocate.casework.people.asked_to_erase import ERASED, Authority, asked_of, events_of
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.ledger.entry import Entry
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


def _named(session: Session, case: str) -> Iterator[str]:
    for event in ledger.events_about_cases(session.vault, (SEALED, OPENED), _EVERY, case=case):
        yield event.header.device
        yield from _sealed_for(event)


def _sealed_for(event: Entry) -> tuple[str, ...]:
    """For whom a package was sealed; nobody where another device wrote something else into the event."""
    try:
        return msgspec.json.decode(event.body or b"", type=_PackageFor).to if event.header.form == SEALED else ()
    except msgspec.MsgspecError:
        return ()
