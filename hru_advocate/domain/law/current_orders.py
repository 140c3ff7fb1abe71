"""The orders of a case as they stand: one of each record, what holds first, and never one that a version denies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import chain
from typing import Final

from hru_advocate.domain.law.order_parts import OrderCondition, forbidden
from hru_advocate.domain.law.orders import HOLDS, OPEN_STATES, Order, by_the_clock, read_order
from hru_advocate.domain.ledger.records import Record

_NOT_MADE: Final = frozenset({"asked_for", "refused"})


def current_orders(records: Iterable[Record], day: date, now: datetime | None = None) -> tuple[Order, ...]:
    """The orders of a case from its current records: what holds first, by its last day, then what may, then the rest.

    ``now`` is given where they are read for what holds at this time of day.
    """
    heads: dict[str, list[Order]] = {}
    for record in records:
        if record.form.purpose == "order" and not record.erased:
            heads.setdefault(record.record, []).append(read_order(record))
    found = (one_of(versions, day, now) for versions in heads.values())
    return tuple(sorted(found, key=lambda one: _rank(one, day)))


def one_of(versions: Sequence[Order], day: date, now: datetime | None = None) -> Order:
    """An order as its versions say it: where they disagree about what is leant on, none is believed.

    That is whether it holds, whom it binds and what it forbids. It then holds nothing in anybody's favour, and names
    every condition and every day that one of them tells.
    """
    told = tuple(by_the_clock(one, now) for one in versions) if now else tuple(versions)
    first = told[0]
    if len({(one.last_day, one.hour, *_leant_on(one, day)) for one in told}) == 1:
        return first
    rows = dict.fromkeys(replace(row, index=0) for row in chain.from_iterable(one.conditions for one in told))
    every: tuple[OrderCondition, ...] = tuple(replace(row, index=place) for place, row in enumerate(rows))
    return replace(first, disagreeing=told, conditions=every)


def _leant_on(order: Order, day: date) -> tuple[object, ...]:
    """Say what is leant on in an order that holds on a day, or may: how it stands, its sort, whom it binds, terms."""
    state = order.state_on(day)
    if state not in HOLDS | OPEN_STATES:
        return ("not made" if state in _NOT_MADE else state,)
    stands = "holds" if state in HOLDS else state
    return (stands, order.kind, order.against, order.served_by(day), forbidden(order.conditions, day))


def _rank(order: Order, day: date) -> tuple[int, int, str]:
    """A place in a list: what holds stands first, the soonest to end at the top; of what has ended, the latest."""
    state = order.state_on(day)
    place = next((place for place, group in enumerate(_PLACES) if state in group), len(_PLACES))
    last = (order.last_day or date.max).toordinal()
    return place, -last if state == "ended" else last, order.record


_PLACES: Final = (HOLDS, OPEN_STATES, frozenset({"to_come", "asked_for"}), frozenset({"ended"}))
