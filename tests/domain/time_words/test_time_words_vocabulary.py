"""Every word people have for a time, beside the plain one that means the same: without it a time is not placed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hru_advocate.domain.moments import TimeDirection, read_moment
from hru_advocate.domain.time_words.named_days import bank_holidays, easter
from tests.domain.test_moments import NOW, place_of  # Saturday 28 November 2026, 15:00

COUNTED = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth "
    "twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
).split()
MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def same(told: str, plain: str, direction: TimeDirection = "past") -> None:
    """Two ways to say one time: placed alike, and placed at all."""
    assert place_of(told, direction) == place_of(plain, direction) != ""


@pytest.mark.parametrize(("number", "word"), [*enumerate(COUNTED, 1), (30, "thirty"), (40, "forty"), (50, "fifty"),
    (60, "sixty"), (90, "ninety"), (21, "twenty-one"), (29, "twenty-nine"), (35, "thirty-five"), (44, "forty-four"),
])  # fmt: skip
def test_every_number_in_words_counts(number: int, word: str) -> None:
    assert place_of(f"{word} days ago") == (NOW.date() - timedelta(days=number)).isoformat()


@pytest.mark.parametrize(("day", "word"), [*enumerate(ORDINALS, 1)])
def test_every_ordinal_in_words_is_a_day(day: int, word: str) -> None:
    assert place_of(f"the {word} of October 2026") == f"2026-10-{day:02}"
    assert place_of(f"the {word.replace('-', ' ')} of October 2026") == f"2026-10-{day:02}"


@pytest.mark.parametrize(("number", "month"), [*enumerate(MONTHS, 1)])
def test_every_month_has_its_name_and_its_first_three_letters(number: int, month: str) -> None:
    for name in (month, month[:3], month.upper()):
        assert place_of(f"3 {name} 2025") == f"2025-{number:02}-03"
        assert place_of(f"03-{name}-2025") == f"2025-{number:02}-03"


@pytest.mark.parametrize(("number", "weekday"), [*enumerate(WEEKDAYS)])
def test_every_weekday_has_its_name_and_its_first_three_letters(number: int, weekday: str) -> None:
    day = NOW.date() - timedelta(days=(NOW.weekday() - number) % 7)
    for name in (weekday, weekday[:3]):
        assert place_of(name) == day.isoformat()


@pytest.mark.parametrize(
    ("told", "plain"),
    [
        ("Tues", "Tuesday"),
        ("Weds", "Wednesday"),
        ("Thur", "Thursday"),
        ("Thurs", "Thursday"),
        ("3 Sept 2026", "3 September 2026"),
        # lengths, shortened
        ("1 wk ago", "1 week ago"),
        ("3 wks ago", "3 weeks ago"),
        ("1 mth ago", "1 month ago"),
        ("3 mths ago", "3 months ago"),
        ("1 yr ago", "1 year ago"),
        ("3 yrs ago", "3 years ago"),
        ("2 hr ago", "2 hours ago"),
        ("2 hrs ago", "2 hours ago"),
        ("20 min ago", "20 minutes ago"),
        ("20 mins ago", "20 minutes ago"),
        ("20 minute ago", "20 minutes ago"),
        # more or less
        ("around Tuesday", "about Tuesday"),
        ("approximately Tuesday", "about Tuesday"),
        ("approx Tuesday", "about Tuesday"),
        ("roughly Tuesday", "about Tuesday"),
        ("circa Tuesday", "about Tuesday"),
        ("~ Tuesday", "about Tuesday"),
        ("nearly two weeks ago", "about two weeks ago"),
        ("almost two weeks ago", "about two weeks ago"),
        ("Monday at 3pm, perhaps", "Monday at 3pm, maybe"),
        ("possibly Monday at 3pm", "maybe Monday at 3pm"),
        ("probably Monday at 3pm", "maybe Monday at 3pm"),
        ("presumably Monday at 3pm", "maybe Monday at 3pm"),
        ("Monday at 3pm?", "maybe Monday at 3pm"),
        # from, to
        ("8pm until 9pm Monday", "8pm to 9pm Monday"),
        ("8pm till 9pm Monday", "8pm to 9pm Monday"),
        ("8pm til 9pm Monday", "8pm to 9pm Monday"),
        ("8pm through 9pm Monday", "8pm to 9pm Monday"),
        ("8pm - 9pm Monday", "8pm to 9pm Monday"),
        ("8pm \u2013 9pm Monday", "8pm to 9pm Monday"),
        ("8pm \u2014 9pm Monday", "8pm to 9pm Monday"),
        # days
        ("yest", "yesterday"),
        ("yday", "yesterday"),
        ("previous week", "last week"),
        ("the previous week", "last week"),  # not the last seven days
        ("the previous month", "last month"),
        ("in the previous year", "last year"),
        ("the previous Tuesday", "last Tuesday"),
        ("christmas day 2025", "25 December 2025"),
        ("xmas day 2025", "25 December 2025"),
        ("two weeks back", "two weeks ago"),
        ("the beginning of last week", "the start of last week"),
        ("the middle of March", "mid March"),
        # hours
        ("midday yesterday", "noon yesterday"),
        ("12 midday yesterday", "noon yesterday"),
        ("Tuesday tea-time", "Tuesday teatime"),
        ("Tuesday tea", "Tuesday teatime"),
        ("Tuesday lunch-time", "Tuesday lunchtime"),
        ("Tuesday lunch", "Tuesday lunchtime"),
        ("Tuesday morn", "Tuesday morning"),
        ("Tuesday aft", "Tuesday afternoon"),
        ("Tuesday sundown", "Tuesday dusk"),
        ("Tuesday sunset", "Tuesday dusk"),
        ("Tuesday sunrise", "Tuesday dawn"),
        ("Tuesday daybreak", "Tuesday dawn"),
        ("8 o'clock Tuesday evening", "8pm Tuesday"),
        ("8 o\u2019clock Tuesday evening", "8pm Tuesday"),
        ("8 oclock Tuesday evening", "8pm Tuesday"),
        # marks
        ("(Tuesday) 8pm", "Tuesday, 8pm"),
        ("[Tuesday] 8pm", "Tuesday, 8pm"),
        ("Tuesday; 8pm", "Tuesday, 8pm"),
        ("Tuesday @ 8pm", "Tuesday at 8pm"),
    ],
)  # fmt: skip
def test_words_that_mean_the_same_are_placed_alike(told: str, plain: str) -> None:
    same(told, plain)


@pytest.mark.parametrize(
    ("told", "plain"),
    [
        ("tmrw", "tomorrow"),
        ("tomo", "tomorrow"),
        ("tonite", "tonight"),
        ("the following week", "next week"),
        ("this coming week", ""),
        ("the coming week", "next week"),
    ],
)
def test_words_for_what_is_to_come_are_placed_alike(told: str, plain: str) -> None:
    if plain:
        same(told, plain, "future")
    else:
        assert place_of(told, "future") == ""


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Christmas Eve", "2025-12-24"),
        ("Christmas Day", "2025-12-25"),
        ("Boxing Day", "2025-12-26"),
        ("Christmas", "2025-12-24..2025-12-26"),
        ("between Christmas and New Year", "2025-12-25..2026-01-01"),
        ("between Christmas and the new year", "2025-12-25..2026-01-01"),
        ("New Year's Eve", "2025-12-31"),
        ("New Year's Day", "2026-01-01"),
        ("NYE", "2025-12-31"),
        ("Valentine's Day", "2026-02-14"),
        ("Valentines Day", "2026-02-14"),
        ("Halloween", "2026-10-31"),
        ("Bonfire Night", "2026-11-05"),
        ("Guy Fawkes Night", "2026-11-05"),
        ("April Fools' Day", "2026-04-01"),
        ("April Fool's Day", "2026-04-01"),
        ("April Fools Day", "2026-04-01"),
        ("May Day", "2026-05-01"),
        ("Remembrance Day", "2026-11-11"),
        ("Remembrance Sunday", "2026-11-08"),
        # Easter was on 5 April
        ("Shrove Tuesday", "2026-02-17"),
        ("Pancake Day", "2026-02-17"),
        ("Ash Wednesday", "2026-02-18"),
        ("Mothering Sunday", "2026-03-15"),
        ("Mother's Day", "2026-03-15"),
        ("Mothers Day", "2026-03-15"),
        ("Palm Sunday", "2026-03-29"),
        ("Maundy Thursday", "2026-04-02"),
        ("Good Friday", "2026-04-03"),
        ("Easter Saturday", "2026-04-04"),
        ("Easter Sunday", "2026-04-05"),
        ("Easter Day", "2026-04-05"),
        ("Easter Monday", "2026-04-06"),
        ("Easter", "2026-04-03..2026-04-06"),
        ("Easter weekend", "2026-04-03..2026-04-06"),
        ("Father's Day", "2026-06-21"),
        ("Fathers Day", "2026-06-21"),
        ("May Day bank holiday", "2026-05-04"),
        ("early May bank holiday", "2026-05-04"),
        ("late May bank holiday", "2026-05-25"),
        ("spring bank holiday", "2026-05-25"),
        ("August bank holiday", "2026-08-31"),
        ("late August bank holiday", "2026-08-31"),
        ("summer bank holiday", "2026-08-31"),
        ("spring bank holiday 2002", "2002-06-04"),
        ("spring bank holiday 2012", "2012-06-04"),
        ("spring bank holiday 2022", "2022-06-02"),
        ("spring bank holiday 2021", "2021-05-31"),
        ("early May bank holiday 2020", "2020-05-08"),
        ("early May bank holiday 2019", "2019-05-06"),
        ("bank holiday", "2026-08-31"),
    ],
)
def test_every_day_with_a_name(name: str, day: str) -> None:
    assert place_of(name) == day


@pytest.mark.parametrize(
    "day",
    "1954-04-18 1981-04-19 2000-04-23 2001-04-15 2002-03-31 2003-04-20 2004-04-11 2005-03-27 2008-03-23 2011-04-24 "
    "2015-04-05 2018-04-01 2019-04-21 2020-04-12 2021-04-04 2022-04-17 2023-04-09 2024-03-31 2025-04-20 2026-04-05 "
    "2027-03-28 2028-04-16 2029-04-01 2030-04-21 2038-04-25".split(),
)
def test_easter_is_where_the_calendar_has_it(day: str) -> None:
    assert easter(int(day[:4])) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("year", "days"),
    [
        # as they were kept in England and Wales, but for the single days of 2022 and 2023
        (2019, "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26"),
        (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
        (2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
        (2022, "01-03 04-15 04-18 05-02 06-02 08-29 12-26 12-27"),
        (2023, "01-02 04-07 04-10 05-01 05-29 08-28 12-25 12-26"),
        (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
    ],
)
def test_bank_holidays_and_their_substitutes(year: int, days: str) -> None:
    assert [f"{day:%m-%d}" for day in bank_holidays(year)] == days.split()


@pytest.mark.parametrize(
    ("part", "hours"),
    [
        ("early on {}", "00:00 09:00"),
        ("very early on {}", "00:00 09:00"),
        ("early hours of {}", "00:00 05:00"),
        ("small hours of {}", "00:00 05:00"),
        ("{} very early morning", "02:00 07:00"),
        ("{} early morning", "05:00 08:00"),
        ("{} mid-morning", "09:30 11:30"),
        ("{} late morning", "10:00 12:00"),
        ("{} morning", "06:00 12:00"),
        ("{} am", "06:00 12:00"),
        ("{} pm", "12:00 18:00"),
        ("dawn on {}", "04:00 08:00"),
        ("{} breakfast time", "07:00 10:00"),
        ("{} lunchtime", "12:00 14:00"),
        ("{} lunch time", "12:00 14:00"),
        ("{} early afternoon", "12:00 14:00"),
        ("{} mid-afternoon", "14:00 16:00"),
        ("{} late afternoon", "15:00 18:00"),
        ("{} afternoon", "12:00 18:00"),
        ("{} teatime", "16:00 19:00"),
        ("dusk on {}", "16:00 22:00"),
        ("after dark on {}", "16:00 00:00"),
        ("{} early evening", "17:00 19:00"),
        ("{} late evening", "20:00 00:00"),
        ("{} evening", "17:00 22:00"),
        ("{} eve", "17:00 22:00"),
        ("{} late night", "22:00 00:00"),
        ("{} late at night", "22:00 00:00"),
        ("late on {}", "21:00 00:00"),
        ("{} night", "20:00 00:00"),
        ("{} bedtime", "20:00 00:00"),
        ("{} overnight", "20:00 06:00"),
        ("first thing {}", "05:00 08:00"),
        ("last thing {}", "20:00 00:00"),
    ],
)
def test_every_part_of_a_day_has_its_hours(part: str, hours: str) -> None:
    moment = read_moment(part.format("Tuesday"), NOW)
    assert f"{(moment.start or '')[11:]} {(moment.end or '')[11:]}" == hours
    assert (moment.start or "")[:10] == "2026-11-24"


@pytest.mark.parametrize(
    ("part", "least", "most"),
    [
        # the first and the last minute a part of a day can mean; beyond them the words contradict each other
        ("in the small hours", "", "06:00"),
        ("in the early hours", "", "06:00"),
        ("very early morning", "", "08:00"),
        ("early morning", "", "09:00"),
        ("mid-morning", "09:00", "12:00"),
        ("late morning", "09:00", "12:00"),
        ("morning", "", "12:00"),
        ("at dawn", "03:00", "09:00"),
        ("breakfast time", "06:00", "11:00"),
        ("lunchtime", "11:00", "15:00"),
        ("lunch time", "11:00", "15:00"),
        ("early afternoon", "12:00", "15:00"),
        ("mid-afternoon", "13:30", "17:00"),
        ("late afternoon", "14:00", "19:00"),
        ("afternoon", "12:00", "18:30"),
        ("teatime", "15:00", "19:00"),
        ("at dusk", "15:00", "23:00"),
        ("early evening", "16:00", "20:00"),
        ("late evening", "19:00", ""),
        ("evening", "16:00", ""),
        ("eve", "16:00", ""),
    ],
)
def test_a_clock_time_fits_a_part_of_a_day_or_contradicts_it(part: str, least: str, most: str) -> None:
    for edge, beyond in ((least, -1), (most, 1)):
        if edge:
            hour, minute = (int(number) for number in edge.split(":"))
            over = f"{(hour * 60 + minute + beyond) // 60:02}:{(hour * 60 + minute + beyond) % 60:02}"
            assert place_of(f"10 March 2026 {part} {edge}") == f"2026-03-10T{edge}!"
            assert place_of(f"10 March 2026 {part} {over}") == ""


@pytest.mark.parametrize(
    ("part", "after_midnight", "too_late", "before", "too_early"),
    [
        ("night", "06:00", "06:01", "18:00", "17:59"),
        ("late night", "06:00", "06:01", "18:00", "17:59"),
        ("late at night", "06:00", "06:01", "18:00", "17:59"),
        ("after dark", "06:00", "06:01", "15:00", "14:59"),
        ("bedtime", "01:00", "01:01", "18:00", "17:59"),
        ("overnight", "09:00", "09:01", "18:00", "17:59"),
    ],
)
def test_a_night_goes_on_into_the_next_morning_and_no_further(
    part: str, after_midnight: str, too_late: str, before: str, too_early: str
) -> None:
    assert place_of(f"10 March 2026 {part} {after_midnight}").startswith(f"2026-03-11T{after_midnight}")
    assert place_of(f"10 March 2026 {part} {before}") == f"2026-03-10T{before}!"
    assert place_of(f"10 March 2026 {part} {too_late}") == ""
    assert place_of(f"10 March 2026 {part} {too_early}") == ""


@pytest.mark.parametrize(
    ("welsh", "english"),
    [
        ("3 Tachwedd 2026", "3 November 2026"),
        ("1af o Fawrth 2026", "1 March 2026"),
        ("dydd Mawrth", "Tuesday"),  # and no March
        ("nos Wener", "Friday night"),
        ("nos Sadwrn diwethaf", "last Saturday night"),
        ("ddoe", "yesterday"),
        ("bore ddoe", "yesterday morning"),
        ("neithiwr", "last night"),
        ("echdoe", "the day before yesterday"),
        ("17 Tachwedd 2026 am 15:30", "17 November 2026 at 15:30"),
        ("ddoe am 3 o'r gloch", "yesterday at 3 o'clock"),
        ("tua 15:30 ddoe", "about 15:30 yesterday"),
        ("Mis Hydref 2026", "October 2026"),
        ("dydd Mercher 17 Tachwedd", "Wednesday 17 November"),  # which was a Tuesday
        ("mis mêl", "honeymoon"),
    ],
)
def test_welsh_words_mean_what_the_english_ones_do(welsh: str, english: str) -> None:
    read, meant = read_moment(welsh, NOW), read_moment(english, NOW)
    assert (read.start, read.end, read.exact) == (meant.start, meant.end, meant.exact)
    assert read.told == welsh
