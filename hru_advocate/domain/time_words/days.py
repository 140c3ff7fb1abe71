"""Words that mean days, those that lean on other days among them: the Monday after Easter, the week of 3 March."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from hru_advocate.domain.time_words.dates import DATES
from hru_advocate.domain.time_words.frame import Days, Frame, one_day
from hru_advocate.domain.time_words.periods import PERIODS
from hru_advocate.domain.time_words.pieces import (
    NAME,
    THE,
    WEEKDAY,
    Parts,
    found_by,
    further,
    int_of,
    ways,
    within,
)

_BASE: Final = rf"(?P<base>(?:{NAME})(?: y\d+)?|(?:the )?[noz]\d+(?: of)? m\d+(?: y\d+)?|d[\d-]+)"


def _beside(found: Parts, frame: Frame) -> Days | None:
    """The day before Christmas Eve, two days after 3 March, the Monday after Easter, the week before 4 May."""
    base = _whole(found["base"], frame)
    if base is None:
        return None
    sign = -1 if found["side"] == "before" else 1
    edge = base.first if sign < 0 else base.last
    if found["weekday"]:
        off = ((edge.weekday() - int_of(found, "weekday")) * -sign) % 7 or 7
        return one_day(edge + timedelta(days=sign * off))
    if found["unit"] == "week" and not found["least"]:
        first, last = sorted((edge + timedelta(days=sign * 7), edge + timedelta(days=sign)))
        return Days(first, last)
    day = further(edge, sign * int(found["least"] or 1), found["unit"])
    return one_day(day)


def _week_of(found: Parts, frame: Frame) -> Days | None:
    base = _whole(found["base"], frame)
    if base is None or not base.single:
        return None
    begins = found["how"] in ("commencing", "beginning", "starting")
    if found["base"].split()[-1][0] == "o" and begins and base.first.weekday():
        return None  # a slip, or the 14th of another month
    first = base.first - timedelta(days=6 if found["how"] == "ending" else 0 if begins else base.first.weekday())
    return within(Days(first, first + timedelta(days=6)), frame)


_BESIDE: Final = ways(
    (
        rf"{THE}(?:{WEEKDAY}|(?:n(?P<least>\d+) )?(?P<unit>day|week|month)) (?P<side>before|after) {_BASE}",
        _beside,
    ),
    (rf"(?:in )?(?:the )?week (?P<how>of|commencing|beginning|starting|ending) {_BASE}", _week_of),
    (r"(?:in )?(?:the )?week (?P<how>of|commencing|beginning|starting|ending) (?P<base>(?:the )?o\d+)", _week_of),
)


def days_at(symbols: str, frame: Frame) -> Iterator[tuple[int, Days]]:
    """Each reading of days at the beginning of some symbols, with its length."""
    return found_by((*DATES, *PERIODS, *_BESIDE), symbols, frame)


def _whole(symbols: str, frame: Frame) -> Days | None:
    """The days that the whole of some symbols mean."""
    found = found_by((*DATES, *PERIODS), symbols, frame)
    return next((days for length, days in found if length == len(symbols)), None)
