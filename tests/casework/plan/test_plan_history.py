"""Undo and redo: values that nothing later can change, in memory only."""

from __future__ import annotations

import pytest

from hru_advocate.casework.plan import changes
from hru_advocate.casework.plan.history import MOST, History, PlanEdit
from hru_advocate.casework.plan.sheet import PlanSheet
from tests.casework.plan.plan_desk import ROWS, Desk

EVERY: list[tuple[str, PlanEdit]] = [
    ("adding", changes.adding({"section": "out", "text": "three"})),
    ("adding 2", changes.adding_all([{"section": "out", "text": "three"}, {"section": "home", "text": "four"}])),
    ("own measure", changes.own_measure("home", ("rf_isolated",), "carry")),
    ("marking", changes.marking(0, ROWS[0], "speak")),
    ("moving", changes.moving(0, ROWS[0], 1)),
    ("moving", changes.dragging(1, ROWS[1], 0)),
    ("taking out", changes.dropping(0, ROWS[0])),
    ("changing", changes.changing(0, ROWS[0], {**ROWS[0], "who": "me"})),
    ("the words", changes.saying(0, ROWS[0], "words", "mine")),
    ("keeping", changes.keeping(0, ROWS[0], "wanted all the same")),
    ("the answer", changes.deciding(0, ROWS[0], "no", "23 Nov 2026, 10:04")),
    ("the wish", changes.wishing("to walk")),
    ("the wish", changes.renaming("wish_1", "to sleep through")),
    ("removing", changes.unwishing("wish_1", "to sleep")),
    ("changing", changes.answering({"review": "2026-12-07"}, ("review",))),
]


@pytest.mark.parametrize(("words", "change"), EVERY, ids=[f"{place}-{words}" for place, (words, _) in enumerate(EVERY)])
def test_every_change_is_undone_and_done_again(words: str, change: PlanEdit) -> None:
    session = Desk()
    before = session.sheet.snapshot()
    session.make(change)
    after = session.sheet.snapshot()
    assert after != before
    assert session.history.done[-1].words == words
    session.undo()
    assert session.sheet.snapshot() == before
    assert session.history.undone[0].words == words
    session.redo()
    assert session.sheet.snapshot() == after
    assert session.history.undone == ()


def test_several_steps_go_back_in_their_order_and_forth_again() -> None:
    session = Desk()
    seen = [session.sheet.snapshot()]
    for _words, change in EVERY[3:7]:
        session.make(change)
        seen.append(session.sheet.snapshot())
    for snapshot in reversed(seen[:-1]):
        session.undo()
        assert session.sheet.snapshot() == snapshot
    for snapshot in seen[1:]:
        session.redo()
        assert session.sheet.snapshot() == snapshot


def test_what_is_typed_is_one_step_until_a_pause() -> None:
    session = Desk()
    for words in ("m", "me", "me "):
        session.make(changes.changing(0, session.row(0), {**session.row(0), "who": words}))
    session.make(changes.changing(1, session.row(1), {**session.row(1), "who": "us"}))
    assert len(session.history.done) == 2
    session.history = session.history.paused()
    session.make(changes.changing(1, session.row(1), {**session.row(1), "who": "us all"}))
    assert len(session.history.done) == 3
    session.undo()
    session.undo()
    assert session.row(0)["who"] == "me "
    session.undo()
    assert "who" not in session.row(0)


def test_after_undo_another_change_forgets_what_was_undone() -> None:
    session = Desk()
    session.make(changes.marking(0, session.row(0), "speak"))
    session.undo()
    session.make(changes.marking(0, session.row(0), "keep"))
    assert session.history.undone == ()
    session.redo()
    assert session.row(0)["carry"] == "keep"


def test_a_change_after_undo_is_not_taken_for_more_of_what_was_typed() -> None:
    session = Desk()
    session.make(changes.changing(0, session.row(0), {**session.row(0), "who": "me"}))
    session.undo()
    session.redo()
    session.make(changes.changing(0, session.row(0), {**session.row(0), "who": "us"}))
    session.undo()
    assert session.row(0)["who"] == "me"


def test_a_snapshot_is_a_value() -> None:
    session = Desk()
    snapshot = session.sheet.snapshot()
    session.row(0)["text"] = "changed"
    assert PlanSheet.at(snapshot).rows[0]["text"] == "one"
    held = PlanSheet.at(snapshot)
    held.rows[0]["text"] = "changed too"
    assert PlanSheet.at(snapshot).rows[0]["text"] == "one"


def test_with_nothing_to_undo_nothing_happens() -> None:
    session = Desk()
    before = session.sheet.snapshot()
    session.undo()
    session.redo()
    assert session.sheet.snapshot() == before
    assert session.history == History()


def test_the_oldest_step_is_forgotten_first() -> None:
    session = Desk()
    for number in range(MOST + 5):
        session.make(changes.keeping(0, session.row(0), f"reason {number}"))
    assert len(session.history.done) == MOST


def test_a_step_says_what_it_is_about() -> None:
    session = Desk()
    session.make(changes.marking(0, session.row(0), "speak"))
    assert session.history.done[-1].name == "marking: one"
    session.make(changes.answering({"review": "2026-12-07"}, ("review",)))
    assert session.history.done[-1].name == "changing"


def test_where_the_keyboard_goes_after_a_change() -> None:
    session = Desk()
    assert session.make(changes.moving(0, session.row(0), 1)) == 1
    assert session.make(changes.dropping(1, session.row(1))) == 0
    assert session.make(changes.dropping(0, session.row(0))) is None
