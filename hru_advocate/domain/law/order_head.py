"""The words a case's head has for its orders: one to know of first, and how grave it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from hru_advocate.domain.law.orders import ENDING, Order


@dataclass(frozen=True, slots=True)
class HeadWords:
    """The words of a case's head on its orders: one pill, all of them in full, and how grave it is."""

    pill: str = ""
    full: str = ""
    tone: Literal["quiet", "caution", "accent"] = "quiet"


NO_ORDERS: Final = HeadWords()


def head_words(orders: Sequence[Order], day: date) -> HeadWords:
    """The orders of a case for its head: the one to know of first, how many more, and each of them in full.

    An order that ended stands there for as long as nothing else does, so that nobody believes it still holds.
    """
    told = [order for order in orders if order.protecting and order.state_on(day) != "refused"]
    if not told:
        return NO_ORDERS
    first, state = told[0], told[0].state_on(day)
    more = sum(_still_said(order, day) for order in told[1:])
    pill = first.in_a_pill(day) + (f" · {more} more" if more else "")
    tone: Literal["quiet", "caution", "accent"] = "quiet" if state in ("asked_for", "to_come") else "caution"
    sure = state == "live" and first.served_by(day)  # whether being told is enough is for the unit to confirm
    return HeadWords(pill, ". ".join(order.in_a_pill(day) for order in told), "accent" if sure else tone)


def _still_said(order: Order, day: date) -> bool:
    """Say whether an order that is not the first is worth counting: one that ended long ago is history."""
    last = order.last_day
    return order.state_on(day) != "ended" or (last is not None and day - last <= ENDING)
