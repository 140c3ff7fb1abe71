"""Ctrl Z in a form: an answer is taken back and given again, by real keys; in a text it undoes what was typed there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.case_room import CaseRoom, press, type_words
from ui.controls.buttons import Button
from ui.form.page import FormPage
from ui.form.screen import FormScreen
from ui.shell.destinations import FormDestination, FormRequest

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(room: CaseRoom) -> FormPage:
    screen = room.show(FormScreen, FormDestination(FormRequest("judgement", room.case)))
    assert screen.page is not None
    return screen.page


def stand_in(page: FormPage, field: str) -> None:
    frame = page.frame_of(field)
    assert frame is not None
    frame.take_focus()


def undo() -> None:
    press(Key.Key_Z, CTRL)


def again() -> None:
    press(Key.Key_Z, CTRL | SHIFT)


def test_answers_are_taken_back_one_by_one_and_given_again(page: FormPage, announced: list[str]) -> None:
    stand_in(page, "level")
    for key in (Key.Key_3, Key.Key_2):
        press(key)
    held = []
    for step in (undo, undo, undo, again, again, again):
        step()
        held.append(page.raw().get("level"))
    assert held == ["high", None, None, "high", "medium", "medium"]
    assert announced.count("Undone: Level") == 2
    assert "Nothing to undo." in announced
    assert "Nothing to do again." in announced
    press(Key.Key_1)
    undo()
    assert page.raw()["level"] == "medium"
    press(Key.Key_1)
    again()
    assert page.raw()["level"] == "standard", "what was undone before something else was answered is gone"


def test_what_was_typed_in_one_go_is_one_change(page: FormPage) -> None:
    stand_in(page, "reason")
    type_words("Followed her twice")
    stand_in(page, "level")
    press(Key.Key_3)
    undo()
    undo()
    assert page.raw().get("level") is None
    assert page.raw().get("reason") is None
    focus = QApplication.focusWidget()
    frame = page.frame_of("reason")
    assert focus is not None
    assert frame is not None
    assert frame.isAncestorOf(focus), "the keyboard is where something changed"


def test_in_a_text_it_undoes_what_was_typed_there_and_no_answer(page: FormPage) -> None:
    stand_in(page, "level")
    press(Key.Key_3)
    stand_in(page, "reason")
    type_words("Once")
    undo()
    assert page.raw().get("reason") is None
    assert page.raw()["level"] == "high"


def test_what_was_taken_back_is_not_in_the_draft_either(page: FormPage) -> None:
    stand_in(page, "level")
    press(Key.Key_3)
    undo()
    assert page.collect()[0].get("level") is None
    assert page.keeper.touched


def test_what_was_taken_back_can_be_given_again_after_a_key_that_changed_no_answer(page: FormPage) -> None:
    review = page.frame_of("review")
    assert review is not None
    week = next(one for one in review.findChildren(Button) if one.text() == "1 week")
    week.setFocus()
    press(Key.Key_Space)
    stand_in(page, "level")
    press(Key.Key_3)
    undo()
    week.setFocus()
    press(Key.Key_Space)
    again()
    assert page.raw().get("level") == "high"
