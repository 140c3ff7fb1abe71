"""Unreachable objects are collected on the screens' thread and on no other.

Python collects wherever the next object happens to be made: on the vault's thread as well. Widgets that hold each
other in a circle would be destroyed there, under the hands of Qt, and the process would end with them.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

EVERY: Final = 500
"""Milliseconds between two looks; what gathers in that time on the busiest page is a few MiB."""


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
            gc.collect(due[0])

    def stop(self) -> None:
        """Collect everything once more, and hand collecting back to Python."""
        self._timer.stop()
        gc.collect()
        gc.enable()
