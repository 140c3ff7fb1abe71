"""What of an order asks for the plan to be looked at: its state as the plan knew it against its state today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import pytest

from hru_advocate.domain.law.order_changes import change_of
from hru_advocate.domain.law.order_parts import OrderCondition
from hru_advocate.domain.law.orders import Order

SIGNED: Final = date(2026, 11, 23)
NAME: Final = "Non-molestation order"


def day(away: int) -> date:
    return SIGNED + timedelta(days=away)


def order(**more: Any) -> Order:
    told: dict[str, Any] = {"made_on": day(-9), "served_on": day(-8), "until": day(200), "stage": "made"} | more
    return Order(entry="e1", record="r1", kind="nmo", name=NAME, **told)


ASKED: Final = order(stage="applied", made_on=None, served_on=None, until=None)
UNSERVED: Final = order(served_on=None)
LIVE: Final = order()
ROW: Final = OrderCondition(0, "area", "", "Mill Street")
APART: Final = replace(LIVE, disagreeing=(LIVE, order(until=day(9))))
LIFTED: Final = order(conditions=(replace(ROW, lifted_on=day(30)),))


@pytest.mark.parametrize(("then", "now", "written", "today", "words", "since"), [
    # asked for: nothing protects yet, and nothing has changed
    (None, ASKED, 1, 2, None, None),
    (ASKED, ASKED, None, 90, None, None),
    # made, served, refused
    (None, UNSERVED, 1, 2, " was made", 1),
    (ASKED, UNSERVED, 3, 4, " was made", 3),
    (UNSERVED, LIVE, 1, 5, " was served, or they were told of it", 1),
    (None, LIVE, 2, 2, " holds now", 2),
    (ASKED, order(stage="refused", made_on=None, until=None), 6, 7, " was refused or withdrawn", 6),
    # the same order with a copy handed out, or its court spelt: nothing
    (LIVE, replace(LIVE, court="Family court, Warrington", ring="999"), 4, 5, None, None),
    (LIVE, LIVE, None, 100, None, None),
    # its terms: varied, a condition more, another last day
    (LIVE, order(stage="varied", varied_on=day(7)), 7, 8, ": its terms were changed", 7),
    (LIVE, order(conditions=(ROW,)), 2, 3, ": its terms were changed", 2),
    (LIVE, order(until=day(300)), 2, 3, ": its terms were changed", 2),
    (order(stage="interim"), LIVE, 2, 3, ": its terms were changed", 2),
    # its end: by its days alone, from four weeks before; by what was written
    (LIVE, LIVE, None, 171, None, None),
    (LIVE, LIVE, None, 172, " is about to end", 172),
    (LIVE, LIVE, None, 200, " is about to end", 172),
    (LIVE, LIVE, None, 201, " has ended", 201),
    (LIVE, LIVE, None, 260, " has ended", 201),
    (LIVE, order(stage="ended", ended_on=day(30)), 31, 40, " has ended", 31),
    (None, order(until=day(-1)), 5, 6, " has ended", 5),
    (UNSERVED, UNSERVED, None, 180, None, None),  # nobody relies on it: its end is said beside the order itself
    # a plan signed off while it was about to end, or after, knew that
    (order(until=day(28)), order(until=day(28)), None, 20, None, None),
    (order(until=day(29)), order(until=day(29)), None, 1, " is about to end", 1),
    (order(until=day(-1)), order(until=day(-1)), None, 20, None, None),
    # its last condition lifted, as somebody wrote or by its own day: nothing is forbidden any more
    (LIFTED, LIFTED, None, 29, None, None),
    (LIFTED, LIFTED, None, 30, " forbids nothing more: every condition was lifted or is over", 30),
    (order(conditions=(ROW,)), LIFTED, 35, 40, " forbids nothing more: every condition was lifted or is over", 35),
    (order(conditions=(ROW, replace(ROW, lifted_on=day(30)))), LIFTED, 25, 29, ": its terms were changed", 25),
    (order(conditions=(replace(ROW, lifted_on=day(0)),)), order(conditions=(ROW,)), 5, 6, " holds now", 5),
    # nobody knows it to hold any more
    (LIVE, UNSERVED, 3, 4, " is not known to hold any more", 3),
    (LIFTED, UNSERVED, 31, 32, " is not known to hold any more", 31),
    (LIVE, APART, 3, 4, " is told in two ways: two versions disagree", 3),
    (UNSERVED, APART, 3, 4, " is told in two ways: two versions disagree", 3),
    (APART, APART, None, 9, None, None),
    (APART, LIVE, 5, 6, " holds now", 5),
    (LIFTED, UNSERVED, 5, 6, " is not known to hold any more", 5),
    (order(conditions=(replace(ROW, lifted_on=day(0)),)), UNSERVED, 5, 6, " is not known to hold any more", 5),
    # an order nobody served runs out all the same
    (UNSERVED, UNSERVED, None, 201, " has ended", 201),
])  # fmt: skip
def test_an_order_asks_once_it_stands_otherwise_than_the_plan_knew(
    then: Order | None, now: Order, written: int | None, today: int, words: str | None, since: int | None
) -> None:
    found = change_of(then, SIGNED, now, day(written) if written is not None else None, day(today))
    said = (found.words.removeprefix(NAME), (found.day - SIGNED).days) if found else (None, None)
    assert said == (words, since)
