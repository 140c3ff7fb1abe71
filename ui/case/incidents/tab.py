"""The part of a case page where incidents are noted and read."""

from __future__ import annotations

from hru_advocate.casework.records.records import RecordLine, record_lines
from ui.case.tab import CaseTab
from ui.controls.layout.cards import Card
from ui.shell.screen import AnyScreen


class IncidentsTab(CaseTab):
    """Every incident of the case, the newest first."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__(screen, case)
        self.card = Card("Incidents")
        self.column.addWidget(self.card)
        self.column.addStretch(1)

    def refresh(self) -> None:
        self.owner.ask_hiding(record_lines, self._show, self.case, ("incident",))

    def _show(self, lines: tuple[RecordLine, ...]) -> None:
        self.fill_records(self.card, lines, "No incident yet.")
