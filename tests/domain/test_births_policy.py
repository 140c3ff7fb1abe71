"""Every way to say how old somebody is, with the days it means: an age decides what is kept safe for a child."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hru_advocate.domain.births import age_in_words, age_on, birth_in_words, days_of_birth, read_birth

NOW = datetime(2026, 11, 28, 15, 0)  # noqa: DTZ001 - a birth takes local time, with its zone or without


def span(told: str, now: datetime = NOW) -> str:
    """The first and last day of a birth; one day alone where it is certain; "" for none."""
    born = read_birth(told, now)
    if born is None:
        return ""
    first, last = days_of_birth(born)
    return first.isoformat() if isinstance(born, date) else f"{first}..{last}"


def ages(told: str) -> tuple[int, int] | None:
    born = read_birth(told, NOW)
    return age_on(born, NOW.date()) if born else None


@pytest.mark.parametrize(
    ("told", "least", "most"),
    [
        ("in her teens", 13, 19),
        ("10s", 13, 19),
        ("early teens", 13, 13),
        ("mid teens", 13, 17),
        ("late teens", 17, 19),
        ("in her twenties", 20, 29),
        ("in his thirties", 30, 39),
        ("in their forties", 40, 49),
        ("fifties", 50, 59),
        ("sixties", 60, 69),
        ("seventies", 70, 79),
        ("eighties", 80, 89),
        ("nineties", 90, 99),
        ("20s", 20, 29),
        ("30s", 30, 39),
        ("40s", 40, 49),
        ("50s", 50, 59),
        ("60s", 60, 69),
        ("70s", 70, 79),
        ("80s", 80, 89),
        ("90s", 90, 99),
        ("early twenties", 20, 23),
        ("mid-twenties", 23, 27),
        ("late twenties", 27, 29),
        # more or less
        ("about 16", 14, 18),
        ("around 16", 14, 18),
        ("roughly 16", 14, 18),
        ("approximately 16", 14, 18),
        ("approx. 16", 14, 18),
        ("approx 16", 14, 18),
        ("maybe 16", 14, 18),
        ("perhaps 16", 14, 18),
        ("circa 16", 14, 18),
        ("c. 16", 14, 18),
        ("~16", 14, 18),
        ("16ish", 14, 18),
        ("16-ish", 14, 18),
        ("about 1", 0, 3),
        # nearly, just
        ("nearly 16", 15, 15),
        ("almost 16", 15, 15),
        ("not quite 16", 15, 15),
        ("coming up to 16", 15, 15),
        ("just 16", 16, 16),
        ("turned 16", 16, 16),
        ("just turned 16", 16, 16),
        ("nearly 1", 0, 0),
        ("nearly 121", 120, 120),
        # said of somebody
        ("she is 34", 34, 34),
        ("he\u2019s 34", 34, 34),
        ("they are 34", 34, 34),
        ("she was 34", 34, 34),
        ("age 34", 34, 34),
        ("aged: 34", 34, 34),
        ("is 34", 34, 34),
        ("34 yrs", 34, 34),
        ("34 years", 34, 34),
        ("34 year old", 34, 34),
        ("34 years of age", 34, 34),
        ("34yo", 34, 34),
        ("34 y/o", 34, 34),
        ("34 y.o.", 34, 34),
        # from one age to another, below one, from one on
        ("17 or 18", 17, 18),
        ("17 and 18", 17, 18),
        ("17-18", 17, 18),
        ("17 to 17", 17, 17),
        ("between 0 and 120", 0, 120),
        ("under 18", 0, 17),
        ("under 1", 0, 0),
        ("under the age of 16", 0, 15),
        ("over 60", 60, 120),
        ("over 120", 120, 120),
        ("120", 120, 120),
        ("0", 0, 0),
        ("newborn", 0, 0),
        ("8 months", 0, 0),
        ("12 months", 1, 1),
        # in words, with a half or months, in figures of a school
        ("sixteen", 16, 16),
        ("forty-two", 42, 42),
        ("about forty", 38, 42),
        ("nearly sixteen", 15, 15),
        ("seventeen and a half", 17, 17),
        ("17\u00bd", 17, 17),
        ("17 1/2", 17, 17),
        ("17.5", 17, 17),
        ("15y 11m", 15, 15),
        ("15 years and 11 months", 15, 15),
        ("15 going on 16", 15, 15),
        ("16 last birthday", 16, 16),
        ("16 next birthday", 15, 15),
        ("16 on her next birthday", 15, 15),
        ("40+", 40, 120),
        ("40 or over", 40, 120),
        ("forty odd", 40, 49),
        ("40?", 38, 42),
        ("40y", 40, 40),
    ],
)
def test_every_way_to_say_an_age(told: str, least: int, most: int) -> None:
    assert ages(told) == (least, most)


@pytest.mark.parametrize(
    "told",
    ["121", "nearly 0", "nearly 122", "just turned 121", "over 121", "under 121", "17 to 121", "18 to 17", "1905",
     "0/1985", "13/1985", "06/31", "06/00", "2027", "about 2030", "1960 to 2201"],
)  # fmt: skip
def test_what_nobody_can_be_is_not_taken(told: str) -> None:
    assert span(told) == ""


@pytest.mark.parametrize(
    ("told", "days"),
    [
        ("turned 16 last May", "2010-05-01..2010-05-31"),
        ("she turned 16 in May", "2010-05-01..2010-05-31"),
        ("turned 16 in May 2024", "2008-05-01..2008-05-31"),
        ("will be 16 in May", "2011-05-01..2011-05-31"),
        ("he\u2019ll be sixteen in May", "2011-05-01..2011-05-31"),
        ("16 in May", "2010-05-01..2011-05-31"),  # gone by or to come: neither was said
        ("turns 18 on 3 December", "2008-12-03"),
        ("18 tomorrow", "2008-11-29"),
        ("18 today", "2008-11-28"),
        ("18 yesterday", "2008-11-27"),
        ("turned 18 last Tuesday", "2008-11-24"),
        ("16 on Tuesday", "2010-11-24..2010-12-01"),
        ("18 in 3 weeks", "2008-12-19"),
        ("turned 16 soon after we met", ""),
        ("turned 121 last May", ""),
        ("16 May", ""),  # a birthday without its year
        ("16 Tuesday", ""),
        ("\u201985", "1985-01-01..1985-12-31"),
        ("'27", "1927-01-01..1927-12-31"),
        ("b. 14/6/85", "1985-06-14"),
    ],
)
def test_a_birthday_told_with_its_age(told: str, days: str) -> None:
    assert span(told) == days


@pytest.mark.parametrize(
    ("told", "days"),
    [
        ("newborn", "2026-10-28..2026-11-28"),
        ("new-born baby", "2026-10-28..2026-11-28"),
        ("0 days", "2026-11-28"),
        ("1 day", "2026-11-27"),
        ("3 days old", "2026-11-25"),
        ("1 week", "2026-11-15..2026-11-21"),
        ("2 weeks", "2026-11-08..2026-11-14"),
        ("0 months", "2026-10-29..2026-11-28"),
        ("1 month", "2026-09-29..2026-10-28"),
        ("11 months old", "2025-11-29..2025-12-28"),
        ("12 months", "2025-10-29..2025-11-28"),
        # a month, with its year in figures that can be no day
        ("6/1985", "1985-06-01..1985-06-30"),
        ("06.1985", "1985-06-01..1985-06-30"),
        ("06-1985", "1985-06-01..1985-06-30"),
        ("1/1985", "1985-01-01..1985-01-31"),
        ("12/1985", "1985-12-01..1985-12-31"),
        ("2/1984", "1984-02-01..1984-02-29"),
        ("06/32", "1932-06-01..1932-06-30"),
        ("06/99", "1999-06-01..1999-06-30"),
        # years and decades
        ("1906", "1906-01-01..1906-12-31"),
        ("born 1965", "1965-01-01..1965-12-31"),
        ("in 1965", "1965-01-01..1965-12-31"),
        ("1965ish", "1963-01-01..1967-12-31"),
        ("1960-1961", "1960-01-01..1961-12-31"),
        ("1961 to 1961", "1961-01-01..1961-12-31"),
        ("the 1960s", "1960-01-01..1969-12-31"),
        ("1960's", "1960-01-01..1969-12-31"),
        ("mid 1960s", "1963-01-01..1967-12-31"),
        ("born during the 70s", "1970-01-01..1979-12-31"),
        ("born in the early fifties", "1950-01-01..1953-12-31"),
        ("born in the nineties", "1990-01-01..1999-12-31"),
        # a day, however it is led in
        ("DOB: 14/06/1985", "1985-06-14"),
        ("d.o.b. 14/06/1985", "1985-06-14"),
        ("date of birth: 14/06/1985", "1985-06-14"),
        ("born on 14/06/1985", "1985-06-14"),
        ("born 3 weeks ago", "2026-11-06..2026-11-08"),
    ],
)
def test_every_way_to_say_the_days(told: str, days: str) -> None:
    assert span(told) == days


@pytest.mark.parametrize(
    ("now", "told", "days"),
    [
        # a month back from a day that the month before has not
        ("2027-03-31", "1 month", "2027-02-01..2027-02-28"),
        ("2027-01-31", "1 month", "2026-12-01..2026-12-31"),
        ("2027-12-31", "1 month", "2027-11-01..2027-11-30"),
        ("2027-12-31", "12 months", "2026-12-01..2026-12-31"),
        ("2028-02-29", "12 months", "2027-01-30..2027-02-28"),
        ("2028-02-29", "0 months", "2028-01-30..2028-02-29"),
        # on a leap day who was born on 1 March has not had this year's birthday yet
        ("2028-02-29", "34", "1993-03-01..1994-02-28"),
        ("2028-02-29", "17", "2010-03-01..2011-02-28"),
        ("2028-02-29", "16", "2011-03-01..2012-02-29"),
    ],
)
def test_days_are_counted_back_through_short_months_and_leap_years(now: str, told: str, days: str) -> None:
    assert span(told, datetime.fromisoformat(now)) == days


LEAP_DAYS = st.sampled_from([date(2024, 2, 29), date(2028, 2, 29)])


@given(LEAP_DAYS | st.dates(date(2024, 1, 1), date(2036, 12, 31)), st.integers(0, 120))
def test_an_age_told_today_is_that_age_today_on_every_day_of_the_calendar(today: date, age: int) -> None:
    born = read_birth(str(age), datetime(today.year, today.month, today.day))  # noqa: DTZ001 - as above
    assert born is not None
    first, last = days_of_birth(born)
    assert age_on(born, today) == (age, age)
    assert age_on(first - timedelta(days=1), today) == (age + 1, age + 1)
    assert last == today or age_on(last + timedelta(days=1), today) == (age - 1, age - 1)


@pytest.mark.parametrize(
    ("told", "words"),
    [("28 Nov 2026", "0 years old"), ("28 Nov 2025", "1 year old"), ("29 Nov 2024", "1 year old"),
     ("28 Nov 2024", "2 years old"), ("about 2", "0 to 4 years old")],
)  # fmt: skip
def test_an_age_in_words(told: str, words: str) -> None:
    born = read_birth(told, NOW)
    assert born is not None
    assert age_in_words(born, NOW.date()) == words


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("8 months", "8 months (told on 28 Nov 2026; born 2026)"),
        ("34", "34 (told on 28 Nov 2026; born 1991 or 1992)"),
        ("17 or 18", "17 or 18 (told on 28 Nov 2026; born 2007 to 2009)"),
        ("1965", "1965 (born 1965)"),
        ("late 1890s", ""),
        ("born in 2001", "born in 2001 (born 2001)"),
        ("06/85", "06/85 (told on 28 Nov 2026; born 1985)"),
    ],
)
def test_a_birth_says_the_years_it_means_and_the_day_it_was_told_where_that_matters(told: str, words: str) -> None:
    born = read_birth(told, NOW)
    assert ("" if born is None else birth_in_words(born)) == words
