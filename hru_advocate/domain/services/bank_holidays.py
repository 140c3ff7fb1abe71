"""Bank holidays of England: the days a file knows, and the years it speaks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from typing import Literal

import msgspec


class KnownBankHolidays(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The bank holidays of some years, both ends included."""

    schema_version: Literal[1]
    file_kind: Literal["bank_holidays"]
    first_year: int
    last_year: int
    days: frozenset[date]


class BankHolidays:
    """A calendar that says whether a day is a bank holiday; nothing is read before the first day is asked about.

    ``read`` gives the known years, ``elsewhere`` the days of a year outside them: it may be slow, and is asked once
    for each year.
    """

    def __init__(self, read: Callable[[], KnownBankHolidays], elsewhere: Callable[[int], Iterable[date]]) -> None:
        self._read = read
        self._elsewhere = elsewhere
        self._years: dict[int, frozenset[date]] = {}

    @cached_property
    def _known(self) -> KnownBankHolidays:
        return self._read()

    def listed(self, year: int) -> bool:
        """Say whether the days of a year are known, rather than worked out from the law as it stands now."""
        return self._known.first_year <= year <= self._known.last_year

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day in self._of(day.year)

    def between(self, first: date, last: date) -> list[date]:
        """The bank holidays of some days, both ends included: a year at a time, however many there are."""
        return [day for year in range(first.year, last.year + 1) for day in self._of(year) if first <= day <= last]

    def _of(self, year: int) -> frozenset[date]:
        if year not in self._years:
            known = (day for day in self._known.days if day.year == year)
            self._years[year] = frozenset(known if self.listed(year) else self._elsewhere(year))
        return self._years[year]
