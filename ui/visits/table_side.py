"""The ways that stay open while somebody of the case looks on: the parts that belong on the table, and nothing else."""

from __future__ import annotations

from typing import Final

from hru_advocate.casework.paper.document_kinds import LETTER_IDS
from hru_advocate.domain.plan.paper_safety import OFFICE
from ui.shell.destinations import (
    ConversationDestination,
    Destination,
    FormDestination,
    PaperDestination,
    PlanDestination,
    VisitEndDestination,
    VisitModeDestination,
    case_of,
)

TABLE_FORMS: Final = frozenset({"situation", "signposting", "incident", "contact", "safe_contact", "agreement"})
"""Forms that are filled in beside the person, on a page."""

TALKS: Final = frozenset({"risk_conversation", "needs_assessment"})
"""Conversations."""


def table_side(destination: Destination, table: VisitModeDestination) -> Destination | None:
    """Say where a way leads in visit mode: there, back to the table, or ``None`` where it leads out of this case.

    A page of this case that is not for the table, such as its history, leads to the table instead: a saved entry goes
    on to it by itself.
    """
    if case_of(destination) != table.case:
        return None
    match destination:
        case PlanDestination() | VisitEndDestination():
            return destination
        case FormDestination(request) if request.form in TABLE_FORMS and not request.corrects:
            return destination
        case ConversationDestination(request) if request.form in TALKS:
            return destination
        case PaperDestination() if not destination.record and destination.document not in OFFICE | LETTER_IDS:
            return destination
        case _:
            return table
