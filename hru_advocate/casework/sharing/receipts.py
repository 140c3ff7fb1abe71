"""The packages of a case: which were sealed for whom, and whose computer has opened them, as the entries say.

That a package was opened is an entry of the computer that opened it. It comes back with the next package from there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

import msgspec

from hru_advocate.casework.people.asked_to_erase import waiting
from hru_advocate.casework.people.restricted import check_open, may_be_sent_to
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing.contents import PURPOSES, Purpose
from hru_advocate.casework.sharing.receiving import OPENED
from hru_advocate.casework.sharing.roster import Member, in_order, name_of, roster
from hru_advocate.casework.sharing.sending import SEALED, holders_for
from hru_advocate.casework.wording import recorded_in_words
from hru_advocate.domain.ledger.entry import UNREADABLE, Entry
from hru_advocate.store.ledger import ledger

_Shape = TypeVar("_Shape")
_MOST: Final = 400


@dataclass(frozen=True, slots=True)
class PackageLine:
    """One package of a case: sealed when and by whom, for whom and why, until when it opens, who has opened it.

    ``since`` is how many entries this computer wrote about the case since; ``None`` where another one sealed it.
    """

    package: str
    sealed: str
    by: str
    to: tuple[str, ...]
    purpose: str
    until: str
    opened: tuple[str, ...]
    since: int | None


class _Sealed(msgspec.Struct, frozen=True):
    package: str
    to: tuple[str, ...]
    purpose: Purpose
    until: str


class _Opened(msgspec.Struct, frozen=True):
    package: str


def packages_of(session: Session, case: str) -> tuple[PackageLine, ...]:
    """The packages of a case, the newest first.

    Raises:
        RestrictedCase: the case is not yours to open.
    """
    check_open(session, case)
    return _packages(session, case, roster(session))


def _packages(session: Session, case: str, held: Mapping[str, Member]) -> tuple[PackageLine, ...]:
    events = ledger.events_about_cases(session.vault, (SEALED, OPENED), _MOST, case=case)
    opened: dict[str, list[str]] = defaultdict(list)
    for event in events:
        if event.header.form == OPENED and (told := _read(event, _Opened)) is not None:
            opened[told.package].append(f"{event.header.author}, {recorded_in_words(event.header.recorded.utc)}")
    return tuple(_lines(session, case, events, opened, held))


@dataclass(frozen=True, slots=True)
class SealingOffer:
    """The devices a case could be sealed for, which of them its flags let have it, and its packages so far.

    ``besides`` are those of recovery holders it goes to whoever is chosen.
    """

    members: tuple[Member, ...]
    may: frozenset[str]
    packages: tuple[PackageLine, ...]
    besides: frozenset[str] = frozenset()
    waits: bool = False
    """True while a colleague asks that the case be erased: it goes to nobody."""


def sealing_offer(session: Session, case: str) -> SealingOffer:
    """All that is asked before a case is sealed; errors as ``packages_of``."""
    check_open(session, case)
    held = roster(session)
    here = tuple(one for one in in_order(held) if one.here)
    may = frozenset(one.device for one in here if may_be_sent_to(session, case, one.name))
    besides = frozenset(one.device for one in holders_for(session, case, held))
    return SealingOffer(here, may, _packages(session, case, held), besides, case in waiting(session))


def _lines(
    session: Session, case: str, events: list[Entry], opened: dict[str, list[str]], held: Mapping[str, Member]
) -> Iterator[PackageLine]:
    own = session.device.device_id
    last, _head = ledger.lane_tail(session.vault, own, case)
    for event in events:
        header = event.header
        told = _read(event, _Sealed) if header.form == SEALED else None
        if told is None:
            continue
        yield PackageLine(
            told.package,
            recorded_in_words(header.recorded.utc),
            header.author,
            tuple(name_of(held, one) if one != own else session.author for one in told.to),
            PURPOSES[told.purpose],
            _moment(told.until),
            tuple(reversed(opened[told.package])),
            last - header.lane_sequence if header.device == own else None,
        )


def _moment(until: str) -> str:
    try:
        return recorded_in_words(until)
    except ValueError:  # another device wrote it
        return ""


def _read(event: Entry, shape: type[_Shape]) -> _Shape | None:
    """The body of an event, or ``None`` where another device wrote something else into it."""
    try:
        return msgspec.json.decode(event.body or b"", type=shape)
    except UNREADABLE:
        return None
