"""A change of an order makes the plan due for a look, on Today, in the next steps and in the head, as time goes by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

import pytest

from hru_advocate.casework.cases.cases import case_page
from hru_advocate.casework.counter import counts
from hru_advocate.casework.next_steps import next_steps
from hru_advocate.casework.plan.current import plan_now
from hru_advocate.casework.plan.order_changes import plans_to_look_at
from hru_advocate.casework.plan.review_requests import review_of
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.casework.today import look
from tests.casework.open_sessions import add, id_of, new_case
from tests.fixed_clock import FixedClock

PLAN: Final[Mapping[str, Any]] = {
    "items": [{"text": "I ring at once.", "state": "chosen", "carry": "carry", "section": "court_orders"}],
    "review": "2027-12-01",
    "what_changed": "First plan.",
}
MADE: Final[Mapping[str, Any]] = {"kind": "nmo", "stage": "made", "made_on": "2026-11-24", "until": "2027-05-24"}
SERVED: Final = {**MADE, "served_on": "2026-11-26"}
VARIED: Final = {**SERVED, "stage": "varied", "varied_on": "2027-01-11"}


class Desk:
    """One case with a plan, on a clock that moves: what each part says of the plan's review."""

    def __init__(self, session: Session, case: Saved) -> None:
        self.session, self.saved, self.case = session, case, id_of(case)
        self.plan = add(session, case, "safety_plan", PLAN)
        self.order: Saved | None = None
        self.quiet = counts(session).today

    def go_to(self, day: str) -> None:
        clock = self.session.clock
        assert isinstance(clock, FixedClock)
        clock.advance(timedelta(days=(date.fromisoformat(day) - self.session.now().date()).days))

    def note(self, raw: Mapping[str, Any]) -> None:
        corrects = (self.order.entry,) if self.order else ()
        self.order = save(
            self.session, "order", raw, case=self.case, corrects=corrects, reason="changed" * len(corrects)
        )

    def sign(self) -> None:
        raw = {**PLAN, "what_changed": "Looked at again."}
        self.plan = save(self.session, "safety_plan", raw, case=self.case, corrects=(self.plan.entry,), reason="again")

    def says(self, words: str) -> None:
        """Each place says it; nothing is said of the plan anywhere when there are no words."""
        found = review_of(self.session, self.case)
        assert [change.words for change in found.orders] == ([words] if words else [])
        asks = f"look again, because: {words}" if words else ""
        plans = [line.what for line in look(self.session).reviews if line.what.startswith("Safety plan")]
        assert plans == ([f"Safety plan: {asks}"] if words else [])
        assert case_page(self.session, self.case).plan_line == asks
        step = next(step for step in next_steps(self.session, self.case) if step.title == "Plan" or "plan" in step.form)
        assert ("to be looked at again" in step.words) is bool(words)
        assert [one.label for one in plan_now(self.session, self.case).asks] == ([words] if words else [])
        page = look(self.session)
        due = [line.due for line in page.contacts] + [line.due for line in page.dates]
        due += [line.due for line in page.reviews]
        assert counts(self.session).today == sum(one.over_days >= 0 for one in due)


@pytest.fixture
def desk(session: Session, case: Saved) -> Desk:
    return Desk(session, case)


def test_an_order_from_application_to_end_asks_at_each_change_and_rests_once_the_plan_was_signed(desk: Desk) -> None:
    desk.note({"kind": "nmo", "stage": "applied", "applied_on": "2026-11-23"})
    desk.says("")
    desk.go_to("2026-11-24")
    desk.note(MADE)
    desk.says("Non-molestation order was made")
    desk.sign()
    desk.says("")
    desk.go_to("2026-11-27")
    desk.note(SERVED)
    desk.says("Non-molestation order was served, or they were told of it")
    desk.note({**SERVED, "court": "Family court, Warrington"})
    desk.says("Non-molestation order was served, or they were told of it")
    desk.sign()
    desk.note({**SERVED, "court": "Family court, Chester"})
    desk.says("")
    desk.go_to("2027-01-12")
    desk.note(VARIED)
    desk.says("Non-molestation order: its terms were changed")
    desk.sign()
    desk.go_to("2027-04-25")
    desk.says("")
    desk.go_to("2027-04-26")
    desk.says("Non-molestation order is about to end")
    desk.sign()
    desk.go_to("2027-05-24")
    desk.says("")
    desk.go_to("2027-05-25")
    desk.says("Non-molestation order has ended")
    desk.sign()
    desk.says("")


def test_without_a_plan_and_in_a_closed_case_an_order_asks_for_nothing(session: Session, case: Saved) -> None:
    add(session, case, "order", SERVED | {"made_on": "2026-11-20", "served_on": "2026-11-21"})
    assert review_of(session, id_of(case)).orders == ()
    assert [line for line in look(session).reviews if "plan" in line.what] == []


def test_a_paused_case_rests_with_its_plan_too(desk: Desk) -> None:
    desk.note({**SERVED, "made_on": "2026-11-20", "served_on": "2026-11-21"})
    before = counts(desk.session).today
    add(desk.session, desk.saved, "pause", {"until": "2026-12-07", "because": "Away."})
    assert [line for line in look(desk.session).reviews if "plan" in line.what] == []
    assert counts(desk.session).today == before - 1


def test_cases_that_rest_take_no_place_among_the_plans_to_look_at(session: Session) -> None:
    cases = [new_case(session) for _ in range(3)]
    for number, one in enumerate(cases):
        add(session, one, "safety_plan", {**PLAN, "review": f"2026-11-2{5 + number}"})
    first, *rest = map(id_of, cases)
    until = date(2026, 12, 1)
    assert [row.case for row, _why in plans_to_look_at(session, until, 1, ())] == [first]
    assert [row.case for row, _why in plans_to_look_at(session, until, 1, (first,))] == rest[:1]
