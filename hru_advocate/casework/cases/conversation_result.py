"""The result of a conversation: what is present, what was not asked, the level, and what has no measure yet."""

from __future__ import annotations

from dataclasses import dataclass

from hru_advocate.casework.cases.levels import level_of
from hru_advocate.casework.plan.knowledge import knowledge_of
from hru_advocate.casework.plan.planning import KnownRow, open_rows
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import NOT_ASKED
from hru_advocate.domain.forms.applying import applying
from hru_advocate.domain.forms.definition import Layout
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.plan.case_facts import CaseFacts, Known, facts_of
from hru_advocate.store.ledger import ledger


@dataclass(frozen=True, slots=True)
class PresentLine:
    """One thing that was said to be so: its label, what was said of it, and whether it is high harm."""

    label: str
    said: str
    high_harm: bool


@dataclass(frozen=True, slots=True)
class ConversationResult:
    """The outcome of one conversation.

    ``not_asked`` counts its questions that apply and have no answer and no reason, ``high_harm_not_asked`` names those
    of high harm; ``level_words`` is the level in force, or that there is none; ``judge_again`` is true while no level
    has been judged since this conversation; ``to_find`` is what no live measure answers.
    """

    title: str
    form: str
    layout: Layout
    present: tuple[PresentLine, ...]
    not_asked: int
    high_harm_not_asked: tuple[str, ...]
    level_words: str
    judge_again: bool
    to_find: tuple[KnownRow, ...]


def conversation_result(session: Session, entry: str) -> ConversationResult:
    """The result of the conversation that was saved as an entry."""
    record = session.read(ledger.entry(session.vault, entry))
    case = record.case or ""
    known = knowledge_of(session, case)
    left = _not_asked(record, known.case_facts)
    level = level_of(session, case)
    found = known.cover
    return ConversationResult(
        title=record.form.title,
        form=record.form.id,
        layout=record.form.layout,
        present=_present(session, record),
        not_asked=len(left),
        high_harm_not_asked=tuple(
            session.product.library.label(field.fact) for field in left if _is_high_harm(session, field.fact)
        ),
        level_words=f"{level.label}, judged {level.when_words}" if level.label else "No level has been judged yet",
        judge_again=record.form.purpose == "risk" and level.stale,
        to_find=open_rows(known, found),
    )


def _present(session: Session, record: Record) -> tuple[PresentLine, ...]:
    lines = [
        PresentLine(session.product.library.label(fact), _said(known), _is_high_harm(session, fact))
        for fact, known in facts_of([record], session.now().date()).known.items()
        if known.present
    ]
    return tuple(sorted(lines, key=lambda line: not line.high_harm))


def _said(known: Known) -> str:
    return known.words or known.said


def _not_asked(record: Record, facts: CaseFacts) -> list[Field]:
    fields = applying(record.form, record.answers, facts.present, facts.absent)
    return [field for field in fields if not record.answers.get(field.id, NOT_ASKED).stated]


def _is_high_harm(session: Session, fact: str | None) -> bool:
    return fact is not None and fact.startswith("rf_") and session.product.library.factor(fact).high_harm
