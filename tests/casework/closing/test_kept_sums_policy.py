"""Sums of erased cases: in full fives, nothing under five, and no part that a total would give away."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from hru_advocate.casework.closing.figures import keep_figures, kept_sums
from hru_advocate.casework.outcomes.figures import FiguresPage, figures_csv, listed
from hru_advocate.casework.outcomes.kept import kept_facts, waiting_figures, written_figures
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.domain.outcomes.facts import Closed
from hru_advocate.domain.outcomes.report import Figure, FigureRow, FigureSection, FigureTable
from tests.casework.closing.closed_cases import close, close_others
from tests.casework.open_sessions import add, id_of, new_case

ROW: dict[str, Any] = {
    "opened": "2025-05",
    "closed": "2025-09",
    "decision": "accept",
    "source": "self",
    "area": "halton",
}


def keep(session: Session, count: int, **more: object) -> None:
    """Figures as erasing so many cases leaves them."""
    session.erasing = True
    for _ in range(count):
        save(session, "kept_figures", ROW | more)
    session.erasing = False


@pytest.mark.parametrize(
    ("count", "cases", "contacts", "incidents"),
    [(0, None, None, None), (4, None, None, None), (5, 5, 15, 5), (6, 5, 15, 5), (9, 5, 25, 5), (10, 10, 30, 10)],
)
def test_erased_cases_are_told_from_five_on_and_in_full_fives(
    session: Session, count: int, cases: int | None, contacts: int | None, incidents: int | None
) -> None:
    keep(session, count, contacts=3, incidents=1)
    close_others(session)
    sums = kept_sums(session)
    assert (sums.cases, sums.contacts, sums.incidents) == (cases, contacts, incidents)


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        # beside the total every number would tell that nobody died: one of them stays hidden with those under five
        ({"aims_met": 12, "moved_away": 6}, {"aims_met": 10}),
        ({"aims_met": 12, "moved_away": 6, "died": 2}, {"aims_met": 10}),
        ({"aims_met": 14, "moved_away": 9, "died": 6}, {"aims_met": 10, "moved_away": 5}),
        ({"aims_met": 4}, {}),
        ({"aims_met": 2, "moved_away": 2}, {}),
    ],
)
def test_why_cases_ended_is_told_where_it_is_five_or_more(
    session: Session, parts: Mapping[str, int], shown: Mapping[str, int]
) -> None:
    for why, count in parts.items():
        keep(session, count, why=why)
    close_others(session)
    told = kept_sums(session).counted["why"]
    assert {why: count for why, count in told.items() if count} == shown


@pytest.mark.parametrize("field", ["why", "outcome"])
def test_one_small_part_is_not_worked_out_from_the_others(session: Session, field: str) -> None:
    few, many = {"why": ("died", "aims_met"), "outcome": ("more", "less")}[field]
    keep(session, 1, **{field: few})
    keep(session, 9, **{field: many})
    close_others(session)
    told = kept_sums(session).counted[field]
    assert told[few] is None
    assert not any(0 < (count or 0) < 5 for count in told.values())
    assert kept_sums(session).cases == 10
    hidden = 10 - sum(count or 0 for count in told.values())
    assert hidden == 0 or hidden >= 5 or told[many] is None


def test_what_was_not_stated_is_a_part_of_its_own_and_so_is_what_is_no_choice_any_more(session: Session) -> None:
    keep(session, 5, why="aims_met")
    keep(session, 9)
    keep(session, 2, why="no_such_reason")
    close_others(session)
    told = kept_sums(session).counted["why"]
    assert told["aims_met"] == 5
    assert set(told) == {one.id for one in session.forms.newest("closure").by_id["why"].choices} | {""}


def test_what_is_kept_of_a_case_is_what_its_records_said(session: Session) -> None:
    case = new_case(session, received="2026-09-10", behaviour=["stalking", "harassment"])
    for day in ("2026-11-01", "2026-11-02"):
        add(session, case, "contact", {"happened": day, "method": "phone", "direction": "in", "with_whom": "victim"})
    add(session, case, "judgement", {"level": "high", "reason": "x", "made_on": "2026-11-20", "review": "2026-12-20"})
    close(session, case, why="moved_away", outcome="same", value_added="yes")
    keep_figures(session, id_of(case))
    (row,) = waiting_figures(session)
    assert row == {
        "area": "warrington", "source": "police_officer", "decision": "accept", "behaviours": "stalking harassment",
        "opened": "2026-09", "closed": "2026-11", "why": "moved_away", "outcome": "same", "value_added": "yes",
        "level": "high", "contacts": 2, "incidents": 0,
    }  # fmt: skip
    (fact,) = kept_facts(session)
    assert (fact.referred, fact.closed) == (date(2026, 9, 1), Closed(date(2026, 11, 1), "yes"))
    assert (fact.area, fact.source, fact.behaviours) == ("warrington", "police_officer", ("stalking", "harassment"))
    assert written_figures(session) == ()


def test_figures_wait_until_there_are_five_and_are_written_then(session: Session) -> None:
    session.erasing = True
    for at in range(1, 6):
        keep_figures(session, id_of(new_case(session)))
        waiting, written = len(waiting_figures(session)), len(written_figures(session))
        assert (waiting, written) == ((at, 0) if at < 5 else (0, 5))


@pytest.mark.parametrize(
    ("value_added", "said"), [("yes", "yes"), ("in_part", "partly"), ("no", "no"), ("odd", ""), (None, "")]
)
def test_what_the_unit_added_is_kept_in_the_words_figures_have(
    session: Session, value_added: str | None, said: str
) -> None:
    keep(session, 1, closed="2025-09", **({"value_added": value_added} if value_added else {}))
    (fact,) = kept_facts(session)
    assert fact.closed == Closed(date(2025, 9, 1), said)


PAGE = FiguresPage(
    "2025", "2025", "halton", "Halton", (), (),
    (
        FigureSection("Referrals", (
            FigureTable("source", "Who referred", ("Taken on", "Not"), (
                FigureRow("Police", (Figure(10, 50), Figure(None))), FigureRow("Self", (Figure(5), Figure(None))),
            ), note="A note.", said="Nothing else was asked."),
        )),
    ),
    date(2026, 11, 23),
)  # fmt: skip


def test_every_number_is_a_row_of_the_spreadsheet_and_what_is_said_beside_it_too() -> None:
    rows = list(csv.reader(io.StringIO(figures_csv(PAGE).decode("utf-8-sig"), newline="")))
    assert rows == [
        ["2025, Halton, made 2026-11-23"],
        ["Section", "Table", "Row", "Column", "Number", "Per cent"],
        ["Referrals", "Who referred", "Police", "Taken on", "10", "50"],
        ["Referrals", "Who referred", "Police", "Not", "not shown", ""],
        ["Referrals", "Who referred", "Self", "Taken on", "5", ""],
        ["Referrals", "Who referred", "Self", "Not", "not shown", ""],
        ["Referrals", "Who referred", "Nothing else was asked.", "", "", ""],
    ]


def test_the_same_as_plain_data_has_nothing_for_what_is_not_shown() -> None:
    told = listed(PAGE)
    assert (told["period"], told["area"], told["made_on"]) == ("2025", "halton", "2026-11-23")
    ((table,),) = (section["tables"] for section in told["sections"])
    assert (table["id"], table["columns"], table["note"]) == ("source", ("Taken on", "Not"), "A note.")
    assert table["rows"] == [
        {"row": "Police", "numbers": [10, None], "per_cent": [50, None]},
        {"row": "Self", "numbers": [5, None], "per_cent": [None, None]},
    ]
