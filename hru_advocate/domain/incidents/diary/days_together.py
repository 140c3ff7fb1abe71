"""Days of a diary looked at together: a New Year between them, columns of days of the week and of whole days."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Final

from hru_advocate.domain.incidents.diary.columns import Role, name_of_column
from hru_advocate.domain.incidents.diary.days import NAMED_DAY
from hru_advocate.domain.incidents.diary.rows import DiaryFile
from hru_advocate.domain.moments import weekday_in_words

_HALF_YEAR: Final = 183
_ALL_DAY: Final = frozenset({"all day event", "all day", "all-day event", "allday"})
_MIDNIGHT: Final = re.compile(r"(?:^|[T\s,]+)00?:00(?::00(?:\.0+)?)?$")
_CLOCK: Final = re.compile(
    r"\d:\d|\d\s*[ap]\.?m\b|\d\s*h(?:rs|ours)?\b|(?:^|\s)\d{1,2}\.\d{2}$|^\d{3,4}$|[^\W\d]{4,}$", re.IGNORECASE
)
"""A time of day, in figures or in a word that a cell ends with, such as noon or evening."""
_SEVERAL: Final = 2
_YES: Final = frozenset({"true", "yes", "1"})


def over_new_year(days: Sequence[date]) -> bool:
    """Say whether days that were all put in one year turn back by half a year or more, against the way they run."""
    steps = [(after - before).days for before, after in pairwise(days)]
    small = [step for step in steps if abs(step) < _HALF_YEAR]
    falling = sum(step < 0 for step in small) > sum(step > 0 for step in small)
    return any(step >= _HALF_YEAR if falling else step <= -_HALF_YEAR for step in steps)


def weekday_column(file: DiaryFile, taken: Collection[int]) -> int | None:
    """The column that answers nothing and holds names of days of the week only, if there is one."""
    for place in range(len(file.columns)):
        held = [cell.strip() for row in file.rows if (cell := row.cells[place]).strip()] if place not in taken else []
        if held and all(NAMED_DAY.fullmatch(cell) for cell in held):
            return place
    return None


def without_idle_times(file: DiaryFile, columns: Mapping[Role, int]) -> DiaryFile:
    """A calendar's list without the midnight it puts where a day was told and no time of it."""
    all_day = next((at for at, name in enumerate(file.columns) if name_of_column(name) in _ALL_DAY), None)
    time = columns.get("time")
    if all_day is None or time is None:
        return file
    rows = (
        replace(row, cells=(*row.cells[:time], "", *row.cells[time + 1 :]))
        if row.cells[all_day].strip().lower() in _YES
        else row
        for row in file.rows
    )
    return replace(file, rows=tuple(rows))


def without_idle_midnights(file: DiaryFile, columns: Mapping[Role, int]) -> DiaryFile:
    """A table without the midnight a spreadsheet puts behind every day, where no row tells another time.

    One midnight alone, or among other times, is one. Where several rows tell a time and all are, none was told.
    """
    places = [columns[role] for role in ("when", "time") if role in columns]
    cells = [row.cells[place].strip() for row in file.rows for place in places]
    midnights = sum(_MIDNIGHT.search(cell) is not None for cell in cells)
    told = sum(_CLOCK.search(cell) is not None for cell in cells)
    if file.kind != "csv" or midnights < _SEVERAL or told != midnights:
        return file

    def bare(place: int, cell: str) -> str:
        return _MIDNIGHT.sub("", cell.strip()) if place in places else cell

    rows = (replace(row, cells=tuple(bare(place, cell) for place, cell in enumerate(row.cells))) for row in file.rows)
    return replace(file, rows=tuple(rows))


def is_other_weekday(cell: str, day: date | None) -> bool:
    """Say whether a cell names another day of the week than that of a day."""
    return day is not None and bool(cell.strip()) and weekday_in_words(day)[:3].lower() != cell.strip()[:3].lower()
