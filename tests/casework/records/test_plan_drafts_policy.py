"""Drafts of a plan: what is said of one, which is gone on with, and which is only offered."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from hru_advocate.casework.next_steps import next_steps
from hru_advocate.casework.records.entries import keep_draft, save
from hru_advocate.casework.records.plan_drafts import (
    PlanDraftLine,
    PlanStanding,
    draft_to_go_on_with,
    kept_as,
    plan_drafts,
    plan_standing,
)
from hru_advocate.casework.session import Session
from hru_advocate.clock import ZONE
from tests.casework.open_sessions import new_case
from tests.fixed_clock import FixedClock

AT = datetime(2026, 11, 24, 9, 5, tzinfo=ZONE)
ROW = {"section": "home", "text": "x", "state": "chosen", "carry": "keep"}
PLAN = {"made_on": "2026-11-23", "review": "2026-12-07", "items": [ROW]}


@pytest.mark.parametrize(
    ("states", "words"),
    [
        ((), "a draft of no measures, last written"),
        (("chosen",), "a draft of 1 measure, last written"),
        (("chosen", "already_do", "done"), "a draft of 3 measures, last written"),
        (("chosen", "not_now", "not_right_for_me"), "a draft of 1 measure, last written"),
    ],
)
def test_a_draft_is_said_with_the_measures_that_stand_in_it(
    session: Session, states: tuple[str, ...], words: str
) -> None:
    case = new_case(session).case
    assert case is not None
    keep_draft(session, "d1", "safety_plan", {"items": [ROW | {"state": one} for one in states]}, case=case)
    (found,) = plan_drafts(session, case)
    assert found.words.startswith(words)
    step = next(one for one in next_steps(session, case) if one.title == "Plan")
    assert (step.draft, step.words, step.state) == ("d1", found.words, "begun")


@pytest.mark.parametrize(
    ("signed", "drafts", "said"),
    [
        (True, (), ""),
        (False, (), "There is no signed-off plan yet."),
        (
            False,
            (PlanDraftLine("d", 19, AT),),
            (
                "There is no signed-off plan yet. A draft of 19 measures, last written Tue 24 Nov 2026, 09:05, stands "
                "open: it is not signed off."
            ),
        ),
        (
            True,
            (PlanDraftLine("d", 2, AT, (), "23 Nov 2026, 10:00"), PlanDraftLine("e", 1, AT)),
            (
                "This is the plan as it was signed off. A draft of 2 measures, last written Tue 24 Nov 2026, 09:05, "
                "stands open: it is not signed off. It was begun before the version of 23 Nov 2026, 10:00 was signed."
            ),
        ),
    ],
)
def test_who_looks_at_the_signed_plan_is_told(signed: bool, drafts: tuple[PlanDraftLine, ...], said: str) -> None:
    assert PlanStanding(signed, drafts).sentence == said


def test_the_newest_draft_that_no_version_has_overtaken_is_gone_on_with(session: Session) -> None:
    case = new_case(session).case
    assert case is not None
    assert (draft_to_go_on_with(session, case), plan_standing(session, case)) == (None, PlanStanding(False, ()))
    keep_draft(session, "older", "safety_plan", {"items": [ROW]}, case=case)
    assert isinstance(session.clock, FixedClock)
    session.clock.advance(timedelta(minutes=1))
    keep_draft(session, "newer", "safety_plan", {"items": [ROW, ROW]}, case=case)
    keep_draft(session, "of another form", "risk_conversation", {}, case=case)
    assert [one.id for one in plan_drafts(session, case)] == ["newer", "older"]
    assert draft_to_go_on_with(session, case) == "newer"
    assert draft_to_go_on_with(session, case, ("some entry",)) is None, "a correction is another draft"
    step = next(one for one in next_steps(session, case) if one.title == "Plan")
    assert step.draft == "newer"
    assert kept_as(session, "older") == {"items": [ROW]}
    save(session, "safety_plan", PLAN, case=case, draft="older")
    assert kept_as(session, "older") is None
    assert [bool(one.overtaken) for one in plan_drafts(session, case)] == [True]
    assert draft_to_go_on_with(session, case) is None, "which of the two it is to be, a person says"
    assert plan_standing(session, case).signed
