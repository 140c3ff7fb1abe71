"""An order held against itself, so that its days fit together, and a conversation held against the orders noted."""

from __future__ import annotations

from datetime import date
from typing import Final

from hru_advocate.casework.checks.filing import Filing
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.law.current_orders import current_orders
from hru_advocate.domain.law.orders import BEGINS_AHEAD, HOLDS, OPEN_STATES
from hru_advocate.errors import InvalidAnswer

_AFTER_MADE: Final = (
    ("aware_on", "They cannot have been told of it before it was made."),
    ("served_on", "It cannot have been served before it was made."),
    ("until", "Its last day lies before the day it was made."),
    ("varied_on", "Its terms cannot have been changed before it was made."),
    ("ended_on", "It cannot have been lifted before it was made."),
)


def check_order(session: Session, answers: Answers, _filing: Filing) -> None:
    """The days of an order follow one another. Said to have none, it still ends on a last day that is given."""
    made: date | None = value_of(answers, "made_on")
    ahead = value_of(answers, "kind") in BEGINS_AHEAD and value_of(answers, "stage") == "made"
    if made is not None and made > session.now().date() and not ahead:
        raise InvalidAnswer(
            "made_on",
            "Only a licence is known before the day it begins. Nothing was saved; give a day gone by, with its year.",
        )
    for field, fault in _AFTER_MADE:
        day: date | None = value_of(answers, field)
        if made is not None and day is not None and day < made:
            raise InvalidAnswer(field, f"{fault} Nothing was saved; correct one of the two days.")
    if value_of(answers, "until_at") == "00:00":
        raise InvalidAnswer(
            "until_at",
            "Midnight may be the beginning of that day or its end. Nothing was saved; leave the hour out where the "
            "whole day counts, or give the day before.",
        )
    asked: date | None = value_of(answers, "applied_on")
    if asked is not None and made is not None and made < asked:
        raise InvalidAnswer(
            "made_on", "It was made before it was asked for. Nothing was saved; correct one of the days."
        )
    _check_conditions(answers)


def _check_conditions(answers: Answers) -> None:
    last: date | None = value_of(answers, "until")
    for number, row in enumerate(value_of(answers, "conditions") or (), start=1):
        own: date | None = value_of(row, "until")
        if own is not None and last is not None and own > last:
            raise InvalidAnswer(
                f"conditions.{number}.until",
                "This condition cannot outlast its order. Nothing was saved; correct its last day, or the order's.",
            )


def check_orders_told(session: Session, answers: Answers, filing: Filing) -> None:
    """A conversation cannot say that there is no order on a day on which one that is noted held, or may have."""
    if filing.case is None or value_of(answers, "any_order") != "none":
        return
    asked = value_of(answers, "asked_on")
    day = (asked.day if asked is not None else None) or session.now().date()
    orders = current_orders(session.heads(filing.case, ["order"]), day, session.now())
    if any(order.protecting and order.state_on(day) in HOLDS | OPEN_STATES for order in orders):
        raise InvalidAnswer(
            "any_order",
            "An order noted in Legal & court holds on that day, or may hold. Nothing was saved; answer yes here, or "
            "write down there that it was lifted.",
        )
