"""A request for material about the person: who asks for what, what she or he was told, the answer and its last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from hru_advocate.domain.forms.answers import Answers, answer_to, value_of
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.time_words.frame import months_on

SUBJECT: Final = "subject"
"""The request of a person for her or his own data."""
SUBJECT_MONTHS: Final = 1
"""Months to answer it: Data Protection Act 2018, Part 3, as the ICO sets it out; no extension there."""
_TESTS: Final = frozenset({"held", "line", "needed"})


@dataclass(frozen=True, slots=True)
class MaterialRequest:
    """One request as it stands in its newest version."""

    entry: str
    kind: str
    state: str
    asked_on: date | None
    answer_by: date | None
    answered_on: date | None
    answers: Answers

    @property
    def open(self) -> bool:
        """True while nobody has answered it."""
        return self.state == "asked"

    @property
    def asks_on(self) -> date | None:
        """The last day to answer, while it is open."""
        return self.answer_by if self.open else None

    def days_left(self, today: date) -> int | None:
        """Days until the last day, 0 on it and less than 0 after it; ``None`` where nothing is owed."""
        return (self.asks_on - today).days if self.asks_on else None


def read_request(entry: str, answers: Answers) -> MaterialRequest:
    """The typed view of a record of purpose ``material_request``."""
    return MaterialRequest(
        entry=entry,
        kind=value_of(answers, "kind") or "of_us",
        state=value_of(answers, "state") or "asked",
        asked_on=value_of(answers, "asked_on"),
        answer_by=value_of(answers, "answer_by"),
        answered_on=value_of(answers, "answered_on"),
        answers=answers,
    )


def last_day(kind: str, asked_on: date) -> date | None:
    """The day the law gives for an answer, where it gives one: one month for the person's own data."""
    return months_on(asked_on, SUBJECT_MONTHS) if kind == SUBJECT else None


def request_fault(request: MaterialRequest) -> tuple[str, str] | None:
    """Name the field and the sentence of what a request needs and has not."""
    return _days(request) or _notice(request) or _answer(request)


def _has(request: MaterialRequest, field: str) -> bool:
    return bool((value_of(request.answers, field) or "").strip())


def _days(one: MaterialRequest) -> tuple[str, str] | None:
    if one.open and one.answer_by is None:
        return "answer_by", "Give the day it is to be answered by: a request nobody asks after is forgotten."
    if one.asked_on is None:
        return None
    if one.answer_by is not None and one.answer_by < one.asked_on:
        return "answer_by", f"This day lies before {day_in_words(one.asked_on)}, on which it was asked."
    latest = last_day(one.kind, one.asked_on)
    if latest is not None and one.answer_by is not None and one.answer_by > latest:
        return "answer_by", f"The person's own data is answered within one month: by {day_in_words(latest)}."
    if one.answered_on is not None and one.answered_on < one.asked_on:
        return "answered_on", f"This day lies before {day_in_words(one.asked_on)}, on which it was asked."
    return None


def _notice(one: MaterialRequest) -> tuple[str, str] | None:
    told = value_of(one.answers, "notice")
    if told == "no" and not _has(one, "notice_because"):
        return "notice_because", "Say why the person is not told: usually a victim is, in writing."
    if told == "yes" and value_of(one.answers, "notice_on") is None:
        return "notice_on", "Give the day the person was told in writing."
    if (
        one.kind != SUBJECT
        and not one.open
        and one.state != "withdrawn"
        and not answer_to(one.answers, "notice").stated
    ):
        return "notice", "Say if the person was told in writing before it is answered."
    return None


def _answer(one: MaterialRequest) -> tuple[str, str] | None:
    if one.open:
        return None
    if one.answered_on is None:
        return "answered_on", "An answer has the day it was given."
    if one.state in ("partly", "refused") and not _has(one, "because"):
        return "because", "Say why, and what was given and held back."
    met = frozenset(value_of(one.answers, "tests") or ())
    if one.kind == "of_holder" and one.state in ("agreed", "partly") and not met >= _TESTS:
        return "tests", "It is agreed to where all three tests were met in writing; one is missing."
    if value_of(one.answers, "counselling") is True and one.state == "agreed" and not _has(one, "reason"):
        return "reason", "Counselling records start from a presumption against: write down the reason that was given."
    return None
