"""Times as people tell them: kept as told, placed where the words allow."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hru_advocate.domain.moments import TimeDirection, moment_in_words, read_moment

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/London"))  # a Monday


@pytest.mark.parametrize(
    ("told", "start", "exact"),
    [
        ("2026-11-17T03:00", "2026-11-17T03:00", True),
        ("2026-11-17", "2026-11-17", False),
        ("17/11/2026 15:30", "2026-11-17T15:30", True),
        ("17 Nov 2026", "2026-11-17", False),
        ("17 November", "2026-11-17", False),
        ("24 December", "2025-12-24", False),
        ("about 3 am Tuesday", "2026-11-17T03:00", False),
        ("Tuesday 3.30pm", "2026-11-17T15:30", True),
        ("yesterday at noon", "2026-11-22T12:00", True),
        ("last night", "2026-11-22T20:00", False),
        ("this morning", "2026-11-23T06:00", False),
        ("three days ago", "2026-11-20", False),
        ("last week", "2026-11-16", False),
        ("early March", "2026-03-01", False),
        ("summer, I think", None, False),
        ("when the baby was ill", None, False),
        ("31/02/2026", None, False),
    ],
)
def test_words_are_placed(told: str, start: str | None, *, exact: bool) -> None:
    moment = read_moment(told, NOW)
    assert (moment.told, moment.start, moment.exact) == (told, start, exact)


@pytest.mark.parametrize(
    ("told", "direction", "start"),
    [
        ("Friday", "future", "2026-11-27"),
        ("Monday", "future", "2026-11-30"),
        ("Friday", "past", "2026-11-20"),
        ("tomorrow", "future", "2026-11-24"),
        ("3 February", "future", "2027-02-03"),
        ("3 February", "past", "2026-02-03"),
    ],
)
def test_the_direction_decides_which_friday(told: str, direction: TimeDirection, start: str) -> None:
    assert read_moment(told, NOW, direction).start == start


@given(st.text(max_size=200))
def test_nothing_typed_is_lost_or_refused(told: str) -> None:
    moment = read_moment(told, NOW)
    assert moment.told == " ".join(told.split())
    assert moment.told in moment_in_words(moment) or moment.exact or moment.start is not None
