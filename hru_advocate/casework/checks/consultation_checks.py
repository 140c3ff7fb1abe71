"""The checks of a consultation: advice has its day, and it needs nobody's name, one of our cases least of all."""

from __future__ import annotations

from hru_advocate.casework.checks.filing import Filing
from hru_advocate.casework.people.restricted import untold_to_us
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answers, answer_to, value_of
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.domain.people.initials import without_titles
from hru_advocate.domain.people.names import NamedText
from hru_advocate.errors import InvalidAnswer
from hru_advocate.store import views

_SHOWN = 3
"""The most cases named; more would hide the one that is meant."""
_SAID = ("who", "other_behaviour", "question", "advice", "by", "outcome_words", "remind_for")
"""Answers typed into a consultation, each held against the names of our cases."""
_KNOWN = ("victim", "person")
_ROLES = frozenset({"The victim", "Alleged perpetrator"})
"""Beginnings of lines of people whose case this would be."""


def check_consultation(session: Session, answers: Answers, _filing: Filing) -> None:
    """Advice has its day, and a name that one of our cases knows is seen and said why.

    Raises:
        InvalidAnswer: nothing may be saved.
    """
    advised, asked = value_of(answers, "advised_on"), value_of(answers, "asked_on")
    if advised is not None and advised < asked:
        raise InvalidAnswer(
            "advised_on", "The advice cannot come before the question. Nothing was saved; mend one of the two days."
        )
    if answer_to(answers, "advice").given and advised is None:
        raise InvalidAnswer(
            "advised_on", "Advice that was given has its day. Nothing was saved; add the day and save again."
        )
    if advised is not None and not answer_to(answers, "advice").given:
        raise InvalidAnswer(
            "advice",
            "A day of advice stands here without the advice. Nothing was saved; write it, or take the day out.",
        )
    if value_of(answers, "named_why") is None:
        _check_nobody_named(session, answers)


def _check_nobody_named(session: Session, answers: Answers) -> None:
    texts = [NamedText(text) for field in _SAID if (text := value_of(answers, field))]
    found = [ref for ref in cases_named_in(session, texts) if ref != value_of(answers, "became")]
    if found:
        refs = ", ".join(found[:_SHOWN]) + (" and others" if len(found) > _SHOWN else "")
        raise InvalidAnswer(
            "named_why",
            f"A name here is one of a case we have: {refs}. Nothing was saved; take the name out, "
            "or say why it stands here.",
        )


def cases_named_in(session: Session, texts: list[NamedText]) -> list[str]:
    """The references of the cases whose victim or alleged perpetrator is named in one of these texts.

    A restricted one that whoever works now may not open is none of them: its reference would tell whom it is about.
    Read from the lines of people, never from what was said about them: a unit has thousands.
    """
    held = [(row.case, row.name) for row in views.named(session.vault)]
    for slot in _KNOWN:
        for line in views.lines_of_slot(session.vault, slot):
            role, _, name = line.line.partition(" · ")
            if line.case and role in _ROLES:
                held.append((line.case, name))
    named = {case for case, name in held if name and any(text.holds(without_titles(name)) for text in texts)}
    return sorted(case_ref(case) for case in named - untold_to_us(session))
