"""The pictures of a case and the result of a conversation: the newest answer, both ratings, high harm first."""

from __future__ import annotations

from typing import Any

import pytest

from hru_advocate.casework.cases import assessments
from hru_advocate.casework.cases.conversation_result import conversation_result
from hru_advocate.casework.checks import contact_checks
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from tests.casework.open_sessions import add, id_of


def rated(session: Session, case: Saved, day: str, **ratings: object) -> None:
    add(session, case, "needs_assessment", {"held_on": day, **ratings})


def need(session: Session, case: Saved, fact: str) -> assessments.NeedLine:
    return next(one for one in assessments.needs_picture(session, id_of(case)).needs if one.id == fact)


@pytest.mark.parametrize(
    ("before", "now", "direction"), [(None, 2, ""), (2, 1, "better"), (2, 2, "the same"), (2, 3, "worse")]
)
def test_a_need_is_held_against_the_one_before(
    session: Session, case: Saved, before: int | None, now: int, direction: str
) -> None:
    """The later conversation counts, whichever was typed first."""
    rated(session, case, "2026-11-22", nd_housing=now)
    if before is not None:
        rated(session, case, "2026-11-10", nd_housing=before)
    line = need(session, case, "nd_housing")
    assert (line.rating, line.before, line.direction) == (now, before, direction)
    assert line.when_words == "yesterday"
    assert line.label == session.library.domain("nd_housing").label


@pytest.mark.parametrize(
    ("value", "advocate", "is_open"), [(1, None, False), (2, None, True), (1, 2, True), (2, 0, True), (1, 1, False)]
)
def test_a_need_is_open_from_two_on_in_either_eyes(
    session: Session, case: Saved, value: int, advocate: int | None, is_open: bool
) -> None:
    rated(session, case, "2026-11-20", nd_housing={"value": value, "advocate": advocate, "words": "No heating."})
    line = need(session, case, "nd_housing")
    assert (line.rating, line.advocate, line.words, line.open) == (value, advocate, "No heating.", is_open)


def test_needs_stand_with_the_greatest_first_in_either_eyes(session: Session, case: Saved) -> None:
    rated(session, case, "2026-11-20", nd_housing=1, nd_home_safety={"value": 0, "advocate": 3}, nd_out_safety=2,
          nd_out_safety_wanted="A lift home.")  # fmt: skip
    picture = assessments.needs_picture(session, id_of(case))
    assert [one.id for one in picture.needs] == ["nd_home_safety", "nd_out_safety", "nd_housing"]
    assert [one.wanted for one in picture.needs] == ["", "A lift home.", ""]
    anchors = session.forms.newest("needs_assessment").by_id["nd_out_safety"].anchors
    assert picture.needs[1].anchor == anchors[2] != ""
    assert len(picture.assessments) == 1


STATES = ("not_known", "declined", "unsafe_to_ask")


@pytest.mark.parametrize("state", STATES)
def test_an_answer_that_was_not_given_is_counted_by_its_reason(session: Session, case: Saved, state: str) -> None:
    """A later answer counts over it; a later silence does not."""
    questions = sum(one.kind == "finding" for one in session.forms.newest("risk_conversation").fields)
    add(session, case, "risk_conversation", {"held_on": "2026-11-20", "rf_feared_harm": {"state": state}})
    add(session, case, "risk_conversation", {"held_on": "2026-11-21"})
    picture = assessments.risk_picture(session, id_of(case))
    counted = (picture.not_known, picture.declined, picture.unsafe)
    assert counted == tuple(int(one == state) for one in STATES)
    assert picture.not_asked == questions - 1
    add(session, case, "risk_conversation", {"held_on": "2026-11-22", "rf_feared_harm": False})
    picture = assessments.risk_picture(session, id_of(case))
    assert (picture.not_known, picture.declined, picture.unsafe) == (0, 0, 0)
    assert picture.not_asked == questions - 1
    assert len(picture.conversations) == 3


def test_factors_that_are_present_come_first_and_high_harm_before_others(session: Session, case: Saved) -> None:
    add(session, case, "risk_conversation", {
        "held_on": "2026-11-20",
        "rf_threat_to_kill": False,
        "rf_feared_harm": {"present": True, "words": "Every night", "last": "2026-11-19"},
        "rf_watching_following": True,
        "rf_strangulation": True,
    })  # fmt: skip
    lines = assessments.risk_picture(session, id_of(case)).factors
    keys = [(one.present, one.high_harm) for one in lines]
    assert keys == sorted(keys, reverse=True)
    assert len({one[1] for one in keys if one[0]}) == 2
    frightened = next(one for one in lines if one.id == "rf_feared_harm")
    assert frightened.words == "Every night"
    assert "19 Nov" in frightened.last_words
    assert frightened.source_words.startswith("Risk conversation, ")


def talked(session: Session, case: Saved, **answers: object) -> Any:  # a result, by its attributes
    saved = add(session, case, "risk_conversation", {"held_on": "2026-11-22", **answers})
    return conversation_result(session, saved.entry)


