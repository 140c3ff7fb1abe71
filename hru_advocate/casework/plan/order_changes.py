"""The changes of a case's orders that its plan could not know of, for an order drives a plan by its days."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import partial

from hru_advocate.casework.plan.order_hours import hours_come
from hru_advocate.casework.session import Session
from hru_advocate.domain.law.current_orders import current_orders, one_of
from hru_advocate.domain.law.order_changes import OrderChange, change_of
from hru_advocate.domain.law.orders import ENDING, Order, read_order
from hru_advocate.domain.ledger.entry import Entry, Stamp
from hru_advocate.store import plans_and_orders, views
from hru_advocate.store.ledger import ledger
from hru_advocate.store.views import CaseRow


def order_changes(session: Session, case: str) -> tuple[OrderChange, ...]:
    """Every change of an order since the plan was signed off, the first first; none where there is no plan.

    Of two versions of a plan the one signed off first knew least.
    """
    now = session.now()
    what = ("order changes", hours_come(session, case, now))
    return session.kept_of_cases.get(case, what, now.date(), partial(_changes, session, case, now))


def _cases_to_compare(session: Session) -> list[str]:
    """The open cases whose orders may have changed since the plan: of every other one ``order_changes`` tells none."""
    return plans_and_orders.to_compare(session.vault, (session.now().date() + ENDING).isoformat())


def plans_to_look_at(
    session: Session, until: date, most: int, resting: Collection[str]
) -> tuple[tuple[CaseRow, tuple[OrderChange, ...] | None], ...]:
    """The plans that a day or an event up to ``until``, or a change of an order, asks for; none of resting cases.

    With each the changes of orders that ``review_in_row`` is given; ``None`` where it has to look for them. Those that
    a day or an event asks for are at most so many, and as many more as rest.
    """
    due = views.plans_due(session.vault, until.isoformat(), most + len(resting))
    compared = [case for case in _cases_to_compare(session) if case not in resting]
    return (
        *((row, None if row.case in compared else ()) for row in due if row.case not in resting),
        *_plans_behind(session, compared, until),
    )


def _plans_behind(
    session: Session, cases: Collection[str], until: date
) -> tuple[tuple[CaseRow, tuple[OrderChange, ...]], ...]:
    """Those of these cases whose plan changes of orders ask for, with these, and no day or event up to ``until``."""
    rows = views.rows_of_cases(session.vault, list(cases))
    return tuple(
        (row, changes)
        for row in (rows[case] for case in cases)
        if not (row.review_asks or (row.review_due and row.review_due <= until.isoformat()))
        and (changes := order_changes(session, row.case))
    )


def _changes(session: Session, case: str, now: datetime) -> tuple[OrderChange, ...]:
    heads = session.heads(case, ["order"])
    plans = ledger.heads_of_case(session.vault, case, slot="plan") if heads else []
    if not plans:
        return ()
    signed = min(plans, key=lambda entry: (entry.header.recorded.utc, entry.header.sequence))
    recorded = signed.header.recorded
    found = []
    for order in current_orders(heads, now.date(), now):
        entries = [one for one in ledger.entries_of_record(session.vault, order.record) if one.header.kind == "record"]
        known = [one for one in entries if not _after(one, signed)]
        then = _as_known(session, known, recorded) if known else None
        later = [one.header.recorded.day for one in entries if _after(one, signed)]
        change = change_of(then, recorded.day, order, max(later, default=None), now.date())
        if change is not None:
            found.append(change)
    return tuple(sorted(found, key=lambda one: (one.day, one.words)))


def _as_known(session: Session, known: Sequence[Entry], at: Stamp) -> Order:
    """An order as its entries told it by then, all those that nothing had taken the place of."""
    replaced = {parent for one in known for parent in one.header.parents}
    heads = [read_order(session.read(one)) for one in reversed(known) if one.header.id not in replaced]
    return one_of(heads, at.day, at.on_the_wall)


def _after(entry: Entry, signed: Entry) -> bool:
    at, then = entry.header, signed.header
    return (at.recorded.utc, at.sequence, at.id) > (then.recorded.utc, then.sequence, then.id)
