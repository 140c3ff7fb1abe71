"""Every cell of the unit's figures equals a recount of the decrypted entries, of each quarter, year and area."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from hru_advocate.casework.outcomes.counting import unit_facts
from hru_advocate.casework.outcomes.figures import FiguresPage, FiguresRequest, figures
from hru_advocate.casework.session import Session
from hru_advocate.demo.years.years import fill_years
from tests.casework.open_sessions import add, new_case, on, session_at
from tests.casework.outcomes.figures_held import Held
from tests.casework.outcomes.figures_recount import UnitRead
from tests.casework.outcomes.random_unit import RandomUnit
from tests.effort import every_third
from tests.fixed_clock import FixedClock

pytestmark = pytest.mark.xdist_group("recounted figures")  # what the module makes is made once

NEXT_YEAR = date(2027, 1, 20)


def pages(session: Session, years: int) -> Iterator[FiguresPage]:
    """Every page the figures have of the last years: each quarter, each year, each area in each year."""
    newest = figures(session, FiguresRequest(with_cover=False))
    for period, _words in newest.periods[: years * 5]:
        yield figures(session, FiguresRequest(period, with_cover=False))
        for area, _words in () if "-" in period else newest.areas[1:]:
            yield figures(session, FiguresRequest(period, area, with_cover=False))


def held(session: Session, years: int = 3) -> tuple[int, int]:
    """Every cell of every page held against the recount: how many there were, and how many were shown."""
    unit = UnitRead(session)
    found = [Held(unit, page).everything() for page in pages(session, years)]
    return sum(one.cells for one in found), sum(one.shown for one in found)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with session_at(tmp_path_factory.mktemp("recounted") / "vault") as opened:
        fill_years(opened, 0.3, 17)
        yield on(opened, NEXT_YEAR)


def test_every_cell_of_a_made_up_unit_equals_a_recount(lived: Session) -> None:
    cells, shown = held(lived)
    assert cells > 2000
    assert shown > 60


@pytest.mark.parametrize("seed", every_third(range(4)))
def test_every_cell_of_a_random_small_unit_equals_a_recount(tmp_path: Path, seed: int) -> None:
    with session_at(tmp_path / "vault") as session:
        RandomUnit(session, seed).write()
        cells, shown = held(on(session, NEXT_YEAR))
    assert cells > 2000
    assert shown > 20


def test_what_is_written_in_the_hour_after_midnight_counts_on_that_day(tmp_path: Path) -> None:
    """A summer night: elsewhere it is still the last day of the quarter before."""
    with session_at(tmp_path / "vault") as session:
        session.clock = FixedClock(datetime(2027, 6, 30, 23, 30, tzinfo=UTC))
        case = new_case(session, received="2027-07-01")
        add(session, case, "action", {"what": "Ring the school", "owner": "us", "state": "open", "due": "2027-08-01"})
        (facts,) = unit_facts(session).cases
        assert (facts.referred, facts.intervened) == (date(2027, 7, 1), date(2027, 7, 1))


@pytest.mark.soak
def test_ten_years_are_as_many_as_asked_and_every_cell_of_their_figures_equals_a_recount(tmp_path: Path) -> None:
    with session_at(tmp_path / "vault") as session:
        made = fill_years(session, 10, 1).written
        unit = UnitRead(session)
        taken = sum(
            one.referral is not None and one.referral.value("decision") == "accept" for one in unit.cases.values()
        )
        assert made["referral"] >= 3000
        assert taken + sum(one.value("decision") == "accept" for one in unit.kept) > 1300
        assert made["contact"] > 63_000
        assert made["incident"] > 50_000
        assert made["order"] + made["action"] + made["meeting"] > 12_000
        found = [Held(unit, page).everything() for page in pages(session, 11)]
        assert sum(one.cells for one in found) > 35_000
        assert sum(one.shown for one in found) > 9_000
