"""Working days, months and years, held against a count by hand and against every day of twelve years."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hru_advocate.casework.product import shipped
from hru_advocate.domain.law.working_days import is_working, working_days_after, working_days_between
from hru_advocate.domain.services.bank_holidays import BankHolidays
from hru_advocate.domain.time_words.frame import months_on

HOLIDAYS = shipped().bank_holidays
DAYS = st.dates(date(2024, 1, 1), date(2037, 12, 31))


@pytest.mark.parametrize(("start", "count", "last"), [
    ("2026-11-23", 1, "2026-11-24"),  # Monday
    ("2026-11-23", 5, "2026-11-30"),
    ("2026-11-27", 1, "2026-11-30"),  # Friday: the weekend is not counted
    ("2026-11-28", 1, "2026-11-30"),  # Saturday
    ("2026-11-29", 1, "2026-11-30"),  # Sunday: the same day as of Friday and Saturday
    ("2026-12-24", 1, "2026-12-29"),  # Christmas on a Friday, Boxing Day's holiday on the Monday
    ("2026-12-25", 1, "2026-12-29"),
    ("2026-12-24", 5, "2027-01-05"),  # New Year's Day between
    ("2027-12-24", 1, "2027-12-29"),  # Christmas on a Saturday: two holidays in its place
    ("2028-12-31", 1, "2029-01-02"),
    ("2027-12-31", 1, "2028-01-04"),  # New Year on a Saturday: kept on the Monday
    ("2026-04-02", 1, "2026-04-07"),  # Maundy Thursday: Good Friday and Easter Monday
    ("2026-04-02", 5, "2026-04-13"),
    ("2026-05-01", 1, "2026-05-05"),  # the early May holiday
    ("2026-03-27", 1, "2026-03-30"),  # the clocks go forward on the Sunday between
    ("2026-10-23", 1, "2026-10-26"),  # and back
    ("2026-11-23", 0, "2026-11-23"),
    ("2025-12-24", 1, "2025-12-29"),  # a year before those the file lists
    ("2037-12-24", 1, "2037-12-29"),  # and one after them
])  # fmt: skip
def test_working_days_are_counted_from_the_next_one(start: str, count: int, last: str) -> None:
    assert working_days_after(date.fromisoformat(start), count, HOLIDAYS) == date.fromisoformat(last)


@given(DAYS, st.integers(1, 30))
def test_the_last_day_is_a_working_day_and_no_day_too_many(start: date, count: int) -> None:
    last = working_days_after(start, count, HOLIDAYS)
    assert is_working(last, HOLIDAYS)
    assert last.weekday() < 5
    between = [start + timedelta(days=gap) for gap in range(1, (last - start).days + 1)]
    assert sum(day.weekday() < 5 and day not in HOLIDAYS for day in between) == count
    assert working_days_between(start, last, HOLIDAYS) == count
    assert working_days_between(start, last - timedelta(days=1), HOLIDAYS) == count - 1


@given(DAYS, st.integers(1, 12))
def test_a_later_start_never_ends_earlier(start: date, count: int) -> None:
    later = start + timedelta(days=1)
    assert working_days_after(later, count, HOLIDAYS) >= working_days_after(start, count, HOLIDAYS)
    assert working_days_after(start, count + 1, HOLIDAYS) > working_days_after(start, count, HOLIDAYS)


class WholeYears(BankHolidays):
    """Bank holidays that may be asked for by whole years alone."""

    def __contains__(self, day: object) -> bool:
        raise AssertionError(day)


def test_days_of_another_century_are_counted_without_asking_for_each() -> None:
    asked = WholeYears(lambda: shipped().library.bank_holidays, lambda year: [date(year, 12, 25)])
    start, end = date(1626, 1, 1), date(2026, 11, 23)
    christmas = sum(date(year, 12, 25).weekday() < 5 for year in range(1626, asked._known.first_year))
    weekdays = sum((start + timedelta(days=gap)).weekday() < 5 for gap in range(1, (end - start).days + 1))
    known = sum(day.weekday() < 5 and day <= end for day in asked._known.days)
    assert working_days_between(start, end, asked) == weekdays - christmas - known
    assert working_days_between(start, end, frozenset()) == weekdays
    assert working_days_between(start, end, {end, start, date(2026, 11, 22)}) == weekdays - 1


def test_none_lie_between_a_day_and_one_before_it() -> None:
    assert working_days_between(date(2026, 11, 23), date(2026, 11, 20), HOLIDAYS) == 0


@pytest.mark.parametrize(("start", "months", "last"), [
    ("2026-11-23", 3, "2027-02-23"),
    ("2026-11-30", 3, "2027-02-28"),
    ("2027-11-30", 3, "2028-02-29"),
    ("2026-12-31", 1, "2027-01-31"),
    ("2024-02-29", 24, "2026-02-28"),
    ("2026-11-23", 24, "2028-11-23"),
    ("2026-09-30", 3, "2026-12-30"),
])  # fmt: skip
def test_months_end_on_the_day_of_the_same_number(start: str, months: int, last: str) -> None:
    assert months_on(date.fromisoformat(start), months) == date.fromisoformat(last)


@pytest.mark.parametrize(("year", "listed"), [(2025, False), (2026, True), (2035, True), (2036, False)])
def test_a_year_beyond_the_list_is_known_to_be_worked_out(year: int, *, listed: bool) -> None:
    assert HOLIDAYS.listed(year) is listed
