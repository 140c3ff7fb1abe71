"""The repeat clock: both ends of it, leap years, days that are not certain, and what answers the question."""

from __future__ import annotations

from datetime import date

import pytest

from hru_advocate.domain.partners.meetings import Meeting, MeetingKind, MeetingState
from hru_advocate.domain.partners.repeats import Happening, asked_about, may_repeat
from hru_advocate.domain.partners.thresholds import Thresholds
from hru_advocate.domain.time_words.frame import months_on


def marac(
    on: str = "",
    referred: str = "",
    *,
    state: MeetingState = "held",
    kind: MeetingKind = "marac",
    record: str = "marac",
    noted: str = "2024-01-01",
) -> Meeting:
    first, met = (date.fromisoformat(day) if day else None for day in (referred, on))
    return Meeting(record, record, kind, state, (), "", first, met, None, None, date.fromisoformat(noted), {})


def happened(day: str, noted: str = "", *, last: str = "", record: str = "one") -> Happening:
    end = date.fromisoformat(last or day)
    return Happening(record, date.fromisoformat(day), end, date.fromisoformat(noted) if noted else end)


@pytest.mark.parametrize(
    ("day", "months", "ends"),
    [
        ("2025-11-23", 12, "2026-11-23"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2023-02-28", 12, "2024-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2025-12-31", 12, "2026-12-31"),
        ("2025-12-31", 6, "2026-06-30"),
        ("2025-01-31", 1, "2025-02-28"),
        ("2025-12-01", 1, "2026-01-01"),
    ],
)
def test_the_clock_ends_on_the_same_day_of_its_last_month_or_the_last_there_is(
    day: str, months: int, ends: str
) -> None:
    assert months_on(date.fromisoformat(day), months) == date.fromisoformat(ends)


@pytest.mark.parametrize(
    ("held", "incident", "asks"),
    [
        (marac("2025-11-23"), happened("2026-11-23"), True),
        (marac("2025-11-23"), happened("2026-11-24"), False),
        (marac("2025-11-23"), happened("2025-11-23"), True),  # the evening of the day it met
        (marac("2025-11-23"), happened("2025-11-22"), False),
        (marac("2024-02-29"), happened("2025-02-28"), True),
        (marac("2024-02-29"), happened("2025-03-01"), False),
        (marac("2023-02-28"), happened("2024-02-28"), True),
        (marac("2023-02-28"), happened("2024-02-29"), False),
        # the later of referral and meeting ends the clock
        (marac("2025-11-23", "2025-11-03"), happened("2026-11-23"), True),
        (marac("", "2025-11-03", state="planned"), happened("2026-11-03"), True),
        (marac("", "2025-11-03", state="planned"), happened("2026-11-04"), False),
        # what led to the referral is no repeat of it; what came after it is
        (marac("", "2025-11-03", state="planned"), happened("2025-11-03"), False),
        (marac("", "2025-11-03", state="planned"), happened("2025-11-04"), True),
        # between referral and meeting: the meeting could hear of it, unless it was told later
        (marac("2025-11-23", "2025-11-03"), happened("2025-11-10"), False),
        (marac("2025-11-23", "2025-11-03"), happened("2025-11-10", noted="2025-11-24"), True),
        (marac("2025-11-23", "2025-11-03"), happened("2025-11-01", noted="2025-11-24"), False),
        # a day that is not certain asks while it may lie within
        (marac("2025-11-23"), happened("2026-11-01", last="2026-11-30"), True),
        (marac("2025-11-23"), happened("2025-11-01", last="2025-11-30"), True),
        (marac("2025-11-23"), Happening("one", None, date(2026, 3, 1), date(2026, 3, 1)), True),
        (marac("2025-11-23"), Happening("one", None, date(2025, 3, 1), date(2025, 3, 1)), False),
        # only a MARAC that heard, or will hear, starts a clock
        (marac("2025-11-23", state="cancelled"), happened("2026-01-01"), False),
        (marac("2025-11-23", state="not_accepted"), happened("2026-01-01"), False),
        (marac("2025-11-23", kind="mappa"), happened("2026-01-01"), False),
        (marac(state="planned"), happened("2026-01-01"), False),
    ],
)
def test_an_incident_may_be_a_repeat_from_the_marac_to_the_last_day_of_the_clock(
    held: Meeting, incident: Happening, *, asks: bool
) -> None:
    assert may_repeat(held, incident, 12) is asks


def test_the_units_own_number_of_months_is_the_one_that_counts() -> None:
    held, incident = marac("2025-11-23"), happened("2026-05-24")
    assert (may_repeat(held, incident, 6), may_repeat(held, incident, 7)) == (False, True)


@pytest.mark.parametrize(
    ("more", "looked_at", "asks"),
    [
        ((), (), ["first"]),
        ((), ("one",), []),
        ((), ("another",), ["first"]),
        ((marac("", "2026-03-01", state="planned", record="next"),), (), []),
        ((marac("", "2026-02-28", state="planned", record="next"),), (), ["next"]),
        ((marac("", "2026-03-01", state="not_accepted", record="next"),), (), ["first"]),
        ((marac("", "2026-03-01", state="planned", kind="mappa", record="next"),), (), ["first"]),
        ((marac(state="planned", record="next", noted="2026-03-02"),), (), []),
        # the newest MARAC it may be a repeat of is the one that is named
        ((marac("2026-02-10", record="next"),), (), ["next"]),
    ],
)
def test_the_question_stands_until_it_is_referred_again_or_looked_at(
    more: tuple[Meeting, ...], looked_at: tuple[str, ...], asks: list[str]
) -> None:
    maracs = (marac("2025-11-23", record="first"), *more)
    asked = asked_about(maracs, [happened("2026-03-01")], frozenset(looked_at), 12)
    assert [found.record for found, _ in asked] == asks


def test_an_incident_told_after_the_second_referral_is_asked_about_all_the_same() -> None:
    maracs = (marac("2025-11-23"), marac("2026-03-20", "2026-03-05", record="next"))
    late = happened("2026-03-01", noted="2026-04-01")
    assert [found.record for found, _ in asked_about(maracs, [late], frozenset(), 12)] == ["marac"]


@pytest.mark.parametrize(
    ("unit", "points", "questions", "said"),
    [
        (Thresholds(), None, None, ""),
        (Thresholds(), 14, 27, "14 of 27; the unit has set no threshold"),
        (Thresholds(points=14), 14, None, "14; at or over the unit's threshold of 14"),
        (Thresholds(points=14, questions=27), 14, None, "14; at or over the unit's threshold of 14"),
        (Thresholds(points=14), 13, None, "13; under the unit's threshold of 14"),
        (
            Thresholds(points=14, questions=27),
            10,
            24,
            "10 of 24; the unit's threshold of 14 is for a tool of 27 questions",
        ),
        (Thresholds(points=14, questions=27), 15, 27, "15 of 27; at or over the unit's threshold of 14"),
    ],
)
def test_points_are_held_against_the_units_own_number_or_none(
    unit: Thresholds, points: int | None, questions: int | None, said: str
) -> None:
    assert unit.points_words(points, questions) == said


def test_an_unconfirmed_clock_says_so() -> None:
    assert Thresholds().repeat_words == "12 months (to be confirmed by the unit)"
    assert Thresholds(own_repeat_months=12, by="Sgt Example").repeat_words == "12 months"
