"""The checks of a referral: a decision with its reason, and whether there is a case of this person already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hru_advocate.casework.checks.filing import Filing
from hru_advocate.casework.people.restricted import untold_to_us
from hru_advocate.casework.session import Session
from hru_advocate.domain.births import Birth
from hru_advocate.domain.forms.answers import Answers, answer_to, value_of
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.domain.people.initials import initials_of
from hru_advocate.domain.people.names import Alike, share_a_name
from hru_advocate.domain.people.same_person import KnownBy, may_be_one
from hru_advocate.domain.people.written_names import plain_name
from hru_advocate.domain.plan.worked_out import OTHERS, role_of
from hru_advocate.domain.text_folding import words_of
from hru_advocate.errors import InvalidAnswer
from hru_advocate.store import views
from hru_advocate.store.search import search

_SHORTEST_WORD = 2
_MOST_HITS = 300
_SHOWN = 3
"""The most cases named of one name; more would hide the one that is meant."""
_AGREE = (
    "Nothing was saved; agree who works with whom and who may open which case, tell neither of the other, and write "
    "here what was agreed, or why it is somebody else."
)


def check_referral(session: Session, answers: Answers, filing: Filing) -> None:
    """A decision that goes against the unit's own rules needs its reason; a second case of one person is seen first.

    So is a case in which that person is the other one.

    Raises:
        InvalidAnswer: nothing may be saved.
    """
    _check_decision(answers)
    if filing.case is None and value_of(answers, "not_same_person") is None:
        born = value_of(answers, "born")
        _check_person(session, KnownBy([value_of(answers, "victim") or ""], [born] if born else []))
    _check_other_side(session, answers, filing)


_ADDS_NOTHING: Final = (
    "Taking on a case where this unit adds nothing needs its reason. Nothing was saved; write the reason, or what the "
    "unit can add."
)
"""For a no alone: what nobody has answered yet is no no, and stands in the record as not asked."""


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
        if value_of(answers, "adds_value") is False:
            raise InvalidAnswer("decision_reason", _ADDS_NOTHING)


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
    name, hidden = who.names[0], untold_to_us(session)
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


def _check_other_side(session: Session, answers: Answers, filing: Filing) -> None:
    """Taking on who may be the other person of another case needs its reason: two may accuse each other."""
    if value_of(answers, "decision") != "accept" or answer_to(answers, "decision_reason").given:
        return
    name, born = value_of(answers, "victim") or "", value_of(answers, "born")
    if refs := list(cases_against(session, name, born, filing.case)):
        raise InvalidAnswer("decision_reason", f"Somebody of this name is the other person in {_named(refs)}. {_AGREE}")


def check_person(session: Session, answers: Answers, filing: Filing) -> None:
    """Making somebody the other person of a case who may be the person of another needs a note of what was agreed.

    Raises:
        InvalidAnswer: nothing may be saved.
    """
    if value_of(answers, "role") not in OTHERS or answer_to(answers, "note").given:
        return
    born = value_of(answers, "born")
    who = KnownBy([value_of(answers, "name") or ""], [born] if born else [])
    own = case_ref(filing.case) if filing.case else ""
    refs = [ref for ref, how in _cases_of(session, who) if _sure(how, born) and not (own and ref.startswith(own))]
    if refs:
        raise InvalidAnswer("note", f"Somebody of this name is the person of {_named(refs)}. {_AGREE}")


def cases_against(session: Session, name: str, born: Birth | None, own: str | None = None) -> Iterator[str]:
    """The references of the cases in which whoever does it may be the one of this name and birth, but for its own.

    A restricted one that whoever works now may not open is none of them.
    """
    hidden = untold_to_us(session)
    who = KnownBy([name], [born] if born else [])
    for case in sorted(case for case in _cases_that_hold(session, name) if case):
        if case == own or case in hidden:
            continue
        others = [one for one in session.heads(case, ["person"]) if role_of(one) in OTHERS]
        if any(_sure(may_be_one(who, _known(one.answers)), born) for one in others):
            yield case_ref(case)


def _known(answers: Answers) -> KnownBy:
    names = [name for field in ("name", "called") if (name := value_of(answers, field))]
    born = value_of(answers, "born")
    return KnownBy(names, [born] if born else [])


def _sure(how: Alike, born: Birth | None) -> bool:
    """Say whether it is the very name, or may be one by a name written otherwise beside a birth."""
    return how == "same" or (how == "perhaps" and born is not None)


def _named(refs: list[str]) -> str:
    return ", ".join(refs[:_SHOWN]) + (" and others" if len(refs) > _SHOWN else "")
