"""What hearings and criminal cases say of a case on a day, beside what the situation was told; and on its time line."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.pictures import time_line_of
from hru_advocate.domain.plan.case_facts import facts_of
from tests.documents.composed_cases import record

HEARING: dict[str, object] = {"what_for": "trial", "on": "2026-12-10"}
CRIME: dict[str, object] = {"stage": "reported", "reported_on": "2026-11-02"}


def situation(day: int, **answers: object) -> Record:
    return record("situation", {"asked_on": f"2026-11-{day:02}", **answers}, day)


def said(fact: str, today: str, *records: Record) -> bool | None:
    known = facts_of(records, date.fromisoformat(today)).known.get(fact)
    return known.present if known else None


@pytest.mark.parametrize(("more", "today", "coming"), [
    ({}, "2026-12-09", True),
    ({}, "2026-12-10", True),
    ({}, "2026-12-11", None),
    ({"until_on": "2026-12-12"}, "2026-12-12", True),
    ({"until_on": "2026-12-12"}, "2026-12-13", None),
    ({"state": "vacated"}, "2026-12-01", None),
    ({"state": "adjourned"}, "2026-12-10", None),
    ({"state": "ahead"}, "2026-12-10", True),
    ({"what_for": "family"}, "2026-12-10", True),
])  # fmt: skip
def test_a_hearing_ahead_is_a_court_date_coming(more: dict[str, object], today: str, *, coming: bool | None) -> None:
    assert said("ci_court_coming", today, record("hearing", HEARING | more, 20)) is coming


@pytest.mark.parametrize(("told", "answer", "today", "coming"), [
    (19, False, "2026-12-01", True),  # the hearing was written down later
    (21, False, "2026-12-01", False),  # the newest answer is the situation's own
    (19, True, "2026-12-11", True),  # the hearing is over and says nothing of another
    (19, False, "2026-12-11", False),
])  # fmt: skip
def test_the_newest_answer_wins(told: int, today: str, *, answer: bool, coming: bool) -> None:
    both = (situation(told, ci_court_coming=answer), record("hearing", HEARING, 20))
    assert said("ci_court_coming", today, *both) is coming


@pytest.mark.parametrize(("told", "answer", "not_told"), [(19, True, False), (21, True, True), (19, False, False)])
def test_a_criminal_case_says_that_the_police_know(told: int, *, answer: bool, not_told: bool) -> None:
    both = (situation(told, ci_police_not_told=answer), record("criminal_case", CRIME, 20))
    assert said("ci_police_not_told", "2026-12-01", *both) is not_told


def test_the_time_line_has_stages_and_hearings_up_to_today() -> None:
    case = record(
        "criminal_case",
        CRIME | {"stage": "court", "charged_on": "2026-11-09", "decision": "charged", "decided_on": "2026-11-09"},
        20,
    )
    stopped = record("criminal_case", CRIME | {"decision": "cps_stopped", "decided_on": "2026-11-16"}, 20, record="b")
    gone, ahead = record("hearing", HEARING | {"on": "2026-11-18"}, 10), record("hearing", HEARING, 10)
    off = record("hearing", HEARING | {"on": "2026-11-17", "state": "vacated"}, 10)
    line = time_line_of([case, stopped, gone, ahead, off], (), datetime(2026, 11, 23, 10, tzinfo=UTC), str)
    assert [(one.day.day, one.kind, one.words) for one in line.milestones] == [
        (2, "court", "Reported to the police"),
        (2, "court", "Reported to the police"),
        (9, "court", "Charged"),
        (16, "court", "Decision: CPS: to stop the whole case"),
        (18, "court", "Hearing: Trial"),
    ]
