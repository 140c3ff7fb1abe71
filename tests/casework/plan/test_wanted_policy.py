"""Needs read together: the newest rating by when it was talked about, the graver of two eyes, what was picked first."""

from __future__ import annotations

from datetime import date

import pytest

from hru_advocate.casework.plan import planning
from hru_advocate.casework.plan.wanted import long_ago, wanted_in
from hru_advocate.casework.records.entries import Saved, start
from hru_advocate.casework.services.on_plan import add_service
from hru_advocate.casework.session import Session
from hru_advocate.casework.unit import unit_measures
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.plan.case_facts import Known
from tests.casework.open_sessions import add, id_of


@pytest.mark.parametrize(
    ("first", "second", "rating"),
    [
        ({"value": 3}, {"value": 1}, 1),
        ({"value": 0}, {"value": 0, "advocate": 2}, 2),
        ({"value": 0}, {"value": 3, "advocate": 1}, 3),
        ({"value": 2}, None, 2),
        ({"value": 1}, {"value": 0}, 0),
    ],
)
def test_the_newest_rating_counts_and_the_graver_of_two_eyes(
    session: Session, case: Saved, first: dict[str, int], second: dict[str, int] | None, rating: int
) -> None:
    later = {"held_on": "2026-11-21"} | ({"nd_housing": second} if second else {})
    add(session, case, "needs_assessment", later)
    add(session, case, "needs_assessment", {"held_on": "2026-11-10", "nd_housing": first})
    assert wanted_in(session.heads(id_of(case), ["needs", "risk"])).ratings == {"nd_housing": rating}


def test_what_was_picked_first_stands_until_something_else_is_picked(session: Session, case: Saved) -> None:
    add(session, case, "needs_assessment", {"held_on": "2026-11-10", "start_with": ["nd_housing"]})
    add(session, case, "needs_assessment", {"held_on": "2026-11-12"})
    assert wanted_in(session.heads(id_of(case), ["needs"])).first == {"nd_housing"}
    add(session, case, "needs_assessment", {"held_on": "2026-11-14", "start_with": ["nd_out_safety"]})
    assert wanted_in(session.heads(id_of(case), ["needs"])).first == {"nd_out_safety"}


@pytest.mark.parametrize(
    ("present", "last", "old"),
    [(True, "2026-10-23", False), (True, "2026-10-22", True), (False, "2026-10-22", False), (True, "", False)],
)
def test_what_last_happened_more_than_a_month_ago_is_long_ago(present: bool, last: str, old: bool) -> None:
    known = Known(fact="rf_strangulation", present=present, entry="e", form="f", on="2026-11-20", last=last)
    assert bool(long_ago([known], date(2026, 11, 23))) == old


def test_a_service_put_on_a_draft_leaves_what_stands_there(session: Session, case: Saved) -> None:
    """Also what was left open with its reason, and what the plan held before the draft."""
    own = {"own_words": "I want to walk the dog.", "services": ["sv_paladin"], "items": [], "review": "2026-12-07"}
    add(session, case, "safety_plan", own)
    draft = add_service(session, id_of(case), "national_stalking_helpline")
    assert add_service(session, id_of(case), "police_101") == draft
    raw = start(session, "safety_plan", draft=draft).raw
    assert value_of(raw, "own_words") == "I want to walk the dog."
    assert list(value_of(raw, "services") or ()) == ["sv_paladin", "sv_national_stalking_helpline", "sv_police_101"]


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ([{"text": "Ring.", "state": "chosen", "carry": "keep"}], ["Ring."]),
        ([{"text": "", "state": "no such"}, {"text": "Ring.", "state": "chosen", "carry": "keep"}], ["Ring."]),
        ("no rows at all", []),
    ],
)
def test_a_half_typed_row_hides_no_other(session: Session, rows: object, kept: list[str]) -> None:
    answers = planning.loose_answers(session, {"items": rows, "review": "no day", "no_such_field": 1})
    assert [value_of(row, "text") for row in value_of(answers, "items") or ()] == kept
    assert answers.keys() <= {"items"}


@pytest.mark.parametrize(("on", "day"), [(None, date(2026, 11, 23)), (date(2026, 11, 2), date(2026, 11, 2))])
def test_a_measure_is_signed_off_today_unless_another_day_is_told(session: Session, on: date | None, day: date) -> None:
    unit_measures.sign_off(session, "sm_call_999", by="Ada", against="The unit's policy", on=on)
    (record,) = session.heads(None, ["measure"])
    assert value_of(record.answers, "signed_on") == day
    assert record.reason == "Signed off by Ada"
