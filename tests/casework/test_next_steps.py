"""The next steps of a case: done only when it is so, begun and not asked said apart."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from hru_advocate.casework.next_steps import Step, first_not_begun, first_open, next_steps
from hru_advocate.casework.records.entries import keep_draft, save, start
from hru_advocate.casework.session import Session
from hru_advocate.casework.today import look
from tests.casework.open_sessions import add, id_of, new_case
from tests.casework.vault.apart import write_apart

Raw = Mapping[str, object]
EMPTY: Raw = {"made_on": "2026-11-23", "review": "2026-12-07", "items": []}
PLAN: Raw = {**EMPTY, "items": [{"text": "Ring.", "state": "chosen", "carry": "keep"}]}
TITLES = (
    "Safe contact", "The situation", "Risk conversation", "Level", "Needs assessment", "Plan", "Paper",
)  # fmt: skip


def step(session: Session, case: str, title: str) -> Step:
    return next(one for one in next_steps(session, case) if one.title == title)


def test_a_fresh_case_has_seven_steps_and_none_is_done(session: Session) -> None:
    steps = next_steps(session, id_of(new_case(session)))
    assert tuple(one.title for one in steps) == TITLES
    assert {one.state for one in steps} == {"not_asked"}
    assert first_open(steps) is steps[0]


@pytest.mark.parametrize(
    ("form", "raw", "title", "state", "words"),
    [
        ("safe_contact", {"may_contact": "they_ring", "confirmed": "2026-11-20"}, "Safe contact", "done", "confirmed"),
        # that she may be contacted and by no way is no agreement yet
        (
            "safe_contact",
            {"may_contact": "yes", "confirmed": "2026-11-20"},
            "Safe contact",
            "begun",
            "no way agreed yet",
        ),
        ("situation", {"ci_mobile": True}, "The situation", "begun", "1 of"),
        ("risk_conversation", {"rf_threat_to_kill": False}, "Risk conversation", "begun", "1 of"),
        ("risk_conversation", {"rf_threat_to_kill": {"state": "declined"}}, "Risk conversation", "begun", "1 of"),
        ("needs_assessment", {"nd_housing": 1}, "Needs assessment", "begun", "1 of"),
        ("judgement", {"level": "high", "reason": "Followed twice.", "review": "2026-12-01"}, "Level", "done", "High"),
        ("safety_plan", PLAN, "Plan", "done", "1 measure"),
        ("safety_plan", EMPTY, "Plan", "begun", "0 measures"),
    ],
)
def test_one_record_takes_one_step_and_no_other(
    session: Session, form: str, raw: Raw, title: str, state: str, words: str
) -> None:
    case = new_case(session)
    add(session, case, form, raw)
    steps = next_steps(session, id_of(case))
    assert {one.title for one in steps if one.state != "not_asked"} == {title}
    taken = step(session, id_of(case), title)
    assert taken.state == state
    assert words in taken.words


def test_a_court_date_that_is_coming_is_noted_next_and_is_on_today_then(session: Session) -> None:
    """She said a court date is coming; nobody asked which court or when, and Today knew of no hearing."""
    case = new_case(session)
    assert "Court date" not in {one.title for one in next_steps(session, id_of(case))}
    add(session, case, "safe_contact", {"may_contact": "they_ring", "confirmed": "2026-11-20"})
    add(session, case, "situation", {"ci_court_coming": True})
    asked = step(session, id_of(case), "Court date")
    assert first_open(next_steps(session, id_of(case))) == asked
    assert (asked.form, asked.state) == ("hearing", "not_asked")
    assert not look(session).dates
    add(session, case, "hearing", {"what_for": "trial", "court": "Example Court", "on": "2026-11-30"})
    assert "Court date" not in {one.title for one in next_steps(session, id_of(case))}
    assert look(session).dates


def test_a_level_judged_before_the_last_conversation_is_to_be_judged_again(session: Session) -> None:
    case = new_case(session)
    add(session, case, "judgement", {"level": "medium", "reason": "Letters.", "review": "2026-12-01"})
    assert step(session, id_of(case), "Level").state == "done"
    add(session, case, "risk_conversation", {"rf_threat_to_kill": True})
    level = step(session, id_of(case), "Level")
    assert level.state == "begun"
    assert "before the last risk conversation" in level.words
    add(session, case, "judgement", {"level": "high", "reason": "A threat.", "review": "2026-12-01"})
    assert step(session, id_of(case), "Level").state == "done"


def test_two_rules_that_disagree_are_not_done(session: Session) -> None:
    case = new_case(session)
    rules = {"may_contact": "yes", "confirmed": "2026-11-20"}
    first = add(session, case, "safe_contact", rules)
    here = save(session, "safe_contact", rules | {"say": "x"}, case=case.case, corrects=(first.entry,), reason="Name.")
    apart = write_apart(session, first.entry, rules | {"may_contact": "no"}, "She rang")
    found = step(session, id_of(case), "Safe contact")
    assert found.state == "begun"
    assert set(found.corrects) == {here.entry, apart}


def test_a_draft_is_begun_and_is_what_one_goes_on_with(session: Session) -> None:
    case = id_of(new_case(session))
    begun = start(session, "needs_assessment", case=case)
    keep_draft(session, begun.draft, "needs_assessment", {"nd_housing": 2}, case=case)
    found = step(session, case, "Needs assessment")
    assert (found.state, found.draft) == ("begun", begun.draft)
    assert "a draft" in found.words


def test_a_copy_that_was_made_is_the_last_step(session: Session) -> None:
    case = new_case(session)
    add(session, case, "safety_plan", PLAN)
    copy = {"document": "full_plan", "copy_number": 1, "how": "printed", "state": "out"}
    made = add(session, case, "paper", copy)
    assert step(session, id_of(case), "Paper").words == "1 copy out"
    save(session, "paper", copy | {"state": "returned"}, case=case.case, corrects=(made.entry,), reason="Back.")
    assert step(session, id_of(case), "Paper").words == "no copy out"


def test_today_names_the_first_step_not_begun_beside_each_case(session: Session) -> None:
    case = new_case(session)
    assert look(session).recent[0].next_step == "Safe contact"
    add(session, case, "safe_contact", {"may_contact": "they_ring", "confirmed": "2026-11-20"})
    add(
        session, case, "contact",
        {"happened": "today", "method": "phone", "direction": "in", "with_whom": "victim", "fact": "x",
         "next_contact": "2026-11-23"},
    )  # fmt: skip
    page = look(session)
    assert page.recent[0].next_step == "The situation"
    assert {line.next_step for line in page.contacts} <= {"The situation"}


def test_nothing_is_named_once_every_step_was_begun(session: Session) -> None:
    case = new_case(session)
    add(session, case, "safe_contact", {"may_contact": "they_ring", "confirmed": "2026-11-20"})
    add(session, case, "situation", {"ci_mobile": True})
    add(session, case, "risk_conversation", {"rf_threat_to_kill": False})
    add(session, case, "judgement", {"level": "standard", "reason": "x", "review": "2026-12-01"})
    add(session, case, "needs_assessment", {"nd_housing": 0})
    add(session, case, "safety_plan", PLAN)
    assert first_not_begun(session, id_of(case)) == "Paper"
    add(session, case, "paper", {"document": "spoken", "copy_number": 1})
    assert first_not_begun(session, id_of(case)) == ""


@pytest.mark.parametrize(
    ("answer", "state", "words"),
    [
        ({"answer": "yes"}, "done", "1 measure"),
        ({"answer": "no", "because": "The alarm frightens me."}, "begun", "not agreed to"),
        ({"answer": "could_not", "because": "In hospital.", "again_by": "2026-12-01"}, "begun", "not agreed to"),
    ],
)
def test_a_plan_that_was_refused_is_not_done(session: Session, answer: Raw, state: str, words: str) -> None:
    case = new_case(session)
    add(session, case, "safety_plan", PLAN)
    add(session, case, "agreement", {"on": "2026-11-23"} | dict(answer))
    taken = step(session, id_of(case), "Plan")
    assert (taken.state, words in taken.words) == (state, True)
