"""What is proposed for paper: what a found paper would betray is kept or spoken, never carried."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pytest

from hru_advocate.casework.plan import planning
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.domain.library.reference import Measure
from hru_advocate.errors import InvalidAnswer
from tests.casework.open_sessions import add, new_case

PROPOSED: Final[Mapping[str, str]] = {
    "emergency": "carry",
    "home": "carry",
    "leaving": "keep",
    "out": "carry",
    "work_college": "carry",
    "devices": "carry",
    "trackers_vehicle": "carry",
    "social_photos": "carry",
    "children": "carry",
    "contact": "carry",
    "evidence": "carry",
    "after_separation": "carry",
    "court_orders": "carry",
    "money": "carry",
    "housing": "carry",
    "wellbeing": "carry",
    "people": "carry",
    "pets": "carry",
    "visits_deliveries": "carry",
    "code_words": "speak",
}
"""By section, but for words for a child and what speaks of leaving in another section."""
SPEAKS_OF_LEAVING: Final = {"sm_refuge", "sm_pet_plan", "sm_pet_foster"}


def expected(one: Measure) -> str:
    if one.child_facing:
        return "speak"
    return "keep" if one.id in SPEAKS_OF_LEAVING else PROPOSED[one.section]


def test_every_measure_is_proposed_as_its_section_asks(session: Session) -> None:
    measures = session.product.library.measures.measures
    assert {one.section for one in measures} == set(PROPOSED)
    proposed = {one.id: planning.item_from(session, one.id, ())["carry"] for one in measures}
    assert proposed == {one.id: expected(one) for one in measures}


def test_a_measure_has_short_words_only_where_they_are_discreet(session: Session) -> None:
    for one in session.product.library.measures.measures:
        row = planning.item_from(session, one.id, ("rf_isolated",))
        assert row.get("discreet", "") == (one.discreet_text if one.discreet_ok else "")
        assert (row["state"], row["answers"], row["measure"]) == ("chosen", ["rf_isolated"], [one.id])
        assert (row["section"], row["text"]) == (one.section, one.text)


def save_plan(session: Session, case: Saved, **more: object) -> Saved:
    item = {"text": "x", "state": "chosen", "carry": "keep", "answers": []} | more
    return add(session, case, "safety_plan", {"made_on": "2026-11-23", "review": "2026-12-07", "items": [item]})


REASON = "She asked for it; DS Example agrees."


@pytest.mark.parametrize(
    ("situation", "item", "refused"),
    [
        ({"ci_landline_only": True}, {"measure": ["sm_silent_55"], "override": REASON}, "items.1.state"),
        ({"ci_landline_only": False}, {"measure": ["sm_silent_55"]}, None),
        ({"ci_landline_only": True}, {"measure": ["sm_silent_55"], "state": "not_now"}, None),
        ({"ci_landline_only": True}, {"measure": ["sm_silent_55"], "state": "not_right_for_me"}, None),
        ({"ci_landline_only": True}, {"measure": ["sm_silent_55"], "state": "done"}, "items.1.state"),
        ({"ci_landline_only": True}, {"measure": ["sm_silent_55"], "state": "already_do"}, "items.1.state"),
    ],
)
def test_a_plan_keeps_to_the_rules_that_stand(
    session: Session, situation: dict[str, object], item: dict[str, object], refused: str | None
) -> None:
    case = new_case(session)
    add(session, case, "situation", situation)
    if refused is None:
        assert save_plan(session, case, **item).entry
        return
    with pytest.raises(InvalidAnswer) as error:
        save_plan(session, case, **item)
    assert error.value.field == refused


def rule_of(session: Session, part: str) -> tuple[Measure, str]:
    """A measure and a circumstance that one of its rules names, without a rule that stands or another that refuses."""
    library = session.product.library
    stands = {(rule.fact, name) for rule in library.measures.standing_rules for name in rule.measures}
    asked = {field.fact for field in session.forms.newest("situation").fields if field.kind == "yes_no"}
    return next(
        (one, fact)
        for one in library.measures.measures
        for fact in getattr(one, part)
        if fact in asked and (fact, one.id) not in stands and "any" in one.living_situation
        and (part == "never_when") != (fact in one.advice_first_when)
        and (part == "never_when") == (fact in one.never_when)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("part", "answer", "field"),
    [("never_when", "override", "items.1.override"), ("advice_first_when", "advice", "items.1.advice")],
)
def test_a_dangerous_measure_needs_its_reason_and_one_with_advice_its_advice(
    session: Session, part: str, answer: str, field: str
) -> None:
    one, fact = rule_of(session, part)
    case = new_case(session)
    item: dict[str, object] = {"measure": [one.id]}
    assert save_plan(session, case, **item).entry
    case = new_case(session)
    add(session, case, "situation", {fact: True})
    for given in ("", "   "):
        with pytest.raises(InvalidAnswer) as error:
            save_plan(session, case, **item | {answer: given})
        assert error.value.field == field
    assert save_plan(session, case, **item | {"state": "stopped"}).entry
    case = new_case(session)
    add(session, case, "situation", {fact: True})
    assert save_plan(session, case, **item | {answer: REASON}).entry
