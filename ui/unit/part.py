"""A part of the unit's page: a widget that asks through its screen."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls.layout.kept_heights import KeptColumn
from ui.controls.layout.scrolling import scrolling
from ui.shell.screen import AnyScreen


class UnitPart(QWidget):
    """One part of the unit's page. ``refresh`` asks again for what it shows."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__()
        self.owner = screen
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)

    def lay_out(self, *widgets: QWidget) -> None:
        """Put things one below the other on a page that scrolls."""
        page = QWidget()
        page.setProperty("role", "page")
        rows = KeptColumn(page)
        rows.setContentsMargins(0, 0, 12, 0)
        rows.setSpacing(16)
        for widget in widgets:
            rows.addWidget(widget)
        rows.addStretch(1)
        self.column.addWidget(scrolling(page), 1)

    def refresh(self) -> None:
        """Ask for everything shown here again."""

    def first_focus(self) -> QWidget | None:
        """Name the widget where the keyboard starts in this part."""
        return None

    def panes(self) -> list[QWidget]:
        """List what F6 walks through in this part."""
        return [self]

    def step_back(self) -> bool:
        """Esc: close what is open inside, or say False."""
        return False
