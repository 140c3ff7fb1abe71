"""Keeps windows out of screenshots and screen sharing, where the system can do that."""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

_EXCLUDE: Final = 0x11  # WDA_EXCLUDEFROMCAPTURE
_NOTHING: Final = 0x0


def can_shield() -> bool:
    """Say if this system lets a window stay out of pictures; only Windows does."""
    return sys.platform == "win32"


class CaptureGuard(QObject):
    """Marks every window of the program, present and to come, as not to be captured.

    Remote help and some magnifiers show such windows as black, so there is a switch for it in Settings.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self._on = True
        if can_shield():
            app.installEventFilter(self)

    def set_on(self, on: bool) -> None:
        """Switch it for every window there is."""
        self._on = on
        for window in self._app.topLevelWidgets():
            if window.isVisible():
                self._mark(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._mark(watched)
        return False

    def _mark(self, window: QWidget) -> None:
        if sys.platform == "win32":
            import ctypes

            affinity = _EXCLUDE if self._on else _NOTHING
            ctypes.windll.user32.SetWindowDisplayAffinity(int(window.winId()), affinity)
