"""Notices of an order: the day each thing its days ask for is due, and the words for it as they are on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.law.orders import (
    ALL_OVER,
    ENDING,
    ENDING_WEEK,
    HOLDS,
    TOLD_AS_GIVEN,
    Order,
    OrderState,
)
from hru_advocate.domain.moments import day_in_words

_GAPS: Final[Mapping[OrderState, str]] = {
    "unserved": "made, not known to be served",
    "no_last_day": "last day not noted",
    "no_condition": ALL_OVER,
}
"""Reasons not to rely on an order that was made: said beside its days, which run all the same."""

_OF_ONE: Final = "as one version says"

LABEL: Final = "Order, bail or licence: its days"
"""A label in lists that cannot say which order it is."""


@dataclass(frozen=True, slots=True)
class OrderNotice:
    """One thing an order asks for: the day it is about, and what it is, in words of today.

    ``soon`` is true from four weeks before that day on: what lies further ahead is only a date. ``hour`` is that of
    today at which the order ends: until then it holds.
    """

    entry: str
    day: date
    words: str
    soon: bool = True
    hour: str = ""


def order_due(answers: Answers, written: date | None = None) -> tuple[str | None, str]:
    """The first day of an order that can ask for anything, by which lists find it; none once it was said to have ended.

    ``written`` is the day it was written down: one that began on a later day, as a licence may, asks on that day.
    What that day asks for is worked out when it is looked at: see ``notices_of``.
    """
    if value_of(answers, "stage") in ("applied", "refused", "ended"):
        return None, ""
    rows = value_of(answers, "conditions") or ()
    ends = (value_of(answers, "until"), *(value_of(row, end) for row in rows for end in ("until", "lifted_on")))
    given = value_of(answers, "kind") in TOLD_AS_GIVEN
    told = given or any(value_of(answers, field) for field in ("there", "aware_on", "served_on"))
    made = value_of(answers, "made_on")
    ahead = made is not None and written is not None and made > written
    gaps = () if told and not ahead and (value_of(answers, "until") or value_of(answers, "no_end")) else (made,)
    days = [day for day in (*ends, *gaps) if day]
    return (min(days).isoformat(), LABEL) if days else (None, "")


def notices_of(order: Order, today: date, *, dated: bool = False) -> Iterator[OrderNotice]:
    """Yield what an order asks for on a day: its end, what nobody knows of it; nothing once its end is written down.

    Of versions that disagree everything each of them asks for, beside that they do. ``dated`` counts no days from
    today, for paper: the date of each stands beside it.
    """
    if order.disagreeing:
        yield OrderNotice(order.entry, today, f"{order.name}: two versions disagree")
        yield from _of_each(order.disagreeing, today, dated=dated)
    state, last = order.state_on(today), order.last_day
    if state in HOLDS or state in _GAPS:
        if state in _GAPS:
            since = order.bare_from if state == "no_condition" else order.made_on
            yield OrderNotice(order.entry, since or today, f"{order.name}: {_GAPS[state]}")
        if last is not None:
            yield _its_end(order, last, today, dated=dated)
        yield from _ends_of_conditions(order, today)
    elif state == "to_come" and order.made_on is not None:
        yield OrderNotice(order.entry, order.made_on, f"{order.name} begins", soon=order.made_on - today <= ENDING)
    elif state == "ended" and order.stage != "ended" and last is not None:
        yield OrderNotice(order.entry, last, f"{order.name} has ended: say what comes now")


def _of_each(versions: Sequence[Order], today: date, *, dated: bool) -> Iterator[OrderNotice]:
    """Yield everything versions that disagree ask for, each once, and beside what is not said by all that it is not."""
    told = [dict.fromkeys(replace(one, entry="") for one in notices_of(each, today, dated=dated)) for each in versions]
    seen: set[OrderNotice] = set()
    for version, asked in zip(versions, told, strict=True):
        for notice in asked:
            if notice not in seen:
                seen.add(notice)
                words = notice.words if all(notice in each for each in told) else f"{notice.words} ({_OF_ONE})"
                yield replace(notice, entry=version.entry, words=words)


def line_of_order(order: Order) -> str:
    """One line for lists, which stay as they were written: days in full, and nothing that is true only today."""
    if order.stage in ("applied", "refused"):
        asked = f"asked for {day_in_words(order.applied_on)}" if order.applied_on else "asked for"
        return f"{order.name}: {asked if order.stage == 'applied' else 'refused or withdrawn'}"
    if order.stage == "ended":
        return f"{order.name}: ended {day_in_words(order.ended_on)}" if order.ended_on else f"{order.name}: ended"
    made = f"made {day_in_words(order.made_on)}" if order.made_on else "made"
    end = "no last day set" if order.no_end else "last day not noted"
    return f"{order.name}: {made}, " + (
        f"last day {day_in_words(order.until)}{f', {order.until_at}' if order.until_at else ''}" if order.until else end
    )


def happened_to(order: Order, today: date) -> Iterator[tuple[date, str]]:
    """The days that mattered to an order up to today, each with what it was in words."""
    last = order.last_day
    ran_out = last if order.state_on(today) == "ended" and order.stage != "ended" else None
    told = (
        (order.applied_on, "asked for"),
        (order.made_on, "made"),
        (order.served_on, "served"),
        (order.varied_on, "terms changed"),
        (order.ended_on if order.stage == "ended" else ran_out, "ended"),
    )
    for day, what in told:
        if day is not None and day <= today:
            yield day, f"{order.name} {what}"


def _its_end(order: Order, last: date, today: date, *, dated: bool) -> OrderNotice:
    """The end of an order, whether it was served or not: one nobody served ends all the same."""
    words, left = f"{order.name}: last day", last - today
    if not left and not dated:
        words = f"{order.name} ends today at {order.hour}" if order.hour else f"{order.name}: today is its last day"
    elif left <= ENDING_WEEK and not dated:
        words = f"{order.name} ends in {left.days} day{'' if left.days == 1 else 's'}"
    elif left <= ENDING:
        words = f"{order.name} ends: ask about a new one now"
    return OrderNotice(order.entry, last, words, soon=left <= ENDING, hour="" if left else order.hour)


def _ends_of_conditions(order: Order, today: date) -> Iterator[OrderNotice]:
    """The conditions that end before their order does, by day."""
    ends = [one.before(order.last_day) for one in order.conditions if one.holds_on(today)]
    for day in sorted({day for day in ends if day}):
        what = "a condition ends" if ends.count(day) == 1 else f"{ends.count(day)} conditions end"
        yield OrderNotice(order.entry, day, f"{order.name}: {what}", soon=day - today <= ENDING)
