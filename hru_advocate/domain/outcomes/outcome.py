"""Tells how it is going for one person: what was asked at a stage, what she or he said, and when to ask again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, cast

from hru_advocate.domain.forms.answers import Answers, value_of

Stage = Literal["start", "review", "close", "after"]

STAGE_WORDS: Final[Mapping[Stage, str]] = {
    "start": "at the start",
    "review": "at a review",
    "close": "at the end",
    "after": "after the end",
}
ONCE: Final[frozenset[Stage]] = frozenset({"start", "close"})
"""The stages that come once in a case: a second record of them would be counted twice."""

QUESTIONS: Final[Mapping[str, str]] = {
    "safer": "Feels safer",
    "in_control": "Feels in control",
    "own_safety": "Able to look after own safety",
    "kept_informed": "Kept informed",
    "support_investigation": "Able to support the investigation",
    "satisfied": "Satisfied with the help",
}
"""The questions by field, as lists and figures name them. They are never added up for a person."""

START_DAYS: Final = 28
"""Days after a case was opened from which on it is said that nobody asked at the start."""

Again = Literal["yes", "no", "not_known"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One record as it stands; what the person says of a repeat and what the police hold stand apart."""

    stage: Stage
    on: date | None
    again_told: bool | None
    again_police: bool | None
    again_police_on: date | None
    ask_again: date | None

    @property
    def again(self) -> Again:
        """Tells whether either of the two says it happened again; no only where one says no and none says yes."""
        said = (self.again_told, self.again_police)
        return "yes" if True in said else "no" if False in said else "not_known"


def read_outcome(answers: Answers) -> Outcome:
    """Read an outcome out of its answers."""
    return Outcome(
        stage=cast("Stage", value_of(answers, "stage") or "review"),
        on=value_of(answers, "on"),
        again_told=value_of(answers, "again_told"),
        again_police=value_of(answers, "again_police"),
        again_police_on=value_of(answers, "again_police_on"),
        ask_again=value_of(answers, "ask_again"),
    )


def outcome_fault(answers: Answers) -> tuple[str, str] | None:
    """Name the field and the sentence of what an outcome needs and has not."""
    held = read_outcome(answers)
    if held.again_police is not None and held.again_police_on is None:
        return "again_police_on", "A police check holds for the day it was made: give that day."
    if held.ask_again is not None and held.on is not None and held.ask_again <= held.on:
        return "ask_again", "It can only be asked again on a later day than this one."
    return None


def asked_again_on(answers: Answers) -> tuple[str | None, str]:
    """The day to ask again, and what for."""
    held = read_outcome(answers)
    return (held.ask_again.isoformat(), "How it is going: ask again") if held.ask_again else (None, "")
