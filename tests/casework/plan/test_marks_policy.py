"""Marks the record has overtaken: what is carried into danger, and what a danger that has gone left spoken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pytest

from hru_advocate.casework.plan import changes, planning
from hru_advocate.casework.plan.knowledge import facts_now
from hru_advocate.casework.plan.marks import MarksToChange
from hru_advocate.casework.plan.sheet import PlanSheet
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.domain.plan.paper_safety import proposed
from tests.casework.open_sessions import add, new_case

SAFE: Final[Mapping[str, object]] = {
    "lives_together": "apart",
    "ci_belongings_searched": False,
    "ci_post_read": False,
    "ci_phone_searched": False,
    "ci_device_monitored": False,
    "ci_family_involved": False,
}
"""Every question about paper has a no, but the one a conversation about risk asks."""
NO_HONOUR: Final = {"rf_honour_based": False}
CARRIED, SPOKEN, KEPT = "carry", "speak", "keep"
CALL, CODE, PASSWORDS = "sm_call_999", "sm_code_friend", "sm_passwords"


def told(session: Session, situation: Mapping[str, object], risk: Mapping[str, object] = NO_HONOUR) -> Saved:
    case = new_case(session)
    add(session, case, "situation", {"asked_on": "2026-11-20", **situation})
    add(session, case, "risk_conversation", {"held_on": "2026-11-20", **risk})
    return case


def overtaken(session: Session, case: Saved, *rows: tuple[str, str] | tuple[str, str, str]) -> MarksToChange | None:
    """What is said of a plan of these measures, each with its mark and, if it is not live, its state."""
    items = []
    for measure, mark, *state in rows:
        made = planning.item_from(session, measure, ()) if measure else {"section": "home", "text": "My own."}
        items.append({**made, "carry": mark, "state": state[0] if state else "chosen"})
    return planning.board(session, case.case or "", {"items": items}).overtaken


@pytest.mark.parametrize(
    ("known", "why"),
    [
        ({"lives_together": "together"}, "they live with the person causing harm"),
        ({"lives_together": "some_nights"}, "they live with the person causing harm"),
        ({"ci_belongings_searched": True}, "looked through"),
        ({"ci_device_monitored": True}, "may be watched"),
        ({"ci_family_involved": True}, "part of the danger"),
    ],
)
def test_what_is_carried_into_danger_is_offered_as_spoken(
    session: Session, known: Mapping[str, object], why: str
) -> None:
    found = overtaken(session, told(session, {**SAFE, **known}), (CALL, CARRIED), (PASSWORDS, KEPT), ("", CARRIED))
    assert found is not None
    assert why in found.sentence
    assert "2 measures are carried" in found.sentence
    assert found.offer == "Mark them spoken only"
    assert list(found.marks.values()) == [SPOKEN, SPOKEN]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([(CALL, CARRIED)], "1 measure is carried. It does not go on paper"),
        ([(CALL, CARRIED, "not_now")], None),
        ([(CALL, SPOKEN), (PASSWORDS, KEPT)], None),
        ([], None),
    ],
)
def test_in_danger_only_what_stands_and_is_carried_counts(
    session: Session, rows: list[tuple[str, str]], said: str | None
) -> None:
    found = overtaken(session, told(session, {**SAFE, "lives_together": "together"}), *rows)
    assert (found.sentence if found else None) is None if said is None else said in (found.sentence if found else "")


@pytest.mark.parametrize(
    ("rows", "marks_then"),
    [
        ([(CALL, SPOKEN), (PASSWORDS, SPOKEN)], [CARRIED, CARRIED]),
        ([(CALL, SPOKEN), (PASSWORDS, SPOKEN), (CODE, SPOKEN), ("", SPOKEN)], [CARRIED, CARRIED]),
        ([(CALL, SPOKEN), ("sm_refuge", SPOKEN)], [CARRIED, KEPT]),
        ([(CALL, SPOKEN), (PASSWORDS, SPOKEN, "not_now")], None),
        ([(CALL, SPOKEN)], None),
        ([(CALL, SPOKEN), (PASSWORDS, SPOKEN), ("", CARRIED)], None),
        ([(CODE, SPOKEN), ("", SPOKEN), ("", SPOKEN)], None),
    ],
    ids=["two", "code words and own ones stay", "leaving is kept", "one stands", "one", "a choice", "never for paper"],
)
def test_a_plan_all_spoken_is_offered_for_paper_where_nothing_speaks_against_it(
    session: Session, rows: list[tuple[str, str]], marks_then: list[str] | None
) -> None:
    found = overtaken(session, told(session, SAFE), *rows)
    assert (list(found.marks.values()) if found else None) == marks_then
    assert found is None or "Ask first" in found.sentence


@pytest.mark.parametrize("more", [{"access_needs": ["no_english"]}, {"access_needs": ["learning"]}, {}])
def test_nothing_is_offered_for_paper_where_the_plan_is_to_be_spoken_for_another_reason(
    session: Session, more: Mapping[str, object]
) -> None:
    case = told(session, {**SAFE, **more})
    spoken = proposed(facts_now(session, case.case or "")).document == "spoken"
    assert spoken == (more == {"access_needs": ["no_english"]})
    assert (overtaken(session, case, (CALL, SPOKEN), (PASSWORDS, SPOKEN)) is None) == spoken


def test_nothing_is_offered_for_paper_to_somebody_under_18(session: Session) -> None:
    case = told(session, SAFE)
    add(session, case, "person", {"role": "victim", "name": "Asha Example", "born": "1 May 2010"})
    assert overtaken(session, case, (CALL, SPOKEN), (PASSWORDS, SPOKEN)) is None


@pytest.mark.parametrize("left_out", [*SAFE, "rf_honour_based"][1:])
def test_nothing_is_offered_for_paper_while_a_question_about_it_is_open(session: Session, left_out: str) -> None:
    situation = {one: answer for one, answer in SAFE.items() if one != left_out}
    risk = {} if left_out == "rf_honour_based" else NO_HONOUR
    case = told(session, situation, risk or {"rf_isolated": True})
    assert overtaken(session, case, (CALL, SPOKEN), (PASSWORDS, SPOKEN)) is None


def test_all_marks_change_as_one_step() -> None:
    sheet = PlanSheet({"items": [{"text": "one", "carry": CARRIED}, {"text": "two", "carry": KEPT}, {"text": "three"}]})
    edit = changes.marking_all({0: SPOKEN, 2: SPOKEN})
    assert edit.do(sheet) is None
    assert [row["carry"] for row in sheet.rows] == [SPOKEN, KEPT, SPOKEN]
    assert edit.words == "marking 2 measures"
    assert changes.marking_all({0: SPOKEN}).words == "marking 1 measure"
