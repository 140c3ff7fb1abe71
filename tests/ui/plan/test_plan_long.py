"""A long plan before its page has rested: measures further down are reached by every way that leads to them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from hru_advocate.casework.plan.marks import MarksToChange
from hru_advocate.domain.plan.plan import Carry
from hru_advocate.errors import InvalidAnswer
from tests.ui import case_room
from tests.ui.case_room import CaseRoom, press
from tests.ui.made_up_case import PLAN, write
from ui.controls.keyboard.held import holds_keyboard
from ui.controls.keyboard.reading_order import go_on
from ui.controls.layout import in_good_time
from ui.plan.row import PlanRow
from ui.plan.screen import PlanScreen
from ui.shell.destinations import PlanDestination

MANY = 12
AT_ONCE = 6


@pytest.fixture
def screen(room: CaseRoom, monkeypatch: pytest.MonkeyPatch) -> PlanScreen:
    """A plan of twelve measures whose page does not come to rest."""
    items = [
        {
            "section": "home",
            "text": f"Measure {number}",
            "answers": ["rf_very_frightened"],
            "state": "chosen",
            "carry": "keep",
        }
        for number in range(MANY)
    ]
    write(room.worker, "safety_plan", {**PLAN, "items": items}, room.case)
    monkeypatch.setattr(in_good_time, "REST_MS", 600_000)
    monkeypatch.setattr(case_room, "all_is_there", lambda bridge: not bridge.waiting)
    screen = room.show(PlanScreen, PlanDestination(room.case))
    assert len(screen.column.rows) == AT_ONCE
    return screen


def look_at(screen: PlanScreen) -> None:
    assert screen.board is not None
    screen.strip.looked.emit(next(item.id for item in screen.board.plan.items if item.text == "Measure 9"))


def walk_down(screen: PlanScreen) -> None:
    screen.column.enter()
    for _ in range(9):
        press(Qt.Key.Key_Down)


def tab_on(screen: PlanScreen) -> None:
    screen.column.enter()
    for _ in range(9):
        go_on(screen, forward=True)


@pytest.mark.parametrize("way", [look_at, walk_down, tab_on], ids=lambda one: str(one.__name__))
def test_a_measure_that_does_not_stand_yet_is_reached(screen: PlanScreen, way: Callable[[PlanScreen], None]) -> None:
    way(screen)
    held = QApplication.focusWidget()
    assert isinstance(held, PlanRow)
    assert held.row["text"] == "Measure 9"
    assert list(screen.column.rows) == screen.column.order == list(range(MANY))


def test_what_is_refused_of_one_is_said_there(screen: PlanScreen) -> None:
    screen.plan_draft.refused.emit(InvalidAnswer("items.10.carry", "Not so."))
    frame = screen.column.rows[9].need("carry")
    assert frame is not None
    assert frame.complaint() == "Not so."
    assert holds_keyboard(frame)
    assert not screen.banner.text()


def test_what_is_written_for_one_opens_there(screen: PlanScreen) -> None:
    screen.plan_draft.written.emit(9)
    assert screen.column.rows[9].questions is not None
    assert holds_keyboard(screen.column.rows[9])


def test_marks_of_those_further_down_are_changed_too(screen: PlanScreen) -> None:
    assert screen.board is not None
    marks: dict[str, Carry] = {item.id: "speak" for item in screen.board.plan.items}
    screen.column.overtaken.wanted.emit(MarksToChange("Sentence.", "Offer", marks))
    assert {row["carry"] for row in screen.plan_draft.sheet.rows} == {"speak"}
    held: QWidget | None = QApplication.focusWidget()
    assert held is screen.column.rows[0]
