"""The part of a case page about partners: one piece a subject, one below the other."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from ui.case.partners.agencies import AgenciesPiece
from ui.case.partners.disclosures import DisclosuresPiece
from ui.case.partners.flags import FlagsPiece
from ui.case.partners.meetings import MeetingsPiece
from ui.case.partners.safeguarding import SafeguardingPiece
from ui.case.tab import CaseTab
from ui.shell.screen import AnyScreen

PIECES: Final[tuple[type[CaseTab], ...]] = (
    FlagsPiece,
    MeetingsPiece,
    SafeguardingPiece,
    AgenciesPiece,
    DisclosuresPiece,
)
"""The pieces from the top."""


class PartnersTab(CaseTab):
    """Flags, meetings, safeguarding, agencies and disclosures of one case: work together with others."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__(screen, case)
        self.pieces = [piece(screen, case) for piece in PIECES]
        for piece in self.pieces:
            self.column.addWidget(piece)
        self.column.addStretch(1)

    def refresh(self) -> None:
        for piece in self.pieces:
            piece.refresh()

    def first_focus(self) -> QWidget | None:
        return next((widget for piece in self.pieces if (widget := piece.first_focus())), None)
