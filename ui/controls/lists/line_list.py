"""A list of two-line rows that the arrow keys walk, quick with thousands of rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hru_advocate.domain.numbers_in_text import shown_text
from hru_advocate.domain.text_folding import fold
from ui.controls.labels import format_range
from ui.controls.pills import Shape, paint_pill, pill_size
from ui.controls.theme import Tone, theme

Index = QModelIndex | QPersistentModelIndex
_LINE_ROLE = int(Qt.ItemDataRole.UserRole)
_WORD: Final = re.compile(r"[^\W_]+")


class ListLine(NamedTuple):
    """A row: what it is, a quiet line about it, and if wished a pill (words, tone) or (words, tone, shape).

    ``long`` is for sentences: the head goes over two lines and is not set strong, and the pill stands beside the note.
    ``marks`` are folded words that are underlined where a word begins with one: what was looked for.
    """

    head: str
    note: str = ""
    pill: tuple[str, Tone] | tuple[str, Tone, Shape] | None = None
    long: bool = False
    marks: tuple[str, ...] = ()


class LinesModel(QAbstractListModel):
    """Read-only rows; a screen reader hears the whole row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[ListLine, ...] = ()

    def set_lines(self, lines: Sequence[ListLine]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.head
        if role == Qt.ItemDataRole.AccessibleTextRole:
            pill = line.pill[0] if line.pill and line.pill[0] not in line.note else ""  # nothing is said twice
            return ", ".join(part for part in (line.head, pill, line.note) if part)
        return line if role == _LINE_ROLE else None


@cache
def _pill_height(_text_size: int) -> int:
    """The height of a pill, whatever it says: a list of hundreds asks for it with each row."""
    return pill_size("").height()


class LineDelegate(QStyledItemDelegate):
    """Paints a row: head and pill in the first line, the note in up to two lines below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = index.data(_LINE_ROLE)
        head, below = theme().metrics(15), theme().metrics(13)
        view = self.parent()
        room = view.viewport().width() - 40 if isinstance(view, QListView) else 400
        if line.long:
            above = 2 if head.horizontalAdvance(line.head[:400]) > room else 1
            tail = max(below.lineSpacing(), _pill_height(theme().text_size) if line.pill else 0)
            return QSize(theme().px(200), head.lineSpacing() * above + tail + theme().px(20))
        lines = (2 if below.horizontalAdvance(line.note[:400]) > room else 1) if line.note else 0
        return QSize(theme().px(200), head.height() + below.lineSpacing() * lines + theme().px(18))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, current = index.data(_LINE_ROLE), theme()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(current.tokens.accent_soft))
            painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), QColor(current.tokens.accent))
        painter.setPen(QColor(current.tokens.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(14, current.px(8), -12, -current.px(8))
        width = inner.width()
        if line.long:
            _paint_long(painter, inner, line)
            painter.restore()
            return
        if line.pill:
            size = pill_size(*line.pill)
            position = QRect(inner.right() - size.width(), inner.top(), size.width(), size.height())
            paint_pill(painter, position, *line.pill)
            width -= size.width() + 12
        above = QRect(inner.left(), inner.top(), width, inner.height())
        _write(painter, above, line.head, _Style(15, 1, strong=True, marks=line.marks))
        below = current.metrics(15).height() + 2
        painter.setPen(QColor(current.tokens.quiet))
        _write(painter, inner.adjusted(0, below, 0, 0), line.note, _Style(13, 2, marks=line.marks))
        painter.restore()


class LineList(QListView):
    """A list of ``ListLine``; ``activated`` on Enter or click."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._measured_at = -1
        self._model = LinesModel(self)
        self.setModel(self._model)
        self.setItemDelegate(LineDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
        self.clicked.connect(self.activated)

    def show_lines(self, lines: Sequence[ListLine]) -> None:
        """Show these rows, keeping the place in the list where there still is one."""
        row = self.currentIndex().row()
        self._model.set_lines(lines)
        if 0 <= row < len(lines):
            self.choose(row)

    def choose(self, row: int) -> None:
        """Stand on a row."""
        self.setCurrentIndex(self._model.index(row, 0))

    def doItemsLayout(self) -> None:
        """Measure each row at the width there is; should it change meanwhile, as when a bar comes, once more."""
        self._measured_at = self.viewport().width()
        super().doItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure anew at another width: Qt does not where it changes while rows are laid out, and they overlap."""
        super().resizeEvent(event)
        if self.viewport().width() != self._measured_at:
            self.scheduleDelayedItemsLayout()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()  # the first click has opened the row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


def _paint_long(painter: QPainter, inner: QRect, line: ListLine) -> None:
    """A sentence over two lines, then its note with the pill at the end of it."""
    painter.setPen(QColor(theme().tokens.text))
    _write(painter, inner, line.head, _Style(15, 2, marks=line.marks))
    below = theme().metrics(13).lineSpacing()
    room = inner.width()
    if line.pill:
        size = pill_size(*line.pill)
        room -= size.width() + 12
        below = max(below, size.height())
        position = QRect(inner.right() - size.width(), inner.bottom() - size.height() + 1, size.width(), size.height())
        paint_pill(painter, position, *line.pill)
    painter.setPen(QColor(theme().tokens.quiet))
    last = QRect(inner.left(), inner.bottom() - below + 1, room, below)
    _write(painter, last, line.note, _Style(13, 1, marks=line.marks))


class _Style(NamedTuple):
    """The size of words in pixels, the lines they may take, whether they are strong, and what is marked in them."""

    size: int
    lines: int
    strong: bool = False
    marks: tuple[str, ...] = ()


def _write(painter: QPainter, box: QRect, words: str, style: _Style) -> None:
    """Write words into a box, wrapped over at most so many lines, the rest left off with dots."""
    lines = style.lines
    if style.size == 15:
        painter.setPen(QColor(theme().tokens.text))
    painter.setFont(theme().font(style.size, strong=style.strong))
    metrics = theme().metrics(style.size, strong=style.strong)
    shown = shown_text(" ".join(words.split()))
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
    whole, room = shown, box.width() * lines
    shown = metrics.elidedText(whole, Qt.TextElideMode.ElideRight, room)
    # A wrapped line rarely fills its width: take a little away until what is left, dots included, fits.
    tall = QRect(0, 0, box.width(), 9999)
    high = metrics.boundingRect(tall, flags, "\n".join("x" * lines)).height()  # not always so many line spacings
    while lines > 1 and room > 80 and metrics.boundingRect(tall, flags, shown).height() > high:
        room = int(room * 0.96)
        shown = metrics.elidedText(whole, Qt.TextElideMode.ElideRight, room)
    found = marked(shown, style.marks)
    if found:
        _write_marked(painter, box, shown, found)
    else:
        painter.drawText(QRect(box.left(), box.top(), box.width(), high), flags, shown)


def marked(text: str, marks: tuple[str, ...]) -> list[tuple[int, int]]:
    """The places of a text, each with its length, where a word begins with one of some folded words."""
    places = []
    for word in _WORD.finditer(text):
        folded = fold(word[0])
        length = max((len(mark) for mark in marks if folded.startswith(mark)), default=0)
        if length:  # a letter that is folded to two, or to none, has no place of its own: the whole word is marked
            places.append((word.start(), length if len(folded) == len(word[0]) else len(word[0])))
    return places


def _write_marked(painter: QPainter, box: QRect, text: str, places: list[tuple[int, int]]) -> None:
    """Write a text that is known to fit, with some places of it underlined in the accent's colour."""
    layout = QTextLayout(text, painter.font())
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.setFormats(underlined(text, places))
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(box.width())
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    layout.draw(painter, QPointF(box.topLeft()))


def underlined(text: str, places: list[tuple[int, int]]) -> list[QTextLayout.FormatRange]:
    """The look of places of a text, each with its length: underlined in the accent's colour."""
    look = QTextCharFormat()
    look.setFontUnderline(True)
    look.setForeground(QColor(theme().tokens.accent))
    return [format_range(text, start, length, look) for start, length in places]
