"""Paper asks the record: what it answers, what it refuses, and which numbers and recipients follow from it."""

from __future__ import annotations

from typing import Any

import pytest

from hru_advocate.casework.paper import papers, safety
from hru_advocate.casework.paper.copies import record_copy
from hru_advocate.casework.paper.document_kinds import DOCUMENT_IDS, NO_DUTY_NUMBER
from hru_advocate.casework.paper.papers import PaperRequest
from hru_advocate.casework.plan import planning
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.casework.unit.our_number import keep_our_number
from hru_advocate.domain.plan.case_facts import CaseFacts, Known
from hru_advocate.domain.plan.paper_safety import OFFICE, emergency_for, from_record, proposed
from hru_advocate.errors import InvalidAnswer
from tests.casework.open_sessions import REFERRAL, add, id_of
from tests.casework.practice.journey import text_of

ITEM: dict[str, object] = {"section": "home", "state": "chosen", "carry": "carry"}
ASKED: dict[str, object] = {"lives_with": False, "searched": False, "watched": False, "family_danger": False}


def planned(session: Session, case: Saved, text: str = "Drink tea.") -> Saved:
    return add(session, case, "safety_plan", {"items": [ITEM | {"text": text}], "review": "2026-12-07"})


def allow(
    session: Session, case: Saved, document: str, answers: dict[str, object], *ticks: str, **more: object
) -> None:
    wanted = PaperRequest(id_of(case), document, frozenset(), **more)  # type: ignore[arg-type]  # as the request takes them
    view = papers.preview(session, wanted)
    safety.may_be_made(session, view, answers, frozenset(ticks))


@pytest.mark.parametrize("question", ["lives_with", "searched", "watched", "family_danger"])
def test_a_danger_wants_a_reason_for_the_persons_paper_and_none_for_the_offices(
    session: Session, case: Saved, question: str
) -> None:
    planned(session, case)
    answers = {**ASKED, question: True} if question != "lives_with" else dict(ASKED)
    if question == "lives_with":
        add(session, case, "referral", LIVES_WITH)
        answers[question] = True
    with pytest.raises(InvalidAnswer) as refused:
        allow(session, case, "full_plan", answers)
    assert refused.value.field == "override"
    allow(session, case, "full_plan", answers | {"override": "She keeps it at work."})
    heard = add(session, case, "hearing", {"what_for": "plea", "on": "2026-11-10", "state": "held"})
    for document in OFFICE & frozenset(DOCUMENT_IDS):
        allow(session, case, document, {}, hearing=heard.entry)


LIVES_WITH: dict[str, object] = REFERRAL | {"lives_together": "together"}


@pytest.mark.parametrize(
    ("fact", "question"), [("ci_belongings_searched", "searched"), ("ci_device_monitored", "watched")]
)
@pytest.mark.parametrize("answer", [False, {"state": "not_known"}])
def test_an_answer_against_the_record_is_refused_before_and_when_it_is_kept(
    session: Session, case: Saved, fact: str, question: str, answer: object
) -> None:
    planned(session, case)
    add(session, case, "situation", {"asked_on": "2026-11-20", fact: True})
    answers = {**ASKED, question: answer, "override": "Talked about."}
    with pytest.raises(InvalidAnswer) as refused:
        allow(session, case, "full_plan", answers)
    assert refused.value.field == question
    assert "The situation, 20 Nov 2026" in refused.value.sentence
    view = papers.preview(session, PaperRequest(id_of(case), "full_plan"))
    with pytest.raises(InvalidAnswer):
        record_copy(session, view, answers, "printed")
    kept = record_copy(session, view, {"override": "Talked about."}, "printed")
    (held,) = session.heads(kept.case, ["paper"])
    assert held.answers[question].value is True
    assert held.answers["override"].value == "Talked about."


def test_what_nobody_asked_is_asked_first(session: Session, case: Saved) -> None:
    planned(session, case)
    with pytest.raises(safety.NotAskedYet):
        allow(session, case, "full_plan", {"searched": False})
    allow(session, case, "full_plan", ASKED)


@pytest.mark.parametrize(
    ("name", "field"), [("Darren Holt", "for_whom"), ("D. Holt", "override"), ("Sheila Holt", "override")]
)
def test_no_copy_goes_to_the_other_person_and_none_unasked_to_that_side(
    session: Session, case: Saved, name: str, field: str
) -> None:
    planned(session, case)
    add(session, case, "person", {"role": "perpetrator", "name": "Darren Holt"})
    add(session, case, "person", {"role": "their_family", "name": "Sheila Holt"})
    with pytest.raises(InvalidAnswer) as refused:
        allow(session, case, "safe_person", ASKED, for_whom=name, agreed=True)
    assert refused.value.field == field
    assert "Holt" not in refused.value.sentence
    allow(session, case, "safe_person", ASKED, for_whom="Una Vale", agreed=True)


