"""Waiting for the screens: a test goes on as soon as what it waits for is so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QObject, QTimer
from pytestqt.exceptions import TimeoutError as TimedOut
from pytestqt.qtbot import QtBot

_BETWEEN_LOOKS: Final = 10
"""Milliseconds: what becomes so without an event (another thread's file, say) is seen this late at the most."""


class PromptBot(QtBot):
    """A bot that looks whenever the loop has done all there is to do; pytest-qt's own sleeps ten milliseconds first.

    Answers from the vault come after one or two, and the tests of the screens wait for tens of thousands.
    """

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 5000) -> None:  # noqa: N802 - Qt's way
        looks = _Looks(callback)
        if looks.holds():
            return
        loop, wakes = QEventLoop(), QTimer()
        wakes.start(_BETWEEN_LOOKS)
        QTimer.singleShot(timeout, loop, loop.quit)
        dispatcher = QAbstractEventDispatcher.instance()
        looks.over = loop.quit
        dispatcher.aboutToBlock.connect(looks.look)
        loop.exec()
        dispatcher.aboutToBlock.disconnect(looks.look)
        wakes.stop()
        if looks.error is not None:
            raise looks.error
        if not looks.held:
            raise TimedOut(f"waitUntil timed out in {timeout} milliseconds") from looks.lacking


class _Looks(QObject):
    """Asks whether it is so, and ends the wait when it is, or when asking fails."""

    def __init__(self, callback: Callable[[], bool | None]) -> None:
        super().__init__()
        self._callback = callback
        self._looking = False
        self.over: Callable[[], object] = bool
        self.held = False
        self.error: BaseException | None = None
        self.lacking: AssertionError | None = None

    def holds(self) -> bool:
        """Ask once; what asserts holds when it says nothing."""
        try:
            found = self._callback()
        except AssertionError as lacking:
            self.lacking = lacking
            return False
        if found not in (None, True, False):
            raise ValueError(f"neither True nor False: {found!r}")
        return found is not False

    def look(self) -> None:
        """Ask, unless it is being asked already: the answer may need a turn of the loop itself."""
        if self._looking or self.held or self.error is not None:
            return
        self._looking = True
        try:
            self.held = self.holds()
        except BaseException as error:  # noqa: BLE001 - from a slot it would not reach the test
            self.error = error
        self._looking = False
        if self.held or self.error is not None:
            self.over()
