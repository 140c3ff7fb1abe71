"""The inputs that editors are made of: one line, several lines that grow, a line that is read back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.controls.described import describe_as_read
from ui.controls.labels import TextLabel, restyle

_NAMED: Final = 4
"""Offered words that the empty line names."""
LONGEST: Final = 1_000_000
"""Qt cuts a line at 32,767 characters without a word; the domain's check refuses with a sentence instead."""


class OneLine(QLineEdit):
    """One line of text, never cut short. ``chosen`` when one of the words it offers was taken."""

    chosen = Signal()

    def __init__(self, hint: str = "") -> None:
        super().__init__()
        self.setMaxLength(LONGEST)
        self.setPlaceholderText(hint)
        self.setMinimumHeight(32)
        self._offered: tuple[str, ...] = ()
        self._asked_for: str | None = None

    def show_text(self, text: str) -> None:
        """Show a text from its beginning."""
        self.setText(text)
        self.setCursorPosition(0)

    def offer(self, words: Sequence[str]) -> None:
        """Offer words that Down and Up put into the line, those that hold what was typed; any other may be typed."""
        self._offered = tuple(words)
        told = ", ".join(words[:_NAMED]) + (" …" if len(words) > _NAMED else "")
        self.setPlaceholderText(f"↓ {told}")
        describe_as_read(self, f"Down offers {told}")
        self.textEdited.connect(self._begin_again)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key())) if not event.modifiers() else None
        if step is None or not self._step(step):
            super().keyPressEvent(event)

    def _begin_again(self, _text: str) -> None:
        self._asked_for = None

    def _step(self, step: int) -> bool:
        """Put the next of the words that fit into the line; says False where none is offered."""
        if self._asked_for is None:
            self._asked_for = self.text()
        wanted = self._asked_for.casefold()
        fitting = [word for word in self._offered if wanted in word.casefold()]
        if not fitting:
            return False
        here = fitting.index(self.text()) if self.text() in fitting else (-1 if step > 0 else 0)
        self.setText(fitting[(here + step) % len(fitting)])
        self.chosen.emit()
        return True


class ManyLines(QPlainTextEdit):
    """Several lines that grow with what is typed; Tab goes on to the next question.

    ``least`` and ``most`` are lines shown before it grows and before it scrolls.
    """

    def __init__(self, least: int = 2, most: int = 12) -> None:
        super().__init__()
        self._least, self._most = least, most
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        # Every line wraps, but Qt counts the space at its end: the bar for that took and gave back the room for ever.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size)  # a closure would keep it for ever
        self._grow()

    def words(self) -> str:
        """The text as typed; a hard space stays a hard space."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def show_words(self, text: str) -> None:
        """Show a text; what was typed before cannot be undone back into it."""
        self.setPlainText(text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._grow()

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.minimumHeight())

    def _on_size(self, _size: QSizeF) -> None:
        self._grow()

    def _grow(self) -> None:
        """Take the height the lines need; the document counts its height in lines."""
        lines = min(max(int(self.document().size().height()), self._least), self._most)
        room = lines * self.fontMetrics().lineSpacing() + 22
        if room != self.height() or room != self.minimumHeight():
            self.setFixedHeight(room)


class WordsBox(ManyLines):
    """The victim's own words: kept apart by a bar, never changed."""

    def __init__(self) -> None:
        super().__init__(2)
        self.setProperty("role", "words")


class HintLine(TextLabel):
    """Quiet words below an input that come and go while it is typed; the room for them stays, so nothing moves."""

    def __init__(self, lines: int = 1) -> None:
        super().__init__("", "quiet")
        self._lines = lines

    def keep_lines(self, lines: int) -> None:
        """Keep room for so many lines from now on."""
        self._lines = lines
        self.updateGeometry()

    def keep_room_taken(self) -> None:
        """Keep the room of the words on show, which may take more lines than were foreseen, for when they go."""
        if self.text():
            self.keep_lines(max(self._lines, -(-self.heightForWidth(self.width()) // self.fontMetrics().lineSpacing())))

    def heightForWidth(self, width: int) -> int:
        return max(super().heightForWidth(width), self._room())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._room())

    def _room(self) -> int:
        return self._lines * self.fontMetrics().lineSpacing()


class ReadLine(QWidget):
    """One line with what the program makes of it shown below, live: a day, a time, a number.

    Below it there is always room for ``lines`` of such words.

    ``reads`` turns the text into words to show, with ``False`` when it could not be made out. ``widest`` is how wide
    the line becomes, in pixels; the words below it may be wider.
    """

    typed = Signal()

    def __init__(
        self, reads: Callable[[str], tuple[str, bool]], hint: str = "", *, widest: int = 0, lines: int = 1
    ) -> None:
        super().__init__()
        self._reads = reads
        self.line = OneLine(hint)
        self.normal = HintLine(lines)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        if widest:
            self.line.setMaximumWidth(widest)
            column.addLayout(at_most(self.line))
        else:
            column.addWidget(self.line)
        column.addWidget(self.normal)
        self.line.textChanged.connect(self._read)
        self.line.textEdited.connect(self._edited)
        self.setFocusProxy(self.line)

    def text(self) -> str:
        """Give what stands in the line."""
        return self.line.text()

    def show_text(self, text: str) -> None:
        """Show a text, and what the program makes of it."""
        self.line.show_text(text)

    def show_normal(self, words: str, *, sure: bool = True) -> None:
        """Show a normal form below the line, or nothing."""
        self.normal.setText(words)
        self.normal.set_tone(None if sure else "caution")
        describe_as_read(self.line, words)

    def _edited(self, text: str) -> None:
        """Qt tells of typing before it tells of the change: read first, so that who listens finds it read."""
        self._read(text)
        self.typed.emit()

    def _read(self, text: str) -> None:
        words, sure = self._reads(text) if text.strip() else ("", True)
        self.show_normal(words, sure=sure)


def mark_wrong(widget: QWidget, *, wrong: bool) -> None:
    """Frame every input within a widget as wrong, or take the frame away."""
    for kind in (QLineEdit, QPlainTextEdit, QComboBox):
        for edit in widget.findChildren(kind):
            if edit.property("wrong") != ("true" if wrong else None):
                edit.setProperty("wrong", "true" if wrong else None)
                restyle(edit)


def at_most(widget: QWidget) -> QHBoxLayout:
    """A row for a widget with a greatest width, at its left.

    In a column alone Qt would ask how high it is at the width of the column, and cut off what takes more lines.
    """
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(widget, 1000)
    row.addStretch(1)
    return row


def bare(owner: QWidget, *, gap: int = 8) -> QVBoxLayout:
    """A column without margins in a widget."""
    column = QVBoxLayout(owner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    return column


def small_words(text: str) -> TextLabel:
    """Words of 13 in the colour of words."""
    words = TextLabel(text)
    words.setProperty("role", "small")
    return words
