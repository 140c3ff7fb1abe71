"""Ctrl+P on a page that makes paper: it presses what prints, and while that is off it says why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QKeySequence, QShortcut

from ui.controls.buttons import Button
from ui.shell.screen import AnyScreen

_DRAWING: Final = "The paper is being drawn. Press Ctrl P once more in a moment."


def print_by_key(
    screen: AnyScreen, button: Button, why_not: Callable[[], str], hurry: Callable[[], object] = lambda: None
) -> None:
    """Let Ctrl+P press a button; ``why_not`` says what is in the way, ``""`` while only the drawing is.

    ``hurry`` has drawn now what would be drawn in a moment.
    """

    def press() -> None:
        if button.isEnabled():
            button.click()
        else:
            hurry()
            screen.banner.show_message(f"Not printed. {why_not() or _DRAWING}", "caution")

    QShortcut(QKeySequence("Ctrl+P"), screen).activated.connect(press)
