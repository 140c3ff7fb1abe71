"""Asked before anything is printed: what the record says of paper here, and whether this copy may be made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hru_advocate.casework.checks.paper_checks import check_recipient, check_safe
from hru_advocate.casework.paper.document_kinds import NO_DUTY_NUMBER, PaperView
from hru_advocate.casework.plan.knowledge import facts_now
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answer
from hru_advocate.domain.plan.paper_safety import OFFICE, QUESTIONS, SPOKEN, FromRecord, Proposal, from_record, proposed
from hru_advocate.errors import AdvocateError


class NotAskedYet(AdvocateError):
    """It was not asked whether paper is safe. Nothing was made; answer every question about paper first."""


class HowToReachUsMissing(AdvocateError):
    """This paper speaks of us, and how to reach us is not filled in. Nothing was made; fill it in on the Unit page."""


@dataclass(frozen=True, slots=True)
class PaperSafety:
    """The answers of a case's record about paper, and the document to begin with."""

    known: tuple[FromRecord, ...]
    proposal: Proposal

    @property
    def told(self) -> dict[str, FromRecord]:
        """The questions that the record answers, each with its answer."""
        return {one.question: one for one in self.known if one.answer is not None}


def safety(session: Session, case: str) -> PaperSafety:
    """Ask the record whether paper is safe for the person of a case."""
    facts = facts_now(session, case)
    return PaperSafety(from_record(facts), proposed(facts))


def may_be_made(session: Session, view: PaperView, answers: Mapping[str, object], ticks: frozenset[str]) -> None:
    """Say whether this copy may be made now; the screen and the command line ask the same.

    Raises:
        NotAskedYet: a question about paper has no answer, from a person or from the record.
        InvalidAnswer: an answer goes against the record, or a reason is missing; a recipient is the other person.
        HowToReachUsMissing: it speaks of us and nobody ticked that it goes without a number.
    """
    reason = _plain(answers.get("override"))
    reason = reason if isinstance(reason, str) else ""
    if view.document == "safe_person":
        check_recipient(session, view.case, view.for_whom, reason)
    if view.document in OFFICE:
        return
    facts = facts_now(session, view.case)
    given: dict[str, bool | None] = {one.question: one.answer for one in from_record(facts) if one.answer is not None}
    given |= {question: _yes_or_no(answers[question]) for question in QUESTIONS if question in answers}
    check_safe(facts, given, "" if view.document == SPOKEN else view.document, reason)
    if view.document != SPOKEN and any(question not in given for question in QUESTIONS):
        raise NotAskedYet
    if view.without_us and NO_DUTY_NUMBER not in ticks:
        raise HowToReachUsMissing


def _plain(given: object) -> object:
    return given.value if isinstance(given, Answer) else given


def _yes_or_no(given: object) -> bool | None:
    plain = _plain(given)
    return plain if isinstance(plain, bool) else None
