"""Hours of a service as its listing states them, and what they mean at one moment.

Times are 24-hour wall-clock times in England. A weekday nobody stated is *not known*, never closed:
a blank sends nobody away, and it lets nobody count on an answer either.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Literal

import msgspec

Spans = tuple[tuple[int, int], ...]
OpenState = Literal["open", "closed", "not known"]
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_DAY_NAMES = dict(zip(DAYS, ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), strict=True))
_WHOLE_DAY = ((0, 1440),)
_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")
_AS_WEEKDAY = "open every day"
_HORIZON = 15
"""Days to look ahead for an opening: two weeks and today hold every weekly pattern, even around Christmas."""


class Hours(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, dict=True):
    """The hours of a service as listed; ``None`` for a day is *not stated*.

    A day is ``24h``, ``closed``, ``HH:MM-HH:MM`` or several of those joined by a comma. ``bank_holidays`` is
    ``open every day`` (as the weekday), ``closed``, a day's text, or any other words (not known).
    """

    mon: str | None = None
    tue: str | None = None
    wed: str | None = None
    thu: str | None = None
    fri: str | None = None
    sat: str | None = None
    sun: str | None = None
    bank_holidays: str = "not stated"
    note: str = ""

    def __post_init__(self) -> None:
        _ = self.spans

    @cached_property
    def spans(self) -> tuple[Spans | None, ...]:
        """The spans of each weekday from Monday on, read once with the listing; ``None`` where nobody stated them."""
        texts: list[str | None] = [getattr(self, day) for day in DAYS]
        return tuple(None if text is None else spans_of(text) for text in texts)

    @cached_property
    def bank_holiday_spans(self) -> Spans | None:
        """The spans of a bank holiday that is not kept as its weekday; ``None`` where nobody stated them."""
        try:
            return spans_of(self.bank_holidays)
        except ValueError:  # words such as "not stated" or "emergency calls only": true, but no promise to ring on
            return None

    @cached_property
    def in_words(self) -> str:
        """The hours as people say them: ``Mon to Fri 09:30 to 16:00; closed Sat and Sun``; "" when none is stated."""
        return _in_words(self)

    @property
    def as_weekday(self) -> bool:
        """True if a bank holiday makes no difference to it."""
        return self.bank_holidays == _AS_WEEKDAY

    @property
    def stated(self) -> bool:
        """True if any weekday is known at all."""
        return any(getattr(self, day) is not None for day in DAYS)

    @property
    def always(self) -> bool:
        """True if it is open round the clock on all seven days of an ordinary week."""
        return all(getattr(self, day) == "24h" for day in DAYS)


def spans_of(text: str) -> Spans:
    """Read one day's text as spans of minutes after midnight; a span past 1440 runs into the next day.

    Raises:
        ValueError: the text is not ``24h``, ``closed`` or spans such as ``10:30-12:30,13:30-16:30``.
    """
    if text == "24h":
        return _WHOLE_DAY
    if text == "closed":
        return ()
    spans: list[tuple[int, int]] = []
    for part in text.split(","):
        match = _SPAN.fullmatch(part.strip())
        if match is None:
            raise ValueError("hours are 24h, closed, or times such as 09:30-16:00")
        hour, minute, last_hour, last_minute = (int(group) for group in match.groups())
        start, end = hour * 60 + minute, last_hour * 60 + last_minute
        if end > 1440 or (spans and start < spans[-1][1]):
            raise ValueError("the times of a day follow one another and end by 24:00")
        spans.append((start, end if end > start else end + 1440))
    return tuple(spans)


def spans_on(hours: Hours, day: date, *, bank_holiday: bool) -> Spans | None:
    """The spans that begin on a day, or ``None`` when nobody has stated them."""
    return hours.bank_holiday_spans if bank_holiday and not hours.as_weekday else hours.spans[day.weekday()]


def open_state(hours: Hours, at: datetime, *, bank_holiday: bool, after_bank_holiday: bool = False) -> OpenState:
    """Say whether the service is open at a moment; ``after_bank_holiday`` speaks for hours running past midnight."""
    yesterday = spans_on(hours, at.date() - timedelta(days=1), bank_holiday=after_bank_holiday)
    minute = at.hour * 60 + at.minute
    if any(start <= minute + 1440 < end for start, end in yesterday or ()):
        return "open"
    today = spans_on(hours, at.date(), bank_holiday=bank_holiday)
    if today is None:
        return "not known"
    return "open" if any(start <= minute < end for start, end in today) else "closed"


def state_at(hours: Hours, at: datetime, bank_holidays: Container[date]) -> OpenState:
    """Say whether the service is open at a moment; bank holidays are looked up only where they make a difference."""
    plain = open_state(hours, at, bank_holiday=False)
    others = ((True, False), (False, True), (True, True))
    if all(open_state(hours, at, bank_holiday=one, after_bank_holiday=two) == plain for one, two in others):
        return plain
    day = at.date()
    after = day - timedelta(days=1) in bank_holidays
    return open_state(hours, at, bank_holiday=day in bank_holidays, after_bank_holiday=after)


def next_opening(hours: Hours, at: datetime, bank_holidays: Container[date] = frozenset()) -> datetime | None:
    """The next moment after ``at`` when it opens, or ``None`` when that is not known or never within two weeks.

    A day with unknown hours ends the search: what opens after it may not be the next opening.
    """
    for ahead in range(_HORIZON):
        day = at.date() + timedelta(days=ahead)
        spans = spans_on(hours, day, bank_holiday=not hours.as_weekday and day in bank_holidays)
        if spans is None:
            return None
        for start, _ in spans:
            opening = datetime.combine(day, time(start // 60, start % 60), tzinfo=at.tzinfo)
            if opening > at:
                return opening
    return None


def _in_words(hours: Hours) -> str:
    if hours.always:
        return "any time"
    phrases = []
    closed: list[str] = []
    for first, last, text in _runs(hours):
        if text == "closed":
            closed.append(_range(first, last))
        elif text == "24h":
            phrases.append(f"{_range(first, last)} all day")
        else:
            phrases.append(f"{_range(first, last)} {text.replace('-', ' to ').replace(',', ' and ')}")
    if closed:
        phrases.append("closed " + " and ".join(closed))
    return "; ".join(phrases)


def write_hours(hours: Hours) -> str:
    """Write hours as one line that always reads back the same; what a confirmation of hours keeps as its value."""
    days = [f"{day} {getattr(hours, day)}" for day in DAYS if getattr(hours, day) is not None]
    return "; ".join([*days, f"bank holidays {hours.bank_holidays}"])


def read_hours(text: str) -> Hours:
    """Read the line ``write_hours`` writes.

    Raises:
        ValueError: a part names no day, a day twice, or times that cannot be.
    """
    found: dict[str, str] = {}
    for part in text.split(";"):
        name, _, value = part.strip().partition(" ")
        if name == "bank":
            name, value = "bank_holidays", value.removeprefix("holidays ")
        if name not in {*DAYS, "bank_holidays"} or name in found or not value:
            raise ValueError("each part is a day and its hours, such as: mon 09:30-16:00; tue closed")
        found[name] = value
    return Hours(**found)


def _runs(hours: Hours) -> Iterator[tuple[str, str, str]]:
    """Group neighbouring days with the same hours: first day, last day, text."""
    run: list[str] = []
    for day in DAYS:
        text: str | None = getattr(hours, day)
        if run and text != getattr(hours, run[0]):
            yield run[0], run[-1], getattr(hours, run[0])
            run = []
        if text is not None:
            run.append(day)
    if run:
        yield run[0], run[-1], getattr(hours, run[0])


def _range(first: str, last: str) -> str:
    if first == last:
        return _DAY_NAMES[first]
    together = " and " if DAYS.index(last) - DAYS.index(first) == 1 else " to "
    return f"{_DAY_NAMES[first]}{together}{_DAY_NAMES[last]}"
