"""A press and a release on one control act on it, whatever is typed, kept or told of meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hru_advocate.casework.records.conversation import Conversation
from tests.ui.case_room import CaseRoom, type_words
from tests.ui.conversation.test_conversation_screen import talk
from ui.controls.buttons import Button
from ui.conversation.screen import ConversationScreen
from ui.conversation.theme_rail import ThemeButton
from ui.shell.destinations import ConversationDestination, FormRequest

THEMES = ("stalking_behaviour", "technology", "violence_and_threats")


@pytest.fixture(autouse=True)
def _pointer_put_away(qapp: QApplication) -> Iterator[None]:
    yield
    QCursor.setPos(QPoint(3000, 3000))
    qapp.processEvents()


def theme_button(screen: ConversationScreen, theme: str) -> ThemeButton:
    return next(one for one in screen.rail.findChildren(ThemeButton) if one.property("theme") == theme)


def hand(window: QWidget, at: QPoint, act: str) -> None:
    """Press or let go at a place of the screen, by way of the window as a real press comes."""
    handle = window.windowHandle()
    assert handle is not None
    QCursor.setPos(at)
    QApplication.processEvents()
    press = QTest.mousePress if act == "press" else QTest.mouseRelease
    press(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, window.mapFromGlobal(at))
    QApplication.processEvents()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("waits", [False, True])
def test_a_theme_pressed_as_soon_as_words_are_typed_is_the_one_that_opens(
    room: CaseRoom, theme: str, *, waits: bool
) -> None:
    """It did nothing once, and once another theme opened: the rail was made anew and moved with each letter."""
    screen = room.show(
        ConversationScreen, ConversationDestination(FormRequest("risk_conversation", room.case)), height=560
    )
    room.settle()
    seen = theme_button(screen, theme)
    at = seen.mapToGlobal(seen.rect().center())
    type_words("He waits at work")
    if waits:
        room.settle()
    assert seen.mapToGlobal(seen.rect().center()) == at, "it moved while words were typed"
    hand(screen, at, "press")
    hand(screen, at, "release")
    room.settle()
    assert talk(screen).section.id == theme


@pytest.mark.parametrize("theme", THEMES)
def test_what_changes_between_press_and_release_takes_no_theme_from_below_the_hand(room: CaseRoom, theme: str) -> None:
    screen = room.show(ConversationScreen, ConversationDestination(FormRequest("risk_conversation", room.case)))
    type_words("He waits at work")
    seen = theme_button(screen, theme)
    at = seen.mapToGlobal(seen.rect().center())
    hand(screen, at, "press")
    assert screen.keeper is not None
    screen.keeper.flush()
    screen._show_around()
    screen.show_status("Draft saved 04:33, and more words than one line of the window holds. " * 3)
    room.settle()
    hand(screen, at, "release")
    room.settle()
    assert talk(screen).section.id == theme


def test_a_folded_question_pressed_while_an_answer_changes_is_opened(room: CaseRoom) -> None:
    screen = room.show(ConversationScreen, ConversationDestination(FormRequest("risk_conversation", room.case)))
    for section in talk(screen).sections():
        screen._go(Conversation.enter, section.id)
        if screen.card._lines:
            break
    room.settle()
    [line, *_more] = screen.card._lines
    at = line.button.mapToGlobal(line.button.rect().center())
    folded = next(one for one in talk(screen).asked(talk(screen).section) if talk(screen).folded(one))
    hand(screen, at, "press")
    screen._show_around()
    room.settle()
    hand(screen, at, "release")
    room.settle()
    assert talk(screen).front == folded.id


@pytest.mark.parametrize(("moved", "hit"), [(0, True), (2, True), (60, False)])
def test_a_button_that_moves_away_below_a_resting_pointer_is_still_the_one_pressed(
    room: CaseRoom, moved: int, *, hit: bool
) -> None:
    screen = room.show(ConversationScreen, ConversationDestination(FormRequest("risk_conversation", room.case)))
    pressed: list[bool] = []
    button = Button("Press", on_click=lambda: pressed.append(True))
    button.setParent(screen)
    button.setGeometry(300, 300, 90, 36)
    button.show()
    button.raise_()
    at = button.mapToGlobal(button.rect().center())
    hand(screen, at, "press")
    button.move(300, 420)
    hand(screen, at + QPoint(moved, 0), "release")
    assert bool(pressed) == hit
    pressed.clear()
    hand(screen, at, "release")
    assert not pressed
