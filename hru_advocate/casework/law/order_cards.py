"""The orders of a case as its page shows them: how each stands today, its conditions, and what there is to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from hru_advocate.casework.law.orders import orders_of, told_of_orders, versions_of
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import near_day_in_words
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.law.order_changes import over_from
from hru_advocate.domain.law.order_parts import OrderCondition
from hru_advocate.domain.law.orders import ENDING, HOLDS, OPEN_STATES, Order, OrderState
from hru_advocate.domain.moments import day_in_words

OrderStep = Literal["decided", "served", "full", "vary", "ended"]
OrderTone = Literal["quiet", "caution", "accent"]

_BINDS: Final = {
    "nmo": "To be confirmed by the unit: made without notice it may bind from when they know of it (Family Law Act "
    "1996, section 42A(2)); another of our sources says only from service, which is the usual proof.",
}
_BINDS_OR_NOT: Final = "To be confirmed by the unit: whether being told is enough for this sort of order."
"""A gap in our sources. It is said on the card, and its tone stays one of caution until service is noted."""


@dataclass(frozen=True, slots=True)
class OrderConditionLine:
    """One condition on a card; ``state_words`` say how it stands where that is not how its order stands."""

    words: str
    kind_words: str
    state_words: str
    holds: bool


@dataclass(frozen=True, slots=True)
class OrderCard:
    """One order on the page of its case: ``pill`` is which it is and how it stands, ``steps`` what may be done now.

    ``ended_on`` is the day to begin with when its end is written down; ``versions`` is how often it was written.
    """

    entry: str
    record: str
    name: str
    pill: str
    tone: OrderTone
    kind: str
    stage: str
    days: tuple[str, ...]
    conditions: tuple[OrderConditionLine, ...]
    to_do: tuple[str, ...]
    if_broken: str
    copies: str
    steps: tuple[OrderStep, ...]
    ended_on: str
    versions: int


@dataclass(frozen=True, slots=True)
class OrdersPage:
    """The orders of a case, what holds first; ``gap`` says what a conversation told that is noted nowhere."""

    cards: tuple[OrderCard, ...]
    gap: str = ""


def orders_page(session: Session, case: str) -> OrdersPage:
    """The orders of a case as they stand today."""
    today = session.now().date()
    orders = orders_of(session, case)
    cards = tuple(_card(order, orders, today, len(versions_of(session, order.record))) for order in orders)
    return OrdersPage(cards, _gap(session, case, today) if not cards else "")


def _gap(session: Session, case: str, today: date) -> str:
    """The word of the newest conversation about orders, where none is noted."""
    newest = told_of_orders(session, case)
    if newest is None:
        return "Not asked yet: has a court, the police or a prison set rules for them?"
    happened = newest.happened
    day = happened.day if happened is not None and happened.day else newest.recorded.day
    when = near_day_in_words(day, today)
    if value_of(newest.answers, "any_order") == "none":
        return f"None at all, as told {when}."
    return f"There is one, as told {when}, and none is noted: nothing can be said of whether it holds."


def _card(order: Order, orders: tuple[Order, ...], today: date, versions: int) -> OrderCard:
    state = order.state_on(today)
    over = over_from(order) if state == "ended" and order.last_day and order.last_day < today else None
    return OrderCard(
        entry=order.entry,
        record=order.record,
        name=order.name,
        pill=order.in_a_pill(today),
        tone="accent" if state == "live" and order.served_by(today) else "caution" if _asks(order, today) else "quiet",
        kind=order.kind,
        stage=order.stage,
        days=tuple(order.known_words(lambda day: near_day_in_words(day, today))),
        conditions=tuple(_line(order, one, today) for one in order.conditions),
        to_do=tuple(_to_do(order, orders, today)),
        if_broken=_if_broken(order),
        copies="; ".join(one.words for one in order.copies),
        steps=tuple(_steps(order, today)),
        ended_on=day_in_words(over) if over else "today",
        versions=versions,
    )


def _asks(order: Order, today: date) -> bool:
    state = order.state_on(today)
    return state in HOLDS | OPEN_STATES or (state == "ended" and order.stage != "ended")


def _line(order: Order, one: OrderCondition, today: date) -> OrderConditionLine:
    holds = order.state_on(today) in HOLDS and one.holds_on(today)
    words = one.own_end(today, order.last_day, lambda day: near_day_in_words(day, today))
    return OrderConditionLine(one.words, one.kind_words, words, holds)


_SAYS: Final[Mapping[OrderState, str]] = {
    "asked_for": "Ask what was decided, and when. Until then no order protects.",
    "unserved": "Ask who serves it and when, and whether they know of it. Nobody should rely on it yet.",
    "disputed": "Two versions of this record disagree. Settle them; until then nobody should rely on it.",
    "no_last_day": "Ask for the paper: no last day is noted, so nobody should rely on it.",
    "no_condition": "Every condition noted was lifted or is over, so nobody should rely on it. Ask what is still "
    "forbidden and note that, or write its end down.",
    "ending": "Ask about a new one now, before it ends, and plan for that day.",
    "ending_week": "Ask about a new one now, before it ends, and plan for that day.",
    "last_day": "Today is its last day. Say so to the person; tomorrow the plan must not lean on it.",
    "ended": "It has ended. Tell the person, look at the plan, take old copies back; then write its end down.",
}
"""Steps an advocate takes for an order as it stands."""


def _to_do(order: Order, orders: tuple[Order, ...], today: date) -> Iterator[str]:
    """The things there are to do about an order, the most pressing first; nothing once its end was written down."""
    state = order.state_on(today)
    if state == "last_day" and order.hour:
        yield f"It ends today at {order.hour}. Say so to the person; from then on the plan must not lean on it."
    elif state in _SAYS and (order.stage != "ended" or state == "disputed"):
        yield _SAYS[state]
    yield from _ends_soon(order, today)
    if state in HOLDS and not order.served_by(today):
        yield f"They know of it, and it is not known to be served. {_BINDS.get(order.kind, _BINDS_OR_NOT)}"
    if state in HOLDS | OPEN_STATES:
        yield from _gaps(order, orders)


def _ends_soon(order: Order, today: date) -> Iterator[str]:
    """The near end of what nobody should rely on as it is: served on its last day, it protects for that day alone."""
    last = order.last_day
    if order.state_on(today) not in ("unserved", "no_condition") or last is None or last - today > ENDING:
        return
    if last == today:
        hour = f" at {order.hour}" if order.hour else ""
        yield f"It ends today{hour}, served or not. Say so to the person, and ask about a new one now."
    else:
        left = (last - today).days
        yield f"It ends in {left} day{'' if left == 1 else 's'}, served or not: ask about a new one now."


def _gaps(order: Order, orders: tuple[Order, ...]) -> Iterator[str]:
    if order.interim:
        later = [one for one in orders if _full_of(order, one)]
        yield (
            "A full order of this kind is noted as well. If it took the place of this one, write its end down."
            if later
            else "It holds until a hearing: ask when that is."
        )
    if order.kind == "occupation_order" and not order.power_of_arrest:
        yield "Check whether a power of arrest was attached: without it, police cannot arrest for a breach alone."
    if order.protecting and not order.conditions:
        yield "No condition is noted: type them from the paper, one a line."
    if order.protecting and not order.ring:
        yield "Note who to ring if it is broken."


def _full_of(interim: Order, other: Order) -> bool:
    kinds = {interim.kind, "spo_full" if interim.kind == "spo_interim" else interim.kind}
    return other.record != interim.record and other.kind in kinds and other.stage in ("made", "varied")


def _if_broken(order: Order) -> str:
    arrest = {True: "power of arrest", False: "no power of arrest", None: ""}[order.power_of_arrest]
    return " · ".join(part for part in (order.ring, arrest) if part)


def _steps(order: Order, today: date) -> Iterator[OrderStep]:
    state = order.state_on(today)
    if order.disagreeing:
        return  # a step changes one version, and leaves what it disagrees with standing
    if state == "asked_for":
        yield "decided"
    if state in HOLDS | {"unserved"} and not order.served_by(today):
        yield "served"
    if state in HOLDS | OPEN_STATES:
        if order.interim:
            yield "full"
        yield "vary"
    if _asks(order, today):
        yield "ended"
