"""The rows of a diary as they would be taken: a model of any length, with a tick a row and words to mend."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from hru_advocate.casework.incidents.importing import Taking
from hru_advocate.domain.incidents.diary.preview import Amended, DiaryPreview, DiaryRow
from ui.controls.layout.scrolling import keep_row_in_sight
from ui.controls.lists.line_list import Index
from ui.controls.theme import theme

HEADS: Final = ("Take", "When, as read", "What happened", "What to look at")
TAKE, WHEN, WHAT, WHY = range(4)
_SHARES: Final = (0.09, 0.25, 0.36, 0.30)
_WORDS: Final = {"ready": "", "undecided": "Undecided: ", "duplicate": "Twice: "}
_LONGEST: Final = 400


class DiaryModel(QAbstractTableModel):
    """The rows of a preview that are on show. ``mended`` emits the row and what somebody typed in place of a cell."""

    mended = Signal(int, object)
    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[DiaryRow, ...] = ()
        self.twice: set[int] = set()
        self.left: set[int] = set()
        self.behaviours: dict[int, tuple[str, ...]] = {}
        self.labels: Mapping[str, str] = {}

    def show_rows(self, preview: DiaryPreview | None, state: str) -> None:
        """Show the rows of one state, or all."""
        self.beginResetModel()
        self._rows = tuple(row for row in preview.rows if state in ("", row.state)) if preview else ()
        self.endResetModel()

    def forget(self) -> None:
        """Begin with another file: nothing is ticked or set."""
        self.twice.clear()
        self.left.clear()
        self.behaviours.clear()

    def taking(self) -> Taking:
        """The choices, as they stand now."""
        return Taking(frozenset(self.twice), frozenset(self.left), dict(self.behaviours))

    def row_at(self, place: int) -> DiaryRow:
        """The row on show at a place."""
        return self._rows[place]

    def place_of(self, number: int, else_at: int) -> int:
        """The place of a row by its number in the file, or another where it is not on show."""
        return next((place for place, row in enumerate(self._rows) if row.number == number), else_at)

    def in_full(self, place: int) -> str:
        """The row on show at a place as one line: its when, what is to be looked at, everything that would be taken."""
        if not 0 <= place < len(self._rows):
            return ""
        row = self._rows[place]
        parts = (
            *(self._words(row, column) for column in (WHEN, WHY, WHAT)),
            " ".join(row.words_beside.split())[:_LONGEST],
            *(f"{label} {words}" for label, words in _beside(row) if words),
        )
        return f"Row {row.number:,}: " + " · ".join(part for part in parts if part)

    def taken(self, row: DiaryRow) -> bool:
        """True where the row would be saved."""
        return (
            row.number in self.twice
            if row.state == "duplicate"
            else row.state == "ready" and row.number not in self.left
        )

    def turn(self, places: list[int]) -> None:
        """Tick or untick rows, all as the first of them; what is undecided cannot be ticked."""
        rows = [self._rows[place] for place in places if self._rows[place].state != "undecided"]
        take = bool(rows) and not self.taken(rows[0])
        for row in rows:
            chosen, asked = (self.twice, take) if row.state == "duplicate" else (self.left, not take)
            (chosen.add if asked else chosen.discard)(row.number)
        self._redraw()
        self.ticked.emit()

    def set_behaviour(self, places: list[int], behaviour: str) -> None:
        """Say what was done in these rows; nothing takes it off."""
        for place in places:
            number = self._rows[place].number
            held = self.behaviours.pop(number, ())
            if behaviour:
                self.behaviours[number] = tuple(dict.fromkeys((*held, behaviour)))
        self._redraw()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return HEADS[section] if orientation == Qt.Orientation.Horizontal else f"{self._rows[section].number:,}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        editable = index.column() in (WHEN, WHAT)
        return super().flags(index) | (Qt.ItemFlag.ItemIsEditable if editable else Qt.ItemFlag.NoItemFlags)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(row, index.column())
            case Qt.ItemDataRole.EditRole:
                if index.column() == WHEN:
                    return row.when.told or row.written
                return row.what if row.words_beside else row.words or row.what
            case Qt.ItemDataRole.ToolTipRole:
                return self._words(row, index.column()) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{HEADS[index.column()]}: {self._words(row, index.column()) or 'nothing'}"
            case _:
                return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, words = self._rows[index.row()], str(value).strip()
        if role != Qt.ItemDataRole.EditRole or words == str(self.data(index, role)).strip():
            return False
        change = Amended(when=words) if index.column() == WHEN else Amended(what=words)
        self.mended.emit(row.number, change)
        return True

    def _words(self, row: DiaryRow, column: int) -> str:
        if column == TAKE:
            return "Undecided" if row.state == "undecided" else "Yes" if self.taken(row) else "No"
        if column == WHEN:
            return f"{row.read_as}  ({row.written})" if row.read_as and row.written else row.read_as or row.written
        if column == WHAT:
            return " ".join(row.what.split())[:_LONGEST]
        done = " · ".join(self.labels.get(one, one) for one in self.behaviours.get(row.number, ()))
        return " · ".join(part for part in (f"{_WORDS[row.state]}{row.why}", done, row.where, row.often) if part)

    def _redraw(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(HEADS) - 1))


def _beside(row: DiaryRow) -> tuple[tuple[str, str], ...]:
    """Whatever else of a row would be taken, with what it is."""
    return (("done by", row.by), ("seen by", row.seen_by), ("reference", row.reference))


class DiaryTable(QTableView):
    """The rows of a diary. Space ticks the marked rows; F2, or typing, mends a when or words."""

    def __init__(self, rows: DiaryModel) -> None:
        super().__init__()
        self.rows = rows
        self.setModel(rows)
        self.setAccessibleName("Rows of the diary")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setTabKeyNavigation(False)
        self.setMinimumHeight(theme().px(190))
        self.setWordWrap(False)
        keep_row_in_sight(self)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(24)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(max(30, theme().px(30)))

    def marked(self) -> list[int]:
        """The places of the rows that are marked, or the one stood on."""
        places = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return places or ([self.currentIndex().row()] if self.currentIndex().isValid() else [])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.state() != QAbstractItemView.State.EditingState:
            self.rows.turn(self.marked())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room, head = self.viewport().width(), self.horizontalHeader()
        widths = [max(int(room * share), head.sectionSizeHint(column)) for column, share in enumerate(_SHARES)]
        widths[WHAT] = max(room - sum(widths) + widths[WHAT], head.sectionSizeHint(WHAT))
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
