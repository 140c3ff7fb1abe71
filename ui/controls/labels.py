"""Words on screen: titles, text, quiet text, quotes. Always plain text, always whole."""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from hru_advocate.domain.numbers_in_text import shown_text
from ui.controls.theme import Tone, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QTextCharFormat

Role = Literal["title", "heading", "head", "body", "strong", "quiet", "group", "field", "quote", "code"]

_PLAIN_LINE: Final = re.compile("[ -~\u00a0-\u024f\u2010-\u2027]*")
"""Letters and signs of European writing, which need no laying out to know how wide they are on one line."""


_TOP_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_LONG: Final = 200
"""Letters that no line holds: to measure them as one would be for nothing."""
_NO_ROOM: Final = 24
"""Pixels in which no word stands: layouts ask for as few on their way to a width, and a line a letter is dear."""
_MOST_WORDS: Final = 2_000
"""Words whose width is kept for one face: a page shows the same again each time, and most are everyday ones."""
_NEVER_BROKEN: Final = 1_000_000
"""Pixels: wider than any text."""


_SIZES: Final[dict[str, int]] = {"title": 24, "heading": 18, "code": 18, "quiet": 13, "group": 13, "field": 13}
"""Pixels at a text size of 100 per cent, as the style sheet has them; any other role is 15."""


class TextLabel(QLabel):
    """Words as they were typed: never read as markup, wrapped between words, inside a word only when it must.

    ``role`` sets size and weight; ``tone`` colours a warning. ``wrap=False`` keeps a short word on one line.
    """

    def __init__(self, text: str = "", role: Role = "body", *, tone: Tone | None = None, wrap: bool = True) -> None:
        super().__init__()
        self._heights: dict[int, int] = {}
        self._hints: tuple[QSize, QSize] | None = None
        self._whole: tuple[int, int] | None = None
        """Width and height of the words where no line has to be broken: most labels, at most widths."""
        self._laid: tuple[int, QTextLayout, int] | None = None
        self._at_top_left = True
        self._role = role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        if tone:
            self.setProperty("tone", tone)
        self._wraps = wrap
        self._strong = ""
        if wrap:
            self.setWordWrap(True)
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
            self.setAlignment(_TOP_LEFT)
        else:
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def set_tone(self, tone: Tone | None) -> None:
        """Change the colour of the words."""
        self.setProperty("tone", tone)
        restyle(self)

    def setText(self, text: str, strong: str = "") -> None:
        """Other words; the part ``strong`` of them has weight: what must not be read over."""
        if strong != self._strong:
            self._strong = strong
            self.update()
        self._forget()
        super().setText(text)

    def setContentsMargins(self, *sides: int) -> None:  # type: ignore[override]  # four numbers; Qt takes one too
        self._forget()
        super().setContentsMargins(*sides)

    def setAlignment(self, alignment: Qt.AlignmentFlag) -> None:
        self._at_top_left = alignment == _TOP_LEFT
        self._forget()
        super().setAlignment(alignment)

    def line_height(self) -> int:
        """The height of one line, known before the label is in a window and wears its style."""
        return _one_line(theme().font(_SIZES.get(self._role, 15)))

    def changeEvent(self, event: QEvent) -> None:
        """Another font or style breaks the lines elsewhere; to ask which change it is would cost more."""
        if self._heights or self._hints or self._laid:
            self._forget()
        super().changeEvent(event)

    def _forget(self) -> None:
        self._heights.clear()
        self._hints = self._whole = self._laid = None

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
        widest, height = self._unbroken()
        if inner < widest:
            height = self._lay_out(inner)[1] if inner > _NO_ROOM else _one_line(self.font()) * len(self.text())
        return height + sides.top() + sides.bottom()

    def _unbroken(self) -> tuple[int, int]:
        if self._whole is None:
            self._whole = self._measure()
        return self._whole

    def _measure(self) -> tuple[int, int]:
        """Measure how wide and high the words are where no line of them is broken."""
        if self._is_plain_line():
            face = _face_of(self.font())
            return face.metrics.horizontalAdvance(self.text()) + 1, face.line
        laid, height = self._lay_out(_NEVER_BROKEN)
        return ceil(max((laid.lineAt(line).naturalTextWidth() for line in range(laid.lineCount())), default=0)), height

    def _is_plain_line(self) -> bool:
        text = self.text()
        return not self._strong and len(text) < _LONG and _PLAIN_LINE.fullmatch(text) is not None

    def sizeHint(self) -> QSize:
        return QSize(self._both_hints()[0]) if self._wraps else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._both_hints()[1]) if self._wraps else super().minimumSizeHint()

    def _both_hints(self) -> tuple[QSize, QSize]:
        """The size wished for and the least, kept until the words or the type change: layouts ask for both often."""
        if self._hints is None:
            self.ensurePolished()  # a hint of other type would be kept
            face = _face_of(self.font())
            least = min(face.longest(self.text()), face.letter * 14) + 2 + self._bar()
            self._hints = (self._wished(face), QSize(least, face.line))
        return self._hints

    def _wished(self, face: _Face) -> QSize:
        wide = face.letter
        if not self.text():
            # Qt keeps this hint when words come before they are first shown; a letter to a line would be very high.
            one_line = wide * 30
        elif self._is_plain_line():
            one_line = self._unbroken()[0] - 1
        else:
            lines = self.text()[:2000].split("\n")
            one_line = max(face.metrics.horizontalAdvance(line[:200]) for line in lines)
        width = min(wide * 60, one_line + 2) + self._bar()
        sides = self.contentsMargins()
        width += sides.left() + sides.right()
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._wraps and shown_text(self.text()) == self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.drawFrame(painter)
        area = self.contentsRect()
        painter.setPen(self.palette().color(self.foregroundRole()))
        if self._at_top_left and self._is_plain_line() and self._unbroken()[0] <= area.width():
            painter.drawText(QPointF(area.left(), area.top() + self.fontMetrics().ascent()), self.text())
            return
        laid, height = self._lay_out(area.width())
        middle = bool(self.alignment() & Qt.AlignmentFlag.AlignVCenter)
        top = area.top() + (max(area.height() - height, 0) / 2 if middle else 0)
        laid.draw(painter, QPointF(area.left(), top))

    def _bar(self) -> int:
        """The style sheet draws a bar of 3 and a gap of 10 beside a quote."""
        return 13 if self._role == "quote" else 0

    def _lay_out(self, width: int) -> tuple[QTextLayout, int]:
        """Break the text into lines of this width; the height they take. It is kept to be painted."""
        if self._laid is not None and self._laid[0] == width:
            return self._laid[1:]
        laid = QTextLayout(_one_block(self.text()), self.font())
        laid.setFormats(_weights(laid.text(), _one_block(self._strong)))
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
        self._laid = (width, laid, max(ceil(height), _one_line(self.font())))
        return self._laid[1:]


