"""Times as people tell them: the whole phrase is read and placed, or it is kept as told."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hru_advocate.domain.moments import (
    Moment,
    TimeDirection,
    day_in_words,
    moment_asked_for,
    moment_in_words,
    moment_on_paper,
    normal_form,
    read_moment,
    read_time,
    says_an_hour,
)

NOW = datetime(2026, 11, 28, 15, 0, tzinfo=ZoneInfo("Europe/London"))  # a Saturday
NEW_YEAR = datetime(2026, 1, 2, 9, 0)  # noqa: DTZ001 - a frame takes local time, with its zone or without


def place_of(told: str, direction: TimeDirection = "past") -> str:
    """Where words are placed: ``start`` of a certain day or time, ``first..last`` of a span, "" for none."""
    moment = read_moment(told, NOW, direction)
    if moment.start is None:
        return ""
    mark = "!" if moment.exact else ""
    return f"{moment.start}{mark}" if (moment.one_day and "T" not in moment.start) or moment.exact else (
        f"{moment.start}..{moment.end}"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("told", "placed"),
    [
        # a day and a clock time
        ("2026-11-17T03:00", "2026-11-17T03:00!"),
        ("17/11/2026 15:30", "2026-11-17T15:30!"),
        ("3rd of November 2026, 1530hrs", "2026-11-03T15:30!"),
        ("Tuesday 3.30pm", "2026-11-24T15:30!"),
        ("yesterday at noon", "2026-11-27T12:00!"),
        ("last night at 2 am", "2026-11-28T02:00!"),
        ("11pm last night", "2026-11-27T23:00!"),
        ("half seven yesterday evening", "2026-11-27T19:30!"),
        ("quarter past 3 yesterday afternoon", "2026-11-27T15:15!"),
        ("2 in the morning on Wednesday", "2026-11-25T02:00!"),
        ("Saturday 8pm", "2026-11-21T20:00!"),
        ("Saturday 9am", "2026-11-28T09:00!"),
        ("14:59", "2026-11-28T14:59!"),
        # about, and what is not certain
        ("about 3 am Tuesday", "2026-11-24T03:00..2026-11-24T04:00"),
        ("on Monday at 3pm I think", "2026-11-23T15:00..2026-11-23T16:00"),
        ("Friday night at 1am", "2026-11-28T01:00..2026-11-28T02:00"),
        ("midnight Tuesday", "2026-11-24T00:00..2026-11-25T00:00"),
        ("1.30am on 25 October 2026", "2026-10-25T01:30..2026-10-25T02:30"),
        ("1.30am on 29 March 2026", "2026-03-29T01:30..2026-03-29T02:30"),
        ("Friday at 9:30", "2026-11-27"),
        ("Tuesday at 3", "2026-11-24"),
        ("around Tuesday", "2026-11-23..2026-11-25"),
        # parts of days
        ("last night", "2026-11-27T20:00..2026-11-28T00:00"),
        ("this morning", "2026-11-28T06:00..2026-11-28T12:00"),
        ("this afternoon", "2026-11-28T12:00..2026-11-28T15:00"),
        ("early hours of Sunday", "2026-11-22T00:00..2026-11-22T05:00"),
        ("late on Tuesday night", "2026-11-24T21:00..2026-11-25T00:00"),
        # days
        ("the 14th", "2026-11-14"),
        ("Friday 27 November", "2026-11-27"),
        ("the day before yesterday", "2026-11-26"),
        ("a week ago yesterday", "2026-11-20"),
        ("a week last Tuesday", "2026-11-17"),
        ("3/11/85", "1985-11-03"),
        ("3/12", "2025-12-03"),
        ("24 December", "2025-12-24"),
        ("29 February", "2024-02-29"),
        ("twenty-third of May", "2026-05-23"),
        ("Christmas Eve", "2025-12-24"),
        ("bank holiday Monday", "2026-08-31"),
        ("first Monday in May", "2026-05-04"),
        ("the day after Boxing Day", "2025-12-27"),
        ("not Tuesday, Wednesday", "2026-11-25"),
        # spans
        ("three days ago", "2026-11-25"),
        ("a fortnight ago", "2026-11-12..2026-11-16"),
        ("two or three weeks ago", "2026-11-06..2026-11-15"),
        ("last week", "2026-11-16..2026-11-22"),
        ("last weekend", "2026-11-21..2026-11-22"),
        ("last month", "2026-10-01..2026-10-31"),
        ("early March", "2026-03-01..2026-03-10"),
        ("mid-March 2025", "2025-03-11..2025-03-21"),
        ("end of May", "2026-05-22..2026-05-31"),
        ("it may have been in June", "2026-06-01..2026-06-30"),
        ("this month", "2026-11-01..2026-11-28"),
        ("from 3 March to 9 April", "2026-03-03..2026-04-09"),
        ("3-9 April", "2026-04-03..2026-04-09"),
        ("from 24 December to 3 January", "2025-12-24..2026-01-03"),
        ("8pm to 9pm Monday", "2026-11-23T20:00..2026-11-23T21:00"),
        ("8pm to 2am Friday", "2026-11-27T20:00..2026-11-28T02:00"),
        ("between 3 and 5pm yesterday", "2026-11-27T15:00..2026-11-27T17:00"),
        ("today 9am to tomorrow 10am", "2026-11-28T09:00..2026-11-29T10:00"),
        # an end without a day of its own lies on the day of the other, or in the night after it, never today
        ("3 Nov 2026 10:00 to 11:00", "2026-11-03T10:00..2026-11-03T11:00"),
        ("03/11/2026 22:00-01:00", "2026-11-03T22:00..2026-11-04T01:00"),
        ("Tuesday 11pm until 2am", "2026-11-24T23:00..2026-11-25T02:00"),
        ("3 Nov 2026 from 10 to 11am", "2026-11-03T10:00..2026-11-03T11:00"),
        ("on 3 Nov 2026 between 10 and 11 pm", "2026-11-03T22:00..2026-11-03T23:00"),
        ("yesterday 10:00 or 11:00", "2026-11-27T10:00..2026-11-27T11:00"),
        ("Tuesday or Wednesday", "2026-11-24..2026-11-25"),
    ],
)
def test_words_are_placed_where_they_say(told: str, placed: str) -> None:
    assert place_of(told) == placed


@pytest.mark.parametrize(
    "told",
    [
        "when the baby was ill", "in the sun, about noon", "we sat", "every Friday", "Fridays", "not Tuesday",
        "before Christmas", "since March", "by Friday", "after school on Tuesday", "3 times on Monday", "half seven",
        "between 3 and 5", "31/02/2026", "29/02/2025", "5/13/2026", "31 November", "Friday 26 November", "this evening",
        "3 Nov 2026 to 3pm", "Monday to 3pm", "yesterday 11pm or 1am",
        "today at 5pm", "17:00", "in 3 days", "9am and 5pm Monday", "3pm in the morning yesterday", "99:99 yesterday",
    ],
)  # fmt: skip
def test_what_is_not_understood_whole_is_kept_and_not_placed(told: str) -> None:
    assert (read_moment(told, NOW).told, place_of(told)) == (told, "")


@pytest.mark.parametrize(
    ("told", "placed"),
    [
        ("tomorrow 9am", "2026-11-29T09:00!"),
        ("Friday 10:00", "2026-12-04T10:00!"),
        ("Tuesday", "2026-12-01"),
        ("Saturday", "2026-12-05"),
        ("Tuesday week", "2026-12-08"),
        ("a week on Tuesday", "2026-12-08"),
        ("two weeks today", "2026-12-12"),
        ("in 3 days", "2026-12-01"),
        ("1 week", "2026-12-05"),
        ("4 weeks' time", "2026-12-26"),
        ("Monday the 14th", "2026-12-14"),
        ("3 January", "2027-01-03"),
        ("29 Feb", "2028-02-29"),
        ("this afternoon", "2026-11-28T15:00..2026-11-28T18:00"),
        ("within 2 weeks", "2026-11-28..2026-12-12"),
        ("next week", "2026-11-30..2026-12-06"),
        ("Monday 2pm to 4pm", "2026-11-30T14:00..2026-11-30T16:00"),
        ("4pm to 5pm Monday", "2026-11-30T16:00..2026-11-30T17:00"),
        ("not before Monday", ""),
        ("by Friday", "2026-12-04"),
        ("Friday at the latest", "2026-12-04"),
        ("no later than 9am tomorrow", "2026-11-29T09:00!"),
        ("by the school", ""),
        ("by", ""),
        ("yesterday", ""),
        ("this morning", ""),
        ("14:00", ""),
    ],
)
def test_what_is_to_come_is_placed_ahead(told: str, placed: str) -> None:
    assert place_of(told, "future") == placed


@pytest.mark.parametrize(
    ("told", "direction", "day"),
    [("31 December", "past", "2025-12-31"), ("1 January", "past", "2026-01-01"), ("3 January", "past", "2025-01-03"),
     ("31 December", "future", None), ("1 January", "future", None), ("1 December", "future", "2026-12-01"),
     ("3/1", "future", "2026-01-03")],
)  # fmt: skip
def test_a_year_left_out_is_the_nearest_on_its_side_and_a_day_just_gone_is_a_slip(
    told: str, direction: TimeDirection, day: str | None
) -> None:
    assert read_moment(told, NEW_YEAR, direction).start == day


_WORDS = st.sampled_from(
    "about at on the last next this in from to or not every before 3 14th 9.30 3pm half seven noon midnight Monday Sat "
    "14 March 2025 May 3/11 27/11/26 today tomorrow yesterday morning night week weeks ago two a few Christmas Eve "
    "weekend month early end of between and sun quarter past".split()
)


@given(st.lists(_WORDS, min_size=1, max_size=7).map(" ".join), st.sampled_from(["past", "future"]))
def test_nothing_gone_by_lies_ahead_and_nothing_to_come_behind(told: str, direction: TimeDirection) -> None:
    moment = moment_asked_for(told, NOW, direction)
    if moment.start and moment.end:
        assert moment.start <= moment.end
        edge = "2026-11-28T15:00"
        first, last = moment.start, moment.end
        assert first <= edge[: len(first)] if direction == "past" else last >= edge[: len(last)]
    assert moment.told == told


@given(st.lists(_WORDS, min_size=1, max_size=5), st.integers(0, 5), st.sampled_from(["shouted", "bus", "his", "zzz"]))
def test_a_phrase_with_an_unread_word_is_never_placed(words: list[str], place: int, unread: str) -> None:
    told = " ".join([*words[:place], unread, *words[place:]])
    assert read_moment(told, NOW).start is None


@given(st.dates(date(1850, 1, 1), date(2200, 12, 31)))
def test_every_day_is_read_back_from_its_own_words(day: date) -> None:
    for words in (day_in_words(day), day_in_words(day, weekday=True), day.isoformat(), f"{day:%d/%m/%Y}"):
        assert read_moment(words, NOW).one_day == day, words


@given(st.text(max_size=200))
def test_nothing_typed_is_lost_or_refused(told: str) -> None:
    moment = read_moment(told, NOW)
    assert moment.told == " ".join(told.split())
    assert moment.told in moment_in_words(moment) or moment.start is not None


@pytest.mark.parametrize(
    ("told", "screen", "paper"),
    [
        ("Tuesday 3.30pm", "24 Nov 2026, 15:30", "24 Nov 2026, 15:30"),
        ("about 3 am Tuesday", "about 3 am Tuesday (24 Nov 2026)", "about 3 am Tuesday (24 Nov 2026)"),
        ("last night at 2 am", "last night at 2 am (28 Nov 2026, 02:00)", "28 Nov 2026, 02:00"),
        ("last night", "last night (27 Nov 2026)", "the night of 27 Nov 2026"),
        ("this morning", "this morning (28 Nov 2026)", "the morning of 28 Nov 2026"),
        ("yesterday at 9", "yesterday at 9 (27 Nov 2026)", "27 Nov 2026 at 9"),
        ("last week", "last week (16 Nov 2026 to 22 Nov 2026)", "16 Nov 2026 to 22 Nov 2026"),
        (
            "today 9am to tomorrow 10am",
            "today 9am to tomorrow 10am (28 Nov 2026, 09:00 to 29 Nov 2026, 10:00)",
            "28 Nov 2026, 09:00 to 29 Nov 2026, 10:00",
        ),
        ("8pm to 9pm Monday", "8pm to 9pm Monday (23 Nov 2026)", "8pm to 9pm Monday (23 Nov 2026)"),
        ("the day he left, yesterday", "the day he left, yesterday (told on 28 Nov 2026)",
         "the day he left, yesterday (told on 28 Nov 2026)"),
        ("before the trial", "before the trial", "before the trial"),
        ("mid-March 2025", "mid-March 2025", "mid-March 2025"),
    ],
)  # fmt: skip
def test_the_words_stay_where_they_say_more_and_paper_says_the_date(told: str, screen: str, paper: str) -> None:
    moment = read_moment(told, NOW)
    assert (moment_in_words(moment), moment_on_paper(moment)) == (screen, paper)


def test_a_field_that_asks_for_what_is_gone_places_no_stated_day_ahead() -> None:
    assert moment_asked_for("27/12/2026", NOW, "past") == Moment("27/12/2026")
    assert moment_asked_for("27/12/2025", NOW, "future") == Moment("27/12/2025")


@pytest.mark.parametrize(
    ("typed", "clock"),
    [("9.30", "09:30"), ("9:30", "09:30"), ("16:30", "16:30"), ("4.30pm", "16:30"),
     ("half seven in the evening", "19:30"),
     ("noon", "12:00"), ("midnight", "00:00"), ("0930", "09:30"), ("9am", "09:00"),
     ("2025", "20:25"),  # no year where a time is asked for
     ("half seven", ""), ("about 9am", ""), ("9", ""), ("25:00", ""), ("yesterday 9am", "")],
)  # fmt: skip
def test_a_time_of_day_is_certain_or_none(typed: str, clock: str) -> None:
    found = read_time(typed, NOW)
    assert (f"{found:%H:%M}" if found else "") == clock


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("17 Nov 2026 19:00-20:00", "17 Nov 2026, 19:00 to 20:00"),
        ("17 Nov 2026 19:00 to 19:15", "17 Nov 2026, 19:00 to 19:15"),
        ("17 Nov 2026 7-8pm", "17 Nov 2026, 19:00 to 20:00"),
        ("17 Nov 2026 from 7pm to 7.30pm", "17 Nov 2026, 19:00 to 19:30"),
        ("17 Nov 2026 19.00 to 20.00", "17 Nov 2026, 19:00 to 20:00"),
        ("17 Nov 2026 about 7pm", "17 Nov 2026, about 19:00"),
        ("17 Nov 2000 about 7pm", "17 Nov 2000, about 19:00"),  # the year is no end of it
        ("17 Nov 2026 around 19:00", "17 Nov 2026, about 19:00"),
        ("17 Nov 2026 19:00 to 20:30", "17 Nov 2026, 19:00 to 20:30"),
    ],
)
def test_a_time_with_both_its_ends_told_is_no_rough_one(told: str, shown: str) -> None:
    moment = read_moment(told, datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/London")))
    assert normal_form(moment) == shown


@pytest.mark.parametrize("now", ["2026-11-30", "2026-11-29", "2026-12-31", "2027-02-28", "2028-02-29"])
@pytest.mark.parametrize("told", ["3 {0}", "3rd {0}", "{0} 3", "3/{1}", "3{0}", "10 {0}", "morning of {0}"])
def test_on_the_last_day_of_a_month_a_day_of_it_is_not_today(now: str, told: str) -> None:
    moment = datetime.fromisoformat(f"{now}T10:00").replace(tzinfo=ZoneInfo("Europe/London"))
    words = told.format(f"{moment:%b}", moment.month)
    ahead = moment_asked_for(words, moment, "future").one_day
    assert ahead is None or (ahead.day == 3 and ahead > moment.date())
    if "morning" not in told:
        said = date(moment.year, moment.month, 10 if "10" in told else 3)
        assert moment_asked_for(words, moment, "either").one_day == said
        assert moment_asked_for(words, moment, "past").one_day == said


@pytest.mark.parametrize("told", ["10 {0}", "{0} 10", "10/{1}", "3 {0}"])
def test_on_the_first_day_of_a_month_a_day_of_it_is_not_today(told: str) -> None:
    now = datetime(2026, 12, 1, 10, 0, tzinfo=ZoneInfo("Europe/London"))
    words = told.format("Dec", 12)
    found = moment_asked_for(words, now, "past").one_day
    assert found is None or found.day != 1


@pytest.mark.parametrize("told", ["3 Nov", "3/11", "Nov 10"])
def test_a_day_of_a_month_names_no_hour_on_the_last_day_of_it(told: str) -> None:
    assert not says_an_hour(told, datetime(2026, 11, 30, 10, 0, tzinfo=ZoneInfo("Europe/London")))
