"""The progress of a vault that is written anew under other keys, said while one waits for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls.announcements import announce
from ui.controls.labels import quiet

_ASKED_EACH_MS: Final = 200


class WrittenAnew(QWidget):
    """A line that is there only while everything is written anew: ``far`` says how much is left, and of how much."""

    def __init__(self, far: Callable[[], tuple[int, int]]) -> None:
        super().__init__()
        self._far = far
        self._words = quiet("")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._words)
        self._again = QTimer(self)
        self._again.setInterval(_ASKED_EACH_MS)
        self._again.timeout.connect(self._ask)
        self.hide()

    def begin(self) -> None:
        """Ask again and again from now on."""
        self._again.start()

    def end(self) -> None:
        """Everything is written, or was refused."""
        self._again.stop()
        self.hide()

    def _ask(self) -> None:
        left, total = self._far()
        if not total:
            return
        done = 100 * (total - left) // total
        self._words.setText(f"The vault is written anew: {done} %. Until it is done the keys of before count.")
        if self.isHidden():
            self.show()
            announce(self, self._words.text())
