"""The typed view of an incident: what was done, when and how often as told, how we know, what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from hru_advocate.domain.forms.answers import Answer, Answers, value_of
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.moments import Moment

PURPOSE: Final = "incident"


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One thing that shows an incident: what it is, who has it and where, the SHA-256 of its file."""

    what: str
    held_by: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident, or several of one kind in a span.

    ``when`` is kept as told. ``times`` is a number somebody counted, or ``None``; ``times_told`` are the words where no
    number was said: no number is ever made of them. ``taken_back``: noted by mistake, it counts nowhere.
    """

    entry: str
    record: str
    when: Moment
    behaviours: tuple[str, ...]
    what: str
    words: str
    basis: str
    times: int | None
    times_told: str
    where: str
    by: tuple[str, ...]
    seen_by: str
    reported_to: tuple[str, ...]
    reference: str
    items: tuple[EvidenceItem, ...]
    signs: tuple[str, ...]
    triggers: tuple[str, ...]
    conditions: tuple[str, ...]
    plan_change: bool | None
    level_up: bool | None
    taken_back: bool

    @property
    def day(self) -> date | None:
        """The first day it may have been, where one can be told."""
        return self.when.day

    @property
    def count_words(self) -> str:
        """The count as told: ``40 times``, ``about three times a week``; nothing where nothing was said."""
        if self.times is not None:
            return "once" if self.times == 1 else f"{self.times:,} times"
        return self.times_told


def read_incident(record: Record) -> Incident:
    """The typed view of a record of purpose ``incident``; what was erased by authority says nothing."""
    answers = record.answers
    return Incident(
        entry=record.entry,
        record=record.record,
        when=record.happened or Moment(""),
        behaviours=tuple(value_of(answers, "behaviours") or ()),
        what=_text(answers, "what"),
        words=_text(answers, "words"),
        basis=_text(answers, "basis"),
        times=value_of(answers, "times"),
        times_told=_text(answers, "times_told"),
        where=_text(answers, "where"),
        by=tuple(who.name for row in value_of(answers, "by") or () if (who := value_of(row, "who"))),
        seen_by=_text(answers, "seen_by"),
        reported_to=tuple(value_of(answers, "reported_to") or ()),
        reference=_text(answers, "reference"),
        items=tuple(_item(row) for row in value_of(answers, "items") or ()),
        signs=tuple(value_of(answers, "signs") or ()),
        triggers=tuple(value_of(answers, "triggers") or ()),
        conditions=tuple(_text(row, "condition") for row in value_of(answers, "conditions") or ()),
        plan_change=value_of(answers, "plan_change"),
        level_up=value_of(answers, "level_up"),
        taken_back=value_of(answers, "taken_back") is True,
    )


def _item(row: Mapping[str, Answer]) -> EvidenceItem:
    return EvidenceItem(_text(row, "what"), _text(row, "held_by"), _text(row, "sha256"))


def _text(answers: Answers, field: str) -> str:
    return str(value_of(answers, field) or "")
