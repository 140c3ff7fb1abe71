"""Every state of the plan builder: named for a screen reader, large enough, and whole, also at 200 per cent."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.case_room import CaseRoom
from tests.ui.looking import settle_layout
from tests.ui.looks.faults import faults
from ui.controls.buttons import Button
from ui.controls.layout.panes import Pane
from ui.controls.theme import LookName, apply_theme
from ui.plan.offer import Refused
from ui.plan.screen import PlanScreen
from ui.shell.destinations import PlanDestination


def situations(screen: PlanScreen) -> QWidget:
    screen.middle.show_situations()
    return screen


def situation(screen: PlanScreen) -> QWidget:
    screen.middle.show_situations()
    screen.middle.situations.open("living_with")
    return screen


def set_aside(screen: PlanScreen) -> QWidget:
    assert screen.board is not None
    row = next(one for one in screen.board.suggestions if one.suggestion.refused and not one.suggestion.stands)
    screen.choose(row.suggestion.answers[0])
    screen.middle.offers.unfold(refused=True)
    opened = next(one.open for one in screen.middle.offers.findChildren(Refused) if one.open is not None)
    opened.click()
    return screen


def row_open(screen: PlanScreen) -> QWidget:
    screen.column.rows[0].open_at("who")
    screen.column.rows[0].need("override")
    return screen


def sign_off(screen: PlanScreen) -> QWidget:
    screen.extras.open_sign_off()
    return screen


def side(screen: PlanScreen) -> QWidget:
    screen.views.show_side()
    assert screen.views.shown is not None
    return screen.views.shown


ROOMS = [
    (100, 834),
    (100, 1008),
    (100, 1024),
    (100, 1100),
    (100, 1176),
    (125, 1300),
    (150, 600),
    (200, 664),
    (200, 834),
]
"""Text sizes with widths of the page: those of a window 1,024 wide are 834 and, in large type, 664."""
STATES = [situations, situation, set_aside, row_open, sign_off, side]


@pytest.mark.parametrize(("look", "size"), [("light", 100), ("dark", 200)], ids=["100", "200"])
@pytest.mark.parametrize("state", STATES, ids=lambda one: str(one.__name__))
def test_a_state_is_named_large_enough_and_whole(
    qapp: QApplication, room: CaseRoom, state: Callable[[PlanScreen], QWidget], look: LookName, size: int
) -> None:
    apply_theme(qapp, look, size)
    page = state(room.show(PlanScreen, PlanDestination(room.case)))
    room.settle()
    settle_layout()
    assert faults(page) == []


@pytest.mark.parametrize("state", STATES[:5], ids=lambda one: str(one.__name__))
def test_no_column_is_wider_than_its_pane(room: CaseRoom, state: Callable[[PlanScreen], QWidget]) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case), width=1166, height=690)
    state(screen)
    room.settle()
    settle_layout()
    for pane in (screen.middle_pane, screen.plan_pane):
        assert pane.area.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize(("size", "width"), ROOMS)
def test_nothing_is_cut_off_at_the_side(qapp: QApplication, room: CaseRoom, size: int, width: int) -> None:
    """The page and every column scroll up and down only, whatever is open in them."""
    apply_theme(qapp, "light", size)
    screen = room.show(PlanScreen, PlanDestination(room.case), width=width, height=690)
    assert screen.area is not None
    for state in (None, *STATES[:5]):
        if state is not None:
            state(screen)
        room.settle()
        settle_layout()
        assert screen.width() == width
        for area in (screen.area, *(pane.area for pane in screen.findChildren(Pane))):
            inside = area.widget()
            assert inside is not None
            assert inside.width() <= area.viewport().width(), area.accessibleName()


def test_in_large_type_what_was_asked_for_comes_into_sight(qapp: QApplication, room: CaseRoom, qtbot: QtBot) -> None:
    """The columns stand one below the other then, each as high as the page."""
    apply_theme(qapp, "light", 200)
    screen = room.show(PlanScreen, PlanDestination(room.case), width=1010, height=580)
    settle_layout()

    def top(widget: QWidget) -> int:
        assert screen.area is not None
        return widget.mapTo(screen.area.viewport(), QPoint()).y()

    rows = [one for one in screen.known.findChildren(Button) if one.property("known")]
    assert screen.width() == 1010  # nothing on it widens the page, or the columns stand side by side again
    assert top(screen.middle_pane) > 580
    rows[1].click()
    qtbot.waitUntil(lambda: 0 <= top(screen.middle_pane) < 60)
    rows[1].setFocus()
    qtbot.waitUntil(lambda: 0 <= top(rows[1]) < 300)
    next(one for one in screen.findChildren(Button) if one.text() == "Start from a situation").click()
    qtbot.waitUntil(lambda: 0 <= top(screen.middle_pane) < 60)
    screen.column.rows[screen.column.order[-1]].setFocus()
    qtbot.waitUntil(lambda: 0 <= top(screen.column.rows[screen.column.order[-1]]) < 400)
    rows[0].setFocus()
    screen.extras.open_sign_off()
    qtbot.waitUntil(lambda: screen.extras.isAncestorOf(qapp.focusWidget() or screen))
    qtbot.waitUntil(lambda: 0 <= top(qapp.focusWidget() or screen) < 400)
