"""Each change of a plan being written: what it does to the sheet, what it is called, and where the keyboard goes."""

from __future__ import annotations

import pytest

from hru_advocate.casework.plan import changes
from hru_advocate.casework.plan.history import PlanEdit
from hru_advocate.casework.plan.sheet import PlanSheet, SheetRow, beside, said

ROW: SheetRow = {"text": "Lock up"}
LONG: SheetRow = {"text": "x" * 80}


def sheet() -> PlanSheet:
    rows: list[SheetRow] = [
        {"section": "home", "text": "one", "state": "chosen", "carry": "carry"},
        {"section": "out", "text": "two", "state": "done", "carry": "carry"},
        {"section": "home", "text": "three", "state": "not_now", "carry": "carry"},
    ]
    wishes = [{"wish": "wish_1", "words": "the dog"}, {"wish": "3", "words": "sleep"}]
    return PlanSheet({"own_words": "w", "wishes": wishes, "items": rows})


def texts(held: PlanSheet) -> list[object]:
    return [row.get("text") for row in held.rows]


@pytest.mark.parametrize(
    ("edit", "words", "about", "run", "focus", "goes"),
    [
        (changes.marking(1, ROW, "keep"), "marking", "Lock up", "", True, 1),
        (changes.moving(0, ROW, 1), "moving", "Lock up", "", True, 2),
        (changes.dragging(2, ROW, 0), "moving", "Lock up", "", True, 0),
        (changes.dropping(0, ROW), "taking out", "Lock up", "", True, 0),
        (changes.dropping(2, ROW), "taking out", "Lock up", "", True, 1),
        (changes.changing(1, ROW, {"text": "new"}), "changing", "Lock up", "change 1", False, None),
        (changes.saying(1, ROW, "who", "me"), "the words", "Lock up", "say who 1", False, None),
        (changes.keeping(1, ROW, "She asked."), "keeping", "Lock up", "", True, 1),
        (changes.deciding(1, ROW, "no", "today"), "the answer", "Lock up", "", False, None),
        (changes.adding(ROW), "adding", "Lock up", "", False, 3),
        (changes.adding(ROW, focus=True), "adding", "Lock up", "", True, 3),
        (changes.adding_all([ROW, LONG]), "adding 2", "", "", False, None),
        (changes.own_measure("home", ("rf_a",), "keep"), "own measure", "", "", True, 3),
        (changes.wishing("w" * 80), "the wish", "w" * 60, "", False, None),
        (changes.renaming("wish_1", "v" * 80), "the wish", "v" * 60, "", False, None),
        (changes.unwishing("wish_1", "u" * 80), "removing", "u" * 60, "", False, None),
        (
            changes.answering({"review": "x"}, ("review", "because")),
            "changing",
            "",
            "answers review because",
            False,
            None,
        ),
        (changes.marking(1, LONG, "keep"), "marking", "x" * 60, "", True, 1),
        (changes.wishing(f"{'w' * 54} Mainwaring"), "the wish", "w" * 54, "", False, None),
        (changes.wishing(f"{'w' * 54}\nPerpetua"), "the wish", "w" * 54, "", False, None),
        (changes.wishing(f"{'w' * 54} Helen at"), "the wish", f"{'w' * 54} Helen", "", False, None),
        (changes.wishing(f"{'w' * 54} Helen"), "the wish", f"{'w' * 54} Helen", "", False, None),
    ],
)
def test_a_change_is_called_and_leads_on(
    edit: PlanEdit, words: str, about: str, run: str, goes: int | None, *, focus: bool
) -> None:
    assert (edit.words, edit.about, edit.run, edit.focus) == (words, about, run, focus)
    assert edit.do(sheet()) == goes


def test_the_last_measure_taken_out_leaves_the_keyboard_nowhere_to_go() -> None:
    held = PlanSheet({"items": [ROW]})
    assert changes.dropping(0, ROW).do(held) is None
    assert held.raw() == {}


