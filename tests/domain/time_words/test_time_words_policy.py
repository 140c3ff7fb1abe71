"""Days counted from other days, weeks and holidays, as people say them: one row a way of saying it."""

from __future__ import annotations

import pytest

from hru_advocate.domain.moments import TimeDirection, moment_in_words, read_moment
from tests.domain.test_moments import NOW  # Saturday 28 November 2026


def _span(told: str, direction: TimeDirection) -> str:
    moment = read_moment(told, NOW, direction)
    if moment.start is None:
        return ""
    return moment.start if moment.one_day else f"{moment.start}..{moment.end}"


@pytest.mark.parametrize(
    ("told", "span"),
    [
        # a weekday of a week, and the one before the last
        ("Tuesday of last week", "2026-11-17"),
        ("Tuesday of this week", "2026-11-24"),
        ("Sunday of this week", ""),  # to come
        ("the Tuesday before last", "2026-11-17"),
        # weeks, weekends, months and years counted from this one
        ("last week", "2026-11-16..2026-11-22"),
        ("the week before last", "2026-11-09..2026-11-15"),
        ("the weekend before last", "2026-11-14..2026-11-15"),
        ("at the weekend", "2026-11-21..2026-11-28"),  # on a Saturday: the last one, or this
        ("this weekend", "2026-11-28"),
        ("next weekend", ""),
        ("the coming weekend", ""),
        ("the last 9999 years", ""),
        ("last month", "2026-10-01..2026-10-31"),
        ("the month before last", "2026-09-01..2026-09-30"),
        ("last year", "2025-01-01..2025-12-31"),
        ("the year before last", "2024-01-01..2024-12-31"),
        ("the Friday before last", "2026-11-20"),
        ("the Saturday before last", "2026-11-14"),  # today is one, and does not count
        ("last Tuesday", "2026-11-24"),
        ("last Saturday", "2026-11-21"),
        ("this Saturday", "2026-11-28"),
        ("this Tuesday", "2026-11-24"),
        ("this Sunday", ""),  # tomorrow, and not that of last week
        # a week named by a day in it, or by its first day
        ("the week of 4 March 2026", "2026-03-02..2026-03-08"),
        ("the week of 2 March 2026", "2026-03-02..2026-03-08"),
        ("the week of 8 March 2026", "2026-03-02..2026-03-08"),
        ("the week commencing 2 March 2026", "2026-03-02..2026-03-08"),
        ("in the week starting 4 March 2026", "2026-03-04..2026-03-10"),
        # beside another day
        ("the Monday before 4 March 2026", "2026-03-02"),
        ("the Monday before 2 March 2026", "2026-02-23"),
        ("the Monday after 1 March 2026", "2026-03-02"),
        ("the Monday after 2 March 2026", "2026-03-09"),
        ("the day before 1 March 2026", "2026-02-28"),
        ("two days after 4 March 2026", "2026-03-06"),
        ("the week before 4 March 2026", "2026-02-25..2026-03-03"),
        ("the week after 4 March 2026", "2026-03-05..2026-03-11"),
        # months: the same day, or the last where there is none
        ("the month before 4 March 2026", "2026-02-04"),
        ("the month before 31 March 2026", "2026-02-28"),
        ("the month before 4 January 2026", "2025-12-04"),
        ("the 14th of last month", "2026-10-14"),
        ("the 14th of this month", "2026-11-14"),
        ("the 29th", "2026-10-29"),
        ("the 28th", "2026-11-28"),
        ("Monday the 14th", "2026-09-14"),
        # years of two figures
        ("May '25", "2025-05-01..2025-05-31"),
        ("3 May '25", "2025-05-03"),
        # holidays
        ("at Christmas", "2025-12-24..2025-12-26"),
        ("Christmas 2024", "2024-12-24..2024-12-26"),
        ("Good Friday 2026", "2026-04-03"),
        ("Easter Monday", "2026-04-06"),
        ("early May bank holiday", "2026-05-04"),
        ("early May bank holiday 2020", "2020-05-08"),
        ("early May bank holiday 2021", "2021-05-03"),
        ("spring bank holiday", "2026-05-25"),
        ("spring bank holiday 2022", "2022-06-02"),
        ("spring bank holiday 2023", "2023-05-29"),
        ("Boxing Day", "2025-12-26"),
        ("New Year's Day", "2026-01-01"),
    ],
)
def test_what_was(told: str, span: str) -> None:
    assert _span(told, "past") == span


