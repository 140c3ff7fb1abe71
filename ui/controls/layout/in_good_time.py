"""Parts of a page below its first screenful: they are made once the page has come to rest, so that it opens quickly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final
from weakref import WeakSet

import shiboken6
from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

REST_MS: Final = 200
"""The rest of a page before the parts further down are made: too short to reach for them, long enough to type."""

_LATE_MS: Final = 40
_MOST_PUT_OFF: Final = 5
BETWEEN_MS: Final = 20
"""Between two parts that are made one after the other whatever was pressed comes first."""

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
        self._since = QElapsedTimer()
        self._put_off = 0
        self.timeout.connect(self._come)

    def fill(self, make: Callable[[], object]) -> None:
        """Let a part be made, or made anew; the last call counts."""
        self._make = make
        if self._filled:
            self._fill()
        else:
            _waiting.add(self)
            self._put_off = 0
            self._begin()

    def _begin(self) -> None:
        self._since.start()
        self.start()

    def _come(self) -> None:
        """Fill the part now; a time that is told late was no rest, and on a slow laptop another one comes first."""
        if self._since.elapsed() > self.interval() + _LATE_MS and self._put_off < _MOST_PUT_OFF:
            self._put_off += 1
            self._begin()
        else:
            self._fill()

    def _fill(self) -> None:
        make, self._make = self._make, None
        self._filled = True
        _waiting.discard(self)
        if make is not None:
            make()


def make_in_turn(owner: QWidget, parts: Sequence[Callable[[], object]], first: int, *, step: int = 25) -> None:
    """Make the first parts of a page now, and the others below them some at a time once the page has rested.

    Each call makes a part where it belongs, so the last call of an owner counts: it takes away what was made before.
    """
    for before in owner.findChildren(_InTurn, options=Qt.FindChildOption.FindDirectChildrenOnly):
        before.left = []
        before.deleteLater()
    for make in parts[:first]:
        make()
    if len(parts) > first:
        _InTurn(owner, parts[first:], step)


class _InTurn(QObject):
    """Makes what is left of a page, so many parts at a time: a key that is pressed waits for these alone."""

    def __init__(self, owner: QWidget, left: Sequence[Callable[[], object]], step: int) -> None:
        super().__init__(owner)
        self._owner, self.left, self._step = owner, list(left), step
        InGoodTime(owner).fill(self._go_on)

    def _go_on(self) -> None:
        now, self.left = self.left[: self._step], self.left[self._step :]
        for make in now:
            make()
        if self.left:
            rest = InGoodTime(self._owner)
            rest.setInterval(BETWEEN_MS)
            rest.fill(self._go_on)
        elif shiboken6.isValid(self):
            self.deleteLater()


def still_to_come() -> int:
    """The number of parts that wait until their page has come to rest."""
    return sum(shiboken6.isValid(one) and one.isActive() for one in _waiting)
