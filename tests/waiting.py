"""Waiting for what a screen is about to do, and no longer than that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QAbstractEventDispatcher, QDeadlineTimer, QEventLoop, QTimer
from pytestqt.exceptions import TimeoutError as NeverCame
from pytestqt.qtbot import QtBot

Condition = Callable[[], bool | None]
PATIENCE: Final = 60_000
"""Milliseconds after which it is not waited any longer: under Wine, on a machine that does much else, twenty seconds
were too few for a page that takes half a second by itself."""
_BEAT: Final = 10
"""Milliseconds after which it is looked again though nothing came to pass: another thread may have gone on."""


class PromptBot(QtBot):
    """Looks each time Qt has nothing to do at the moment, not every ten milliseconds.

    A worker that sleeps while its answer is there already leaves its processor to nobody.
    """

    def waitUntil(self, callback: Condition, *, timeout: int = PATIENCE) -> None:
        until = QDeadlineTimer(timeout)
        while (unmet := _unmet(callback)) is not None:
            if until.hasExpired():
                raise NeverCame(f"waitUntil timed out in {timeout} milliseconds") from unmet
            _go_on(callback, until.remainingTime())


def _go_on(callback: Condition, most: int) -> None:
    """Let events happen until it looks met; what comes in the same breath may still undo that."""
    loop, beat = QEventLoop(), QTimer()

    def look() -> None:
        if _unmet(callback) is None:
            loop.quit()

    dispatcher = QAbstractEventDispatcher.instance()
    dispatcher.aboutToBlock.connect(look)
    beat.start(_BEAT)
    QTimer.singleShot(most, loop, loop.quit)
    loop.exec()
    dispatcher.aboutToBlock.disconnect(look)


def _unmet(callback: Condition) -> AssertionError | None:
    """What a condition says that is not met yet; one that answers nothing is met where it asserts all it is about."""
    try:
        return AssertionError("it is not so") if callback() is False else None
    except AssertionError as error:
        return error
