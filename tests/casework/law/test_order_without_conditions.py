"""An order each of whose conditions was lifted or is over: no place says that it holds, and each says why, by day."""

from __future__ import annotations

import io
from datetime import date
from typing import Any, Final

import pytest
from pypdf import PdfReader

from hru_advocate.casework import today
from hru_advocate.casework.checks.open_matters import open_matters
from hru_advocate.casework.law.order_cards import orders_page
from hru_advocate.casework.law.orders import conditions_live, orders_in_head
from hru_advocate.casework.paper.copies import copies, record_copy
from hru_advocate.casework.paper.papers import PaperRequest, preview
from hru_advocate.casework.plan.knowledge import facts_now, knowledge_of
from hru_advocate.casework.plan.planning import suggest_for
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from tests.casework.open_sessions import add, id_of, on

BREACH: Final = "sm_breach_call"
OVER: Final = "every condition was lifted or is over"
MADE: Final[dict[str, Any]] = {
    "kind": "restraining_order_conviction",
    "stage": "made",
    "made_on": "2026-10-01",
    "served_on": "2026-10-02",
    "until": "2027-12-02",
}
DIRECT: Final = {"kind": "direct", "words": "Not to contact Amy."}
ENDS: Final = [
    ("lifted_on", date(2026, 11, 23), date(2026, 11, 24)),
    ("until", date(2026, 11, 24), date(2026, 11, 25)),
]
"""Ends of the one condition on 24 Nov, its last day, and the first day without it."""
SAFE: Final[dict[str, object]] = {
    "lives_with": False,
    "searched": False,
    "watched": False,
    "family_danger": False,
    "kept_where": "At my sister's",
}


def made(session: Session, case: Saved, how: str) -> Saved:
    """The order with one condition, which ends by its own last day, or is to be lifted."""
    row = DIRECT | ({"until": "2026-11-24"} if how == "until" else {})
    return add(session, case, "order", MADE | {"conditions": [row]})


def gone(session: Session, order: Saved, how: str, without: date) -> None:
    """The first day without the condition; that it was lifted is noted that morning."""
    on(session, without)
    if how == "lifted_on":
        raw = MADE | {"conditions": [DIRECT | {"lifted_on": "2026-11-24"}]}
        save(session, "order", raw, case=order.case, corrects=[order.entry], reason="lifted")


def paper(session: Session, case: Saved, document: str) -> str:
    pages = PdfReader(io.BytesIO(preview(session, PaperRequest(id_of(case), document)).pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def measures(session: Session, case: Saved) -> set[str]:
    return {row.suggestion.measure for row in suggest_for(session, id_of(case)) if not row.suggestion.refused}


@pytest.mark.parametrize(("how", "last", "without"), ENDS)
def test_the_head_the_facts_the_card_and_what_is_open_turn_on_the_day(
    session: Session, case: Saved, how: str, last: date, without: date
) -> None:
    order = made(session, case, how)
    of = id_of(case)
    on(session, last)
    assert (orders_in_head(session, of).pill, orders_in_head(session, of).tone) == (
        "Restraining order until 2 Dec 2027",
        "accent",
    )
    assert "ci_order_in_place" in knowledge_of(session, of).facts.present
    assert BREACH in measures(session, case)
    assert not [one for one in open_matters(session, of) if OVER in one.words]
    assert conditions_live(session, of, last)
    gone(session, order, how, without)
    head = orders_in_head(session, of)
    assert (head.pill, head.tone) == (f"Restraining order until 2 Dec 2027, {OVER}", "caution")
    facts = knowledge_of(session, of).facts
    assert not {one for one in facts.present if "order" in one}
    assert facts_now(session, of).known.get("ci_no_order") is None
    assert BREACH not in measures(session, case)
    assert [one.words for one in open_matters(session, of) if one.kind == "order"] == [
        f"Restraining order, last day 2 Dec 2027; {OVER}"
    ]
    card = orders_page(session, of).cards[0]
    assert (card.tone, card.to_do[0][:30]) == ("caution", "Every condition noted was lift")
    assert {"vary", "ended"} <= set(card.steps)
    assert not conditions_live(session, of, without)


@pytest.mark.parametrize(("how", "last", "without"), ENDS)
def test_today_asks_from_the_first_day_without_a_condition(
    session: Session, case: Saved, how: str, last: date, without: date
) -> None:
    order = made(session, case, how)
    said = f"Restraining order: {OVER}"
    assert said not in [one.what for one in today.look(on(session, last)).dates]
    gone(session, order, how, without)
    assert [one.due.day for one in today.look(session).dates if one.what == said] == [without]


@pytest.mark.parametrize(("how", "last", "without"), ENDS)
def test_papers_say_that_it_holds_until_that_day_and_why_not_after_it(
    session: Session, case: Saved, how: str, last: date, without: date
) -> None:
    order = made(session, case, how)
    record_copy(session, preview(session, PaperRequest(id_of(case), "full_plan")), SAFE, "printed")
    on(session, last)
    assert "Not to contact Amy." in paper(session, case, "full_plan")
    assert OVER not in paper(session, case, "hand_over")
    assert not copies(session, id_of(case))[0].changed
    gone(session, order, how, without)
    assert "Restraining" not in paper(session, case, "full_plan")
    for document in ("hand_over", "file_copy"):
        assert f"Restraining order until 2 Dec 2027, {OVER}" in paper(session, case, document)
    assert copies(session, id_of(case))[0].changed == (
        f"Restraining order until 2 Dec 2027, {OVER}; the copy says that it holds.",
    )


def test_an_order_nobody_wrote_conditions_of_stays_as_it_is(session: Session, case: Saved) -> None:
    add(session, case, "order", MADE)
    head = orders_in_head(session, id_of(case))
    assert (head.pill, head.tone) == ("Restraining order until 2 Dec 2027", "accent")
    assert "ci_order_in_place" in knowledge_of(session, id_of(case)).facts.present


def test_of_two_orders_the_one_that_holds_comes_first_and_is_the_fact(session: Session, case: Saved) -> None:
    add(session, case, "order", MADE | {"conditions": [DIRECT | {"lifted_on": "2026-11-10"}]})
    add(session, case, "order", {"kind": "police_bail", "stage": "made", "until": "2027-03-01"})
    assert orders_in_head(session, id_of(case)).pill == "Police bail until 1 Mar 2027 · 1 more"
    assert "ci_order_in_place" in knowledge_of(session, id_of(case)).facts.present


def test_bail_without_a_condition_left_is_bail_still_and_no_order_to_rely_on(session: Session, case: Saved) -> None:
    row = {"kind": "direct", "words": "No contact.", "lifted_on": "2026-11-10"}
    bail = {"kind": "police_bail", "stage": "made", "until": "2027-03-01", "conditions": [row]}
    add(session, case, "order", bail)
    present = knowledge_of(session, id_of(case)).facts.present
    assert "ci_on_bail" in present
    assert "ci_order_in_place" not in present


def test_who_is_released_without_bail_is_bound_by_no_rule_that_a_measure_speaks_of(
    session: Session, case: Saved
) -> None:
    add(session, case, "situation", {"asked_on": "2026-11-16", "ci_on_bail": True, "ci_works": True})
    add(session, case, "needs_assessment", {"held_on": "2026-11-17", "nd_family_court": {"value": 4}})
    offered = {row.suggestion.measure for row in suggest_for(session, id_of(case))}
    assert offered.isdisjoint({"sm_bail_words", "sm_know_order", "sm_work_order_copy"})
    assert "sm_spo_ask" in offered
