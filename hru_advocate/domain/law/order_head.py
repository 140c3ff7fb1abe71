"""The words a case's head has for its orders: one to know of first, and how grave it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from typing import Final, Literal

from hru_advocate.domain.law.order_facts import ended_and_not_replaced
from hru_advocate.domain.law.orders import ENDING, Order


@dataclass(frozen=True, slots=True)
class HeadWords:
    """The words of a case's head on its orders: one pill, all of them in full, and how grave it is.

    ``changes_at`` is the hour of today at which the first of them ends that ends at one.
    """

    pill: str = ""
    full: str = ""
    tone: Literal["quiet", "caution", "accent"] = "quiet"
    changes_at: datetime | None = None


NO_ORDERS: Final = HeadWords()


def head_words(orders: Sequence[Order], day: date, now: datetime | None = None) -> HeadWords:
    """The orders of a case for its head: the one to know of first, how many more, and each of them in full.

    An order that ended stands there for as long as nothing else does against the person it bound, so that nobody
    believes it still holds.
    """
    told = [order for order in orders if order.protecting and order.state_on(day) != "refused"]
    if not told:
        return NO_ORDERS
    first, state = told[0], told[0].state_on(day)
    bare = ended_and_not_replaced(told, day)
    more = sum(order in bare or _still_said(order, day) for order in told[1:])
    pill = first.in_a_pill(day) + (f" · {more} more" if more else "")
    tone: Literal["quiet", "caution", "accent"] = "quiet" if state in ("asked_for", "to_come") else "caution"
    sure = state == "live" and first.served_by(day)  # whether being told is enough is for the unit to confirm
    full = ". ".join(order.in_a_pill(day) for order in told)
    return HeadWords(pill, full, "accent" if sure else tone, _next_hour(told, now) if now else None)


def _next_hour(orders: Sequence[Order], now: datetime) -> datetime | None:
    """The hour of today at which the first order ends that ends at one and has not ended, served or not.

    Versions that disagree may all have ended at it, and then they agree.
    """
    today = now.date()
    told = chain.from_iterable(order.disagreeing or (order,) for order in orders)
    over = ((order, replace(order, hour_came=True)) for order in told if order.hour)
    ahead = [order.hour for order, then in over if then.state_on(today) != order.state_on(today)]
    if not ahead:
        return None
    hour, minute = (int(part) for part in min(ahead).split(":"))
    return now.replace(hour=hour, minute=minute, second=0, microsecond=0)


def _still_said(order: Order, day: date) -> bool:
    """Say whether an order that is not the first is worth counting: one that ended long ago is history."""
    last = order.last_day
    return order.state_on(day) != "ended" or (last is not None and day - last <= ENDING)
