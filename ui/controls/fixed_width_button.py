"""A button that keeps its width when it is chosen and its words turn bold."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QFont, QFontMetrics

from ui.controls.buttons import Button


class FixedWidthButton(Button):
    """A button that can stay down, as wide as its words are in bold: pressing it moves nothing beside it."""

    _wider: int | None = None
    """Pixels that the words are wider in bold, kept until they or the type change: a page asks some twenty times."""

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        if self._wider is None:
            self._wider = self._measure()
        return QSize(size.width() + self._wider + 2, size.height())

    def setText(self, text: str) -> None:
        self._wider = None
        super().setText(text)

    def changeEvent(self, event: QEvent) -> None:
        self._wider = None
        super().changeEvent(event)

    def _measure(self) -> int:
        bold, plain = QFont(self.font()), QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        plain.setWeight(QFont.Weight.Normal)
        words = self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
        wider = QFontMetrics(bold).horizontalAdvance(words) - QFontMetrics(plain).horizontalAdvance(words)
        return max(wider, 0)
