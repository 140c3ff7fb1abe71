"""An order that a court ended at an hour of its last day: the hour stands wherever its end does."""

from __future__ import annotations

from datetime import date

import pytest

from hru_advocate.casework import today
from hru_advocate.casework.cases.cases import case_page
from hru_advocate.casework.law.orders import conditions_live, orders_of
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.domain.law.due import line_of_order
from hru_advocate.errors import InvalidAnswer
from tests.casework.open_sessions import add, id_of, on

LAST = date(2026, 12, 31)
MADE = {
    "kind": "nmo",
    "stage": "made",
    "made_on": "2026-11-20",
    "there": True,
    "until": LAST.isoformat(),
    "until_at": "4pm",
    "conditions": [{"kind": "direct", "words": "Not to contact her."}],
}


def test_the_hour_stands_beside_the_last_day(session: Session, case: Saved) -> None:
    add(session, case, "order", MADE)
    (order,) = orders_of(session, id_of(case))
    assert order.in_a_pill(date(2026, 11, 23)) == "Non-molestation order until 31 Dec, 16:00"
    assert order.in_a_line(date(2026, 11, 23)) == "Non-molestation order until 31 Dec 2026, 16:00"
    assert order.on_paper(date(2026, 11, 23)) == "Holds until 31 Dec 2026, 16:00"
    assert line_of_order(order) == "Non-molestation order: made 20 Nov 2026, last day 31 Dec 2026, 16:00"
    on(session, LAST)
    assert case_page(session, id_of(case)).orders.pill == "Non-molestation order: ends today at 16:00"
    assert [one.what for one in today.look(session).dates] == ["Non-molestation order ends today at 16:00"]
    on(session, date(2027, 1, 1))
    assert case_page(session, id_of(case)).orders.pill == "Non-molestation order ended 31 Dec 2026, 16:00"


@pytest.mark.parametrize(("day", "sure"), [(date(2026, 12, 30), True), (LAST, False)])
def test_whether_it_was_broken_on_its_last_day_hangs_on_the_hour(
    session: Session, case: Saved, day: date, *, sure: bool
) -> None:
    add(session, case, "order", MADE)
    assert [line.sure for line in conditions_live(session, id_of(case), day)] == [sure]


def test_an_hour_typed_with_the_last_day_is_not_dropped(session: Session, case: Saved) -> None:
    with pytest.raises(InvalidAnswer, match="a day alone"):
        add(session, case, "order", MADE | {"until": "31 December 2026 at 4 pm"})


def test_lifted_before_its_last_day_the_hour_says_nothing(session: Session, case: Saved) -> None:
    add(session, case, "order", MADE | {"stage": "ended", "ended_on": "2026-11-22"})
    (order,) = orders_of(session, id_of(case))
    assert order.in_a_pill(date(2026, 11, 23)) == "Non-molestation order ended 22 Nov"
