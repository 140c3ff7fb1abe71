"""A day that a table has in three columns, day, month and year: put into one, as one would say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from hru_advocate.domain.incidents.diary.columns import name_of_column
from hru_advocate.domain.time_words.named_days import MONTHS

_DAY_IN_PARTS: Final = "Date"
"""The name of the one column."""

_PARTS: Final = (
    frozenset({"day", "dd", "d", "diwrnod", "dydd"}),
    frozenset({"month", "mm", "m", "mis"}),
    frozenset({"year", "yyyy", "yy", "y", "blwyddyn"}),
)
_DAY: Final = re.compile(r"\s*\d{1,2}(?:st|nd|rd|th)?\s*", re.IGNORECASE)
_MONTH: Final = re.compile(r"\s*(?:0?[1-9]|1[0-2])\s*")
DatePartColumns = tuple[int, int, int]


def day_parts_joined(
    heads: tuple[str, ...], lines: list[list[str]], place: int
) -> tuple[tuple[str, ...], list[list[str]]]:
    """The names of the columns and the rows, with a day in three columns put into one; ``place`` is that of the names.

    A table without such columns is given back as it is.
    """
    above, rows = lines[: place + 1], lines[place + 1 :]
    parts = _parts_of_day(heads, rows)
    if parts is None:
        return heads, lines
    joined = [_in_one(cells, parts, _day_in_one(cells, parts)) for cells in rows]
    return tuple(_in_one(heads, parts, _DAY_IN_PARTS)), [*above, *joined]


def _parts_of_day(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> DatePartColumns | None:
    """The places of the columns that are a day, a month and a year by their names, where the days are figures."""
    names = [name_of_column(head) for head in heads]
    found = [[place for place, name in enumerate(names) if name in known] for known in _PARTS]
    if any(len(places) != 1 for places in found) or name_of_column(_DAY_IN_PARTS) in names:
        return None
    day, month, year = (places[0] for places in found)
    held = [cells[day] for cells in rows if len(cells) > day and cells[day].strip()]
    return (day, month, year) if held and all(_DAY.fullmatch(cell) for cell in held) else None


def _day_in_one(cells: Sequence[str], parts: DatePartColumns) -> str:
    """The day in one: 3 November 2026. What is no month by its figure stays, and is found to be no day."""
    day, month, year = (cells[place].strip() if place < len(cells) else "" for place in parts)
    name = MONTHS[int(month) - 1].capitalize() if _MONTH.fullmatch(month) else month
    return " ".join(part for part in (day, name, year) if part)


def _in_one(cells: Sequence[str], parts: DatePartColumns, day: str) -> list[str]:
    """The cells with the day in the place of the first of its columns, and without the other two."""
    first = min(parts)
    return [day if place == first else cell for place, cell in enumerate(cells) if place == first or place not in parts]
