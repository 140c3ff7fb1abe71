"""Days and times as people write them into a field: taken where they are certain, on the side that is asked for."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from hru_advocate.domain.forms.answers import Asking
from hru_advocate.domain.forms.fields import Field, FieldKind
from hru_advocate.domain.forms.kinds import check_answer
from hru_advocate.domain.moments import AskedDirection
from hru_advocate.errors import InvalidAnswer

LONDON = ZoneInfo("Europe/London")
ASKING = Asking(datetime(2026, 11, 23, 10, 0, tzinfo=LONDON))


@pytest.mark.parametrize(
    ("kind", "direction", "typed", "kept"),
    [
        ("date", "past", "3/11/85", "1985-11-03"),
        ("date", "past", "3/12", "2025-12-03"),
        ("date", "past", "27/12/2026", ""),
        ("date", "past", "27/11/62", ""),
        ("date", "past", "tomorrow", ""),
        ("date", "past", "last week", ""),
        ("date", "future", "in 3 days", "2026-11-26"),
        ("date", "future", "1 week", "2026-11-30"),
        ("date", "future", "3/12", "2026-12-03"),
        ("date", "future", "20/11/2026", ""),
        ("date", "future", "2026-11-20", "2026-11-20"),
        ("date", "either", "3 Nov 2026", "2026-11-03"),
        ("date", "either", "3/12/2026", "2026-12-03"),
        ("date", "either", "3 Nov", "2026-11-03"),
        ("date", "either", "3 Dec", "2026-12-03"),
        ("date", "either", "yesterday", "2026-11-22"),
        ("date", "either", "tomorrow", "2026-11-24"),
        ("date", "either", "today", "2026-11-23"),
        ("date", "either", "last week", ""),
        ("date", "either", "10 Jan 2027 at 4pm", ""),  # an hour is never left out unsaid
        ("date", "either", "2027-01-10T16:00", ""),
        ("date", "past", "yesterday 9:30", ""),
        ("date", "either", "noon tomorrow", ""),  # in words, too
        ("date", "past", "three pm yesterday", ""),
        ("date", "past", "about 3 pm yesterday", ""),
        ("date", "past", "half past three yesterday", ""),
        ("date", "past", "yesterday at quarter to nine", ""),
        ("date", "past", "yesterday at ten past nine", ""),
        ("date", "future", "tomorrow at nine oclock", ""),
        ("date", "future", "10 Jan 2027 at 4", ""),
        ("date", "future", "Friday between 3 and 5 pm", ""),
        ("date", "future", "Friday 10", ""),
        ("date", "past", "yesterday 9ish", ""),
        ("date", "past", "5 to 9 yesterday", ""),
        ("date", "future", "27/11 1930", ""),
        ("date", "past", "at 3 Nov", "2026-11-03"),
        ("date", "past", "about 3 Nov 2026", ""),
        ("date", "past", "yesterday morning", "2026-11-22"),
        ("date", "past", "last night", "2026-11-22"),  # a night is of the day it begins on
        ("date", "future", "tonight", "2026-11-23"),
        ("date", "future", "tomorrow night", "2026-11-24"),
        ("date", "past", "half a year ago today", ""),
        ("date", "past", "two hours ago", "2026-11-23"),
        ("date", "past", "now", "2026-11-23"),
        ("born", "past", "14/06/85", "1985-06-14"),
        ("born", "past", "1/2/51", "1951-02-01"),
        ("born", "past", "14 June 2062", ""),
        ("time", "past", "9.30", "09:30"),
        ("time", "past", "half nine", ""),
    ],
)
def test_days_and_times_are_taken_as_people_write_them(
    kind: FieldKind, direction: AskedDirection, typed: str, kept: str
) -> None:
    field = Field("q", kind, "When", direction=direction)
    try:
        value = str(check_answer(field, typed, ASKING).value)
    except InvalidAnswer:
        value = ""
    assert value == kept


def test_an_age_in_a_correction_keeps_meaning_what_it_meant() -> None:
    field = Field("q", "born", "Born")
    told = check_answer(field, "17", ASKING)
    later = Asking(datetime(2028, 11, 23, 10, 4, tzinfo=LONDON))
    assert check_answer(field, told, later) == told
    assert check_answer(field, "17", later) != told


def test_parts_of_a_birth_that_cannot_be_are_refused() -> None:
    field = Field("q", "born", "Born")
    parts = {"told": "17", "on": "2026-11-23", "first": "2009-01-01", "last": "2008-01-01"}
    for odd in (parts, parts | {"last": "x"}, {"told": "17"}, parts | {"more": 1} | {"on": 7}):
        with pytest.raises(InvalidAnswer):
            check_answer(field, odd, ASKING)
