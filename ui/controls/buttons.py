"""Buttons: one plain, one primary a page, links in rows, and the keys they answer to beside their words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.controls.keyboard.arrows import ARROWS
from ui.controls.theme import theme

Kind = Literal["plain", "primary", "danger", "link", "name", "rail", "tab", "key"]
_STILL: Final = 3
"""Pixels a hand moves the pointer between a press and letting go."""


class Button(QPushButton):
    """A button with words, and if it has one, the key that does the same.

    ``text`` may hold one access key written as ``&``; words that a person typed go through ``without_mnemonic``.
    ``keys`` is shown in a small frame ("F12"); it does not bind the key.
    """

    def __init__(
        self, text: str, kind: Kind = "plain", *, keys: str = "", on_click: Callable[[], object] | None = None
    ) -> None:
        super().__init__(text)
        self._keys = keys
        self._goes_off = self._key_rests = False
        self._pressed_at: QPointF | None = None
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._called = self._name_for(text)
        self.setAccessibleName(self._called)
        self._on_click = on_click
        if on_click is not None:
            self.clicked.connect(self._press)

    def setText(self, text: str) -> None:
        """Show other words; unless somebody named the button otherwise, they are its name too.

        A key that was bound stays bound: Qt would put the access key of the new words, or none, in its place.
        """
        bound = self.shortcut()
        of_words = bound == QKeySequence.mnemonic(self.text())
        super().setText(text)
        if not of_words:
            self.setShortcut(bound)
        if self.accessibleName() == self._called:
            self._called = self._name_for(text)
            self.setAccessibleName(self._called)

    def setEnabled(self, on: bool) -> None:
        """Switch it off without handing the keyboard to its neighbour, where the next key would press something else.

        Qt hands it on before the button counts as disabled; so the button lets go of it first, and whoever keeps the
        keyboard of the page leads it back. Behind a dialog that was just answered nothing holds the keyboard yet: there
        the button keeps its place, and has the keyboard again once it is on and its window the active one.
        """
        if not on and self.hasFocus():
            self.clearFocus()
        self._goes_off = not on
        super().setEnabled(on)
        self._goes_off = False
        if on and self.isActiveWindow() and self.window().focusWidget() is self:
            self.setFocus()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.globalPosition()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._pressed_at = None

    def hitButton(self, pos: QPoint) -> bool:
        """Say if a press here is one on the button: also where it was moved from below a pointer that rests.

        A press takes the keyboard from a text, and what was typed is then taken, kept and told of: the page may be
        laid out anew before the same hand lets go.
        """
        if super().hitButton(pos):
            return True
        still = self._pressed_at
        return still is not None and (self.mapToGlobal(pos).toPointF() - still).manhattanLength() <= _STILL

    def focusNextPrevChild(self, next_one: bool) -> bool:
        """Tab goes on as ever; Qt asks too while the button is switched off: nothing else is to get it then."""
        return self._goes_off or super().focusNextPrevChild(next_one)

    def _name_for(self, text: str) -> str:
        spoken = text.replace("&&", "\0").replace("&", "").replace("\0", "&")
        return f"{spoken}, {self._keys}" if self._keys else spoken

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        extra = self._cap_width() + theme().px(6) if self._keys else 0
        return QSize(size.width() + extra, size.height()).expandedTo(theme().least)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._keys:
            super().paintEvent(event)
            self._paint_ring()
            return
        painter = QPainter(self)
        extra = self._cap_width() + theme().px(6)
        _paint_button(self, painter, self.rect().adjusted(0, 0, -extra, 0))
        side = theme().px(22)
        cap = QRect(self.width() - extra - 6, (self.height() - side) // 2, self._cap_width(), side)
        if not self._key_rests:
            paint_key(painter, cap, self._keys, on_accent=self.property("kind") == "primary")
        painter.end()
        self._paint_ring()

    def rest_key(self, *, rests: bool) -> None:
        """Leave the key off, and its room, for as long as it types into a text instead."""
        if rests != self._key_rests:
            self._key_rests = rests
            self.update()

    def _paint_ring(self) -> None:
        """Show the keyboard on a filled button by a ring within: no edge stands out from both button and page."""
        if self.hasFocus() and self.property("kind") == "primary":
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme().tokens.on_accent), 2))
            painter.drawRoundedRect(self.rect().toRectF().adjusted(3, 3, -3, -3), 4, 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses a button as the space bar does; beside an answer it belongs to the page, which goes on.

        Arrows belong to what the button stands in. Qt would take them to go where Tab goes.
        """
        if event.key() in ARROWS:
            event.ignore()
        elif event.key() == Qt.Key.Key_Space and self.property("one_of") and self.isChecked():
            event.accept()  # the one answer that stands is taken back by Delete, not by choosing it again
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.property("kind") != "key":
            self.click()
        else:
            super().keyPressEvent(event)

    def _press(self) -> None:
        """Qt hands a clicked signal a boolean that nobody here wants."""
        if self._on_click is not None:
            self._on_click()

    def _cap_width(self) -> int:
        return key_width(self._keys)


def small_button(words: str, on_click: Callable[[], object] | None = None) -> Button:
    """A quiet button of 13, for what is seldom needed."""
    button = Button(words, "link", on_click=on_click)
    button.setProperty("kind", "small")
    return button


class AnswerKey(Button):
    """One of the keys a question is answered with: its number in a frame, then its word. It stays down when chosen."""

    def __init__(self, number: str, text: str, on_click: Callable[[], object] | None = None) -> None:
        super().__init__(text, "key", on_click=on_click)
        self._number = number
        self.setCheckable(True)
        self.setAccessibleName(f"{text}, key {number}")

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(size.width() + key_width(self._number) + theme().px(6), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        width, side = key_width(self._number), theme().px(22)
        _paint_button(self, painter, self.rect().adjusted(width + theme().px(6), 0, 0, 0))
        paint_key(painter, QRect(14, (self.height() - side) // 2, width, side), self._number)


def _paint_button(button: QPushButton, painter: QPainter, words: QRect) -> None:
    """Paint a button as the style sheet has it, its words in a part of it only."""
    from PySide6.QtWidgets import QStyle, QStyleOptionButton  # large; the first window has no such button

    option = QStyleOptionButton()
    button.initStyleOption(option)
    button.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, button)
    option.rect = words
    button.style().drawControl(QStyle.ControlElement.CE_PushButtonLabel, option, painter, button)


def without_mnemonic(text: str) -> str:
    """Words for a button that came from a record: an ampersand in them is an ampersand."""
    return text.replace("&", "&&")


def key_width(keys: str) -> int:
    """The width of the frame around the name of a key."""
    return theme().metrics(13).horizontalAdvance(keys) + theme().px(12)


def paint_key(painter: QPainter, cap: QRect, keys: str, *, on_accent: bool = False) -> None:
    """Paint the name of a key in its frame."""
    current = theme().tokens
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme().font(13))
    painter.setPen(current.on_accent if on_accent else current.line)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(cap.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(current.on_accent if on_accent else current.quiet)
    painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), keys)
    painter.restore()
