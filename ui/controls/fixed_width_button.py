"""A button that keeps its width when it is chosen and its words turn bold."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics

from ui.controls.buttons import Button


class FixedWidthButton(Button):
    """A button that can stay down, as wide as its words are in bold: pressing it moves nothing beside it."""

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        words = self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
        plain = QFont(self.font())
        plain.setWeight(QFont.Weight.Normal)
        wider = QFontMetrics(bold).horizontalAdvance(words) - QFontMetrics(plain).horizontalAdvance(words)
        return QSize(size.width() + max(wider, 0) + 2, size.height())
