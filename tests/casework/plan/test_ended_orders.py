"""An order as an advocate types it: its last day on either side of today, days that cannot be, what is known then."""

from __future__ import annotations

from typing import Any

import pytest

from hru_advocate.casework.law.orders import orders_in_head
from hru_advocate.casework.plan.knowledge import facts_now, knowledge_of
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.domain.plan.gates import closed_gates
from hru_advocate.domain.plan.suggestions import suggestion_of
from hru_advocate.errors import InvalidAnswer
from tests.casework.open_sessions import add, id_of

MADE: dict[str, Any] = {"kind": "nmo", "stage": "made", "made_on": "2026-06-01", "there": True}
ORDERS = {"ci_order_in_place", "ci_order_ending", "ci_order_ended", "ci_no_order"}


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("3 Nov 2026", {"ci_order_ended", "ci_no_order"}),
        ("3/11/26", {"ci_order_ended", "ci_no_order"}),
        ("last Tuesday", {"ci_order_ended", "ci_no_order"}),
        ("yesterday", {"ci_order_ended", "ci_no_order"}),
        ("today", {"ci_order_in_place", "ci_order_ending"}),
        ("tomorrow", {"ci_order_in_place", "ci_order_ending"}),
        ("3 Dec", {"ci_order_in_place", "ci_order_ending"}),
        ("3 May 2027", {"ci_order_in_place"}),
    ],
)
def test_the_last_day_of_an_order_is_taken_on_both_sides_of_today(
    session: Session, case: Saved, typed: str, known: set[str]
) -> None:
    add(session, case, "order", MADE | {"until": typed})
    assert facts_now(session, id_of(case)).present & ORDERS == known


BAIL: dict[str, Any] = {"kind": "police_bail", "stage": "made", "made_on": "2026-11-10", "until": "2027-02-10"}
LICENCE: dict[str, Any] = {"kind": "licence_conditions", "stage": "made", "made_on": "2026-11-10", "no_end": True}
OVER: dict[str, Any] = MADE | {"until": "2026-11-22"}


@pytest.mark.parametrize(
    ("noted", "known"),
    [
        ((BAIL, OVER), {"ci_order_in_place", "ci_order_ended"}),
        ((LICENCE, OVER), {"ci_order_in_place", "ci_order_ended"}),
        ((BAIL, MADE | {"until": "2026-11-23"}), {"ci_order_in_place", "ci_order_ending"}),  # its last day is today
        ((BAIL, MADE | {"no_end": True}, OVER), {"ci_order_in_place"}),  # a court has made another
        ((BAIL, MADE | {"there": None, "no_end": True}, OVER), {"ci_order_in_place"}),  # it may hold, once it is served
        ((MADE | {"kind": "undertaking", "no_end": True}, OVER), {"ci_order_in_place"}),
        ((LICENCE, BAIL | {"until": "2026-11-22"}), {"ci_order_in_place"}),
    ],
)
def test_bail_or_a_licence_does_not_hide_that_a_courts_order_has_ended(
    session: Session, case: Saved, noted: tuple[dict[str, Any], ...], known: set[str]
) -> None:
    for order in noted:
        add(session, case, "order", order)
    assert facts_now(session, id_of(case)).present & ORDERS == known


LIVE: dict[str, Any] = MADE | {"no_end": True}
MAYBE: dict[str, Any] = MADE | {"there": None, "no_end": True}


@pytest.mark.parametrize(
    ("lees", "known", "says"),
    [
        (LIVE, {"ci_order_in_place", "ci_order_ended"}, "Non-molestation order: no last day set · 1 more"),
        (MAYBE, {"ci_order_ended"}, "Non-molestation order: made, not known to be served · 1 more"),
        (OVER, {"ci_no_order", "ci_order_ended"}, "Non-molestation order ended 22 Nov · 1 more"),
    ],
)
def test_of_two_people_one_order_that_ended_and_the_others_are_both_told(
    session: Session, case: Saved, lees: dict[str, Any], known: set[str], says: str
) -> None:
    add(session, case, "order", MADE | {"until": "2026-10-01", "against": {"name": "Kim Example"}})
    add(session, case, "order", lees | {"against": {"name": "Lee Sample"}})
    assert facts_now(session, id_of(case)).present & ORDERS == known
    assert orders_in_head(session, id_of(case)).pill == says
    held = knowledge_of(session, id_of(case))
    measures = {one.id: one for one in held.library.measures.measures}
    about = [one for one in measures.values() if "speaks_of_order" in one.traits]
    closed = {one.id for one in about if any(gate.refuses for gate in closed_gates(held.library, one, held.facts))}
    assert closed == ({one.id for one in about} if "ci_no_order" in known else set())  # what may hold is not denied
    assert suggestion_of(held.library, measures["sm_order_ended"], held.facts, "ci_order_ended").refused is None


