"""Cases worked on in a year and its quarters, which are parts of it: neither gives a small number of the other away."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from hru_advocate.domain.outcomes.caseload import Caseload
from hru_advocate.domain.outcomes.suppression import LEAST

AREAS = ("halton", "warrington", "")


def of(*groups: tuple[int, str]) -> Caseload:
    """So many cases with contacts in these quarters of 2025, all of one area."""
    held = [("halton", [(2025, int(at)) for at in quarters]) for many, quarters in groups for _ in range(many)]
    return Caseload(held, 2025)


@pytest.mark.parametrize(
    ("groups", "quarters", "year"),
    [
        ([(4, "1")], (None, None, None, None), None),
        # few of the year had no contact in a quarter that is told
        ([(10, "12"), (4, "2")], (10, 14, None, None), None),
        ([(10, "12"), (20, "2")], (10, 30, None, None), None),  # all of the first were in the second
        ([(10, "12"), (5, "2"), (5, "1")], (15, 15, None, None), 20),
        ([(10, "12"), (5, "2"), (4, "1")], (14, 15, None, None), None),
        ([(20, "1234")], (20, 20, 20, 20), None),
        # few had one in more than one
        ([(10, "1"), (10, "2"), (10, "3"), (10, "4"), (5, "12")], (15, 15, 10, 10), 45),
        ([(10, "1"), (10, "2"), (10, "3"), (10, "4"), (4, "12")], (14, 14, 10, 10), None),
        ([(10, "1"), (10, "2"), (10, "3"), (10, "4")], (10, 10, 10, 10), None),
        # a quarter that is not told may hold up to four
        ([(10, "1"), (10, "2"), (10, "3"), (1, "14")], (11, 10, 10, None), None),
        ([(10, "1"), (10, "2"), (10, "3"), (1, "12")], (11, 11, 10, None), 31),
        # no quarter is told: nothing is taken from the year
        ([(2, "1"), (2, "2"), (2, "3")], (None, None, None, None), 6),
    ],
)
def test_a_year_is_told_where_its_quarters_give_nobody_away(
    groups: list[tuple[int, str]], quarters: tuple[int | None, ...], year: int | None
) -> None:
    counted = of(*groups)
    assert tuple(counted.quarter(at) for at in (1, 2, 3, 4)) == quarters
    assert counted.year == year


def test_another_year_counts_for_nothing() -> None:
    assert Caseload([("halton", [(2024, 1)])] * 9, 2025).year is None
    assert Caseload([("halton", [(2025, 1), (2024, 2)])] * 9, 2025).quarter(2) is None


@pytest.mark.parametrize(
    ("halton", "warrington", "elsewhere", "shown"),
    [(8, 8, 8, (8, 8, 8)), (8, 8, 0, (8, None, None)), (30, 4, 2, (30, None, None)), (9, 6, 4, (9, None, None))],
)
def test_areas_add_up_to_the_year(halton: int, warrington: int, elsewhere: int, shown: tuple[int | None, ...]) -> None:
    held = ["halton"] * halton + ["warrington"] * warrington + ["unheard of"] * elsewhere
    counted = Caseload([(area, [(2025, 1 + at % 4), (2025, 1 + (at + 1) % 4)]) for at, area in enumerate(held)], 2025)
    assert counted.year == len(held)
    assert tuple(counted.area(area, AREAS) for area in AREAS) == shown


def test_no_area_is_told_of_a_year_that_is_not() -> None:
    assert of((20, "1234")).area("halton", AREAS) is None


def test_a_reader_of_random_years_finds_no_small_number_by_subtraction() -> None:
    """Every year less a quarter, and less any two of which a bound is known, can be five or more."""
    rng = random.Random(5)
    told = 0
    for _ in range(500):
        cases = [("halton", [(2025, at) for at in (1, 2, 3, 4) if rng.random() < rng.choice((0.1, 0.5, 0.95))])
                 for _one in range(rng.randrange(4, 60))]  # fmt: skip
        counted = Caseload(cases, 2025)
        if counted.year is None:
            continue
        told += 1
        shown = [one for at in (1, 2, 3, 4) if (one := counted.quarter(at)) is not None]
        assert all(counted.year - one >= LEAST for one in shown)
        assert all(counted.year - max(pair) >= LEAST for pair in combinations(shown, 2))
        assert not shown or sum(shown) + 4 * (4 - len(shown)) - counted.year >= LEAST
    assert told > 100
