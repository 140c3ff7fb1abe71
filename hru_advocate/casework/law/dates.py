"""The dates of police, court and orders: hearings, last days of clocks, ends of orders; for Today and Overview."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Final, TypeVar

from hru_advocate.casework.law.clock_lines import label_of_clock
from hru_advocate.casework.law.court import CaseInCourt, Court, HearingInCourt, court_of
from hru_advocate.casework.law.orders import current_versions
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import DISAGREE
from hru_advocate.domain.actions.pauses import NEVER_RESTS
from hru_advocate.domain.law.current_orders import one_of
from hru_advocate.domain.law.due import OrderNotice, notices_of
from hru_advocate.domain.law.hearings import PRESSING, HearingView, open_questions
from hru_advocate.domain.law.readings import asking
from hru_advocate.domain.law.sentence_days import PUT_OFF, may_be_one_case
from hru_advocate.store import dues, views
from hru_advocate.store.dues import DueLine

SLOTS: Final = frozenset({"criminal_case", "hearing"})
"""The slots whose lines in the views are told here, each date by itself."""

BY_THEIR_LINES: Final = tuple(sorted(NEVER_RESTS - SLOTS - {"order", "visit"}))
"""The other slots whose dates are said whatever rests: the views' own lines say all of them. Visits go by the clock."""

OfCourt = TypeVar("OfCourt", CaseInCourt, HearingInCourt)

_ASKED_WITH_HEARING: Final = "measures_asked"
"""The clock that the line of a hearing asks about already."""

_MOST_LATE: Final = 1
"""The count of late clocks named of one record; the others are counted beside the first."""


@dataclass(frozen=True, slots=True)
class CourtDate:
    """One date of police or court: the day, what it is in words, and the record it stands in; a hearing or a clock.

    ``over`` is of a hearing that has gone by, and nobody has said how it went.
    """

    day: date
    words: str
    entry: str
    hearing: bool = False
    over: bool = False


def court_dates(session: Session, case: str) -> tuple[CourtDate, ...]:
    """Every date of a case that asks for something, earliest first."""
    today = session.now().date()
    return session.kept_of_cases.get(case, "court dates", today, partial(_court_dates, session, case, today))


def _court_dates(session: Session, case: str, today: date) -> tuple[CourtDate, ...]:
    return tuple(sorted(_dates(session, court_of(session, case), today), key=lambda one: (one.day, one.words)))


def court_dates_due(
    session: Session, until: date, limit: int, lines: Iterable[DueLine]
) -> tuple[tuple[views.CaseRow, CourtDate], ...]:
    """The dates of open cases up to a day, earliest first, each with its case.

    ``lines`` are those of ``SLOTS`` that are due by then: a case without one has no such date.
    """
    cases = list(dict.fromkeys(line.case or "" for line, _ref, _initials in lines))[:limit]
    rows = views.rows_of_cases(session.vault, cases)
    found = [(rows[case], one) for case in cases for one in court_dates(session, case) if one.day <= until]
    return tuple(sorted(found, key=lambda pair: (pair[1].day, pair[0].case))[:limit])


def order_dates_due(session: Session, until: date, lines: Iterable[DueLine]) -> tuple[tuple[DueLine, OrderNotice], ...]:
    """Everything the days of orders of open cases ask for up to a day, each with the line of its order.

    ``lines`` are those of orders that are due by then; those of which versions disagree are looked up here.
    """
    now = session.now()
    by_record = {line[0].record: line for line in (*dues.disputed_in_open_cases(session.vault, "order"), *lines)}
    return tuple(
        (line, notice)
        for line in by_record.values()
        for notice in _notices(session, line[0], now)
        if notice.soon and notice.day <= until
    )


def _notices(session: Session, line: views.RecordRow, now: datetime) -> tuple[OrderNotice, ...]:
    """Everything the days of one order ask for, as they stand today, and from the hour on it ends at."""
    read = partial(current_versions, session, line)
    versions = session.kept_of_cases.get(line.case or "", ("order", line.record), now.date(), read)
    return tuple(notices_of(one_of(versions, now.date(), now), now.date()))


def _dates(session: Session, court: Court, today: date) -> Iterator[CourtDate]:
    for versions in _by_record(court.hearings):
        yield from _one_hearing([one.hearing for one in versions], today)
    yield from _next_hearings([one.hearing for one in court.hearings], today)
    for cases in _by_record(court.cases):
        yield from _clocks(session, cases, today)
    for hearings in _by_record(court.hearings):
        yield from _clocks(session, hearings, today)


