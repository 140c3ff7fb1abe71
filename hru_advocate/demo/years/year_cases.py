"""Chooses the case behind each referral of the years: its story, its people, how long it lasts, how it ends."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from msgspec import structs

from hru_advocate.demo.cast import cast
from hru_advocate.demo.contacts import Pace
from hru_advocate.demo.stories import Story, StoryBook
from hru_advocate.demo.years.unit_calendar import UnitCalendar
from hru_advocate.demo.years.year_book import YearBook
from hru_advocate.demo.years.year_telling import ManyNames, YearTelling

Ending = Literal["closed", "not_taken_on", "entered_in_error", "open"]
"""A case's state at the end of the years."""

_AREAS: Final = ("warrington", "halton", "cheshire_east", "cheshire_east", "cheshire_west_and_chester")
_PACES: Final[tuple[Pace, ...]] = ("ahead", "over", "today", "ahead", "ahead", "ahead", "ahead")
_WEEKS: Final = (19.0, 0.45)
"""The middle number of weeks a case lasts, and how far it spreads."""
_SHORTEST, _LONGEST = 5.0, 70.0
_DECIDING: Final = timedelta(days=4)
_IN_ERROR: Final = 0.01
_ADVISED: Final = 0.6


@dataclass(frozen=True, slots=True)
class YearCase:
    """One case: its telling, its pace, how it ends and when; ``author`` is whose it is."""

    telling: YearTelling
    ending: Ending
    pace: Pace
    author: str

    @property
    def rng(self) -> random.Random:
        """The lot of this case."""
        return self.telling.rng


class YearCases:
    """Draws the cases in the order their referrals come; the same seed and day draw the same."""

    def __init__(self, book: StoryBook, words: YearBook, calendar: UnitCalendar, seed: int, now: datetime) -> None:
        self._rng = random.Random(f"years {seed}")  # noqa: S311 - made-up people, no secret
        self._names = ManyNames(book.people, self._rng)
        self._words, self._calendar, self._now = words, calendar, now
        self._local = book.people.local
        self._taken = [one for one in book.stories if one.referral.decision == "accept"]
        self._others = [one for one in book.stories if one.referral.decision in ("advise", "decline")]
        self._turns: dict[str, int] = {}
        self._deck = self._drawn()
        self._number = 0

    def moments(self, first: date, number: int) -> Iterator[datetime]:
        """The moments at which referrals come in."""
        last = self._calendar.worked_before(self._now.date() - timedelta(days=1))
        return self._calendar.referrals(self._rng, first, last, number)

    def draw(self, start: datetime, authors: tuple[str, ...]) -> YearCase:
        """The case of the next referral: every other one is taken on."""
        self._number += 1
        author = authors[self._number // 2 % len(authors)]
        if self._now - start < _DECIDING:
            return self._case(_not_yet(next(self._deck)), start, self._now, "open", author)
        if self._number % 2:
            middle, spread = _WEEKS
            weeks = min(max(self._rng.lognormvariate(math.log(middle), spread), _SHORTEST), _LONGEST)
            return self._case(next(self._deck), start, start + timedelta(weeks=weeks), "closed", author)
        story = self._not_taken()
        in_error = self._rng.random() < _IN_ERROR
        weeks = self._rng.uniform(1.5, 5.0)
        ending: Ending = "entered_in_error" if in_error else "not_taken_on"
        return self._case(story, start, start + timedelta(weeks=weeks), ending, author)

    def _drawn(self) -> Iterator[Story]:
        while True:
            deck = [*self._taken]
            self._rng.shuffle(deck)
            yield from deck

    def _not_taken(self) -> Story:
        """A story that was not taken on: told so, or one that was only advised on."""
        if self._rng.random() < 0.2:
            return self._rng.choice(self._others)
        advised = self._rng.random() < _ADVISED
        reasons = self._words.reasons.advise if advised else self._words.reasons.decline
        referral = structs.replace(
            next(self._deck).referral, decision="advise" if advised else "decline", because=reasons, value=""
        )
        return _only_heard(next(one for one in self._taken if one.referral.account == referral.account), referral)

    def _case(self, story: Story, start: datetime, end: datetime, ending: Ending, author: str) -> YearCase:
        turn = self._turns.setdefault(story.id, self._rng.randint(0, 3))
        self._turns[story.id] += 1
        rng = random.Random(self._rng.getrandbits(64))  # noqa: S311 - as above
        now = min(end, self._now)
        one = YearTelling(
            story, self._names, rng, turn, start=start, last=now, now=now, words={}, calendar=self._calendar
        )
        pace: Pace = rng.choice(_PACES)
        going_on = end >= self._now and ending != "entered_in_error"
        quiet = {"over": rng.randint(8, 15), "today": rng.randint(4, 8), "ahead": rng.randint(1, 7)}[pace]
        last = now - timedelta(days=quiet if going_on else rng.randint(3, 12))
        one.last = one.working(max(last, start + (now - start) * 0.6))
        if one.last <= start:
            one.last = start + timedelta(hours=1)
        area = story.referral.area or self._rng.choice(_AREAS)
        local = self._local[area if area in self._local else _AREAS[0]]
        one.words |= {"area": area, **{f"local_{name}": found for name, found in local.items()}}
        cast(one)
        return YearCase(one, "open" if going_on else ending, pace, author)


def _only_heard(story: Story, referral: object) -> Story:
    """A story as far as it is heard when it is not taken on: the referral, and a contact or two about it."""
    about = [event for event in story.events if event.who != "victim"][:2]
    return structs.replace(
        story,
        referral=referral,
        events=tuple(about),
        people=story.people,
        situation=None,
        risk=None,
        later=None,
        wish=None,
        needs=(),
        judged=(),
        plan=None,
        signpost=(),
        incidents=(),
    )


def _not_yet(story: Story) -> Story:
    """A story whose referral waits for its decision."""
    return _only_heard(story, structs.replace(story.referral, decision="pending", value="", because=""))
