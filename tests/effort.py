"""How many random cases a test tries: a part of them in ``make test``, all in ``make soak``.

Each run draws others, so a part finds in a few runs what all find in one. Who uses it belongs to both:
``@random_cases`` marks a test of Hypothesis, ``DRAWN`` any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, TypeVar

import pytest
from hypothesis import Phase, settings

Test = TypeVar("Test", bound=Callable[..., object])
Row = TypeVar("Row")
DRAWN: Final = pytest.mark.drawn
_EVERY_SOAK: Final = 5
_LEAST: Final = 8
_whole = False


def set_whole(*, whole: bool) -> None:
    """Say, before tests are collected, that all are tried."""
    global _whole  # noqa: PLW0603 - one run of pytest is one or the other
    _whole = whole


def part_of(whole: int, *, of: int = _EVERY_SOAK) -> int:
    """Tell how many of so many to try now."""
    return whole if _whole else min(whole, max(whole // of, _LEAST))


def every_third(rows: Iterable[object]) -> list[Any]:
    """Every third row now and all in the long run: for a mechanism that all rows share, each of them dear."""
    return [
        row if place % 3 == 0 else pytest.param(*(row if isinstance(row, tuple) else (row,)), marks=pytest.mark.soak)
        for place, row in enumerate(rows)
    ]


def third_of(whole: Sequence[Row]) -> Sequence[Row]:
    """Every third of what one test goes through by itself, and all in the long run."""
    return whole if _whole else whole[::3]


def random_cases(whole: int, *, shrinking: bool = True) -> Callable[[Test], Test]:
    """Have Hypothesis try a part of so many cases now, and all in the long run; no ``shrinking`` where it is dear."""
    more: dict[str, Any] = {} if shrinking else {"phases": [Phase.explicit, Phase.generate]}

    def decorate(test: Test) -> Test:
        marked: Test = DRAWN(settings(max_examples=part_of(whole), **more)(test))
        return marked

    return decorate
