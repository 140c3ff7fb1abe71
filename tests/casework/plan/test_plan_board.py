"""The plan builder's board: templates that propose, lines that need a look, words for a child."""

from __future__ import annotations

import pytest

from hru_advocate.casework.plan import planning
from hru_advocate.casework.plan.planning import Board
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from tests.casework.open_sessions import add, new_case


def board(session: Session, case: Saved, *items: dict[str, object]) -> Board:
    assert case.case is not None
    return planning.board(session, case.case, {"items": list(items)} if items else None)


def line(measure: str, **more: object) -> dict[str, object]:
    return {"measure": [measure], "text": "x", "state": "chosen", "carry": "keep"} | more


def test_the_templates_of_the_case_come_first_and_add_nothing(session: Session) -> None:
    case = new_case(session, lives_together="together")
    add(session, case, "situation", {"ci_court_coming": True})
    found = board(session, case)
    assert [one.id for one in found.templates if one.proposed] == ["living_with", "court_coming"]
    assert [one.proposed for one in found.templates] == sorted((one.proposed for one in found.templates), reverse=True)
    assert found.plan.items == ()


def test_a_template_of_another_situation_shows_its_measures_refused_with_the_rule(session: Session) -> None:
    case = new_case(session, lives_together="together")
    separated = next(one for one in board(session, case).templates if one.id == "separated")
    refused = {one.suggestion.measure: one for one in separated.offers if one.suggestion.refused}
    assert "“separated”" in refused["sm_belongings_swap"].refused_words
    assert "sm_no_reply" in refused
    assert refused["sm_no_reply"].suggestion.stands
    assert "sm_call_999" not in refused


def test_a_template_says_what_is_in_the_plan_and_what_each_measure_answers(session: Session) -> None:
    case = new_case(session)
    found = board(session, case, line("sm_call_999"))
    separated = next(one for one in found.templates if one.id == "separated")
    assert [one.suggestion.measure for one in separated.offers if one.suggestion.in_plan] == ["sm_call_999"]
    assert all(one.suggestion.answers for one in separated.offers)
    assert all(one.suggestion.why.startswith("Because ") for one in separated.offers)


def test_a_suggestion_says_its_urgency_in_words(session: Session) -> None:
    case = new_case(session)
    add(session, case, "risk_conversation", {"held_on": "2026-11-20", "rf_very_frightened": True})
    words = {one.suggestion.priority: one.priority_words for one in board(session, case).suggestions}
    assert words == {
        "immediate": "talk about it today",
        "soon": "within the first two contacts",
        "later": "when life allows",
    }


def test_a_line_whose_reason_has_gone_or_that_a_rule_now_refuses_needs_a_look(session: Session) -> None:
    case = new_case(session)
    found = board(
        session,
        case,
        line("sm_call_999", answers=["rf_very_frightened"]),
        line("sm_best_way_out", answers=["ci_separated"]),
        line("sm_diary", answers=["ci_all"]),
        line("sm_phone_near", answers=["rf_isolated"], override="Wanted all the same."),
    )
    assert {one.item: one.kept for one in found.looks} == {"1": "", "2": "", "4": "Wanted all the same."}
    assert all("_" not in one.sentence for one in found.looks)


@pytest.mark.parametrize(
    ("situation", "closed"),
    [
        ({}, False),
        ({"ci_child_under_7": True}, True),
        ({"ci_child_under_7": True, "ci_child_7_plus": False}, True),
        ({"ci_child_under_7": True, "ci_child_7_plus": True}, False),
        ({"ci_child_7_plus": True}, False),
    ],
)
def test_words_for_a_child_are_closed_where_the_only_child_known_is_under_seven(
    session: Session, situation: dict[str, object], *, closed: bool
) -> None:
    case = new_case(session)
    if situation:
        add(session, case, "situation", situation)
    child = board(session, case).child
    assert bool(child.closed) == closed
    assert "sm_child_call" in child.measures
    assert "with the parent, age seven and up, never handed over as paper" in child.guidance
    assert "child_facing" not in child.guidance
