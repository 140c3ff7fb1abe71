"""Legal options as they were talked about in a case, and what the unit confirmed of an option."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from hru_advocate.domain.forms.answers import Answers, answer_to, value_of
from hru_advocate.domain.forms.definition import FormDefinition
from hru_advocate.domain.forms.kinds import answer_in_words
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.time_words.frame import months_on

OVER: Final = frozenset({"refused", "not_wanted"})
"""States of a talk that has no next step."""
MONTHS: Final = 6
"""Months a confirmation of an option is fresh."""


@dataclass(frozen=True, slots=True)
class LegalTalk:
    """One option as it was talked about; ``stands`` is the choice, the words are those of its form."""

    entry: str
    option: str
    name: str
    wants: str
    wants_words: str
    stands: str
    stands_words: str
    who_words: str
    talked: str
    said: str
    because: str
    next_on: date | None
    next_step: str

    @property
    def over(self) -> bool:
        """True once it was refused or is not wanted."""
        return self.stands in OVER


@dataclass(frozen=True, slots=True)
class OptionCheck:
    """The unit's say on an option: who checked it, on which day, against what, still right or changed, in words."""

    option: str
    by: str
    on: date
    against: str
    right: bool
    words: str
    entry: str

    def old(self, today: date) -> bool:
        """Say whether it lies more than six months back."""
        return today > months_on(self.on, MONTHS)


def read_talk(record: Record) -> LegalTalk:
    """Read a talk from its record, with the questions alone that its conditions leave standing."""
    answers = record.asked_answers
    happened = record.happened
    return LegalTalk(
        entry=record.entry,
        option=value_of(answers, "option") or "",
        name=words_in(record.form, answers, "option") or record.form.title,
        wants=value_of(answers, "wants") or "",
        wants_words=words_in(record.form, answers, "wants"),
        stands=value_of(answers, "stands") or "",
        stands_words=words_in(record.form, answers, "stands"),
        who_words=words_in(record.form, answers, "who_applies"),
        talked=happened.day.isoformat() if happened and happened.day else record.recorded.day.isoformat(),
        said=value_of(answers, "said") or "",
        because=value_of(answers, "decided_because") or "",
        next_on=value_of(answers, "next_on"),
        next_step=value_of(answers, "next_step") or "",
    )


def talk_due(record: Record) -> tuple[str | None, str]:
    """The day of the next step of a talk and its words, with nobody's name in them; none once it is over."""
    if record.erased:
        return None, ""
    talk = read_talk(record)
    if talk.next_on is None:
        return None, ""
    return talk.next_on.isoformat(), f"Legal option: {talk.name}"


def read_check(record: Record) -> OptionCheck:
    """Read the unit's say on an option from its record."""
    answers = record.answers
    right = value_of(answers, "right") is True
    return OptionCheck(
        option=value_of(answers, "option") or "",
        by=value_of(answers, "by") or "",
        on=value_of(answers, "on"),
        against=words_in(record.form, answers, "against"),
        right=right,
        words="" if right else value_of(answers, "words") or "",
        entry=record.entry,
    )


def newest_checks(records: Iterable[Record]) -> Mapping[str, OptionCheck]:
    """The check of each option that decides: the one of the latest day, of one day the one recorded last."""
    dated = sorted(
        ((read_check(record), record.recorded.utc) for record in records if not record.erased),
        key=lambda pair: (pair[0].on, pair[1], pair[0].entry),
    )
    return {check.option: check for check, _recorded in dated}


def words_in(form: FormDefinition, answers: Answers, field: str) -> str:
    """The words for an answer, or nothing where none was given."""
    answer = answer_to(answers, field)
    return answer_in_words(form.by_id[field], answer) if answer.given else ""
