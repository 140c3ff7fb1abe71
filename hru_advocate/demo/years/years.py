"""Makes the years: every entry in the order of time, all in one step or nothing, with word of how far it has come."""

from __future__ import annotations

import heapq
import random
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Final

from hru_advocate.casework.closing.erasing import finish
from hru_advocate.casework.session import Session
from hru_advocate.demo.filling import StoryClock
from hru_advocate.demo.stories import StoryBook
from hru_advocate.demo.years import unit_life
from hru_advocate.demo.years.batch_saving import BatchSaving, CaseInYears
from hru_advocate.demo.years.case_course import CaseCourse, CourseStep, SharedByCourses
from hru_advocate.demo.years.retold import ToldBefore
from hru_advocate.demo.years.unit_calendar import UnitCalendar
from hru_advocate.demo.years.year_book import read_year_book
from hru_advocate.demo.years.year_cases import YearCases
from hru_advocate.domain.moments import month_in_words

_AUTHORS: Final = ("Robin Ashby", "Morgan Hale")
_A_YEAR: Final = 365.25
_REFERRALS_A_YEAR: Final = 300
_ENTRIES_A_REFERRAL: Final = 67
"""About how many entries a referral comes to, over all; only to say how much is still to come."""
_WRITTEN_LATER: Final = timedelta(minutes=12)
_SECONDS: Final = 1.0
"""The seconds between two words of how far it has come."""


@dataclass(frozen=True, slots=True)
class SoFar:
    """The way it has come: the day of the years, the entries until now of about how many, the seconds left, about."""

    day: str
    entries: int
    about: int
    seconds_left: float


@dataclass(frozen=True, slots=True)
class MadeYears:
    """All that was made: the entries by form, how many together, in how many seconds."""

    written: Mapping[str, int]
    entries: int
    seconds: float


@dataclass
class PassingYears:
    """Tells what is to happen next, in the order of time, and moves the clock of the story with it."""

    clock: StoryClock
    today: datetime
    _coming: list[tuple[datetime, int, CourseStep]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=count)

    def at(self, moment: datetime, act: CourseStep) -> None:
        """Have something happen at a moment, unless that lies ahead of today."""
        if moment <= self.today:
            heapq.heappush(self._coming, (moment, next(self._numbers), act))

    def run(self) -> Iterator[datetime]:
        """Let everything happen; gives the moment after each step."""
        while self._coming:
            moment, _number, act = heapq.heappop(self._coming)
            self.clock.moment = max(self.clock.moment, min(moment + _WRITTEN_LATER, self.today))
            act()
            yield moment


def fill_years(session: Session, years: float, seed: int, *, tell: Callable[[SoFar], None] | None = None) -> MadeYears:
    """Make that many years of a unit of two advocates, ending today, and save every entry at its moment.

    The same seed and day tell the same years. It is one step: where it is interrupted, nothing of it is in the vault.
    ``tell`` hears about once a second how far it has come.

    Raises:
        DiskFull, DiskFailed, FileInUse: nothing was saved.
    """
    began, today = time.monotonic(), session.now()
    first = today - timedelta(days=years * _A_YEAR)
    with session.vault.write():
        session.note_event("made_up_years", {"years": str(years), "seed": seed})
        clock = StoryClock(first.replace(hour=8, minute=0, second=0, microsecond=0))
        teller = replace(session, clock=clock, seen=set())
        road = BatchSaving(teller)
        passing = _begun(road, first, referrals_of(years), seed, passing=PassingYears(clock, today))
        following = _Following(began, first, today, entries_of(years))
        for moment in passing.run():
            following.hear(moment, sum(road.written.values()), tell)
        road.catch_up()
    finish(session)
    session.vault.checkpoint()
    return MadeYears(dict(road.written), sum(road.written.values()), time.monotonic() - began)


def referrals_of(years: float) -> int:
    """The number of referrals in so many years."""
    return max(round(years * _REFERRALS_A_YEAR), 1)


def entries_of(years: float) -> int:
    """About how many entries so many years come to."""
    return referrals_of(years) * _ENTRIES_A_REFERRAL


def _begun(road: BatchSaving, first: datetime, referrals: int, seed: int, *, passing: PassingYears) -> PassingYears:
    """The years with their first steps: the unit's people, its questions, and the first referral."""
    today = passing.today
    product = road.session.product
    calendar, book = UnitCalendar(product.bank_holidays), StoryBook(product.folder / "demo")
    words = read_year_book(road.session)
    shared = SharedByCourses(road, book, words, ToldBefore(), passing.at, today)
    cases = YearCases(book, words, calendar, seed, today)
    rng = random.Random(f"unit {seed}")  # noqa: S311 - made-up people, no secret
    passing.at(first, lambda: unit_life.begin_unit(road))
    for moment in unit_life.consultation_moments(calendar, rng, first.date(), today.date()):
        passing.at(moment, lambda: unit_life.consult(road, rng))
    moments = cases.moments(first.date(), referrals)

    def refer(start: datetime | None) -> None:
        """One referral after the other, so that no more of the years is held than happens at a time."""
        if start is None:
            return

        def begin() -> None:
            case = cases.draw(start, _AUTHORS)
            CaseCourse(shared, case, CaseInYears(author=case.author)).begin()
            refer(next(moments, None))

        passing.at(start, begin)

    refer(next(moments, None))
    return passing


@dataclass
class _Following:
    """Says now and then how far it has come."""

    began: float
    first: datetime
    today: datetime
    about: int
    said: float = 0.0

    def hear(self, moment: datetime, entries: int, tell: Callable[[SoFar], None] | None) -> None:
        """Say how far it has come, where the last word is a second old."""
        now = time.monotonic()
        if tell is None or now - self.said < _SECONDS:
            return
        self.said = now
        passed = (moment - self.first) / (self.today - self.first)
        left = (now - self.began) * (1 - passed) / max(passed, 0.002)
        tell(SoFar(f"{month_in_words(moment.date())} {moment.year}", entries, max(self.about, entries), left))
