"""The days of a unit's year: which are worked, which are quiet, and when referrals come in."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

from hru_advocate.clock import ZONE
from hru_advocate.domain.services.bank_holidays import BankHolidays

_DAY: Final = timedelta(days=1)
_QUIET_FROM: Final = (12, 22)
_QUIET_UNTIL: Final = (1, 2)
_SUMMER: Final = 8
_BY_WEEKDAY: Final = (1.4, 1.1, 1.0, 0.9, 0.8)
"""Referrals a weekday brings, Monday first: the weekend comes in with it."""


class UnitCalendar:
    """Says which days are worked."""

    def __init__(self, holidays: BankHolidays) -> None:
        self._holidays = holidays

    def quiet(self, day: date) -> bool:
        """Say whether next to nothing is done on a day: a weekend, a bank holiday, the days of Christmas."""
        place = (day.month, day.day)
        return day.weekday() > 4 or place >= _QUIET_FROM or place < _QUIET_UNTIL or day in self._holidays

    def worked(self, day: date) -> date:
        """The same day, or the next that is worked."""
        while self.quiet(day):
            day += _DAY
        return day

    def worked_before(self, day: date) -> date:
        """The same day, or the last before it that was worked."""
        while self.quiet(day):
            day -= _DAY
        return day

    def referrals(self, rng: random.Random, first: date, last: date, number: int) -> Iterator[datetime]:
        """The moments of so many referrals from one day to another, in order; more of them as the unit is known."""
        days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
        days = [day for day in days if not self.quiet(day)] or [self.worked_before(last)]
        weights = [self._weight(day, place / len(days)) for place, day in enumerate(days)]
        for day in sorted(rng.choices(days, weights, k=number)):
            yield datetime.combine(day, time(rng.randint(9, 16), rng.randrange(0, 60, 5)), ZONE)

    def _weight(self, day: date, passed: float) -> float:
        return _BY_WEEKDAY[day.weekday()] * (0.8 if day.month == _SUMMER else 1.0) * (0.8 + 0.4 * passed)
