"""What the plan builder makes before it is worked with, pinned by counts: no clock is asked, the widgets are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from tests.ui.case_room import CaseRoom, press
from ui.controls.inputs import ManyLines
from ui.controls.layout import in_good_time
from ui.form.question.field_frame import FieldFrame
from ui.plan.offer import Offer
from ui.plan.offers import FIRST, WHOLE
from ui.plan.screen import PlanScreen
from ui.plan.situations import TemplateButton
from ui.shell.destinations import PlanDestination


def test_boxes_situations_and_questions_are_made_when_they_are_first_asked_for(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    assert len(screen.findChildren(Offer)) == 10
    for kind in (ManyLines, TemplateButton, FieldFrame):
        assert screen.findChildren(kind) == [], kind
    screen.middle.offers.offers()[0].ask_advice()
    assert len(screen.findChildren(ManyLines)) == 1
    screen.middle.show_situations()
    assert len(screen.findChildren(TemplateButton)) > 5
    screen.extras.open_sign_off()
    assert len(screen.findChildren(FieldFrame)) == 3


def begun(room: CaseRoom, monkeypatch: pytest.MonkeyPatch) -> PlanScreen:
    """A plan whose page never comes to rest: what waits for that is still to come."""
    monkeypatch.setattr(in_good_time, "REST_MS", 10_000_000)
    screen = PlanScreen(room.context, PlanDestination(room.case))
    room.screens.append(screen)
    screen.resize(1190, 683)
    screen.show()
    screen.activateWindow()
    room.qtbot.waitUntil(screen.isActiveWindow)
    screen.begin()
    for _ in range(4):
        room.qtbot.waitUntil(lambda: not room.context.bridge.waiting)
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()
    return screen


def test_the_end_of_the_first_list_is_there_as_soon_as_the_keyboard_comes_to_it(
    room: CaseRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = begun(room, monkeypatch)
    offers = screen.middle.offers
    assert len(offers.offers()) == FIRST < WHOLE
    assert screen.known.first() is QApplication.focusWidget()
    press(Qt.Key.Key_Right)
    assert len(offers.offers()) == WHOLE
    stops = [one.add for one in offers.offers() if one.stop is not None]
    assert stops[0].hasFocus(), "what is in the plan already is no stop"
    for stop in stops[1:]:
        press(Qt.Key.Key_Down)
        assert stop.hasFocus()


def test_who_stands_at_the_end_of_the_first_list_goes_on_to_what_comes_there(
    room: CaseRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = begun(room, monkeypatch)
    offers = screen.middle.offers
    more = offers._more_button()
    assert more is not None
    more.setFocus(Qt.FocusReason.TabFocusReason)
    offers._later.stop()
    offers._later._fill()  # the page has come to rest
    assert [one.add.hasFocus() for one in offers.offers()] == [number == FIRST for number in range(WHOLE)]


def test_a_board_that_comes_while_somebody_is_in_its_columns_leaves_the_keyboard_there(
    room: CaseRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = begun(room, monkeypatch)
    board = screen.board
    assert board is not None
    screen.column.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    screen.column.setFocus()
    held = QApplication.focusWidget()
    screen._show(board)
    assert QApplication.focusWidget() is held
    assert screen.columns.isVisible()
