"""The table: where visit mode begins and comes back to, the parts of one case in large words."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from hru_advocate.domain.moments import day_in_words
from ui.controls.buttons import Button
from ui.controls.keyboard.arrows import aim_of
from ui.controls.keyboard.single_keys import single_key
from ui.controls.labels import quiet
from ui.controls.theme import theme
from ui.shell.destinations import (
    Destination,
    PaperDestination,
    PlanDestination,
    VisitModeDestination,
    conversation,
    form_page,
)
from ui.shell.screen import Screen, ScreenContext

PARTS: Final = (
    ("situation", "The situation", "Who, where, living together or apart"),
    ("risk", "Talk about what worries", "One question at a time, in any order"),
    ("needs", "What would help", "Needs, wishes and what is in the way"),
    ("plan", "The plan", "What we agree, side by side"),
    ("services", "Other help", "Offer a service, and what the answer was"),
    ("paper", "Paper", "Ask first whether paper is safe"),
    ("incident", "Something happened", "Note an incident"),
    ("contact", "Note this contact", "Two minutes, before one drives on"),
)
"""The parts of the table by id: their words, and a line below."""
_ACROSS: Final = 2


class TableScreen(Screen[VisitModeDestination]):
    """The parts one works with at the table; digits lead to them."""

    title: ClassVar[str] = "Visit"

    def __init__(self, context: ScreenContext, destination: VisitModeDestination) -> None:
        super().__init__(context, destination)
        self.buttons: dict[str, Button] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        for number, (part, words, about) in enumerate(PARTS):
            button = Button(words, keys=str(number + 1), on_click=partial(self.open_part, part))
            button.setProperty("tall", "true")
            button.setMinimumHeight(theme().px(56))
            button.setAccessibleDescription(about)
            self.buttons[part] = button
            row, column = divmod(number, _ACROSS)
            grid.addWidget(button, 2 * row, column)
            grid.addWidget(quiet(about), 2 * row + 1, column, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(grid)
        self.body.addWidget(quiet("Only this case can be reached until the visit is ended."))
        self.body.addStretch(1)

    def first_focus(self) -> QWidget:
        return self.buttons[PARTS[0][0]]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit opens the part that carries it, an arrow goes to the next."""
        buttons = list(self.buttons.values())
        key, aim = single_key(self, event), aim_of(event, buttons)
        if key.isdigit() and 0 < int(key) <= len(buttons):
            buttons[int(key) - 1].click()
        elif aim is not None:
            aim.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def open_part(self, part: str) -> None:
        """Go to a part of the table."""
        self.go_to(self._destination(part))

    def _destination(self, part: str) -> Destination:
        case = self.destination.case
        if part in ("risk", "needs"):
            return conversation({"risk": "risk_conversation", "needs": "needs_assessment"}[part], case)
        if part == "plan":
            return PlanDestination(case)
        if part == "paper":
            return PaperDestination(case)
        if part == "contact":
            now = self.context.now()
            happened = f"{day_in_words(now.date())}, {now:%H:%M}"
            return form_page("contact", case, happened=happened, method="visit", direction="out", with_whom="victim")
        return form_page({"services": "signposting"}.get(part, part), case)
