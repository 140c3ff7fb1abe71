"""The file of bank holidays agrees with the library that works them out, and says which years it speaks for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NoReturn

import pytest
from holidays import country_holidays

from hru_advocate.casework.product import shipped
from hru_advocate.domain.library.library import InvalidLibrary, read_bank_holidays
from hru_advocate.domain.services.bank_holidays import BankHolidays

KNOWN = shipped().library.bank_holidays


def test_every_year_of_the_file_is_as_the_library_works_it_out() -> None:
    for year in range(KNOWN.first_year, KNOWN.last_year + 1):
        days = {day for day in KNOWN.days if day.year == year}
        assert days == set(country_holidays("GB", subdiv="ENG", years=year)), year


def test_only_a_year_outside_the_file_is_asked_for_elsewhere_and_once() -> None:
    asked: list[int] = []

    def elsewhere(year: int) -> Iterable[date]:
        asked.append(year)
        return [date(year, 6, 2)]

    calendar = BankHolidays(lambda: KNOWN, elsewhere)
    assert date(2026, 12, 25) in calendar
    assert date(2026, 12, 24) not in calendar
    assert date(KNOWN.last_year, 12, 26) in calendar
    assert asked == []
    assert date(KNOWN.first_year - 1, 6, 2) in calendar
    assert date(KNOWN.first_year - 1, 12, 25) not in calendar
    assert date(KNOWN.last_year + 1, 6, 2) in calendar
    assert asked == [KNOWN.first_year - 1, KNOWN.last_year + 1]


def test_nothing_is_read_before_a_day_is_asked_about() -> None:
    def never(*_anything: object) -> NoReturn:
        pytest.fail("it was read")

    BankHolidays(never, never)


def test_a_day_outside_the_years_of_the_file_is_refused() -> None:
    data = b"""schema_version = 1
file_kind = "bank_holidays"
first_year = 2026
last_year = 2026
days = [2027-01-01]"""
    with pytest.raises(InvalidLibrary, match="outside the years"):
        read_bank_holidays(data)
