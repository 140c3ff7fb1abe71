"""The choice of whose incident it is: the case by initials or reference, before it is noted."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.case_head.case_chooser import CaseChooser
from ui.controls.labels import title
from ui.shell.destinations import CaseDestination, WhoseIncidentDestination
from ui.shell.screen import Screen, ScreenContext


class WhoseIncidentScreen(Screen[WhoseIncidentDestination]):
    """A line to type initials or a reference into, and the cases below it; Enter takes the first."""

    title: ClassVar[str] = "Whose incident?"

    def __init__(self, context: ScreenContext, destination: WhoseIncidentDestination) -> None:
        super().__init__(context, destination, scrolls=False)
        self.cases = CaseChooser(self)
        self.cases.chosen.connect(self._go)
        self.search, self.list = self.cases.search, self.cases.list
        self.body.addWidget(title("Whose incident?"))
        self.body.addWidget(self.cases, 1)

    def refresh(self) -> None:
        self.cases.refresh()

    def first_focus(self) -> QWidget:
        return self.search

    def panes(self) -> list[QWidget]:
        return [self.search, self.list]

    def note_incident(self) -> None:
        """Take the keyboard to the line; this is where noting begins."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go(self, case: str) -> None:
        self.go_to(CaseDestination(case, "incidents", note_incident=True), replacing=True)
