"""A button that holds widgets instead of words."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.controls.buttons import Button, Kind
from ui.controls.theme import theme


class WidgetButton(Button):
    """A button that can stay down, as high as what is laid out in it needs, and at least ``least`` pixels.

    Give it a layout and a name, then call ``let_through``.
    """

    def __init__(self, kind: Kind, *, least: int = 36) -> None:
        super().__init__("", kind)
        self._least = least
        self.setCheckable(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def let_through(self) -> None:
        """Let a click on what it holds be a click on the button."""
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return (
            layout.sizeHint().expandedTo(QSize(0, self._least)).expandedTo(theme().least)
            if layout
            else super().sizeHint()
        )

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return (
            layout.totalMinimumSize().expandedTo(QSize(0, self._least)).expandedTo(theme().least)
            if layout
            else super().minimumSizeHint()
        )
