"""A partner meeting: why it is needed, how it stands, which day asks for something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal, cast

from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.moments import day_in_words

MeetingKind = Literal["marac", "mappa", "iom", "strategy", "professionals"]
MeetingState = Literal["planned", "held", "not_accepted", "cancelled"]

MEETING_WORDS: Final[Mapping[MeetingKind, str]] = {
    "marac": "MARAC",
    "mappa": "MAPPA",
    "iom": "IOM",
    "strategy": "Strategy meeting",
    "professionals": "Professionals' meeting",
}
BASIS_WORDS: Final[Mapping[str, str]] = {
    "facts": "facts",
    "judgement": "professional judgement",
    "escalation": "escalation",
    "repeat": "repeat",
}
_REASONS: Final = (
    ("knows", ("no",), "knows_because", "Where the person is not told, the reason why not is needed."),
    ("consent", ("without",), "consent_because", "Sharing without consent needs its reason and its legal basis."),
    (
        "state",
        ("not_accepted", "cancelled"),
        "outcome",
        "Say what came of it: who decided so, and what happens instead.",
    ),
)
"""The answers that need their reason: the field, the answers, the field of the reason, and what is said without it."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting as it stands in its newest version."""

    entry: str
    record: str
    kind: MeetingKind
    state: MeetingState
    basis: tuple[str, ...]
    why: str
    referred_on: date | None
    on: date | None
    chase_on: date | None
    review: date | None
    noted: date
    answers: Answers

    @property
    def title(self) -> str:
        """Name the meeting."""
        return MEETING_WORDS[self.kind]

    @property
    def asks(self) -> tuple[date, str] | None:
        """The first day that asks something of us and what it asks, or ``None``."""
        if self.state == "held":
            return (self.review, f"{self.title}: look again") if self.review else None
        if self.state != "planned":
            return None
        days = [(self.on, self.title), (self.chase_on, f"{self.title}: ask after it")]
        return min(((day, words) for day, words in days if day is not None), default=None)


def read_meeting(record: Record) -> Meeting:
    """The typed view of a record of purpose ``meeting``."""
    noted = record.recorded.day
    return replace(meeting_in(record.answers), entry=record.entry, record=record.record, noted=noted)


def meeting_in(answers: Answers) -> Meeting:
    """The meeting that answers tell of, before it is a record."""
    return Meeting(
        entry="",
        record="",
        kind=cast("MeetingKind", value_of(answers, "kind") or "professionals"),
        state=cast("MeetingState", value_of(answers, "state") or "planned"),
        basis=tuple(value_of(answers, "basis") or ()),
        why=value_of(answers, "why") or "",
        referred_on=value_of(answers, "referred_on"),
        on=value_of(answers, "on"),
        chase_on=value_of(answers, "chase_on"),
        review=value_of(answers, "review"),
        noted=date.min,
        answers=answers,
    )


def meeting_fault(meeting: Meeting, today: date) -> tuple[str, str] | None:
    """Name the field and the sentence of what a meeting needs and has not."""
    return _without_reason(meeting) or _without_day(meeting, today)


def _without_reason(meeting: Meeting) -> tuple[str, str] | None:
    for field, wanted, because, sentence in _REASONS:
        held = meeting.state if field == "state" else value_of(meeting.answers, field)
        if held in wanted and not (value_of(meeting.answers, because) or "").strip():
            return because, sentence
    return None


def _without_day(meeting: Meeting, today: date) -> tuple[str, str] | None:
    if meeting.state == "planned" and meeting.on is None and meeting.chase_on is None:
        return "chase_on", "A meeting without a day is forgotten: give its day, or the day to ask after it."
    if meeting.state == "held" and meeting.on is None:
        return "on", "A meeting that was held has a day."
    if meeting.state == "held" and meeting.on is not None and meeting.on > today:
        return "state", f"This meeting is on {day_in_words(meeting.on)}, which has not come yet."
    if meeting.on is not None and meeting.referred_on is not None and meeting.on < meeting.referred_on:
        return "on", f"This day lies before {day_in_words(meeting.referred_on)}, on which it was referred."
    return None
