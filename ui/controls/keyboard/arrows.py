"""Arrow keys among several controls of which Tab stops at one only: answers, tabs, places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)
ARROWS: Final = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})
_NOTHING_HELD: Final = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
ENDS: Final = frozenset({Qt.Key.Key_Home, Qt.Key.Key_End})


def unmodified(event: QKeyEvent) -> bool:
    """Say if a key was pressed by itself; the numeric pad counts as such."""
    return alone(event.modifiers())


def alone(held: Qt.KeyboardModifier) -> bool:
    """Say if nothing is held with a key; never asked by ``~``, which on Windows leaves nothing of what is held."""
    return held in _NOTHING_HELD


def stop_once(row: Iterable[QWidget], stop: QWidget | None) -> None:
    """Let Tab stop at one of a row alone, or at none; a click still takes the keyboard to any."""
    for control in row:
        control.setFocusPolicy(Qt.FocusPolicy.StrongFocus if control is stop else Qt.FocusPolicy.ClickFocus)


def aim_of(event: QKeyEvent, row: Sequence[W]) -> W | None:
    """Find which of a row an arrow, Home or End leads to from the one in focus; ``None`` for other keys.

    Past the last comes the first. In writing from right to left, Left leads on.
    """
    key = Qt.Key(event.key())
    there = [control for control in row if control.isEnabled() and not control.isHidden()]
    if not there or not unmodified(event):
        return None
    if key in ENDS:
        return there[0 if key == Qt.Key.Key_Home else -1]
    if key not in ARROWS:
        return None
    on = Qt.Key.Key_Left if there[0].isRightToLeft() else Qt.Key.Key_Right
    step = 1 if key in (on, Qt.Key.Key_Down) else -1
    held = next((position for position, control in enumerate(there) if control.hasFocus()), None)
    if held is None:
        return there[0 if step > 0 else -1]
    return there[(held + step) % len(there)]
