"""The criminal case on the case page: where it stands, enhanced rights, and every clock with who owes it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.law.criminal import CriminalCaseLine, criminal_cases
from ui.case.legal.clock_list import ClockTab
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Row, add_action, row_button
from ui.controls.pills import Pill
from ui.controls.tick_boxes import TickBox
from ui.shell.screen import AnyScreen


class CriminalCaseCard(ClockTab[CriminalCaseLine]):
    """Every criminal case of a case with the clocks that have begun."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__(screen, case, "Criminal case")
        self.where = TickBox("Where each number stands")
        self.where.toggled.connect(self._toggle_sources)
        self.add_button = Button("Add a criminal case", on_click=partial(self.open_form, "criminal_case"))
        add_action(self.card, self.where)
        add_action(self.card, self.add_button)
        self.column.addWidget(self.card)

    def refresh(self) -> None:
        self.owner.ask_hiding(criminal_cases, self.show_lines, self.case)

    def first_focus(self) -> QWidget | None:
        return next((row.step for row in self.rows if row.step is not None), self.add_button)

    def _toggle_sources(self, on: bool) -> None:
        self.sources = on
        self.redraw()

    def draw(self, lines: tuple[CriminalCaseLine, ...]) -> None:
        self.where.setVisible(bool(lines))
        for one in lines:
            self._show_case(one)
        if not lines:
            self.card.say_empty(
                "No criminal case yet. Add one when a crime was reported: its days start the clocks of what police "
                "and court owe, and the last days of the person's rights."
            )

    def _show_case(self, one: CriminalCaseLine) -> None:
        facts = [one.enhanced_words, one.statement_words, one.edition_words]
        row = Row().add_words(TextLabel(one.title, "head"), *(quiet(words) for words in facts))
        row.add(Pill(one.stage_words, "accent", "none"))
        row.add(row_button("Open", one.title, partial(self.open_record, one.entry)))
        row.add(row_button("Go on", one.title, partial(self.go_on_with, "criminal_case", one.entry)))
        self.card.add_row(row)
        self.show_clocks(one.entry, one.clocks)
        if one.not_begun:
            more = "clock has" if one.not_begun == 1 else "clocks have"
            self.card.add_row(quiet(f"{one.not_begun} {more} not begun: nothing has happened that starts them."))
