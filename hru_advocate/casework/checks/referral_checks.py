"""The checks of a referral: a decision with its reason, and whether there is a case of this person already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hru_advocate.casework.checks.filing import Filing
from hru_advocate.casework.people.restricted import hidden_from_us
from hru_advocate.casework.session import Session
from hru_advocate.domain.births import Birth
from hru_advocate.domain.forms.answers import Answers, answer_to, value_of
from hru_advocate.domain.people.initials import initials_of
from hru_advocate.domain.people.names import Alike, share_a_name
from hru_advocate.domain.people.same_person import KnownBy, may_be_one
from hru_advocate.domain.people.written_names import plain_name
from hru_advocate.domain.text_folding import words_of
from hru_advocate.errors import InvalidAnswer
from hru_advocate.store import views
from hru_advocate.store.search import search

_SHORTEST_WORD = 2
_MOST_HITS = 300
_SHOWN = 3
"""How many cases of one name are named; more would hide the one that is meant."""


def check_referral(session: Session, answers: Answers, filing: Filing) -> None:
    """A decision that goes against the unit's own rules needs its reason; a second case of one person is seen first.

    Raises:
        InvalidAnswer: nothing may be saved.
    """
    _check_decision(answers)
    if filing.case is None and value_of(answers, "not_same_person") is None:
        born = value_of(answers, "born")
        _check_person(session, KnownBy([value_of(answers, "victim") or ""], [born] if born else []))


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


def _check_person(session: Session, who: KnownBy) -> None:
    found = dict(_cases_of(session, who))
    if not found:
        return
    same = [ref for ref, how in found.items() if how == "same"]
    refs = ", ".join((same or list(found))[:_SHOWN]) + (" and others" if len(same or found) > _SHOWN else "")
    seen = f"There is a case of this name: {refs}" if same else f"There may be a case of this person: {refs}"
    raise InvalidAnswer(
        "not_same_person", f"{seen}. Nothing was saved; go on there, or say why it is not the same person."
    )


def namesakes(session: Session, name: str, births: Sequence[Birth] = ()) -> list[str]:
    """The cases, by reference and initials, whose person may be the one of this name and these births."""
    return [ref for ref, _how in _cases_of(session, KnownBy([name], births))]


def _cases_that_hold(session: Session, name: str) -> set[str | None]:
    """The cases with a word of a name anywhere in them: their person may be called so, or have been."""
    words = (word for word in words_of(plain_name(name)) if len(word) > _SHORTEST_WORD)
    return {hit.case for word in words for hit in search(session.vault, word, limit=_MOST_HITS)}


def _cases_of(session: Session, who: KnownBy) -> Iterator[tuple[str, Alike]]:
    """The references and initials of the cases whose person may be this one, by the referral or among its people.

    A restricted one that whoever works now may not open is none of them: a name that is tried would find it.
    """
    name, hidden = who.names[0], hidden_from_us(session)
    letters = set(words_of(initials_of(name)))
    elsewhere = _cases_that_hold(session, name)
    for row in views.named(session.vault):
        held, names, births = set(words_of(row.initials)), {row.name}, []
        if row.case in hidden:
            continue
        if not (letters <= held or held <= letters or row.case in elsewhere or share_a_name(name, row.name)):
            continue  # nothing they are known by can be one name
        for record in session.heads(row.case, ["referral", "victim"]):
            names |= {value_of(record.answers, field) or "" for field in ("victim", "name", "called")}
            births.append(value_of(record.answers, "born"))
        how = may_be_one(who, KnownBy(sorted(filter(None, names)), [born for born in births if born]))
        if how:
            yield f"{row.ref} ({initials_of(name) if how == 'same' else row.initials})", how