def _one_block(text: str) -> str:
    return shown_text(text).replace("\n", "\u2028")


class _Face:
    """The measures labels in one face ask for again and again, in pixels."""

    def __init__(self, font: QFont) -> None:
        self.metrics = QFontMetrics(font)
        self.line = ceil(QFontMetricsF(font).height())
        """The height of one line as it is laid out: Qt's whole numbers of a face are up to one pixel less."""
        self.letter = self.metrics.horizontalAdvance("n")
        self._words: dict[str, int] = {}

    def longest(self, text: str) -> int:
        """The width of the longest word of a text, as far as a layout asks."""
        widths, longest = self._words, 0
        if len(widths) > _MOST_WORDS:
            widths.clear()
        for word in text[:400].split():
            width = widths.get(word)
            if width is None:
                width = widths[word] = self.metrics.horizontalAdvance(word)
            longest = max(longest, width)
        return longest


_FACES: Final[dict[str, _Face]] = {}


def _face_of(font: QFont) -> _Face:
    key = font.key()
    face = _FACES.get(key)
    if face is None:
        face = _FACES[key] = _Face(font)
    return face


def _one_line(font: QFont) -> int:
    return _face_of(font).line


def _weights(text: str, part: str) -> list[QTextLayout.FormatRange]:
    """Weight for a part of a text, where it stands last in it."""
    if not part or part not in text:
        return []
    from PySide6.QtGui import QTextCharFormat

    weight = QTextCharFormat()
    weight.setFontWeight(QFont.Weight.DemiBold)
    return [format_range(text, text.rindex(part), len(part), weight)]


def format_range(text: str, start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    """A look for a part of a text; Qt counts some signs, such as a smiling face, as two."""
    place = QTextLayout.FormatRange()
    place.start, place.length = _units(text[:start]), _units(text[start : start + length])
    place.format = look
    return place


def _units(text: str) -> int:
    """The length as Qt counts it."""
    return len(text.encode("utf-16-le")) // 2


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
