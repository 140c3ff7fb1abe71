"""Whether paper is safe, as the record tells it: each question, each fact behind it, and what follows from it."""

from __future__ import annotations

import pytest

from hru_advocate.casework.paper.document_kinds import DOCUMENT_IDS
from hru_advocate.domain.plan.case_facts import CaseFacts, Known
from hru_advocate.domain.plan.paper_safety import (
    OFFICE,
    FromRecord,
    contradictions,
    dangers,
    emergency_for,
    from_record,
    is_dangerous,
    proposed,
    voice_calls_fail,
)

BEHIND = {
    "lives_with": ("ci_lives_with",),
    "searched": ("ci_belongings_searched", "ci_post_read", "ci_phone_searched"),
    "watched": ("ci_device_monitored",),
    "family_danger": ("ci_family_involved", "rf_honour_based"),
}
PAIRS = [(question, fact) for question, facts in BEHIND.items() for fact in facts]


def case(**told: bool) -> CaseFacts:
    return CaseFacts({fact: Known(fact, so, "e", "The situation", "2026-11-20") for fact, so in told.items()})


def answers(facts: CaseFacts) -> dict[str, bool | None]:
    return {one.question: one.answer for one in from_record(facts)}


@pytest.mark.parametrize(("question", "fact"), PAIRS)
def test_one_fact_that_is_so_answers_its_question_with_yes_and_no_other(question: str, fact: str) -> None:
    facts = case(**{fact: True})
    assert answers(facts) == {one: True if one == question else None for one in BEHIND}
    assert dangers(facts) == (question,)
    assert is_dangerous({question: True})


@pytest.mark.parametrize(("question", "fact"), PAIRS)
def test_a_question_is_answered_with_no_only_once_nothing_behind_it_is_open(question: str, fact: str) -> None:
    none = dict.fromkeys(BEHIND[question], False)
    assert answers(case(**none))[question] is False
    assert answers(case(**{one: so for one, so in none.items() if one != fact}))[question] is None
    assert dangers(case(**none)) == ()


def test_an_answer_says_which_record_of_which_day_the_newest_danger_and_the_oldest_no() -> None:
    def told(first: bool, second: bool) -> str:
        facts = {
            "ci_family_involved": Known("ci_family_involved", first, "a", "The referral", "2026-10-02"),
            "rf_honour_based": Known("rf_honour_based", second, "b", "A conversation", "2026-11-20"),
        }
        return from_record(CaseFacts(facts))[-1].source

    assert told(True, True) == "A conversation, 20 Nov 2026"
    assert told(True, False) == "The referral, 2 Oct 2026"
    assert told(False, False) == "The referral, 2 Oct 2026"


YES = FromRecord("searched", answer=True, source="The situation, 20 Nov 2026")
NO = FromRecord("searched", answer=False, source="The situation, 20 Nov 2026")
OPEN = FromRecord("searched", None)


@pytest.mark.parametrize(
    ("known", "given", "said"),
    [
        (YES, {"searched": False}, "yes"),
        (YES, {"searched": None}, "yes"),  # less than is known
        (YES, {"searched": True}, None),
        (YES, {}, None),
        (NO, {"searched": True}, "no"),
        (NO, {"searched": None}, None),
        (NO, {"searched": False}, None),
        (OPEN, {"searched": True}, None),
        (OPEN, {"searched": False}, None),
        (OPEN, {"searched": None}, None),
        (YES, {"watched": False}, None),
    ],
)
def test_an_answer_against_the_record_is_refused_until_the_record_is_changed(
    known: FromRecord, given: dict[str, bool | None], said: str | None
) -> None:
    found = list(contradictions((known,), given))
    assert [question for question, _ in found] == (["searched"] if said else [])
    if said:
        assert found[0][1].startswith(f"The record says {said} (The situation, 20 Nov 2026). Nothing was printed")


@pytest.mark.parametrize("answer", [False, None])
def test_nothing_but_a_yes_makes_paper_dangerous(answer: bool | None) -> None:
    assert not is_dangerous(dict.fromkeys(BEHIND, answer))
    assert not is_dangerous({"something_else": True})


@pytest.mark.parametrize(
    ("facts", "document", "why"),
    [
        ((), "full_plan", ""),
        (("ci_reads_no_english",), "spoken", "English"),
        (("ci_under_18",), "spoken", "Under 18"),
        (("ci_sight",), "large_print", "Small print"),
        (("ci_learning",), "easy_words", "Easy words"),
        (("ci_interpreter",), "easy_words", "interpreter"),
        # the weightiest first, and a danger before all of them
        (("ci_under_18", "ci_sight", "ci_learning", "ci_interpreter"), "spoken", "Under 18"),
        (("ci_reads_no_english", "ci_under_18"), "spoken", "English"),
        (("ci_sight", "ci_learning", "ci_interpreter"), "large_print", "Small print"),
        (("ci_learning", "ci_interpreter"), "easy_words", "Easy words"),
        (("ci_sight", "ci_post_read"), "spoken", "Paper may be found: things, post or the phone are looked through."),
        (
            ("ci_lives_with", "ci_device_monitored"),
            "spoken",
            "Paper may be found: they live with the person causing harm, a phone, computer or account may be watched.",
        ),
        (("rf_honour_based",), "spoken", "Paper may be found: family or community is part of the danger."),
    ],
)
def test_the_document_that_is_proposed_first(facts: tuple[str, ...], document: str, why: str) -> None:
    found = proposed(case(**dict.fromkeys(facts, True)))
    assert found.document == document
    assert why in found.why
    assert bool(found.why) is bool(why)
    assert proposed(case(**dict.fromkeys(facts, False))).document == "full_plan"


