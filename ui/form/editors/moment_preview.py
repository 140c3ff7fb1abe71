"""A preview of the time the program reads in people's own words, shown beside them while they type."""

from __future__ import annotations

from hru_advocate.domain import moments
from hru_advocate.domain.moments import Moment

NOT_PLACED = "Kept as you type it; no day can be made out yet."


def normal_form(moment: Moment) -> tuple[str, bool]:
    """The day and time in full ("Tue 17 Nov 2026, about 03:00"), and whether a day could be made out at all."""
    words = moments.normal_form(moment, weekday=True)
    return (words, True) if words else (NOT_PLACED, False)
