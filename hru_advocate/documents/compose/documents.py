"""The documents by their ids: one function for each, and those of a plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from hru_advocate.documents.compose.card import pocket_card
from hru_advocate.documents.compose.office.file_copy import file_copy
from hru_advocate.documents.compose.paper import Composed, NoSuchPaper, PlanPaper
from hru_advocate.documents.compose.plan import easy_words, full_plan, large_print, leaflet, plain_sheet, safe_person

PLAN_PAPERS: Final[Mapping[str, Callable[[PlanPaper], Composed]]] = {
    "full_plan": full_plan,
    "plain_sheet": plain_sheet,
    "pocket_card": pocket_card,
    "large_print": large_print,
    "easy_words": easy_words,
    "safe_person": safe_person,
    "leaflet": leaflet,
    "file_copy": file_copy,
}
"""The papers of a plan by the ids of the form *Paper*."""


def compose_plan(document: str, paper: PlanPaper) -> Composed:
    """Compose one of the plan's papers.

    Raises:
        NoSuchPaper: There is no document of this id.
        NoConsent: A safe person's copy without a name, or without the consent of the person whose plan it is.
    """
    try:
        make = PLAN_PAPERS[document]
    except KeyError:
        raise NoSuchPaper from None
    return make(paper)
