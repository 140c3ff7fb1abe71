"""Consultations are counted once in every list, both sides of each boundary; a reminder is due on its own day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hru_advocate.domain.consultations import (
    BEHAVIOURS,
    LONGER,
    Consultation,
    figures_of,
    read_consultation,
    reminder_of,
)
from hru_advocate.domain.forms.answers import Answer

ASKED = date(2026, 10, 31)


def asked(
    on: date = ASKED, behaviour: str = "fire_setting", after: int | None = None, became: str = ""
) -> Consultation:
    advised = on + timedelta(days=after) if after is not None else None
    return Consultation(on, behaviour, "What now?", advised, None, "", became)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "within 2 days"),
        (2, "within 2 days"),
        (3, "3 to 7 days"),
        (7, "3 to 7 days"),
        (8, "8 to 28 days"),
        (28, "8 to 28 days"),
        (29, LONGER),
    ],
)
def test_an_answer_counts_in_one_span_of_days(days: int, words: str) -> None:
    counted = figures_of([asked(after=days)])
    assert {label for label, count in counted.waits if count} == {words}
    assert sum(count for _label, count in counted.waits) == counted.answered == 1


def test_a_month_without_any_stands_between_those_with_some() -> None:
    held = [asked(date(2025, 12, 31)), asked(date(2026, 2, 1), "querulant"), asked(date(2026, 2, 28), "querulant")]
    months = dict(figures_of(held).months)
    assert list(months) == ["2025-12", "2026-01", "2026-02"]
    assert months["2026-01"] == (0,) * len(BEHAVIOURS)
    assert dict(zip(BEHAVIOURS, months["2026-02"], strict=True))["querulant"] == 2


def test_every_list_adds_up_to_all() -> None:
    held = [asked(after=0), asked(behaviour="other"), asked(behaviour="querulant", after=40, became="HRU-AAAA-AAAA")]
    counted = figures_of(held)
    assert counted.total == sum(count for _kind, count in counted.by_behaviour) == 3
    assert counted.total == sum(sum(counts) for _month, counts in counted.months)
    assert (counted.answered, counted.waiting, counted.referrals, counted.middle) == (2, 1, 1, 20)


def test_nothing_asked_counts_nothing() -> None:
    counted = figures_of([])
    assert (counted.total, counted.months, counted.middle) == (0, (), None)


@pytest.mark.parametrize(
    ("answers", "due"),
    [
        ({}, (None, "")),
        ({"remind_on": date(2026, 12, 1)}, ("2026-12-01", "Querulant behaviour: how it went on")),
        (
            {"remind_on": date(2026, 12, 1), "remind_for": "Ring the clerk"},
            ("2026-12-01", "Querulant behaviour: Ring the clerk"),
        ),
    ],
)
def test_a_reminder_is_due_on_its_day(answers: dict[str, object], due: tuple[str | None, str]) -> None:
    raw = {"asked_on": ASKED, "behaviour": "querulant", "question": "What now?"} | answers
    assert reminder_of({name: Answer("answered", value) for name, value in raw.items()}) == due


def test_days_run_from_the_question_to_the_advice() -> None:
    raw = {"asked_on": ASKED, "advised_on": date(2026, 11, 2), "behaviour": "other", "question": "?"}
    assert read_consultation({name: Answer("answered", value) for name, value in raw.items()}).days_to_answer == 2
