"""Signs and icons beside words: never alone, never the only bearer of a meaning."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.controls.pills import Shape, paint_shape
from ui.controls.theme import Tone, theme


class Sign(QWidget):
    """A small shape in a tone, to stand beside the words that say the same."""

    def __init__(self, shape: Shape, tone: Tone, size: int = 14) -> None:
        super().__init__()
        self._shape, self._tone, self._size = shape, tone, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_sign(self, shape: Shape, tone: Tone) -> None:
        """Show another shape."""
        self._shape, self._tone = shape, tone
        self.update()

    def sizeHint(self) -> QSize:
        side = theme().px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_shape(painter, QRectF(self.rect()), self._shape, self._tone)
