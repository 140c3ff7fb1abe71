"""The choice of whose it is: the case by initials or reference, before something is done that is about a case."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.case_head.case_chooser import CaseChooser
from ui.cases.commands import name_of, of_case
from ui.controls.labels import quiet, title
from ui.shell.destinations import WhoseDestination
from ui.shell.screen import Screen, ScreenContext


class WhoseScreen(Screen[WhoseDestination]):
    """A line to type initials or a reference into, and the cases below it; Enter takes the first."""

    title: ClassVar[str] = "Whose?"

    def __init__(self, context: ScreenContext, destination: WhoseDestination) -> None:
        super().__init__(context, destination, scrolls=False)
        noting = destination.command == "incident"
        words = "Whose incident?" if noting else "Whose case?"
        self.setAccessibleName(words)
        self.cases = CaseChooser(self)
        self.cases.chosen.connect(self._go)
        self.search, self.list = self.cases.search, self.cases.list
        self.body.addWidget(title(words))
        if not noting:
            self.body.addWidget(quiet(f"{name_of(destination.command)}: choose the case it is about."))
        self.body.addWidget(self.cases, 1)

    def refresh(self) -> None:
        self.cases.refresh()

    def first_focus(self) -> QWidget:
        return self.search

    def panes(self) -> list[QWidget]:
        return [self.search, self.list]

    def note_incident(self) -> None:
        """Take the keyboard to the line, where noting begins; from the choice for something else, choose for that."""
        if self.destination.command == "incident":
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.go_to(WhoseDestination(), replacing=True)

    def _go(self, case: str) -> None:
        self.go_to(of_case(self.destination.command, case), replacing=True)
