from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hru_advocate.casework.product import shipped
from hru_advocate.domain.services.opening_hours import (
    DAYS,
    Hours,
    next_opening,
    open_state,
    read_hours,
    spans_of,
    state_at,
    write_hours,
)

WEEK = Hours(
    mon="09:30-16:00",
    tue="09:30-16:00",
    wed="13:00-16:00",
    thu="10:30-12:30,13:30-16:30",
    fri="20:00-02:00",
    sat="closed",
)
MONDAY = date(2026, 11, 23)


def at(day: int, clock: str) -> datetime:
    """A moment in the week of Monday 23 November 2026; 0 is Monday."""
    return datetime.fromisoformat(f"2026-11-{23 + day:02d}T{clock}")


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("24h", ((0, 1440),)),
        ("closed", ()),
        ("09:30-16:00", ((570, 960),)),
        ("10:30-12:30,13:30-16:30", ((630, 750), (810, 990))),
        ("10:30-12:30,12:30-16:30", ((630, 750), (750, 990))),
        ("20:00-24:00", ((1200, 1440),)),
        ("20:00-02:00", ((1200, 1560),)),
    ],
)
def test_a_day_reads_as_spans_of_minutes(text: str, spans: tuple[tuple[int, int], ...]) -> None:
    assert spans_of(text) == spans


@pytest.mark.parametrize(
    "text",
    [
        "",
        "9-5",
        "09:30",
        "25:00-26:00",
        "09:30-16:60",
        "13:00-14:00,09:00-10:00",
        "10:30-12:30,12:29-16:30",
        "09:00-24:30",
        "office hours",
        "open",
    ],
)
def test_what_is_not_hours_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"hours are|times of a day"):
        spans_of(text)


@pytest.mark.parametrize(
    ("day", "clock", "state"),
    [
        (0, "09:29", "closed"),
        (0, "09:30", "open"),
        (0, "15:59", "open"),
        (0, "16:00", "closed"),
        (3, "13:00", "closed"),
        (3, "13:30", "open"),
        (4, "23:30", "open"),
        (5, "01:59", "open"),
        (5, "02:00", "closed"),
        (6, "12:00", "not known"),
    ],
)
def test_open_closed_or_not_known(day: int, clock: str, state: str) -> None:
    assert open_state(WEEK, at(day, clock), bank_holiday=False) == state


@pytest.mark.parametrize("day", range(7))
def test_a_missing_weekday_is_not_known_and_never_closed(day: int) -> None:
    hours = Hours(bank_holidays="closed", note="Weekday hours; exact times not found.")
    assert open_state(hours, at(day, "12:00"), bank_holiday=False) == "not known"
    assert next_opening(hours, at(day, "12:00")) is None


@pytest.mark.parametrize(
    ("bank_holidays", "state"),
    [
        ("open every day", "open"),
        ("closed", "closed"),
        ("not stated", "not known"),
        ("out-of-hours emergency calls only", "not known"),
        ("10:00-11:00", "closed"),
        ("24h", "open"),
    ],
)
def test_a_bank_holiday_goes_by_what_is_said_of_bank_holidays(bank_holidays: str, state: str) -> None:
    hours = Hours(mon="24h", bank_holidays=bank_holidays)
    assert open_state(hours, at(0, "12:00"), bank_holiday=True) == state
    assert open_state(hours, at(0, "12:00"), bank_holiday=False) == "open"


def test_the_night_after_a_closed_bank_holiday_is_closed() -> None:
    hours = Hours(fri="20:00-02:00", sat="closed", bank_holidays="closed")
    assert open_state(hours, at(5, "01:00"), bank_holiday=False) == "open"
    assert open_state(hours, at(5, "01:00"), bank_holiday=False, after_bank_holiday=True) == "closed"


def test_the_next_opening_skips_closed_days_and_stops_at_what_nobody_knows() -> None:
    assert next_opening(WEEK, at(0, "08:00")) == at(0, "09:30")
    assert next_opening(WEEK, at(0, "09:30")) == at(1, "09:30")
    assert next_opening(WEEK, at(3, "12:45")) == at(3, "13:30")
    assert next_opening(WEEK, at(5, "10:00")) is None  # Sunday is not known
    closed_weekend = Hours(mon="09:00-17:00", sat="closed", sun="closed", bank_holidays="closed", fri="closed")
    assert next_opening(closed_weekend, at(4, "18:00")) == datetime.fromisoformat("2026-11-30T09:00")


