"""Hands on a keyboard: to a control by Tab alone, an answer by its kind, and nothing else; it never sets the focus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.case_room import press, type_words
from tests.ui.conftest import settle
from tests.ui.shell.test_focus_keeper import calm
from ui.form.editors.plain import FEW
from ui.form.question.field_frame import FieldFrame
from ui.shell.destinations import Destination
from ui.shell.screen import AnyScreen
from ui.workspace import Workspace

Key = Qt.Key
_MOST: int = 250
"""Steps of Tab after which a control counts as not to be reached."""


@dataclass
class Keyboard:
    """A keyboard at an open window."""

    qtbot: QtBot
    inside: Workspace

    def page(self) -> AnyScreen:
        """The page on show."""
        screen = self.inside.frame.here()
        assert screen is not None
        return screen

    def wait(self) -> None:
        """Wait until every answer is there and the keyboard has been led."""
        calm(self.qtbot, self.inside)
        settle(self.qtbot, self.inside.context.bridge)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the keyboard is, and wait for what comes of it."""
        press(key, modifiers)
        self.wait()

    def ctrl(self, key: Qt.Key) -> None:
        """Press a key with Ctrl."""
        self.key(key, Qt.KeyboardModifier.ControlModifier)

    def lead(self, key: Qt.Key, to: type[Destination]) -> None:
        """Press a key with Ctrl that leads to a page; Qt shows its button go down before it acts."""
        press(key, Qt.KeyboardModifier.ControlModifier)
        self.qtbot.waitUntil(lambda: isinstance(self.page().destination, to))
        self.wait()

    def to(self, name: str) -> None:
        """Go on with Tab to the control whose name begins so."""
        for _ in range(_MOST):
            focus = QApplication.focusWidget()
            if focus is not None and _name(focus).startswith(name):
                return
            press(Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {name}")

    def push(self, name: str) -> None:
        """Press the button whose name begins so."""
        self.to(name)
        self.key(Key.Key_Space)

    def tab(self, name: str) -> None:
        """To the row of tabs by Tab, there to the one with this name by the arrows, or through the menu at its end."""
        for _ in range(_MOST):
            if _held().property("kind") != "tab":
                press(Key.Key_Tab)
            elif _name(_held()).startswith(name):
                return
            elif _name(_held()).startswith("More"):
                press(Key.Key_Space)
                self._in_menu(name)
                return
            else:
                self.key(Key.Key_Right)
        raise AssertionError(f"The arrows do not lead to {name}, but to {_name(_held())}")

    def _in_menu(self, name: str) -> None:
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for _ in menu.actions():
            QTest.keyClick(menu, Key.Key_Down)
            held = menu.activeAction()
            if held.text().startswith(name):
                QTest.keyClick(menu, Key.Key_Return)
                window = self.inside.frame.window()
                window.activateWindow()  # as a desktop does once a menu has gone; offscreen nobody does
                self.qtbot.waitUntil(window.isActiveWindow)
                self.wait()
                return
        raise AssertionError(f"The menu has no {name}")

    def answer(self, answers: Mapping[str, str | bool]) -> None:
        """Answer the questions of the page in their order: a text is typed, an option chosen, Yes or No pressed."""
        for field, answer in answers.items():
            frame = self.to_question(field)
            if isinstance(answer, bool):
                press(Key.Key_1 if answer else Key.Key_2)
            elif frame.asked.choices:
                _choose(frame, answer)
            else:
                type_words(answer)
            self.wait()

    def to_question(self, field: str) -> FieldFrame:
        """Go on with Tab until a question of the page has the keyboard."""
        for _ in range(_MOST):
            spot: QWidget | None = QApplication.focusWidget()
            while spot is not None:
                if isinstance(spot, FieldFrame) and spot.asked.id == field and spot.editor.isAncestorOf(_held()):
                    return spot
                spot = spot.parentWidget()
            press(Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to the question {field} on {self.page().destination}")


def _held() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return widget.accessibleName() or (str(text()) if callable(text) else "")


def _choose(frame: FieldFrame, answer: str) -> None:
    place = [choice.id for choice in frame.asked.choices].index(answer)
    if frame.asked.kind == "choice" and len(frame.asked.choices) > FEW:
        press(Key.Key_Home)
        for _ in range(place + 1):
            press(Key.Key_Down)
        return
    press(Qt.Key(Key.Key_1 + place))
