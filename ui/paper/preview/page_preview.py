"""The very bytes that will be printed, as pages on the screen."""

from __future__ import annotations

from contextlib import closing
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.controls.buttons import Button
from ui.controls.labels import TextLabel
from ui.controls.layout.cards import empty
from ui.controls.layout.in_good_time import make_in_turn
from ui.controls.names import Names
from ui.controls.theme import theme
from ui.shell.printing import count_of_pages, one_page, words_by_page

_SETTLE = 150
"""Milliseconds after the last change of width before pages are drawn again."""
_EDGE = 8
"""Pixels around the pages: the page is what this is for."""
_WITH_NAMES = "This paper carries a name, so its pages wait until names are shown. It prints as it is."


class PagePicture(QWidget):
    """One page, as wide as there is room, and as high as the paper is for that width."""

    def __init__(self, image: QImage, width: int, number: int, of: int) -> None:
        super().__init__()
        self._image, self._drawn_for = image, width
        self.setAccessibleName(f"Page {number} of {of}")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * self._image.height() / max(1, self._image.width()))

    def sizeHint(self) -> QSize:
        return QSize(self._drawn_for, self.heightForWidth(self._drawn_for))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self._image)
        painter.setPen(QColor(theme().tokens.line))
        painter.drawRect(QRect(0, 0, self.width() - 1, self.height() - 1))


class PagePreview(QScrollArea):
    """Pages one below the other, drawn from the bytes at the width there is."""

    reached = Signal()
    """Emitted when the keyboard comes to it."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setProperty("role", "preview")
        self.setAccessibleName("Preview")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(theme().px(240))
        self._pdf, self._drawn = b"", 0
        self.message = ""
        """The words in place of a document; empty while there is one, or one is being drawn."""
        holder = QWidget()
        holder.setProperty("role", "preview")
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        self._column.setSpacing(16)
        self.setWidget(holder)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE)
        self._settle.timeout.connect(self._draw)

    def show_pdf(self, pdf: bytes, names: Names) -> None:
        """Show a document; one that carries a name that is hidden waits until names are asked for."""
        if not names.shown and _carries_a_name(pdf, names):
            self.show_message(_WITH_NAMES, Button("Show name and preview", on_click=names.show))
            return
        self._pdf, self.message, self._drawn = pdf, "", 0
        if self.isVisible():
            self._draw()
        else:
            self._settle.start(0)  # it is about to come on show, and only then has its width

    def show_message(self, words: str, button: Button | None = None) -> None:
        """Say why there is no document to show, and what to press for it."""
        self._pdf, self.message, self._drawn = b"", words, 0
        self._empty()
        self.setAccessibleName(f"Preview: {words}")
        self._column.addWidget(TextLabel(words))
        if button is not None:
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._pdf:
            self._settle.start(_SETTLE if self._drawn else 0)

    def _draw(self) -> None:
        width = max(200, self.viewport().width() - 2 * _EDGE)
        if not self._pdf or width == self._drawn:
            return
        stood = len(self.findChildren(PagePicture))  # whoever has come further down keeps the place
        self._empty()
        self._drawn, pdf = width, self._pdf
        count = count_of_pages(pdf)
        self.setAccessibleName(f"Preview, {count} page{'' if count == 1 else 's'}")
        self._column.addStretch(1)
        numbers = range(1, count + 1)
        make_in_turn(
            self, [partial(self._add_page, pdf, number, width, count) for number in numbers], max(stood, 1), step=1
        )

    def _add_page(self, pdf: bytes, number: int, width: int, count: int) -> None:
        image = one_page(pdf, number, width=round(width * self.devicePixelRatioF()))
        self._column.insertWidget(self._column.count() - 1, PagePicture(image, width, number, count))

    def _empty(self) -> None:
        make_in_turn(self, (), 0)
        empty(self._column)


def _carries_a_name(pdf: bytes, names: Names) -> bool:
    """Say if a name that is hidden stands on any page; a word is looked at once a page, however often it stands."""
    with closing(words_by_page(pdf)) as pages:
        return any(names.hide(words) != words for words in map(_each_once, pages))


def _each_once(words: str) -> str:
    return " ".join(dict.fromkeys(words.split()))
