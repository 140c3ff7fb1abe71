"""The consultation service: who asked about which behaviour, the advice, what came of it, and the figures."""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from hru_advocate.casework.unit import consultations
from hru_advocate.casework.unit.consultations import (
    FORM,
    ConsultationFilter,
    ConsultationLine,
    ConsultationPage,
    ConsultationStanding,
)
from hru_advocate.domain.consultations import BEHAVIOURS, Figures
from ui.controls.buttons import Button
from ui.controls.labels import quiet
from ui.controls.layout.flow_layout import flowing
from ui.controls.lists.filter_bar import FilterBar
from ui.controls.lists.line_list import ListLine
from ui.controls.lists.list_and_page import ListAndPage
from ui.controls.tick_boxes import Dropdown
from ui.shell.destinations import CaseDestination, FormDestination, FormRequest, RecordDestination, form_page
from ui.shell.screen import AnyScreen
from ui.unit.consultation_panel import LOOKS, ConsultationPanel, list_note
from ui.unit.part import UnitPart

_STANDINGS: Final = (
    ("", "However it stands"),
    ("waiting", "To be answered"),
    ("reminder", "Reminder is due"),
    ("advised", "Answered"),
    ("referral", "Became a case"),
)
_NOTHING: Final = (
    "Choose a consultation. Another professional asks about a behaviour; no case and nobody's name is needed. "
    "What is still to be answered comes first."
)
_FIGURES: Final = "figures"
"""Stands in the place of a consultation's id while the figures are on show."""


class ConsultationsPart(UnitPart):
    """A list at the left, one consultation or the figures at the right."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__(screen)
        self._lines: dict[str, ConsultationLine] = {}
        self._page: ConsultationPage | None = None
        self._wanted = ""
        kinds = (("", "Any behaviour"), *BEHAVIOURS.items())
        self._behaviour, self._standing = Dropdown("Behaviour", kinds), Dropdown("How it stands", _STANDINGS)
        self.filters = FilterBar("Words of a consultation", (self._behaviour, self._standing))
        self.filters.changed.connect(self._ask_list)
        self._count = quiet("", wrap=False)
        self.figures = Button("Figures", on_click=self._ask_figures)
        self.figures.setAccessibleDescription("Of the consultations")  # the rail has the unit's
        self.new = Button("New consultation", "primary", keys="Ctrl N", on_click=self._begin)
        shortcut = QShortcut(QKeySequence("Ctrl+N"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._begin)
        self.view = ConsultationPanel()
        self.view.wanted.connect(self._do)
        head = flowing(self.new, self.figures, self._count)
        self.both = ListAndPage("Consultations", self.view, _NOTHING, above=(self.filters, head))
        self.both.chosen.connect(self._chosen)
        self.filters.search.walked.connect(self.both.take_keyboard)
        self.column.addWidget(self.filters)
        self.column.addWidget(head)
        self.column.addWidget(self.both, 1)

    def open_one(self, entry: str) -> None:
        """Choose one by its current entry or its record, as soon as the list has it."""
        self._wanted = entry
        self._ask_list()

    def refresh(self) -> None:
        self._ask_list()
        if self.both.shown == _FIGURES:
            self._ask_figures()

    def first_focus(self) -> QWidget:
        return self.filters.search

    def panes(self) -> list[QWidget]:
        return [self.filters, *self.both.panes()]

    def step_back(self) -> bool:
        return self.both.step_back()

    def _ask_list(self) -> None:
        standing = cast("ConsultationStanding", self._standing.chosen())
        wanted = ConsultationFilter(self.filters.text(), self._behaviour.chosen(), standing)
        self.owner.ask(consultations.consultation_lines, self._show_list, wanted)

    def _show_list(self, lines: tuple[ConsultationLine, ...]) -> None:
        self._lines = {line.record: line for line in lines}
        waiting = sum(line.standing == "waiting" for line in lines)
        count = "1 consultation" if len(lines) == 1 else f"{len(lines)} consultations"
        nothing = "No consultation fits." if self.filters.narrowed() else "No consultation yet."
        self._count.setText((f"{count} · {waiting} to be answered" if waiting else count) if lines else nothing)
        self.both.show_lines(list(self._lines), [_line(line) for line in lines])
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            self.both.go_to(next((line.record for line in lines if wanted in (line.entry, line.record)), ""))
        elif self.both.shown in self._lines:
            self._chosen(self.both.shown)

    def _chosen(self, record: str) -> None:
        line = self._lines.get(record)
        if line is not None:
            self.owner.ask(consultations.consultation_page, self._show_page, line.entry)

    def _show_page(self, page: ConsultationPage) -> None:
        if page.line.record == self.both.shown:
            self._page = page
            self.view.show_consultation(page)
            self.both.show_page()

    def _ask_figures(self) -> None:
        self.owner.ask(consultations.figures, self._show_figures)

    def _show_figures(self, counted: Figures) -> None:
        self.both.shown = _FIGURES
        self.both.list.clearSelection()
        self.view.show_figures(counted)
        self.both.show_page()

    def _begin(self) -> None:
        self.owner.go_to(form_page(FORM, asked_on=f"{self.owner.context.now():%Y-%m-%d}"))

    def _do(self, what: str) -> None:
        page = self._page
        if page is None:
            return
        if what == "go_on":
            why = "The advice was written" if page.line.standing == "waiting" else "Gone on with"
            self.owner.go_to(FormDestination(FormRequest(FORM, corrects=(page.line.entry,), reason=why)))
        elif what == "refer":
            self.owner.ask(consultations.referral_answers, self._refer, page.line.entry)
        elif what == "case":
            self.owner.go_to(CaseDestination(page.case))
        else:
            self.owner.go_to(RecordDestination(page.line.entry))

    def _refer(self, answers: dict[str, object]) -> None:
        self.owner.go_to(FormDestination(FormRequest("referral", answers=answers)))


def _line(line: ConsultationLine) -> ListLine:
    return ListLine(line.behaviour_words, list_note(line), (line.standing_words, *LOOKS[line.standing]))
