"""The results of the search: cases, services, legal options and everything written, as one types."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from hru_advocate.casework.cases.cases import CaseFilter, CaseLine, list_cases
from hru_advocate.casework.law.legal_options import OptionFilter, OptionLine, find_options
from hru_advocate.casework.records.searching import SearchHit, find
from hru_advocate.casework.services.directory import DirectoryFilter, ServiceLine, find_services
from hru_advocate.casework.session import Session
from ui.controls.labels import quiet, title
from ui.controls.lists.line_list import LineList, ListLine
from ui.controls.pills import level_look
from ui.shell.destinations import (
    CaseDestination,
    Destination,
    DirectoryDestination,
    LegalDestination,
    RecordDestination,
    SearchDestination,
)
from ui.shell.screen import ResultsScreen, ScreenContext

_CASES, _ENTRIES, _SERVICES, _OPTIONS = 8, 40, 8, 5


class SearchResult(NamedTuple):
    """Everything one search found."""

    words: str
    cases: tuple[CaseLine, ...]
    entries: tuple[SearchHit, ...]
    services: tuple[ServiceLine, ...]
    options: tuple[OptionLine, ...] = ()


def search_all(session: Session, words: str) -> SearchResult:
    """Search cases of every status, all entries, the directory and the legal options."""
    if not words:
        return SearchResult(words, (), (), ())
    return SearchResult(
        words,
        list_cases(session, CaseFilter(text=words, status="", order="recent"), _CASES),
        find(session, words, _ENTRIES),
        find_services(session, DirectoryFilter(text=words))[:_SERVICES],
        find_options(session, OptionFilter(text=words))[:_OPTIONS],
    )


class SearchScreen(ResultsScreen):
    """One list to walk with the arrow keys; Enter opens, Esc gives up."""

    title: ClassVar[str] = "Search"

    def __init__(self, context: ScreenContext, destination: SearchDestination) -> None:
        super().__init__(context, destination, scrolls=False)
        self._words = destination.words
        self._destinations: list[Destination] = []
        self._opens_first = False
        self._shown = ""
        self._note = quiet("")
        self.list = LineList("Search results")
        self.list.activated.connect(self._open)
        self.body.addWidget(title("Search"))
        self.body.addWidget(self._note)
        self.body.addWidget(self.list, 1)

    def refresh(self) -> None:
        """Search again for the same words."""
        self.ask(search_all, self._show, self._words)

    def look_for(self, words: str) -> None:
        if words != self._words:
            self._words = words
            self.refresh()

    def walk(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.list.currentIndex().isValid():
            self.list.choose(0)

    def open_first(self) -> None:
        if self._shown == self._words and self._destinations:
            self._open(self.list.model().index(0, 0))
        else:
            self._opens_first = True

    def panes(self) -> list[QWidget]:
        return [self.list]

    def _show(self, found: SearchResult) -> None:
        if found.words != self._words:
            return  # an answer to what was typed before
        self._shown = found.words
        lines, self._destinations = [], []
        for case in found.cases:
            pill = (case.level_words, *level_look(case.level)) if case.level_words else None
            note = _join("Case", case.status_words, case.area_words)
            lines.append(ListLine(f"{case.label.initials} · {case.label.ref}", note, pill))
            self._destinations.append(CaseDestination(case.label.case))
        for hit in found.entries:
            whose = f"{hit.label.initials} · " if hit.label else ""
            lines.append(ListLine(f"{whose}{hit.title} · {hit.when_words}", hit.snippet))
            self._destinations.append(RecordDestination(hit.entry, hit.label.case if hit.label else None))
        for service in found.services:
            lines.append(ListLine(service.name, _join("Service", service.kind_words, service.area)))
            self._destinations.append(DirectoryDestination(service.id))
        for option in found.options:
            lines.append(ListLine(option.name, _join("Legal option", option.confirmed_words, option.note)))
            self._destinations.append(LegalDestination(option.id))
        self.list.show_lines(lines)
        self._note.setText(self._say(len(lines)))
        if self._opens_first:
            self._opens_first = False
            self.open_first()

    def _say(self, count: int) -> str:
        if not self._words:
            return "Type a name, a reference, a word from a note, or a service."
        if not count:
            return "Nothing found. Try fewer letters, another word, or the reference on the file."
        return f"{count} found. Arrow down goes into the list, Enter opens, Esc gives up."

    def _open(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._destinations):
            self.go_to(self._destinations[index.row()])


def _join(*words: str) -> str:
    return " · ".join(word for word in words if word)
