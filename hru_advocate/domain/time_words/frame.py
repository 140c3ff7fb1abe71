"""The moment at which words are told, and what they are asked for: it decides which Friday is meant."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final, Literal

FIRST_YEAR: Final = 1850
LAST_YEAR: Final = 2200
DAY: Final = 24 * 60
"""Minutes of a day."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The local time at which words are told, and whether what is behind, ahead, or a birth is asked for."""

    now: datetime
    ahead: bool = False
    born: bool = False

    @property
    def today(self) -> date:
        """The day the words are told on."""
        return self.now.date()

    def holds(self, day: date) -> bool:
        """Say whether a day lies where it is asked for; today does both ways."""
        return day >= self.today if self.ahead else day <= self.today

    def year_of(self, figures: int) -> int:
        """The year two figures mean: the nearest one; for a birth the latest that is not to come."""
        years = [century + figures for century in range(1800, 2300, 100)]
        if self.born:
            return max(year for year in years if year <= self.today.year)
        return min(years, key=lambda year: abs(year - self.today.year))


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day some words mean.

    ``sort`` says by what: a weekday can be a week earlier or later; a date was said without its year, or is ``dated``,
    year and all, and lies where it lies.
    """

    first: date
    last: date
    sort: Literal["dated", "date", "weekday", "told"] = "told"
    or_else: Literal["", "hour", "year"] = ""
    """Another thing the figure may be that was read as the day."""
    rest: bool = False
    """A longer time was named, and these are left or gone by of it: on the 30th one day of November is."""

    @property
    def single(self) -> bool:
        """Say whether it is one day."""
        return self.first == self.last

    def moved(self, days: int) -> Days:
        """The same so many days later."""
        return replace(self, first=self.first + timedelta(days=days), last=self.last + timedelta(days=days))


def one_day(day: date | None) -> Days | None:
    """A single day, if there is one."""
    return Days(day, day) if day else None


def day_at(year: int, month: int, day: int) -> date | None:
    """A day somebody can mean; ``None`` where the calendar has none, and in a year far from any life."""
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def month_of(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month; months beyond twelve lie in the next years, below one in those before."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def months_on(day: date, months: int) -> date:
    """The same day so many months on; the last of the month where it has no such day."""
    first, last = month_of(day.year, day.month + months)
    return min(first + timedelta(days=day.day - 1), last)
