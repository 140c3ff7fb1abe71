"""The table of cases: a read-only model over frozen rows, painted with pills."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from hru_advocate.domain.numbers_in_text import shown_text
from ui.case_head.safe_contact_strip import safety_look
from ui.controls.lists.line_list import Index
from ui.controls.pills import Shape, level_look, paint_pill, pill_size
from ui.controls.theme import Tone, theme

if TYPE_CHECKING:
    from hru_advocate.casework.cases.cases import CaseLine

_CELL_ROLE: Final = int(Qt.ItemDataRole.UserRole)
_SAFE: Final = 2
"""The column whose words are never cut: what is not to be done stands in them."""
_LEFT, _RIGHT = 12, 6


class Cell(NamedTuple):
    """The content of a cell: words, a quiet line below, or a pill (words, tone, shape)."""

    words: str = ""
    note: str = ""
    pill: tuple[str, Tone, Shape] | None = None

    @property
    def spoken(self) -> str:
        """Everything in the cell, as a screen reader says it."""
        return ", ".join(part for part in (self.words, self.pill[0] if self.pill else "", self.note) if part)


class TableColumn(NamedTuple):
    """A column: its head, its least width at 100 per cent, and how early it goes when the room is short (0: never)."""

    head: str
    width: int
    goes: int = 0


COLUMNS: Final = (
    TableColumn("Case", 128),
    TableColumn("Level", 128, 4),
    TableColumn("Safe to contact", 204),
    TableColumn("Next contact", 146),
    TableColumn("Last contact", 120, 3),
    TableColumn("Area", 140, 2),
    TableColumn("Situation", 140, 1),
)


class CasesModel(QAbstractTableModel):
    """One row a case, one column each of ``COLUMNS``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cases: tuple[CaseLine, ...] = ()
        self._cells: dict[int, tuple[Cell, ...]] = {}

    def set_cases(self, cases: Sequence[CaseLine]) -> None:
        """Show other cases."""
        self.beginResetModel()
        self._cases = tuple(cases)
        self._cells = {}
        self.endResetModel()

    def add_cases(self, cases: Sequence[CaseLine]) -> None:
        """Show more cases below those that are shown."""
        if cases:
            count = len(self._cases)
            self.beginInsertRows(QModelIndex(), count, count + len(cases) - 1)
            self._cases += tuple(cases)
            self.endInsertRows()

    def case_at(self, row: int) -> CaseLine:
        """The case in a row."""
        return self._cases[row]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._cases)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return COLUMNS[section].head if orientation == Qt.Orientation.Horizontal else section + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = index.row()
        if row not in self._cells:  # of hundreds of rows a few are ever looked at
            self._cells[row] = cells_of(self._cases[row])
        cell = self._cells[row][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.words or (cell.pill[0] if cell.pill else "")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{COLUMNS[index.column()].head}: {cell.spoken or 'nothing'}"
        return cell if role == _CELL_ROLE else None


def cells_of(case: CaseLine) -> tuple[Cell, ...]:
    """A case as cells, in the order of ``COLUMNS``."""
    safety_tone, safety_shape = safety_look(case.safe)
    level = (case.level_words, *level_look(case.level)) if case.level_words else None
    next_pill: tuple[str, Tone, Shape] | None = None
    if case.overdue:
        next_pill = (case.next_words, "danger", "triangle")
    elif case.next_words:
        next_pill = (case.next_words, "quiet", "none")
    return (
        Cell(case.label.initials, "two versions" if case.disputed else case.label.ref, level),
        Cell(pill=level),
        Cell(case.safe.limit, pill=(case.safe.word, safety_tone, safety_shape)),
        Cell(case.paused_words or case.next_reason, pill=next_pill),
        Cell(note=case.last_contact_words),
        Cell(note=case.area_words),
        Cell(note=case.living_words),
    )


class CellDelegate(QStyledItemDelegate):
    """Paints words, quiet lines and pills; the row in focus has a bar at its left."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(100), row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell, current = index.data(_CELL_ROLE), theme()
        rect, state = option.rect, option.state
        first = index.column() == 0
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(current.tokens.accent_soft))
            if first:
                painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), QColor(current.tokens.accent))
        painter.setPen(QColor(current.tokens.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(_LEFT, 0, -_RIGHT, 0)
        if first:
            self._paint_case(painter, QRect(inner.topLeft(), QSize(inner.width(), row_height())), cell)
        elif cell.pill:
            size = pill_size(*cell.pill)
            top = inner.center().y() - size.height() // 2 if not cell.words else inner.top() + current.px(6)
            room = QRect(inner.left(), top, min(size.width(), inner.width()), size.height())
            paint_pill(painter, room, *cell.pill)
            if cell.words:
                below = QRect(inner.left(), top + size.height() + 2, inner.width(), current.px(20))
                if index.column() == _SAFE:
                    below.setHeight(below.height() + _more_height(cell.words, inner.width()))
                    painter.setFont(current.font(13))
                    painter.setPen(QColor(current.tokens.quiet))
                    painter.drawText(below, _WRAPPED, cell.words)
                else:
                    _write(painter, below, cell.words, size=13)
        else:
            _write(painter, inner, cell.note or cell.words, size=13, lines=2)
        painter.restore()

    def _paint_case(self, painter: QPainter, inner: QRect, cell: Cell) -> None:
        """Initials, and below them the reference, or the level where it has no column of its own."""
        current, half = theme(), inner.height() // 2
        _write(painter, QRect(inner.left(), inner.top(), inner.width(), half + current.px(3)), cell.words, strong=True)
        table = self.parent()
        if cell.pill and isinstance(table, QTableView) and table.isColumnHidden(1):
            size = pill_size(*cell.pill)
            paint_pill(painter, QRect(inner.left(), inner.top() + half, size.width(), size.height()), *cell.pill)
            return
        below = QRect(inner.left(), inner.top() + half + current.px(1), inner.width(), half - current.px(4))
        _write(painter, below, cell.note, size=13)


class CaseTable(QTableView):
    """Rows to walk and open; ``opened`` carries the case id on Enter or click."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Cases")
        self.cases = CasesModel(self)
        self.setModel(self.cases)
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.clicked.connect(self._open)
        self._stood_on, self._steps = "", 0
        """The case that was stood on and is still to come, and how far the keyboard went from it meanwhile."""

    def show_cases(self, cases: Sequence[CaseLine]) -> None:
        """Show these cases, standing on the same one as before where it is still there."""
        row = self.currentIndex().row()
        if row >= 0:
            self._stood_on = self.cases.case_at(row).label.case
        self.cases.set_cases(cases)
        self.fit()
        self._stand(cases, 0)

    def add_cases(self, cases: Sequence[CaseLine]) -> None:
        """Show more cases below; the one that was stood on may be among them."""
        count = self.cases.rowCount()
        self.cases.add_cases(cases)
        self._make_room(count)
        if not self.currentIndex().isValid():
            self._stand(cases, count)

    def _stand(self, cases: Sequence[CaseLine], first: int) -> None:
        ids = [case.label.case for case in cases]
        if self._stood_on in ids:
            row = first + ids.index(self._stood_on) + self._steps
            self.selectRow(min(max(row, 0), self.cases.rowCount() - 1))
            self._stood_on, self._steps = "", 0

    def end(self) -> None:
        """All have come: one that was stood on and is not among them is waited for no more."""
        if self._steps and not self.currentIndex().isValid() and self.cases.rowCount():
            self.selectRow(0)
        self._stood_on, self._steps = "", 0

    def fit(self) -> None:
        """Share the width out; columns that matter less go when there is not enough."""
        self.verticalHeader().setDefaultSectionSize(row_height())
        room = self.viewport().width()
        shown = set(range(len(COLUMNS)))
        for position in sorted((n for n, column in enumerate(COLUMNS) if column.goes), key=lambda n: COLUMNS[n].goes):
            if sum(theme().px(COLUMNS[n].width) for n in shown) > room:
                shown.discard(position)
        spare = max(room - sum(theme().px(COLUMNS[n].width) for n in shown), 0)
        for position, column in enumerate(COLUMNS):
            self.setColumnHidden(position, position not in shown)
            extra = spare // 2 if position == 3 else spare // 2 // max(len(shown) - 1, 1)
            self.setColumnWidth(position, theme().px(column.width) + extra)
        self._make_room(0)

    def _make_room(self, first: int) -> None:
        """Let the rows from one on be as high as what is not to be done needs: half of it would comfort."""
        width = self.columnWidth(_SAFE) - _LEFT - _RIGHT
        more: dict[str, int] = {}
        for row in range(first, self.cases.rowCount()):
            limit = self.cases.case_at(row).safe.limit
            if limit not in more:
                more[limit] = _more_height(limit, width)
            if more[limit]:
                self.setRowHeight(row, row_height() + more[limit])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        elif self._stood_on and not self.currentIndex().isValid() and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._steps += 1 if event.key() == Qt.Key.Key_Down else -1
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()  # the first click has opened the case

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.cases.case_at(index.row()).label.case)


def row_height() -> int:
    """Two lines and some air."""
    return max(theme().px(54), 44)


_WRAPPED: Final = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def _more_height(words: str, width: int) -> int:
    """The pixels that words need beyond one line of 13."""
    metrics = theme().metrics(13)
    return max(metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAPPED, words).height() - metrics.height(), 0)


def _write(painter: QPainter, box: QRect, words: str, *, size: int = 15, strong: bool = False, lines: int = 1) -> None:
    current = theme()
    painter.setFont(current.font(size, strong=strong))
    painter.setPen(QColor(current.tokens.text if strong else current.tokens.quiet))
    room = box.width() if lines == 1 else int(box.width() * lines * 0.9)
    shown = current.metrics(size, strong=strong).elidedText(
        shown_text(" ".join(words.split())), Qt.TextElideMode.ElideRight, room
    )
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    wrap = Qt.TextFlag.TextWordWrap if lines > 1 else Qt.TextFlag.TextSingleLine
    painter.drawText(box, int(flags) | int(wrap), shown)
