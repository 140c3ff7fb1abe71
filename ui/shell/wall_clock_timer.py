"""The watch that says when what stands on the screen may no longer be so, because time went on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

_TICK_MS: Final = 1000
_SLEPT: Final = timedelta(seconds=90)
"""The wall clock going on this much between two ticks: the computer slept, or the clock was set."""


class WallClockTimer(QObject):
    """Looks at the wall clock each second, for timers stop while the computer sleeps.

    ``moved`` is emitted once at the earliest moment anybody expects something else, at midnight, and when the clock
    jumped or went back; it says whether the day is another.
    """

    moved = Signal(bool)

    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._last = now()
        self._due: datetime | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def expect(self, moment: datetime) -> None:
        """Something on show changes at that moment; the earliest one counts."""
        if self._due is None or moment.astimezone(UTC) < self._due.astimezone(UTC):
            self._due = moment

    def look(self) -> None:
        """Look at the clock; emits ``moved`` where something may be different now."""
        now, last = self._now(), self._last
        self._last = now
        other_day = now.date() != last.date()
        passed = now.astimezone(UTC) - last.astimezone(UTC)
        due = self._due is not None and now.astimezone(UTC) >= self._due.astimezone(UTC)
        if due or other_day or passed > _SLEPT or passed < timedelta(0):
            self._due = None
            self.moved.emit(other_day)
