"""A hearing as its record tells it: what it is for, when, what is asked about it, what its clocks begin with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from hru_advocate.domain.forms.answers import Answer, Answers, answer_to, value_of
from hru_advocate.domain.forms.kinds import answer_in_words
from hru_advocate.domain.law.clocks import Beginning
from hru_advocate.domain.ledger.records import Record

_WHO_GOES: Final = "Who goes with the person?"
_MEASURES: Final = "Were special measures asked for?"
PRESSING: Final = frozenset({_WHO_GOES, _MEASURES})
"""The questions that cannot wait until the day itself: company and special measures are found beforehand."""

_GONE: Final = frozenset({"held", "adjourned"})
_NOT_IN_COURT: Final = frozenset({"vacated"})
SETTLED: Final = _GONE | _NOT_IN_COURT
"""The states of a hearing of which it is known what became."""
_CRIMINAL: Final = frozenset({"first", "plea", "trial", "sentence", "appeal", "bail", "breach"})
"""Hearings of a criminal court; the clocks of the Victims' Code are of those alone."""


@dataclass(frozen=True, slots=True)
class HearingView:
    """One hearing. ``what`` is what for in words, ``state`` the choice or "" where nobody said."""

    entry: str
    record: str
    day: date | None
    last_day: date | None
    at: str
    what_for: str
    what: str
    court: str
    room: str
    state: str
    outcome: str
    goes_with: tuple[str, ...]
    answers: Answers

    @property
    def reference(self) -> str:
        """The reference of the case it is of, where somebody wrote it down."""
        return value_of(self.answers, "reference") or ""

    @property
    def criminal(self) -> bool:
        """True if a criminal court hears it."""
        return self.what_for in _CRIMINAL

    @property
    def sentence_set(self) -> date | None:
        """The day of sentence that was set at this hearing, if one was."""
        day: date | None = value_of(self.answers, "sentence_on")
        return day

    @property
    def next_set(self) -> date | None:
        """The day of the next hearing that was set at this one, if one was."""
        day: date | None = value_of(self.answers, "next_on")
        return day

    @property
    def settled(self) -> bool:
        """True if it is known what became of it."""
        return self.state in SETTLED

    @property
    def ends(self) -> date | None:
        """The last of its days."""
        return self.last_day or self.day

    def comes(self, today: date) -> bool:
        """Say whether it lies ahead, today included."""
        return not self.settled and self.ends is not None and self.ends >= today

    def unanswered(self, today: date) -> bool:
        """Say whether its day has gone by and nobody has written how it went."""
        return not self.settled and self.ends is not None and self.ends < today


def read_hearing(record: Record) -> HearingView:
    """Read a hearing from its record, with the questions alone that its conditions leave standing."""
    answers = record.asked_answers
    what = answer_to(answers, "what_for")
    return HearingView(
        entry=record.entry,
        record=record.record,
        day=value_of(answers, "on"),
        last_day=value_of(answers, "until_on"),
        at=value_of(answers, "at") or "",
        what_for=what.value if what.given else "",
        what=answer_in_words(record.form.by_id["what_for"], what) if what.given else "Hearing",
        court=value_of(answers, "court") or "",
        room=value_of(answers, "room") or "",
        state=value_of(answers, "state") or "",
        outcome=value_of(answers, "outcome") or "",
        goes_with=tuple(
            person.name for row in value_of(answers, "goes_with") or () if (person := value_of(row, "who")) is not None
        ),
        answers=answers,
    )


def open_questions(hearing: HearingView) -> tuple[str, ...]:
    """Whatever nobody has answered yet about a hearing to come, each as a question; never a finding."""
    answers = hearing.answers
    if value_of(answers, "wants_to_be_there") is False:
        told = answer_to(answers, "wants_to_be_told").stated
        return () if told else ("Does the person want to be told how it went?",)
    found = []
    if not answer_to(answers, "wants_to_be_there").stated:
        found.append("Does the person want to be there?")
    if not hearing.goes_with and value_of(answers, "goes_alone") is not True:
        found.append(_WHO_GOES)
    if value_of(answers, "measures_wanted") != "no" and not _asked_on(answers):
        found.append(_MEASURES)
    if not answer_to(answers, "entrance").stated:
        found.append("Is there a separate entrance?")
    return tuple(found)


def hearing_beginnings(hearing: HearingView, written: date) -> Iterator[Beginning]:
    """Everything the clocks of a hearing begin with; ``written`` is the day it was first written down."""
    if not hearing.criminal:
        return
    answers = hearing.answers
    listed: date | None = value_of(answers, "listed_on")
    if not hearing.settled or (listed is not None and hearing.state not in _NOT_IN_COURT):
        yield Beginning(
            "listed_on",
            listed,
            happened=True,
            met=_days(answers, "told_on"),
            words=hearing.what,
            because="the day the hearing was set is not written down",
        )
    if hearing.what_for == "bail" and hearing.state in _GONE:
        yield Beginning("bail_held", hearing.day, happened=True, met=_days(answers, "reached_on"), words=hearing.what)
        yield Beginning(
            "reached_on.bail",
            value_of(answers, "reached_on"),
            happened=True,
            met=_days(answers, "outcome_told_on"),
            words=hearing.what,
            because="the day Witness Care had the outcome is not written down",
        )
    yield from _measures(hearing, written)


def _measures(hearing: HearingView, written: date) -> Iterator[Beginning]:
    """Special measures are open until somebody asked, unless the person does without or is not there."""
    answers = hearing.answers
    without = value_of(answers, "measures_wanted") == "no" or value_of(answers, "wants_to_be_there") is False
    if without or hearing.settled:
        return
    asked = _asked_on(answers)
    yield Beginning(
        "measures_open",
        written,
        happened=True,
        met={"measures_asked": asked},
        words=hearing.what,
        until=hearing.day,
    )
    if asked is not None:
        yield Beginning(
            "measures_asked", asked, happened=True, met={"measures_told": _all_told(answers)}, words=hearing.what
        )


def _measure_rows(answers: Answers) -> tuple[dict[str, Answer], ...]:
    return tuple(value_of(answers, "measures") or ())


def _asked_on(answers: Answers) -> date | None:
    days = [day for row in _measure_rows(answers) if (day := value_of(row, "asked_on")) is not None]
    return min(days, default=None)


def _all_told(answers: Answers) -> date | None:
    """The day the last answer was told, once every measure asked for was answered and told."""
    rows = [row for row in _measure_rows(answers) if value_of(row, "asked_on") is not None]
    days: list[date | None] = [value_of(row, "told_on") for row in rows]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def _days(answers: Answers, *fields: str) -> dict[str, date | None]:
    return {field: value_of(answers, field) for field in fields}
