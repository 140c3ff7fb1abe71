"""Pills: a short word with a shape and a colour, so that no meaning hangs on colour alone."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.controls.theme import Tone, theme

Shape = Literal["none", "triangle", "tick", "cross", "dash", "dot", "square", "diamond", "bar", "plus"]
SHAPES: Final[dict[Tone, Shape]] = {
    "danger": "triangle", "caution": "dash", "fine": "tick", "accent": "dot", "quiet": "none",
}  # fmt: skip


_LEVELS: Final[dict[str, tuple[Tone, Shape]]] = {"high": ("danger", "triangle"), "medium": ("caution", "bar")}


_STROKED: Final[frozenset[Shape]] = frozenset({"tick", "cross", "dash", "plus"})
"""The shapes that are lines; the others are filled."""
_SMOOTH: Final = QPainter.RenderHint.Antialiasing
_ONE_LINE: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_MORE_LINES: Final = _ONE_LINE | int(Qt.TextFlag.TextWordWrap)
_NARROWEST: Final = 140
"""Pixels a pill that yields takes at least, at a text size of 100 per cent."""


def level_look(level: str) -> tuple[Tone, Shape]:
    """The tone and shape of a risk level."""
    return _LEVELS.get(level, ("quiet", "none"))


class Pill(QWidget):
    """A word in a rounded field. The shape follows the tone unless another is given.

    One that ``yields`` goes on in a second line where it is wider than its place: a sentence, whose end counts.
    """

    def __init__(self, text: str, tone: Tone = "quiet", shape: Shape | None = None, *, yields: bool = False) -> None:
        super().__init__()
        self._text, self._tone, self._shape, self._yields = text, tone, shape, yields
        fixed, most, least = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum
        policy = QSizePolicy(most, least) if yields else QSizePolicy(fixed, fixed)
        policy.setHeightForWidth(yields)
        self.setSizePolicy(policy)
        self.setAccessibleName(text)

    def set_pill(self, text: str, tone: Tone = "quiet", shape: Shape | None = None) -> None:
        """Say something else."""
        self._text, self._tone, self._shape = text, tone, shape
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The word it says."""
        return self._text

    def sizeHint(self) -> QSize:
        return pill_size(self._text, self._tone, self._shape)

    def minimumSizeHint(self) -> QSize:
        whole = self.sizeHint()
        return QSize(min(whole.width(), theme().px(_NARROWEST)), whole.height()) if self._yields else whole

    def hasHeightForWidth(self) -> bool:
        return self._yields

    def heightForWidth(self, width: int) -> int:
        whole = self.sizeHint()
        if not self._yields or width >= whole.width():
            return whole.height()
        metrics = theme().metrics(13)
        room = width - (whole.width() - metrics.horizontalAdvance(self._text))
        wrapped = metrics.boundingRect(QRect(0, 0, room, 10_000), int(Qt.TextFlag.TextWordWrap), self._text)
        return wrapped.height() + theme().px(4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_pill(painter, self.rect(), self._text, self._tone, self._shape)


def pill_size(text: str, tone: Tone = "quiet", shape: Shape | None = None) -> QSize:
    """The room a pill takes, in pixels."""
    current = theme()
    metrics = current.metrics(13)
    sign = current.px(14) if (shape or SHAPES[tone]) != "none" else 0
    return QSize(metrics.horizontalAdvance(text) + sign + current.px(20), metrics.height() + current.px(4))


def paint_pill(painter: QPainter, rect: QRect, text: str, tone: Tone = "quiet", shape: Shape | None = None) -> None:
    """Paint a pill into a rectangle of at least ``pill_size``; lists paint theirs with it too."""
    current, sign = theme(), shape or SHAPES[tone]
    metrics = current.metrics(13)
    painter.save()
    painter.setRenderHint(_SMOOTH)
    painter.setBrush(current.ground(tone))
    if tone == "quiet":
        edge = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QColor(current.tokens.line))
    else:  # no line around it: one in its own colour is as dear as all the rest
        edge = QRectF(rect)
        painter.setPen(Qt.PenStyle.NoPen)
    round_ = min(edge.height(), metrics.height() + current.px(4)) / 2
    painter.drawRoundedRect(edge, round_, round_)
    left, width = current.px(10), rect.width()
    if sign != "none":
        size = current.px(10)
        _put_shape(painter, QRectF(rect.left() + left, rect.center().y() - size / 2 + 0.5, size, size), sign, tone)
        left += current.px(14)
    painter.setFont(current.font(13))
    painter.setPen(current.ink(tone))
    area = QRect(rect.left() + left, rect.top(), width - left, rect.height())
    if area.height() >= 2 * metrics.height():  # it goes on in another line
        painter.drawText(area, _MORE_LINES, text)
    else:
        painter.drawText(area, _ONE_LINE, metrics.elidedText(text, Qt.TextElideMode.ElideRight, width - left))
    painter.restore()