def test_paper_that_says_us_asks_for_a_number_and_prints_it_once_it_is_there(session: Session, case: Saved) -> None:
    planned(session, case, "Tell us when he writes.")
    with pytest.raises(safety.HowToReachUsMissing):
        allow(session, case, "full_plan", ASKED)
    allow(session, case, "full_plan", ASKED, NO_DUTY_NUMBER)
    keep_our_number(session, {"number": "01632 960100", "by": "Robin", "on": "2026-11-20", "against": "rang"})
    view = papers.preview(session, PaperRequest(id_of(case), "full_plan"))
    assert ("unit_us", "01632 960100") in view.numbers
    assert not view.without_us
    allow(session, case, "full_plan", ASKED)


@pytest.mark.parametrize(
    ("needs", "document", "ours", "first"),
    [
        (["none"], "full_plan", "Us", "Emergency"),
        (["deaf"], "full_plan", "Us (by relay)", "People you can contact Text 999"),
        (["bsl"], "pocket_card", "Us (by relay)", "Sign"),
        (["deaf"], "pocket_card", "Us (by relay)", "Text"),
        (["deaf", "voice_works"], "full_plan", "Us", "Emergency"),
    ],
)
def test_paper_begins_with_what_works_for_her_and_says_how_our_number_is_used(
    session: Session, case: Saved, needs: list[str], document: Any, ours: str, first: str
) -> None:
    planned(session, case, "Tell us when he writes.")
    add(session, case, "situation", {"asked_on": "2026-11-20", "access_needs": needs})
    keep_our_number(session, {"number": "01632 960100", "by": "Robin", "on": "2026-11-20", "against": "rang"})
    view = papers.preview(session, PaperRequest(id_of(case), document, ticks=frozenset({"sv_unit_us"})))
    text = text_of(view.pdf)
    assert ours in text
    assert ("(by" in text) is ("(by" in ours)
    assert first in text, text


@pytest.mark.parametrize(("carry", "why"), [("keep", "It is kept with us."), ("speak", "It is only spoken.")])
def test_what_is_left_off_is_named(session: Session, case: Saved, carry: str, why: str) -> None:
    items = [ITEM | {"text": "Drink tea."}, ITEM | {"text": "Pack a bag.", "carry": carry}]
    add(session, case, "safety_plan", {"items": items, "review": "2026-12-07"})
    warnings = papers.preview(session, PaperRequest(id_of(case), "full_plan")).warnings
    assert f"Left off: “Pack a bag.”. {why}" in warnings


def test_a_measure_is_proposed_as_spoken_where_paper_is_dangerous(session: Session, case: Saved) -> None:
    assert planning.item_from(session, "sm_call_999", (), id_of(case))["carry"] == "carry"
    add(session, case, "situation", {"asked_on": "2026-11-20", "ci_belongings_searched": True})
    assert planning.item_from(session, "sm_call_999", (), id_of(case))["carry"] == "speak"


def test_who_hears_and_finds_words_hard_has_text_first_and_999_with_55_behind_it() -> None:
    by_voice = ("police_999", "silent_solution_55")
    assert emergency_for(frozenset({"ci_speech"})) == ("text_999_emergencysms", "relay_uk_18000", *by_voice)


@pytest.mark.parametrize("fact", ["ci_deaf", "ci_bsl", "ci_text_or_relay_only"])
def test_who_cannot_ring_gets_text_and_sign_and_no_key_to_press(fact: str) -> None:
    services = emergency_for(frozenset({fact}))
    assert "text_999_emergencysms" in services
    assert {"police_999", "silent_solution_55"}.isdisjoint(services)
    assert ("bsl_999" in services) is (fact in ("ci_deaf", "ci_bsl"))
    assert emergency_for(frozenset()) == ("police_999", "silent_solution_55")
    assert emergency_for(frozenset({"ci_landline_only"})) == ("police_999",)
    assert emergency_for(frozenset({"ci_landline_only", "ci_deaf"})) == ("relay_uk_18000", "bsl_999")
    assert emergency_for(frozenset({"ci_sight", "ci_deaf"})) == ("text_999_emergencysms", "relay_uk_18000")


def facts(*present: str, absent: tuple[str, ...] = ()) -> CaseFacts:
    both = [(fact, True) for fact in present] + [(fact, False) for fact in absent]
    return CaseFacts({fact: Known(fact, so, "e", "The situation", "2026-11-20") for fact, so in both})


@pytest.mark.parametrize(
    ("present", "document"),
    [
        ((), "full_plan"),
        (("ci_sight",), "large_print"),
        (("ci_learning",), "easy_words"),
        (("ci_interpreter",), "easy_words"),
        (("ci_reads_no_english",), "spoken"),
        (("ci_under_18",), "spoken"),
        (("ci_sight", "ci_lives_with"), "spoken"),
        (("ci_post_read",), "spoken"),
        (("ci_phone_searched",), "spoken"),
        (("rf_honour_based",), "spoken"),
    ],
)
def test_the_document_that_is_proposed(present: tuple[str, ...], document: str) -> None:
    assert proposed(facts(*present)).document == document


def test_a_no_of_the_record_needs_every_fact_answered() -> None:
    some = {one.question: one.answer for one in from_record(facts(absent=("ci_post_read",)))}
    every = facts(absent=("ci_post_read", "ci_belongings_searched", "ci_phone_searched"))
    assert some["searched"] is None
    assert {one.question: one.answer for one in from_record(every)}["searched"] is False
