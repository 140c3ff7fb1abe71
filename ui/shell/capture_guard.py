"""Keeps windows out of screenshots and screen sharing, where the system can do that."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

_EXCLUDE: Final = 0x11  # WDA_EXCLUDEFROMCAPTURE
_NOTHING: Final = 0x0
UNGUARDED: Final = (
    "This computer does not keep the windows of the program out of screenshots and screen sharing, although it was "
    "asked to. What is saved is safe; mind who shares this screen."
)

Mark = Callable[[int, int], bool]
"""Sets how one window, by its number, may be captured; whether the system then says that it is so."""


def can_shield() -> bool:
    """Say if this system lets a window stay out of pictures; only Windows does."""
    return sys.platform == "win32"


class CaptureGuard(QObject):
    """Marks every window of the program, present and to come, as not to be captured; from the locked page on.

    Remote help and some magnifiers show such windows as black, so there is a switch for it in Settings. ``refused``
    comes once, when the system did not do it. Tests put their own ``mark`` in.
    """

    refused = Signal()

    def __init__(self, app: QApplication, mark: Mark | None = None) -> None:
        super().__init__()
        self._app = app
        self._on = True
        self._said = False
        self._mark = mark or _system_mark()
        if self._mark is not None:
            app.installEventFilter(self)

    def set_on(self, on: bool) -> None:
        """Switch it for every window there is."""
        self._on = on
        for window in self._app.topLevelWidgets():
            if window.isVisible():
                self._set(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._set(watched)
        return False

    def _set(self, window: QWidget) -> None:
        if self._mark is None or self._mark(int(window.winId()), _EXCLUDE if self._on else _NOTHING):
            return
        if self._on and not self._said:
            self._said = True
            self.refused.emit()


def _system_mark() -> Mark | None:
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes

        user = ctypes.windll.user32

        def mark(window: int, affinity: int) -> bool:
            found = wintypes.DWORD()
            done = user.SetWindowDisplayAffinity(wintypes.HWND(window), wintypes.DWORD(affinity))
            told = user.GetWindowDisplayAffinity(wintypes.HWND(window), ctypes.byref(found))
            return bool(done and told) and found.value == affinity

        return mark
    else:  # noqa: RET505 - mypy reads only what stands under the platform it is asked about
        return None
