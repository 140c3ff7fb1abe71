"""The part of a case page about law and court: one piece a subject, one below the other."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from ui.case.legal.criminal_case import CriminalCaseCard
from ui.case.legal.hearings import HearingsCard
from ui.case.legal.letters import LettersCard
from ui.case.legal.options import LegalOptionsPiece
from ui.case.legal.orders import OrdersPiece
from ui.case.tab import CaseTab
from ui.controls.layout.in_good_time import InGoodTime
from ui.shell.screen import AnyScreen

PIECES: Final[tuple[type[CaseTab], ...]] = (
    OrdersPiece,
    CriminalCaseCard,
    HearingsCard,
    LettersCard,
    LegalOptionsPiece,
)
"""The pieces from the top: what protects now, the criminal case, hearings, letters, legal options."""
_FIRST: Final = 2
"""Pieces that the first screenful holds."""


class LegalTab(CaseTab):
    """Orders and conditions, the criminal case with its clocks, hearings, and legal options of one case."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__(screen, case)
        self.pieces = [piece(screen, case) for piece in PIECES]
        self._further_down = InGoodTime(self)
        for piece in self.pieces:
            self.column.addWidget(piece)
        self.column.addStretch(1)

    def refresh(self) -> None:
        for piece in self.pieces[:_FIRST]:
            piece.refresh()
        self._further_down.fill(self._refresh_further)

    def _refresh_further(self) -> None:
        for piece in self.pieces[_FIRST:]:
            piece.refresh()

    def first_focus(self) -> QWidget | None:
        return next((widget for piece in self.pieces if (widget := piece.first_focus())), None)

    def leave(self) -> None:
        for piece in self.pieces:
            piece.leave()
