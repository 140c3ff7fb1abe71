"""A chart on screen: the drawing that paper prints, painted in the colours and the text size of the theme."""

from __future__ import annotations

from math import ceil
from typing import ClassVar, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from hru_advocate.documents.blocks import Bar, Chart, Label, SignShape, Stroke, Tint, plain
from hru_advocate.documents.charts.charts import SIZE, ChartSpace, Picture, chart_of
from ui.controls.buttons import Button
from ui.controls.labels import quiet
from ui.controls.theme import Theme, theme

TYPE: Final = 13
"""Size of a chart's labels at a text size of 100 per cent."""
_OUTLINE: Final = 1.1
_SLACK: Final = 0.6  # pixels: what measuring in points and back may lose
_KEPT: Final = 8  # widths a layout tries before it settles
_LEAST: Final = 190  # width in pixels at 100 per cent


class ChartView(QWidget):
    """One picture, drawn anew for each width; it is as high as it needs to be. Words beside it say the same.

    It takes its height once it knows its width. A layout that asked for the height at each width it tries would have
    the picture drawn eight times for one page.
    """

    last_width: ClassVar[int] = _LEAST * 3
    """The width the picture before got: the next one on the page most likely gets it too."""

    def __init__(self, picture: Picture) -> None:
        super().__init__()
        self._picture = picture
        self._made: dict[tuple[int, Theme], Chart] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        shown = self.chart(ChartView.last_width)
        self.setFixedHeight(self.height_for(ChartView.last_width))
        self.setAccessibleName(plain(shown.title))
        self.setAccessibleDescription(shown.alternative)

    def chart(self, width: int | None = None) -> Chart:
        """The chart for a width in pixels, the widget's own when none is given."""
        wide = max(self.width() if width is None else width, _LEAST)
        current = theme()
        made = self._made.get((wide, current))
        if made is None:
            if len(self._made) > _KEPT:
                self._made.clear()
            metrics = QFontMetricsF(current.font(TYPE))
            scale = scale_of(current)
            room = ChartSpace((wide - 2) / scale, lambda text: metrics.horizontalAdvance(text) / scale)
            made = self._made[wide, current] = chart_of(self._picture, room)
        return made

    def height_for(self, width: int) -> int:
        """The height in pixels that the picture needs at a width."""
        return ceil(self.chart(width).drawing.height * scale_of(theme())) + 2

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            ChartView.last_width = event.size().width()
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Larger type needs more height."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.testAttribute(
            Qt.WidgetAttribute.WA_WState_Created
        ):
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(_LEAST * 2), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, self.height())

    def _fit(self) -> None:
        height = self.height_for(self.width())
        if height != self.height():
            self.setFixedHeight(height)

    def paintEvent(self, event: QPaintEvent) -> None:
        current = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(1, 1)
        scale = scale_of(current)
        for mark in self.chart().drawing.marks:
            if isinstance(mark, Label):
                _paint_label(painter, mark, current)
            elif isinstance(mark, Stroke):
                painter.setPen(QPen(ink_of(current, mark.tint), max(1.0, mark.weight * scale)))
                painter.drawLine(QPointF(mark.x, mark.y) * scale, QPointF(mark.to_x, mark.to_y) * scale)
            else:
                _paint_shape(painter, mark, current)


class Pictured(QWidget):
    """A chart with its words one key away, so that nothing is only in a picture; ``titled`` names it as well."""

    def __init__(self, picture: Picture, *, titled: bool = False) -> None:
        super().__init__()
        self.view = ChartView(picture)
        name = self.view.accessibleName()
        self.words = quiet(self.view.accessibleDescription())
        self.words.hide()
        self.button = Button("In words", "link", on_click=self._turn)
        self.button.setAccessibleName(f"In words: {name}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        if titled:
            column.addWidget(quiet(name))
        column.addWidget(self.view)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.words)

    def _turn(self) -> None:
        """Show the words, or put them away."""
        shown = self.words.isHidden()
        self.words.setVisible(shown)
        self.button.setText("Without words" if shown else "In words")


def scale_of(current: Theme) -> float:
    """Work out how many pixels a point of a drawing is: its labels are of the size of quiet text."""
    return current.px(TYPE) / SIZE


def ink_of(current: Theme, tint: Tint) -> QColor:
    """The colour of a mark."""
    tokens = current.tokens
    others = {"strong": tokens.text, "line": tokens.edge, "hair": tokens.line}
    return QColor(others.get(tint) or str(getattr(tokens, tint)))


def label_font(current: Theme, label: Label) -> QFont:
    """The face of a label: smaller where the words would not keep to their room."""
    font = current.font(TYPE, strong=label.strong)
    wide = QFontMetricsF(font).horizontalAdvance(label.text)
    room = label.room * scale_of(current) + _SLACK
    if wide > room:
        font.setPixelSize(max(1, int(font.pixelSize() * room / wide)))
    return font


def _paint_label(painter: QPainter, label: Label, current: Theme) -> None:
    font = label_font(current, label)
    wide = QFontMetricsF(font).horizontalAdvance(label.text)
    scale = scale_of(current)
    x = label.x * scale - {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor] * wide
    painter.setFont(font)
    painter.setPen(ink_of(current, label.tint))
    painter.drawText(QPointF(x, label.y * scale), label.text)


def _paint_shape(painter: QPainter, mark: Bar | SignShape, current: Theme) -> None:
    """A bar or sign, filled with its ink, or outlined over the surface it stands on."""
    scale = scale_of(current)
    ink = ink_of(current, mark.tint)
    painter.setPen(Qt.PenStyle.NoPen if mark.filled else QPen(ink, _OUTLINE * scale))
    painter.setBrush(ink if mark.filled else QColor(current.tokens.surface))
    if isinstance(mark, Bar):
        painter.drawRect(QRectF(mark.x * scale, mark.y * scale, mark.width * scale, mark.height * scale))
        return
    half = mark.size / 2
    box = QRectF((mark.x - half) * scale, (mark.y - half) * scale, mark.size * scale, mark.size * scale)
    if mark.shape == "circle":
        painter.drawEllipse(box)
    elif mark.shape == "square":
        painter.drawRect(box)
    else:
        top = QPointF(box.center().x(), box.top())
        painter.drawPolygon(QPolygonF([top, box.bottomRight(), box.bottomLeft()]))
