"""The part of a case page where incidents are noted and read."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QSizePolicy, QWidget

from hru_advocate.casework.incidents.lines import IncidentLine, IncidentPage, incident_page
from hru_advocate.domain.text_folding import holds, ways_to_find
from ui.case.incidents.after_strip import AfterStrip
from ui.case.incidents.pattern_card import PatternCard
from ui.case.incidents.quick import QuickNote
from ui.case.tab import CaseTab
from ui.controls.inputs import OneLine
from ui.controls.labels import quiet
from ui.controls.layout.cards import Card, Columns
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.in_good_time import InGoodTime
from ui.controls.lists.line_list import LineList, ListLine
from ui.controls.theme import theme
from ui.controls.tick_boxes import Dropdown
from ui.shell.screen import AnyScreen

_TALL: Final = 520
"""Pixels of the list at a text size of 100 per cent: it scrolls by itself, so that many cost no more than few."""


class IncidentsTab(CaseTab):
    """The quick line, what the last one asks for, and every incident of the case, the newest first."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__(screen, case)
        self._page = IncidentPage((), ())
        self._shown: tuple[IncidentLine, ...] = ()
        self._put_away: set[str] = set()
        self.quick = QuickNote(screen, case)
        self.strip = AfterStrip(screen, case)
        self.strip.put_away.connect(self._dismiss)
        self.quick.noted.connect(self.strip.tell_next)
        self.behaviour = Dropdown("What was done", (("", "Everything done"),))
        self.behaviour.currentIndexChanged.connect(lambda _index: self._choose())
        self.behaviour.setMaximumWidth(theme().px(260))
        self.search = OneLine("Filter: words, place, month")
        self.search.setAccessibleName("Filter incidents")
        self.search.setMinimumWidth(theme().px(220))
        self.search.textChanged.connect(lambda _text: self._sieve())
        self.card = Card("Incidents")
        self.list = LineList("Incidents")
        self.list.activated.connect(self._open)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.list.setFixedHeight(theme().px(_TALL))
        self.none = quiet("")
        for widget in (flowing(self.search, self.behaviour, gap=8), self.none, self.list):
            self.card.rows.addWidget(widget)
        self.card.rows.setSpacing(8)
        columns = Columns(wide=1, narrow=1)
        columns.first.addWidget(self.quick)
        columns.second.addWidget(self.strip)
        columns.second.addWidget(self.card)
        columns.first.addStretch(1)
        columns.second.addStretch(1)
        self.column.addWidget(columns)
        self.pattern = PatternCard(screen, case)
        self._further_down = InGoodTime(self)
        self.column.addWidget(self.pattern)
        self.column.addStretch(1)

    def refresh(self) -> None:
        self.owner.ask_hiding(incident_page, self._show, self.case)
        self.quick.come_back()

    def take_keyboard(self) -> None:
        self.quick.take_keyboard()

    def first_focus(self) -> QWidget | None:
        return self.quick.line

    def leave(self) -> None:
        self.quick.leave()

    def _show(self, page: IncidentPage) -> None:
        self._page = page
        chosen = [(one, f"{words} ({count})") for one, words, count in page.behaviours]
        self.behaviour.set_choices((("", "Everything done"), *chosen))
        self._sieve()
        self._further_down.fill(self._ask_pattern)
        if page.to_ask and page.to_ask not in self._put_away:
            self.strip.ask(page.to_ask)
        elif self.strip.asked is not None:
            self.strip.close_strip()

    def _dismiss(self) -> None:
        self._put_away.add(self._page.to_ask)
        self.quick.take_keyboard()

    def _choose(self) -> None:
        """Another behaviour: the list and the pattern follow it."""
        self._sieve()
        if self.behaviour.chosen() != self.pattern.behaviour:
            self._ask_pattern()

    def _ask_pattern(self) -> None:
        done = self.behaviour.chosen()
        named = next((words for one, words, _count in self._page.behaviours if one == done), "")
        self.pattern.ask(done, named)

    def _sieve(self) -> None:
        done, wanted = self.behaviour.chosen(), ways_to_find(self.search.text())
        self._shown = tuple(
            line
            for line in self._page.lines
            if (not done or done in line.done) and (not wanted or holds(_words(line), wanted))
        )
        self.list.show_lines([_row(line) for line in self._shown])
        every = len(self._page.lines)
        self.card.note.setText(f"{len(self._shown)} of {every}" if done or wanted else str(every or ""))
        self.list.setVisible(bool(self._shown))
        self.none.setVisible(not self._shown)
        nothing = "No incident has these words." if every else "No incident yet. The first one is noted at the left."
        self.none.setText(nothing)

    def _open(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._shown):
            self.open_record(self._shown[index.row()].entry)


def _words(line: IncidentLine) -> str:
    return f"{line.when_words} {line.done_words} {line.what} {line.where} {line.count_words}"


def _row(line: IncidentLine) -> ListLine:
    """A line of the list: what was done and how often; when, what happened and where below."""
    head = " · ".join(part for part in (line.done_words or line.what, line.count_words) if part)
    about = line.what if line.done_words else ""
    note = " · ".join(part for part in (line.when_words, about, line.where, line.told) if part)
    if line.taken_back:
        return ListLine(head, note, ("taken back", "caution"))
    if line.disputed:
        return ListLine(head, note, ("two versions", "danger"))
    if line.items:
        return ListLine(
            head, note, ("1 thing shows it" if line.items == 1 else f"{line.items} things show it", "accent")
        )
    return ListLine(head, note, ("corrected", "quiet") if line.corrected else None)
