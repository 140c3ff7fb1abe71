"""The questions a case was asked and those it was not, so that nothing reassures of what nobody asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answer
from hru_advocate.domain.forms.applying import applying
from hru_advocate.domain.forms.definition import FormDefinition
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.plan.case_facts import CaseFacts

TALKS: Final[Mapping[str, str]] = {
    "situation": "situation",
    "risk": "risk_conversation",
    "needs": "needs_assessment",
}
"""The conversations a plan is made from: the purpose of their records, and the form they are held in."""


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation over all its records: the questions that apply, and those with an answer or a reason."""

    form: FormDefinition
    held: bool
    stated: int
    of: int

    @property
    def left(self) -> int:
        """Counts the questions that apply and were not asked."""
        return self.of - self.stated

    @property
    def words(self) -> str:
        """The part that was not asked, or an empty text."""
        if not self.held:
            return f"{self.form.title} (none of it)"
        return f"{self.form.title} ({self.left} of {self.of} questions)" if self.left else ""


@dataclass(frozen=True, slots=True)
class Asked:
    """The conversations of a case as far as they went."""

    talks: tuple[Talk, ...] = ()

    @property
    def nothing(self) -> bool:
        """True while no question of any conversation was asked."""
        return not any(talk.stated for talk in self.talks)

    @property
    def left(self) -> int:
        """Counts the questions that apply and were not asked, over all conversations."""
        return sum(talk.left for talk in self.talks)

    @property
    def short(self) -> str:
        """The same in few words, where there is little room: a count over all conversations."""
        if self.nothing:
            return "nothing asked yet"
        return f"{self.left} question{'' if self.left == 1 else 's'} not asked" if self.left else ""

    @property
    def words(self) -> str:
        """The parts that have not been asked, as a sentence without its stop; empty when all was."""
        named = [talk.words for talk in self.talks if talk.words]
        if not named:
            return ""
        return f"{'Nothing has been asked yet' if self.nothing else 'Not asked yet'}: {'; '.join(named)}"


def asked_of(session: Session, records: Iterable[Record], facts: CaseFacts) -> Asked:
    """The conversations as far as they went, from the current records of a case. A stated reason counts as asked."""
    held = list(records)
    return Asked(tuple(talk_of(session, held, facts, purpose) for purpose in TALKS))


def talk_of(session: Session, records: Iterable[Record], facts: CaseFacts, purpose: str) -> Talk:
    """One conversation. A later silence takes nothing back: what was answered in any of its records was asked."""
    form = session.forms.newest(TALKS[purpose])
    held = sorted((one for one in records if one.form.purpose == purpose), key=lambda one: one.sort)
    answers: dict[str, Answer] = {}
    for record in held:
        answers |= {field: answer for field, answer in record.answers.items() if answer.stated}
    fields = applying(form, answers, facts.present, facts.absent)
    return Talk(form, bool(held), sum(field.id in answers for field in fields), len(fields))
