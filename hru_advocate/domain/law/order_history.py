"""An order step by step: each day with the words and the terms of the version that held then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from hru_advocate.domain.law.orders import Order


@dataclass(frozen=True, slots=True)
class OrderStep:
    """One step: the day, what happened, the order as it stood then.

    ``terms``: from this day on its conditions are those of ``order``. ``how``: by whom, and how we know it.
    """

    day: date
    what: str
    order: Order
    terms: bool = False
    how: str = ""


def order_steps(versions: Sequence[Order], today: date) -> tuple[OrderStep, ...]:
    """The steps of one order up to a day, in order of time, from every version of its record, the newest first.

    A correction takes the place of what it corrects. A change of terms, and a full order after an interim one, leave
    standing what was so before.
    """
    found: dict[tuple[date, str], OrderStep] = {}
    standing = _standing(versions)
    for place, order in enumerate(standing):
        for step in (*_begun(order, first=not place), *_told(order), *_lifted(order)):
            found.setdefault((step.day, step.what), step)
    for step in _ended(versions[0]):
        found.setdefault((step.day, step.what), step)
    return tuple(sorted((step for step in found.values() if step.day <= today), key=lambda step: step.day))


def _standing(versions: Sequence[Order]) -> list[Order]:
    """The versions nothing took the place of, the oldest first."""
    kept = [versions[0]]
    kept += [older for newer, older in pairwise(versions) if _new_terms_since(newer, older) is not None]
    return kept[::-1]


def _begun(order: Order, *, first: bool) -> Iterator[OrderStep]:
    """Asked for, made, changed. Of the oldest version that is changed already nobody noted the terms it began with."""
    if order.applied_on is not None:
        later = " (refused or withdrawn since)" if order.stage == "refused" else ""
        yield OrderStep(order.applied_on, f"asked for{later}", order)
    if order.made_on is not None:
        yield OrderStep(order.made_on, "made", order, terms=not first or order.varied_on is None)
    if order.varied_on is not None:
        yield OrderStep(order.varied_on, "its terms were changed", order, terms=True)


def _told(order: Order) -> Iterator[OrderStep]:
    if order.aware_on is not None:
        yield OrderStep(order.aware_on, "they were told of it", order, how=order.aware_how)
    if order.served_on is not None:
        yield OrderStep(order.served_on, "they were served with it", order, how=order.served_how)


def _lifted(order: Order) -> Iterator[OrderStep]:
    for one in order.conditions:
        if one.lifted_on is not None:
            yield OrderStep(one.lifted_on, f"a condition was lifted: {one.words}", order)


def _ended(order: Order) -> Iterator[OrderStep]:
    """Lifted, as somebody said; or its last day, which nobody needs to say."""
    if order.stage == "ended" and order.ended_on is not None:
        yield OrderStep(order.ended_on, "lifted or ended", order)
    elif order.until is not None and order.stage not in ("applied", "refused"):
        hour = f", until {order.until_at}" if order.until_at else ""
        yield OrderStep(order.until, f"its last day{hour}", order)


def terms_on(versions: Sequence[Order], day: date) -> Order:
    """The version whose terms held on a day, of all versions of one record, the newest first.

    A change of terms holds from the day they were changed, a full order from the day it was made; any other correction
    takes the place of what it corrects, from the beginning.
    """
    chosen = versions[0]
    for newer, older in pairwise(versions):
        since = _new_terms_since(newer, older)
        if since is not None and day < since:
            chosen = older
    return chosen


def _new_terms_since(newer: Order, older: Order) -> date | None:
    """The day from which a version's terms hold where they did not take the place of the older ones; else ``None``."""
    if newer.varied_on is not None and newer.varied_on != older.varied_on:
        return newer.varied_on
    if older.interim and not newer.interim and newer.made_on != older.made_on:
        return newer.made_on
    return None