@pytest.mark.parametrize(
    ("told", "span"),
    [
        ("Tuesday of next week", "2026-12-01"),
        ("Sunday of this week", "2026-11-29"),
        ("next Tuesday", "2026-12-01"),
        ("next Saturday", "2026-12-05"),
        ("at the weekend", "2026-11-28..2026-11-29"),
        ("this weekend", "2026-11-28..2026-11-29"),
        ("next weekend", "2026-12-05..2026-12-06"),
        ("the coming weekend", "2026-12-05..2026-12-06"),
        ("this Sunday", "2026-11-29"),
        ("this Tuesday", ""),  # gone by, and not that of next week
        ("in 3 months", "2027-02-28"),
        ("in 2 months", "2027-01-28"),
        ("the 14th", "2026-12-14"),
        ("the 28th", "2026-11-28"),
        ("the 28th of next month", "2026-12-28"),
        ("Christmas", "2026-12-24..2026-12-26"),
        ("Boxing Day", "2026-12-26"),
    ],
)
def test_what_is_to_come(told: str, span: str) -> None:
    assert _span(told, "future") == span


@pytest.mark.parametrize(
    ("told", "span"),
    [
        # thirds of a month, days of a week
        ("the start of March 2026", "2026-03-01..2026-03-10"),
        ("earlier in March", "2026-03-01..2026-03-10"),
        ("the middle of March", "2026-03-11..2026-03-21"),
        ("later in March", "2026-03-22..2026-03-31"),
        ("the end of February 2024", "2024-02-21..2024-02-29"),
        ("early this month", "2026-11-01..2026-11-10"),
        ("late last month", "2026-10-22..2026-10-31"),
        ("the start of last week", "2026-11-16..2026-11-17"),
        ("the end of last week", "2026-11-21..2026-11-22"),
        # seasons
        ("last summer", "2026-06-01..2026-08-31"),
        ("in the spring", "2026-03-01..2026-05-31"),
        ("last winter", "2025-12-01..2026-02-28"),
        ("autumn 2025", "2025-09-01..2025-11-30"),
        # so many, more or less
        ("a couple of days ago", "2026-11-26"),
        ("a few days ago", "2026-11-23..2026-11-26"),
        ("several days ago", "2026-11-20..2026-11-25"),
        ("about three weeks ago", "2026-11-04..2026-11-10"),
        # days with a name
        ("New Year's Eve", "2025-12-31"),
        ("Valentine's Day", "2026-02-14"),
        ("Mother's Day", "2026-03-15"),
        ("Father's Day", "2026-06-21"),
        ("August bank holiday", "2026-08-31"),
        ("Halloween", "2026-10-31"),
        ("Bonfire Night", "2026-11-05"),
    ],
)
def test_parts_of_months_seasons_and_days_with_a_name(told: str, span: str) -> None:
    assert _span(told, "past") == span


@pytest.mark.parametrize(
    ("part", "hours"),
    [
        ("at dawn on Tuesday", "T04:00 T08:00"),
        ("early morning on Tuesday", "T05:00 T08:00"),
        ("Tuesday morning", "T06:00 T12:00"),
        ("late morning on Tuesday", "T10:00 T12:00"),
        ("Tuesday lunchtime", "T12:00 T14:00"),
        ("Tuesday afternoon", "T12:00 T18:00"),
        ("late afternoon on Tuesday", "T15:00 T18:00"),
        ("Tuesday teatime", "T16:00 T19:00"),
        ("early evening on Tuesday", "T17:00 T19:00"),
        ("Tuesday evening", "T17:00 T22:00"),
        ("Tuesday night", "T20:00 T00:00"),
    ],
)
def test_each_part_of_a_day_has_its_hours(part: str, hours: str) -> None:
    moment = read_moment(part, NOW, "past")
    assert moment.start is not None
    assert moment.end is not None
    assert f"{moment.start[10:]} {moment.end[10:]}" == hours
    assert moment.start.startswith("2026-11-24")


