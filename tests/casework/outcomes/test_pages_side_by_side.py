"""What one page leaves out is told by no other: the figures, their sheet, the sums of erased cases, another day."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from hru_advocate.casework.closing.figures import kept_sums
from hru_advocate.casework.outcomes.figures import FiguresPage, FiguresRequest, figures, figures_csv, listed
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.domain.outcomes.report import FigureRow, FigureTable
from tests.casework.closing.closed_cases import close
from tests.casework.open_sessions import add, new_case, on, session_at
from tests.casework.outcomes.random_unit import RandomUnit
from tests.casework.outcomes.test_figures_recounted import NEXT_YEAR, pages

YEAR = FiguresRequest("2025", with_cover=False)


def kept(session: Session, count: int, **more: object) -> None:
    """Figures of so many cases that were erased."""
    raw: dict[str, object] = {"opened": "2025-05", "closed": "2025-09", "decision": "accept", "area": "halton"}
    session.erasing = True
    for _ in range(count):
        save(session, "kept_figures", raw | {"source": "self", "behaviours": "stalking", "contacts": 3} | more)
    session.erasing = False


def still_here(session: Session, count: int) -> None:
    """Closed cases that are here, of which nothing is known that the figures ask."""
    for _ in range(count):
        said = {"adds_value": {"state": "not_known"}, "decision_reason": "Seen together."}
        close(session, new_case(session, received="2025-05-05", **said))


def tables(page: FiguresPage) -> dict[str, FigureTable]:
    return {table.id: table for section in page.sections for table in section.tables}


def row(table: FigureTable, words: str) -> FigureRow:
    return next(one for one in table.rows if one.words == words)


def numbers_in(told: Any) -> list[int]:
    """Every number of what is told as data."""
    if isinstance(told, dict):
        return [number for one in told.values() for number in numbers_in(one)]
    return [told] if isinstance(told, int) and not isinstance(told, bool) else []


def test_the_sums_of_erased_cases_taken_from_the_figures_leave_nobody(tmp_path: Path) -> None:
    """Both told of where cases came from: eight of a year less six that are erased were the two that are here."""
    with session_at(tmp_path / "vault") as session:
        kept(session, 6, source="police_officer")
        kept(session, 6, source="health", area="warrington", behaviours="harassment")
        for source, count in (("police_officer", 2), ("health", 6), ("self", 9)):
            for _ in range(count):
                new_case(session, received="2025-05-05", source=source, area="halton")
        told = row(tables(figures(session, YEAR))["source"], _words(session))
        assert told.figures[0].count == 8
        sums = msgspec.to_builtins(kept_sums(session))
        assert not {"area", "source", "decision", "behaviours", "value_added"} & set(sums["counted"]), (
            "told there alone"
        )


def _words(session: Session) -> str:
    return next(
        one.label for one in session.forms.newest("referral").by_id["source"].choices if one.id == "police_officer"
    )


def test_the_sums_of_two_days_tell_no_single_case_of_those_between(tmp_path: Path) -> None:
    with session_at(tmp_path / "vault") as session:
        still_here(session, 7)
        kept(session, 6, why="aims_met", incidents=2)
        before = kept_sums(session)
        kept(session, 5, why="moved_away", incidents=1)
        after = kept_sums(session)
        numbers = numbers_in(msgspec.to_builtins(before)) + numbers_in(msgspec.to_builtins(after))
        assert numbers
        assert [one for one in numbers if one % 5] == []


@pytest.mark.parametrize("seed", [1, 2])
def test_a_sheet_and_a_script_tell_what_the_page_does_and_no_number_more(tmp_path: Path, seed: int) -> None:
    with session_at(tmp_path / "vault") as session:
        RandomUnit(session, seed).write()
        shown = 0
        for page in pages(on(session, NEXT_YEAR), 2):
            sheet = list(csv.reader(io.StringIO(figures_csv(page).decode("utf-8-sig"), newline="")))[2:]
            cells = [one for one in sheet if one[3]]
            data = json.loads(msgspec.json.encode(listed(page)))
            plain = [number for section in data["sections"] for table in section["tables"] for one in table["rows"]
                     for number in one["numbers"]]  # fmt: skip
            true = [figure.count for section in page.sections for table in section.tables for one in table.rows
                    for figure in one.figures]  # fmt: skip
            assert plain == true
            assert [None if one[4] == "not shown" else int(one[4]) for one in cells] == true
            assert all(one[5] == "" for one in cells if one[4] == "not shown")
            shown += sum(number is not None for number in true)
        assert shown > 20


@pytest.mark.parametrize("seed", [3])
def test_no_figure_of_a_period_changes_by_the_days_that_pass(tmp_path: Path, seed: int) -> None:
    """Nothing is written in between: whoever has the page of one day and of a later one holds the same numbers."""
    with session_at(tmp_path / "vault") as session:
        RandomUnit(session, seed).write()
        now = {
            (page.period, page.area): page.sections[0 if page.area else 1 :]
            for page in pages(on(session, NEXT_YEAR), 2)
        }
        for day in (date(2027, 3, 1), date(2028, 2, 29)):
            on(session, day)
            for (period, area), sections in now.items():
                page = figures(session, FiguresRequest(period, area, with_cover=False))
                assert page.sections[0 if area else 1 :] == sections


def test_a_need_that_is_rated_once_more_changes_no_earlier_period(tmp_path: Path) -> None:
    """Work of a later quarter is no late entry: what was told of the quarter before stays as it was told."""
    with session_at(tmp_path / "vault") as session:
        on(session, date(2025, 1, 5))
        cases = [new_case(session, received="2025-01-02") for _ in range(7)]
        for day, value in ((date(2025, 1, 6), 3), (date(2025, 3, 3), 1)):
            on(session, day)
            for case in cases:
                add(session, case, "needs_assessment", {"held_on": day.isoformat(), "nd_home_safety": {"value": value}})
        on(session, date(2025, 4, 2))
        first = tables(figures(session, FiguresRequest("2025-1", with_cover=False)))["needs"]
        assert [one.figures[-1].count for one in first.rows if one.figures[-1].count is not None] == [7]
        on(session, date(2025, 5, 6))
        for case in cases[:2]:
            add(session, case, "needs_assessment", {"held_on": "2025-05-06", "nd_home_safety": {"value": 4}})
        on(session, date(2025, 7, 2))
        assert tables(figures(session, FiguresRequest("2025-1", with_cover=False)))["needs"] == first
