"""The visits of one case: to come, out, and over; planned here, and each with its page before one goes."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.visits.visits import VisitLine, visits_of_case
from ui.case.tab import CaseTab
from ui.case_head.visit_pill import visit_pill, when_of
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, Row, add_action, row_button
from ui.controls.layout.more_rows import add_rows
from ui.shell.destinations import BeforeVisitDestination, form_page
from ui.shell.screen import AnyScreen


class VisitsPiece(CaseTab):
    """The card of visits, below the log of contacts."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__(screen, case)
        self.card = Card("Visits")
        self.plan_button = Button("Plan a visit", on_click=self._plan)
        add_action(self.card, self.plan_button)
        self.column.addWidget(self.card)

    def refresh(self) -> None:
        self.owner.ask_hiding(visits_of_case, self._show, self.case)

    def first_focus(self) -> QWidget | None:
        return self.plan_button

    def _plan(self) -> None:
        today = self.owner.context.now().date().isoformat()
        self.owner.go_to(form_page("visit", self.case, on=today, state="planned"))

    def _show(self, lines: tuple[VisitLine, ...]) -> None:
        self.card.clear()
        self.card.set_tone("danger" if any(line.standing == "overdue" for line in lines) else None)
        for line in lines:
            self.owner.expect(line.changes_at)
        add_rows(self.card, [partial(self._row, line) for line in lines])
        if not lines:
            self.card.say_empty("No visit yet. Plan one: who goes, when back, and who raises it if not.")

    def _row(self, line: VisitLine) -> Row:
        row = Row().add_words(TextLabel(when_of(line)), quiet(f"{line.who} · {line.place}")).add(visit_pill(line))
        if line.open:
            return row.add(row_button("Before you go", when_of(line), partial(self._before, line.entry)))
        return row.add(row_button("Open", when_of(line), partial(self.open_record, line.entry)))

    def _before(self, entry: str) -> None:
        self.owner.go_to(BeforeVisitDestination(self.case, entry))
