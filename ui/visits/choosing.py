"""The choice of today's visits: those of today by their time, and the case another one is planned for."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Final

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.people.names import masks_of_cases
from hru_advocate.casework.session import Session
from hru_advocate.casework.visits.visits import VisitLine, visits_today
from ui.case_head.case_chooser import CaseChooser
from ui.case_head.visit_pill import visit_pill, when_of
from ui.controls.labels import TextLabel, quiet, title
from ui.controls.layout.cards import Card, Row, row_button
from ui.controls.layout.more_rows import add_rows
from ui.controls.theme import theme
from ui.shell.destinations import BeforeVisitDestination, VisitsDestination, form_page
from ui.shell.screen import Screen, ScreenContext

_LIST: Final = 220
"""Pixels at a text size of 100 per cent that the list of cases has at least."""
_SCREENFUL: Final = 10
"""Visits that fill a laptop's window."""


class VisitsScreen(Screen[VisitsDestination]):
    """Today's visits above; below a line to type initials or a reference into, and Enter plans a visit there."""

    title: ClassVar[str] = "Today's visits"

    def __init__(self, context: ScreenContext, destination: VisitsDestination) -> None:
        super().__init__(context, destination)
        self.today = Card("Today")
        self.cases = CaseChooser(self, status="open")
        self.cases.chosen.connect(self._plan)
        self.search, self.list = self.cases.search, self.cases.list
        self.list.setMinimumHeight(theme().px(_LIST))  # the page scrolls: today's visits are as many as they are
        self.body.addWidget(title("Today's visits"))
        self.body.addWidget(self.today)
        self.body.addWidget(TextLabel("Plan another: whose?", "heading"))
        self.body.addWidget(self.cases, 1)

    def refresh(self) -> None:
        self.ask(_today, self._show_today)
        self.cases.refresh()

    def first_focus(self) -> QWidget:
        return self.search

    def panes(self) -> list[QWidget]:
        return [self.today, self.search, self.list]

    def _show_today(self, lines: tuple[VisitLine, ...]) -> None:
        self.today.clear()
        for line in lines:
            self.expect(line.changes_at)
        overdue = sum(line.standing == "overdue" for line in lines)  # they are first, and nobody waits for one of them
        self.today.rows_reached = max(self.today.rows_reached, overdue, _SCREENFUL)
        add_rows(self.today, [partial(self._row, line) for line in lines])
        if not lines:
            self.today.say_empty("No visit is planned for today. Choose a case below.")

    def _row(self, line: VisitLine) -> Row:
        row = Row().add(visit_pill(line), width=118)
        row.add_words(TextLabel(f"{line.label.initials} · {when_of(line)}"), quiet(f"{line.who} · {line.place}"))
        about = f"the visit to {line.label.initials}, {line.when}"
        return row.add(row_button("Before you go", about, partial(self._go_to_visit, line)))

    def _go_to_visit(self, line: VisitLine) -> None:
        self.go_to(BeforeVisitDestination(line.label.case, line.entry))

    def _plan(self, case: str) -> None:
        today = self.context.now().date().isoformat()
        self.go_to(form_page("visit", case, on=today, state="planned"), replacing=True)


def _today(session: Session) -> tuple[VisitLine, ...]:
    return visits_today(session, masks_of_cases(session))
