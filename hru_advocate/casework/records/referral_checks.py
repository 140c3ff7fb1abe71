"""The checks of a referral: a decision with its reason, and whether there is a case of this person already.

A consultation is held against the same cases: it needs nobody's name, and one of ours is seen before it is saved.
"""

from __future__ import annotations

from collections.abc import Iterator

from hru_advocate.casework.records.filing import Filing
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answers, answer_to, value_of
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.domain.people.initials import initials_of, without_titles
from hru_advocate.domain.people.names import NamedText, alike
from hru_advocate.domain.text_folding import words_of
from hru_advocate.errors import InvalidAnswer
from hru_advocate.store import views

_SHOWN = 3
"""How many cases of one name are named; more would hide the one that is meant."""


def check_referral(session: Session, answers: Answers, filing: Filing) -> None:
    """A decision that goes against the unit's own rules needs its reason; a second case of one person is seen first.

    Raises:
        InvalidAnswer: nothing may be saved.
    """
    _check_decision(answers)
    if filing.case is None and value_of(answers, "not_same_person") is None:
        _check_person(session, value_of(answers, "victim") or "")


def _check_decision(answers: Answers) -> None:
    decision = value_of(answers, "decision")
    reason = answer_to(answers, "decision_reason")
    if decision in ("advise", "decline") and not reason.stated:
        raise InvalidAnswer(
            "decision_reason",
            "This must be answered, or a reason given why not. Nothing was saved; answer it and save again.",
        )
    if decision == "accept" and not reason.given:
        if value_of(answers, "area") == "outside":
            raise InvalidAnswer(
                "decision_reason",
                "Taking on somebody whose alleged perpetrator lives outside the four areas needs its reason. "
                "Nothing was saved; write the reason, or decide otherwise.",
            )
        if _adds_nothing(answers):
            raise InvalidAnswer(
                "decision_reason",
                "Taking on a case where this unit adds nothing needs its reason. "
                "Nothing was saved; write the reason, or what the unit can add.",
            )


def _adds_nothing(answers: Answers) -> bool:
    """True unless it was said that the unit adds something, or what: a blank is no reason to take a case on."""
    adds = value_of(answers, "adds_value")
    return adds is False or not (adds or answer_to(answers, "added_value").given)


def _check_person(session: Session, name: str) -> None:
    found = namesakes(session, name)
    if found:
        refs = ", ".join(found[:_SHOWN]) + (" and others" if len(found) > _SHOWN else "")
        raise InvalidAnswer(
            "not_same_person",
            f"There is a case of this name: {refs}. Nothing was saved; go on there, "
            "or say why it is not the same person.",
        )


def namesakes(session: Session, name: str) -> list[str]:
    """The cases, by reference and initials, whose person is called so."""
    return list(_cases_of(session, name))


def _cases_of(session: Session, name: str) -> Iterator[str]:
    """The references and initials of the cases whose person is called so, in the referral or among its people."""
    wanted, letters = without_titles(name), set(words_of(initials_of(name)))
    for row in views.named(session.vault):
        held = set(words_of(row.initials))
        names = {row.name}
        if letters <= held or held <= letters:  # else it is nobody of this name, and nothing need be read
            for record in session.heads(row.case, ["referral", "victim"]):
                names |= {value_of(record.answers, field) or "" for field in ("victim", "name", "called")}
        if alike(wanted, [without_titles(one) for one in names if one]) == "same":
            yield f"{row.ref} ({initials_of(name)})"


_SAID = ("who", "other_behaviour", "question", "advice", "by", "outcome_words", "remind_for")
"""What is typed into a consultation, each held against the names of our cases."""
_KNOWN = ("victim", "person")
_ROLES = frozenset({"The victim", "Alleged perpetrator"})
"""How the line of a person begins whose case this would be."""


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

    Read from the lines of people, never from what was said about them: a unit has thousands.
    """
    held = [(row.case, row.name) for row in views.named(session.vault)]
    for slot in _KNOWN:
        for line in views.lines_of_slot(session.vault, slot):
            role, _, name = line.line.partition(" · ")
            if line.case and role in _ROLES:
                held.append((line.case, name))
    named = {case for case, name in held if name and any(text.holds(without_titles(name)) for text in texts)}
    return sorted(case_ref(case) for case in named)