@pytest.mark.parametrize(
    ("edit", "place", "expected"),
    [
        (changes.marking(1, ROW, "keep"), 1, {"carry": "keep"}),
        (changes.marking(1, ROW, "made_up"), 1, {"carry": "carry"}),
        (changes.saying(1, ROW, "who", "me"), 1, {"who": "me"}),
        (changes.saying(1, ROW, "text", " "), 1, {"text": None}),
        (changes.keeping(1, ROW, "She asked."), 1, {"override": "She asked."}),
        (changes.changing(1, ROW, {"text": "new"}), 1, {"text": "new", "state": None}),
        (
            changes.deciding(0, ROW, "no", "day"),
            0,
            {"decision": "no", "decided_on": "day", "state": "not_right_for_me"},
        ),
        (changes.deciding(0, ROW, "later", "day"), 0, {"decision": "later", "state": "not_now"}),
        (changes.deciding(2, ROW, "yes", "day"), 2, {"decision": "yes", "state": "chosen"}),
        (changes.deciding(1, ROW, "yes", "day"), 1, {"decision": "yes", "state": "done"}),
        (
            changes.own_measure("home", ("rf_a",), "keep"),
            3,
            {"section": "home", "text": "", "state": "chosen", "carry": "keep", "answers": ["rf_a"]},
        ),
        (changes.own_measure("out", (), "speak"), 2, {"section": "out", "carry": "speak", "answers": None}),
    ],
)
def test_what_a_change_does_to_a_measure(edit: PlanEdit, place: int, expected: dict[str, object]) -> None:
    held = sheet()
    edit.do(held)
    assert {part: held.rows[place].get(part) for part in expected} == expected


@pytest.mark.parametrize(
    ("edit", "order"),
    [
        (changes.moving(0, ROW, 1), ["three", "two", "one"]),
        (changes.moving(0, ROW, -1), ["one", "two", "three"]),
        (changes.moving(2, ROW, 1), ["one", "two", "three"]),
        (changes.dragging(0, ROW, 1), ["one", "two", "three"]),
        (changes.dragging(0, ROW, 2), ["three", "two", "one"]),
        (changes.dropping(1, ROW), ["one", "three"]),
        (changes.adding({"section": "out", "text": "new"}), ["one", "two", "new", "three"]),
        (changes.adding({"section": "home", "text": "new"}), ["one", "two", "three", "new"]),
        (changes.adding({"section": "else", "text": "new"}), ["one", "two", "three", "new"]),
    ],
)
def test_where_measures_stand_after_a_change(edit: PlanEdit, order: list[str]) -> None:
    held = sheet()
    edit.do(held)
    assert texts(held) == order


@pytest.mark.parametrize(
    ("edit", "wishes"),
    [
        (changes.wishing("new"), [("wish_1", "the dog"), ("3", "sleep"), ("wish_2", "new")]),
        (changes.renaming("wish_1", "a cat"), [("wish_1", "a cat"), ("3", "sleep")]),
        (changes.renaming("wish_3", "rest"), [("wish_1", "the dog"), ("3", "rest")]),
        (changes.renaming("wish_1", " "), [("wish_1", "the dog"), ("3", "sleep")]),
        (changes.unwishing("1", ""), [("3", "sleep")]),
        (changes.unwishing("wish_9", ""), [("wish_1", "the dog"), ("3", "sleep")]),
    ],
)
def test_what_a_change_does_to_the_wishes(edit: PlanEdit, wishes: list[tuple[str, str]]) -> None:
    held = sheet()
    edit.do(held)
    found = held.raw()["wishes"]
    assert isinstance(found, list)
    assert [(row["wish"], row["words"]) for row in found] == wishes


@pytest.mark.parametrize(
    ("answers", "fields", "expected"),
    [
        ({"own_words": "new"}, ("own_words",), "new"),
        ({"own_words": None}, ("own_words",), None),
        ({}, ("own_words",), None),
        ({"own_words": "new"}, (), "w"),
    ],
)
def test_what_a_change_does_to_the_whole(answers: dict[str, object], fields: tuple[str, ...], expected: object) -> None:
    held = sheet()
    changes.answering(answers, fields).do(held)
    assert held.raw().get("own_words") == expected
    assert len(held.rows) == 3


@pytest.mark.parametrize(
    ("row", "shown", "next_to"),
    [
        ({"text": "ours"}, "ours", ""),
        ({"text": "ours", "words": "hers"}, "ours", "hers"),
        ({"text": "ours", "words": "hers", "words_instead": True}, "hers", ""),
        ({"text": "ours", "words": "", "words_instead": True}, "ours", ""),
        ({"text": "same", "words": "same"}, "same", ""),
        ({"words": "hers"}, "", "hers"),
    ],
)
def test_whose_words_stand_for_a_measure(row: SheetRow, shown: str, next_to: str) -> None:
    assert (said(row), beside(row)) == (shown, next_to)
