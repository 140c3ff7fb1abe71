"""Nothing under five can be worked out: a reader with linear programming tries, on tables and on years of reports."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from hru_advocate.domain.outcomes.counts import Counts
from hru_advocate.domain.outcomes.suppression import LEAST, protect_parts, protect_table
from tests.domain.outcomes.reader import Line, Reader

Found = tuple[list[Line], list[tuple[list[int], int]]]
"""Lines shown, and what is not although it is under five: places and sum."""


def _add(found: Found, places: Sequence[int], value: int, *, shown: bool) -> None:
    if shown:
        assert value >= LEAST, "a number under five is shown"
        found[0].append((dict.fromkeys(places, 1), value))
    elif value < LEAST:
        found[1].append((list(places), value))


def _attack(size: int, found: Found) -> int:
    """Fail where something under five cannot be five or more as well; gives how many were tried."""
    known, small = found
    if not known:
        return 0
    reader = Reader(size, known)
    for places, value in small:
        assert reader.greatest(places) >= LEAST - 1e-5, f"{value} at {places} is given away by {known}"
    return len(small)


def random_table(rng: random.Random) -> list[list[int]]:
    height, width = rng.randint(1, 6), rng.randint(1, 6)
    mean = rng.choice((1, 3, 8, 20))
    return [[int(rng.expovariate(1 / mean)) for _ in range(width)] for _ in range(height)]


def attack_table(table: list[list[int]]) -> int:
    height, width = len(table), len(table[0])
    shown = protect_table(table)
    found: Found = ([], [])
    for row in range(height):
        for column in range(width):
            _add(found, [row * width + column], table[row][column], shown=shown.cells[row][column])
        _add(found, [row * width + at for at in range(width)], sum(table[row]), shown=shown.rows[row])
    for column in range(width):
        places = [row * width + column for row in range(height)]
        _add(found, places, sum(line[column] for line in table), shown=shown.columns[column])
    _add(found, list(range(height * width)), sum(map(sum, table)), shown=shown.total)
    return _attack(height * width, found)


def random_year(rng: random.Random) -> list[list[list[int]]]:
    """Counts by category, quarter and area, some quarters empty, some areas small."""
    categories, areas = rng.randint(2, 5), rng.randint(2, 4)
    base = [rng.choice((0.5, 2, 6, 15)) for _ in range(categories)]
    share = [rng.choice((0.2, 1, 2)) for _ in range(areas)]
    busy = [rng.choice((0, 0.3, 1, 1, 1.5)) for _ in range(4)]
    return [[[int(rng.expovariate(1) * one * here * now) for here in share] for now in busy] for one in base]


def attack_year(cube: list[list[list[int]]]) -> int:
    """Everything four reports of quarters, one of the year and one of each area say, held against one another."""
    counts = Counts(cube)
    categories, areas, totals = range(counts.categories), range(counts.areas), counts.totals
    found: Found = ([], [])

    def at(category: int, quarter: int, area: int) -> int:
        return (category * 4 + quarter) * counts.areas + area

    for quarter in range(4):
        everybody = [at(one, quarter, area) for one in categories for area in areas]
        _add(found, everybody, counts.total_of_quarter(quarter), shown=totals.by_quarter[quarter])
        for one in categories:
            shown = counts.shown_in_quarter[quarter][one]
            _add(found, [at(one, quarter, area) for area in areas], counts.quarter(one, quarter), shown=shown)
    year = [(quarter, area) for quarter in totals.quarters for area in areas]
    _add(found, [at(one, *place) for one in categories for place in year], counts.total_of_year, shown=totals.year)
    for one in categories:
        _add(found, [at(one, *place) for place in year], counts.year(one), shown=counts.shown_in_year[one])
    for area in areas:
        here = [at(one, quarter, area) for one in categories for quarter in totals.quarters]
        _add(found, here, counts.total_of_area(area), shown=totals.by_area[area])
        for one in categories:
            places = [at(one, quarter, area) for quarter in totals.quarters]
            _add(found, places, counts.area(one, area), shown=counts.shown_in_area[one][area])
    return _attack(counts.categories * 4 * counts.areas, found)


def test_a_reader_works_out_nothing_under_five_from_a_hundred_tables() -> None:
    rng = random.Random(5)
    assert sum(attack_table(random_table(rng)) for _ in range(100)) > 300


def test_a_reader_works_out_nothing_under_five_from_years_of_reports() -> None:
    rng = random.Random(7)
    assert sum(attack_year(random_year(rng)) for _ in range(30)) > 150


@pytest.mark.soak
def test_a_reader_works_out_nothing_under_five_from_two_thousand_tables() -> None:
    rng = random.Random(11)
    assert sum(attack_table(random_table(rng)) for _ in range(2000)) > 6000


@pytest.mark.soak
def test_a_reader_works_out_nothing_under_five_from_a_thousand_years_of_reports() -> None:
    rng = random.Random(13)
    assert sum(attack_year(random_year(rng)) for _ in range(1000)) > 5000


def test_the_reader_is_no_fool() -> None:
    """Only the small number hidden: it is what is left, and the reader finds it."""
    reader = Reader(3, [({0: 1}, 20), ({1: 1}, 9), ({0: 1, 1: 1, 2: 1}, 32)])
    assert reader.greatest([2]) == pytest.approx(3)


@pytest.mark.parametrize(
    ("parts", "shown", "total"),
    [
        ((5, 5), (True, True), True),
        ((4, 30), (False, False), True),
        ((4, 1, 30), (False, False, True), True),
        ((4, 0, 30), (False, False, False), True),
        ((0, 30), (False, False), True),
        ((2, 2, 9, 30), (False, False, True, False), True),
        ((9, 30, 2, 2), (True, False, False, False), True),
        ((3, 1), (False, False), False),
        ((), (), False),
    ],
)
def test_a_part_under_five_takes_the_last_that_will_do_with_it(
    parts: tuple[int, ...], shown: tuple[bool, ...], total: bool
) -> None:
    assert protect_parts(parts, total=sum(parts) >= LEAST) == (shown, total)


def test_what_is_settled_stays_and_a_total_goes_where_nothing_else_can() -> None:
    assert protect_parts((20, 3, 12), settled=(True, False, True)) == ((True, False, True), False)
    assert protect_parts((20, 3, 2), settled=(True, False, False)) == ((True, False, False), True)


def year_of(quarters: Sequence[int], rest: Sequence[int] = (40, 40, 40, 40)) -> Counts:
    """Two categories in one area, by quarter."""
    return Counts([[[one] for one in quarters], [[one] for one in rest]])


def test_a_year_is_told_without_the_quarter_it_would_give_away() -> None:
    counts = year_of((9, 0, 9, 9), (9, 2, 9, 9))
    assert counts.totals.by_quarter == (True, False, True, True)
    assert counts.totals.quarters == (0, 2, 3)
    assert counts.total_of_year == 54


def test_two_small_quarters_hide_one_another_in_their_year() -> None:
    counts = year_of((9, 3, 2, 9), (9, 1, 2, 9))
    assert counts.totals.quarters == (0, 1, 2, 3)
    assert counts.total_of_year == 44


def test_small_quarters_that_hide_one_another_only_together_stay_in_their_year() -> None:
    """None of the three can be five by one of the others alone: by both it can, and the year tells no more."""
    counts = year_of((4, 1, 1, 0), (4, 1, 2, 0))
    assert counts.totals.by_quarter == (True, False, False, False)
    assert counts.totals.quarters == (0, 1, 2, 3)
    assert counts.total_of_year == 13


def test_the_same_category_goes_from_quarter_to_quarter_so_that_a_year_loses_one() -> None:
    counts = Counts([[[9]] * 4, [[one] for one in (12, 7, 9, 30)], [[one] for one in (8, 20, 30, 6)], [[0]] * 4])
    assert counts.shown_in_quarter == ((True, True, False, False),) * 4
    assert counts.shown_in_year == (True, True, False, False)


def test_a_category_small_in_one_quarter_is_not_told_of_the_year_alone() -> None:
    counts = year_of((9, 4, 9, 9))
    assert counts.shown_in_quarter[1] == (False, False)
    assert counts.shown_in_year == (False, False)
    assert year_of((9, 6, 9, 9)).shown_in_year == (True, True)


@pytest.mark.parametrize(
    ("each", "shown"),
    [(10, True), (2, True), (1, False)],  # eight or four of a year in each area
)
def test_what_gives_nobody_away_is_shown_area_by_area(each: int, *, shown: bool) -> None:
    counts = Counts([[[each, each] for _quarter in range(4)] for _category in range(2)])
    assert counts.shown_in_area == ((shown, shown), (shown, shown))


def test_a_year_that_is_not_shown_shows_no_category_and_no_area() -> None:
    counts = Counts([[[1, 0], [0, 0], [0, 0], [0, 0]], [[0, 1], [0, 0], [0, 0], [0, 0]]])
    assert not counts.totals.year
    assert (counts.shown_in_year, counts.shown_in_area) == ((False, False), ((False, False), (False, False)))
