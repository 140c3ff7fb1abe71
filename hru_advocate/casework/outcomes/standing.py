"""Tells what stands over on the day itself, over all open cases, in full fives: no day gives another away."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Final

from hru_advocate.casework.plan.planning import still_open
from hru_advocate.casework.session import Session
from hru_advocate.domain.outcomes.report import Figure, FigureRow, FigureSection, FigureTable
from hru_advocate.domain.outcomes.suppression import LEAST
from hru_advocate.store import dues, views
from hru_advocate.store.dues import DueLines
from hru_advocate.store.views import CaseRowFilter

STANDING: Final = "standing"
"""The id of that table."""

_MOST: Final = 100_000
_NOTE: Final = (
    "Open cases, today. Told in full fives, the five below: two days beside each other must not tell of one person."
)


def standing(session: Session, *, with_cover: bool = True) -> FigureSection:
    """Contacts, actions and plan reviews whose day is over, and plans that leave something known without cover.

    Whether a plan covers what is known takes about as long as opening the case, for every open case that was written
    in since it was last counted: ``with_cover`` False leaves it out.
    """
    before = (session.now().date() - timedelta(days=1)).isoformat()
    contacts, reviews = views.how_many_due(session.vault, before)
    actions = len(dues.of_open_cases(session.vault, DueLines(before, _MOST, ("action",))))
    counted = [
        ("Contacts overdue", contacts),
        ("Actions overdue", actions),
        ("Plans to be looked at again, overdue", reviews),
    ]
    if with_cover:
        counted.append(("Plans that leave something known without cover", _bare(session)))
    rows = tuple(FigureRow(words, (in_fives(count),)) for words, count in counted)
    return FigureSection("As it stands today", (FigureTable(STANDING, "Open work", ("Number",), rows, _NOTE),))


def in_fives(count: int) -> Figure:
    """A count as the full five at or below it; under five it is not shown."""
    return Figure(count - count % LEAST if count >= LEAST else None)


def _bare(session: Session) -> int:
    rows, today = views.case_rows(session.vault, CaseRowFilter(status=("open",), limit=_MOST)), session.now().date()
    kept = session.kept_of_cases
    return sum(kept.get(row.case, "left bare", today, partial(_left_bare, session, row.case)) for row in rows)


def _left_bare(session: Session, case: str) -> bool:
    """Say whether something known of a case has neither a measure nor an action."""
    return any(one.mark != "action" for one in still_open(session, case).rows)
