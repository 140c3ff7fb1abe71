"""When somebody was born: days, ages and years as people say them, and how old that makes somebody on a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hru_advocate.domain.births import BirthAsTold, age_in_words, age_on, birth_in_words, days_of_birth, read_birth

NOW = datetime(2026, 11, 28, 15, 0, tzinfo=ZoneInfo("Europe/London"))
TODAY = NOW.date()


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("14/06/85", "1985-06-14"),
        ("1/2/51", "1951-02-01"),
        ("3.4.99", "1999-04-03"),
        ("14/06/18", "2018-06-14"),
        ("28/11/26", "2026-11-28"),
        ("29/11/26", "1926-11-29"),
        ("born on 14 June 1985", "1985-06-14"),
        ("29 Feb 2004", "2004-02-29"),
        ("14061985", "1985-06-14"),
        ("14 6 85", "1985-06-14"),
        ("14 06 1985", "1985-06-14"),
    ],
)
def test_a_day_of_birth_lies_behind_us(told: str, day: str) -> None:
    assert read_birth(told, NOW) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("told", "first", "last"),
    [
        ("34", "1991-11-29", "1992-11-28"),
        ("34 years old", "1991-11-29", "1992-11-28"),
        ("aged 17", "2008-11-29", "2009-11-28"),
        ("nearly 16", "2010-11-29", "2011-11-28"),
        ("almost 18 years old", "2008-11-29", "2009-11-28"),
        ("just turned 18", "2007-11-29", "2008-11-28"),
        ("newborn", "2026-10-28", "2026-11-28"),
        ("06/1985", "1985-06-01", "1985-06-30"),
        ("6/85", "1985-06-01", "1985-06-30"),
        ("17yo", "2008-11-29", "2009-11-28"),
        ("about 16", "2007-11-29", "2012-11-28"),
        ("17 or 18", "2007-11-29", "2009-11-28"),
        ("between 30 and 40", "1985-11-29", "1996-11-28"),
        ("in her thirties", "1986-11-29", "1996-11-28"),
        ("mid 30s", "1988-11-29", "1993-11-28"),
        ("in his teens", "2006-11-29", "2013-11-28"),
        ("under 18", "2008-11-29", "2026-11-28"),
        ("over 60", "1905-11-29", "1966-11-28"),
        ("8 months", "2026-03-01", "2026-03-28"),
        ("3 weeks old", "2026-11-01", "2026-11-07"),
        ("1965", "1965-01-01", "1965-12-31"),
        ("about 1965", "1963-01-01", "1967-12-31"),
        ("born in 1965", "1965-01-01", "1965-12-31"),
        ("early 1960s", "1960-01-01", "1963-12-31"),
        ("late 1960s", "1967-01-01", "1969-12-31"),
        ("1960 or 1961", "1960-01-01", "1961-12-31"),
        ("between 1960 and 1965", "1960-01-01", "1965-12-31"),
        ("under 7", "2019-11-29", "2026-11-28"),
        ("late thirties", "1986-11-29", "1989-11-28"),
        ("born in the 60s", "1960-01-01", "1969-12-31"),
        ("she was born in the late sixties", "1967-01-01", "1969-12-31"),
        ("in her 60s", "1956-11-29", "1966-11-28"),
        ("June 1965", "1965-06-01", "1965-06-30"),
        ("2026", "2026-01-01", "2026-11-28"),
    ],
)
def test_an_age_or_a_year_is_kept_with_the_days_it_means(told: str, first: str, last: str) -> None:
    assert read_birth(told, NOW) == BirthAsTold(told, "2026-11-28", first, last)


@pytest.mark.parametrize(
    "told",
    [
        "May nineteen eighty-five",  # of the figures 19 and 85 the first would be a day
        "3 May nineteen eighty-five",
        "nineteen eighty-five",
        "14 June 2062",
        "tomorrow",
        "2026-11-29",
        "121",
        "1850",
        "999",
        "2027",
        "31/02/1999",
        "old",
        "34 or so?",
        "14 June",
        "14/6",
        "3 December",
        "Tuesday 24th",
        "the 60s",
    ],
)
def test_what_is_no_birth_is_not_placed(told: str) -> None:
    assert read_birth(told, NOW) is None


@pytest.mark.parametrize(
    ("told", "day", "ages"),
    [
        ("28 Nov 2008", "2026-11-27", (17, 17)),
        ("28 Nov 2008", "2026-11-28", (18, 18)),
        ("29 Feb 2008", "2026-02-28", (17, 17)),
        ("29 Feb 2008", "2026-03-01", (18, 18)),
        ("17", "2026-11-28", (17, 17)),
        ("17", "2026-11-29", (17, 18)),
        ("17", "2027-11-27", (17, 18)),
        ("17", "2027-11-28", (18, 18)),
        ("2008", "2026-11-28", (17, 18)),
        ("2009", "2026-12-31", (17, 17)),
        ("2009", "2027-01-01", (17, 18)),
    ],
)
def test_an_age_grows_with_the_days(told: str, day: str, ages: tuple[int, int]) -> None:
    born = read_birth(told, NOW)
    assert born is not None
    assert age_on(born, date.fromisoformat(day)) == ages


def test_a_birth_as_told_says_what_the_words_mean() -> None:
    said = {told: read_birth(told, NOW) for told in ("34", "about 1965", "14/06/85")}
    assert {told: birth_in_words(born) for told, born in said.items() if born} == {
        "34": "34 (told on 28 Nov 2026; born 1991 or 1992)",
        "about 1965": "about 1965 (born 1963 to 1967)",
        "14/06/85": "14 Jun 1985",
    }
    assert {told: age_in_words(born, TODAY) for told, born in said.items() if born} == {
        "34": "34 years old",
        "about 1965": "58 to 63 years old",
        "14/06/85": "41 years old",
    }


@given(st.dates(date(1906, 11, 29), TODAY))
def test_every_day_of_birth_is_read_back_from_its_own_words(day: date) -> None:
    assert read_birth(birth_in_words(day), NOW) == day
    assert read_birth(day.isoformat(), NOW) == day


@given(st.text(alphabet="0123456789/.- abornishcuey1965", max_size=24), st.integers(0, 20_000))
def test_no_birth_lies_ahead_and_no_age_is_less_than_none(told: str, later: int) -> None:
    born = read_birth(told, NOW)
    if born is not None:
        first, last = days_of_birth(born)
        assert first <= last <= TODAY
        least, most = age_on(born, TODAY + timedelta(days=later))
        assert 0 <= least <= most
