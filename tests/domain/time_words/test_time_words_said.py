"""Hours, ends of weeks and counts from now as people say them, and what a page makes of them: one row a way."""

from __future__ import annotations

import pytest

from hru_advocate.domain.moments import moment_asked_for, moment_on_paper, read_moment
from tests.domain.test_moments import NOW, place_of  # Saturday 28 November 2026, 15:00


@pytest.mark.parametrize(
    ("told", "where"),
    [
        # minutes to an hour; hours from one to another where both can be meant
        ("ten to eight this morning", "2026-11-28T07:50!"),
        ("10 to 8 yesterday evening", "2026-11-27T19:50!"),
        ("five to three yesterday afternoon", "2026-11-27T14:55!"),
        ("five to nine this morning", "2026-11-28T05:00..2026-11-28T09:00"),
        ("from 10 to 8 yesterday", "2026-11-27"),
        ("ten to eight November", ""),
        ("10 to 3 pm yesterday", "2026-11-27T10:00..2026-11-27T15:00"),
        ("half-six yesterday evening", "2026-11-27T18:30!"),
        # what lies just after an hour, and just before it
        ("gone 11 yesterday evening", "2026-11-27T23:00..2026-11-28T00:00"),
        ("just gone half eight yesterday evening", "2026-11-27T20:30..2026-11-27T21:30"),
        ("a bit after 9 yesterday evening", "2026-11-27T21:00..2026-11-27T22:00"),
        ("not long before 9 yesterday evening", "2026-11-27T20:00..2026-11-27T21:00"),
        ("getting on for 9 yesterday evening", "2026-11-27T20:00..2026-11-27T21:00"),
        ("just gone midnight", ""),  # of which night?
        ("getting on for midnight", ""),
        # counted back
        ("5 mins ago", "2026-11-28T14:55..2026-11-28T15:00"),
        ("two weeks back", "2026-11-13..2026-11-15"),
        ("a day or two ago", "2026-11-26..2026-11-27"),
        ("an hour or two ago", "2026-11-28T13:00..2026-11-28T15:00"),
        ("a month ago today", "2026-10-28"),
        ("2 years ago yesterday", "2024-11-27"),
        ("a week ago today", "2026-11-21"),
        ("two weeks ago today", "2026-11-14"),
        ("a week ago yesterday", "2026-11-20"),
        ("in the last 24 hours", "2026-11-27T15:00..2026-11-28T15:00"),
        ("within the last hour", "2026-11-28T14:00..2026-11-28T15:00"),
        ("past 3 days", "2026-11-25..2026-11-28"),
        ("last few days", "2026-11-23..2026-11-28"),
        ("the last day or two", "2026-11-27..2026-11-28"),
        # of a time that goes on: until now, not its first third
        ("earlier this week", "2026-11-23..2026-11-28"),
        ("earlier in the month", "2026-11-01..2026-11-28"),
        ("earlier today", "2026-11-28"),
        ("end of the month", ""),
        ("later this week", ""),
        # one of several, never a certain one
        ("a Tuesday in October", "2026-10-01..2026-10-31"),
        ("some night last week", "2026-11-16..2026-11-22"),
        ("twice a day for 3 weeks", ""),
        ("every night for a week", ""),
        ("most days", ""),
        # parts of days
        ("Friday pm", "2026-11-27T12:00..2026-11-27T18:00"),
        ("in the early hours of this morning", "2026-11-28T00:00..2026-11-28T05:00"),
        ("after dark yesterday", "2026-11-27T16:00..2026-11-28T00:00"),
        ("lunchtime this evening", ""),
        # as other systems write it
        ("28/11/2026 @ 14:20", "2026-11-28T14:20!"),
        ("3. 11. 2026", "2026-11-03"),
        ("11/13/2026", ""),
        ("3 listopada 2026", ""),
        ("10 Tachwedd", "2026-11-10"),
        ("27-11", "2026-11-27"),
        ("7-8", ""),
    ],
)
def test_what_was(told: str, where: str) -> None:
    assert place_of(told) == where


