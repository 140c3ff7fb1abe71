"""A case row where versions disagree: the list is made from the newest, what is shown is the safer of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from hru_advocate.casework.plan.knowledge import facts_now
from hru_advocate.casework.session import Session
from hru_advocate.domain.plan.situations import LIVES_WITH
from hru_advocate.store.views import CaseRow

_TOGETHER: Final = frozenset({"together", "some_nights"})


def safer_row(session: Session, row: CaseRow) -> CaseRow:
    """The row with them living together, where a version tells so that nobody has settled; its level is the graver."""
    if not row.disputed:
        return row
    with_them = LIVES_WITH in facts_now(session, row.case).present
    return replace(row, living="together") if with_them and row.living not in _TOGETHER else row
