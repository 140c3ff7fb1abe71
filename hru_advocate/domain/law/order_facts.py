"""The facts of a case that its orders make on a day: in force, about to end, ended; bail; an order about children."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hru_advocate.domain.law.orders import BAIL, HOLDS, OF_CHILDREN, OPEN_STATES, Order
from hru_advocate.domain.people.names import alike
from hru_advocate.domain.people.written_names import plain_name

IN_PLACE: Final = "ci_order_in_place"
NONE: Final = "ci_no_order"
ENDED: Final = "ci_order_ended"
ENDING_SOON: Final = "ci_order_ending"
ON_BAIL: Final = "ci_on_bail"
CHILDREN: Final = "ci_court_ordered_contact"
ORDER_FACTS: Final = (IN_PLACE, NONE, ENDED, ENDING_SOON)
_OF_POLICE_OR_PRISON: Final = BAIL | {"licence_conditions"}
"""Rules that stand in the place of no court's order: that one has ended is said although they hold."""


@dataclass(frozen=True, slots=True)
class OrderFact:
    """One fact an order decides: true, false, or ``None`` where its days leave it open and nothing else may decide."""

    fact: str
    present: bool | None
    order: Order


def facts_of_orders(orders: Sequence[Order], day: date) -> tuple[OrderFact, ...]:
    """The facts the orders of a case decide on a day; nothing about what no record speaks of.

    While one holds, there is an order; where that is bail or a licence alone, or binds somebody else, a court's order
    that ended has ended all the same, and has to be asked for anew. While none is known to hold and one may, nothing
    else is said either way: what may have ended, or may not be known to the person it binds, comforts nobody, and an
    order is not asked for twice.
    """
    protecting = [order for order in orders if order.protecting]
    return (*_in_force(protecting, day), *_bail(protecting, day), *_children(orders, day))


def _in_force(orders: Sequence[Order], day: date) -> tuple[OrderFact, ...]:
    if not orders:
        return ()
    states = [(order, order.state_on(day)) for order in orders]
    holding = [order for order, state in states if state in HOLDS]
    over = ended_and_not_replaced(orders, day)
    if holding:
        ending = [order for order in holding if order.state_on(day) != "live"]
        true = {IN_PLACE: holding[0]} | ({ENDING_SOON: ending[0]} if ending else {})
        true |= {ENDED: over[0]} if over else {}
    elif maybe := [order for order, state in states if state in OPEN_STATES]:
        known = {ENDED: over[0]} if over else {}
        return tuple(
            OrderFact(fact, True if fact in known else None, known.get(fact, maybe[0])) for fact in ORDER_FACTS
        )
    else:
        ended = [order for order, state in states if state == "ended"]
        true = {NONE: (ended or list(orders))[0]} | ({ENDED: ended[0]} if ended else {})
    first = next(iter(true.values()))
    return tuple(OrderFact(fact, fact in true, true.get(fact, first)) for fact in ORDER_FACTS)


def ended_and_not_replaced(orders: Sequence[Order], day: date) -> list[Order]:
    """The orders of courts that have ended, where no court's order holds or may hold against the same person."""
    of_courts = [(order, order.state_on(day)) for order in orders if order.kind not in _OF_POLICE_OR_PRISON]
    standing = [order for order, state in of_courts if state in HOLDS | OPEN_STATES]
    ended = [order for order, state in of_courts if state == "ended"]
    return [order for order in ended if not any(_may_bind_the_same(order, other) for other in standing)]


def _may_bind_the_same(one: Order, two: Order) -> bool:
    """Say whether two orders bind the same person, as far as their names tell; one that names nobody binds anybody."""
    here, there = _bound_by(one), _bound_by(two)
    return not all(here) or not all(there) or any(alike(name, there) for name in here)


def _bound_by(order: Order) -> list[str]:
    """The names of whom an order binds, as each of its versions has it; "" where one names nobody."""
    return [plain_name(version.against) if version.against else "" for version in order.disagreeing or (order,)]


def _bail(orders: Sequence[Order], day: date) -> tuple[OrderFact, ...]:
    """Bail by its record alone; being released under investigation is no bail, and is asked of the situation.

    Bail whose conditions were all lifted is bail still: somebody is on it, and it protects nobody.
    """
    bail = [order for order in orders if order.kind in BAIL]
    holding = [order for order in bail if order.state_on(day) in HOLDS | {"no_condition"}]
    if holding:
        return (OrderFact(ON_BAIL, present=True, order=holding[0]),)
    over = bail and all(order.state_on(day) in ("ended", "refused") for order in bail)
    return (OrderFact(ON_BAIL, present=False, order=bail[0]),) if over else ()


def _children(orders: Sequence[Order], day: date) -> tuple[OrderFact, ...]:
    holding = [order for order in orders if order.kind in OF_CHILDREN and order.state_on(day) in HOLDS]
    return (OrderFact(CHILDREN, present=True, order=holding[0]),) if holding else ()
