"""The plan a record is read as: each answer in its place, and what a plan holds where nothing was answered."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Final

import pytest

from hru_advocate.domain.forms.answers import Answer, Answers
from hru_advocate.domain.moments import read_moment
from hru_advocate.domain.plan.plan import EMPTY, OwnNumber, Plan, PlanItem, read_plan, wish_id

MOMENT: Final = read_moment("27 Nov 2026", datetime(2026, 11, 23, 10, 0, tzinfo=UTC), "future")
DAY: Final = date(2026, 12, 7)
BARE: Final = PlanItem("1", "", "", "", "", False, "", (), "", None, None, "", "speak", "", "")


def given(**values: object) -> Answers:
    return {name: Answer("answered", value) for name, value in values.items()}


def one_item(**values: object) -> PlanItem:
    (found,) = read_plan(given(items=(given(**values),))).items
    return found


def test_nothing_answered_is_an_empty_plan() -> None:
    assert read_plan({}) == EMPTY == Plan(None, "", (), (), (), (), None, "", ())
    assert read_plan({name: Answer("declined") for name in ("made_on", "items", "wishes", "services")}) == EMPTY


@pytest.mark.parametrize(
    ("name", "value", "part", "expected"),
    [
        ("made_on", MOMENT, "made_on", MOMENT),
        ("own_words", "No dog, no walk.", "own_words", "No dog, no walk."),
        ("wishes", (given(wish="dog", words="Walk"),), "wishes", (("wish_dog", "Walk"),)),
        ("wishes", (given(wish="wish_dog"),), "wishes", (("wish_dog", ""),)),
        ("wishes", (given(words="Walk"),), "wishes", (("wish_", "Walk"),)),
        ("services", ("sv_paladin", "sv_sv_x"), "services", ("paladin", "sv_x")),
        (
            "own_numbers",
            (given(label="Mum", number="01632 960123"),),
            "own_numbers",
            (OwnNumber("Mum", "01632 960123"),),
        ),
        ("own_numbers", (given(number="01632 960123"),), "own_numbers", (OwnNumber("", "01632 960123"),)),
        ("own_numbers", (given(label="Mum"),), "own_numbers", (OwnNumber("Mum", ""),)),
        ("review", DAY, "review", DAY),
        ("what_changed", "A new lock.", "what_changed", "A new lock."),
        ("because", ("tr_breach",), "because", ("tr_breach",)),
    ],
)
def test_each_answer_of_the_whole_plan_is_read_into_its_place(
    name: str, value: object, part: str, expected: object
) -> None:
    found = read_plan(given(**{name: value}))
    assert getattr(found, part) == expected
    for other in fields(Plan):
        if other.name != part:
            assert getattr(found, other.name) == getattr(EMPTY, other.name)


@pytest.mark.parametrize(
    ("name", "value", "part", "expected"),
    [
        ("measure", ("sm_call_999",), "measure", "sm_call_999"),
        ("measure", (), "measure", ""),
        ("section", "home", "section", "home"),
        ("text", "Lock it.", "text", "Lock it."),
        ("words", "My door", "words", "My door"),
        ("words_instead", True, "words_instead", True),
        ("words_instead", False, "words_instead", False),
        ("discreet", "Door", "discreet", "Door"),
        ("answers", ("rf_x", "wish_y"), "answers", ("rf_x", "wish_y")),
        ("who", "me", "who", "me"),
        ("when", MOMENT, "when", MOMENT),
        ("review", DAY, "review", DAY),
        ("state", "chosen", "state", "chosen"),
        ("carry", "carry", "carry", "carry"),
        ("carry", "keep", "carry", "keep"),
        ("advice", "Police first", "advice", "Police first"),
        ("override", "She asked.", "override", "She asked."),
        ("decision", "later", "decision", "later"),
        ("decided_on", MOMENT, "decided_on", MOMENT),
    ],
)
def test_each_answer_of_a_measure_is_read_into_its_place(name: str, value: object, part: str, expected: object) -> None:
    found = one_item(**{name: value})
    assert getattr(found, part) == expected
    for other in fields(PlanItem):
        if other.name != part:
            assert getattr(found, other.name) == getattr(BARE, other.name)


def test_a_measure_without_a_mark_is_only_spoken_of() -> None:
    assert one_item() == BARE
    assert one_item().carry == "speak"


def test_measures_are_counted_from_one_in_their_order() -> None:
    found = read_plan(given(items=(given(text="a"), given(text="b"), given(text="c")))).items
    assert [(one.id, one.text) for one in found] == [("1", "a"), ("2", "b"), ("3", "c")]


@pytest.mark.parametrize(("name", "expected"), [("dog", "wish_dog"), ("wish_dog", "wish_dog"), ("", "wish_")])
def test_a_wish_is_pointed_to_by_one_id(name: str, expected: str) -> None:
    assert wish_id(name) == expected


@pytest.mark.parametrize(
    ("words", "instead", "wording"),
    [("Mine", True, "Mine"), ("Mine", False, "Ours"), ("", True, "Ours"), ("", False, "Ours")],
)
def test_the_persons_words_stand_in_place_of_ours_where_chosen_and_there(
    words: str, wording: str, *, instead: bool
) -> None:
    assert one_item(text="Ours", words=words, words_instead=instead).wording == wording


@pytest.mark.parametrize(
    ("number", "same"), [("07700 900123", True), ("+44 7700 900123", True), ("07700 900124", False), ("me", False)]
)
def test_an_own_number_is_compared_as_a_number(number: str, *, same: bool) -> None:
    assert (OwnNumber("Mum", number).phone == OwnNumber("", "07700900123").phone) is same
    assert str(OwnNumber("Mum", number)) == f"Mum {number}"
