"""Facts of a case, worked out from its current records, each with where it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.forms.kinds import GROUP, KIND_OF
from hru_advocate.domain.forms.rich_kinds import Finding
from hru_advocate.domain.ledger.records import Record

TELLING: Final = ("referral", "situation", "risk", "needs", "contact", "judgement", "general")
"""The purposes, and the slots, whose records say what is so in a case. A plan names events as its reason only."""


@dataclass(frozen=True, slots=True)
class Known:
    """One fact: true or false, the day it was told or else recorded (ISO), and in which record.

    ``how`` says how a finding is known, ``last`` the day it last happened (ISO), or nothing.
    """

    fact: str
    present: bool
    entry: str
    form: str
    on: str
    words: str = ""
    said: str = ""
    purpose: str = ""
    how: tuple[str, ...] = ()
    last: str = ""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """The facts of a case by id, and the living situation if it is known."""

    known: dict[str, Known] = field(default_factory=dict)
    living_situation: str | None = None

    @property
    def present(self) -> frozenset[str]:
        """Facts known to be true."""
        return frozenset(fact for fact, known in self.known.items() if known.present)

    @property
    def absent(self) -> frozenset[str]:
        """Facts known to be false; everything else is not known."""
        return frozenset(fact for fact, known in self.known.items() if not known.present)


def facts_of(records: Iterable[Record]) -> CaseFacts:
    """Work the facts out from the current records (heads) of one case.

    For each fact the newest record that speaks of it decides; within one record, and between two
    versions of one record that disagree, true wins, since that is the safer.
    """
    known: dict[str, Known] = {}
    owner: dict[str, str] = {}
    living: str | None = None
    for record in sorted(records, key=lambda one: (one.sort, one.recorded.utc, one.entry)):
        if record.form.purpose == "plan":
            continue
        living = value_of(record.answers, "living_situation") or living
        for fact in _facts_in(record):
            before = known.get(fact.fact)
            disputed = before is not None and owner[fact.fact] == record.record
            if disputed and before is not None and before.present and not fact.present:
                continue
            known[fact.fact], owner[fact.fact] = fact, record.record
    return CaseFacts(known, living)


def _facts_in(record: Record) -> list[Known]:
    found: dict[str, Known] = {}
    for question in record.form.asked(record.answers):
        answer = record.answers.get(question.id)
        if answer is None or not answer.given:
            continue
        kind = GROUP if question.kind == "group" else KIND_OF[question.kind]
        present, absent = kind.facts(question, answer.value)
        said = kind.in_words(question, answer.value) if question.kind in ("finding", "rating") else ""
        for fact in (*present, *absent):
            if fact in found and found[fact].present:
                continue
            found[fact] = Known(
                fact,
                fact in present,
                record.entry,
                record.form.title,
                _day_of(record),
                getattr(answer.value, "words", ""),
                said,
                record.form.purpose,
                answer.value.how if isinstance(answer.value, Finding) else (),
                _last_of(answer.value),
            )
    return list(found.values())


def _last_of(value: object) -> str:
    """The day a finding last happened, where one can be told."""
    last = value.last if isinstance(value, Finding) else None
    return last.day.isoformat() if last and last.day else ""


def _day_of(record: Record) -> str:
    happened = record.happened
    return happened.day.isoformat() if happened and happened.day else record.recorded.utc[:10]
