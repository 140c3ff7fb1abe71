"""Orders on paper: which paper says what of one as it stands, and which of its words wait for a tick or never go."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import pytest

from hru_advocate.documents.compose.documents import PLAN_PAPERS, compose_plan
from hru_advocate.documents.compose.give_away import Person, ProtectedValue
from hru_advocate.documents.compose.paper import PlanPaper
from hru_advocate.documents.compose.plan import identifying
from hru_advocate.domain.law.order_parts import OrderCondition
from hru_advocate.domain.law.orders import Order
from tests.documents.composed_cases import TODAY, item, line, paper, plan, text_of

IN_FULL: Final = ("full_plan", "large_print", "easy_words")
OTHERS: Final = tuple(one for one in PLAN_PAPERS if one not in (*IN_FULL, "file_copy", "safe_person"))


def of(**more: Any) -> Order:
    given: dict[str, Any] = {
        "entry": "e1",
        "record": "r1",
        "kind": "nmo",
        "name": "Non-molestation order",
        "stage": "made",
        "made_on": TODAY - timedelta(30),
        "served_on": TODAY - timedelta(29),
        "until": TODAY + timedelta(60),
        "ring": "the duty desk",
        "conditions": (OrderCondition(0, "direct", "No contact, direct", "Not to send a word."),),
    }
    return Order(**given | more)


def papers_of(*orders: Order, **more: object) -> PlanPaper:
    return paper(plan(item(1, "Lock the back door.", discreet="Door")), orders=orders, **more)


def words_of(document: str, made: PlanPaper) -> str:
    return text_of(compose_plan(document, made).page)


@pytest.mark.parametrize("document", IN_FULL)
@pytest.mark.parametrize(
    ("order", "said"),
    [
        (of(), True),
        (of(until=TODAY), True),
        (of(until=None, no_end=True), True),
        (of(until=TODAY - timedelta(1)), False),
        (of(stage="ended", ended_on=TODAY), False),
        (of(served_on=None), False),
        (of(until=None), False),
        (of(made_on=TODAY + timedelta(1)), False),
        (of(stage="applied"), False),
        (of(stage="refused"), False),
        (replace(of(), disagreeing=(of(), of(ring="101"))), False),
        (of(kind="child_arrangements"), False),
    ],
)
def test_the_persons_own_plan_says_what_holds_and_nothing_else(document: str, order: Order, *, said: bool) -> None:
    words = words_of(document, papers_of(order))
    assert ("Not to send a word." in words) is said
    assert ("the duty desk" in words) is said
    assert ("As known on 23 November 2026" in words) is said
    assert ("Non-molestation" in words) is said


def test_what_may_not_hold_is_left_off_with_a_reason() -> None:
    left = compose_plan("full_plan", papers_of(of(served_on=None))).left_out
    assert [(one.what, one.why[:36]) for one in left if one.place.startswith("order.")] == [
        ("Non-molestation order: made, not known to be served", "It is not known to hold today; ask, "[:36])
    ]


TOLD: Final = "They know of it. It is not known that the papers were handed to them: ask us before you rely on it."


@pytest.mark.parametrize("document", IN_FULL)
@pytest.mark.parametrize(
    ("order", "said"),
    [
        (of(), False),
        (of(served_on=None, aware_on=TODAY), True),
        (of(served_on=TODAY + timedelta(1), aware_on=TODAY), True),
        (of(served_on=TODAY, aware_on=TODAY), False),
        (of(served_on=None, was_there=True), False),
        (of(served_on=None, kind="police_bail"), False),
        (of(served_on=None), False),  # then nothing of it is printed
    ],
)
def test_an_order_they_were_told_of_says_so_until_it_is_served(document: str, order: Order, *, said: bool) -> None:
    assert (TOLD in words_of(document, papers_of(order))) is said


@pytest.mark.parametrize("document", [*IN_FULL, "leaflet"])
@pytest.mark.parametrize("ring", ["the duty desk", ""])
def test_nobody_for_whom_a_voice_call_fails_is_told_to_ring(document: str, ring: str) -> None:
    services = (line("police_999"),)
    by_voice = words_of(document, papers_of(of(ring=ring), services=services))
    without = words_of(document, papers_of(of(ring=ring), services=services, voice_fails=True))
    assert "People you can ring" in by_voice
    assert "People you can contact" in without
    assert not re.search(r"\bring\b", without)
    if document != "leaflet":
        assert "If it is broken, ring 999 in danger." in by_voice
        assert "If it is broken, contact 999 in danger." in without


@pytest.mark.parametrize("document", OTHERS)
def test_paper_that_may_be_seen_says_nothing_of_orders(document: str) -> None:
    made = compose_plan(document, papers_of(of()))
    words = text_of(made.page)
    assert not [one for one in ("Non-molestation", "Not to send", "duty desk", "must not do") if one in words]
    if document != "leaflet":
        assert [one.place for one in made.left_out if "orders" in one.why] == ["order.e1"]


@pytest.mark.parametrize(
    ("until", "lifted", "said"),
    [
        (TODAY, None, True),
        (TODAY - timedelta(1), None, False),
        (None, TODAY, False),
        (None, TODAY + timedelta(1), True),
    ],
)
def test_a_condition_is_printed_within_its_own_days(until: date | None, lifted: date | None, *, said: bool) -> None:
    one = OrderCondition(0, "area", "Keep out of an area", "Not to go near the mill.", until, lifted)
    assert ("near the mill" in words_of("full_plan", papers_of(of(conditions=(one,))))) is said


PEOPLE: Final = (Person("perpetrator", "Zoltan Quill"), Person("safe_person", "Imogen Vale"))
SECRETS: Final = (ProtectedValue("address", "14 Vexford Row"),)


@pytest.mark.parametrize(
    ("words", "ticks"),
    [
        ("Not to contact her.", 0),
        ("Not to contact Imogen.", 1),
        ("Not to ring 01632 960123.", 1),
        ("Zoltan must not contact her.", None),
        ("Not to go to 14 Vexford Row.", None),
    ],
)
def test_a_condition_that_names_somebody_waits_for_its_tick_or_never_goes(words: str, ticks: int | None) -> None:
    order = of(conditions=(OrderCondition(0, "direct", "No contact, direct", words),), ring="")
    made = papers_of(order, people=PEOPLE, secrets=SECRETS)
    found = [one for one in identifying(made, "full_plan") if words[:20] in one.label]
    assert len(found) == (ticks or 0)
    assert (words in words_of("full_plan", made)) is (ticks == 0)
    ticked = papers_of(order, people=PEOPLE, secrets=SECRETS, ticks=frozenset(one.id for one in found))
    assert (words in words_of("full_plan", ticked)) is (ticks is not None)
    assert not [one for one in identifying(made, "pocket_card") if words[:20] in one.label]


def test_an_order_called_by_somebodys_name_is_left_off_whole_and_in_danger_it_is_999() -> None:
    named = of(kind="other", name="Zoltan's promise")
    words = words_of("full_plan", papers_of(named, people=PEOPLE))
    assert not [one for one in ("Zoltan", "Not to send", "must not do") if one in words]
    assert "If it is broken, ring 999 in danger." in words_of("full_plan", papers_of(of(ring="")))
    number = words_of("full_plan", papers_of(of(ring="the desk on 01632 960123")))
    assert "960123" not in number
    assert "If it is broken, ring 999 in danger." in number


def test_an_order_that_is_left_off_leaves_the_others_on() -> None:
    named = of(kind="other", name="Zoltan's promise", record="r0", entry="e0", conditions=())
    words = words_of("full_plan", papers_of(named, of(), people=PEOPLE))
    assert "Not to send a word." in words
    assert "Zoltan" not in words


def test_the_file_copy_says_how_every_order_stands() -> None:
    lifted = OrderCondition(1, "online", "Online", "Not to post.", None, TODAY - timedelta(3))
    live = of(conditions=(OrderCondition(0, "direct", "No contact, direct", "Not to send a word."), lifted))
    over = of(entry="e2", name="Police bail", kind="police_bail", until=TODAY - timedelta(11), power_of_arrest=True)
    words = words_of("file_copy", papers_of(live, over, of(entry="e3", stage="applied", name="Occupation order")))
    for said in (
        "As known on 23 Nov 2026.",
        "Non-molestation order until 22 Jan 2027",
        "lifted 20 Nov 2026",
        "Police bail ended 12 Nov 2026",
        "not known to hold on 23 Nov 2026",
        "Power of arrest.",
        "Power of arrest: not known.",
        "Occupation order: asked for, not made",
    ):
        assert said in words


@pytest.mark.parametrize(
    ("order", "end", "said"),
    [
        (of(), {"until": TODAY}, "until 23 Nov 2026"),
        (of(), {"until": TODAY - timedelta(1)}, "ended 22 Nov 2026"),
        (of(served_on=None), {"until": TODAY + timedelta(12)}, "until 5 Dec 2026 · not known to hold on 23 Nov 2026"),
        (of(stage="applied"), {"until": TODAY + timedelta(12)}, "until 5 Dec 2026 · not known to hold on 23 Nov 2026"),
        (of(served_on=None), {}, "not known to hold on 23 Nov 2026"),
        (of(served_on=None), {"lifted_on": TODAY}, "lifted 23 Nov 2026"),
    ],
)
def test_the_end_of_a_condition_never_says_that_its_order_holds(order: Order, end: dict[str, Any], said: str) -> None:
    condition = replace(order.conditions[0], **end)
    words = words_of("file_copy", papers_of(replace(order, conditions=(condition,))))
    assert said in words
    assert ("not known to hold on 23 Nov 2026" in words) is ("not known to hold on 23 Nov 2026" in said)


def test_a_condition_that_ends_with_its_order_has_no_end_of_its_own_on_paper() -> None:
    ends = [TODAY + timedelta(away) for away in (59, 60, 61)]
    rows = tuple(OrderCondition(place, "area", "", f"Not to Mill {place}.", end) for place, end in enumerate(ends))
    words = words_of("full_plan", papers_of(of(conditions=rows)))
    assert [words.count(f"{end.day} January 2027") for end in ends] == [1, 1, 0]  # the order itself, once


@pytest.mark.parametrize("stage", ["applied", "refused", "made"])
def test_nothing_says_that_an_order_protects_by_whom_it_is_for(stage: str) -> None:
    words = words_of("file_copy", papers_of(of(stage=stage, against="Z. Z.", protects="Keira")))
    assert "against Z. Z. · for Keira" in words
    assert not [one for one in ("binds", "protects") if one in words.lower()]
