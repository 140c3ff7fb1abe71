"""A case row where versions disagree: the list is made from the newest, what is shown is the safer of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from hru_advocate.casework.plan.knowledge import facts_now
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.plan.situations import LIVES_WITH
from hru_advocate.store.views import CaseRow

_GRAVEST: Final = ("high", "medium", "standard", "not_graded_yet")
_TOGETHER: Final = frozenset({"together", "some_nights"})


def safer_row(session: Session, row: CaseRow) -> CaseRow:
    """The row with the safer of what versions tell that nobody has settled: living together, and the graver level."""
    if not row.disputed:
        return row
    with_them = LIVES_WITH in facts_now(session, row.case).present
    living = "together" if with_them and row.living not in _TOGETHER else row.living
    return replace(row, living=living, level=_graver(session, row))


def _graver(session: Session, row: CaseRow) -> str | None:
    """The graver level, where two versions of the judgement that counts disagree."""
    judged = session.heads(row.case, ["judgement"])
    if not judged or row.level is None:
        return row.level
    levels = {value_of(one.answers, "level") for one in judged if one.record == judged[0].record}
    return next((level for level in _GRAVEST if level in levels), row.level)
