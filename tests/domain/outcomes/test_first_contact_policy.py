"""The sentence on first contacts: true of everybody taken on, and no number under five follows from it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from msgspec import structs

from hru_advocate.domain.outcomes.facts import CountedCase, CountedUnit
from hru_advocate.domain.outcomes.first_contact import Waits, gives_nobody_away
from hru_advocate.domain.outcomes.periods import Period
from hru_advocate.domain.outcomes.report import Report, _waits


def waits(everybody: int, *days: int, known: bool = False) -> Waits:
    return Waits(everybody, days, told=True, known=known)


@pytest.mark.parametrize(
    ("everybody", "days", "said"),
    [
        (11, [3] * 6, "half within 3 days"),
        (11, [3] * 5, ""),  # fewer than half: five were reached, and no part says less
        (10, [3] * 10, ""),  # half of ten tells that five at most were not, and its absence that four were
        (12, [*range(12)], "half within 5 days"),
        (40, [0] * 10, "a quarter within the day itself"),  # half of the few that were reached is no half
        (20, [1] * 20, "half within 1 day"),
        (21, [*range(21)], "half within 10 days, a quarter within 5 days, three quarters within 15 days"),
        (24, [*range(1, 13)], "half within 12 days, a quarter within 6 days"),
    ],
)
def test_it_is_out_of_everybody_taken_on(everybody: int, days: list[int], said: str) -> None:
    expected = f"Of all of them at least {said} of being referred." if said else ""
    assert waits(everybody, *days).sentence == expected
    assert not replace(waits(everybody, *days), told=False).sentence


@pytest.mark.parametrize("everybody", range(5, 90))
def test_what_is_said_and_what_is_not_leave_room_for_five_on_either_side(everybody: int) -> None:
    for reached in range(everybody + 1):
        read = waits(everybody, *([2] * reached))
        assert read.least <= reached <= read.most
        assert read.least <= everybody - 5
        assert read.most >= 5


@pytest.mark.parametrize(
    ("whole", "parts", "fine"),
    [
        # half of 22 were reached, of whom at most seven in one part: the other seven are nearly all
        (waits(22, *[1] * 11), [waits(15, *[1] * 5), waits(7, *[1] * 6)], False),
        (replace(waits(22, *[1] * 11), told=False), [waits(15, *[1] * 5), waits(7, *[1] * 6)], True),
        (waits(22, *[1] * 11), [waits(15, *[1] * 5, known=True), waits(7, *[1] * 6, known=True)], True),
        (waits(19, *[1] * 11), [waits(15, *[1] * 8), waits(4, *[1] * 3)], True),  # of four nothing is told
        # fewer than half of 22 were reached, of whom at least eight in one part: of the other few were
        (waits(22, *[1] * 10), [waits(15, *[1] * 9), waits(7, *[1] * 1)], False),
    ],
)
def test_a_year_and_its_parts_are_read_together(whole: Waits, parts: list[Waits], *, fine: bool) -> None:
    assert gives_nobody_away(whole, parts) is fine


def unit(reached: list[bool], area: str = "halton") -> CountedUnit:
    day = date(2025, 2, 3)
    return CountedUnit(
        tuple(
            CountedCase(area=area, referred=day, decision="accept", reached=day + timedelta(days=2) if one else None)
            for one in reached
        )
    )


CHOICES = dict.fromkeys(("source", "behaviour", "need", "consultation"), (("one", "One"),)) | {"equality": ()}


def said(facts: CountedUnit, period: Period, area: str | None = None) -> str:
    report = Report(facts, CHOICES, period, date(2026, 2, 1), area)
    return next(table.said for section in report.sections for table in section.tables if table.id == "reached")


@pytest.mark.parametrize(
    ("reached", "of", "told"),
    [
        (10, 10, False),  # that a middle was told meant that ten were reached: of ten, all
        (10, 12, True),  # now it is told where nine were reached as well
        (9, 12, True),
        (4, 40, False),  # half of the four would have passed for half of all
    ],
)
def test_a_quarter_tells_by_everybody_and_not_by_those_reached(reached: int, of: int, *, told: bool) -> None:
    facts = unit([True] * reached + [False] * (of - reached))
    assert bool(said(facts, Period(2025, 1))) is told


def test_an_area_that_is_not_shown_tells_no_wait() -> None:
    """Twenty of Halton are hidden for the sake of three elsewhere: a sentence told that they are twenty."""
    areas = {"halton": 22, "warrington": 40, "cheshire_east": 3}
    facts = CountedUnit(tuple(case for area, count in areas.items() for case in unit([True] * count, area).cases))
    assert said(facts, Period(2025), "halton") == ""
    assert said(facts, Period(2025), "warrington")


def test_random_years_leave_room_for_five_in_every_part() -> None:
    rng = random.Random(5)
    for _ in range(40):
        facts = CountedUnit(
            tuple(
                replace_day(case, date(2025, rng.randint(1, 12), 5))
                for case in unit([rng.random() < 0.8 for _ in range(rng.randint(12, 60))]).cases
            )
        )
        report = Report(facts, CHOICES, Period(2025), date(2026, 2, 1))
        counts = report.counts("reached")
        held = [case for case in facts.cases if case.referred]
        year = _waits(counts, held, 2025, counts.totals.quarters)
        if said(facts, Period(2025)):
            assert gives_nobody_away(year, [_waits(counts, held, 2025, (at,)) for at in counts.totals.quarters])


def replace_day(case: CountedCase, day: date) -> CountedCase:
    return structs.replace(case, referred=day, reached=case.reached and day)