def _by_record(standing: Sequence[OfCourt]) -> list[list[OfCourt]]:
    """The versions that stand, record by record: one, or those that disagree."""
    found: dict[str, list[OfCourt]] = {}
    for one in standing:
        found.setdefault(one.record, []).append(one)
    return list(found.values())


def _one_hearing(versions: list[HearingView], today: date) -> Iterator[CourtDate]:
    """One line of a hearing: of versions that disagree, the first day that lies ahead, and that they do."""
    found = [one for version in versions if (one := _hearing(version, today))]
    if not found:
        return
    first = min(found, key=lambda one: (one.over, one.day, one.words))
    agreed = len(found) == len(versions) and len({(one.day, one.words) for one in found}) == 1
    yield first if agreed else replace(first, words=f"{first.words} ({DISAGREE})")


def _hearing(hearing: HearingView, today: date) -> CourtDate | None:
    """A hearing to come with what is still to be asked about it; one gone by until somebody says how it went."""
    last = hearing.ends
    if hearing.day is None or last is None or hearing.settled:
        return None
    if last < today:
        return CourtDate(last, f"How did it go? {_named(hearing)}", hearing.entry, hearing=True, over=True)
    asks = " ".join(question for question in open_questions(hearing) if question in PRESSING)
    words = f"{_named(hearing)}. {asks}" if asks else _named(hearing)
    return CourtDate(max(hearing.day, today), words, hearing.entry, hearing=True)


def _next_hearings(hearings: Sequence[HearingView], today: date) -> Iterator[CourtDate]:
    """The next hearings that were set at one that is over, and that nobody has written down as hearings yet."""
    told: set[date] = set()
    for one in hearings:
        day, last = one.next_set, one.ends
        if day is None or last is None or day in told:
            continue
        if any(_takes_place_of(other, one, day, last) for other in hearings if other.record != one.record):
            continue
        told.add(day)
        words = f"Next hearing, set at {one.what}: write it down as a hearing of its own"
        yield CourtDate(day, words, one.entry, hearing=True, over=day < today)


def _takes_place_of(other: HearingView, one: HearingView, day: date, last: date) -> bool:
    """Say if a hearing is the next one of another: written down for that day, or standing later than where it was set.

    It is of the same sort of court, and of the same criminal case as far as both say which.
    """
    of_one = other.criminal == one.criminal and may_be_one_case(other.reference, one.reference)
    return of_one and (other.day == day or (other.state not in PUT_OFF and (other.day or day) > last))


def _named(hearing: HearingView) -> str:
    parts = [f"Hearing: {hearing.what}", hearing.at, hearing.court]
    return ", ".join(part for part in parts if part)


def _clocks(session: Session, standing: Sequence[CaseInCourt | HearingInCourt], today: date) -> Iterator[CourtDate]:
    """The clocks that ask for something: each that runs, and of those that are late the first, with how many more.

    Of versions that disagree each clock asks once, for the earliest day that one of them makes.
    """
    late: list[CourtDate] = []
    for one in sorted(_asking(session, standing), key=lambda one: one.day):
        if one.day >= today:
            yield one
        else:
            late.append(one)
    more = len(late) - _MOST_LATE
    for one in late[:_MOST_LATE]:
        yield replace(one, words=f"{one.words}, and {more} more") if more > 0 else one


def _asking(session: Session, standing: Sequence[CaseInCourt | HearingInCourt]) -> Iterator[CourtDate]:
    """The dates that the clocks of one record ask for, in one line each."""
    owners = session.product.victims_code.owner_words
    asked: dict[tuple[str, str, str], list[CourtDate]] = {}
    for version in standing:
        for day, reading in asking(version.readings):
            if reading.clock.id != _ASKED_WITH_HEARING:
                words = f"{label_of_clock(reading)} ({owners[reading.clock.owed_by]})"
                which = (reading.clock.id, reading.beginning.event, reading.beginning.place)
                asked.setdefault(which, []).append(CourtDate(day, words, version.entry))
    for dates in asked.values():
        first = min(dates, key=lambda one: one.day)
        agreed = len(dates) == len(standing) and len({(one.day, one.words) for one in dates}) == 1
        yield first if agreed else replace(first, words=f"{first.words} ({DISAGREE})")
