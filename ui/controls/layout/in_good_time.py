"""Parts of a page below its first screenful: they are made once the page has come to rest, so that it opens quickly."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
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

    def __init__(self, owner: QObject) -> None:
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

    def go_on(self, make: Callable[[], object]) -> None:
        """Let a further part be made a moment after the one before: whatever was pressed meanwhile comes first."""
        self._filled = False
        self.setInterval(BETWEEN_MS)
        self.fill(make)

    def make_now(self) -> None:
        """Make what is waited for at once: somebody has asked for it."""
        if self._make is not None:
            self.stop()
            self._fill()

    def give_up(self) -> None:
        """Make no more of what is waited for."""
        self.stop()
        self._make = None
        _waiting.discard(self)

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


def make_in_turn(
    owner: QWidget, parts: Sequence[Callable[[], object]], first: int, *, step: int = 25, of: Hashable = None
) -> None:
    """Make the first parts of a page now, and the others below them some at a time once the page has rested.

    Each call makes a part where it belongs, so the last call of an owner counts: it takes away what was made before.
    Where the page is ``of`` the same as before, as many parts stand at once as stood then: whoever has come further
    down keeps the place. No parts at all are the end of a page, and of what is known of it.
    """
    turn = next(iter(owner.findChildren(_InTurn, options=Qt.FindChildOption.FindDirectChildrenOnly)), None)
    if turn is None and len(parts) > first:
        turn = _InTurn(owner, step)
    if turn is not None:
        turn.begin(parts, first, of)
        return
    for make in parts:
        make()


class _InTurn(QObject):
    """Makes what is left of a page, so many parts at a time: a key that is pressed waits for these alone."""

    def __init__(self, owner: QWidget, step: int) -> None:
        super().__init__(owner)
        self._step = step
        self._left: Sequence[Callable[[], object]] = ()
        self._of: Hashable = None
        self._stood = 0
        self._rest: InGoodTime | None = None

    def begin(self, parts: Sequence[Callable[[], object]], first: int, of: Hashable) -> None:
        """Begin with a page, and make no more of the one before."""
        if self._rest is not None:
            self._rest.give_up()
            self._rest.deleteLater()
            self._rest = None
        now = max(first, self._stood) if of == self._of else first
        self._of, self._left = of, parts[now:]
        self._stood = min(now, len(parts))
        for make in parts[:now]:
            make()
        if self._left:
            self._rest = InGoodTime(self)
            self._rest.fill(self._go_on)

    def _go_on(self) -> None:
        now, self._left = self._left[: self._step], self._left[self._step :]
        self._stood += len(now)
        for make in now:
            make()
        if self._left and self._rest is not None:
            self._rest.go_on(self._go_on)


def still_to_come() -> int:
    """The number of parts that wait until their page has come to rest."""
    return sum(shiboken6.isValid(one) and one.isActive() for one in _waiting)
