"""An order that a court ended at an hour of its last day: the hour stands wherever its end does."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from hru_advocate.casework import today
from hru_advocate.casework.cases.cases import case_page
from hru_advocate.casework.cases.pictures import time_line
from hru_advocate.casework.checks.letter_known import letter_facts
from hru_advocate.casework.law.order_cards import orders_page
from hru_advocate.casework.law.order_steps import note_ended
from hru_advocate.casework.law.orders import conditions_live, orders_of
from hru_advocate.casework.paper import papers
from hru_advocate.casework.paper.papers import PaperRequest
from hru_advocate.casework.plan import planning
from hru_advocate.casework.plan.current import plan_now
from hru_advocate.casework.plan.knowledge import facts_now, knowledge_of
from hru_advocate.casework.plan.order_changes import order_changes
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.domain.law.due import line_of_order
from hru_advocate.domain.law.order_facts import ENDED, ENDING_SOON, IN_PLACE, NONE
from hru_advocate.errors import InvalidAnswer
from tests.casework.open_sessions import add, id_of, on
from tests.casework.paper.test_orders_on_copies import print_copy, said
from tests.fixed_clock import FixedClock

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


def sign_off(session: Session, case: Saved) -> None:
    add(session, case, "safety_plan", {"items": [], "review": "2027-01-20", "made_on": "today"})


def by_the_clock(session: Session, hour: int, minute: int = 0) -> None:
    """Its last day, at a time of that day."""
    session.clock = FixedClock(datetime(LAST.year, LAST.month, LAST.day, hour, minute, tzinfo=UTC))


def test_from_its_hour_on_it_has_ended_wherever_it_is_read(session: Session, case: Saved) -> None:
    add(session, case, "order", MADE)
    by_the_clock(session, 15, 59)
    page = case_page(session, id_of(case))
    assert facts_now(session, id_of(case)).present >= {IN_PLACE, ENDING_SOON}
    assert IN_PLACE in knowledge_of(session, id_of(case)).facts.present
    assert (page.orders.pill, page.orders.changes_at) == (
        "Non-molestation order: ends today at 16:00",
        datetime(2026, 12, 31, 16, tzinfo=UTC),
    )
    assert orders_page(session, id_of(case)).cards[0].to_do[0] == (
        "It ends today at 16:00. Say so to the person; from then on the plan must not lean on it."
    )
    assert letter_facts(session, id_of(case), LAST).holds["order_live"]
    by_the_clock(session, 16)
    ended = "Non-molestation order ended 31 Dec, 16:00"
    page = case_page(session, id_of(case))
    assert (page.orders.pill, page.orders.changes_at, page.orders.tone) == (ended, None, "caution")
    assert plan_now(session, id_of(case)).orders.full == ended
    (order,) = orders_of(session, id_of(case))
    assert order.on_paper(LAST) == "Ended 31 Dec 2026, 16:00"
    (card,) = orders_page(session, id_of(case)).cards
    assert (card.pill, card.tone, card.conditions[0].holds, card.ended_on) == (ended, "caution", False, "today")
    assert card.to_do[0].startswith("It has ended.")
    known = facts_now(session, id_of(case))
    assert known.present >= {NONE, ENDED}
    assert known.absent >= {IN_PLACE, ENDING_SOON}
    assert IN_PLACE in knowledge_of(session, id_of(case)).facts.absent
    assert not letter_facts(session, id_of(case), LAST).holds["order_live"]
    (due,) = today.look(session).dates
    assert due.what == "Non-molestation order has ended: say what comes now"


def test_the_morning_of_its_last_day_is_asked_about_once_its_end_is_written_down(session: Session, case: Saved) -> None:
    saved = add(session, case, "order", MADE)
    by_the_clock(session, 17)
    assert [line.sure for line in conditions_live(session, id_of(case), LAST)] == [False]
    note_ended(session, saved.entry, "today", "")
    assert [line.sure for line in conditions_live(session, id_of(case), LAST)] == [False]
    on(session, date(2027, 1, 1))
    assert case_page(session, id_of(case)).orders.pill == "Non-molestation order ended 31 Dec 2026"
    assert conditions_live(session, id_of(case), date(2027, 1, 1)) == ()


def test_written_down_as_ended_it_waits_for_no_hour(session: Session, case: Saved) -> None:
    by_the_clock(session, 11)
    add(session, case, "order", MADE | {"stage": "ended", "ended_on": "today"})
    assert case_page(session, id_of(case)).orders.pill.startswith("Non-molestation order ended 31 Dec")
    assert IN_PLACE in facts_now(session, id_of(case)).absent


def test_an_end_written_down_before_its_hour_never_names_the_hour(session: Session, case: Saved) -> None:
    by_the_clock(session, 11)
    saved = add(session, case, "order", MADE)
    ended = note_ended(session, saved.entry, "today", "The court lifted it this morning.")
    assert case_page(session, id_of(case)).orders.pill == "Non-molestation order ended 31 Dec"
    (order,) = orders_of(session, id_of(case))
    assert (order.on_paper(LAST), order.in_a_line(LAST)) == (
        "Ended 31 Dec 2026",
        "Non-molestation order ended 31 Dec 2026",
    )
    by_the_clock(session, 18)  # something else is mended of it once that hour has gone by
    later = MADE | {"stage": "ended", "ended_on": "2026-12-31", "ring": "101"}
    save(session, "order", later, case=id_of(case), corrects=[ended.entry], reason="Who to ring")
    assert case_page(session, id_of(case)).orders.pill == "Non-molestation order ended 31 Dec"
    on(session, date(2027, 1, 1))
    assert case_page(session, id_of(case)).orders.pill == "Non-molestation order ended 31 Dec 2026"
    assert [line.sure for line in conditions_live(session, id_of(case), LAST)] == [False]


def test_midnight_is_the_beginning_of_a_day_and_its_end(session: Session, case: Saved) -> None:
    with pytest.raises(InvalidAnswer, match="Midnight"):
        add(session, case, "order", MADE | {"until_at": "midnight"})


def test_a_plan_and_a_copy_of_before_its_hour_ask_for_a_look(session: Session, case: Saved) -> None:
    add(session, case, "order", MADE)
    by_the_clock(session, 11)
    sign_off(session, case)
    print_copy(session, case, "full_plan")
    assert ([one.words for one in order_changes(session, id_of(case))], said(session, case)) == ([], [()])
    by_the_clock(session, 16)
    (change,) = order_changes(session, id_of(case))
    assert (change.words, change.day) == ("Non-molestation order has ended", LAST)
    ended = "Non-molestation order ended 31 Dec, 16:00"
    assert said(session, case) == [(f"{ended}; the copy says that it holds.",)]
    on(session, date(2027, 1, 1))
    assert [one.day for one in order_changes(session, id_of(case))] == [LAST]
    assert orders_page(session, id_of(case)).cards[0].ended_on == "31 Dec 2026"


def test_a_plan_and_a_copy_of_after_its_hour_knew_of_its_end(session: Session, case: Saved) -> None:
    add(session, case, "order", MADE)
    by_the_clock(session, 17)
    sign_off(session, case)
    print_copy(session, case, "full_plan")
    assert (order_changes(session, id_of(case)), said(session, case)) == ((), [()])
    on(session, date(2027, 1, 1))
    assert (order_changes(session, id_of(case)), said(session, case)) == ((), [()])


def test_from_its_hour_on_its_end_is_on_the_time_line_and_beside_no_condition(session: Session, case: Saved) -> None:
    rows = [{"words": "Not to contact her.", "until": LAST.isoformat()}, {"words": "No post.", "until": "2026-12-30"}]
    add(session, case, "order", MADE | {"conditions": rows})
    for hour, ended in ((15, False), (16, True)):
        by_the_clock(session, hour)
        line = time_line(session, id_of(case))
        assert ("Non-molestation order ended" in [one.words for one in line.milestones]) is ended
        (card,) = orders_page(session, id_of(case)).cards
        assert [one.state_words for one in card.conditions] == ["", "ended yesterday"]


def test_a_paper_made_from_its_hour_on_says_first_which_measure_leans_on_it(session: Session, case: Saved) -> None:
    add(session, case, "order", MADE)
    by_the_clock(session, 15, 59)
    plan = {"items": [planning.item_from(session, "sm_order_renew", ("ci_order_ending",))], "made_on": "today"}
    add(session, case, "safety_plan", plan | {"review": "2027-01-20"})
    paper = PaperRequest(id_of(case), "full_plan")
    assert not any(one.startswith("Look first") for one in papers.preview(session, paper).warnings)
    by_the_clock(session, 16)
    first = papers.preview(session, paper).warnings[0]
    assert first.startswith("Look first: “Your order ends soon.")
    assert "a rule now refuses it" in first
