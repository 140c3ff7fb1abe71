"""Caps Lock is said at a hidden field, in sight and for whoever listens, and nothing moves for it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import appear
from ui.controls.keyboard import caps_lock
from ui.controls.keyboard.caps_lock import caps_lock_after
from ui.controls.password_field import CAPS, SecretField

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
LOCK = 0x2
CODE = 38


def key(text: str, held: Qt.KeyboardModifier = NONE, *, code: int = 0, state: int = 0) -> QKeyEvent:
    qt = ord(text.upper()[0]) if text.isprintable() and text else Qt.Key.Key_CapsLock
    return QKeyEvent(QEvent.Type.KeyPress, qt, held, code, 0, state, text)


@pytest.mark.parametrize(
    ("event", "before", "after"),
    [
        (key("a"), None, False),
        (key("A"), None, True),
        (key("A", SHIFT), None, False),
        (key("a", SHIFT), None, True),
        (key("ж"), True, False),
        (key("Ж"), False, True),
        (key("É"), False, True),
        (key("7"), True, True),
        (key("7"), None, None),
        (key("-"), False, False),
        (key("ن"), None, None),
        (key("7", code=CODE, state=LOCK), None, True),
        (key("7", code=CODE, state=0), True, False),
        (key("", code=66, state=0), None, True),
        (key("", code=66, state=LOCK), None, False),
        (key(""), True, False),
        (key(""), None, None),
    ],
)
def test_a_key_tells_of_caps_lock(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, event: QKeyEvent, before: bool | None, after: bool | None
) -> None:
    monkeypatch.setattr(caps_lock, "caps_lock_now", lambda: None)
    assert caps_lock_after(event, before) is after


@pytest.mark.parametrize("now", [True, False])
@pytest.mark.parametrize("before", [True, False, None])
def test_a_system_that_can_be_asked_is_believed_of_its_own_key(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, now: bool, before: bool | None
) -> None:
    monkeypatch.setattr(caps_lock, "caps_lock_now", lambda: now)
    assert caps_lock_after(key(""), before) is now
    assert caps_lock_after(key("a"), before) is False


class Door(QWidget):
    """A hidden field with a button below it."""

    def __init__(self) -> None:
        super().__init__()
        self.field, self.below = SecretField("Passphrase"), QPushButton("Unlock")
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.below)


def test_it_is_said_while_the_field_has_the_keyboard_and_nothing_moves(qtbot: QtBot) -> None:
    door = Door()
    qtbot.addWidget(door)
    appear(qtbot, door)
    door.field.setFocus()
    line, stood = door.field._caps_line, door.below.mapTo(door, QPoint())
    QTest.keyClicks(door.field.edit, "lantern")
    assert not line.isVisible()
    QApplication.sendEvent(door.field.edit, key("L"))
    QTest.qWait(1)
    assert (line.isVisible(), line.text()) == (True, CAPS)
    assert door.field.edit.accessibleDescription() == CAPS
    assert door.below.mapTo(door, QPoint()) == stood
    QApplication.sendEvent(door.field.edit, key("l"))
    assert (line.isVisible(), door.field.edit.accessibleDescription()) == (False, "")
    assert door.field.text() == "lanternLl"
    QApplication.sendEvent(door.field.edit, key("L"))
    door.below.setFocus()
    assert not line.isVisible()
