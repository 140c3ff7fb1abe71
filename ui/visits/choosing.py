"""The choice of today's visits: those of today by their time, and the case another one is planned for."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from hru_advocate.casework.cases.cases import CaseFilter, CaseLine, list_cases
from hru_advocate.casework.people.names import masks_of_cases
from hru_advocate.casework.session import Session
from hru_advocate.casework.visits.visits import VisitLine, visits_today
from ui.case_head.visit_pill import visit_pill, when_of
from ui.controls.labels import TextLabel, quiet, title
from ui.controls.layout.cards import Card, Row, row_button
from ui.controls.lists.line_list import LineList, ListLine
from ui.controls.lists.search_box import SearchBox
from ui.shell.destinations import BeforeVisitDestination, VisitsDestination, form_page
from ui.shell.screen import Screen, ScreenContext

_MOST: Final = 40


class VisitsScreen(Screen[VisitsDestination]):
    """Today's visits above; below a line to type initials or a reference into, and Enter plans a visit there."""

    title: ClassVar[str] = "Today's visits"

    def __init__(self, context: ScreenContext, destination: VisitsDestination) -> None:
        super().__init__(context, destination, scrolls=False)
        self._words = ""
        self._takes_first = False
        self._shown: str | None = None
        self._cases: tuple[CaseLine, ...] = ()
        self.today = Card("Today")
        self.search = SearchBox("Initials or reference")
        self.search.looked.connect(self._look_for)
        self.search.walked.connect(self._walk)
        self.search.chosen.connect(self._take_first)
        self.list = LineList("Cases")
        self.list.activated.connect(self._open)
        self.body.addWidget(title("Today's visits"))
        self.body.addWidget(self.today)
        self.body.addWidget(TextLabel("Plan another: whose?", "heading"))
        self.body.addWidget(self.search)
        self.body.addWidget(quiet("Enter takes the first, arrow down goes into the list, Esc goes back."))
        self.body.addWidget(self.list, 1)

    def refresh(self) -> None:
        self.ask(_today, self._show_today)
        words = self._words
        wanted = CaseFilter(text=words, status="open", order="recent")
        self.ask(list_cases, lambda found: self._show(words, found), wanted, _MOST)

    def first_focus(self) -> QWidget:
        return self.search

    def panes(self) -> list[QWidget]:
        return [self.today, self.search, self.list]

    def _show_today(self, lines: tuple[VisitLine, ...]) -> None:
        self.today.clear()
        for line in lines:
            self.expect(line.changes_at)
            row = Row().add(visit_pill(line), width=118)
            row.add_words(TextLabel(f"{line.label.initials} · {when_of(line)}"), quiet(f"{line.who} · {line.place}"))
            about = f"the visit to {line.label.initials}, {line.when}"
            self.today.add_row(row.add(row_button("Before you go", about, partial(self._go_to_visit, line))))
        if not lines:
            self.today.say_empty("No visit is planned for today. Choose a case below.")

    def _go_to_visit(self, line: VisitLine) -> None:
        self.go_to(BeforeVisitDestination(line.label.case, line.entry))

    def _look_for(self, words: str) -> None:
        self._words = words
        self.refresh()

    def _walk(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.list.currentIndex().isValid():
            self.list.choose(0)

    def _take_first(self) -> None:
        self._takes_first = True
        if self._shown == self._words:
            self._take_if_wanted()

    def _show(self, words: str, found: tuple[CaseLine, ...]) -> None:
        if words != self._words:
            return  # an answer to what was typed before
        self._shown, self._cases = words, found
        self.list.show_lines([ListLine(f"{case.label.initials} · {case.label.ref}", case.area_words) for case in found])
        self._take_if_wanted()

    def _take_if_wanted(self) -> None:
        if self._takes_first and self._cases:
            self._plan(self._cases[0])
        self._takes_first = False

    def _open(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._cases):
            self._plan(self._cases[index.row()])

    def _plan(self, case: CaseLine) -> None:
        today = self.context.now().date().isoformat()
        self.go_to(form_page("visit", case.label.case, on=today, state="planned"), replacing=True)


def _today(session: Session) -> tuple[VisitLine, ...]:
    return visits_today(session, masks_of_cases(session))
