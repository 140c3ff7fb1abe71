"""Hours from one to another, weeks and days of a month, times in four figures: as an advocate writes what was told."""

from __future__ import annotations

import pytest

from hru_advocate.domain.moments import moment_on_paper, read_moment
from tests.domain.test_moments import NOW, place_of  # Saturday 28 November 2026, 15:00


@pytest.mark.parametrize(
    ("told", "where"),
    [
        # hours are those of the day that is said, not of today
        ("27 Nov 9-10pm", "2026-11-27T21:00..2026-11-27T22:00"),
        ("26 Nov 20:00 to 22:00", "2026-11-26T20:00..2026-11-26T22:00"),
        ("yesterday 10pm - 11.30pm", "2026-11-27T22:00..2026-11-27T23:30"),
        ("Thursday 9pm or 10pm", "2026-11-26T21:00..2026-11-26T22:00"),
        ("from 9am to 5pm on 26 Nov", "2026-11-26T09:00..2026-11-26T17:00"),
        ("Friday 10pm to 2am", "2026-11-27T22:00..2026-11-28T02:00"),
        ("9pm Thursday to 10pm Friday", "2026-11-26T21:00..2026-11-27T22:00"),
        ("from 2am last night to 6am", "2026-11-28T02:00..2026-11-28T06:00"),
        ("9am to 10am", "2026-11-28T09:00..2026-11-28T10:00"),
        ("today between 1 and 2pm", "2026-11-28T13:00..2026-11-28T14:00"),
        ("today between 5 and 6pm", ""),  # still to come, and not from midnight on
        ("between 5 and 6pm today", ""),
        ("two nights ago", "2026-11-26T20:00..2026-11-27T00:00"),
        ("about 3 nights ago", "2026-11-25T20:00..2026-11-26T00:00"),
        ("1/2 past 9 last night", "2026-11-27T21:30!"),
        ("1/4 to 9 last night", "2026-11-27T20:45!"),
        # what stands before *between* holds for both
        ("26 Nov between 9 and 10 at night", "2026-11-26T21:00..2026-11-26T22:00"),
        ("last night between 11pm and 1am", "2026-11-27T23:00..2026-11-28T01:00"),
        ("sometime between Monday and Wednesday", "2026-11-23..2026-11-25"),
        ("between 4-5pm yesterday", "2026-11-27T16:00..2026-11-27T17:00"),
        ("between Christmas and New Year", "2025-12-25..2026-01-01"),
        # a night goes on into a morning, not through the next day
        ("the night of the 4th into the 5th", "2026-11-04T20:00..2026-11-05T09:00"),
        ("Thursday overnight into Friday", "2026-11-26T20:00..2026-11-27T09:00"),
        ("26/27 Nov", "2026-11-26..2026-11-27"),
        ("26th/27th November 2026", "2026-11-26..2026-11-27"),
        ("overnight 26/27 Nov", "2026-11-26T20:00..2026-11-27T09:00"),
        ("night of 14 to 15 Nov", "2026-11-14T20:00..2026-11-15T09:00"),
        ("over the night of the 14th to the 15th", "2026-11-14T20:00..2026-11-15T09:00"),
        ("night of 14 Nov to 16 Nov", "2026-11-14T20:00..2026-11-17T00:00"),
        ("night of 31 Oct/1 Nov", "2026-10-31T20:00..2026-11-01T09:00"),
        ("31 Dec 2025/1 Jan 2026", "2025-12-31..2026-01-01"),
        ("26/27 Nov overnight", "2026-11-26T20:00..2026-11-27T09:00"),
        ("29 Feb/1 Mar 2024", "2024-02-29..2024-03-01"),
        ("29 Feb/1 Mar", ""),  # not from one leap year into another year
        ("29 Feb to 1 Mar", ""),
        ("the 3rd to the 9th of April", "2026-04-03..2026-04-09"),  # the month is said of both
        ("from the 3rd to the 9th of April 2025", "2025-04-03..2025-04-09"),
        ("the 3rd to the 9th", "2026-11-03..2026-11-09"),
        ("28 Feb/1 Mar 2024", ""),  # a leap year's February goes on for a day
        ("night of 29 Feb/1 Mar '24", "2024-02-29T20:00..2024-03-01T09:00"),
        ("night of 28 Feb/1 Mar 2025", "2025-02-28T20:00..2025-03-01T09:00"),
        ("night of 28 Feb/1 Mar", "2026-02-28T20:00..2026-03-01T09:00"),
        ("29 Feb/1 Mar 2025", ""),
        ("31 Dec 2026/1 Jan 2026", ""),
        ("30 Nov 2025/1 Dec 2025", "2025-11-30..2025-12-01"),
        ("26 into 27 Nov, 11pm to 1am", ""),
        ("on or about 10 Nov", "2026-11-09..2026-11-11"),
        ("9 or about 10 Nov", "2026-11-09..2026-11-11"),
        ("26/28 Nov", ""),  # not one night
        ("27/26 Nov", ""),
        ("30 Oct/2 Nov", ""),
        ("Thursday night into Friday 27 November 2026", "2026-11-26T20:00..2026-11-27T09:00"),  # no hour 20:26
        ("5 to 12 last night", "2026-11-27T23:55!"),
        # a word that begins as a symbol does is no figure
        ("between lunchtime and teatime yesterday", "2026-11-27T12:00..2026-11-27T19:00"),
        ("morning or afternoon yesterday", "2026-11-27T06:00..2026-11-27T18:00"),
        ("evening into night yesterday", "2026-11-27T17:00..2026-11-28T00:00"),
        ("from 9 to closing time", ""),
        ("5 to closing", ""),
        # two neighbouring days written as one, and the night between them
        ("the 26th/27th overnight", "2026-11-26T20:00..2026-11-27T09:00"),
        ("night of 26/27 Nov 2025", "2025-11-26T20:00..2025-11-27T09:00"),
        ("night of the 26th-27th November", "2026-11-26T20:00..2026-11-27T09:00"),
        ("Thurs/Fri night", "2026-11-26T20:00..2026-11-27T09:00"),
        ("overnight Thursday to Friday", "2026-11-26T20:00..2026-11-27T09:00"),
        ("Thursday to Friday night", "2026-11-26T00:00..2026-11-28T00:00"),  # Friday's night as well
        ("26th/27th Nov", "2026-11-26..2026-11-27"),
        ("Thurs/Fri", "2026-11-26..2026-11-27"),
        ("31 Oct/1 Nov overnight", "2026-10-31T20:00..2026-11-01T09:00"),
        ("31 Oct/1 Nov", "2026-10-31..2026-11-01"),
        ("30 Oct/1 Nov overnight", ""),
        ("24th/25th/26th Nov", ""),
        ("Thurs/Sat night", ""),
        ("nights of 26/27 Nov", ""),
        ("9/10 last night", ""),
        # weeks by their first or last day
        ("w/c 9th", "2026-11-09..2026-11-15"),
        ("w/c 14th", ""),
        ("week ending 15 Nov", "2026-11-09..2026-11-15"),
        ("week of the 11th", "2026-11-09..2026-11-15"),
        ("back end of October", "2026-10-22..2026-10-31"),
        ("the night the clocks went back", "2026-10-24..2026-10-25"),
        ("the night the clocks went forward", "2026-03-28..2026-03-29"),
        ("the Sunday the clocks went back", "2026-10-25"),
        ("Boxing Day just gone", "2025-12-26"),
        ("Bonfire nite", "2026-11-05"),
        ("Hogmanay", "2025-12-31"),
        ("St Patrick's Day", "2026-03-17"),
        # days and weeks of a month
        ("1st of the month", "2026-11-01"),
        ("the last Friday of the month", "2026-11-27"),
        ("first Monday of last month", "2026-10-05"),
        ("the last week of October", "2026-10-25..2026-10-31"),
        ("the first week of November", "2026-11-01..2026-11-07"),
        ("the last day of February 2024", "2024-02-29"),
        # a slip is no day months away
        ("Monday 3rd", ""),
        ("Monday 23rd", "2026-11-23"),
        # four figures as the police write a time; a year only where it can be none
        ("1430 yesterday", "2026-11-27T14:30!"),
        ("27/11/26 1930", "2026-11-27T19:30!"),
        ("27/11 1930", "2026-11-27T19:30!"),
        ("27/11 2015", ""),
        ("Fri 27/11 approx 1930", "2026-11-27T19:30..2026-11-27T20:30"),
        ("27 Nov 2015", "2015-11-27"),
        ("about 2019", "2019-01-01..2019-12-31"),
        ("Christmas Day about 2019", ""),
        ("1930", ""),
        ("27/11 2100", "2026-11-27T21:00!"),
        ("27/11 2230", "2026-11-27T22:30!"),
        ("2359 on 27/11", "2026-11-27T23:59!"),
        ("27/11 2260", ""),
        # an ordinal that counts is no day
        ("second time", ""),
        ("the 2nd time", ""),
        ("first", ""),
        ("the second", "2026-11-02"),
        ("second of November", "2026-11-02"),
        ("third or fourth November", "2026-11-03..2026-11-04"),
        ("Monday the twenty-third", "2026-11-23"),
        ("first thing yesterday", "2026-11-27T05:00..2026-11-27T08:00"),
        # as messages and logs write it
        ("[03/11/2026, 21:14:09]", "2026-11-03T21:14!"),
        ("2026-11-03 21:14:09", "2026-11-03T21:14!"),
        ("03.11", ""),
        ("13.40", "2026-11-28T13:40!"),
        # short words
        ("Sat 21st eve", "2026-11-21T17:00..2026-11-21T22:00"),
        ("Fri morn", "2026-11-27T06:00..2026-11-27T12:00"),
        ("yesterday a.m.", "2026-11-27T06:00..2026-11-27T12:00"),
        ("half-past-six yesterday evening", "2026-11-27T18:30!"),
        ("an hour and a half ago", "2026-11-28T13:30..2026-11-28T14:30"),
        ("two hours and a half ago", "2026-11-28T12:30..2026-11-28T13:30"),
        ("two and a half hours ago", "2026-11-28T12:30..2026-11-28T13:30"),
        ("3 and a half hours ago", "2026-11-28T11:30..2026-11-28T12:30"),
        ("all day yesterday", "2026-11-27"),
        ("all last week", "2026-11-16..2026-11-22"),
        ("the whole of October", "2026-10-01..2026-10-31"),
    ],
)
def test_what_was(told: str, where: str) -> None:
    assert place_of(told) == where


