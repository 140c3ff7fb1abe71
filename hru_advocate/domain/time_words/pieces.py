"""The pieces that patterns of words about days are made of, and how what they found is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from hru_advocate.domain.time_words.frame import FIRST_YEAR, LAST_YEAR, Days, Frame, month_of, months_on
from hru_advocate.domain.time_words.named_days import NAMED


class Parts(dict[str, str]):
    """The finds of a pattern, by the name of each part; "" for what is not there."""

    def __missing__(self, part: str) -> str:
        return ""


Reads = Callable[[Parts, Frame], Days | None]

YEAR: Final = r"(?P<year>[ysnzv]\d+|(?:last|this|next) year)"
MONTH: Final = r"m(?P<month>\d+)"
DAY: Final = r"(?:the )?[noz](?P<day>\d+)(?: day)?"
WEEKDAY: Final = r"w(?P<weekday>\d)"
COUNT: Final = (
    r"(?P<about>about )?(?:n(?P<least>\d+)(?: (?:or|to) n(?P<most>\d+))?"
    r"|(?P<some>(?:a )?couple(?: of)?|(?:a )?few|several|a|an))"
)
UNIT: Final = r"(?P<unit>day|week|fortnight|month|year)"
WHICH: Final = r"(?P<which>last|this|next)"
_SOME: Final = {"couple": (2, 2), "few": (2, 5), "several": (3, 8), "a": (1, 1), "an": (1, 1)}
THE: Final = r"(?:on )?(?:the )?"
OF_MONTH: Final = rf"(?:{MONTH}(?:(?: of)?(?: ,)? {YEAR})?|(?P<own>the|this|last|next) month)"
"""A month of its own: October, October 2025, last month; of *the* month."""
NAME: Final = "|".join(sorted(NAMED, key=len, reverse=True))
STEP: Final = {"last": -1, "this": 0, "next": 1}


PhraseReader = tuple[re.Pattern[str], Reads]


def ways(*pairs: tuple[str, Reads]) -> tuple[PhraseReader, ...]:
    """Patterns of whole symbols with what reads them."""
    return tuple((re.compile(rf"(?:{pattern})(?= |$)"), reads) for pattern, reads in pairs)


def found_by(ways: Iterable[PhraseReader], symbols: str, frame: Frame) -> Iterator[tuple[int, Days]]:
    """Each reading of days at the beginning of some symbols, with its length."""
    for pattern, reads in ways:
        if (found := pattern.match(symbols)) is not None:
            try:
                days = reads(Parts({name: text or "" for name, text in found.groupdict().items()}), frame)
            except (ValueError, OverflowError):  # beyond any calendar
                days = None
            if days is not None:
                yield found.end(), days


def int_of(found: Parts, part: str) -> int:
    return int(found[part])


def year_of(found: Parts, frame: Frame) -> int | None:
    """The year that words state, ``None`` when they cannot: ``14 March 9`` is no year, but perhaps an hour."""
    year = _year_said(found["year"], frame)
    return year if year is not None and FIRST_YEAR <= year <= LAST_YEAR else None


def _year_said(said: str, frame: Frame) -> int | None:
    if said.endswith("year"):
        return frame.today.year + {"last": -1, "this": 0, "next": 1}[said.split(maxsplit=1)[0]]
    figures = said[1:]
    if said[0] == "y":
        return int(figures)
    if said[0] == "v":  # 27/11 1930 is half past seven, and a year only of a birth
        return int(figures) if frame.born else None
    if len(figures) != 2 or (said[0] == "n" and int(figures) <= 12 and not frame.born):
        return None
    return frame.year_of(int(figures))


def nearest(found: Iterator[date | None], frame: Frame) -> date | None:
    """The nearest of some days on the side that is asked for."""
    days = [day for day in found if day is not None and frame.holds(day)]
    return (min if frame.ahead else max)(days, default=None)


def years_around(frame: Frame) -> range:
    """The years a day without one may lie in; a leap day can be eight years away."""
    return range(frame.today.year - 8, frame.today.year + 9)


def months_meant(found: Parts, frame: Frame) -> Iterator[tuple[date, date]]:
    """The first and last day of each month that ``OF_MONTH`` can mean, the likeliest first."""
    side = 1 if frame.ahead else -1
    if own := found["own"]:
        month = frame.today.month + STEP.get(own, 0)
        yield month_of(frame.today.year, month)
        if own == "the":  # the first of the month, with only what is left of this one ahead, is that of the next
            yield month_of(frame.today.year, month + side)
    elif found["year"]:
        year = year_of(found, frame)
        if year is not None:
            yield month_of(year, int_of(found, "month"))
    else:
        for years in range(9):
            yield month_of(frame.today.year + years * side, int_of(found, "month"))


def dated(day: date | None) -> Days | None:
    """A day whose year is said."""
    return Days(day, day, "dated") if day else None


def nearest_date(days: Iterator[date | None], frame: Frame) -> Days | None:
    day = nearest(days, frame)
    return Days(day, day, "date") if day else None


def count_of(found: Parts) -> tuple[int, int]:
    """The least and the most that a number, or *a few*, means."""
    if found["some"]:
        word = next(part for part in found["some"].split()[::-1] if part in _SOME)
        return _SOME[word]
    least = int_of(found, "least")
    return least, int(found["most"] or least)


def further(day: date, count: int, unit: str) -> date | None:
    """The day so many days, weeks, months or years on; ``None`` beyond the calendar."""
    try:
        if unit in ("month", "year"):
            return months_on(day, count * (12 if unit == "year" else 1))
        return day + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    except (ValueError, OverflowError):
        return None


def part_of(days: Days, part: str) -> Days:
    """The early, middle or late part of some days."""
    if not part:
        return days
    third = ((days.last - days.first).days + 1) // 3
    name = part.split(maxsplit=1)[0]
    if name in ("early", "start", "earlier"):
        return Days(days.first, days.first + timedelta(days=max(third - 1, 0)))
    if name == "mid":
        return Days(days.first + timedelta(days=third), days.last - timedelta(days=third))
    return Days(days.last - timedelta(days=max(third, 1) - 1), days.last)


def within(days: Days, frame: Frame) -> Days | None:
    """The part of a long span that lies on the side that is asked for, ``None`` when nothing of it does."""
    first = max(days.first, frame.today) if frame.ahead else days.first
    last = days.last if frame.ahead else min(days.last, frame.today)
    return Days(first, last, rest=(first, last) != (days.first, days.last)) if first <= last else None
