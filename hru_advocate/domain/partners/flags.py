"""A flag: what everybody who opens a case must see at once, who agreed it, and until when it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, cast

from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.moments import day_in_words

FlagKind = Literal["not_alone", "urgent", "restricted", "address_marker"]

FLAG_WORDS: Final[Mapping[FlagKind, str]] = {
    "not_alone": "Do not visit alone",
    "urgent": "Treat as urgent",
    "restricted": "Restricted",
    "address_marker": "Address marker",
}
"""The kinds of flag in words, in the order in which they are read."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One flag as it stands in its newest version; ``told`` is the choice, or "" where it was not answered."""

    entry: str
    kind: FlagKind
    what: str
    reference: str
    agreed_by: str
    agreed_on: date | None
    review: date | None
    told: str
    told_on: date | None
    not_told_because: str
    ended_on: date | None
    ended_because: str

    @property
    def live(self) -> bool:
        """True until it is ended; a review that is over does not end it."""
        return self.ended_on is None

    @property
    def asks_on(self) -> date | None:
        """The day to look at it again, while it holds."""
        return self.review if self.live else None

    @property
    def told_words(self) -> str:
        """Say whether the person knows, or why not."""
        if self.told == "yes":
            return f"the person was told on {day_in_words(self.told_on)}" if self.told_on else "the person was told"
        if self.told == "no":
            return f"the person is not to be told: {self.not_told_because}"
        return "the person was not told yet" if self.told == "not_yet" else "not known if the person was told"


def read_flag(entry: str, answers: Answers) -> Flag:
    """The typed view of a record of purpose ``flag``."""
    return Flag(
        entry=entry,
        kind=cast("FlagKind", value_of(answers, "kind") or "restricted"),
        what=value_of(answers, "what") or "",
        reference=value_of(answers, "reference") or "",
        agreed_by=value_of(answers, "agreed_by") or "",
        agreed_on=value_of(answers, "agreed_on"),
        review=value_of(answers, "review"),
        told=value_of(answers, "told") or "",
        told_on=value_of(answers, "told_on"),
        not_told_because=value_of(answers, "not_told_because") or "",
        ended_on=value_of(answers, "ended_on"),
        ended_because=value_of(answers, "ended_because") or "",
    )


def flag_fault(flag: Flag) -> tuple[str, str] | None:
    """Name the field and the sentence of what a flag needs and has not."""
    if flag.told == "no" and not flag.not_told_because.strip():
        return "not_told_because", "A flag the person is not told of needs the reason why not."
    if flag.live and flag.ended_because.strip():
        return "ended_on", "It says why the flag ended, but not on which day."
    if not flag.live and not flag.ended_because.strip():
        return "ended_because", "A flag ends with its reason."
    if flag.live and flag.review is None:
        return "review", "A flag that holds needs the day somebody looks at it again."
    for field, day in (("review", flag.asks_on), ("told_on", flag.told_on), ("ended_on", flag.ended_on)):
        if day is not None and flag.agreed_on is not None and day < flag.agreed_on:
            return field, f"This day lies before {day_in_words(flag.agreed_on)}, on which the flag was agreed."
    return None
