"""Gates hold where a plan is signed off: a measure taken all the same needs its reason or the advice given."""

from __future__ import annotations

import pytest

from hru_advocate.casework.plan import planning
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.casework.unit import unit_measures
from hru_advocate.errors import InvalidAnswer
from tests.casework.open_sessions import add, new_case

SEARCHED = {"ci_belongings_searched": True}


def line(measure: str, **more: object) -> dict[str, object]:
    return {"measure": [measure], "text": "x", "state": "chosen", "carry": "keep"} | more


def plan_of(measure: str, **more: object) -> dict[str, object]:
    return {"made_on": "2026-11-23", "review": "2026-12-07", "items": [line(measure, **more)]}


@pytest.mark.parametrize(
    ("situation", "measure", "needed"),
    [
        (SEARCHED, "sm_diary", "override"),
        (SEARCHED, "sm_witness_names", "override"),
        (SEARCHED, "sm_check_in", "override"),
        ({"ci_nrpf": True}, "sm_no_where_to_stay", "advice"),
        ({"ci_tracker_found": True}, "sm_refuge", "advice"),
        ({"ci_police_not_told": True}, "sm_crime_number", "override"),
        ({"ci_court_ordered_contact": True}, "sm_school_list", "advice"),
    ],
)
def test_a_closed_gate_is_refused_by_its_field_until_it_is_answered(
    session: Session, situation: dict[str, object], measure: str, needed: str
) -> None:
    case = new_case(session)
    add(session, case, "situation", situation)
    with pytest.raises(InvalidAnswer) as refused:
        save(session, "safety_plan", plan_of(measure), case=case.case)
    assert refused.value.field == f"items.1.{needed}"
    assert "Nothing was saved" in refused.value.sentence
    told = {"override": "She asked for it and knows.", "advice": "Said by J. Example."}
    save(session, "safety_plan", plan_of(measure, **told), case=case.case)


def test_without_its_fact_the_same_measure_is_saved(session: Session) -> None:
    case = new_case(session)
    save(session, "safety_plan", plan_of("sm_diary"), case=case.case)


@pytest.mark.parametrize(("last", "today"), [("2026-11-20", True), ("2026-10-22", False), ("", True)])
def test_help_today_is_for_a_neck_that_was_pressed_in_the_last_month(
    session: Session, last: str, *, today: bool
) -> None:
    case = new_case(session)
    finding: dict[str, object] = {"present": True} | ({"last": last} if last else {})
    add(session, case, "risk_conversation", {"held_on": "2026-11-22", "rf_strangulation": finding})
    offers = {one.suggestion.measure: one for one in planning.suggest_for(session, case.case or "")}
    assert (offers["sm_neck_check"].suggestion.refused is None) == today
    assert offers["sm_neck_long_ago"].suggestion.refused is None


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        ("Bolt the back door when you are in.", "ci_lives_with"),
        ("Keep a notebook of the times.", "ci_phone_searched"),
        ("Climb out at the back.", "ci_mobility"),
        ("Ring the office each night.", "ci_deaf"),
    ],
)
def test_a_measure_of_the_units_own_meets_the_gates_its_words_need(session: Session, words: str, fact: str) -> None:
    save(session, "measure", {"done": "add", "text": words, "section": "home", "everyone": True, "priority": "soon"})
    case = new_case(session)
    add(session, case, "situation", {"ci_mobile": True})
    before = {one.suggestion.text: one for one in planning.suggest_for(session, case.case or "")}
    assert before[words].suggestion.refused is None
    library = session.product.library
    own = next(one for one in library.measures.measures if one.text == words)
    gates = [gate for gate in library.measures.gates if gate.trait in own.traits]
    assert any(fact in gate.when and gate.outcome == "refused" for gate in gates)


def test_other_words_of_the_unit_never_lose_a_gate(session: Session) -> None:
    before = session.product.library.measure("sm_screenshots").traits
    unit_measures.reword(session, "sm_screenshots", text="Ask us, and hide the phone.", short="", reason="Plainer")
    assert set(session.product.library.measure("sm_screenshots").traits) == {*before, "hides_things"}
