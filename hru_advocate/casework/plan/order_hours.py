"""The hours of today at which an order of a case has ended: from each on, what is kept of the case is no longer so."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from hru_advocate.casework.session import Session
from hru_advocate.domain.law.orders import read_order


def hours_come(session: Session, case: str, now: datetime) -> tuple[str, ...]:
    """The hours of today up to now at which an order of the case ends, for the name of what is kept until the next."""
    today = now.date()
    hours = session.kept_of_cases.get(case, "hours of orders", today, partial(_hours_on, session, case, today))
    return tuple(hour for hour in hours if hour <= f"{now:%H:%M}")


def _hours_on(session: Session, case: str, day: date) -> tuple[str, ...]:
    orders = (read_order(one) for one in session.heads(case, ["order"]) if not one.erased)
    return tuple(order.hour for order in orders if order.hour and order.last_day == day)
