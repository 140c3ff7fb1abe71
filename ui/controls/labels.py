"""Words on screen: titles, text, quiet text, quotes. Always plain text, always whole."""

from __future__ import annotations

from math import ceil
from typing import Final, Literal

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from hru_advocate.domain.numbers_in_text import shown_text
from ui.controls.theme import Tone

Role = Literal["title", "heading", "head", "body", "strong", "quiet", "group", "field", "quote", "code"]

_BREAKS_ELSEWHERE: Final = frozenset({QEvent.Type.FontChange, QEvent.Type.StyleChange})


_NEVER_BROKEN: Final = 1_000_000
"""Pixels: wider than any text."""


class TextLabel(QLabel):
    """Words as they were typed: never read as markup, wrapped between words, inside a word only when it must.

    ``role`` sets size and weight; ``tone`` colours a warning. ``wrap=False`` keeps a short word on one line.
    """

    def __init__(self, text: str = "", role: Role = "body", *, tone: Tone | None = None, wrap: bool = True) -> None:
        super().__init__()
        self._heights: dict[int, int] = {}
        self._whole: tuple[int, int] | None = None
        """Width and height of the words where no line has to be broken: most labels, at most widths."""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        if tone:
            self.setProperty("tone", tone)
        self._wraps = wrap
        if wrap:
            self.setWordWrap(True)
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
            self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        else:
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def set_tone(self, tone: Tone | None) -> None:
        """Change the colour of the words."""
        self.setProperty("tone", tone)
        restyle(self)

    def setText(self, text: str) -> None:
        self._heights.clear()
        self._whole = None
        super().setText(text)

    def setContentsMargins(self, *sides: int) -> None:  # type: ignore[override]  # four numbers; Qt takes one too
        self._heights.clear()
        super().setContentsMargins(*sides)

    def changeEvent(self, event: QEvent) -> None:
        """Another font or style breaks the lines elsewhere."""
        if event.type() in _BREAKS_ELSEWHERE:
            self._heights.clear()
            self._whole = None
        super().changeEvent(event)

    def heightForWidth(self, width: int) -> int:
        """The height in pixels, kept for each width: Qt's layouts ask the same some hundred times for one page."""
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = self._height_for(width)
        return height

    def _height_for(self, width: int) -> int:
        if not self._wraps:
            return super().heightForWidth(width)
        sides = self.contentsMargins()
        inner = width - sides.left() - sides.right() - self._bar()
        if self._whole is None:
            laid, height = self._lay_out(_NEVER_BROKEN)
            self._whole = (
                ceil(max((laid.lineAt(line).naturalTextWidth() for line in range(laid.lineCount())), default=0)),
                height,
            )
        widest, height = self._whole
        return (height if inner >= widest else self._lay_out(inner)[1]) + sides.top() + sides.bottom()

    def sizeHint(self) -> QSize:
        if not self._wraps:
            return super().sizeHint()
        metrics = self.fontMetrics()
        one_line = max((metrics.horizontalAdvance(line[:200]) for line in self.text()[:2000].split("\n")), default=0)
        if not self.text():
            # Qt keeps this hint when words come before they are first shown; a letter to a line would be very high.
            one_line = metrics.horizontalAdvance("n") * 30
        width = min(metrics.horizontalAdvance("n") * 60, one_line + 2) + self._bar()
        sides = self.contentsMargins()
        width += sides.left() + sides.right()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        if not self._wraps:
            return super().minimumSizeHint()
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(word) for word in self.text()[:400].split()), default=0)
        return QSize(min(longest, metrics.horizontalAdvance("n") * 14) + 2 + self._bar(), metrics.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._wraps and shown_text(self.text()) == self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.drawFrame(painter)
        area = self.contentsRect()
        laid, height = self._lay_out(area.width())
        middle = bool(self.alignment() & Qt.AlignmentFlag.AlignVCenter)
        top = area.top() + (max(area.height() - height, 0) / 2 if middle else 0)
        painter.setPen(self.palette().color(self.foregroundRole()))
        laid.draw(painter, QPointF(area.left(), top))

    def _bar(self) -> int:
        """The style sheet draws a bar of 3 and a gap of 10 beside a quote."""
        return 13 if self.property("role") == "quote" else 0

    def _lay_out(self, width: int) -> tuple[QTextLayout, int]:
        """Break the text into lines of this width; the height they take."""
        laid = QTextLayout(shown_text(self.text()).replace("\n", "\u2028"), self.font())
        option = QTextOption(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
        wrap = QTextOption.WrapMode
        option.setWrapMode(wrap.WrapAtWordBoundaryOrAnywhere if self._wraps else wrap.NoWrap)
        laid.setTextOption(option)
        laid.beginLayout()
        height = 0.0
        while (line := laid.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, height))
            height += line.height()
        laid.endLayout()
        return laid, max(ceil(height), self.fontMetrics().height())


class Divider(QFrame):
    """A thin line between two rows, or with ``upright`` between two columns."""

    def __init__(self, *, upright: bool = False) -> None:
        super().__init__()
        self.setProperty("role", "line")
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


def title(text: str = "") -> TextLabel:
    """The name of a page, 24."""
    return TextLabel(text, "title", wrap=False)


def heading(text: str = "") -> TextLabel:
    """A question or the head of a part, 18."""
    return TextLabel(text, "heading")


def quiet(text: str = "", *, wrap: bool = True) -> TextLabel:
    """Make words that may be read but need not be, 13."""
    return TextLabel(text, "quiet", wrap=wrap)


def field_label(text: str, field: QWidget) -> TextLabel:
    """The words above a field; they name it for screen readers too."""
    words = TextLabel(text, "field")
    words.setBuddy(field)
    field.setAccessibleName(text)
    return words


def restyle(widget: QWidget) -> None:
    """Read the style sheet again for a widget whose role, tone or kind has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
