"""Made-up cases, each taken from referral to paper in a real vault, held against what must and must not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from hru_advocate.casework.next_steps import next_steps
from hru_advocate.casework.paper.copies import copies
from hru_advocate.casework.session import Session
from hru_advocate.casework.unit.our_number import keep_our_number
from hru_advocate.domain.plan.paper_safety import OFFICE
from hru_advocate.errors import InvalidAnswer
from tests.casework.open_sessions import add, id_of, session_at
from tests.casework.practice.journey import Walked, may_not_go_to, practice_cases, walk
from tests.casework.practice.note import lines_of

pytestmark = pytest.mark.xdist_group("practice")  # what the module makes is made once

CASES = practice_cases()
PERSONS = ("full_plan", "plain_sheet", "pocket_card", "large_print", "easy_words", "safe_person", "leaflet")
NEVER_ON_A_PAGE = (
    r"UNVERIFIED",
    r"\bhomicide",
    r"\brf_|\bci_|\bsm_",
    r"55(?! when (?:asked|you are told))",
    r"\bDASH\b",
)
UNIT = {"number": "01632 960100", "by": "Robin Example", "on": "2026-11-20", "against": "rang"}


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with session_at(tmp_path_factory.mktemp("practice") / "vault") as opened:
        keep_our_number(opened, UNIT)
        yield opened


@pytest.fixture(scope="module")
def walked(session: Session) -> Callable[[str], Walked]:
    """A case that went to paper, walked once however many tests look at it."""
    gone: dict[str, Walked] = {}

    def case(name: str) -> Walked:
        if name not in gone:
            gone[name] = walk(session, CASES[name])
        return gone[name]

    return case


@pytest.fixture(params=CASES)
def one(request: pytest.FixtureRequest, walked: Callable[[str], Walked]) -> Walked:
    return walked(request.param)


NOTE = Path(__file__).parents[3] / "docs" / "practice-cases.md"


def said_in(patterns: tuple[str, ...], text: str) -> list[str]:
    return [pattern for pattern in patterns if re.search(pattern, text, re.IGNORECASE)]


def test_a_case_begins_with_ten_that_hold_what_it_turns_on(one: Walked) -> None:
    ten = [row.suggestion.measure for row in one.ten]
    assert ten[0] == one.case.must.first
    assert [measure for measure in one.case.must.first_ten if measure not in ten] == []
    assert len(ten) == 10
    assert said_in(one.case.must.never_said, " | ".join(row.suggestion.text for row in one.ten)) == []


def test_what_is_pressing_stands_before_what_can_wait_in_what_the_kind_of_case_begins_with_and_in_the_rest(
    one: Walked,
) -> None:
    pressing = [row.suggestion.priority == "immediate" for row in one.ten[1:]]
    turns = sum(before < after for before, after in pairwise(pressing))
    assert turns <= 1


def test_what_must_never_be_taken_is_not_and_the_rest_only_after_advice(one: Walked) -> None:
    offered = {row.suggestion.measure: row for row in one.offers if row.suggestion.refused is None}
    assert [measure for measure in one.case.must.never_taken if measure in offered] == []
    assert [measure for measure in one.case.must.advice_first if not offered[measure].suggestion.advice_first] == []


def test_paper_begins_where_the_record_says_and_is_made_only_where_it_is_safe(one: Walked) -> None:
    must = one.case.must
    assert one.proposed == must.paper
    assert one.refused == (dict.fromkeys(PERSONS, "override") if must.danger else {})
    if must.danger:
        assert {item["carry"] for item in one.items} == {"speak"}


def test_pages_say_what_they_must_and_nothing_they_must_not(one: Walked) -> None:
    must = one.case.must
    for pages in (one.pages, one.everything):
        for document in PERSONS:
            assert said_in((*must.never_prints, *NEVER_ON_A_PAGE), pages[document]) == [], document
    everything = " ".join(one.everything[document] for document in PERSONS)
    assert sorted(said_in(must.prints, everything)) == sorted(must.prints)
    assert all("OFFICIAL-SENSITIVE" in one.pages[document] for document in OFFICE & set(one.pages))


def test_the_way_to_999_on_paper_is_one_that_works(one: Walked) -> None:
    told = one.case.told
    needs = {*told.situation.get("access_needs", ()), *told.safe_contact.get("needs", ())}
    signs = not needs.isdisjoint({"deaf", "bsl"}) and needs.isdisjoint({"sight", "voice_works"})
    by_voice = one.case.must.first == "sm_call_999"
    for pages in (one.pages, one.everything):
        for document in ("full_plan", "large_print", "leaflet", "easy_words"):
            assert ("999bsl" in pages[document]) == signs, document
            assert ("press 55 when asked" in pages[document]) == by_voice, document


def test_no_copy_goes_to_the_other_person_or_who_helps_them(session: Session, one: Walked) -> None:
    assert [name for name in one.case.must.no_copy_for if not may_not_go_to(session, one, name)] == []


def test_a_call_to_who_never_takes_one_is_saved_only_with_its_reason(
    session: Session, walked: Callable[[str], Walked]
) -> None:
    lee = walked("09_deaf_shopkeeper").saved
    called = {"happened": "today", "method": "phone", "direction": "out", "with_whom": "victim"}
    with pytest.raises(InvalidAnswer) as refused:
        add(session, lee, "contact", called)
    assert refused.value.field == "outside_rules"
    assert add(session, lee, "contact", called | {"outside_rules": "The interpreter rang through."}).entry


def test_each_step_was_taken_and_each_copy_is_on_the_recall_list(session: Session, one: Walked) -> None:
    states = {step.title: step.state for step in next_steps(session, id_of(one.saved))}
    ahead = {"Court date"} if "ci_court_coming" in one.case.told.yes else set()  # told of, and its day is not known yet
    assert {title for title, state in states.items() if state == "not_asked"} == ahead
    assert (states["Level"], states["Plan"], states["Paper"]) == ("done", "done", "done")
    assert len(copies(session, id_of(one.saved))) == len(one.pages)


def test_the_note_prints_what_each_case_came_to(one: Walked) -> None:
    """For who reads it aloud: the first ten, what is refused and the paper, as they are today."""
    sections = re.split(r"^## \d+\. ", NOTE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    (section,) = [text for text in sections if text.casefold().startswith(one.case.title.casefold())]
    assert "\n".join(lines_of(one)) in section
