"""The place the keyboard stands at."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget


def holds_keyboard(widget: QWidget) -> bool:
    """Say if the keyboard stands on a widget or on anything within it."""
    focus = QApplication.focusWidget()
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))
