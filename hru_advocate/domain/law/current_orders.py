"""The orders of a case as they stand: one of each record, what holds first, and never one that a version denies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import chain, count
from typing import Final

from hru_advocate.domain.law.order_parts import OrderCondition, forbidden
from hru_advocate.domain.law.orders import HOLDS, OPEN_STATES, Order, by_the_clock, read_order
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.moments import day_in_words

_APART: Final[tuple[Callable[[Order], str], ...]] = (
    lambda order: f"made {day_in_words(order.made_on)}" if order.made_on else "",
    lambda order: f"number {order.number}" if order.number else "",
    lambda order: order.court,
)
_NOT_MADE: Final = frozenset({"asked_for", "refused"})


def current_orders(records: Iterable[Record], day: date, now: datetime | None = None) -> tuple[Order, ...]:
    """The orders of a case from its current records: what holds first, by its last day, then what may, then the rest.

    ``now`` is given where they are read for what holds at this time of day.
    """
    heads: dict[str, list[Order]] = {}
    for record in records:
        if record.form.purpose == "order" and not record.erased:
            heads.setdefault(record.record, []).append(read_order(record))
    found = [one_of(versions, day, now) for versions in heads.values()]
    return tuple(sorted(named_apart(found), key=lambda one: _rank(one, day)))


def named_apart(orders: Sequence[Order]) -> list[Order]:
    """The same orders, each with what tells it from another that is called the same and has the same last day."""
    alike: dict[tuple[str, date | None], list[Order]] = {}
    for order in orders:
        alike.setdefault((order.name, order.last_day), []).append(order)
    marks = {one.record: mark for group in alike.values() if len(group) > 1 for one, mark in _told_apart(group)}
    return [
        replace(order, name=f"{order.name} ({marks[order.record]})") if order.record in marks else order
        for order in orders
    ]


def _told_apart(alike: Sequence[Order]) -> Iterable[tuple[Order, str]]:
    """The day each was made on, its number, its court: the first that all of them have and no two share."""
    for words in _APART:
        told = [words(order) for order in alike]
        if all(told) and len(set(told)) == len(told):
            return zip(alike, told, strict=True)
    by_age = sorted(alike, key=lambda order: order.record)  # an id begins with the time it was made
    return [(order, f"noted {ordinal}") for order, ordinal in zip(by_age, _ordinals(), strict=False)]


def _ordinals() -> Iterator[str]:
    yield from ("first", "second", "third", "fourth", "fifth")
    yield from (f"as number {number}" for number in count(6))


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
    return (state, order.kind, order.against, order.served_by(day), forbidden(order.conditions, day))


def _rank(order: Order, day: date) -> tuple[int, int, str]:
    """A place in a list: what holds stands first, the soonest to end at the top; of what has ended, the latest."""
    state = order.state_on(day)
    place = next((place for place, group in enumerate(_PLACES) if state in group), len(_PLACES))
    last = (order.last_day or date.max).toordinal()
    return place, -last if state == "ended" else last, order.record


_PLACES: Final = (HOLDS, OPEN_STATES, frozenset({"to_come", "asked_for"}), frozenset({"ended"}))
