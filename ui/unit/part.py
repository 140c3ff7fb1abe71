"""A part of the unit's page: a widget that asks through its screen."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.shell.screen import AnyScreen


class UnitPart(QWidget):
    """One part of the unit's page. ``refresh`` asks again for what it shows."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__()
        self.owner = screen
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)

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
