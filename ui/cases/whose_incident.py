"""The choice of whose incident it is: the case by initials or reference, before it is noted."""

from __future__ import annotations

from typing import ClassVar, Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from hru_advocate.casework.cases.cases import CaseFilter, CaseLine, list_cases
from ui.controls.labels import quiet, title
from ui.controls.lists.line_list import LineList, ListLine
from ui.controls.lists.search_box import SearchBox
from ui.controls.pills import level_look
from ui.shell.destinations import CaseDestination, WhoseIncidentDestination
from ui.shell.screen import Screen, ScreenContext

_MOST: Final = 60


class WhoseIncidentScreen(Screen[WhoseIncidentDestination]):
    """A line to type initials or a reference into, and the cases below it; Enter takes the first."""

    title: ClassVar[str] = "Whose incident?"

    def __init__(self, context: ScreenContext, destination: WhoseIncidentDestination) -> None:
        super().__init__(context, destination, scrolls=False)
        self._words = ""
        self._shown: str | None = None
        self._takes_first = False
        self._cases: tuple[CaseLine, ...] = ()
        self.search = SearchBox("Initials or reference")
        self.search.looked.connect(self._look_for)
        self.search.walked.connect(self._walk)
        self.search.chosen.connect(self._take_first)
        self._note = quiet("")
        self.list = LineList("Cases")
        self.list.activated.connect(self._open)
        self.body.addWidget(title("Whose incident?"))
        self.body.addWidget(self.search)
        self.body.addWidget(self._note)
        self.body.addWidget(self.list, 1)

    def refresh(self) -> None:
        wanted = CaseFilter(text=self._words, status="", order="recent")
        words = self._words
        self.ask(list_cases, lambda found: self._show(words, found), wanted, _MOST)

    def first_focus(self) -> QWidget:
        return self.search

    def panes(self) -> list[QWidget]:
        return [self.search, self.list]

    def note_incident(self) -> None:
        """Take the keyboard to the line; this is where noting begins."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

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
        self.list.show_lines([_line(case) for case in found])
        few = "Enter takes the first, arrow down goes into the list, Esc goes back."
        self._note.setText(few if found else "No case has these. Try fewer letters.")
        self._take_if_wanted()

    def _take_if_wanted(self) -> None:
        if self._takes_first and self._cases:
            self._go(self._cases[0])
        self._takes_first = False

    def _open(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._cases):
            self._go(self._cases[index.row()])

    def _go(self, case: CaseLine) -> None:
        self.go_to(CaseDestination(case.label.case, "incidents", note_incident=True), replacing=True)


def _line(case: CaseLine) -> ListLine:
    pill = (case.level_words, *level_look(case.level)) if case.level_words else None
    note = " · ".join(part for part in (case.status_words, case.area_words) if part)
    return ListLine(f"{case.label.initials} · {case.label.ref}", note, pill)
