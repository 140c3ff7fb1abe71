"""Unreachable objects are collected on the screens' thread and on no other, and a page among them ends as one.

Python collects wherever the next object happens to be made: on the vault's thread as well. Widgets that hold each
other in a circle would be destroyed there, under the hands of Qt, and the process would end with them.

It also takes what it collects apart in any order. A part of a page that goes before the page lets go of Python
objects while Qt is still destroying it, and where the last hold on the page is among them, the page goes too and
destroys the part a second time: a segmentation fault. So Qt destroys each such page first, from its top.
"""

from __future__ import annotations

import gc
from typing import Final

import shiboken6
from PySide6.QtCore import QObject, QTimer

EVERY: Final = 500
"""Milliseconds between two looks; what gathers in that time on the busiest page is a few MiB."""

_collecting: list[int] = []
"""Holds the generation while one is collected: whatever else ends then or at other times, ends as it always does."""


class ScreenThreadCollector(QObject):
    """Turns Python's own collecting off, and collects by the same thresholds between two events of the screens."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due."""
        counts, most = gc.get_count(), gc.get_threshold()
        due = [generation for generation in (2, 1, 0) if counts[generation] > most[generation]]
        if due:
            collect(due[0])

    def stop(self) -> None:
        """Collect everything once more, and hand collecting back to Python."""
        self._timer.stop()
        collect()
        gc.enable()


def keep_for_good() -> None:
    """Leave all that there is by now out of every later collecting: modules, classes, what their files say.

    They live as long as the program. To go through all of them each time held the screens up for 50 ms.
    """
    gc.freeze()


def collect(generation: int = 2) -> None:
    """Collect a generation and those younger; what Qt's objects among it still stand for is destroyed by Qt first."""
    if getattr(QObject, "__del__", None) is not _end_whole:
        # Python calls the finalizers of all it collects before it takes the first of them apart, and of no other
        # class than Qt's own can it be said that every page, whatever it is made of, has one.
        setattr(QObject, "__del__", _end_whole)  # noqa: B010 - Qt's classes declare no finalizer
    _collecting.append(generation)
    try:
        gc.collect(generation)
    finally:
        _collecting.pop()


def _end_whole(one: QObject) -> None:
    if _collecting and shiboken6.isValid(one) and shiboken6.ownedByPython(one):
        shiboken6.delete(one)
