"""What a document says and what it leaves out: one function per document, and the documents of a plan by id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from hru_advocate.documents.compose_card import pocket_card
from hru_advocate.documents.compose_file import file_copy
from hru_advocate.documents.compose_paper import Composed, NoSuchPaper, PlanPaper
from hru_advocate.documents.compose_plan import full_plan, large_print, plain_sheet

PLAN_PAPERS: Final[Mapping[str, Callable[[PlanPaper], Composed]]] = {
    "full_plan": full_plan,
    "plain_sheet": plain_sheet,
    "pocket_card": pocket_card,
    "large_print": large_print,
    "file_copy": file_copy,
}
"""The papers of a plan by the ids of the form *Paper*. A safe person's copy needs a name and consent as well."""


def compose_plan(document: str, paper: PlanPaper) -> Composed:
    """Compose one of the plan's papers.

    Raises:
        NoSuchPaper: There is no document of this id.
    """
    try:
        make = PLAN_PAPERS[document]
    except KeyError:
        raise NoSuchPaper from None
    return make(paper)
