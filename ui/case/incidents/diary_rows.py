"""The rows of a diary with their own controls: which are on show, and what was done in the marked ones."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hru_advocate.domain.incidents.behaviours import Behaviour
from hru_advocate.domain.incidents.diary.preview import DiaryPreview
from ui.case.incidents.diary_table import DiaryModel, DiaryTable
from ui.controls.buttons import Button
from ui.controls.inputs import HintLine
from ui.controls.layout.flow_layout import flowing
from ui.controls.theme import theme
from ui.controls.tick_boxes import Dropdown


class DiaryRows(QWidget):
    """The table of rows, a sieve by how they stand, and a behaviour for many rows at once."""

    def __init__(self) -> None:
        super().__init__()
        self._preview: DiaryPreview | None = None
        self.rows = DiaryModel()
        self.table = DiaryTable(self.rows)
        self.shown = Dropdown("Rows on show", (("", "All rows"),))
        self.shown.activated.connect(lambda _index: self._sieve())
        self.behaviour = Dropdown("What was done, in the marked rows", (("", "What was done: nothing said"),))
        self.behaviour.setMaximumWidth(theme().px(320))
        self.set_button = Button("Set in the marked rows", on_click=self._set)
        self.controls = flowing(self.shown, self.behaviour, self.set_button, gap=8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.controls)
        column.addWidget(self.table, 1)
        self.read = HintLine(2)
        self.table.selectionModel().currentChanged.connect(self._say_row)
        self.rows.modelReset.connect(self._say_row)
        column.addWidget(self.read)

    def offer(self, known: Mapping[str, Behaviour]) -> None:
        """Offer the behaviours of the unit's list."""
        self.rows.labels = {one.id: one.label for one in known.values()}
        offered = [(one.id, one.label) for one in known.values() if not one.hidden]
        self.behaviour.set_choices((("", "What was done: nothing said"), *offered))

    def show_preview(self, preview: DiaryPreview | None) -> None:
        """Show the rows of a preview, those that were on show before."""
        self._preview = preview
        if preview is not None:
            counts = (
                ("", "All rows", len(preview.rows)),
                ("ready", "Ready", preview.count("ready")),
                ("undecided", "Undecided", preview.count("undecided")),
                ("duplicate", "Twice", preview.count("duplicate")),
            )
            self.shown.set_choices([(state, f"{words} ({count:,})") for state, words, count in counts])
        self._sieve()

    def _sieve(self) -> None:
        """Show the rows chosen; the keyboard stays on its row, or goes to the one that came into its place."""
        was = self.table.currentIndex()
        place, column = was.row(), was.column()
        number = self.rows.row_at(place).number if was.isValid() else 0
        self.rows.show_rows(self._preview, self.shown.chosen())
        if number and self.rows.rowCount():
            place = self.rows.place_of(number, else_at=min(place, self.rows.rowCount() - 1))
            self.table.setCurrentIndex(self.rows.index(place, column))

    def _say_row(self) -> None:
        """Say the row one stands on in full: a cell of the table cuts what is long."""
        self.read.setText(self.rows.in_full(self.table.currentIndex().row()))

    def _set(self) -> None:
        self.rows.set_behaviour(self.table.marked(), self.behaviour.chosen())
