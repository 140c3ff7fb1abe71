"""The person's answer to a whole plan, and who else read it: each holds for the one version it names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.moments import day_in_words

Agreed = Literal["yes", "no", "could_not"]
_SAID: Final[dict[Agreed, str]] = {"yes": "Yes", "no": "No", "could_not": "Could not answer"}


@dataclass(frozen=True, slots=True)
class Agreement:
    """The answer somebody gave to the whole plan; ``plan`` is the entry of the version it was about."""

    plan: str
    on: date
    answer: Agreed
    because: str
    again_by: date | None
    words: str

    @property
    def sentence(self) -> str:
        """The answer with its day and its reason, in a line."""
        said = f"{_SAID[self.answer]}, {day_in_words(self.on)}"
        again = f"; asked again by {day_in_words(self.again_by)}" if self.again_by else ""
        return f"{said}, because: {self.because}{again}" if self.because else f"{said}{again}"


@dataclass(frozen=True, slots=True)
class Countersign:
    """Somebody else who read a version of a plan, in which role, on which day."""

    plan: str
    by: str
    role: str
    on: date
    remarks: str
    head: str = ""
    """The code in the foot of the file copy that was read; the copy is kept by whoever signed."""

    @property
    def sentence(self) -> str:
        """The name, role and day, and the code of the copy that was read, in a line."""
        said = f"{self.by}, {self.role}, {day_in_words(self.on)}"
        if self.head:
            said = f"{said}, from a copy with the chain head {self.head}"
        return f"{said}. To be looked at: {self.remarks}" if self.remarks else said


def read_agreement(answers: Answers) -> Agreement:
    """Read an agreement out of its answers."""
    answer: Agreed = value_of(answers, "answer") or "could_not"
    return Agreement(
        plan=value_of(answers, "plan") or "",
        on=value_of(answers, "on"),
        answer=answer,
        because=(value_of(answers, "because") or "") if answer != "yes" else "",
        again_by=value_of(answers, "again_by") if answer == "could_not" else None,
        words=value_of(answers, "words") or "",
    )


def read_countersign(answers: Answers) -> Countersign:
    """Read a countersign out of its answers."""
    return Countersign(
        plan=value_of(answers, "plan") or "",
        by=value_of(answers, "by") or "",
        role=value_of(answers, "role") or "",
        on=value_of(answers, "on"),
        remarks=value_of(answers, "remarks") or "",
        head=value_of(answers, "head") or "",
    )


def asked_again(answers: Answers) -> tuple[str | None, str]:
    """The day the person is to be asked again; nothing once she or he has answered."""
    held = read_agreement(answers)
    return (held.again_by.isoformat(), "Ask again: the whole plan") if held.again_by else (None, "")
