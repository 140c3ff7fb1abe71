"""Answers given before a paper was made, of which no copy came: they are there again when one comes back.

It lies in the memory of this session and nowhere else, so a lock ends it. Whether paper is safe is a question of the
day and of the form of paper: an answer is given back on the day it was given, for the same case, the same form and the
same place (at the table or in the office), while the record says of paper what it said then. Another day ends all of
it; a record that says something else ends the answers about safety, the reason for a copy all the same, and the ticks.
A copy ends it too: for the next one it is asked anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from hru_advocate.casework.paper.safety import PaperSafety, safety
from hru_advocate.casework.session import Session
from hru_advocate.domain.plan.paper_safety import QUESTIONS

_OF_SAFETY: Final = frozenset({*QUESTIONS, "override"})


@dataclass(frozen=True, slots=True)
class AnswersAboutPaper:
    """Raw answers about one form of paper, and the ids that were ticked to print after all."""

    answers: Mapping[str, object]
    ticks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _KeptAnswers:
    """Such answers with the day they were given and what the record said of paper then."""

    given: AnswersAboutPaper
    day: date
    record: PaperSafety


def keep_answers(
    session: Session, case: str, document: str, given: AnswersAboutPaper, *, at_table: bool = False
) -> None:
    """Keep what was answered about a form of paper until a copy is made, or the session ends."""
    kept = _KeptAnswers(given, session.now().date(), safety(session, case))
    session.about_paper[case, document, at_table] = kept


def kept_answers(session: Session, case: str, document: str, *, at_table: bool = False) -> AnswersAboutPaper | None:
    """The answers that still hold, or ``None``."""
    kept = session.about_paper.get((case, document, at_table))
    if not isinstance(kept, _KeptAnswers) or kept.day != session.now().date():
        return None
    if kept.record == safety(session, case):
        return kept.given
    left = {question: answer for question, answer in kept.given.answers.items() if question not in _OF_SAFETY}
    return AnswersAboutPaper(left)


def forget_answers(session: Session, case: str, document: str) -> None:
    """A copy of this form was made with them: what is asked before the next is asked anew."""
    for at_table in (False, True):
        session.about_paper.pop((case, document, at_table), None)