@pytest.mark.parametrize(
    ("told", "where"),
    [
        ("3 Dec 14:00-15:00", "2026-12-03T14:00..2026-12-03T15:00"),
        ("w/c 7th", "2026-12-07..2026-12-13"),
        ("Boxing Day just gone", ""),
        ("this coming Friday", "2026-12-04"),
        ("Dec 26", ""),
        ("Dec 25", "2026-12-25"),
        ("Fri 4", ""),
        ("Fri 5", "2026-12-04"),
        ("tomorrow between 2pm and 4pm", "2026-11-29T14:00..2026-11-29T16:00"),
        ("1st of the month", "2026-12-01"),
        ("the last Friday of the month", "2026-12-25"),
        ("Tuesday 30th", ""),
        ("Monday at 1430", "2026-11-30T14:30!"),
        ("between Christmas and New Year", "2026-12-25..2027-01-01"),
    ],
)
def test_what_is_to_come(told: str, where: str) -> None:
    assert place_of(told, "future") == where


@pytest.mark.parametrize(
    ("told", "paper"),
    [
        ("quarter past nine-ish on the 3rd", "quarter past nine-ish on the 3rd (3 Nov 2026)"),
        ("about half eight last Friday", "about half eight on 27 Nov 2026"),
        ("ten to midnight last Friday", "ten to midnight on 27 Nov 2026"),
        ("late last Saturday night", "late on the night of 21 Nov 2026"),
        ("Thursday gone about 9ish", "26 Nov 2026 about 9ish"),
        ("yesterday week", "20 Nov 2026"),
        ("a fortnight last Tuesday", "10 Nov 2026"),
        ("past 3 days", "25 Nov 2026 to 28 Nov 2026"),
        ("between ten to and five to nine last Friday", "between ten to and five to nine on 27 Nov 2026"),
        ("the last Tuesday in November", "24 Nov 2026"),
        ("last thing last Friday night", "last thing on the night of 27 Nov 2026"),
        ("gone 11 last Friday night", "gone 11 on the night of 27 Nov 2026"),
        ("the night the clocks went back", "the night the clocks went back (24 Oct 2026 to 25 Oct 2026)"),
    ],
)
def test_a_page_keeps_words_that_say_more_than_its_date(told: str, paper: str) -> None:
    assert moment_on_paper(read_moment(told, NOW)) == paper


def test_a_page_says_no_weeks_after_the_date_they_led_to() -> None:
    assert moment_on_paper(read_moment("tomorrow week", NOW, "future")) == "6 Dec 2026"
