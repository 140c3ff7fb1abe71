"""Works out in pauses what pages of many cases ask for, so that the first visit to one costs what the next does."""

from __future__ import annotations

from typing import Final

from hru_advocate.casework.finding.people import all_gathered, gather
from hru_advocate.casework.outcomes.counting import count_on
from hru_advocate.casework.plan.planning import BARE, bare
from hru_advocate.casework.session import Session
from hru_advocate.store import views

_CASES: Final = 40
"""The cases counted for figures in one step: about as long as a page may take."""


def ready_next(session: Session) -> bool:
    """Work out one more piece of it; says False once nothing is left.

    A piece is a moment's work, and somebody who asks for anything meanwhile waits no longer than for that.
    """
    today = session.now().date()
    for case in views.open_cases(session.vault):
        if not session.kept_of_cases.holds(case, BARE, today):
            bare(session, case)
            return True
    if not all_gathered(session):
        gather(session)
        return True
    if count_on(session, _CASES):
        return True
    session.vault.give_back_memory()
    return False