def paint_shape(painter: QPainter, box: QRectF, shape: Shape, tone: Tone) -> None:
    """Paint one shape into a square box, in the ink of a tone."""
    if shape != "none":
        painter.save()
        painter.setRenderHint(_SMOOTH)
        _put_shape(painter, box, shape, tone)
        painter.restore()


def _put_shape(painter: QPainter, box: QRectF, shape: Shape, tone: Tone) -> None:
    """Paint a shape, and leave the painter with other pens."""
    ink = theme().ink(tone)
    if shape in _STROKED:
        width = max(1.6, box.width() / 6)
        pen = QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(_outline(shape, box.x(), box.y(), box.width()), pen)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPath(_outline(shape, box.x(), box.y(), box.width()))


@lru_cache(maxsize=256)
def _outline(shape: Shape, left: float, top: float, side: float) -> QPainterPath:
    """The outline of a shape at its place, kept: pills of one height have theirs at the same."""
    box = QRectF(left, top, side, side)
    return _stroke_of(shape, box) if shape in _STROKED else _body_of(shape, box)


def _stroke_of(shape: Shape, box: QRectF) -> QPainterPath:
    x, y, side = box.x(), box.y(), box.width()
    path = QPainterPath()
    if shape == "tick":
        path.moveTo(x + side * 0.1, y + side * 0.55)
        path.lineTo(x + side * 0.4, y + side * 0.85)
        path.lineTo(x + side * 0.92, y + side * 0.18)
    elif shape == "cross":
        path.moveTo(x + side * 0.18, y + side * 0.18)
        path.lineTo(x + side * 0.82, y + side * 0.82)
        path.moveTo(x + side * 0.82, y + side * 0.18)
        path.lineTo(x + side * 0.18, y + side * 0.82)
    else:
        path.moveTo(x + side * 0.1, y + side * 0.5)
        path.lineTo(x + side * 0.9, y + side * 0.5)
    if shape == "plus":
        path.moveTo(x + side * 0.5, y + side * 0.1)
        path.lineTo(x + side * 0.5, y + side * 0.9)
    return path


def _body_of(shape: Shape, box: QRectF) -> QPainterPath:
    path = QPainterPath()
    middle = box.center()
    if shape == "triangle":
        path.addPolygon([QPointF(middle.x(), box.top()), box.bottomRight(), box.bottomLeft()])
    elif shape == "diamond":
        sides = (middle.x(), box.top()), (box.right(), middle.y()), (middle.x(), box.bottom()), (box.left(), middle.y())
        path.addPolygon([QPointF(*side) for side in sides])
    elif shape == "dot":
        path.addEllipse(box.adjusted(1.5, 1.5, -1.5, -1.5))
    elif shape == "bar":
        path.addRect(QRectF(box.left(), middle.y() - box.height() / 5, box.width(), box.height() / 2.5))
    else:
        path.addRect(box.adjusted(1, 1, -1, -1))
    path.closeSubpath()
    return path
