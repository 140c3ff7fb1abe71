"""The unit's thresholds of partner meetings: numbers that inform a judgement, or that nobody set yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hru_advocate.domain.forms.answers import Answers, value_of

REPEAT_MONTHS: Final = 12
"""Months of the repeat clock until the unit confirms its own: a published referral form of 2015, medium sure."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The numbers as the unit confirmed them; ``None`` where it gave none. ``by`` is "" while nobody confirmed any."""

    points: int | None = None
    questions: int | None = None
    escalation_incidents: int | None = None
    escalation_months: int | None = None
    own_repeat_months: int | None = None
    by: str = ""

    @property
    def repeat_months(self) -> int:
        """The months of the repeat clock."""
        return self.own_repeat_months or REPEAT_MONTHS

    @property
    def repeat_words(self) -> str:
        """Say how long the repeat clock runs, and that nobody confirmed it where that is so."""
        months = f"{self.repeat_months} month{'' if self.repeat_months == 1 else 's'}"
        return months if self.own_repeat_months else f"{months} (to be confirmed by the unit)"

    def points_words(self, points: int | None, questions: int | None) -> str:
        """Hold the points of a tool against the unit's number, or say why they cannot be."""
        if points is None:
            return ""
        of = f" of {questions}" if questions else ""
        if self.points is None:
            return f"{points}{of}; the unit has set no threshold"
        if questions and self.questions and questions != self.questions:
            return f"{points}{of}; the unit's threshold of {self.points} is for a tool of {self.questions} questions"
        return (
            f"{points}{of}; {'at or over' if points >= self.points else 'under'} the unit's threshold of {self.points}"
        )


def read_thresholds(answers: Answers) -> Thresholds:
    """The typed view of the record of purpose ``thresholds``."""
    return Thresholds(
        value_of(answers, "points"),
        value_of(answers, "questions"),
        value_of(answers, "escalation_incidents"),
        value_of(answers, "escalation_months"),
        value_of(answers, "repeat_months"),
        value_of(answers, "by") or "",
    )
