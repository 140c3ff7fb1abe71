"""Chronologies: the whole one, and the one since a hearing, with the hearings it may begin with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from hru_advocate.casework.cases.pictures import time_line
from hru_advocate.casework.incidents.lines import incidents_of
from hru_advocate.casework.law.orders import versions_of
from hru_advocate.casework.records.records import about_person
from hru_advocate.casework.session import Session
from hru_advocate.documents.blocks import Page
from hru_advocate.documents.compose.answers import stamp_in_words
from hru_advocate.documents.compose.office.chronology import ChronologyPaper, SinceHearing, chronology
from hru_advocate.documents.compose.office.chronology_rows import TAKEN, ChronologyRecords
from hru_advocate.domain.incidents.pattern import pattern_of
from hru_advocate.domain.law.hearings import HearingView, read_hearing
from hru_advocate.domain.law.orders import Order
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.moments import day_in_words
from hru_advocate.errors import AdvocateError
from hru_advocate.store.ledger import ledger

CHRONOLOGY: Final = "chronology"
SINCE_HEARING: Final = "chronology_since_hearing"
CHRONOLOGIES: Final = frozenset({CHRONOLOGY, SINCE_HEARING})


class NoHearingHeld(AdvocateError):
    """No hearing before today is noted as held. Nothing was made; say on the hearing how it went, or choose another."""


@dataclass(frozen=True, slots=True)
class HearingChoice:
    """A hearing a chronology may begin with: the entry of its record, and the hearing in words."""

    entry: str
    words: str


@dataclass(frozen=True, slots=True)
class WantedChronology:
    """A chronology that is asked for: since which hearing (``""``: the newest that was held), or the whole one."""

    since: bool
    hearing: str = ""


def hearings_to_choose(session: Session, case: str) -> tuple[HearingChoice, ...]:
    """The hearings that have begun, the newest first; one taken off the list is none."""
    return tuple(HearingChoice(one.entry, _in_words(one)) for one in _gone(session, case))


def chronology_page(
    session: Session, case: str, wanted: WantedChronology, copy_number: int, head_code: str
) -> tuple[Page, str]:
    """A chronology as a page, and in words since which hearing it is.

    Raises:
        NoHearingHeld: there is no such hearing.
    """
    hearing = _hearing(session, case, wanted.hearing) if wanted.since else None
    since = SinceHearing(_end(hearing), _in_words(hearing)) if hearing is not None else None
    pronoun, today = session.pronoun_of(case), session.now().date()
    current = tuple(about_person(record, pronoun) for record in session.heads(case, TAKEN))
    line = time_line(session, case)
    pattern = pattern_of(incidents_of(session, case), today) if since is None else None
    paper = ChronologyPaper(
        records=ChronologyRecords(current, _earlier_orders(session, current), _first_written(session, current)),
        today=today,
        author=session.author,
        label=session.product.label,
        since=since,
        time_line=line.since(since.day) if since else line,
        pattern=pattern.sentences(today, session.product.label, on_paper=True) if pattern else (),
        case_ref=case_ref(case),
        copy_number=copy_number,
        head_code=head_code,
    )
    return chronology(paper), f"Since: {since.words}" if since else ""


def _gone(session: Session, case: str) -> list[HearingView]:
    today = session.now().date()
    read = (read_hearing(record) for record in session.heads(case, ["hearing"]) if not record.erased)
    begun = [one for one in read if one.day is not None and one.day <= today and one.state != "vacated"]
    return sorted(begun, key=lambda one: (_end(one), one.at, one.entry), reverse=True)


def _hearing(session: Session, case: str, entry: str) -> HearingView:
    """The hearing that was chosen, or the newest that was held before today."""
    today = session.now().date()
    found = [
        one
        for one in _gone(session, case)
        if (one.entry == entry if entry else one.state == "held" and _end(one) < today)
    ]
    if not found:
        raise NoHearingHeld
    return found[0]


def _end(hearing: HearingView) -> date:
    return max(day for day in (hearing.day or date.min, hearing.last_day or date.min))


def _in_words(hearing: HearingView) -> str:
    until = f" to {day_in_words(hearing.last_day)}" if hearing.last_day and hearing.last_day != hearing.day else ""
    day = day_in_words(hearing.day) + until if hearing.day else ""
    state = "" if hearing.settled else "nobody has written how it went"
    return ", ".join(filter(None, (hearing.what, day, hearing.court, state)))


def _earlier_orders(session: Session, records: tuple[Record, ...]) -> dict[str, tuple[Order, ...]]:
    """Each version of the orders of a case before the one that stands, the newest first, by record."""
    heads = {record.entry for record in records}
    orders = dict.fromkeys(record.record for record in records if record.form.purpose == "order" and record.parents)
    return {one: tuple(order for order in versions_of(session, one) if order.entry not in heads) for one in orders}


def _first_written(session: Session, records: tuple[Record, ...]) -> dict[str, str]:
    """The time and the author of the first version of each record that was changed since."""
    found: dict[str, str] = {}
    for record in records:
        if record.parents and record.record not in found:
            first = ledger.entries_of_record(session.vault, record.record)[0].header
            found[record.record] = f"{stamp_in_words(first.recorded)}, by {first.author}"
    return found
