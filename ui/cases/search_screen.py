"""The results of the search as one types: people, cases, what was written, services, pages, and things to do."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from hru_advocate.casework.finding.everything import Found, SearchQuestion, search_all
from hru_advocate.casework.finding.people import gather
from ui.cases.commands import Meant, meant_by
from ui.cases.results import ResultRow, rows_of
from ui.controls.announcements import LiveRegion
from ui.controls.labels import quiet, title
from ui.controls.lists.line_list import LineList
from ui.shell.destinations import SearchDestination
from ui.shell.screen import ResultsScreen, ScreenContext


def _asked(many: int) -> str:
    """Tell of cases that were not looked through, so that "nothing found" is not taken for more than it is."""
    if not many:
        return ""
    cases, each = ("1 case was", "it") if many == 1 else (f"{many} cases were", "each")
    return f" {cases} not looked through: a colleague asks that {each} be erased. See Unit, Records kept."


class SearchScreen(ResultsScreen):
    """One list to walk with the arrow keys, on whose first row one stands; Enter opens, Esc gives up."""

    title: ClassVar[str] = "Search"

    def __init__(self, context: ScreenContext, destination: SearchDestination) -> None:
        super().__init__(context, destination, scrolls=False)
        self._words = destination.words
        self._meant: tuple[Meant, ...] = ()
        self.rows: list[ResultRow] = []
        self._opens_first = self._gathering = False
        self._shown = ""
        self._note = quiet("")
        self._telling = LiveRegion(self._note, apart=True)
        self.list = LineList("Search results")
        self.list.activated.connect(self._open)
        self.body.addWidget(title("Search"))
        self.body.addWidget(self._note)
        self.body.addWidget(self.list, 1)

    def refresh(self) -> None:
        """Search again for the same words."""
        self._meant = tuple(meant_by(self._words))
        rests = tuple(dict.fromkeys(one.rest for one in self._meant if one.rest))
        self.ask(search_all, self._show, SearchQuestion(self._words, self.destination.here, rests))

    def look_for(self, words: str) -> None:
        if words != self._words:
            self._words = words
            self.refresh()

    def walk(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.list.currentIndex().isValid():
            self.list.choose(0)

    def open_first(self) -> None:
        if self._shown == self._words and self.rows:
            self._open(self.list.model().index(0, 0))
        else:
            self._opens_first = True

    def panes(self) -> list[QWidget]:
        return [self.list]

    def _show(self, found: Found) -> None:
        if found.wanted.words != self._words:
            return  # an answer to what was typed before
        self._shown = self._words
        self.rows = rows_of(found, self._meant) if self._words else []
        self.list.show_lines([row.line for row in self.rows])
        if self.rows and not self.list.hasFocus():
            self.list.choose(0)
        self._note.setText(f"{self._say(waiting=found.waiting)}{_asked(found.asked)}")
        self._telling.tell(self._first() or self._note.text())
        if found.waiting and not self._gathering:
            self._gathering = True
            self.ask(gather, self._gathered)
        if self._opens_first:
            self._opens_first = False
            self.open_first()

    def _first(self) -> str:
        """Words for what Enter opens, and of how many; on whose side somebody stands is heard before it is pressed."""
        if not self.rows:
            return ""
        line = self.rows[0].line
        return f"{len(self.rows)} found. First: {', '.join((line.head, *(line.pill or ())[:1]))}"

    def _gathered(self, more: bool) -> None:
        """Go on reading the people of the cases, between other work; then look again."""
        if more:
            self.ask(gather, self._gathered)
        else:
            self._gathering = False
            self.refresh()

    def _say(self, *, waiting: bool) -> str:
        if not self._words:
            return "Type a name, a number that rang, a word from a note, a service, or what you want to do."
        tail = " The people of some cases are still being read." if waiting else ""
        if not self.rows:
            return f"Nothing found. Try fewer letters, another word, or the reference on the file.{tail}"
        return f"{len(self.rows)} found. Enter opens the first, arrow down goes into the list, Esc gives up.{tail}"

    def _open(self, index: QModelIndex) -> None:
        if not 0 <= index.row() < len(self.rows):
            return
        row = self.rows[index.row()]
        if row.window is not None:
            self.commanded.emit(row.window)
        elif row.leads is not None:
            self.go_to(row.leads)