def test_what_is_no_one_day_is_refused_and_the_sentence_fits(session: Session, case: Saved) -> None:
    with pytest.raises(InvalidAnswer) as refused:
        add(session, case, "order", MADE | {"until": "in spring or so"})
    assert refused.value.sentence.startswith("This needs a day, such as")


@pytest.mark.parametrize(
    ("field", "days"),
    [
        ("made_on", {"applied_on": "2026-11-02", "made_on": "2026-11-01"}),
        ("aware_on", {"made_on": "2026-11-02", "aware_on": "2026-11-01"}),
        ("served_on", {"made_on": "2026-11-02", "served_on": "2026-11-01"}),
        ("until", {"made_on": "2026-11-02", "until": "2026-11-01"}),
        ("varied_on", {"stage": "varied", "made_on": "2026-11-02", "varied_on": "2026-11-01"}),
        ("ended_on", {"stage": "ended", "made_on": "2026-11-02", "ended_on": "2026-11-01"}),
        (
            "conditions.2.until",
            {"until": "2026-12-01", "conditions": [{"words": "One"}, {"words": "Two", "until": "2026-12-02"}]},
        ),
    ],
)
def test_days_that_cannot_be_are_refused_at_their_field_and_the_same_day_is_taken(
    session: Session, case: Saved, field: str, days: dict[str, Any]
) -> None:
    raw = {"kind": "nmo", "stage": "made", **days}
    with pytest.raises(InvalidAnswer) as refused:
        add(session, case, "order", raw)
    assert refused.value.field == field
    same = {key: "2026-11-02" if str(day).startswith("2026-1") else day for key, day in raw.items() if key != "no_end"}
    if "conditions" in same:
        same["conditions"] = [{"words": "Two", "until": "2026-11-02"}]
    assert add(session, case, "order", same).entry


@pytest.mark.parametrize(
    ("asked_on", "order", "taken"),
    [
        ("20 Nov 2026", {"until": "19 Nov 2026"}, True),
        ("20 Nov 2026", {"until": "20 Nov 2026"}, False),
        ("30 May 2026", {"until": "20 Nov 2026"}, True),
        ("1 June 2026", {"until": "20 Nov 2026"}, False),
        ("20 Nov 2026", {}, False),
        ("20 Nov 2026", {"stage": "applied"}, True),
        ("20 Nov 2026", {"stage": "ended", "ended_on": "20 Nov 2026"}, True),
        ("20 Nov 2026", {"kind": "child_arrangements", "until": "1 Dec 2026"}, True),
    ],
)
def test_a_conversation_cannot_say_none_on_a_day_on_which_a_noted_order_held(
    session: Session, case: Saved, asked_on: str, order: dict[str, Any], *, taken: bool
) -> None:
    add(session, case, "order", MADE | order)
    raw = {"any_order": "none", "asked_on": asked_on}
    if taken:
        assert add(session, case, "situation", raw).entry
        return
    with pytest.raises(InvalidAnswer) as refused:
        add(session, case, "situation", raw)
    assert refused.value.field == "any_order"


def test_an_order_noted_after_none_at_all_decides_and_its_end_is_known(session: Session, case: Saved) -> None:
    add(session, case, "situation", {"any_order": "none", "asked_on": "today"})
    assert facts_now(session, id_of(case)).present & ORDERS == {"ci_no_order"}
    saved = add(session, case, "order", MADE | {"until": "1 June 2027"})
    assert facts_now(session, id_of(case)).present & ORDERS == {"ci_order_in_place"}
    ended = MADE | {"until": "1 June 2027", "stage": "ended", "ended_on": "today"}
    save(session, "order", ended, case=case.case, corrects=[saved.entry], reason="Lifted")
    assert facts_now(session, id_of(case)).present & ORDERS == {"ci_no_order", "ci_order_ended"}
