"""Parts of a page below its first screenful: they are made once the page has come to rest, so that it opens quickly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from weakref import WeakSet

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

REST_MS: Final = 200
"""How long a page rests before the parts further down are made: too short to reach for them, long enough to type."""

_waiting: WeakSet[InGoodTime] = WeakSet()


class InGoodTime(QTimer):
    """Fills one part of a page for the first time when the page has rested, and from then on at once.

    What is already in sight must never be late: names that are hidden again go at once, and so does what was saved.
    """

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._make: Callable[[], object] | None = None
        self._filled = False
        self.setSingleShot(True)
        self.setInterval(REST_MS)
        self.timeout.connect(self._fill)

    def fill(self, make: Callable[[], object]) -> None:
        """Let a part be made, or made anew; the last call counts."""
        self._make = make
        if self._filled:
            self._fill()
        else:
            _waiting.add(self)
            self.start()

    def _fill(self) -> None:
        make, self._make = self._make, None
        self._filled = True
        _waiting.discard(self)
        if make is not None:
            make()


def still_to_come() -> int:
    """The number of parts that wait until their page has come to rest."""
    return sum(shiboken6.isValid(one) and one.isActive() for one in _waiting)