def test_the_next_opening_minds_bank_holidays() -> None:
    hours = Hours(mon="09:00-17:00", tue="09:00-17:00", bank_holidays="closed")
    assert next_opening(hours, at(0, "08:00"), {MONDAY}) == at(1, "09:00")
    unsaid = Hours(mon="09:00-17:00", tue="09:00-17:00")
    assert next_opening(unsaid, at(0, "08:00"), {MONDAY}) is None


class Watched:
    """Bank holidays that count how often they are asked."""

    def __init__(self, *days: date) -> None:
        self.days = days
        self.asked = 0

    def __contains__(self, day: object) -> bool:
        self.asked += 1
        return day in self.days


@pytest.mark.parametrize(
    ("hours", "day", "asked"),
    [
        (Hours(mon="24h", sun="24h", bank_holidays="open every day"), 0, False),
        (Hours(mon="closed", sun="closed", bank_holidays="closed"), 0, False),
        (Hours(bank_holidays="not stated"), 0, False),
        (Hours(mon="24h", bank_holidays="not stated"), 0, True),
        (Hours(fri="20:00-02:00", sat="closed", bank_holidays="closed"), 5, True),
    ],
)
def test_bank_holidays_are_looked_up_only_where_they_make_a_difference(hours: Hours, day: int, *, asked: bool) -> None:
    moment = at(day, "01:00")
    for days in ((), (MONDAY,), (date(2026, 11, 27),), (date(2026, 11, 28),)):
        calendar = Watched(*days)
        wanted = open_state(
            hours,
            moment,
            bank_holiday=moment.date() in days,
            after_bank_holiday=date(2026, 11, 22 + day) in days,
        )
        assert state_at(hours, moment, calendar) == wanted
        assert (calendar.asked > 0) is asked


def test_a_service_never_open_has_no_next_opening() -> None:
    assert next_opening(Hours(**dict.fromkeys(DAYS, "closed")), at(0, "08:00")) is None


def test_the_next_opening_keeps_the_zone_it_was_asked_in() -> None:
    asked = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    assert next_opening(WEEK, asked) == datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (Hours(**dict.fromkeys(DAYS, "24h")), "any time"),
        (Hours(), ""),
        (
            WEEK,
            (
                "Mon and Tue 09:30 to 16:00; Wed 13:00 to 16:00; "
                "Thu 10:30 to 12:30 and 13:30 to 16:30; Fri 20:00 to 02:00; closed Sat"
            ),
        ),
        (
            Hours(**{**dict.fromkeys(DAYS[:5], "10:00-17:00"), "sat": "closed", "sun": "closed"}),
            "Mon to Fri 10:00 to 17:00; closed Sat and Sun",
        ),
        (Hours(mon="24h", wed="24h"), "Mon all day; Wed all day"),
    ],
)
def test_hours_are_said_as_people_say_them(hours: Hours, words: str) -> None:
    assert hours.in_words == words


def test_every_listing_reads_back_from_its_one_line() -> None:
    for service in shipped().library.services.services:
        line = write_hours(service.hours)
        assert write_hours(read_hours(line)) == line
        assert read_hours(line).in_words == service.hours.in_words


@pytest.mark.parametrize("line", ["", "mon", "mon 9-5", "mon 24h; mon closed", "someday 24h", "mon 24h;;", "<b>"])
def test_a_line_that_is_not_hours_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"hours|each part"):
        read_hours(line)


def test_stated_says_whether_any_day_is_known() -> None:
    assert WEEK.stated
    assert not Hours(bank_holidays="closed").stated


DAY_TEXTS = st.sampled_from([None, "24h", "closed", "09:00-17:00", "08:00-10:00,12:00-18:30", "22:00-03:00"])


@given(
    st.tuples(*[DAY_TEXTS] * 7),
    st.datetimes(datetime(2026, 11, 1), datetime(2027, 1, 31)),  # noqa: DTZ001 - wall-clock time of the listing
)
def test_at_its_next_opening_a_service_is_open(days: tuple[str | None, ...], moment: datetime) -> None:
    hours = Hours(**{day: text for day, text in zip(DAYS, days, strict=True) if text is not None})
    opening = next_opening(hours, moment)
    if opening is not None:
        assert opening > moment
        assert open_state(hours, opening, bank_holiday=False) == "open"
