"""Hours and minutes counted from now: two hours ago, in half an hour, within the last 24 hours."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final

from hru_advocate.domain.time_words.frame import DAY, Days, Frame

_AWAY: Final = re.compile(
    r"(?:(?P<in>in) )?(?:about )?(?:(?P<half>half) an|n(?P<count>\d+)|(?P<one>an?)|(?:a )?(?P<few>couple of|couple)) "
    r"(?P<unit>hour|minute)(?: (?P<ago>ago)| time)?"
)
_LATELY: Final = re.compile(
    r"(?:(?:over|in|during|within) )?(?:the )?(?P<side>last|past|next) (?:n(?P<count>\d+) )?(?P<unit>hour|minute)"
    r"(?: or so)?|(?P<within>within) n(?P<hours>\d+) hour"
)


def hours_away(symbols: str, frame: Frame) -> tuple[Days, int, int] | None:
    """The days, and within them from which minute to which; ``None`` where the words say something else."""
    found = _LATELY.fullmatch(symbols)
    if found is not None:
        return _until_or_from_now(found, frame)
    found = _AWAY.fullmatch(symbols)
    if found is None or bool(found["in"]) == bool(found["ago"]) or bool(found["in"]) != frame.ahead:
        return None
    minutes = 30 if found["half"] else _minutes(2 if found["few"] else int(found["count"] or 1), found["unit"])
    if minutes > 7 * DAY:
        return None
    at = frame.now + timedelta(minutes=minutes if found["in"] else -minutes)
    begin = _clock(at)
    return Days(at.date(), at.date()), begin, begin + min(60, minutes)


def _until_or_from_now(found: re.Match[str], frame: Frame) -> tuple[Days, int, int] | None:
    """In the last 24 hours: from then until now; within 48 hours: from now on, where what is to come is asked for."""
    minutes = _minutes(int(found["count"] or found["hours"] or 1), found["unit"] or "hour")
    ahead = frame.ahead if found["within"] else found["side"] == "next"
    if ahead != frame.ahead:
        return None
    begin, end = sorted((frame.now, frame.now + timedelta(minutes=minutes if ahead else -minutes)))
    return Days(begin.date(), end.date()), _clock(begin), _clock(end)


def _minutes(count: int, unit: str) -> int:
    return count * (60 if unit == "hour" else 1)


def _clock(at: datetime) -> int:
    return at.hour * 60 + at.minute
