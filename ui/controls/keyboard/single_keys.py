"""Letters and digits a page hears by themselves, wherever nothing is typed; who dictates or slips can switch them off.

Answers and rows that hear a key only while they have the keyboard are not meant: nobody strikes those unawares.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.controls.keyboard.arrows import unmodified

QUESTION: Final = "question"
"""The property of what holds one question with all that belongs to it."""
_SWITCH: Final = "single_keys"


def switch_single_keys(frame: QWidget, *, on: bool) -> None:
    """Let the pages in a frame hear single keys, or not."""
    frame.setProperty(_SWITCH, on)


def single_key(page: QWidget, event: QKeyEvent) -> str:
    """The letter or digit that was pressed by itself, in small letters; "" for others, and where they are off."""
    key = event.text().lower()
    if len(key) != 1 or not key.isalnum() or not unmodified(event):
        return ""
    around: QWidget | None = page
    while around is not None:
        if around.property(_SWITCH) is False:
            return ""
        around = around.parentWidget()
    return key


def is_answering() -> bool:
    """Say whether the keyboard is on an answer or anywhere in a question: a letter it does not hear is a slip."""
    focus = QApplication.focusWidget()
    while focus is not None and focus.property("kind") != "key" and not focus.property(QUESTION):
        focus = focus.parentWidget()
    return focus is not None
