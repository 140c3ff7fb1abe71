"""The choice of a case by initials or reference: a line to type into, and the cases below it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from hru_advocate.casework.cases.choosing import CaseChoice, case_choices
from ui.controls.inputs import bare
from ui.controls.labels import quiet
from ui.controls.lists.line_list import LineList, ListLine
from ui.controls.lists.search_box import SearchBox
from ui.controls.pills import level_look
from ui.controls.signals import SignalOf, value_signal
from ui.shell.screen import AnyScreen

_MOST: Final = 60
_HOW: Final = "Enter takes the first, arrow down goes into the list, Esc goes back."
_NONE: Final = "No case has these. Try fewer letters."


class CaseChooser(QWidget):
    """Enter takes the first case, also one that is still being looked for; ``chosen`` emits the case by its id.

    ``status`` is the only status of a case that is offered, or "" for any.
    """

    chosen: SignalOf[str] = value_signal()

    def __init__(self, screen: AnyScreen, status: str = "") -> None:
        super().__init__()
        self._screen, self._status = screen, status
        self._words = ""
        self._shown: str | None = None
        self._takes_first = False
        self._cases: tuple[CaseChoice, ...] = ()
        self.search = SearchBox("Initials or reference")
        self.search.looked.connect(self._look_for)
        self.search.walked.connect(self._walk)
        self.search.chosen.connect(self._take_first)
        self._note = quiet("")
        self.list = LineList("Cases")
        self.list.activated.connect(self._open)
        column = bare(self, gap=16)
        column.addWidget(self.search)
        column.addWidget(self._note)
        column.addWidget(self.list, 1)

    def refresh(self) -> None:
        """Ask for the cases again."""
        words = self._words
        self._screen.ask(case_choices, lambda found: self._show(words, found), words, self._status, _MOST)

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

    def _show(self, words: str, found: tuple[CaseChoice, ...]) -> None:
        if words != self._words:
            return  # an answer to what was typed before
        self._shown, self._cases = words, found
        self.list.show_lines([_line(case) for case in found])
        self._note.setText(_HOW if found else _NONE)
        self._take_if_wanted()

    def _take_if_wanted(self) -> None:
        if self._takes_first and self._cases:
            self.chosen.emit(self._cases[0].label.case)
        self._takes_first = False

    def _open(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._cases):
            self.chosen.emit(self._cases[index.row()].label.case)


def _line(case: CaseChoice) -> ListLine:
    pill = (case.level_words, *level_look(case.level)) if case.level_words else None
    note = " · ".join(part for part in (case.status_words, case.area_words) if part)
    return ListLine(f"{case.label.initials} · {case.label.ref}", note, pill)
