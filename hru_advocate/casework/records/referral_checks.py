"""The checks of a referral: a decision with its reason, and whether there is a case of this person already."""

from __future__ import annotations

from collections.abc import Iterator

from hru_advocate.casework.records.filing import Filing
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answers, answer_to, value_of
from hru_advocate.domain.people.initials import initials_of, without_titles
from hru_advocate.domain.people.names import alike
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
