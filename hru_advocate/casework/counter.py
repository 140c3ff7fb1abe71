"""The numbers beside Today and Cases in the rail: Today's lines that are due today or over, counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hru_advocate.casework.actions.pauses import paused_cases, resting
from hru_advocate.casework.cases.asking import outcomes_due
from hru_advocate.casework.cases.review_days import reviews_due
from hru_advocate.casework.law.dates import BY_THEIR_LINES, court_dates_due, order_dates_due
from hru_advocate.casework.partners.repeats import repeat_questions
from hru_advocate.casework.plan.order_changes import plans_behind
from hru_advocate.casework.session import Session
from hru_advocate.casework.unit.consultations import consultations_due
from hru_advocate.domain.actions.pauses import NEVER_RESTS
from hru_advocate.store import views
from hru_advocate.store.views import DueLines

_EVERY: Final = 100_000
"""More lines than any unit has: everything is counted, though Today shows only the first."""


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """The numbers beside Today and Cases in the rail."""

    today: int
    open_cases: int


def counts(session: Session) -> CaseCounts:
    """The numbers beside Today and Cases: the lines of Today that are due today or over, and the open cases."""
    day, rest = session.now().date(), resting(paused_cases(session))
    today, elsewhere = day.isoformat(), (*sorted(NEVER_RESTS), "outcome")
    others = (
        DueLines(today, _EVERY, BY_THEIR_LINES),
        DueLines(today, _EVERY, elsewhere, others=True, resting=rest),
    )
    due = sum(views.how_many_due(session.vault, today, rest))
    due += sum(len(views.dues_of_open_cases(session.vault, one)) for one in others)
    due += len(order_dates_due(session, day, _EVERY)) + len(court_dates_due(session, day, _EVERY))
    due += len(plans_behind(session, day, rest))
    due += len(repeat_questions(session)) + len(reviews_due(session, day))
    due += len({line.record for line in views.dues_of_slot(session.vault, "visit", today)})
    due += len(outcomes_due(session, day, _EVERY, rest)) + len(consultations_due(session, day))
    return CaseCounts(due, views.counts_by_status(session.vault).get("open", 0))
