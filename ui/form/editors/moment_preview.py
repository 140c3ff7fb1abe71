"""A preview of the time the program reads in people's own words, shown beside them while they type."""

from __future__ import annotations

from datetime import datetime, timedelta

from hru_advocate.domain.moments import Moment, day_in_words

NOT_PLACED = "Kept as you type it; no day can be made out yet."


def normal_form(moment: Moment) -> tuple[str, bool]:
    """The day and time in full ("Tue 17 Nov 2026, about 03:00"), and whether a day could be made out at all."""
    if moment.day is None or moment.start is None:
        return NOT_PLACED, False
    day = day_in_words(moment.day, weekday=True)
    if "T" in moment.start:
        return f"{day}, {_clock(moment)}", True
    end = (moment.end or moment.start)[:10]
    if end == moment.start[:10]:
        return day, True
    last = datetime.fromisoformat(end).date()
    return f"between {day_in_words(moment.day)} and {day_in_words(last)}", True


def _clock(moment: Moment) -> str:
    begin = datetime.fromisoformat(moment.start or "")
    if moment.exact or not moment.end:
        return f"{begin:%H:%M}"
    end = datetime.fromisoformat(moment.end)
    if end - begin <= timedelta(hours=1):
        return f"about {begin:%H:%M}"
    until = "24:00" if end.date() != begin.date() else f"{end:%H:%M}"
    return f"between {begin:%H:%M} and {until}"