@pytest.mark.parametrize(
    ("told", "where"),
    [
        ("end of the month", "2026-11-28..2026-11-30"),
        ("later this week", "2026-11-28..2026-11-29"),
        ("later today", "2026-11-28"),
        ("earlier today", ""),
        ("a month today", "2026-12-28"),
        ("a week today", "2026-12-05"),
        ("a fortnight tomorrow", "2026-12-13"),
        ("6 months from today", "2027-05-28"),
        ("a month ago today", ""),
        ("in a day or two", "2026-11-29..2026-11-30"),
        ("within 48 hours", "2026-11-28T15:00..2026-11-30T15:00"),
        ("Fri pm", "2026-12-04T12:00..2026-12-04T18:00"),
        ("27-11", ""),  # yesterday's is a slip, and no day a year ahead
        ("28-10", ""),
        ("27-10", "2027-10-27"),
        ("28-11", "2026-11-28"),
        ("27-11-27", "2027-11-27"),
    ],
)
def test_what_is_to_come(told: str, where: str) -> None:
    assert place_of(told, "future") == where


@pytest.mark.parametrize(
    ("told", "paper"),
    [
        ("in the early hours of this morning", "in the early hours of the morning of 28 Nov 2026"),
        ("bedtime last night", "bedtime on the night of 27 Nov 2026"),
        ("earlier today", "earlier on 28 Nov 2026"),
        ("later yesterday", "later yesterday (told on 28 Nov 2026)"),
        # however the day near today is said, what else was told stays
        ("about half nine last Tues", "about half nine on 24 Nov 2026"),
        ("about half nine last Thurs night", "about half nine on the night of 26 Nov 2026"),
        ("around 9 the day before yesterday", "around 9 on 26 Nov 2026"),
        ("about ten two days ago", "about ten on 26 Nov 2026"),
        ("about 9 on Tuesday of last week", "about 9 on 17 Nov 2026"),
        ("last week Tuesday about 9", "17 Nov 2026 about 9"),
        ("about 9 a week last Tuesday", "about 9 on 17 Nov 2026"),
        ("half nine a week ago yesterday", "half nine on 20 Nov 2026"),
        ("about 9 a fortnight ago on Monday", "about 9 on 9 Nov 2026"),
        ("about 9 the Tuesday before last", "about 9 on 17 Nov 2026"),
    ],
)
def test_a_page_says_the_day_in_good_english(told: str, paper: str) -> None:
    assert moment_on_paper(read_moment(told, NOW)) == paper


@pytest.mark.parametrize(
    ("told", "start"),
    [
        ("in the last 500 hours", "2026-11-07T19:00"),  # four figures are a time of day, or a year
        ("in the last 1440 hours", None),
        ("168 hours ago", "2026-11-21T15:00"),
        ("169 hours ago", None),
        ("half an hour ago", "2026-11-28T14:30"),
        ("a couple of hours ago", "2026-11-28T13:00"),
        ("90 minutes ago", "2026-11-28T13:30"),
    ],
)
def test_hours_and_minutes_are_counted_back_as_far_as_people_count_in_them(told: str, start: str | None) -> None:
    assert read_moment(told, NOW, "past").start == start


def test_no_count_back_reaches_beyond_what_people_count_in_hours() -> None:
    assert moment_asked_for("in the last 99999 hours", NOW, "past").day is None


@pytest.mark.parametrize(
    "told",
    ["wczoraj wieczorem", "wczoraj o 9", "ieri", "dziś rano", "hier soir", "gestern um 9", "mañana", "вчора",
     "أمس", "دیروز", "کل رات", "ਕੱਲ੍ਹ", "গতকাল", "昨天晚上", "dün gece"],
)  # fmt: skip
def test_a_day_counted_in_another_language_is_kept_with_the_day_it_was_told(told: str) -> None:
    moment = moment_asked_for(told, NOW, "past")
    assert (moment.start, moment.on) == (None, "2026-11-28")
    assert moment_on_paper(moment) == f"{told} (told on 28 Nov 2026)"


@pytest.mark.parametrize("told", ["the morgenthau lecture", "on my birthday", "Ieriana said", "4-5 times"])
def test_what_only_looks_like_such_a_word_is_kept_without_it(told: str) -> None:
    assert moment_asked_for(told, NOW, "past").on == ""
