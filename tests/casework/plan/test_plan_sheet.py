"""The plan being written, without widgets."""

from __future__ import annotations

import pytest

from hru_advocate.casework.plan.sheet import PlanSheet, beside, said


def sheet() -> PlanSheet:
    rows = [
        {"section": "home", "text": "one", "carry": "carry", "state": "chosen"},
        {"section": "out", "text": "two", "carry": "keep", "state": "chosen"},
        {"section": "home", "text": "three", "carry": "speak", "state": "chosen"},
    ]
    return PlanSheet({"own_words": "I want to walk.", "items": rows})


def texts(one: PlanSheet) -> list[object]:
    return [row["text"] for row in one.rows]


def test_a_measure_goes_to_the_others_of_its_situation() -> None:
    one = sheet()
    assert one.add({"section": "home", "text": "four"}) == 3
    assert one.add({"section": "out", "text": "five"}) == 2
    assert texts(one) == ["one", "two", "five", "three", "four"]


def test_a_measure_moves_only_among_its_own() -> None:
    one = sheet()
    assert one.move(2, -1) == 0
    assert texts(one) == ["three", "two", "one"]
    assert one.move(0, -1) == 0
    assert one.move(1, 1) == 1


def test_an_own_measure_begins_with_the_mark_it_is_given() -> None:
    one = sheet()
    place = one.own_measure("home", ["rf_very_frightened"], "carry")
    assert one.rows[place] == {
        "section": "home",
        "text": "",
        "state": "chosen",
        "carry": "carry",
        "answers": ["rf_very_frightened"],
    }


def test_marks_are_three_and_nothing_else() -> None:
    one = sheet()
    one.mark(0, "speak")
    one.mark(1, "shout")
    assert [row["carry"] for row in one.rows] == ["speak", "keep", "speak"]


def test_wishes_get_ids_of_their_own() -> None:
    one = sheet()
    assert one.wish("to sleep") == "wish_1"
    assert one.wish("to walk") == "wish_2"
    assert one.raw()["wishes"] == [
        {"wish": "wish_1", "words": "to sleep"},
        {"wish": "wish_2", "words": "to walk"},
    ]


def wishes(one: PlanSheet) -> object:
    return one.raw().get("wishes")


def test_a_wish_is_renamed_and_removed() -> None:
    one = PlanSheet({"wishes": [{"wish": "dog", "words": "to walk"}, {"wish": "wish_2", "words": "to sleep"}]})
    one.rename_wish("wish_dog", "to walk the dog")
    one.rename_wish("wish_2", "   ")
    assert wishes(one) == [{"wish": "dog", "words": "to walk the dog"}, {"wish": "wish_2", "words": "to sleep"}]
    one.drop_wish("wish_dog")
    assert wishes(one) == [{"wish": "wish_2", "words": "to sleep"}]
    one.drop_wish("wish_2")
    assert wishes(one) is None


@pytest.mark.parametrize(
    ("before", "decision", "after"),
    [
        ("chosen", "yes", "chosen"),
        ("already_do", "yes", "already_do"),
        ("done", "yes", "done"),
        ("not_now", "yes", "chosen"),
        ("chosen", "no", "not_right_for_me"),
        ("already_do", "no", "not_right_for_me"),
        ("chosen", "later", "not_now"),
        ("not_right_for_me", "later", "not_now"),
    ],
)
def test_the_state_follows_what_the_person_says(before: str, decision: str, after: str) -> None:
    one = PlanSheet({"items": [{"text": "x", "state": before}]})
    one.decide(0, decision, "23 Nov 2026, 10:04")
    assert one.rows[0] == {"text": "x", "state": after, "decision": decision, "decided_on": "23 Nov 2026, 10:04"}


def test_a_measure_is_dragged_only_among_its_own() -> None:
    one = PlanSheet({"items": [{"section": part, "text": part + text} for part in "ab" for text in "123"]})
    assert one.move_to(2, 0) == 0
    assert texts(one) == ["a3", "a1", "a2", "b1", "b2", "b3"]
    assert one.move_to(0, 4) == 0
    assert one.move_to(3, 5) == 5
    assert texts(one) == ["a3", "a1", "a2", "b2", "b3", "b1"]


def test_words_are_put_into_an_answer_and_taken_away() -> None:
    one = sheet()
    one.say(0, "words", "hers")
    assert one.rows[0]["words"] == "hers"
    one.say(0, "words", "  ")
    assert "words" not in one.rows[0]


def test_extras_are_taken_and_taken_back() -> None:
    one = sheet()
    one.take({"review": "2026-12-07"}, ("review", "own_words"))
    assert "own_words" not in one.raw()
    assert one.raw()["review"] == "2026-12-07"


def test_what_is_handed_out_cannot_change_the_sheet() -> None:
    one = sheet()
    items = one.raw()["items"]
    assert isinstance(items, list)
    items[0]["text"] = "changed"
    assert texts(one)[0] == "one"


def test_own_words_stand_in_place_or_beside() -> None:
    row = {"text": "ours", "words": "hers", "words_instead": True}
    assert (said(row), beside(row)) == ("hers", "")
    row["words_instead"] = False
    assert (said(row), beside(row)) == ("ours", "hers")
    assert said({"text": "ours"}) == "ours"
