"""Orders on copies that are out: says what a copy tells of them that is no longer so, an end or other terms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Final

from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import moment_of
from hru_advocate.domain.law.current_orders import current_orders
from hru_advocate.domain.law.orders import HOLDS, Order, by_the_clock, read_order
from hru_advocate.domain.ledger.records import Record

SAYS_ORDERS: Final = frozenset({"full_plan", "large_print", "easy_words"})
"""The documents a person carries that say which orders hold."""


class OrdersOnCopies:
    """The orders of cases with every version of each, read once, to be held against copies that are out."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._now = session.now()
        self._cases: dict[str, list[tuple[Order, list[tuple[str, Order]]]]] = {}

    def changed(self, case: str, copy: Record) -> tuple[str, ...]:
        """Say what a copy told of orders, on the day it was made, that no longer holds today."""
        return tuple(self._changed(case, copy))

    def _changed(self, case: str, copy: Record) -> Iterator[str]:
        made = moment_of(copy.recorded)
        for stands, versions in self._of(case):
            known = [order for recorded, order in versions if recorded <= copy.recorded.utc]
            if known and known[-1].protecting and by_the_clock(known[-1], made).state_on(made.date()) in HOLDS:
                yield from _since(known[-1], stands, self._now.date())

    def _of(self, case: str) -> list[tuple[Order, list[tuple[str, Order]]]]:
        """Each order as it stands, where its versions disagree too, with all of them."""
        if case not in self._cases:
            session, today = self._session, self._now.date()
            heads, versions = session.kept_of_cases.get(case, "all of orders", today, partial(_read, session, case))
            standing = current_orders(heads, today, self._now)
            self._cases[case] = [(order, versions[order.record]) for order in standing]
        return self._cases[case]


def _read(session: Session, case: str) -> tuple[list[Record], dict[str, list[tuple[str, Order]]]]:
    """Read the orders of a case as they stand, and every version of each by its record."""
    heads = session.heads(case, ["order"])
    return heads, {record: _versions(session, record) for record in {one.record for one in heads}}


def _versions(session: Session, record: str) -> list[tuple[str, Order]]:
    return [(one.recorded.utc, read_order(one)) for one in session.versions(record) if not one.erased]


def _since(then: Order, now: Order, today: date) -> Iterator[str]:
    if now.state_on(today) not in HOLDS:
        yield f"{now.in_a_pill(today)}; the copy says that it holds."
    elif (now.conditions, now.last_day, now.hour, now.ring) != (then.conditions, then.last_day, then.hour, then.ring):
        yield f"{now.name}: what it forbids, its last day or who to ring is another now."
