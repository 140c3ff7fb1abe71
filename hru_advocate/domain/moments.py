"""Times as people say them: kept as told, with a normal form beside it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Final, Literal

import msgspec

TimeDirection = Literal["past", "future"]

_MONTHS: Final = ("january february march april may june july august september october november december").split()
_DAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
_NUMBERS: Final = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
} | {"a": 1, "an": 1, "couple": 2, "few": 3}
_FIRST_YEAR: Final = 1850
_LAST_YEAR: Final = 2200
_VAGUE: Final = re.compile(
    r"\b(about|around|approx\w*|roughly|maybe|perhaps|early|late|or so|ish|some ?time|i think)\b|ish\b|~"
)
_PARTS: Final = {
    "early hours": (0, 5),
    "morning": (6, 12),
    "lunchtime": (12, 14),
    "afternoon": (12, 18),
    "evening": (17, 22),
    "night": (20, 24),
}


class Moment(msgspec.Struct, frozen=True, omit_defaults=True):
    """A time as told, with its normal form.

    ``start`` and ``end`` are ISO local times without zone (``2026-11-17T03:00``) or dates, ``None`` when
    the words could not be placed; ``exact`` is true only for a stated day and clock time.
    """

    told: str
    start: str | None = None
    end: str | None = None
    exact: bool = False

    @property
    def sort(self) -> str:
        """A text that sorts by time; empty when the words could not be placed."""
        return self.start or ""

    @property
    def day(self) -> date | None:
        """The first day it may have been."""
        return date.fromisoformat(self.start[:10]) if self.start else None


def read_moment(text: str, now: datetime, direction: TimeDirection = "past") -> Moment:
    """Place words about time as well as they allow; never fails, the words are always kept.

    Weekdays and bare dates without a year are taken in ``direction`` from ``now``.
    """
    told = " ".join(text.split())
    plain = told.lower().replace(",", " ").replace("  ", " ")
    span = _days(plain, now, direction)
    clock, rest_vague = _clock(plain), bool(_VAGUE.search(plain))
    if span is None and clock is not None and not re.search(r"[a-z]{3,}", _without_clock(plain)):
        span = (now.date(), now.date())
    if span is None:
        return Moment(told)
    first, last = span
    if clock is not None and first == last:
        begin = datetime.combine(first, clock)
        exact = not rest_vague
        end = begin if exact else begin + timedelta(hours=1)
        return Moment(told, begin.isoformat(timespec="minutes"), end.isoformat(timespec="minutes"), exact)
    part = next((hours for word, hours in _PARTS.items() if word in plain), None)
    if part and first == last:
        begin = datetime.combine(first, time(part[0]))
        end = datetime.combine(first, time()) + timedelta(hours=part[1])
        return Moment(told, begin.isoformat(timespec="minutes"), end.isoformat(timespec="minutes"))
    return Moment(told, first.isoformat(), last.isoformat())


def _clock(plain: str) -> time | None:
    """Find a clock time: 15:30, 3.30pm, 3 am, noon, midnight."""
    if "noon" in re.findall(r"\bnoon\b|\bmidday\b", plain) or "midday" in plain:
        return time(12)
    if "midnight" in plain:
        return time(0)
    found = re.search(r"\b(\d{1,2})(?:[:.](\d{2}))?\s*(a\.?m\b|p\.?m\b)", plain)
    if found and 1 <= int(found[1]) <= 12:
        hour = int(found[1]) % 12 + (12 if found[3].startswith("p") else 0)
        return _time(hour, int(found[2] or 0))
    found = re.search(r"(?:\b|t)(\d{1,2}):(\d{2})\b", plain)
    return _time(int(found[1]), int(found[2])) if found else None


def _time(hour: int, minute: int) -> time | None:
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _without_clock(plain: str) -> str:
    plain = re.sub(r"\b\d{1,2}([:.]\d{2})?\s*(a\.?m|p\.?m)?\b", " ", plain)
    return re.sub(r"\b(about|around|at|noon|midday|midnight|o'?clock)\b", " ", plain)


def _days(plain: str, now: datetime, direction: TimeDirection) -> tuple[date, date] | None:
    """The first and last day the words may mean."""
    today = now.date()
    for finder in (_iso_day, _written_day):
        if (day := finder(plain, today, direction)) is not None:
            return day, day
    return _relative(plain, today) or _weekday(plain, today, direction) or _month(plain, today, direction)


def _iso_day(plain: str, _today: date, _direction: TimeDirection) -> date | None:
    found = re.search(r"\b(\d{4})-(\d{2})-(\d{2})(?=\b|t)", plain)
    if found:
        return _date(int(found[1]), int(found[2]), int(found[3]))
    found = re.search(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})\b", plain)
    if not found:
        return None
    year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
    return _date(year, int(found[2]), int(found[1]))


def _written_day(plain: str, today: date, direction: TimeDirection) -> date | None:
    found = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?\s+([a-z]{3,9})\.?(?:\s+(\d{4}))?\b", plain)
    month = _month_number(found[2]) if found else None
    if not found or month is None:
        return None
    if found[3]:
        return _date(int(found[3]), month, int(found[1]))
    day = _date(today.year, month, int(found[1]))
    if day and direction == "past" and day > today:
        return _date(today.year - 1, month, int(found[1]))
    if day and direction == "future" and day < today:
        return _date(today.year + 1, month, int(found[1]))
    return day


def _relative(plain: str, today: date) -> tuple[date, date] | None:
    """Place yesterday, last night, two weeks ago, last month and their like."""
    fixed = {
        "day before yesterday": -2,
        "yesterday": -1,
        "last night": -1,
        "tomorrow": 1,
        "today": 0,
        "tonight": 0,
        "this morning": 0,
        "this afternoon": 0,
        "this evening": 0,
        "just now": 0,
    }
    for words, days in fixed.items():
        if words in plain:
            day = today + timedelta(days=days)
            return day, day
    found = re.search(r"\b(\d{1,3}|[a-z]+)\s+(?:of\s+)?(day|week|month|year)s?\s+ago\b", plain)
    if found:
        count = int(found[1]) if found[1].isdigit() else _NUMBERS.get(found[1])
        return None if count is None else _ago(count, found[2], today)
    if re.search(r"\blast week\b", plain):
        monday = today - timedelta(days=today.weekday() + 7)
        return monday, monday + timedelta(days=6)
    if re.search(r"\blast month\b", plain):
        last = today.replace(day=1) - timedelta(days=1)
        return last.replace(day=1), last
    if re.search(r"\blast year\b", plain):
        return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    return None


def _ago(count: int, unit: str, today: date) -> tuple[date, date]:
    length = {"day": 1, "week": 7, "month": 30, "year": 365}[unit]
    middle = today - timedelta(days=count * length)
    slack = timedelta(days=length // 4)
    return middle - slack, min(middle + slack, today)


def _weekday(plain: str, today: date, direction: TimeDirection) -> tuple[date, date] | None:
    found = re.search(r"\b(" + "|".join(f"{day[:3]}(?:{day[3:]})?" for day in _DAYS) + r"|tues|weds|thurs)\b", plain)
    if not found:
        return None
    wanted = next(index for index, day in enumerate(_DAYS) if day.startswith(found[1][:3]))
    if direction == "past":
        day = today - timedelta(days=(today.weekday() - wanted) % 7 or (7 if "last" in plain else 0))
    else:
        day = today + timedelta(days=(wanted - today.weekday()) % 7 or 7)
    return day, day


def _month(plain: str, today: date, direction: TimeDirection) -> tuple[date, date] | None:
    """A month with or without a year, or a year alone."""
    found = re.search(r"\b([a-z]{3,9})\s+(\d{4})\b", plain)
    month, year = (_month_number(found[1]), int(found[2])) if found else (None, 0)
    if month is None:
        month = next((number for word in plain.split() if len(word) > 2 and (number := _month_number(word))), None)
        year = today.year
        if month and direction == "past" and month > today.month:
            year -= 1
    if month and (first := _date(year, month, 1)):
        return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    found = re.fullmatch(r"(?:in\s+)?((?:19|20)\d{2})", plain.strip())
    return (date(int(found[1]), 1, 1), date(int(found[1]), 12, 31)) if found else None


def _month_number(word: str) -> int | None:
    short = {"sept": "september"}.get(word, word)
    return next(
        (number for number, month in enumerate(_MONTHS, start=1) if short in (month, month[:3])),
        None,
    )


def _date(year: int, month: int, day: int) -> date | None:
    """A day somebody can mean; a year far from any life is a slip, and the words stay as they are."""
    try:
        return date(year, month, day) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def day_in_words(day: date, *, weekday: bool = False) -> str:
    """A date as people read it: 3 Nov 2026, or Tue 3 Nov 2026."""
    return f"{day:%a} {day.day} {day:%b %Y}" if weekday else f"{day.day} {day:%b %Y}"


def moment_in_words(moment: Moment) -> str:
    """The words as told, with the normal form beside them where it adds something."""
    if moment.day is None or moment.start is None:
        return moment.told
    if moment.exact:
        return f"{day_in_words(moment.day)}, {moment.start[11:16]}"
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", moment.told):
        return day_in_words(moment.day)
    until_midnight = (moment.end or "").endswith("T00:00")  # "last night" is one day, though it ends with the next
    if moment.end and moment.end[:10] != moment.start[:10] and not until_midnight:
        return moment.told
    return f"{moment.told} ({day_in_words(moment.day)})" if day_in_words(moment.day) not in moment.told else moment.told
