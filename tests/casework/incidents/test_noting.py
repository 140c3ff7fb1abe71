"""Noting incidents: from a line, many in one step or none, taken back as one, and what they make so."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from hru_advocate.casework.incidents.lines import incident_page, listed
from hru_advocate.casework.incidents.noting import BadRow, NothingSaid, WhenMissing, note_line, note_rows, take_back
from hru_advocate.casework.plan.knowledge import facts_now, knowledge_of
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.domain.incidents.rows import TableRow
from hru_advocate.errors import InvalidAnswer
from hru_advocate.store import views
from hru_advocate.store.ledger import ledger
from tests.casework.open_sessions import add, id_of

NECK: Mapping[str, object] = {"happened": "yesterday", "what": "He pressed my neck.", "behaviours": ["bh_neck"]}


def test_a_line_becomes_an_entry_that_is_found_and_listed(session: Session, case: Saved) -> None:
    note_line(
        session, id_of(case), 'yesterday 3 pm, followed me from the bus stop "I ran"', {"behaviours": ["bh_followed"]}
    )
    row = listed(session, id_of(case))[0]
    assert (row["when"], row["what"], row["words"]) == ("22 Nov 2026, 15:00", "followed me from the bus stop", "I ran")
    assert row["signs"] == ["rf_watching_following"]
    assert listed(session, id_of(case), "bh_called") == []


@pytest.mark.parametrize(("line", "refused"), [("he rang", WhenMissing), ("", NothingSaid)])
def test_a_line_without_its_when_saves_nothing(
    session: Session, case: Saved, line: str, refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        note_line(session, id_of(case), line)
    assert listed(session, id_of(case)) == []


def test_many_are_saved_in_the_order_of_their_days_and_taken_back_in_one_step(session: Session, case: Saved) -> None:
    rows = [
        TableRow("20 Nov", "came"),
        TableRow(),
        TableRow("1 Nov", "rang", "rang", "40"),
        TableRow("some day", "wrote"),
    ]
    noted = note_rows(session, id_of(case), rows)
    said = {row["entry"]: row for row in listed(session, id_of(case))}
    assert [said[entry]["what"] for entry in noted.entries] == ["rang", "came", "wrote"]
    assert said[noted.entries[0]]["times"] == 40
    take_back(session, noted.entries)
    assert all(row["taken_back"] for row in listed(session, id_of(case)))
    assert incident_page(session, id_of(case)).behaviours == ()
    assert all(
        line.line.startswith("Taken back: ")
        for line in views.lines_of_case(session.vault, id_of(case), slot="incident")
    )


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        (TableRow("", "came"), "happened"),
        (TableRow("20 Nov", ""), "what"),
        (TableRow("20 Nov", "came", "danced"), "behaviours"),
        (TableRow("20 Nov 2026 15:00", "rang", "", "12"), "times"),
    ],
)
def test_a_bad_row_is_named_and_none_is_saved(session: Session, case: Saved, bad: TableRow, field: str) -> None:
    with pytest.raises(BadRow) as refused:
        note_rows(session, id_of(case), [TableRow("1 Nov", "rang"), TableRow(), bad, TableRow("2 Nov", "rang")])
    assert (refused.value.row, refused.value.field) == (3, field)
    assert "came" not in refused.value.message
    assert listed(session, id_of(case)) == []


@pytest.mark.parametrize(("when", "fits"), [("20 Nov 2026 15:00", False), ("20 Nov 2026", True), ("1 to 20 Nov", True)])
def test_one_minute_holds_one_incident(session: Session, case: Saved, when: str, fits: bool) -> None:
    raw = {"happened": when, "what": "rang", "times": 12}
    if fits:
        add(session, case, "incident", raw)
        return
    with pytest.raises(InvalidAnswer) as refused:
        add(session, case, "incident", raw)
    assert refused.value.field == "times"


def test_what_was_truly_said_is_so_and_recent(session: Session, case: Saved) -> None:
    """A no of last week, and then she tells of it: what is told today holds, however long ago it happened."""
    add(session, case, "risk_conversation", {"held_on": "2026-11-21", "rf_strangulation": False})
    add(session, case, "incident", {**NECK, "happened": "3 May 2026"})
    known = facts_now(session, id_of(case)).known["rf_strangulation"]
    assert (known.present, known.last, known.on) == (True, "2026-05-03", "2026-11-23")
    assert "rf_strangulation" in knowledge_of(session, id_of(case)).facts.long_ago
    add(session, case, "incident", NECK)
    found = knowledge_of(session, id_of(case))
    assert "rf_strangulation" in found.facts.recent
    assert "rf_strangulation" not in found.facts.long_ago
    add(session, case, "incident", {**NECK, "happened": "1 May 2026"})
    assert facts_now(session, id_of(case)).known["rf_strangulation"].last == "2026-11-22"


@pytest.mark.parametrize(
    ("more", "so"),
    [
        ({}, True),
        ({"basis": "report"}, True),
        ({"basis": "fact"}, True),
        ({"basis": "opinion"}, False),
        ({"basis": "opinion", "signs": ["rf_strangulation"]}, False),
        ({"taken_back": True}, False),
        ({"behaviours": ["bh_pushed_hit"]}, False),
        ({"signs": {"state": "not_known"}}, False),
    ],
)
def test_an_opinion_and_what_was_taken_back_make_nothing_so(
    session: Session,
    case: Saved,
    more: Mapping[str, object],
    so: bool,
) -> None:
    add(session, case, "incident", {**NECK, **more})
    assert ("rf_strangulation" in facts_now(session, id_of(case)).present) == so


def test_a_correction_follows_what_was_done_and_keeps_what_was_taken_off(session: Session, case: Saved) -> None:
    first = add(session, case, "incident", NECK)
    held = session.read(ledger.entry(session.vault, first.entry)).answers
    off = {field: answer for field, answer in held.items() if field != "signs"}
    second = save(session, "incident", off, corrects=(first.entry,), reason="She did not say neck.")
    assert listed(session, id_of(case))[0]["signs"] == []
    third = save(session, "incident", {**off, "where": "home"}, corrects=(second.entry,), reason="Where")
    assert listed(session, id_of(case))[0]["signs"] == []
    both = {**off, "behaviours": ["bh_neck", "bh_followed"]}
    fourth = save(session, "incident", both, corrects=(third.entry,), reason="More")
    assert listed(session, id_of(case))[0]["signs"] == ["rf_watching_following"]
    save(session, "incident", {**both, "behaviours": ["bh_neck"], "signs": ["rf_watching_following"]},
         corrects=(fourth.entry,), reason="Not followed")  # fmt: skip
    assert listed(session, id_of(case))[0]["signs"] == []


def test_a_span_makes_no_day_that_was_not_said(session: Session, case: Saved) -> None:
    add(session, case, "incident", {**NECK, "happened": "between 1 and 20 Nov"})
    found = knowledge_of(session, id_of(case))
    assert "rf_strangulation" in found.facts.recent
    assert found.facts.reasons["rf_strangulation"].last == ""


def test_events_move_the_review_and_go_with_what_is_taken_back(session: Session, case: Saved) -> None:
    noted = add(session, case, "incident", {**NECK, "triggers": ["tr_strangulation"]})
    row = views.case_row(session.vault, id_of(case))
    assert (row.review_due, row.review_asks) == ("2026-11-23", ("tr_strangulation",))
    take_back(session, [noted.entry])
    row = views.case_row(session.vault, id_of(case))
    assert (row.review_due, row.review_asks) == (None, ())