VOICE, SILENT, TEXT, RELAY, SIGN = (
    "police_999",
    "silent_solution_55",
    "text_999_emergencysms",
    "relay_uk_18000",
    "bsl_999",
)


@pytest.mark.parametrize(
    ("facts", "first"),
    [
        ((), (VOICE, SILENT)),
        (("ci_landline_only",), (VOICE,)),  # 55 is heard only from a mobile
        (("ci_hearing_or_speech",), (VOICE, SILENT, TEXT, RELAY)),
        (("ci_hearing_or_speech", "ci_landline_only"), (VOICE, RELAY)),
        (("ci_deaf",), (TEXT, RELAY, SIGN)),  # who signs says so
        (("ci_bsl",), (SIGN, TEXT, RELAY)),
        (("ci_bsl", "ci_deaf"), (SIGN, TEXT, RELAY)),
        (("ci_deaf", "ci_sight"), (TEXT, RELAY)),  # sign needs eyes
        (("ci_bsl", "ci_sight"), (TEXT, RELAY)),
        (("ci_text_or_relay_only",), (TEXT, RELAY)),
        (("ci_speech",), (TEXT, RELAY, VOICE, SILENT)),  # who hears is told when to press 55
        (("ci_speech", "ci_landline_only"), (RELAY, VOICE)),
        (("ci_speech", "ci_deaf"), (TEXT, RELAY, SIGN)),
        (("ci_speech", "ci_deaf", "ci_sight"), (TEXT, RELAY)),
        (("ci_speech", "ci_text_or_relay_only"), (TEXT, RELAY)),
        (("ci_deaf", "ci_landline_only"), (RELAY, SIGN)),
        (("ci_deaf", "ci_voice_works"), (VOICE, SILENT, TEXT, RELAY)),  # hard of hearing, and a call works
        (("ci_deaf", "ci_voice_works", "ci_landline_only"), (VOICE, RELAY)),
        (("ci_voice_works",), (VOICE, SILENT)),
        (("ci_text_or_relay_only", "ci_voice_works"), (TEXT, RELAY)),  # the safer of two answers
        (("ci_speech", "ci_voice_works"), (TEXT, RELAY, VOICE, SILENT)),
        (("ci_sight",), (VOICE, SILENT)),
    ],
)
def test_the_emergency_services_that_stand_first_work_for_this_person(
    facts: tuple[str, ...], first: tuple[str, ...]
) -> None:
    assert emergency_for(frozenset(facts)) == first
    assert voice_calls_fail(frozenset(facts)) is (first[0] != VOICE)


@pytest.mark.parametrize(
    ("facts", "absent", "first"),
    [
        ((), (), (VOICE, SILENT)),
        ((), ("ci_mobile",), (VOICE,)),
        (("ci_mobile",), ("ci_mobile",), (VOICE, SILENT)),  # what is so outweighs its denial
        (("ci_deaf", "ci_sight"), ("ci_mobile",), (RELAY,)),
        (("ci_deaf",), ("ci_bsl",), (TEXT, RELAY)),
        (("ci_speech",), ("ci_mobile",), (RELAY, VOICE)),
        (("ci_speech",), ("ci_landline_only",), (TEXT, RELAY, VOICE, SILENT)),
    ],
)
def test_nobody_without_a_mobile_gets_a_number_that_needs_one(
    facts: tuple[str, ...], absent: tuple[str, ...], first: tuple[str, ...]
) -> None:
    assert emergency_for(frozenset(facts), frozenset(absent)) == first


def test_whether_paper_is_safe_at_home_decides_the_persons_papers_and_not_those_of_the_office() -> None:
    home = {"full_plan", "plain_sheet", "pocket_card", "large_print", "easy_words", "safe_person", "leaflet"}
    assert home | {"letter_in_hand"} | OFFICE >= set(DOCUMENT_IDS)
    assert {
        "file_copy", "risk_needs_summary", "contact_log", "hand_over", "chronology", "chronology_since_hearing",
        "record", "disclosure", "disclosure_index", "letter", "visit_slip",
    } == OFFICE  # fmt: skip
    assert OFFICE.isdisjoint(home)
