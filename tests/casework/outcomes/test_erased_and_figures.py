"""Who holds the sums of erased cases beside the figures of every quarter and year works out nobody who is still here.

An erased case stands in the figures as *not stated*, *not asked* or *nobody reached*: a sum of erased cases says how
many of those there are at least. The reader of ``tests/domain/outcomes`` knows that, and every number that is shown.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from hru_advocate.casework.closing.figures import KeptSums, kept_sums
from hru_advocate.casework.outcomes.figures import choices, everything_counted
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.domain.outcomes.counts import Counts
from hru_advocate.domain.outcomes.periods import QUARTERS, Period
from hru_advocate.domain.outcomes.report import Report
from hru_advocate.domain.outcomes.suppression import LEAST
from tests.casework.closing.closed_cases import close
from tests.casework.open_sessions import new_case, on, session_at
from tests.casework.outcomes.test_figures_recounted import NEXT_YEAR
from tests.domain.outcomes.reader import Line, Reader

FORCED = {
    "taken.adds_value": "not_stated",
    "other.adds_value": "not_stated",
    "reached": "missing",
    "start.safer": "not_asked",
    "close.safer": "not_asked",
    "close.again": "not_known",
}
"""Some questions, each with what every erased case counts as."""
OTHERS = "not_taken_on"


def erased(session: Session, count: int, *, why: str, decision: str, months: tuple[str, ...] = ("2025-05",)) -> None:
    """Figures of so many cases that were erased."""
    session.erasing = True
    for number in range(count):
        opened = months[number % len(months)]
        raw: dict[str, object] = {"opened": opened, "closed": "2025-12", "decision": decision, "area": "halton"}
        save(session, "kept_figures", raw | {"source": "self", "contacts": 3, "why": why})
    session.erasing = False


def least_erased(sums: KeptSums, question: str) -> int:
    """The number of erased cases that a question has at least, as the sums tell it."""
    told = sums.counted["why"]
    if question.startswith("close"):
        return sums.cases or 0
    if question.startswith("other"):
        return told[OTHERS] or 0
    return sum(count or 0 for why, count in told.items() if why != OTHERS)


def _told(known: list[Line], small: list[tuple[list[int], int]], places: list[int], value: int, *, shown: bool) -> None:
    if shown:
        known.append((dict.fromkeys(places, 1), value))
    elif value < LEAST and places:
        small.append((places, value))


def attack(session: Session, years: tuple[int, ...]) -> int:
    """Fail where a small number that is not shown cannot be five; gives how many were tried."""
    sums = kept_sums(session)
    reports = [Report(everything_counted(session), choices(session), Period(year), NEXT_YEAR) for year in years]
    return sum(_attack(reports, question, least_erased(sums, question)) for question in FORCED)


def _attack(reports: list[Report], question: str, least: int) -> int:
    known: list[Line] = []
    small: list[tuple[list[int], int]] = []
    unknown: dict[int, int] = {}
    size = 0
    for report in reports:
        counts = report.counts(question)
        names = [one for one, _words in report._asked[question].categories]
        unknown |= {size + names.index(FORCED[question]) * QUARTERS + quarter: 1 for quarter in range(QUARTERS)}
        _shown_of(counts, size, partial(_told, known, small))
        size += counts.categories * QUARTERS
    if least:
        known.append((unknown | {size: -1}, least))
    bounded = [(places, value) for places, value in small if any(set(places) <= set(line) for line, _total in known)]
    if not bounded:  # nothing bounds what no total is shown of
        return 0
    reader = Reader(size + 1, known)
    for places, value in bounded:
        greatest = reader.greatest(places)
        assert greatest >= LEAST - 1e-5, f"{question}: {value} is at most {greatest}, from {known}"
    return len(bounded)


def _shown_of(counts: Counts, first: int, told: Callable[..., None]) -> None:
    """Everything the quarters of a year and the year itself tell of a question."""
    categories, totals = range(counts.categories), counts.totals

    def places(quarters: Iterable[int], category: int) -> list[int]:
        return [first + category * QUARTERS + quarter for quarter in quarters]

    for quarter in range(QUARTERS):
        everybody = [place for category in categories for place in places([quarter], category)]
        told(everybody, counts.total_of_quarter(quarter), shown=totals.by_quarter[quarter])
        for one in categories:
            told(places([quarter], one), counts.quarter(one, quarter), shown=counts.shown_in_quarter[quarter][one])
    everybody = [place for category in categories for place in places(totals.quarters, category)]
    told(everybody, counts.total_of_year, shown=totals.year)
    for one in categories:
        told(places(totals.quarters, one), counts.year(one), shown=counts.shown_in_year[one])


def test_the_erased_of_a_year_leave_no_small_number_of_those_still_here(tmp_path: Path) -> None:
    """Of seventeen ten are erased, and so not stated: of the seven others five said yes, and two are left."""
    with session_at(tmp_path / "vault") as session:
        erased(session, 10, why="aims_met", decision="accept")
        for adds in (True,) * 5 + (False,) * 2:
            new_case(session, received="2025-05-05", adds_value=adds, decision_reason="Seen together.")
        on(session, NEXT_YEAR)
        assert attack(session, (2025,)) > 2


def test_random_units_with_erased_cases_give_nobody_away(tmp_path: Path) -> None:
    tried = sum(attacked(tmp_path / f"vault {seed}", seed) for seed in range(8))
    assert tried > 12


def attacked(folder: Path, seed: int) -> int:
    """How many small numbers of a random unit of two years a reader tried."""
    rng = random.Random(seed)
    with session_at(folder) as session:
        months = ("2024-02", "2024-11", "2025-01", "2025-05", "2025-08")
        erased(session, rng.choice((5, 10, 15, 21)), why="aims_met", decision="accept", months=months)
        erased(session, rng.choice((0, 5, 11)), why=OTHERS, decision="decline", months=months)
        for _ in range(rng.choice((4, 9, 18))):
            adds = rng.choice((True, True, False, {"state": "not_known"}))
            decision = rng.choice(("accept", "accept", "decline"))
            said = {"adds_value": adds, "decision": decision, "decision_reason": "Seen together."}
            new_case(session, received=f"{rng.choice(months)}-05", **said)
        on(session, NEXT_YEAR)
        return attack(session, (2024, 2025))


def test_the_sums_are_told_where_enough_others_are_not_known_either(tmp_path: Path) -> None:
    with session_at(tmp_path / "vault") as session:
        erased(session, 12, why="aims_met", decision="accept")
        _unknown_others(session, 7)
        assert kept_sums(session).cases is None, "each of those who are closed was asked at the end"
        _unknown_others(session, 7, closed=True)
        assert kept_sums(session).cases == 10


def _unknown_others(session: Session, count: int, *, closed: bool = False) -> None:
    """Cases that are here, of which nothing is known that the figures ask."""
    for _ in range(count):
        said = {"adds_value": {"state": "not_known"}, "decision_reason": "Seen together."}
        case = new_case(session, received="2025-05-05", **said)
        if closed:
            close(session, case)
