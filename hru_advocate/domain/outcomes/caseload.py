"""Cases with a contact in a year: each once, though it had one in several of its quarters.

So the year is no sum of its quarters, and each of them is a part of it: the year less a quarter is the cases that had
no contact in it, and the quarters together less the year are those of more than one. Neither may be worked out where
it is under five.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from hru_advocate.domain.outcomes.periods import QUARTERS
from hru_advocate.domain.outcomes.suppression import LEAST, protect_parts

Contacts = tuple[str, Sequence[tuple[int, int]]]
"""The area of a case, and the quarters in which it had a contact, as year and quarter."""


class Caseload:
    """The cases of one year, counted by quarter and by area; ``None`` stands for a number that is not shown."""

    def __init__(self, cases: Sequence[Contacts], year: int) -> None:
        self._held = [(area, found) for area, days in cases if (found := {at for of, at in days if of == year})]

    def quarter(self, quarter: int) -> int | None:
        """The cases with a contact in a quarter, 1 to 4: told before its year is over, so decided by itself."""
        count = sum(quarter in found for _area, found in self._held)
        return count if count >= LEAST else None

    @cached_property
    def year(self) -> int | None:
        """The cases with a contact in the year, where no quarter that is told gives a small number away with it."""
        total, quarters = len(self._held), [self.quarter(at + 1) for at in range(QUARTERS)]
        told = [one for one in quarters if one is not None]
        most_of_all = sum(told) + (LEAST - 1) * (QUARTERS - len(told))
        if total < LEAST or any(total - one < LEAST for one in told) or (told and most_of_all - total < LEAST):
            return None
        return total

    def area(self, area: str, known: Sequence[str]) -> int | None:
        """The cases of one of the known areas; what is of none of them counts as "", not known.

        None is told without the year: the areas add up to it.
        """
        if self.year is None:
            return None
        by_area = Counter(of if of in known else "" for of, _found in self._held)
        shown, _total = protect_parts([by_area[one] for one in known], total=True)
        return by_area[area] if shown[known.index(area)] else None
