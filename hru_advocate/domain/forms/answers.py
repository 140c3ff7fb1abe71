"""An answer: a value, or the stated reason there is none. A blank is never a no."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, get_args

import msgspec

AnswerState = Literal["answered", "not_asked", "not_known", "declined", "unsafe_to_ask"]
STATES: Final[tuple[AnswerState, ...]] = get_args(AnswerState)

STATE_WORDS: Final[Mapping[AnswerState, str]] = {
    "answered": "Answered",
    "not_asked": "Not asked",
    "not_known": "Not known",
    "declined": "Chose not to say",
    "unsafe_to_ask": "Not now, or unsafe to ask",
}


class Answer(msgspec.Struct, frozen=True):
    """An answer to one question.

    ``value`` holds the kind's own type when ``state`` is ``answered`` and ``None`` otherwise.
    """

    state: AnswerState = "answered"
    value: Any = None

    @property
    def given(self) -> bool:
        """True if there is a value."""
        return self.state == "answered"

    @property
    def stated(self) -> bool:
        """True if the question was dealt with: a value or a reason, but not left unasked."""
        return self.state != "not_asked"


NOT_ASKED: Final = Answer("not_asked")

Answers = Mapping[str, Answer]
"""The answers of one record by field id; a field that is missing was not asked."""


def answer_to(answers: Answers, field: str) -> Answer:
    """The answer to a field, *not asked* when there is none."""
    return answers.get(field, NOT_ASKED)


def value_of(answers: Answers, field: str) -> Any:  # noqa: ANN401 - the kind of the field decides the type
    """The value answered to a field, or ``None``."""
    return answers.get(field, NOT_ASKED).value


@dataclass(frozen=True, slots=True)
class Asking:
    """The circumstances of asking that a check may know.

    ``now`` is the aware local time, so that "about 3 am Tuesday" has a meaning; ``known`` holds the
    ids of factors, needs, triggers, circumstances, measures and services that a link may name.
    """

    now: datetime
    known: Container[str] = frozenset()
