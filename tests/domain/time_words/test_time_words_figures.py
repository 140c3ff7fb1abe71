"""Figures that are years or times of day, the halves of a day, and what lies just before or after a clock time."""

from __future__ import annotations

import pytest

from hru_advocate.domain.moments import read_moment
from tests.domain.test_moments import NOW, place_of  # Saturday 28 November 2026, 15:00


@pytest.mark.parametrize(
    ("told", "where"),
    [
        # four figures: a year from 1960 to 2200; before, a time of day too unless more is said of it
        ("1959", ""),
        ("1960", "1960-01-01..1960-12-31"),
        ("1860", "1860-01-01..1860-12-31"),
        ("in 1945", "1945-01-01..1945-12-31"),
        ("1850", ""),
        ("1249", "2026-11-28T12:49!"),
        ("01-Oct-1850", "1850-10-01"),
        ("01-Oct-1849", ""),
        ("31/12", "2025-12-31"),
        ("32/12", ""),
        ("31/13", ""),
        ("0/12", ""),
        # a figure that may be the day as well as the hour, or the year as well as the day, is neither
        ("Sat 7", ""),  # Saturday 7 November, or seven o'clock
        ("Sat 8", "2026-11-28"),
        ("Sat at 7", "2026-11-28"),
        ("Sat 7 Nov", "2026-11-07"),
        ("Sat 7pm", "2026-11-21T19:00!"),
        ("Aug 24", ""),
        ("Aug 24th", "2026-08-24"),
        ("Mon Aug 24", "2026-08-24"),
        ("Aug 24 at 9pm", "2026-08-24T21:00!"),
        ("24 Aug", "2026-08-24"),
        ("Aug 26", ""),
        ("Aug 27", "2026-08-27"),  # next year's August has not been
        ("Nov 11", ""),
        ("Nov 10", "2026-11-10"),
        ("Aug 9", "2026-08-09"),
        ("5 Nov 12", "2026-11-05"),  # about noon, and from 13 on a year
        ("5 Nov 13", "2013-11-05"),
        # the halves of a day
        ("12am yesterday", "2026-11-27T00:00!"),
        ("12pm yesterday", "2026-11-27T12:00!"),
        ("13pm yesterday", "2026-11-27T13:00!"),
        ("24pm yesterday", ""),
        ("13am yesterday", ""),
        ("0am yesterday", ""),
        ("0000 yesterday", "2026-11-27T00:00!"),
        ("2400 yesterday", ""),
        ("1260 yesterday", ""),
        ("9:60 yesterday morning", ""),
        ("1500hrs yesterday", "2026-11-27T15:00!"),
        ("15.00h yesterday", "2026-11-27T15:00!"),
        ("10 March 2026 evening 00:30", ""),
        ("10 March 2026 late evening 00:30", ""),
        ("10 March 2026 pm 00:30", ""),
        # past and to
        ("half 12 yesterday afternoon", "2026-11-27T12:30!"),
        ("25 past 3 yesterday afternoon", "2026-11-27T15:25!"),
        ("25 to 3 yesterday afternoon", "2026-11-27T14:35!"),
        ("7 minutes to 3 yesterday afternoon", "2026-11-27T14:53!"),
        ("59 past 3 yesterday afternoon", "2026-11-27T15:59!"),
        ("60 past 3 yesterday afternoon", ""),
        ("3 45 yesterday afternoon", "2026-11-27T15:45!"),
        # about, after, before
        ("yesterday 3ish in the afternoon", "2026-11-27T15:00..2026-11-27T16:00"),
        ("3 or so yesterday afternoon", "2026-11-27T15:00..2026-11-27T16:00"),
        ("just after 3 yesterday afternoon", "2026-11-27T15:00..2026-11-27T16:00"),
        ("shortly after 3 yesterday afternoon", "2026-11-27T15:00..2026-11-27T16:00"),
        ("just before 3 yesterday afternoon", "2026-11-27T14:00..2026-11-27T15:00"),
        ("shortly before 3pm yesterday", "2026-11-27T14:00..2026-11-27T15:00"),
        ("just before 00:30 yesterday", "2026-11-26T23:30..2026-11-27T00:30"),
        # one or the other, joined
        ("two-three days ago", "2026-11-25..2026-11-26"),
        ("three-four days ago", "2026-11-24..2026-11-25"),
        ("twenty-one days ago", "2026-11-07"),
        ("w/c 9 November", "2026-11-09..2026-11-15"),
    ],
)
def test_figures_halves_of_the_day_and_what_is_about_them(told: str, where: str) -> None:
    assert place_of(told) == where


@pytest.mark.parametrize(("told", "where"), [("2200", "2200-01-01..2200-12-31"), ("2201", "2026-11-28T22:01!"),
    ("01-Oct-2200", "2200-10-01"), ("01-Oct-2201", "")])  # fmt: skip
def test_no_year_lies_beyond_any_life(told: str, where: str) -> None:
    assert place_of(told, "future") == where


@pytest.mark.parametrize(("second", "start"), [(0, "2026-11-28T15:00"), (1, "2026-11-28T15:01")])
def test_what_is_to_come_begins_with_the_next_whole_minute(second: int, start: str) -> None:
    assert read_moment("this afternoon", NOW.replace(second=second), "future").start == start
