"""A reader who wants to know: the greatest number a hidden count can be, from everything that is shown.

Linear programming of its own (two phases, Bland's rule), so that it shares nothing with what it attacks.
"""

from __future__ import annotations

from collections.abc import Sequence

_NEAR = 1e-7
Line = tuple[dict[int, int], int]
"""One thing that is known: the sum of some counts, each with its factor."""


class Reader:
    """Holds every equation that what is shown gives, over counts of which none is below nought."""

    def __init__(self, size: int, known: Sequence[Line]) -> None:
        self._size = size
        self._rows: list[list[float]] = []
        for factors, total in known:
            row = [0.0] * (size + 1)
            for place, factor in factors.items():
                row[place] += factor
            row[size] = float(total)
            self._rows.append(row)
        self._basis = [-1] * len(self._rows)
        self._reduce()

    def _reduce(self) -> None:
        """Gauss, so that only independent lines stay, and then a first feasible corner."""
        kept: list[list[float]] = []
        for row in self._rows:
            for held in kept:
                lead = next(at for at in range(self._size) if abs(held[at]) > _NEAR)
                if abs(row[lead]) > _NEAR:
                    factor = row[lead] / held[lead]
                    row[:] = [one - factor * other for one, other in zip(row, held, strict=True)]
            if any(abs(one) > _NEAR for one in row[: self._size]):
                kept.append(row)
        count = len(kept)
        width = self._size + count
        self._rows = []
        for at, row in enumerate(kept):
            sign = -1.0 if row[self._size] < 0 else 1.0
            extra = [1.0 if at == place else 0.0 for place in range(count)]
            self._rows.append([*(sign * one for one in row[: self._size]), *extra, sign * row[self._size]])
        self._basis = [self._size + at for at in range(count)]
        goal = [0.0] * self._size + [-1.0] * count
        best = self._maximise(goal, width)
        assert abs(best) < 1e-5, "the true numbers agree with what is shown, so there is a corner"
        self._drop_extra(count)

    def _drop_extra(self, count: int) -> None:
        for at in range(len(self._rows)):
            if self._basis[at] >= self._size:
                column = next((one for one in range(self._size) if abs(self._rows[at][one]) > _NEAR), None)
                if column is not None:
                    self._pivot(at, column)
        keep = [at for at in range(len(self._rows)) if self._basis[at] < self._size]
        self._basis = [self._basis[at] for at in keep]
        self._rows = [[*self._rows[at][: self._size], self._rows[at][-1]] for at in keep]
        assert count >= len(keep)

    def greatest(self, wanted: Sequence[int]) -> float:
        """The greatest sum some counts can have."""
        goal = [0.0] * self._size
        for place in wanted:
            goal[place] = 1.0
        return self._maximise(goal, self._size)

    def _maximise(self, goal: Sequence[float], width: int) -> float:
        while True:
            prices = [goal[one] for one in self._basis]
            entering = -1
            for column in range(width):
                gain = goal[column] - sum(price * row[column] for price, row in zip(prices, self._rows, strict=True))
                if gain > _NEAR:
                    entering = column
                    break
            if entering < 0:
                return sum(price * row[-1] for price, row in zip(prices, self._rows, strict=True))
            leaving = self._leaving(entering)
            if leaving < 0:
                return float("inf")
            self._pivot(leaving, entering)

    def _leaving(self, entering: int) -> int:
        leaving, least = -1, float("inf")
        for at, row in enumerate(self._rows):
            if row[entering] > _NEAR:
                ratio = row[-1] / row[entering]
                if ratio < least - _NEAR or (ratio < least + _NEAR and self._basis[at] < self._basis[leaving]):
                    leaving, least = at, ratio
        return leaving

    def _pivot(self, at: int, column: int) -> None:
        row = self._rows[at]
        by = row[column]
        row[:] = [one / by for one in row]
        for other, line in enumerate(self._rows):
            if other != at and abs(line[column]) > 1e-12:
                factor = line[column]
                line[:] = [one - factor * mine for one, mine in zip(line, row, strict=True)]
        self._basis[at] = column
