"""Everything that falls due over all cases, a list of each sort: Today puts them into words, the rail counts them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.cases.asking import OutcomeDue, lines_of_outcomes, outcomes_due
from hru_advocate.casework.cases.review_days import reviews_due
from hru_advocate.casework.law.dates import BY_THEIR_LINES, SLOTS, CourtDate, court_dates_due, order_dates_due
from hru_advocate.casework.people.asked_to_erase import waiting
from hru_advocate.casework.plan.order_changes import plans_to_look_at
from hru_advocate.casework.repeats import RepeatQuestion, repeat_questions
from hru_advocate.casework.session import Session
from hru_advocate.casework.unit.consultations import DueConsultation, consultations_due
from hru_advocate.casework.visits.visits import visits_due
from hru_advocate.domain.actions.pauses import NEVER_RESTS
from hru_advocate.domain.law.due import OrderNotice
from hru_advocate.domain.law.order_changes import OrderChange
from hru_advocate.store import dues, views
from hru_advocate.store.dues import DueLine, DueLines
from hru_advocate.store.views import CaseRow, RecordRow

_OTHERS = (*sorted(NEVER_RESTS), "outcome", "action")
"""The slots asked for by themselves; the days of all others are reviews."""


EVERY: Final = 100_000
"""More lines than any unit has: everything is counted, however few of them a page shows."""


@dataclass(frozen=True, slots=True)
class Horizon:
    """A look ahead: up to which day for the dates of others, for hearings among them, and for our own work.

    ``most`` is how many of a sort, the longest due first.
    """

    dates: date
    work: date
    most: int


@dataclass(frozen=True, slots=True)
class WhatIsDue:
    """Everything up to a horizon, the longest due first; what rests in a paused case is left out where it may rest.

    ``days`` are those that never rest and have one line each, ``plans`` go with the changes of their orders, ``None``
    where these are to be looked up still; ``visits`` are lines, one of each visit.
    """

    contacts: tuple[CaseRow, ...]
    court: tuple[tuple[CaseRow, CourtDate], ...]
    orders: tuple[tuple[DueLine, OrderNotice], ...]
    days: tuple[DueLine, ...]
    actions: tuple[DueLine, ...]
    reviews: tuple[DueLine, ...]
    plans: tuple[tuple[CaseRow, tuple[OrderChange, ...] | None], ...]
    repeats: tuple[tuple[CaseLabel, RepeatQuestion], ...]
    outcomes: tuple[OutcomeDue, ...]
    kept: tuple[tuple[date, str], ...]
    consultations: tuple[DueConsultation, ...]
    visits: tuple[RecordRow, ...]


def what_is_due(session: Session, horizon: Horizon, rest: tuple[str, ...]) -> WhatIsDue:
    """Everything due up to a horizon; ``rest`` are the cases whose reminders rest."""
    vault, today = session.vault, session.now().date()
    work, most = horizon.work, horizon.most
    wanted = (
        DueLines(horizon.dates.isoformat(), most, BY_THEIR_LINES),
        DueLines(horizon.dates.isoformat(), EVERY, tuple(sorted(SLOTS))),
        DueLines(horizon.dates.isoformat(), 10 * most, ("order",)),
        DueLines(work.isoformat(), most, ("action",), resting=rest),
        DueLines(work.isoformat(), most, _OTHERS, others=True, resting=rest),
        lines_of_outcomes(work, most, rest),
    )
    # Once until something is written: Today, Late and Supervision ask the same, and each look goes through ten years.
    looked_up = session.kept.get(None, ("due", wanted), partial(dues.several_of_open_cases, vault, *wanted))
    days, court, orders, actions, reviews, outcomes = map(list, looked_up)  # what is added to one is not kept
    contacts = views.contacts_due(vault, today.isoformat())
    return WhatIsDue(
        contacts=tuple(row for row in contacts if row.case not in rest)[:most],
        court=tuple(
            (row, one)
            for row, one in court_dates_due(session, horizon.dates, most, court)
            if one.hearing or one.day <= work
        ),
        orders=order_dates_due(session, horizon.dates, orders),
        days=_one_of_each(days),
        actions=_one_of_each(actions),
        reviews=_one_of_each(reviews),
        plans=plans_to_look_at(session, work, most, rest),
        repeats=repeat_questions(session),
        outcomes=tuple(outcomes_due(session, work, most, rest, outcomes)),
        kept=_kept(session, today),
        consultations=consultations_due(session, work)[:most],
        visits=visits_due(session),
    )


def _kept(session: Session, today: date) -> tuple[tuple[date, str], ...]:
    """The closed cases to be reviewed, and those a colleague asks to be erased: each waits for an answer."""
    asked = waiting(session)
    due = [one for one in reviews_due(session, today) if one[1] not in asked]
    here = views.rows_of_cases(session.vault, list(asked)) if asked else {}
    return (*due, *((min(date.fromisoformat(asked[case].made[:10]), today), case) for case in here))


def _one_of_each(lines: Iterable[DueLine]) -> tuple[DueLine, ...]:
    """One line of each record, the first due: versions that disagree are one thing to do, by the earlier day."""
    first: dict[str, DueLine] = {}
    for line in lines:
        first.setdefault(line[0].record, line)
    return tuple(first.values())
