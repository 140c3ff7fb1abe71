"""Tells what stands over on the day itself, over all open cases, in full fives: no day gives another away."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Final

from hru_advocate.casework.actions.pauses import paused_cases, resting
from hru_advocate.casework.plan.order_changes import plans_to_look_at
from hru_advocate.casework.plan.planning import bare
from hru_advocate.casework.plan.review_requests import review_in_row
from hru_advocate.casework.session import Session
from hru_advocate.domain.actions.action import read_action
from hru_advocate.domain.outcomes.report import Figure, FigureRow, FigureSection, FigureTable
from hru_advocate.domain.outcomes.suppression import LEAST
from hru_advocate.store import dues, views
from hru_advocate.store.dues import DueLines
from hru_advocate.store.ledger import ledger

STANDING: Final = "standing"
"""The id of that table."""

_MOST: Final = 100_000
_NOTE: Final = (
    "Open cases, today. Told in full fives, the five below: two days beside each other must not tell of one person."
)


def standing(session: Session, *, with_cover: bool = True) -> FigureSection:
    """Contacts, actions and plan reviews whose day is over, and plans that leave something known without cover.

    Over is what Today and the supervisor's page say is over: what rests in a paused case is not. Whether a plan covers
    what is known takes about as long as opening the case, for every open case that was written in since it was last
    counted: ``with_cover`` False leaves it out.
    """
    today, rest = session.now().date(), resting(paused_cases(session))
    before = today - timedelta(days=1)
    contacts = [row for row in views.contacts_due(session.vault, before.isoformat()) if row.case not in rest]
    counted = [
        ("Contacts overdue", len(contacts)),
        ("Actions overdue", _actions(session, today, rest)),
        ("Plans to be looked at again, overdue", _plans(session, today, rest)),
    ]
    if with_cover:
        counted.append(("Plans that leave something known without cover", _bare(session)))
    rows = tuple(FigureRow(words, (in_fives(count),)) for words, count in counted)
    return FigureSection("As it stands today", (FigureTable(STANDING, "Open work", ("Number",), rows, _NOTE),))


def _actions(session: Session, today: date, rest: tuple[str, ...]) -> int:
    """Count the actions over their own day; one that is only to be asked after is not late."""
    wanted = DueLines((today - timedelta(days=1)).isoformat(), _MOST, ("action",), resting=rest)
    lines = [line for line, _ref, _initials in dues.of_open_cases(session.vault, wanted)]
    kept = session.kept_of_cases
    return sum(
        kept.get(line.case or "", ("late", line.entry), today, partial(_late, session, line.entry, today))
        for line in lines
    )


def _late(session: Session, entry: str, today: date) -> bool:
    record = session.read(ledger.entry(session.vault, entry))
    return read_action(record.entry, record.answers).late_days(today) > 0


def _plans(session: Session, today: date, rest: tuple[str, ...]) -> int:
    """Count the plans whose own day is over, or that an event or a change of an order has asked for since a day."""
    plans = plans_to_look_at(session, today, _MOST, rest)
    asked = [review_in_row(session, row, changes) for row, changes in plans]
    return sum(one.day is not None and one.day < today for one in asked)


def in_fives(count: int) -> Figure:
    """A count as the full five at or below it; under five it is not shown."""
    return Figure(count - count % LEAST if count >= LEAST else None)


def _bare(session: Session) -> int:
    return sum(bare(session, case)[0] > 0 for case in views.open_cases(session.vault))
