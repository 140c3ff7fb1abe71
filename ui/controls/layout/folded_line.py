"""A line that stands for something folded, with the reason, one key away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.controls.buttons import Button
from ui.controls.labels import quiet


class FoldedLine(QWidget):
    """A folded question or theme in one quiet line, and the button that opens it; ``known`` is its answer, if known."""

    def __init__(self, words: str, opens: Callable[[], object], *, keys: str = "", known: str = "") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        act = "Change" if known else "Ask anyway"
        self.button = Button(act, "link", keys=keys, on_click=opens)
        self.button.setAccessibleName(f"{act}: {words}")
        row.addWidget(quiet(f"Known: {words} {known}" if known else f"Folded: {words}"), 1)
        row.addWidget(self.button)
