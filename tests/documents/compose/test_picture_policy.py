"""Several conversations as one picture: the newest answer, what is open, and the graver of two that disagree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hru_advocate.documents.compose.picture import NewestAnswer, findings, newest_first, picture
from hru_advocate.domain.forms.rich_kinds import Finding, Rating
from hru_advocate.domain.ledger.records import Record
from tests.documents.composed_cases import record

DECLINED = {"state": "declined"}


def rated(day: int, value: object, entry: str = "", name: str = "") -> Record:
    made = record("needs_assessment", {"held_on": f"2026-11-{day:02}", "nd_housing": value}, day)
    return replace(made, entry=entry or made.entry, record=name or made.record)


def housing(*records: Record) -> NewestAnswer:
    return next(one for one in picture(records, "rating") if one.field.id == "nd_housing")


def own(one: NewestAnswer) -> int | None:
    return one.value.value if isinstance(one.value, Rating) else None


@pytest.mark.parametrize(
    ("records", "state", "value", "when"),
    [
        ((rated(3, 2),), "answered", 2, "3 Nov 2026"),
        ((rated(9, 1), rated(3, 4)), "answered", 1, "9 Nov 2026"),
        ((rated(3, 4), rated(9, 1)), "answered", 1, "9 Nov 2026"),
        # a reason that is newer than an answer stands beside it: declining is never a no
        ((rated(3, 4), rated(9, DECLINED)), "declined", 4, "9 Nov 2026"),
        ((rated(3, DECLINED),), "declined", None, "3 Nov 2026"),
        ((rated(3, DECLINED), rated(9, 2)), "answered", 2, "9 Nov 2026"),
        ((replace(rated(9, 1), erased=True), rated(3, 4)), "answered", 4, "3 Nov 2026"),
        # two versions of one conversation that disagree: the graver, by either rating
        ((rated(9, 1, "a", "r"), rated(9, 3, "b", "r")), "answered", 3, "9 Nov 2026"),
        ((rated(9, 3, "a", "r"), rated(9, 1, "b", "r")), "answered", 3, "9 Nov 2026"),
        ((rated(9, {"value": 1, "advocate": 4}, "a", "r"), rated(9, 3, "b", "r")), "answered", 1, "9 Nov 2026"),
        ((rated(9, {"value": 1, "advocate": 2}, "a", "r"), rated(9, 3, "b", "r")), "answered", 3, "9 Nov 2026"),
        ((rated(9, 1, "b", "r"), rated(3, 4, "a", "other")), "answered", 1, "9 Nov 2026"),
    ],
)
def test_the_newest_answer_stands(records: tuple[Record, ...], state: str, value: int | None, when: str) -> None:
    found = housing(*records)
    assert (found.state, own(found), found.when) == (state, value, when)


def test_what_was_never_asked_is_said_as_that() -> None:
    asked = record("needs_assessment", {"held_on": "2026-11-03", "nd_digital": 2}, 3)
    found = housing(asked)
    assert (found.state, found.answer, found.value, found.when) == ("not_asked", None, None, "")


def test_conversations_stand_with_the_newest_first() -> None:
    days = [rated(day, 1) for day in (3, 20, 9)]
    assert [one.entry for one in newest_first(days)] == [days[1].entry, days[2].entry, days[0].entry]
    assert newest_first([replace(days[0], erased=True)]) == []


def test_factors_found_present_and_found_absent_and_neither() -> None:
    made = record(
        "risk_conversation",
        {"held_on": "2026-11-03", "rf_threat_to_kill": True, "rf_recent_injury": False, "rf_sexual_harm": DECLINED},
        3,
    )
    seen = picture([made], "finding")
    assert [one.field.id for one in findings(seen, "present")] == ["rf_threat_to_kill"]
    assert [one.field.id for one in findings(seen, "absent")] == ["rf_recent_injury"]
    again = replace(made, entry="z", answers={**made.answers, "rf_threat_to_kill": made.answers["rf_recent_injury"]})
    both = picture([again, made], "finding")
    (threat,) = [one for one in both if one.field.id == "rf_threat_to_kill"]
    assert isinstance(threat.value, Finding)
    assert threat.value.present  # of two versions that disagree
