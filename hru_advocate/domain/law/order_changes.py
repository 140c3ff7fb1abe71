"""The change of an order since a plan was signed off, whether somebody wrote it down or its days did it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from hru_advocate.domain.law.orders import ALL_OVER, ENDING, HOLDS, OPEN_STATES, Order

_Standing = Literal["none", "asked", "refused", "made", "holds", "bare", "disputed", "ended"]
_BECAME: Final[dict[_Standing, str]] = {
    "refused": "was refused or withdrawn",
    "made": "was made",
    "holds": "holds now",
    "bare": f"forbids nothing more: {ALL_OVER}",
    "disputed": "is told in two ways: two versions disagree",
    "ended": "has ended",
}


_WENT: Final[dict[tuple[_Standing, _Standing], str]] = {
    ("made", "holds"): "was served, or they were told of it",
    ("holds", "made"): "is not known to hold any more",
    ("bare", "made"): "is not known to hold any more",
}


@dataclass(frozen=True, slots=True)
class OrderChange:
    """One change a plan could not know of: in words, since when, and the version of the order that says so."""

    words: str
    day: date
    entry: str


def change_of(then: Order | None, signed: date, now: Order, written: date | None, today: date) -> OrderChange | None:
    """Say what is no longer so of an order as it stood when a plan was signed off; ``None`` where nothing is.

    ``then`` is the version of that day, if there was one; ``written`` the day of the newer version, where one was
    written since. An order that is asked for changes nothing yet.
    """
    before, after = _standing(then, signed), _standing(now, today)
    since = written or signed
    if after != before and after in _BECAME:
        by_itself = _over_by_itself(now, after)
        return OrderChange(f"{now.name} {_became(before, after)}", max(since, by_itself or since), now.entry)
    if then is not None and after in ("made", "holds") and _terms(then, signed) != _terms(now, today):
        return OrderChange(f"{now.name}: its terms were changed", since, now.entry)
    last = now.last_day
    if after == "holds" and last is not None and last - today <= ENDING < last - signed:
        return OrderChange(f"{now.name} is about to end", max(since, last - ENDING), now.entry)
    return None


def over_from(order: Order) -> date | None:
    """The day from which an order no longer holds by its days: the next, or the last where that ends at an hour."""
    last = order.last_day
    return last if last is None or order.hour else last + timedelta(days=1)


def _over_by_itself(now: Order, after: _Standing) -> date | None:
    """The day on which its own days ended it, or the last of what it forbids; nobody need have written that down."""
    if after == "bare":
        return now.bare_from
    return over_from(now) if after == "ended" and now.stage != "ended" else None


def _became(before: _Standing, after: _Standing) -> str:
    """A made order that holds now is one they were told of, or served with; one that held may lose that again."""
    return _WENT.get((before, after), _BECAME[after])


def _standing(order: Order | None, day: date) -> _Standing:
    if order is None:
        return "none"
    state = order.state_on(day)
    if state in HOLDS:
        return "holds"
    if state in ("no_condition", "disputed"):
        return "bare" if state == "no_condition" else "disputed"
    if state in OPEN_STATES or state == "to_come":
        return "made"
    if state == "asked_for":
        return "asked"
    return "refused" if state == "refused" else "ended"


def _terms(order: Order, day: date) -> tuple[object, ...]:
    """The terms of an order on a day: what it forbids, until when. A copy handed out or its court is not among it."""
    conditions = tuple((one.kind, one.words) for one in order.conditions if one.holds_on(day))
    return order.varied_on, order.interim, order.last_day, order.hour, conditions
