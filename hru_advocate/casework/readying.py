"""Works out in pauses what pages of many cases ask for, so that the first visit to one costs what the next does."""

from __future__ import annotations

from typing import Final

from hru_advocate.casework.outcomes.counting import count_on
from hru_advocate.casework.plan.planning import BARE, bare
from hru_advocate.casework.session import Session
from hru_advocate.store import views
from hru_advocate.store.views import CaseRowFilter

_CASES: Final = 40
"""The cases counted for figures in one step: about as long as a page may take."""


def ready_next(session: Session) -> bool:
    """Work out one more piece of it; says False once nothing is left.

    A piece is a moment's work, and somebody who asks for anything meanwhile waits no longer than for that.
    """
    today = session.now().date()
    rows = views.case_rows(session.vault, CaseRowFilter(status=("open",), limit=100_000))
    for row in rows:
        if not session.kept_of_cases.holds(row.case, BARE, today):
            bare(session, row.case)
            return True
    return count_on(session, _CASES)
