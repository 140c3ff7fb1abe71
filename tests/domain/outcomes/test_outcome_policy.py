"""An outcome says what it needs, when it is asked again, and whether it happened again; periods are whole and over."""

from __future__ import annotations

from datetime import date

import pytest

from hru_advocate.domain.forms.answers import Answer, Answers
from hru_advocate.domain.outcomes.outcome import asked_again_on, outcome_fault, read_outcome
from hru_advocate.domain.outcomes.periods import Period, period_between, periods_ended

ON = date(2026, 11, 23)


def answers(**given: object) -> Answers:
    return {"stage": Answer(value="review"), "on": Answer(value=ON)} | {
        field: value if isinstance(value, Answer) else Answer(value=value) for field, value in given.items()
    }


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, None),
        ({"again_police": False}, "again_police_on"),
        ({"again_police": Answer("not_known")}, None),
        ({"again_police": True, "again_police_on": ON}, None),
        ({"ask_again": ON}, "ask_again"),
        ({"ask_again": date(2026, 11, 24)}, None),
    ],
)
def test_what_an_outcome_needs(given: dict[str, object], field: str | None) -> None:
    fault = outcome_fault(answers(**given))
    assert (fault[0] if fault else None) == field
    assert fault is None or fault[1].endswith(".")


@pytest.mark.parametrize(
    ("told", "police", "again"),
    [
        (None, None, "not_known"),
        (False, None, "no"),
        (None, False, "no"),
        (False, True, "yes"),
        (True, False, "yes"),
        (Answer("declined"), Answer("not_known"), "not_known"),
    ],
)
def test_neither_answer_settles_the_other(told: object, police: object, again: str) -> None:
    given = {name: value for name, value in (("again_told", told), ("again_police", police)) if value is not None}
    assert read_outcome(answers(**given)).again == again


def test_it_is_asked_again_on_the_day_agreed_and_else_never() -> None:
    assert asked_again_on(answers()) == (None, "")
    assert asked_again_on(answers(ask_again=date(2026, 12, 1)))[0] == "2026-12-01"


@pytest.mark.parametrize(
    ("first", "last", "period"),
    [
        ("2025-01-01", "2025-12-31", Period(2025)),
        ("2025-01-01", "2025-03-31", Period(2025, 1)),
        ("2025-10-01", "2025-12-31", Period(2025, 4)),
        ("2024-01-01", "2024-02-29", None),
        ("2025-01-01", "2025-12-30", None),
        ("2025-01-02", "2025-12-31", None),
        ("2025-02-01", "2025-04-30", None),
        ("2024-01-01", "2025-12-31", None),
    ],
)
def test_a_period_is_a_whole_quarter_or_a_whole_year(first: str, last: str, period: Period | None) -> None:
    assert period_between(date.fromisoformat(first), date.fromisoformat(last)) == period


@pytest.mark.parametrize(
    ("today", "newest"),
    [("2025-12-31", Period(2025, 3)), ("2026-01-01", Period(2025)), ("2026-03-31", Period(2025))],
)
def test_only_what_is_over_is_told(today: str, newest: Period) -> None:
    assert periods_ended(date(2025, 5, 5), date.fromisoformat(today))[0] == newest


def test_no_period_is_offered_that_ended_before_anything_was_referred() -> None:
    found = periods_ended(date(2025, 7, 1), date(2026, 1, 1))
    assert found == (Period(2025), Period(2025, 4), Period(2025, 3))
