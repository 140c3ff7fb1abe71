"""Several questions of one record held beside each other: whoever was asked none of them is the same in all.

A reader of the forms knows that. What one question hides behind that number another must not tell.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from itertools import chain

import pytest

from hru_advocate.domain.outcomes.counts import Counts, Cube
from hru_advocate.domain.outcomes.questions import questions
from hru_advocate.domain.outcomes.suppression import LEAST, protect_parts
from tests.domain.outcomes.reader import Line, Reader

CATEGORIES, QUARTERS, AREAS, NOT_ASKED = 5, 4, 2, 4
SIZE = CATEGORIES * QUARTERS * AREAS
Told = tuple[list[int], int, bool]


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ([10, 8, 3, 0, 6], (True, False, False, False, True)),  # the 6 that another question tells hides no 3
        ([10, 8, 3, 2, 6], (True, True, False, False, True)),
        ([10, 8, 7, 6, 2], (True, True, True, False, False)),  # a small one of those not asked takes one with it
        ([2, 1, 0, 0, 9], (False, False, False, False, False)),  # three were asked: that is no less a small number
        ([10, 8, 7, 6, 5], (True,) * 5),
    ],
)
def test_those_asked_nothing_hide_no_other_number(parts: list[int], shown: tuple[bool, ...]) -> None:
    cube = [[[part]] + [[0]] * 3 for part in parts]
    assert Counts(cube, NOT_ASKED).shown_in_quarter[0] == shown


def test_what_stands_apart_makes_room_only_where_nothing_else_can() -> None:
    assert protect_parts([9, 3, 9], total=True, apart=2)[0] == (False, False, True)
    assert protect_parts([3, 9], total=True, apart=1)[0] == (False, False)


def test_the_questions_that_stand_together_are_those_every_case_counts_in() -> None:
    choices = dict.fromkeys(("source", "behaviour", "need", "equality"), ())
    apart = {one.id for one in questions(choices, date(2026, 1, 1)) if one.apart is not None}
    assert {one.partition(".")[0] for one in apart} == {"start", "close"}
    assert len(apart) == 12


def random_unit(rng: random.Random) -> tuple[Cube, Cube]:
    """Two questions asked of the same people, or not."""
    one, two = ([[[0] * AREAS for _ in range(QUARTERS)] for _ in range(CATEGORIES)] for _ in range(2))
    for _ in range(rng.randint(10, 60)):
        quarter, area = rng.randrange(QUARTERS), rng.randrange(AREAS)
        asked = rng.random() < 0.7
        for cube in (one, two):
            category = rng.choices(range(4), (8, 4, 2, 1))[0] if asked else NOT_ASKED
            cube[category][quarter][area] += 1
    return one, two


def at(question: int, category: int, quarter: int, area: int) -> int:
    return question * SIZE + (category * QUARTERS + quarter) * AREAS + area


def told(question: int, counts: Counts) -> Iterator[Told]:
    """Every number of the reports of four quarters, a year, and each area: its places, itself, whether it is shown."""
    every, totals = range(CATEGORIES), counts.totals
    for quarter in range(QUARTERS):
        rows = {c: [at(question, c, quarter, area) for area in range(AREAS)] for c in every}
        yield [*chain.from_iterable(rows.values())], counts.total_of_quarter(quarter), totals.by_quarter[quarter]
        for c in every:
            yield rows[c], counts.quarter(c, quarter), counts.shown_in_quarter[quarter][c]
    for area in range(AREAS):
        cells = {c: [at(question, c, quarter, area) for quarter in totals.quarters] for c in every}
        yield [*chain.from_iterable(cells.values())], counts.total_of_area(area), totals.by_area[area]
        for c in every:
            yield cells[c], counts.area(c, area), counts.shown_in_area[c][area]
    year = {c: [at(question, c, quarter, area) for quarter in totals.quarters for area in range(AREAS)] for c in every}
    yield [*chain.from_iterable(year.values())], counts.total_of_year, totals.year
    for c in every:
        yield year[c], counts.year(c), counts.shown_in_year[c]


def linked() -> Iterator[Line]:
    """The same people: as many of each quarter and area in both, and as many of them not asked."""
    for quarter in range(QUARTERS):
        for area in range(AREAS):
            one, two = ([at(question, c, quarter, area) for c in range(CATEGORIES)] for question in (0, 1))
            yield dict.fromkeys(one, 1) | dict.fromkeys(two, -1), 0
            yield {one[NOT_ASKED]: 1, two[NOT_ASKED]: -1}, 0


def given_away(cubes: tuple[Cube, Cube], apart: int | None) -> list[Told]:
    """The numbers under five that a reader of both questions knows to be so."""
    every = [one for question, cube in enumerate(cubes) for one in told(question, Counts(cube, apart))]
    lines: list[Line] = [(dict.fromkeys(places, 1), value) for places, value, shown in every if shown]
    reader = Reader(2 * SIZE, [*lines, *linked()])
    small = [one for one in every if not one[2] and one[1] < LEAST]
    return [one for one in small if reader.greatest(one[0]) < LEAST - 1e-5]


def test_a_reader_of_two_questions_works_out_nothing_under_five() -> None:
    rng = random.Random(8)
    units = [random_unit(rng) for _ in range(6)]
    assert [found for one in units for found in given_away(one, NOT_ASKED)] == []
    assert any(given_away(one, None) for one in units), "each question by itself would give some away"
