"""Marks that the record has overtaken are said above the plan, changed by one press, and come back by one undo."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hru_advocate.casework.plan import changes
from tests.ui.case_room import CaseRoom
from tests.ui.made_up_case import SITUATION, write
from ui.plan.screen import PlanScreen
from ui.shell.destinations import PlanDestination

SAFE = {**SITUATION, "asked_on": "21 Nov 2026", "ci_device_monitored": False}
TOGETHER = {**SAFE, "asked_on": "22 Nov 2026", "lives_together": "together"}
"""Each of a later day: of two on one day the one recorded last decides, and the clock here stands still."""


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
