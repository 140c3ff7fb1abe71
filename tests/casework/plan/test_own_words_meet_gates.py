"""A measure in somebody's own words meets the rules its words call for, as the library's measures do."""

from __future__ import annotations

import pytest

from hru_advocate.casework.plan.planning import board
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.errors import InvalidAnswer
from tests.casework.open_sessions import add, new_case

SEARCHED = {"ci_belongings_searched": True}
CALM = {"ci_belongings_searched": False}
CARD = {"text": "Tea at Mo's.", "discreet": "Diary in my bag"}
REWORDED = {"measure": ["sm_call_999"], "text": "Write down what happened, then ring 999."}
SAID = {"measure": ["sm_call_999"], "text": "Ring 999.", "words": "I keep a diary in my bag", "words_instead": True}
BESIDE = {"measure": ["sm_call_999"], "text": "Ring 999.", "words": "He reads my diary"}


def plan_of(line: dict[str, object], **more: object) -> dict[str, object]:
    held = {"section": "home", "state": "chosen", "carry": "keep"}
    return {"made_on": "2026-11-23", "review": "2026-12-07", "items": [held | line | more]}


@pytest.mark.parametrize(
    ("situation", "line", "needed"),
    [
        (SEARCHED, {"text": "I keep a diary in my bag."}, "override"),
        (SEARCHED, CARD, "override"),
        (SEARCHED, REWORDED, "override"),
        (SEARCHED, SAID, "override"),
        ({"ci_nrpf": True}, {"text": "Ask the council for a flat."}, "advice"),
        (SEARCHED, {"text": "Tea at Mo's on Fridays."}, ""),
        (SEARCHED, BESIDE, ""),
        (CALM, {"text": "I keep a diary in my bag."}, ""),
    ],
)
def test_what_is_typed_asks_or_is_refused_like_any_other(
    session: Session, situation: dict[str, object], line: dict[str, object], needed: str
) -> None:
    case = new_case(session)
    add(session, case, "situation", situation)
    if not needed:
        assert save(session, "safety_plan", plan_of(line), case=case.case).entry
        return
    with pytest.raises(InvalidAnswer) as refused:
        save(session, "safety_plan", plan_of(line), case=case.case)
    assert refused.value.field == f"items.1.{needed}"
    assert save(session, "safety_plan", plan_of(line, **{needed: "Talked through."}), case=case.case).entry


def test_the_plan_builder_says_which_own_measure_a_rule_refuses(session: Session) -> None:
    case = new_case(session)
    add(session, case, "situation", SEARCHED)
    plan = plan_of({"text": "I keep a diary in my bag."})
    (look,) = board(session, str(case.case), plan).looks
    assert look.item == "1"
    assert "a rule now refuses it" in look.sentence
    assert board(session, str(case.case), plan_of({"text": "Tea at Mo's."})).looks == ()
