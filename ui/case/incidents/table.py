"""A table to type many incidents into: Tab to the next cell, Enter to the next row, rows pasted from a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from hru_advocate.domain.incidents.rows import COLUMNS, HEADS, TableRow, pasted_rows, row_of
from ui.controls.inputs import OneLine
from ui.controls.layout.scrolling import keep_row_in_sight
from ui.controls.lists.line_list import Index
from ui.controls.signals import SignalOf, value_signal
from ui.controls.theme import theme

_LEAST: Final = 8
_SHARES: Final = (0.18, 0.34, 0.21, 0.13, 0.14)
"""The share of the room each column takes: nothing scrolls sideways, at any text size."""

_SHORT: Final = ("When", "What", "Done", "Times", "Where")


class RowCellDelegate(QStyledItemDelegate):
    """The editor of a cell: one line. ``typed`` emits the column and the words while they are typed."""

    typed = Signal(int, str)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = OneLine()
        line.setParent(parent)
        line.setFrame(False)
        line.setAccessibleName(f"{HEADS[index.column()]}, row {index.row() + 1}")
        line.textEdited.connect(partial(self.typed.emit, index.column()))
        return line

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())


class _Cell(QTableWidgetItem):
    """A cell that says to a screen reader which question it answers, also while it is empty."""

    def data(self, role: int) -> object:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{HEADS[self.column()]}: {self.text() or 'nothing'}" if self.column() >= 0 else None
        return super().data(role)


class IncidentTable(QTableWidget):
    """Rows of five cells; one empty row always waits at the end. ``edited`` whenever a cell changes."""

    edited = Signal()
    refused: SignalOf[Exception] = value_signal()
    """Emits the error that pasted rows were refused with."""

    def __init__(self) -> None:
        super().__init__(_LEAST, len(COLUMNS))
        self.setAccessibleName("Incidents, one a row")
        self.setHorizontalHeaderLabels(list(_SHORT if theme().large else HEADS))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(True)
        self.setCornerButtonEnabled(False)  # no key reaches it, and Ctrl A does the same
        self.setWordWrap(False)
        self.cells = RowCellDelegate(self)
        self.setItemDelegate(self.cells)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(24)
        self.verticalHeader().setDefaultSectionSize(max(34, theme().px(34)))
        keep_row_in_sight(self)
        self._fill()
        self.itemChanged.connect(self._changed)
        for keys, slot in (("Ctrl+V", self._paste_in), ("Ctrl+Delete", self._take_out)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)

    def rows(self) -> tuple[TableRow, ...]:
        """The rows as they stand, up to the last one with words in it."""
        found = [self.row_at(number) for number in range(self.rowCount())]
        while found and found[-1].empty:
            found.pop()
        return tuple(found)

    def row_at(self, number: int) -> TableRow:
        """One row as it stands."""
        cells = (self.item(number, column) for column in range(len(COLUMNS)))
        return row_of([cell.text() if cell is not None else "" for cell in cells])

    def show_rows(self, rows: Sequence[TableRow]) -> None:
        """Show these rows in place of those that stand here."""
        self.blockSignals(True)
        self.clearContents()
        self.setRowCount(max(_LEAST, len(rows) + 1))
        for number, row in enumerate(rows):
            self._write(number, 0, row.cells)
        self._fill()
        self.blockSignals(False)
        self.edited.emit()

    def put_in(self, rows: Sequence[TableRow]) -> None:
        """Put rows in from the current row on, over empty rows only: what stands there moves down."""
        if not rows:
            return
        at = max(self.currentRow(), 0)
        held = list(self.rows())
        before, after = held[:at], held[at:]
        before += [TableRow()] * (at - len(before))
        kept = after[1:] if after and after[0].empty else after
        self.show_rows([*before, *rows, *kept])
        self.setCurrentCell(at + len(rows), 0)

    def mark(self, row: int, column: str) -> None:
        """Stand on a cell that has to be mended."""
        self.setCurrentCell(row, COLUMNS.index(column) if column in COLUMNS else 1)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter ends a row: the next begins, ready to be typed into."""
        entered = hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint if entered else hint)
        if entered:
            self._next_row()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().width()
        for column, share in enumerate(_SHARES):
            self.setColumnWidth(column, int(room * share))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.state() != QAbstractItemView.State.EditingState:  # the line of a cell ends its row itself
                self._next_row()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._empty_marked()
        else:
            super().keyPressEvent(event)

    def paste(self, text: str) -> None:
        """Put in what was copied: rows from a spreadsheet, or words into one cell."""
        try:
            rows = pasted_rows(text)
        except Exception as error:  # noqa: BLE001 - it is said on the page
            self.refused.emit(error)
            return
        if "\t" not in text and len(rows) < 2:
            cell = _Cell(" ".join(text.split()))
            self.setItem(max(self.currentRow(), 0), max(self.currentColumn(), 0), cell)
            self.edited.emit()
            return
        self.put_in(rows)

    def _paste_in(self) -> None:
        self.paste(QGuiApplication.clipboard().text())

    def _next_row(self) -> None:
        row = self.currentRow() + 1
        if row >= self.rowCount():
            self.setRowCount(row + 1)
            self._fill()
        self.setCurrentCell(row, 0)

    def _take_out(self) -> None:
        at = self.currentRow()
        held = list(self.rows())
        self.show_rows([*held[:at], *held[at + 1 :]])
        self.setCurrentCell(at, 0)

    def _empty_marked(self) -> None:
        for item in self.selectedItems():
            item.setText("")

    def _write(self, row: int, column: int, cells: Sequence[str]) -> None:
        for place, words in enumerate(cells):
            self.setItem(row, column + place, _Cell(words))

    def _fill(self) -> None:
        """Make every cell that is not there yet; that is no edit."""
        with QSignalBlocker(self):
            for row in range(self.rowCount()):
                for column in range(self.columnCount()):
                    if self.item(row, column) is None:
                        self.setItem(row, column, _Cell())

    def _changed(self, item: QTableWidgetItem) -> None:
        if item.row() == self.rowCount() - 1 and item.text().strip():
            self.setRowCount(self.rowCount() + 1)
            self._fill()
        self.edited.emit()
