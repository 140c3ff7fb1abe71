"""How a plan is counted and told apart in words, and which of its versions is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from hru_advocate.casework.plan import planning, versions
from hru_advocate.casework.plan.knowledge import knowledge_of
from hru_advocate.casework.plan.sections import counts_words
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.records.records import LATE, _late
from hru_advocate.casework.session import Session
from hru_advocate.clock import ZONE
from hru_advocate.domain.plan.comparing import compare
from tests.casework.open_sessions import add, id_of
from tests.domain.plan.plans import measure, plan

CARRIED, KEPT, SPOKEN = (measure("x", carry=mark) for mark in ("carry", "keep", "speak"))
STOPPED = measure("x", state="stopped")
APART = replace(CARRIED, agreed=False)
APART_AND_STOPPED = replace(STOPPED, agreed=False)


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ((), "No measure yet"),
        ((CARRIED,), "1 measure: 1 carried"),
        ((CARRIED, KEPT, SPOKEN), "3 measures: 1 carried, 1 kept with us, 1 spoken only"),
        ((CARRIED, STOPPED), "2 measures: 1 carried, 1 not in force"),
        ((CARRIED, APART), "2 measures: 1 carried, 1 in one version only"),
        ((APART, STOPPED, STOPPED), "3 measures: 1 in one version only, 2 not in force"),
        ((CARRIED, APART_AND_STOPPED), "2 measures: 1 carried, 1 not in force"),
    ],
)
def test_a_plan_is_counted_by_how_its_measures_stand(items: tuple[object, ...], words: str) -> None:
    assert counts_words(plan(*items)) == words  # type: ignore[arg-type]  # the rows above are measures


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("", "sm_call_999", "Now one of the library's measures, was an own measure"),
        ("sm_call_999", "", "Now an own measure, was the library's"),
        ("sm_call_999", "sm_diary", "Now another of the library's measures"),
    ],
)
def test_where_a_measure_comes_from_is_told(old: str, new: str, words: str) -> None:
    found = compare(plan(measure("Ring.", measure=old)), plan(measure("Ring.", measure=new)))
    assert words in str(found)


def test_each_version_is_shown_under_its_own_number(session: Session, case: Saved) -> None:
    raw: dict[str, object] = {
        "made_on": "2026-11-23",
        "review": "2026-12-07",
        "items": [{"text": "Ring.", "state": "chosen", "carry": "keep"}],
    }
    first = add(session, case, "safety_plan", raw)
    save(
        session,
        "safety_plan",
        raw | {"review": "2026-12-14"},
        case=case.case,
        corrects=[first.entry],
        reason="Later.",
    )
    shown = {number: versions.version(session, id_of(case), number).line.number for number in (1, 2)}
    assert shown == {1: 1, 2: 2}


def test_only_the_risk_conversation_says_what_was_unsafe_to_ask(session: Session, case: Saved) -> None:
    assert planning.unsafe_to_ask(knowledge_of(session, id_of(case))) == 0
    add(session, case, "situation", {"ci_court_coming": True})
    assert planning.unsafe_to_ask(knowledge_of(session, id_of(case))) == 0
    add(
        session,
        case,
        "risk_conversation",
        {"held_on": "2026-11-20", "rf_very_frightened": True, "rf_isolated": {"state": "unsafe_to_ask"}},
    )
    assert planning.unsafe_to_ask(knowledge_of(session, id_of(case))) == 1


@pytest.mark.parametrize(
    ("happened", "after", "late"),
    [
        ("", timedelta(days=9), False),
        ("2026-11-20T10:00", timedelta(0), False),
        ("2026-11-20T10:00", LATE, False),
        ("2026-11-20T10:00", LATE + timedelta(minutes=1), True),
        ("2026-11-20", timedelta(hours=24) + LATE, False),
        ("2026-11-20", timedelta(hours=24, minutes=1) + LATE, True),
    ],
)
def test_what_was_written_down_late_is_marked_and_a_day_ends_at_midnight(
    happened: str, after: timedelta, *, late: bool
) -> None:
    began = datetime.fromisoformat(happened or "2026-11-20").replace(tzinfo=ZONE)
    assert _late(happened, began + after) is late
