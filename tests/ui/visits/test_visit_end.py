"""The end of a visit by real keys: what was typed for the check-in is never lost by a step back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hru_advocate.casework.typed_words import fields_typed
from tests.ui.visits.test_visit_mode import end_of
from tests.ui.visits.visit_room import Room
from ui.visits.frame import VisitFrame
from ui.visits.table_screen import TableScreen


def test_esc_in_the_check_in_goes_back_to_the_question_and_loses_no_word(room: Room) -> None:
    room.begin()
    page = end_of(room)
    page.end.click()
    page.back_at.setText("today 11:11")
    QTest.keyClicks(page.afterwards, "The dog is loose")
    room.press(Qt.Key.Key_Escape)
    assert room.frame.here() is page
    assert QApplication.focusWidget() is page.stay
    page.end.click()
    assert (page.back_at.text(), page.afterwards.words()) == ("today 11:11", "The dog is loose")
    room.press(Qt.Key.Key_Escape)
    room.press(Qt.Key.Key_Return)  # go on with the visit
    assert isinstance(room.frame.here(), TableScreen)
    again = end_of(room)
    again.end.click()
    room.settle()
    assert again.back_at.text() == f"today {room.clock.now():%H:%M}"
    assert again.afterwards.words() == "The dog is loose"
    again.back.click()
    room.qtbot.waitUntil(lambda: not isinstance(room.space.frame, VisitFrame))
    room.settle()
    place = f"visit end {room.case} {room.entry}"
    assert room.space.context.worker.ask(fields_typed, place).result(timeout=20) == {}
