"""The watch that locks when nobody is at the keyboard."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication

WARN_SECONDS: Final = 30
_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


def ticks() -> float:
    """Seconds on a clock that never goes back and counts time asleep where the system can."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    else:  # noqa: RET505 - mypy reads only what stands under the platform it is asked about
        return time.monotonic()


class InactivityLock(QObject):
    """Counts the seconds since the last key, click or touch.

    ``counted`` gives the seconds left each second; ``warned`` comes once, 30 seconds before the end; ``calmed`` when
    somebody stays after a warning; ``due`` when the vault has to lock now.
    """

    counted = Signal(int)
    warned = Signal(int)
    calmed = Signal()
    due = Signal()

    def __init__(self, *, clock: Callable[[], float] = ticks) -> None:
        super().__init__()
        self._clock = clock
        self._minutes = 5
        self._last = clock()
        self._has_warned = False
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.look)

    def start(self, app: QApplication) -> None:
        """Begin to count and to listen."""
        self.stay()
        app.focusWindowChanged.connect(self._watch)
        for window in app.topLevelWindows():
            self._watch(window)
        self._timer.start()

    def resume(self) -> None:
        """Count again from the beginning: a lock that was due has not come to its end."""
        self.stay()
        self._timer.start()

    def set_minutes(self, minutes: int) -> None:
        """Set how long nobody may be there: 1 to 15 minutes."""
        self._minutes = min(max(minutes, 1), 15)
        self.look()

    def stay(self) -> None:
        """Somebody is there: count from the beginning."""
        self._last = self._clock()
        if self._has_warned:
            self._has_warned = False
            self.calmed.emit()

    def seconds_left(self) -> int:
        """Seconds until the vault locks."""
        return max(0, round(self._minutes * 60 - (self._clock() - self._last)))

    def look(self) -> None:
        """Look at the clock; emits what follows from it."""
        seconds_left = self.seconds_left()
        self.counted.emit(seconds_left)
        if seconds_left <= 0:
            self._timer.stop()
            self.due.emit()
        elif seconds_left <= WARN_SECONDS and not self._has_warned:
            self._has_warned = True
            self.warned.emit(seconds_left)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.stay()
        return False

    def _watch(self, window: QWindow | None) -> None:
        """See the keys and clicks of a window where they come in, before any widget does."""
        if window is not None:
            window.installEventFilter(self)