@pytest.mark.parametrize(
    ("told", "start"),
    [
        ("12.30am yesterday", "2026-11-27T00:30"),
        ("12.30pm yesterday", "2026-11-27T12:30"),
        ("12 noon yesterday", "2026-11-27T12:00"),
        ("half past twelve yesterday afternoon", "2026-11-27T12:30"),
        ("quarter to 1 yesterday afternoon", "2026-11-27T12:45"),
        ("8 at night yesterday", "2026-11-27T20:00"),
        ("yesterday at 8 in the evening", "2026-11-27T20:00"),
        ("0:00 yesterday", "2026-11-27T00:00"),
        ("23:59 yesterday", "2026-11-27T23:59"),
        ("24:00 yesterday", None),
    ],
)
def test_a_clock_time_is_that_of_its_half_of_the_day(told: str, start: str | None) -> None:
    assert read_moment(told, NOW, "past").start == start


@pytest.mark.parametrize(
    ("told", "hours"),
    [
        # the end of a part of a day, said before the day or after it, with "on" or without
        ("early Tuesday morning", "2026-11-24T05:00..2026-11-24T08:00"),
        ("early on Tuesday morning", "2026-11-24T05:00..2026-11-24T08:00"),
        ("Tuesday morning, early", "2026-11-24T05:00..2026-11-24T08:00"),
        ("very early on Tuesday morning", "2026-11-24T02:00..2026-11-24T07:00"),
        ("mid-morning on Tuesday", "2026-11-24T09:30..2026-11-24T11:30"),
        ("late on Tuesday morning", "2026-11-24T10:00..2026-11-24T12:00"),
        ("early Tuesday afternoon", "2026-11-24T12:00..2026-11-24T14:00"),
        ("in the middle of Tuesday afternoon", ""),  # "in" is not understood here: kept as told
        ("late in the afternoon of 3 March 2026", "2026-03-03T15:00..2026-03-03T18:00"),
        ("early yesterday evening", "2026-11-27T17:00..2026-11-27T19:00"),
        ("late on Monday night", "2026-11-23T21:00..2026-11-24T00:00"),
        ("late Monday night", "2026-11-23T21:00..2026-11-24T00:00"),
        ("Monday night, late", "2026-11-23T21:00..2026-11-24T00:00"),
        # of the day itself
        ("early on Tuesday", "2026-11-24T00:00..2026-11-24T09:00"),
        ("late on Tuesday", "2026-11-24T21:00..2026-11-25T00:00"),
        ("first thing Friday", "2026-11-27T05:00..2026-11-27T08:00"),
        ("first thing on Friday morning", "2026-11-27T05:00..2026-11-27T08:00"),
        ("Friday, first thing", "2026-11-27T05:00..2026-11-27T08:00"),
        ("last thing on Friday night", "2026-11-27T20:00..2026-11-28T00:00"),
        ("Friday last thing", "2026-11-27T20:00..2026-11-28T00:00"),
        # one or the other, in whichever order it is told
        ("early Tuesday or late Monday", "2026-11-23T21:00..2026-11-24T09:00"),
        ("late Monday or early Tuesday", "2026-11-23T21:00..2026-11-24T09:00"),
        ("late Monday night to early Tuesday morning", "2026-11-23T21:00..2026-11-24T08:00"),
        # no day, no part of one, or words beside it: kept as told
        ("first thing", ""),
        ("first thing in the morning", ""),
        ("early Tuesday lunchtime", ""),
        ("early every Tuesday morning", ""),
        ("late Monday night after the party", ""),
    ],
)
def test_early_and_late_are_hours_of_their_day_and_never_exact(told: str, hours: str) -> None:
    moment = read_moment(told, NOW, "past")
    assert ("" if moment.start is None else f"{moment.start}..{moment.end}") == hours
    assert not moment.exact


