"""Esc in what is open within a page: it leaves that; only the next one reaches the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class EscapeLeaves(QObject):
    """Leaves a row by Esc pressed at one of its ``stops``, and goes with the row.

    The frame has a shortcut on Esc for its pages. A shortcut takes a key before any widget is asked, and a second one
    on the same key makes both ambiguous, so the key is claimed where Qt asks who overrides a shortcut.
    """

    def __init__(self, row: QWidget, stops: Sequence[QWidget], leave: Callable[[], object]) -> None:
        super().__init__(row)
        self._leave = leave
        for stop in stops:
            stop.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() == QEvent.Type.KeyPress:
            self._leave()
        return True
