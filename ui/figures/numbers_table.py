"""The numbers of one table, in rows and columns, as high as they need to be."""

from __future__ import annotations

from textwrap import wrap
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from hru_advocate.documents.charts.counted import NOT_SHOWN, SAID_NOT_SHOWN, number_in_words
from hru_advocate.domain.outcomes.report import Figure, FigureTable
from ui.controls.layout.scrolling import keep_row_in_sight
from ui.controls.theme import theme

_PAD: Final = 20
_ROW: Final = 14
_LEAST: Final = 120
_HEAD_LETTERS: Final = 14
"""Letters of one line in the head of a column; a longer word stands whole."""


class NumbersTable(QTableWidget):
    """Read only; the arrows walk from number to number, and each says its row and column."""

    def __init__(self) -> None:
        super().__init__()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)
        keep_row_in_sight(self)

    def show_table(self, table: FigureTable) -> None:
        """Show the numbers of a table."""
        self.setAccessibleName(f"Numbers: {table.title}")
        self.clear()
        self.setRowCount(len(table.rows))
        self.setColumnCount(len(table.columns) + 1)
        for place, words in enumerate(("", *table.columns)):
            head = QTableWidgetItem("\n".join(wrap(words, _HEAD_LETTERS)))  # a head breaks its lines nowhere by itself
            head.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            self.setHorizontalHeaderItem(place, head)
        for at, row in enumerate(table.rows):
            self.setItem(at, 0, _item(row.words, row.words))
            for place, (column, figure) in enumerate(zip(table.columns, row.figures, strict=False), start=1):
                self.setItem(at, place, _item(number_in_words(figure), f"{row.words}, {column}: {_spoken(figure)}"))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(_LEAST * 3), self.height())

    def _fit(self) -> None:
        """Give the numbers the width they need and the words the rest, then take the height of every row."""
        metrics = QFontMetrics(self.font())
        numbers = self.columnCount() - 1
        widths = []
        for column in range(1, self.columnCount()):
            head = self.horizontalHeaderItem(column)
            texts = [head.text() if head else ""]
            texts += [item.text() for at in range(self.rowCount()) if (item := self.item(at, column)) is not None]
            lines = [line for text in texts for line in text.splitlines()]
            widths.append(max((metrics.horizontalAdvance(line) for line in lines), default=0) + _PAD + 8)
        left = max(self.viewport().width() - sum(widths), theme().px(_LEAST))
        for column, width in enumerate([left, *widths][: numbers + 1]):
            self.setColumnWidth(column, width)
        self.horizontalHeader().setFixedHeight(self._head_height(metrics))
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(at) for at in range(self.rowCount()))
        bar = self.horizontalScrollBar().sizeHint().height() if left + sum(widths) > self.viewport().width() + 1 else 0
        self.setFixedHeight(self.horizontalHeader().height() + rows + bar + 2 * self.frameWidth() + 2)

    def _head_height(self, metrics: QFontMetrics) -> int:
        lines = 1
        for column in range(1, self.columnCount()):
            head = self.horizontalHeaderItem(column)
            lines = max(lines, len(head.text().splitlines()) if head is not None else 1)
        return lines * metrics.height() + _ROW


def _item(words: str, spoken: str) -> QTableWidgetItem:
    item = QTableWidgetItem(words)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
    if words == NOT_SHOWN:
        item.setToolTip(SAID_NOT_SHOWN)
    return item


def _spoken(figure: Figure) -> str:
    return SAID_NOT_SHOWN if figure.count is None else number_in_words(figure).replace(" %", " per cent")
