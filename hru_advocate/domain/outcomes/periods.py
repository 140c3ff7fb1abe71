"""The periods figures may be told for: quarters and years that have ended, so that no two differ by days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from hru_advocate.domain.moments import month_in_words

QUARTERS: Final = 4
_MONTHS: Final = 3


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A calendar year, or one quarter of it (1 to 4); ``quarter`` 0 is the whole year."""

    year: int
    quarter: int = 0

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, 1 + _MONTHS * (self.quarter - 1) if self.quarter else 1, 1)

    @property
    def last(self) -> date:
        """The last day."""
        if self.quarter in (0, QUARTERS):
            return date(self.year, 12, 31)
        return date(self.year, 1 + _MONTHS * self.quarter, 1) - timedelta(days=1)

    @property
    def words(self) -> str:
        """The period as it is called: 2025, or July to September 2025."""
        if not self.quarter:
            return str(self.year)
        return f"{month_in_words(self.first)} to {month_in_words(self.last)} {self.year}"


def quarter_of(day: date) -> int:
    """The quarter a day lies in, 1 to 4."""
    return (day.month - 1) // _MONTHS + 1


def period_between(first: date, last: date) -> Period | None:
    """The period that begins and ends on these very days, or ``None``."""
    for found in (Period(first.year), Period(first.year, quarter_of(first))):
        if (found.first, found.last) == (first, last):
            return found
    return None


def ended(period: Period, today: date) -> bool:
    """True once its last day is over."""
    return period.last < today


def periods_ended(since: date, today: date) -> tuple[Period, ...]:
    """Every quarter and year that ended on or after ``since``; the newest first, a year before its quarters."""
    found = [
        period
        for year in range(today.year, since.year - 1, -1)
        for period in (Period(year), *(Period(year, quarter) for quarter in range(QUARTERS, 0, -1)))
    ]
    return tuple(period for period in found if ended(period, today) and period.last >= since)
