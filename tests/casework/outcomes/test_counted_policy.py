"""What is counted of a case, record by record: which day, which quarter, and what counts for nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hru_advocate.casework.outcomes.counting import counts_hold, unit_facts
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.domain.outcomes.facts import Asked, CountedCase
from hru_advocate.domain.outcomes.outcome import QUESTIONS
from tests.casework.closing.test_restricted import FLAG
from tests.casework.open_sessions import add, new_case, on

TODAY = date(2026, 11, 23)
CALL: dict[str, Any] = {
    "happened": "2026-11-12", "method": "phone", "direction": "out", "with_whom": "victim", "fact": "x",
    "outside_rules": "The first call.",
}  # fmt: skip
MARAC: dict[str, Any] = {
    "kind": "marac", "basis": ["judgement"], "why": "It gets worse.", "on": "2026-11-12", "state": "held",
    "outcome": "Marker.",
}  # fmt: skip
OUTCOME: dict[str, Any] = {"stage": "review", "on": "2026-11-20"} | dict.fromkeys(QUESTIONS, "partly")
PLAN: dict[str, Any] = {"made_on": "2026-11-13", "review": "2026-12-07", "items": []}
ACTION: dict[str, Any] = {"what": "Ring", "owner": "us", "state": "open", "due": "2026-12-01"}
SERVICE: dict[str, Any] = {"service": ["sv_nshl"], "consent": "given", "why": "x", "state": "referred"}


def facts_of(session: Session, case: Saved, *records: tuple[str, dict[str, Any]]) -> CountedCase:
    """What is counted of a case with these records; the case that was written in last is the last that is read."""
    for form, raw in records:
        add(session, case, form, raw)
    return unit_facts(session).cases[-1]


@pytest.mark.parametrize(
    ("more", "counted"),
    [
        ({}, {"area": "warrington", "source": "police_officer", "decision": "accept", "adds_value": "yes"}),
        ({"received": "2026-09-30"}, {"referred": date(2026, 9, 30)}),
        ({"behaviour": ["stalking", "harassment"]}, {"behaviours": ("stalking", "harassment")}),
        ({"adds_value": False, "decision_reason": "Nobody else can."}, {"adds_value": "no"}),
        ({"adds_value": {"state": "not_known"}, "added_value": "A joint plan."}, {"adds_value": ""}),
        ({"decision": "decline", "decision_reason": "Another unit."}, {"decision": "decline"}),
        ({"area": "outside", "decision_reason": "Near."}, {"area": "outside"}),
        ({}, {"contacts": (), "reached": None, "incidents": (), "intervened": None, "maracs": (), "outcomes": (),
              "needs": (), "closed": None, "equality": None, "duties": ()}),
    ],
)  # fmt: skip
def test_what_is_counted_of_a_referral(shared: Session, more: dict[str, Any], counted: dict[str, Any]) -> None:
    found = facts_of(on(shared, TODAY), new_case(shared, **more))
    assert {name: getattr(found, name) for name in counted} == counted


@pytest.mark.parametrize(
    ("contacts", "quarters", "reached"),
    [
        ([{}], ((2026, 4),), date(2026, 11, 12)),
        ([{"direction": "in"}], ((2026, 4),), date(2026, 11, 12)),
        ([{"direction": "attempt"}], ((2026, 4),), None),
        ([{"with_whom": "officer"}], ((2026, 4),), None),
        ([{}, {"happened": "2026-11-10"}], ((2026, 4),), date(2026, 11, 10)),
        ([{"happened": "2026-09-30"}, {"happened": "2026-10-01"}], ((2026, 3), (2026, 4)), date(2026, 9, 30)),
        ([{"happened": "2025-12-31", "direction": "attempt"}, {}], ((2025, 4), (2026, 4)), date(2026, 11, 12)),
        ([{"next_contact": "2026-11-12"}], ((2026, 4),), date(2026, 11, 12)),
        ([{"next_contact": "2026-11-12", "direction": "attempt"}], ((2026, 4),), None),
        ([{"next_contact": "2026-11-12", "with_whom": "officer"}], ((2026, 4),), None),
    ],
)
def test_a_contact_counts_in_its_quarter_and_reaches_by_what_it_was(
    shared: Session, contacts: list[dict[str, Any]], quarters: tuple[tuple[int, int], ...], reached: date | None
) -> None:
    rows = (("contact", CALL | one) for one in contacts)
    found = facts_of(on(shared, TODAY), new_case(shared, received="2025-01-10"), *rows)
    assert (found.contacts, found.reached) == (quarters, reached)


@pytest.mark.parametrize(
    ("records", "day"),
    [
        ([("safety_plan", PLAN)], date(2026, 11, 13)),
        ([("action", ACTION)], TODAY),
        ([("order", {"kind": "nmo", "stage": "made", "made_on": "2026-11-14"})], date(2026, 11, 14)),
        ([("signposting", SERVICE | {"offered_on": "2026-11-15"})], date(2026, 11, 15)),
        ([("signposting", SERVICE | {"offered_on": "2026-11-15"}), ("safety_plan", PLAN)], date(2026, 11, 13)),
        ([("contact", CALL), ("incident", {"happened": "2026-11-10", "what": "rang"})], None),
        ([("hearing", {"what_for": "trial", "on": "2026-12-14"}), ("meeting", MARAC)], None),
    ],
)
def test_anything_that_targets_a_risk_is_where_we_begin_to_intervene(
    shared: Session, records: list[tuple[str, dict[str, Any]]], day: date | None
) -> None:
    service = f"sv_{shared.program.library.services.services[0].id}"
    told = [(form, raw | ({"service": [service]} if form == "signposting" else {})) for form, raw in records]
    found = facts_of(on(shared, TODAY), new_case(shared), *told).intervened
    assert found == day


def test_a_plan_that_is_written_again_began_when_it_was_first_made(shared: Session) -> None:
    case = new_case(on(shared, TODAY))
    first = add(shared, case, "safety_plan", PLAN)
    later = PLAN | {"made_on": "2026-11-20", "what_changed": "A lock."}
    save(shared, "safety_plan", later, case=case.case, corrects=[first.entry], reason="Looked at again")
    assert unit_facts(shared).cases[-1].intervened == date(2026, 11, 13)


@pytest.mark.parametrize(
    ("meeting", "maracs"),
    [
        (MARAC, ((date(2026, 11, 12), False),)),
        (MARAC | {"basis": ["judgement", "repeat"]}, ((date(2026, 11, 12), True),)),
        (MARAC | {"state": "planned", "on": "2026-12-12", "outcome": None}, ()),
        (MARAC | {"state": "cancelled"}, ()),
        (MARAC | {"kind": "mappa"}, ()),
        (MARAC | {"kind": "professionals"}, ()),
    ],
)
def test_a_marac_counts_once_it_was_held(
    shared: Session, meeting: dict[str, Any], maracs: tuple[tuple[date, bool], ...]
) -> None:
    raw = {name: one for name, one in meeting.items() if one is not None}
    assert facts_of(on(shared, TODAY), new_case(shared), ("meeting", raw)).maracs == maracs


@pytest.mark.parametrize(
    ("more", "again"),
    [
        ({"again_told": True}, "yes"),
        ({"again_told": False}, "no"),
        ({"again_told": {"state": "declined"}}, "not_known"),
        ({"again_told": False, "again_police": True, "again_police_on": "2026-11-19"}, "yes"),
        ({"again_told": {"state": "declined"}, "again_police": False, "again_police_on": "2026-11-19"}, "no"),
    ],
)
def test_whether_it_happened_again_is_yes_where_either_says_so(
    shared: Session, more: dict[str, Any], again: str
) -> None:
    raw = OUTCOME | {"safer": {"state": "unsafe_to_ask"}} | more
    (found,) = facts_of(on(shared, TODAY), new_case(shared), ("outcome", raw)).outcomes
    assert (found.stage, found.on, found.again) == ("review", date(2026, 11, 20), again)
    assert found.answers == dict.fromkeys(QUESTIONS, "partly") | {"safer": "unsafe_to_ask"}


def test_a_need_counts_from_its_second_rating_each_against_the_first(shared: Session) -> None:
    rated = [("2026-11-01", 4), ("2026-11-20", 1), ("2026-11-10", 2)]
    rows = [("needs_assessment", {"held_on": day, "nd_home_safety": {"value": value}}) for day, value in rated]
    found = facts_of(on(shared, TODAY), new_case(shared), *rows)
    assert [(one.need, one.on, one.before, one.now) for one in found.needs] == [
        ("nd_home_safety", date(2026, 11, 10), 4, 2), ("nd_home_safety", date(2026, 11, 20), 4, 1),
    ]  # fmt: skip


def test_of_incidents_those_that_were_taken_back_count_for_nothing(shared: Session) -> None:
    days = ("2026-11-14", "2026-11-10", "2026-11-14")
    rows = [("incident", {"happened": day, "what": "rang"}) for day in days]
    gone = ("incident", {"happened": "2026-11-15", "what": "rang", "taken_back": True})
    found = facts_of(on(shared, TODAY), new_case(shared), *rows, gone)
    assert found.incidents == (date(2026, 11, 10), date(2026, 11, 14), date(2026, 11, 14))


@pytest.mark.parametrize(
    ("today", "duties"),
    [
        # two working days for the referral to support, from the report on
        (date(2026, 11, 24), ()),
        (date(2026, 11, 25), ((date(2026, 11, 24), "not_met"),)),
    ],
)
def test_a_duty_counts_once_its_last_day_is_over(
    session: Session, today: date, duties: tuple[tuple[date, str], ...]
) -> None:
    case = new_case(session)
    add(session, case, "criminal_case", {"stage": "investigating", "reported_on": "2026-11-20"})
    found = unit_facts(on(session, today)).cases[-1].duties
    assert tuple(one for one in found if one[0] == date(2026, 11, 24)) == duties
    assert all(last < today for last, _stood in found)


CONSULTED: dict[str, Any] = {
    "asked_on": "2026-11-16", "who": "Offender manager", "from": "probation", "behaviour": "fire_setting",
    "question": "What should we look at?",
}  # fmt: skip


def test_a_consultation_counts_by_its_behaviour_unless_it_became_a_restricted_case(session: Session) -> None:
    case = new_case(session)
    first = save(session, "consultation", CONSULTED)
    assert unit_facts(session).consultations == (Asked(date(2026, 11, 16), "fire_setting", ()),)
    became = CONSULTED | {"became": f" {case.ref.lower()} "}
    save(session, "consultation", became, corrects=[first.entry], reason="A case came of it")
    assert unit_facts(session).consultations == (Asked(date(2026, 11, 16), "fire_setting", (case.ref,)),)
    add(session, case, "flag", FLAG)
    assert unit_facts(session).consultations == ()


def test_what_was_counted_before_holds_after_more_was_written(session: Session) -> None:
    cases = [new_case(session) for _ in range(3)]
    assert counts_hold(session)
    unit_facts(session)
    add(session, cases[0], "contact", CALL)
    assert counts_hold(session)
    assert sum(bool(one.contacts) for one in unit_facts(session).cases) == 1
    assert len(unit_facts(session).cases) == 3
