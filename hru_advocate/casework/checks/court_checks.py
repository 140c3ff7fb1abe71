"""A criminal case, a hearing, a legal option talked about or confirmed held against themselves."""

from __future__ import annotations

from datetime import date
from typing import Final

from hru_advocate.casework.checks.filing import Filing
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.moments import day_in_words
from hru_advocate.errors import InvalidAnswer

_IN_ORDER: Final = (
    ("decided_on", "decision_told_on"),
    ("sentenced_on", "sentence_told_on"),
    ("reported_on", "recorded_on"),
)


def check_criminal_case(_session: Session, answers: Answers, _filing: Filing) -> None:
    """Nobody is told of what has not happened yet."""
    for before, after in _IN_ORDER:
        _in_order(value_of(answers, before), value_of(answers, after), after)
    for number, row in enumerate(value_of(answers, "events") or (), start=1):
        for after in ("reached_on", "told_on"):
            _in_order(value_of(row, "on"), value_of(row, after), f"events.{number}.{after}")


def check_hearing(session: Session, answers: Answers, _filing: Filing) -> None:
    """A hearing that was held lies behind, ends no earlier than it begins, and its outcome is told afterwards."""
    on: date | None = value_of(answers, "on")
    if on is None:
        return
    if value_of(answers, "state") == "held" and on > session.now().date():
        raise InvalidAnswer(
            "state",
            f"This hearing is on {day_in_words(on)}, which has not come yet. Nothing was saved; mend the day, or say "
            "that it is still to come.",
        )
    _in_order(on, value_of(answers, "until_on"), "until_on")
    _in_order(on, value_of(answers, "reached_on"), "reached_on")
    _in_order(on, value_of(answers, "outcome_told_on"), "outcome_told_on")
    _in_order(value_of(answers, "listed_on"), value_of(answers, "told_on"), "told_on")


def check_talk(_session: Session, answers: Answers, _filing: Filing) -> None:
    """The wish and the state do not contradict each other. Police may apply for what is not wanted."""
    if value_of(answers, "wants") == "yes" and value_of(answers, "stands") == "not_wanted":
        raise InvalidAnswer(
            "stands",
            "It says that the option is wanted, and that it is not. Nothing was saved; correct one of the two.",
        )


def check_confirmed(session: Session, answers: Answers, _filing: Filing) -> None:
    """Nobody checks an option on a day to come."""
    on: date = value_of(answers, "on")
    if on > session.now().date():
        raise InvalidAnswer("on", "This day has not come yet. Nothing was saved; give the day it was checked.")


def _in_order(before: date | None, after: date | None, field: str) -> None:
    if before is not None and after is not None and after < before:
        raise InvalidAnswer(
            field,
            f"This day lies before {day_in_words(before)}, which had to come first. Nothing was saved; "
            "mend one of them.",
        )
