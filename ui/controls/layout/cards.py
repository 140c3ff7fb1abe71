"""Cards and rows: white space and thin lines instead of boxes in boxes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet, restyle
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.kept_heights import ByWidth, KeptColumn, KeptRow, hint_by_width
from ui.controls.theme import Tone, theme

_WORDS: Final = 130
"""Pixels at a text size of 100 per cent that the words of a row have beside other things, if they are as long."""


class HeadNote(TextLabel):
    """The small words beside the head of a card; without any it takes no room, which what is to be done needs."""

    def __init__(self, note: str) -> None:
        super().__init__(note, "quiet", wrap=theme().large)

    def setText(self, text: str, strong: str = "") -> None:
        super().setText(text, strong)
        if not text:
            self.hide()
        elif self.parentWidget() is not None:  # by itself it would be a window
            self.show()


class Card(QFrame):
    """A white surface with a head and rows below it, parted by thin lines. Up and Down walk from row to row."""

    def __init__(self, head: str, note: str = "", *, tone: Tone | None = None) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(head)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        outer = self._outer = KeptColumn(self)
        outer.setContentsMargins(16, 14, 16, 12)
        outer.setSpacing(8)
        self.head = TextLabel(head, "head")
        self.note = HeadNote(note)
        if theme().large:  # what is to be done goes on below the head where there is no room beside it
            holder = flowing(self.head, self.note, apart=True)
            self.top = cast("QLayout", holder.layout())
            outer.addWidget(holder)
        else:
            top = QHBoxLayout()
            top.setSpacing(8)
            top.addWidget(self.head, 1)
            top.addWidget(self.note)
            self.top = top
            outer.addLayout(top)
        self.rows = KeptColumn()
        self.rows.setSpacing(1)  # the line between two rows
        outer.addLayout(self.rows)
        self._parted: list[QWidget] = []
        """The rows that have a line between them."""
        self.rows_reached = 0
        """The number of rows of a long list that were come to (``more_rows``): as many stand again after a change."""
        self.setProperty("tone", tone)  # read with the style of the window it will stand in

    def sizeHint(self) -> QSize:
        return hint_by_width(self)

    def set_tone(self, tone: Tone | None) -> None:
        """Colour the edge of the card."""
        self.setProperty("tone", tone)
        restyle(self)

    def put_below_head(self, widget: QWidget) -> None:
        """Put something between the head and the rows, which stays when the rows change."""
        self._outer.insertWidget(1, widget)

    def add_row(self, row: QWidget) -> None:
        """Put a row below the others, a line between."""
        self.rows.addWidget(row)
        self._parted.append(row)

    def take_row(self, row: QWidget) -> None:
        """Take one row away, with the line above it."""
        self.rows.removeWidget(row)
        self._parted.remove(row)
        row.hide()
        row.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines between rows; a widget for each would be one in eight on a page of lists."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(QColor(theme().tokens.line), 1))
        for row in [one for one in self._parted if one.isVisible()][1:]:
            painter.drawLine(row.x(), row.y() - 1, row.x() + row.width() - 1, row.y() - 1)

    def say_empty(self, words: str) -> None:
        """Say what to do when there is nothing to show."""
        self.clear()
        label = quiet(words)
        label.setContentsMargins(0, 4, 0, 6)
        self.add_row(label)

    def clear(self) -> None:
        """Take every row away."""
        empty(self.rows)
        self._parted = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        buttons = [button for button in self.findChildren(QPushButton) if button.isVisible() and button.isEnabled()]
        focus = self.focusWidget()
        if step is None or not isinstance(focus, QPushButton) or focus not in buttons:
            super().keyPressEvent(event)
            return
        position = buttons.index(focus) + step
        if 0 <= position < len(buttons):
            buttons[position].setFocus(Qt.FocusReason.TabFocusReason)


class Row(ByWidth):
    """Things side by side: what goes first, words that take the room left, and what one can do at the end.

    Everything stands on the first line of the words, however tall each thing is. In large type, where they have no
    room side by side, they stand one below the other.
    """

    def __init__(self, *, spacing: int = 12) -> None:
        super().__init__()
        self._holders: list[QBoxLayout] = []
        self._words: list[QBoxLayout] = []
        self.line = KeptRow(self)
        self.line.setContentsMargins(0, 5, 0, 5)
        self.line.setSpacing(spacing)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def add(self, widget: QWidget, *, width: int = 0, stretch: int = 0) -> Row:
        """Put something at the end; ``width`` makes a column of that width at a text size of 100 per cent."""
        holder = KeptColumn()
        holder.setContentsMargins(0, self._drop(widget), 0, 0)
        holder.setSpacing(0)
        side = Qt.AlignmentFlag(0) if stretch else Qt.AlignmentFlag.AlignLeft
        holder.addWidget(widget, 0, side | Qt.AlignmentFlag.AlignTop if side else side)
        holder.addStretch(1)
        self.add_layout(holder, stretch)
        if width:
            holder.addSpacerItem(QSpacerItem(theme().px(width), 0, QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed))
        return self

    def add_words(self, *words: QWidget) -> Row:
        """Put words one below the other where the room is."""
        holder = KeptColumn()
        holder.setContentsMargins(0, self._drop(words[0]) if words else 0, 0, 3)
        holder.setSpacing(2)
        for word in words:
            holder.addWidget(word)
        holder.addStretch(1)
        self._words.append(holder)
        self.add_layout(holder, 1)
        return self

    def add_layout(self, holder: QBoxLayout, stretch: int) -> None:
        """Put a layout at the end."""
        self._holders.append(holder)
        self.line.addLayout(holder, stretch)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(max(self._widths(), default=0), hint.height()) if theme().large else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = theme().large and event.size().width() < self._width_side_by_side()
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self.line.direction() != way:
            self.line.setDirection(way)
        super().resizeEvent(event)

    def _width_side_by_side(self) -> int:
        """The width below which words beside other things would have a word or two in a line."""
        shown = [holder for holder in self._holders if not holder.isEmpty()]
        words = [min(holder.sizeHint().width(), theme().px(_WORDS)) if holder in self._words else 0 for holder in shown]
        widths = [max(wanted, holder.minimumSize().width()) for wanted, holder in zip(words, shown, strict=True)]
        return sum(widths) + self.line.spacing() * (len(widths) - 1)

    def _widths(self) -> list[int]:
        """The least width of each thing that is on show."""
        return [holder.minimumSize().width() for holder in self._holders if not holder.isEmpty()]

    def _drop(self, widget: QWidget) -> int:
        """Work out how far below the row's top a thing begins: its first line is level with a button's words."""
        line = max(32, theme().px(24) + 10)
        if isinstance(widget, TextLabel):
            height = widget.line_height()
        else:  # a button is as high as a line, and would say less before it wears the style of a window
            height = line if isinstance(widget, QPushButton) else widget.sizeHint().height()
        return max((line - height) // 2, 0)


class CardColumn(ByWidth):
    """Things of a card one below the other without lines between; ``end`` is what is done with them, at the right."""

    def __init__(self, *parts: QWidget, end: QWidget | None = None) -> None:
        super().__init__()
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 4, 0, 4)
        self.rows.setSpacing(6)
        for part in parts:
            self.rows.addWidget(part)
        if end is not None:
            self.rows.addWidget(end, 0, Qt.AlignmentFlag.AlignRight)


class Columns(ByWidth):
    """Two columns side by side, or one below the other when the window is too narrow for the text size."""

    def __init__(self, *, wide: int = 3, narrow: int = 2, turns_at: int = 860) -> None:
        super().__init__()
        self._turns_at = turns_at
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(16)
        self.first, self.second = KeptColumn(), KeptColumn()
        for column, stretch in ((self.first, wide), (self.second, narrow)):
            column.setSpacing(16)
            self._layout.addLayout(column, stretch)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        sides = [column.minimumSize().width() for column in (self.first, self.second)]
        return QSize(max(sides), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = event.size().width() < theme().px(self._turns_at)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._layout.direction() != way:
            self._layout.setDirection(way)
        super().resizeEvent(event)


def empty(layout: QBoxLayout | QGridLayout) -> None:
    """Take everything out of a layout and let it go.

    What held the keyboard drops it first: Qt would hand it on to whatever comes next, out of sight as well as in.
    """
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            focus = QApplication.focusWidget()
            if focus is not None and (focus is widget or widget.isAncestorOf(focus)):
                focus.clearFocus()
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QBoxLayout | QGridLayout):
            empty(inner)


def add_action(card: Card, action: QWidget) -> None:
    """Put something to do into the head of a card, on the line of its words."""
    card.top.setAlignment(card.head, Qt.AlignmentFlag.AlignVCenter)
    card.top.addWidget(action)


def row_button(words: str, about: str, on_click: Callable[[], object]) -> Button:
    """A link at the end of a row, whose accessible name says what it opens."""
    button = Button(words, "link", on_click=on_click)
    button.setAccessibleName(f"{words}: {about[:80]}")
    return button
