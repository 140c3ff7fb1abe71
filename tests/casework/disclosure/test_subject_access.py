"""What the person asks for about themselves: their name is theirs, and nobody called much the same is seen."""

from __future__ import annotations

from collections import Counter

import pytest

from hru_advocate.casework.disclosure.builder import DisclosureRequest, DisclosureView, build
from hru_advocate.casework.session import Session
from hru_advocate.domain.identifying.items import KIND_WORDS
from hru_advocate.domain.text_folding import fold, words_of
from tests.casework.disclosure.told_case import leaks, text_of
from tests.casework.open_sessions import add, id_of, new_case

HERSELF: dict[str, object] = {"role": "victim", "name": "Marie Holtby"}
TOLD = (
    "{first} rang again and begged us not to say it was {first}. Then {upper} wept.",
    "{last}'s car stood there; {first} {last} had seen him. {first}: he has a knife.",
)


def answer_about(session: Session, informant: str, *texts: str, recorded: bool = True) -> DisclosureView:
    """What Marie Holtby gets when somebody told on him in secret."""
    case = new_case(session)
    add(session, case, "person", HERSELF)
    if recorded:
        add(session, case, "person", {"role": "safe_person", "name": informant, "relation": "the nurse at number 14"})
    first, last = informant.split(" ")
    told = [text.format(first=first, upper=first.upper(), last=last) for text in texts]
    for text in (*told, "Marie was calm and Marie Holtby agreed. Holtby is her own name."):
        add(session, case, "incident", {"happened": "2026-11-02", "what": text, "basis": "report"})
    return build(session, DisclosureRequest(id_of(case), "subject"))


@pytest.mark.parametrize(
    "informant", ["Maria Dent", "Annmarie Dent", "Marietta Dent", "Marianne Holt", "Mariah Holton", "Maire Holby"]
)
@pytest.mark.parametrize("recorded", [True, False])
def test_whoever_is_called_much_the_same_is_not_seen(session: Session, informant: str, *, recorded: bool) -> None:
    view = answer_about(session, informant, *TOLD, recorded=recorded)
    text = text_of(view.pdf)
    assert {fold(word) for word in informant.split()}.isdisjoint(words_of(text))
    assert "Marie was calm and Marie Holtby agreed. Holtby is her own name." in text


def test_a_first_name_that_both_have_is_black_where_it_may_be_the_other(session: Session) -> None:
    text = text_of(
        answer_about(session, "Marie Dent", "Marie rang in secret. Marie Dent saw it. Marie Holtby did not.").pdf
    )
    assert "■■■■ rang in secret. ■■■■ saw it. Marie Holtby did not." in text


def test_who_somebody_else_is_leaves_by_a_tick_alone(session: Session) -> None:
    case = new_case(session)
    add(session, case, "person", HERSELF)
    add(session, case, "person", {"role": "family", "name": "Una Third", "relation": "the nurse at the corner"})
    contact = {"happened": "2026-11-20", "method": "phone", "direction": "in", "with_whom": "other", "fact": "Told us."}
    add(session, case, "contact", contact | {"person": {"name": "Ivo Other", "relation": "my neighbour with the dog"}})
    view = build(session, DisclosureRequest(id_of(case), "subject"))
    assert leaks(view.pdf, "nurse at the corner", "neighbour with the dog") == []
    listed = {one.value: one for one in view.items}
    ticked = listed["the nurse at the corner"]
    assert ticked.offered
    told = build(session, DisclosureRequest(id_of(case), "subject", frozenset({ticked.id})))
    again = text_of(told.pdf)
    assert "the nurse at the corner" in again
    assert "neighbour" not in again
    held = Counter(KIND_WORDS[one.kind] for one in view.items if not one.ticked)
    assert {f"{words}: {count} (■■■■)" for words, count in held.items()} == held_back(view)
    relations = KIND_WORDS["relation"]
    assert held_back(view) - held_back(told) == {f"{relations}: {held[relations]} (■■■■)"}
    assert f"{relations}: {held[relations] - 1} (■■■■)" in held_back(told)


def held_back(view: DisclosureView) -> set[str]:
    """What a paper says is black on it, sort by sort."""
    return {what for what, _why in view.left_out if what.endswith("(■■■■)")}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Neighbour Marie Dent at number 5 told us", "Neighbour ■■■■ at number 5 told us"),
        ("his brother Lee Holtby says so", "his brother ■■■■ says so"),
        ("Marie Holtby rang, and Lee Dent too", "Marie Holtby rang, and ■■■■ too"),
        ("Marie, Lee Dent came", "Marie, ■■■■ came"),
    ],
)
def test_a_word_of_the_own_name_beside_another_name_is_a_part_of_that(session: Session, text: str, shown: str) -> None:
    case = new_case(session)
    add(session, case, "person", HERSELF)
    add(session, case, "incident", {"happened": "2026-11-02", "what": f"{text}.", "basis": "report"})
    paper = text_of(build(session, DisclosureRequest(id_of(case), "subject")).pdf)
    assert shown in paper
    assert [name for name in ("Dent", "Lee", "Marie ■", "■ Marie", "■ Holtby") if name in paper] == []
