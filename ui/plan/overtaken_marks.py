"""A line above the plan where the record has overtaken its marks for paper, and the button that changes them all."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.plan import changes
from hru_advocate.casework.plan.history import PlanEdit
from hru_advocate.casework.plan.marks import MarksToChange
from ui.controls.announcements import announce
from ui.controls.buttons import small_button
from ui.controls.inputs import bare
from ui.controls.labels import TextLabel
from ui.controls.signals import SignalOf, value_signal


class OvertakenMarks(QWidget):
    """The sentence and the offer; hidden while the marks fit. ``wanted`` emits the edit that changes them."""

    wanted: SignalOf[PlanEdit] = value_signal()

    def __init__(self) -> None:
        super().__init__()
        self._marks: Mapping[int, str] = {}
        self.words = TextLabel("", "quiet", tone="caution")
        self.change = small_button("", self._change)
        self.change.setProperty("flush", "true")
        column = bare(self, gap=2)
        column.addWidget(self.words)
        column.addWidget(self.change)
        self.hide()

    def show_marks(self, found: MarksToChange | None, places: Mapping[str, int]) -> None:
        """Show what was overtaken; ``places`` are where the lines of the plan stand on the sheet, by their ids."""
        marks = found.marks if found is not None else {}
        self._marks = {places[item]: mark for item, mark in marks.items() if item in places}
        if found is not None:
            self.words.setText(found.sentence)
            self.change.setText(found.offer)
        self.setVisible(bool(self._marks))

    def _change(self) -> None:
        marks, self._marks = self._marks, {}
        if marks:
            self.wanted.emit(changes.marking_all(marks))
            announce(self, f"{len(marks)} marked")