@pytest.mark.parametrize(
    ("told", "span"),
    [
        ("01 Oct 2026", "2026-10-01"),
        ("1 Oct 2026", "2026-10-01"),
        ("the 05 of March 2026", "2026-03-05"),
        ("Oct 01, 2026", "2026-10-01"),
        ("Thu 05 Nov 2026", "2026-11-05"),
        ("Fri 05 Nov 2026", ""),  # it was a Thursday
        ("01 October", "2026-10-01"),
        ("01 May 05", "2005-05-01"),
        ("01 to 05 Oct 2026", "2026-10-01..2026-10-05"),
        ("03 - 05 October", "2026-10-03..2026-10-05"),
        ("01-Oct-2026", "2026-10-01"),
        ("01/Oct/2026", "2026-10-01"),
        ("01.oct.26", "2026-10-01"),
        ("01-Oct/2026", ""),
        ("01-Okt-2026", ""),
        ("00 Oct 2026", ""),
        ("31 Sep 2026", ""),
        ("03/04/2026", "2026-04-03"),
        ("3 / 4 / 2026", "2026-04-03"),
        ("2026/10/01", "2026-10-01"),
        ("2026/13/01", ""),
        ("the week before 04 March 2026", "2026-02-25..2026-03-03"),
    ],
)
def test_a_day_is_read_as_papers_and_other_systems_write_it(told: str, span: str) -> None:
    assert _span(told, "past") == span


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("last night", "last night (27 Nov 2026)"),
        ("late on Monday night", "late on Monday night (23 Nov 2026)"),
        ("Monday night or Tuesday night", "Monday night or Tuesday night (23 Nov 2026, 20:00 to 25 Nov 2026, 00:00)"),
        ("from Monday 9am to last night", "from Monday 9am to last night (23 Nov 2026, 09:00 to 28 Nov 2026, 00:00)"),
    ],
)
def test_several_days_that_end_at_midnight_are_never_shown_as_the_first_of_them(told: str, words: str) -> None:
    assert moment_in_words(read_moment(told, NOW, "past")) == words


@pytest.mark.parametrize(("text", "start"), [
    ("03 Nov 2026", "2026-11-03"), ("Tue 03 Nov 2026", "2026-11-03"), ("03 November, 9pm", "2026-11-03T21:00"),
    ("03 Nov 2026 21:40", "2026-11-03T21:40"), ("00 Nov 2026", None), ("Nov 09", "2009-11-01"), ("31 Nov 2026", None),
])  # fmt: skip
def test_a_day_is_read_with_its_nought_as_logs_write_it(text: str, start: str | None) -> None:
    assert read_moment(text, NOW, "past").start == start


@pytest.mark.parametrize(
    ("told", "span"),
    [
        ("at the weekend", "2026-11-21..2026-11-22"),
        ("last weekend", "2026-11-21..2026-11-22"),
        ("the weekend before last", "2026-11-14..2026-11-15"),
        ("this weekend", ""),
        ("next weekend", ""),
        ("the coming weekend", ""),
    ],
)
def test_on_a_weekday_the_weekend_is_the_last_one(told: str, span: str) -> None:
    moment = read_moment(told, NOW.replace(day=27), "past")
    assert (f"{moment.start}..{moment.end}" if moment.start else "") == span


@pytest.mark.parametrize(
    ("day", "span"), [(22, "2026-11-16..2026-11-17"), (23, "2026-11-16..2026-11-23"), (24, "2026-11-23..2026-11-24")]
)
def test_one_day_or_another_told_on_the_first_of_them_is_today_or_a_week_ago(day: int, span: str) -> None:
    moment = read_moment("Monday or Tuesday", NOW.replace(day=day), "past")
    assert f"{moment.start}..{moment.end}" == span


@pytest.mark.parametrize(
    ("told", "span"),
    [
        ("next weekend", "2026-11-28..2026-12-06"),  # the coming one, or that of next week
        ("the coming weekend", "2026-11-28..2026-11-29"),
        ("this weekend", "2026-11-28..2026-11-29"),
    ],
)
def test_on_a_weekday_the_coming_weekend_is_that_of_this_week(told: str, span: str) -> None:
    moment = read_moment(told, NOW.replace(day=27), "future")
    assert f"{moment.start}..{moment.end}" == span
