"""A line above the plan where the record has overtaken its marks for paper, and the button that changes them all."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hru_advocate.casework.plan.marks import MarksToChange
from ui.controls.buttons import small_button
from ui.controls.inputs import bare
from ui.controls.labels import TextLabel
from ui.controls.signals import SignalOf, value_signal


class OvertakenMarks(QWidget):
    """The sentence and the offer; hidden while the marks fit. ``wanted`` emits what is to be changed."""

    wanted: SignalOf[MarksToChange] = value_signal()

    def __init__(self) -> None:
        super().__init__()
        self._found: MarksToChange | None = None
        self.words = TextLabel("", "quiet", tone="caution")
        self.change = small_button("", self._change)
        self.change.setProperty("flush", "true")
        column = bare(self, gap=2)
        column.addWidget(self.words)
        column.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)  # beside it is paper, not a button
        self.hide()

    def show_marks(self, found: MarksToChange | None) -> None:
        """Show what was overtaken, or nothing."""
        self._found = found
        if found is not None:
            self.words.setText(found.sentence)
            self.change.setText(found.offer)
            self.change.setAccessibleDescription(found.sentence)
        self.setVisible(found is not None)

    def _change(self) -> None:
        found, self._found = self._found, None
        if found is not None:
            self.wanted.emit(found)
