"""Holds every cell of a page of figures against the recount, and the sentence and the shares beside them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from hru_advocate.casework.outcomes.figures import FiguresPage
from tests.casework.outcomes.figures_recount import ALL, LEAST, STAGES, Cell, Told, UnitRead


def parts_of(told: Iterable[Told], year: int) -> Mapping[Cell, Counter[tuple[int, str]]]:
    """How many count in each cell, by quarter and area of one year."""
    found: dict[Cell, Counter[tuple[int, str]]] = defaultdict(Counter)
    for cell, day, area in told:
        if day.year == year:
            found[cell][(day.month - 1) // 3, area] += 1
    return found


def quarters_told(everybody: Counter[tuple[int, str]]) -> set[int]:
    """The quarters a year is made of: without a small one that the year would give away."""
    counts = [sum(count for (quarter, _area), count in everybody.items() if quarter == at) for at in range(4)]
    small = [at for at in range(4) if counts[at] < LEAST]
    if not small or (len(small) > 1 and sum(counts[at] for at in small) >= LEAST):
        return set(range(4))
    return set(range(4)) - set(small)


class Held:
    """Holds every cell of a page against the recount; ``shown`` and ``cells`` say how many there were."""

    def __init__(self, unit: UnitRead, page: FiguresPage) -> None:
        year, _, quarter = page.period.partition("-")
        self.unit, self.page, self.year, self.quarter = unit, page, int(year), int(quarter or 0)
        self.parts = parts_of(unit.told, self.year)
        self.shown = self.cells = 0

    def everything(self) -> Held:
        """Every cell of every table but that of the day itself."""
        for section in self.page.sections:
            for table in section.tables:
                if table.id == "standing":
                    continue
                for row in table.rows:
                    for column, figure in zip(table.columns, row.figures, strict=True):
                        self._cell((table.id, row.words, column), figure.count)
                        self._share(table.id, row, column, figure)
                if table.id == "reached":
                    assert table.said in ("", self._half()), table.said
        return self

    def _everybody(self, cell: Cell) -> Counter[tuple[int, str]]:
        """All who are asked the question of a cell: its quarters decide which a year is made of."""
        table, row, column = cell
        if table in {"behaviour", "area"}:
            return self.parts[("source", ALL, column)]
        if table in STAGES or table == "needs":
            return self.parts[(table, row, ALL)]
        return self.parts[(table, ALL, column)]

    def expected(self, cell: Cell) -> int:
        """The number of a cell, counted."""
        part = self.parts[cell]
        if cell[0] == "caseload":
            return self._caseload()
        if self.quarter:
            return sum(count for (at, _area), count in part.items() if at == self.quarter - 1)
        wanted = quarters_told(self._everybody(cell))
        return sum(count for (at, area), count in part.items() if at in wanted and self.page.area in ("", area))

    def _caseload(self) -> int:
        """The cases with a contact, each once however many quarters it had one in."""
        found = 0
        for case in self.unit.cases.values():
            days = [one.day for one in case.of("contact") if one.day.year == self.year]
            fits = [day for day in days if not self.quarter or (day.month + 2) // 3 == self.quarter]
            found += bool(fits) and self.page.area in ("", case.area)
        return found

    def _cell(self, cell: Cell, count: int | None) -> None:
        number = self.expected(cell)
        assert count in (None, number), f"{cell}: {count} is shown, {number} were counted"
        assert count is None or count >= LEAST, f"{cell}: {count} is under five"
        self.cells += 1
        self.shown += count is not None

    def _share(self, table: str, row: Any, column: str, figure: Any) -> None:
        if figure.share is None:
            return
        everybody = self._everybody((table, row.words, column))
        wanted = quarters_told(everybody) if not self.quarter else {self.quarter - 1}
        total = sum(count for (at, area), count in everybody.items() if at in wanted and self.page.area in ("", area))
        if table == "area":
            total = sum(count for (at, _area), count in everybody.items() if at in wanted)
        assert figure.share == round(100 * figure.count / total), (table, row.words, column)

    def _half(self) -> str:
        """The sentence on first contacts, from the waits one by one."""
        everybody = self.parts[("reached", ALL, "Number")]
        wanted = {self.quarter - 1} if self.quarter else quarters_told(everybody)
        total = sum(count for (at, area), count in everybody.items() if at in wanted and self.page.area in ("", area))
        days = sorted(
            wait
            for day, area, wait in self.unit.waits
            if day.year == self.year and (day.month - 1) // 3 in wanted and self.page.area in ("", area)
        )
        said = []
        for words, fewest, share in (("half", 11, 2), ("a quarter", 21, 1), ("three quarters", 21, 3)):
            if total >= fewest and len(days) * 4 >= total * share:
                said.append(f"{words} within {_days(_reached_by(days, total * share))}")
        return f"Of all of them at least {', '.join(said)} of being referred." if said else ""


def _reached_by(days: list[int], quarters: int) -> int:
    """The first day on which so many quarters of a person were reached."""
    return next(one for one in days if sum(day <= one for day in days) * 4 >= quarters)


def _days(days: int) -> str:
    if not days:
        return "the day itself"
    return "1 day" if days == 1 else f"{days} days"
