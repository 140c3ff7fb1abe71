"""Visit mode for whoever hears it and works by keys: its time and its end are said, and its bar has keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.shell.test_every_key import live, named
from tests.ui.visits.test_visit_mode import end_of
from tests.ui.visits.visit_room import Room
from ui.visits.end_screen import VisitEndScreen


def test_a_screen_reader_hears_once_that_it_begins_that_its_time_is_over_and_that_it_has_ended(
    room: Room, announced: list[str]
) -> None:
    room.begin()
    mode = room.frame.mode
    assert [said for said in announced if said.startswith("Visit mode: only this case is here.")] != []
    announced.clear()
    room.clock.advance(mode.until - room.clock.now())
    for _ in range(3):
        room.frame.look()
    assert len([said for said in announced if said.startswith("The visit was to be over now.")]) == 1
    announced.clear()
    room.clock.advance(mode.ends - room.clock.now())
    for _ in range(3):
        room.frame.look()
    room.qtbot.waitUntil(lambda: isinstance(room.frame.here(), VisitEndScreen))
    room.settle()
    for _ in range(3):
        room.frame.look()
    (ended,) = announced
    assert ended.startswith("Visit mode has ended. The time of this visit is over")


def test_what_is_asked_before_a_visit_ends_is_heard(room: Room, announced: list[str]) -> None:
    room.begin()
    announced.clear()
    end_of(room)
    assert announced[0].startswith("End the visit? Ending brings every other case back to this screen.")


def test_the_bar_is_reached_by_f6_and_its_buttons_have_keys(room: Room, announced: list[str]) -> None:
    room.begin()
    focus = [QApplication.focusWidget()]
    for _ in range(4):
        room.press(Qt.Key.Key_F6)
        focus.append(QApplication.focusWidget())
    assert any(one is not None and room.frame.bar.isAncestorOf(one) for one in focus)
    announced.clear()
    room.press(Qt.Key.Key_F1)
    assert announced[0].startswith("Keys on a visit: ")
    until = room.frame.mode.until
    room.press(Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    assert room.frame.mode.until == until
    room.clock.advance(until - room.clock.now())
    room.frame.look()
    room.press(Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    assert room.frame.mode.until > until
    room.press(Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    assert isinstance(room.frame.here(), VisitEndScreen)
    assert set(live(room.frame.window())) <= named()
