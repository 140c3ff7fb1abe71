"""The orders, bail and licences of a case, how each stands on a day, and the conditions that then hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.law.current_orders import current_orders, named_apart
from hru_advocate.domain.law.order_head import HeadWords, head_words
from hru_advocate.domain.law.order_history import terms_on
from hru_advocate.domain.law.orders import HOLDS, OPEN_STATES, Order, read_order
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.moments import moment_asked_for
from hru_advocate.errors import AdvocateError
from hru_advocate.store import views
from hru_advocate.store.ledger import ledger


class NoSuchDay(AdvocateError):
    """These words are no one day. Nothing was changed; write a day, such as 3 Nov 2026."""


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """One condition that held on a day, or may have: ``id`` is the version of its order and its place there.

    ``sure`` is false where it is not known that the order held, such as one nobody knows to have been served.
    ``order_words`` name the order it is of, and say how that stood on the day, as they may be kept and read on another.
    """

    id: str
    words: str
    kind_words: str
    order_name: str
    order_words: str
    order: str
    sure: bool


def orders_of(session: Session, case: str) -> tuple[Order, ...]:
    """The orders of a case as they stand, what holds first; of two versions that disagree neither is relied on."""
    now = session.now()
    return current_orders(session.heads(case, ["order"]), now.date(), now)


def orders_in_head(session: Session, case: str) -> HeadWords:
    """The words of a case's head on its orders; one that was told of and is noted nowhere, too."""
    held, now = session.heads(case, ["order"]), session.now()
    words = head_words(current_orders(held, now.date(), now), now.date(), now)
    told = None if words.pill or held else told_of_orders(session, case)
    if told is None or value_of(told.answers, "any_order") != "some":
        return words
    return HeadWords("An order was told of, none is noted", "An order was told of, and none is noted", "caution")


def told_of_orders(session: Session, case: str) -> Record | None:
    """The newest conversation in which it was said whether there is an order."""
    told = [record for record in session.heads(case, ["situation"]) if value_of(record.answers, "any_order")]
    return max(told, key=lambda record: (record.sort[:10], record.recorded.utc), default=None)


def current_versions(session: Session, line: views.RecordRow) -> tuple[Order, ...]:
    """The order of one line of the lists; where versions of it stand beside one another, each of them."""
    if not line.disputed:
        return (read_order(session.read(ledger.entry(session.vault, line.entry))),)
    return tuple(read_order(one) for one in session.heads(line.case, ["order"]) if one.record == line.record)


def conditions_live(session: Session, case: str, day: date, at: str = "") -> tuple[ConditionLine, ...]:
    """The conditions that held on a day, in the terms of that day, those that may have held after those that did.

    For a question ("may it have broken this?"), never for a finding. ``at`` is the time of that day, where it is
    certain: an order that ended at an hour of it held until then.
    """
    terms = [_terms(session, order, day) for order in orders_of(session, case) if order.protecting]
    lines = [line for order in named_apart(terms) for line in _lines_of(order, day, at)]
    return tuple(sorted(lines, key=lambda line: not line.sure))


def days_of_change(session: Session, case: str) -> frozenset[date]:
    """The days on which an order of a case may have begun to hold, or to hold in other terms, as any version tells."""
    versions = chain.from_iterable(versions_of(session, order.record) for order in orders_of(session, case))
    days = (day for one in versions for day in (one.made_on, one.aware_on, one.served_on, one.varied_on))
    return frozenset(day for day in days if day)


def conditions_on(session: Session, case: str, day: str) -> tuple[ConditionLine, ...]:
    """The conditions that held on a day told in words: "3 Nov", "last Tuesday".

    Raises:
        NoSuchDay: the words are no one day.
    """
    told = moment_asked_for(day, session.now(), "either").one_day
    if told is None:
        raise NoSuchDay
    return conditions_live(session, case, told)


def _terms(session: Session, order: Order, day: date) -> Order:
    """The order in the terms it had on a day; of versions that disagree, as they stand."""
    return order if order.disagreeing else terms_on(versions_of(session, order.record), day)


def versions_of(session: Session, record: str) -> tuple[Order, ...]:
    """Every version of one order, the newest first."""
    return tuple(read_order(one) for one in reversed(session.versions(record)) if not one.erased)


def _lines_of(order: Order, day: date, at: str) -> Iterable[ConditionLine]:
    """The conditions of an order on a day; on the day it ended at an hour they held for a part of it.

    Of versions that disagree all that one of them says may have held.
    """
    if order.disagreeing:
        told = chain.from_iterable(_lines_of(one, day, at) for one in order.disagreeing)
        once = {(line.kind_words, line.words): line for line in told}
        yield from (replace(line, order_words=order.in_a_line(day), sure=False) for line in once.values())
        return
    state = order.state_on(day)
    in_part = bool(order.hour) and order.last_day == day and state in HOLDS | {"ended"}
    if (state not in HOLDS | OPEN_STATES and not in_part) or (in_part and order.hour <= at):
        return
    for condition in order.conditions:
        if condition.holds_on(day):
            yield ConditionLine(
                id=f"{order.entry}:{condition.index}",
                words=condition.words,
                kind_words=condition.kind_words,
                order_name=order.name,
                order_words=order.in_a_line(day),
                order=order.record,
                sure=state in HOLDS and not (in_part and not at),
            )
