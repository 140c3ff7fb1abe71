"""Counting days as clocks of the law do: working days of England and Wales, days of the calendar, months, years.

A day is a day of the wall calendar: an event in the evening, at a weekend or on a bank holiday belongs to its own
day, and the first day counted is the next one that counts. No hour is counted, so a change of the clocks moves nothing.
"""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta
from typing import Final

from hru_advocate.domain.services.bank_holidays import BankHolidays

_SATURDAY: Final = 5
_WEEK: Final = 7
_DAY: Final = timedelta(days=1)


def is_working(day: date, holidays: Container[date]) -> bool:
    """Say whether a day is neither at a weekend nor a bank holiday."""
    return day.weekday() < _SATURDAY and day not in holidays


def working_days_after(start: date, count: int, holidays: Container[date]) -> date:
    """The last of ``count`` working days after a day, which itself is never counted; no day stays where it is."""
    day = start
    while count > 0:
        day += _DAY
        count -= is_working(day, holidays)
    return day


def working_days_between(start: date, end: date, holidays: Container[date]) -> int:
    """Count the working days after ``start``, up to and including ``end``; none where it does not lie ahead.

    Weekdays are counted by whole weeks, so that a day of another century keeps nobody waiting.
    """
    if end <= start:
        return 0
    weeks, rest = divmod((end - start).days, _WEEK)
    weekdays = weeks * _SATURDAY + sum(
        (start + timedelta(days=gap)).weekday() < _SATURDAY for gap in range(1, rest + 1)
    )
    return weekdays - sum(day.weekday() < _SATURDAY for day in _off(start + _DAY, end, holidays))


def _off(first: date, last: date, holidays: Container[date]) -> list[date]:
    if isinstance(holidays, BankHolidays):
        return holidays.between(first, last)
    days = (first + timedelta(days=gap) for gap in range((last - first).days + 1))
    return [day for day in days if day in holidays]