def test_a_result_says_what_is_present_with_high_harm_first(session: Session, case: Saved) -> None:
    found = talked(
        session, case, rf_feared_harm={"present": True, "words": "Every night"}, rf_strangulation=True,
        rf_threat_to_kill=False,
    )  # fmt: skip
    label = session.library.label
    assert [one.label for one in found.present] == [label("rf_strangulation"), label("rf_feared_harm")]
    assert [one.high_harm for one in found.present] == [True, False]
    assert found.present[1].said == "Every night"
    assert found.present[0].said
    assert (found.title, found.form, found.layout) == ("Risk conversation", "risk_conversation", "conversation")
    assert {row.id for row in found.to_find} >= {"rf_strangulation", "rf_feared_harm"}


@pytest.mark.parametrize("answer", [True, False, {"state": "declined"}])
def test_a_result_names_what_of_high_harm_was_not_asked(session: Session, case: Saved, answer: object) -> None:
    """A no and a reason for no answer are answers; what was not asked is named only where it is of high harm."""
    nothing = talked(session, case)
    one = talked(session, case, rf_threat_to_kill=answer, rf_feared_harm=answer)
    label = session.library.label
    assert label("rf_threat_to_kill") in nothing.high_harm_not_asked
    assert label("rf_threat_to_kill") not in one.high_harm_not_asked
    assert label("rf_feared_harm") not in nothing.high_harm_not_asked
    assert len(nothing.high_harm_not_asked) == len(one.high_harm_not_asked) + 1
    assert 0 < len(nothing.high_harm_not_asked) < nothing.not_asked


def test_a_result_asks_for_the_level_until_it_is_judged_after_it(session: Session, case: Saved) -> None:
    found = talked(session, case)
    assert (found.level_words, found.judge_again) == ("No level has been judged yet", True)
    add(session, case, "judgement", {"level": "high", "reason": "Followed.", "review": "2026-12-01"})
    saved = add(session, case, "needs_assessment", {"held_on": "2026-11-22", "nd_housing": 1})
    needs = conversation_result(session, saved.entry)
    assert needs.level_words.startswith("High, judged ")
    assert not needs.judge_again
    assert talked(session, case).judge_again


RULES = {
    "may_contact": "yes",
    "confirmed": "2026-11-20",
    "ways": [{"method": "mobile", "number": "01632 960411", "days": ["mon", "wed"], "from": "09:00", "to": "15:00"}],
}
CONTACT = {"method": "phone", "with_whom": "victim", "direction": "out", "fact": "They rang."}


@pytest.mark.parametrize(
    ("raw", "broken", "fault", "safe"),
    [
        ({}, False, False, None),
        ({"happened": "2026-11-23T09:30"}, False, False, None),
        ({"happened": "2026-11-23T08:00"}, True, False, None),
        ({"next_contact": "2026-11-25"}, False, False, None),  # a Wednesday
        ({"next_contact": "2026-11-24"}, False, True, "2026-11-25"),
        ({"next_contact": "2026-11-22"}, False, False, None),  # gone: the form itself refuses it
        ({"happened": "2026-11-23T08:00", "next_contact": "2026-11-24"}, True, True, "2026-11-25"),
    ],
)
def test_the_rules_word_on_a_contact_while_it_is_typed(
    session: Session, case: Saved, raw: dict[str, object], broken: bool, fault: bool, safe: str | None
) -> None:
    add(session, case, "safe_contact", RULES)
    notes = contact_checks.contact_notes(session, id_of(case), {**CONTACT, **raw} if raw else {})
    assert bool(notes.broken) == broken
    assert bool(notes.next_fault) == fault
    assert (notes.next_safe.isoformat() if notes.next_safe else None) == safe
    assert bool(notes.next_words) == (safe is not None)


def test_without_rules_they_are_asked_for_and_the_next_contact_is_not_judged(session: Session, case: Saved) -> None:
    raw = {**CONTACT, "happened": "2026-11-23T03:00", "next_contact": "2026-11-24"}
    notes = contact_checks.contact_notes(session, id_of(case), raw)
    assert (notes.no_rules, notes.next_fault, notes.next_safe) == (True, "", None)


@pytest.mark.parametrize(
    ("day", "broken"),
    [
        ("2026-11-09", False),  # before any rules were agreed; a Monday
        ("2026-11-16", False),  # the first rules allow Mondays
        ("2026-11-17", True),  # and no Tuesdays
        ("2026-11-10", True),  # from the very day they were agreed; a Tuesday
        ("2026-11-20", False),  # the rules of now, from the very day they were agreed; a Friday
        ("2026-11-23", True),  # which allow no Mondays any more
    ],
)
def test_a_contact_is_held_against_the_rules_that_stood_on_its_day(
    session: Session, case: Saved, day: str, broken: bool
) -> None:
    way = {"method": "mobile", "number": "01632 960411"}
    for days, confirmed in (("mon", "2026-11-10"), ("fri", "2026-11-20")):
        agreed = {"may_contact": "yes", "confirmed": confirmed, "ways": [{**way, "days": [days]}]}
        add(session, case, "safe_contact", agreed)
    notes = contact_checks.contact_notes(session, id_of(case), {**CONTACT, "happened": f"{day}T09:30"})
    assert bool(notes.broken) == broken
