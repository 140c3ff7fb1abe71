"""Counts of one question over a year, by quarter and by area, and which of them may be shown.

Three kinds of report are made from them: of a quarter, of a year, and of one area in a year. All three are decided
together, so that nothing can be worked out by holding one against another. What a quarter shows is settled by that
quarter alone, because it is told before its year is over; the year then shows only what does not give a quarter away,
and an area what gives away neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from hru_advocate.domain.outcomes.periods import QUARTERS
from hru_advocate.domain.outcomes.suppression import LEAST, protect_parts, protect_table

Cube = Sequence[Sequence[Sequence[int]]]
"""Counts by category, then quarter, then area."""


@dataclass(frozen=True, slots=True)
class Totals:
    """Tells which totals may be shown: of each quarter, of the year, of each area in the year.

    ``quarters`` are the places of the quarters a year is made of: a quarter with too few people is left out of its
    year where the year would tell its number.
    """

    by_quarter: tuple[bool, ...]
    quarters: tuple[int, ...]
    year: bool
    by_area: tuple[bool, ...]


class Counts:
    """One question, counted.

    ``apart`` is a category that is the same in several questions, such as whoever was asked none of them: each of them
    tells it, so that it is decided alike in all, and hides nothing of the others.
    """

    def __init__(self, cube: Cube, apart: int | None = None) -> None:
        self.cube, self._apart = cube, apart
        self.categories = len(cube)
        self.areas = len(cube[0][0])

    def quarter(self, category: int, quarter: int) -> int:
        """The count of a category in one quarter."""
        return sum(self.cube[category][quarter])

    def year(self, category: int) -> int:
        """The count of a category in the quarters the year is made of."""
        return sum(self.quarter(category, quarter) for quarter in self.totals.quarters)

    def area(self, category: int, area: int) -> int:
        """The count of a category in one area, in the quarters the year is made of."""
        return sum(self.cube[category][quarter][area] for quarter in self.totals.quarters)

    def total_of_quarter(self, quarter: int) -> int:
        """Everybody counted in one quarter."""
        return sum(self.quarter(category, quarter) for category in range(self.categories))

    def total_of_area(self, area: int) -> int:
        """Everybody counted in one area."""
        return sum(self.area(category, area) for category in range(self.categories))

    @property
    def total_of_year(self) -> int:
        """Everybody counted in the year."""
        return sum(self.total_of_quarter(quarter) for quarter in self.totals.quarters)

    @cached_property
    def totals(self) -> Totals:
        """Tells which totals may be shown."""
        counted = [self.total_of_quarter(quarter) for quarter in range(QUARTERS)]
        by_quarter = tuple(count >= LEAST for count in counted)
        _, whole = protect_parts(counted, settled=by_quarter)
        quarters = tuple(range(QUARTERS)) if whole else tuple(at for at, shown in enumerate(by_quarter) if shown)
        year = sum(counted[at] for at in quarters) >= LEAST
        areas = [
            sum(self.cube[category][quarter][area] for category in range(self.categories) for quarter in quarters)
            for area in range(self.areas)
        ]
        by_area = protect_parts(areas, total=True)[0] if year else (False,) * self.areas
        return Totals(by_quarter, quarters, year, by_area)

    @cached_property
    def _of_apart(self) -> Counts | None:
        """The category that stands apart and all others together: a question that decides for all alike."""
        if self._apart is None:
            return None
        others = [line for category, line in enumerate(self.cube) if category != self._apart]
        together = [[sum(areas) for areas in zip(*quarter, strict=True)] for quarter in zip(*others, strict=True)]
        return Counts([together, self.cube[self._apart]])

    def _settled(self, shown: bool | None) -> list[bool | None]:  # noqa: FBT001 - one flag, in a private function
        return [shown if category == self._apart else None for category in range(self.categories)]

    @cached_property
    def shown_in_quarter(self) -> tuple[tuple[bool, ...], ...]:
        """For each quarter, which categories may be shown."""
        return tuple(
            protect_parts(
                [self.quarter(category, at) for category in range(self.categories)],
                settled=self._settled(self._of_apart.shown_in_quarter[at][1] if self._of_apart else None),
                total=True,
                apart=self._apart,
            )[0]
            if self.totals.by_quarter[at]
            else (False,) * self.categories
            for at in range(QUARTERS)
        )

    @cached_property
    def shown_in_year(self) -> tuple[bool, ...]:
        """Tells which categories may be shown of the year, beside everything its quarters show."""
        if not self.totals.year:
            return (False,) * self.categories
        known = [at for at in self.totals.quarters if self.totals.by_quarter[at]]
        rest = [at for at in self.totals.quarters if at not in known]
        table, settled = [], []
        for category in range(self.categories):
            pooled = [sum(self.quarter(category, at) for at in rest)] if rest else []
            table.append([*(self.quarter(category, at) for at in known), *pooled])
            settled.append([*(self.shown_in_quarter[at][category] for at in known), *(False for _ in pooled)])
        columns = [True] * (len(known) + bool(rest))
        rows = self._settled(self._of_apart.shown_in_year[1] if self._of_apart else None)
        return protect_table(table, cells=settled, rows=rows, columns=columns, total=True, apart=self._apart).rows

    @cached_property
    def shown_in_area(self) -> tuple[tuple[bool, ...], ...]:
        """For each category, in which areas it may be shown of the year, beside everything else that is shown.

        What is shown nowhere by itself stands in one row and one column together: their sums can be worked out.
        """
        none = tuple((False,) * self.areas for _ in range(self.categories))
        if not self.totals.year:
            return none
        rows = _pooled(self.shown_in_year)
        columns = _pooled(self.totals.by_area)
        table = [[self._sum(some, areas) for areas in columns] for some in rows]
        apart = next((row for row, some in enumerate(rows) if some == (self._apart,)), None)
        cells = [[self._settled_in_area(some, areas) for areas in columns] for some in rows]
        shown = protect_table(
            table, cells=cells, rows=[True] * len(rows), columns=[True] * len(columns), total=True, apart=apart
        ).cells
        found = [list(line) for line in none]
        for row, some in enumerate(rows):
            for column, areas in enumerate(columns):
                if self.shown_in_year[some[0]] and self.totals.by_area[areas[0]]:
                    found[some[0]][areas[0]] = shown[row][column]
        return tuple(tuple(line) for line in found)

    def _settled_in_area(self, categories: Sequence[int], areas: Sequence[int]) -> bool | None:
        apart = self._of_apart
        if apart is None or tuple(categories) != (self._apart,) or not self.totals.by_area[areas[0]]:
            return None
        return apart.shown_in_area[1][areas[0]]

    def _sum(self, categories: Iterable[int], areas: Sequence[int]) -> int:
        return sum(self.area(category, area) for category in categories for area in areas)


def _pooled(shown: Sequence[bool]) -> list[tuple[int, ...]]:
    """Each place that is shown by itself, and the others together."""
    hidden = tuple(at for at, one in enumerate(shown) if not one)
    return [*((at,) for at, one in enumerate(shown) if one), *([hidden] if hidden else [])]
