"""Marks that the record has overtaken are said above the plan, changed by one press, and come back by one undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hru_advocate.casework.plan import changes
from tests.ui.case_room import CaseRoom
from tests.ui.made_up_case import SITUATION, write
from ui.plan.screen import PlanScreen, marked_words
from ui.shell.destinations import PlanDestination

SAFE = {**SITUATION, "asked_on": "21 Nov 2026", "ci_device_monitored": False}
TOGETHER = {**SAFE, "asked_on": "22 Nov 2026", "lives_together": "together"}
"""Each of a later day: of two on one day the one recorded last decides, and the clock here stands still."""

APART = {**SAFE, "asked_on": "23 Nov 2026", "lives_together": "apart"}


def marks_of(screen: PlanScreen) -> list[str]:
    return [str(row["carry"]) for row in screen.plan_draft.sheet.rows]


def test_one_press_marks_what_is_carried_and_one_undo_takes_it_back(room: CaseRoom) -> None:
    write(room.worker, "situation", SAFE, room.case)
    screen = room.show(PlanScreen, PlanDestination(room.case))
    line, before = screen.column.overtaken, marks_of(screen)
    assert "carry" in before
    assert not line.isVisible()
    write(room.worker, "situation", TOGETHER, room.case)
    screen.begin()
    room.rest()
    assert line.isVisible()
    assert "they live with the person causing harm" in line.words.text()
    assert "carried" in line.words.text()
    line.change.setFocus()
    assert QApplication.focusWidget() is line.change
    QTest.keyClick(line.change, Qt.Key.Key_Space)
    room.rest()
    assert marks_of(screen) == ["speak" if mark == "carry" else mark for mark in before]
    assert not line.isVisible()
    screen.plan_draft.undo()
    room.rest()
    assert marks_of(screen) == before
    assert line.isVisible()


def test_each_mark_goes_to_its_own_measure_though_another_was_taken_out_meanwhile(room: CaseRoom) -> None:
    """The board is asked again a moment after a change; until then its places are those of before."""
    write(room.worker, "situation", TOGETHER, room.case)
    screen = room.show(PlanScreen, PlanDestination(room.case))
    for place, mark in ((0, "speak"), (1, "carry")):
        screen.plan_draft.make(changes.marking(place, screen.plan_draft.sheet.rows[place], mark))
    room.rest()
    assert marks_of(screen) == ["speak", "carry", "keep"]
    screen.plan_draft.make(changes.dropping(0, screen.plan_draft.sheet.rows[0]))
    screen.column.overtaken.change.click()
    assert marks_of(screen) == ["speak", "keep"]


def test_the_button_is_as_wide_as_its_words_and_says_why(room: CaseRoom) -> None:
    """A click on the blank paper beside it must not mark anything."""
    write(room.worker, "situation", TOGETHER, room.case)
    line = room.show(PlanScreen, PlanDestination(room.case)).column.overtaken
    assert line.change.width() == line.change.sizeHint().width() < line.width()
    assert line.change.accessibleDescription() == line.words.text()


def test_after_the_press_the_keyboard_is_in_the_plan_and_it_is_said_what_was_done(
    room: CaseRoom, announced: list[str]
) -> None:
    write(room.worker, "situation", TOGETHER, room.case)
    screen = room.show(PlanScreen, PlanDestination(room.case))
    for place in (0, 1):
        screen.plan_draft.make(changes.marking(place, screen.plan_draft.sheet.rows[place], "carry"))
    room.rest()
    screen.column.overtaken.change.setFocus()
    announced.clear()
    QTest.keyClick(screen.column.overtaken.change, Qt.Key.Key_Space)
    assert screen.column.focused() is not None
    assert announced == ["2 measures are only spoken now"]
    room.rest()
    assert screen.column.focused() is not None
    assert screen.plan_draft.history.done[-1].name == "marking 2 measures"


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ({0: "speak"}, "1 measure is only spoken now"),
        ({0: "speak", 1: "speak"}, "2 measures are only spoken now"),
        ({0: "carry"}, "1 measure is marked as proposed"),
        ({0: "carry", 1: "keep"}, "2 measures are marked as proposed"),
    ],
)
def test_what_was_done_is_said_in_words(marks: dict[int, str], said: str) -> None:
    assert marked_words(marks) == said


def test_the_sign_off_says_what_was_overtaken(room: CaseRoom, announced: list[str]) -> None:
    write(room.worker, "situation", TOGETHER, room.case)
    screen = room.show(PlanScreen, PlanDestination(room.case))
    assert not screen.extras.overtaken.isVisible()
    screen.extras.open_sign_off()
    room.rest()
    assert screen.extras.overtaken.isVisible()
    assert screen.extras.overtaken.text() == screen.column.overtaken.words.text() != ""
    assert any(screen.extras.overtaken.text() in one and screen.strip.sentence() in one for one in announced)
    write(room.worker, "situation", APART, room.case)
    screen.begin()
    room.rest()
    assert not screen.extras.overtaken.isVisible()
