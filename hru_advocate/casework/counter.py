"""The numbers beside Today and Cases in the rail: Today's lines that are due today or over, counted."""

from __future__ import annotations

from dataclasses import dataclass, fields

from hru_advocate.casework.actions.pauses import paused_cases, resting
from hru_advocate.casework.due import EVERY, Horizon, WhatIsDue, what_is_due
from hru_advocate.casework.session import Session
from hru_advocate.store import views


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """The numbers beside Today and Cases in the rail."""

    today: int
    open_cases: int


def counts(session: Session) -> CaseCounts:
    """The numbers beside Today and Cases: the lines of Today that are due today or over, and the open cases."""
    day = session.now().date()
    due = what_is_due(session, Horizon(day, day, EVERY), resting(paused_cases(session)))
    lines = sum(len(getattr(due, sort.name)) for sort in fields(WhatIsDue))
    return CaseCounts(lines, views.counts_by_status(session.vault).get("open", 0))
