"""Holds whoever is named, and every way to reach somebody, against everybody the case knows: whose is this?

A go-between or a recipient who is the other person is refused. A number, an address, an e-mail or a name that is
theirs, or of somebody on that side, asks for a reason, which is recorded. No sentence repeats what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from hru_advocate.casework.checks.filing import Filing
from hru_advocate.casework.plan.knowledge import facts_now
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.forms.definition import Purpose
from hru_advocate.domain.identifying.folded_text import FoldedText
from hru_advocate.domain.identifying.patterns import digits_of, email_of, numbers_in, shapes_in
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.partners.agencies import read_professional, who_refuses
from hru_advocate.domain.people.whose import OTHERS, By, Everyone, Given, KnownPerson, Owner
from hru_advocate.domain.people.written_names import is_road
from hru_advocate.errors import InvalidAnswer
from hru_advocate.store.ledger import ledger

_WHAT: Final[Mapping[By, str]] = {
    "name": "A name here",
    "number": "A number here",
    "email": "An e-mail address here",
    "address": "An address here",
}
_AND_THEN: Final = "Nothing was saved; take it out, or say why it is right all the same."
IN_POLICE: Final = "ci_other_in_police"
IN_AGENCY: Final = "ci_other_in_partner_agency"
IN_SAME_PLACE: Final = "ci_works_with_perp"
WORKS_THERE: Final[Mapping[str, str]] = {
    IN_POLICE: "for the police",
    IN_AGENCY: "for an agency we share with",
    IN_SAME_PLACE: "or studies in the same place",
}
"""The facts that say where the other person works, each as it ends *the other person works*."""
_REACHING: Final = re.compile(
    r"\b(?:ring|call|phone|text|e-?mail|message|write to|post to|send to|through|via|meet)\s+([^.,;\n]{2,60})",
    re.IGNORECASE,
)
"""A way of reaching somebody, before who that is."""


def everyone(session: Session, case: str, *, without: str = "") -> Everyone:
    """Everybody a case knows, but for what one record says."""
    known = [one for record in session.heads(case, _SLOTS) for one in _known_in(record) if one.record != without]
    titles = frozenset(session.product.library.paper_words.titles)
    told = Everyone(tuple(known), session.pronoun_of(case), titles)
    bound = [one for record in session.heads(case, _ORDERS) for one in _bound_by(record, told)]
    return replace(told, known=(*told.known, *bound)) if bound else told


_SLOTS: Final = ("victim", "person", "referral", "safe_contact")
_ORDERS: Final = ("order",)


def _bound_by(record: Record, told: Everyone) -> Iterator[KnownPerson]:
    """Whom an order binds is the other person, also where no record of a person says so, whoever has a name like his.

    Somebody is left out who is known as the other person, and the victim by a name that is surely hers or his: an order
    may bind her too. A serving officer, a go-between or a son whom it binds is the other person all the same.
    """
    against = value_of(record.answers, "against")
    if against is None or not against.name:
        return
    parties = replace(told, known=tuple(one for one in told.known if one.role in {*OTHERS, "victim"}))
    if not any(one.side == "other" or one.sure for one in parties.owners(Given(name=against.name))):
        yield KnownPerson("perpetrator", (against.name,), against.relation, record=record.record)


def _known_in(record: Record) -> Iterator[KnownPerson]:
    """The people one record tells of, and the ways to reach them."""
    answers, purpose = record.answers, record.form.purpose
    if purpose == "person":
        yield _person(answers, record.record)
    elif purpose == "referral":
        yield KnownPerson("victim", _given(answers, "victim"), record=record.record)
    else:
        for row in value_of(answers, "ways") or ():
            numbers, emails, addresses = (_given(row, field) for field in ("number", "email", "address"))
            if value_of(row, "method") == "through":
                through = value_of(row, "through")
                names = (through.name,) if through else ()
                yield KnownPerson("go_between", names, numbers=numbers, record=record.record)
            else:
                yield KnownPerson("victim", numbers=numbers, emails=emails, addresses=addresses, record=record.record)


def _person(answers: Answers, record: str) -> KnownPerson:
    name, called = value_of(answers, "name") or "", value_of(answers, "called") or ""
    together = f"{called} {name.split()[-1]}" if called and len(name.split()) > 1 else ""
    return KnownPerson(
        value_of(answers, "role") or "other",
        tuple(one for one in (name, called, together) if one),
        " ".join(filter(None, (value_of(answers, "relation"), *(value_of(answers, "relationship") or ())))),
        _given(answers, "phone"),
        _given(answers, "email"),
        _given(answers, "address"),
        record,
    )


def _given(answers: Answers, field: str) -> tuple[str, ...]:
    value = value_of(answers, field)
    return (str(value),) if value else ()


def whose(session: Session, case: str, name: str) -> Owner | None:
    """The side a named recipient stands on, if the case knows them as the other person or somebody of theirs."""
    return first_against(everyone(session, case).owners(Given(name=name)))


def first_against(owners: Iterable[Owner]) -> Owner | None:
    """The first that is not the victim's own side; a namesake on her or his side makes the other person unsure."""
    found = list(owners)
    hit = next((one for one in found if one.side != "own"), None)
    if hit is not None and any(one.side == "own" and one.by == hit.by == "name" and one.sure for one in found):
        return replace(hit, sure=False)
    return hit


def recipient_against(people: Everyone, given: Given) -> Owner | None:
    """The side a recipient stands on that is not the victim's own; one nobody knows may be of their family by name."""
    found = first_against(people.owners(given))
    return found or (people.namesake(given.name) if given.name else None)


def sentence(owner: Owner) -> str:
    """The fault in a sentence, without a word that was typed."""
    maybe = "may be" if not owner.sure else "is"
    whom = (
        "the other person's"
        if owner.side == "other"
        else "of somebody on the other person's side, or shared with them,"
    )
    return f"{_WHAT[owner.by]} {maybe} {whom} as this case records it."


def check_recipients(session: Session, purpose: Purpose, answers: Answers, filing: Filing) -> None:
    """Hold an answer's people and ways against the case.

    Raises:
        InvalidAnswer: it names the go-between, or the field for the reason; nothing was saved.
    """
    check = _CHECKS.get(purpose)
    if check is not None and filing.case is not None:
        check(session, answers, filing, filing.case)


def _need(owner: Owner | None, field: str, reason: str) -> None:
    if owner is not None and not reason.strip():
        raise InvalidAnswer(field, f"{sentence(owner)} {_AND_THEN}")


def _safe_contact(session: Session, answers: Answers, filing: Filing, case: str) -> None:
    own = {record.record for record in session.heads(case, ["safe_contact"])} | {_record_of(session, filing)}
    people = everyone(session, case)
    people = replace(people, known=tuple(one for one in people.known if one.record not in own))
    reason = value_of(answers, "shared_why") or ""
    for at, row in enumerate(value_of(answers, "ways") or (), start=1):
        through = value_of(row, "through")
        if through:
            between = first_against(people.owners(Given(name=through.name, relation=through.relation)))
            if between is not None and between.side == "other" and between.sure:
                raise InvalidAnswer(
                    f"ways.{at}.through",
                    "This is the other person, as this case records them. Nothing was saved; no message may go "
                    "through them. Choose somebody else.",
                )
            _need(between, "shared_why", reason)
        for given in _ways(row):
            _need(first_against(people.owners(given)), "shared_why", reason)


def _ways(answers: Answers) -> Iterator[Given]:
    for field, make in (("number", "number"), ("phone", "number"), ("email", "email"), ("address", "address")):
        for text in _given(answers, field):
            yield Given(**{make: text})


def _record_of(session: Session, filing: Filing) -> str:
    return ledger.entry(session.vault, filing.corrects[0]).header.record if filing.corrects else ""


def _check_person(session: Session, answers: Answers, filing: Filing, case: str) -> None:
    people = everyone(session, case, without=_record_of(session, filing))
    mine = _person(answers, "")
    reason = value_of(answers, "shared_why") or ""
    theirs = people.side_of(replace(mine, numbers=(), emails=(), addresses=())) != "own"
    together = "ci_lives_with" in facts_now(session, case).present
    for given in (Given(name=mine.names[0] if mine.names else ""), *_ways(answers)):
        at_home = bool(given.address) and together and mine.role in {*OTHERS, "victim"}
        for owner in people.owners(given):
            if (
                (owner.side == "own") is theirs
                and not at_home
                and not (theirs and owner.by == "name" and not owner.sure)
            ):
                _need_person(owner, reason, theirs=theirs)


def _need_person(owner: Owner, reason: str, *, theirs: bool) -> None:
    if reason.strip():
        return
    said = sentence(owner)
    if theirs:
        said = f"{_WHAT[owner.by]} is one that this case keeps for the victim, for a go-between or for a safe person."
    raise InvalidAnswer("shared_why", f"{said} {_AND_THEN}")


def _contact(session: Session, answers: Answers, _filing: Filing, case: str) -> None:
    """A contact with the other person that we made, and a next one that goes to them, say why."""
    people = everyone(session, case)
    reason = value_of(answers, "outside_rules") or ""
    named = value_of(answers, "person")
    ours = value_of(answers, "direction") in ("out", "attempt")
    if named and (ours or value_of(answers, "with_whom") in ("safe_person", "family")):
        at_work = value_of(answers, "with_whom") in _AT_WORK
        relation = "" if at_work else named.relation
        _need(first_against(people.owners(Given(name=named.name, relation=relation))), "outside_rules", reason)
    text = value_of(answers, "next_for") or ""
    for given in (*_given_in(text), *(Given(name=found[1]) for found in _REACHING.finditer(text))):
        _need(first_against(_close(people.owners(given))), "outside_rules", reason)


def refused_at(session: Session, case: str, names: Iterable[str], *, records: bool = False) -> bool:
    """Say whether somebody or an agency among these names is to know nothing of a case, by a record of it.

    With ``records`` also where no more is to be known than that we support the person.
    """
    read = (read_professional(record) for record in session.heads(case, ["person"]))
    return who_refuses((one for one in read if one is not None), names, records=records) is not None


def _letter(session: Session, answers: Answers, _filing: Filing, case: str) -> None:
    """No letter goes to the other person, nor to anybody on that side or at their home or number."""
    people = everyone(session, case)
    reason = value_of(answers, "shared_why") or ""
    for field in ("to_name", "to_lines", "greeting"):
        for given in recipient_in(value_of(answers, field) or ""):
            owner = recipient_against(people, given)
            if owner is not None and owner.sure:
                raise InvalidAnswer(
                    field,
                    "This is the other person, or somebody on their side or who shares a home or a number with them, "
                    "as this case records it. Nothing was saved; no letter goes there.",
                )
            _need(owner, "shared_why", reason)


_TO: Final = re.compile(
    r"^\s*(?:dear|hello|hi|to|c/o|care of|f\.?a\.?o\.?|for the attention of|attn\.?|attention)[:\s]+", re.IGNORECASE
)


_NUMBER_IN_FULL: Final = re.compile(r"(?=(0\d{10}))")


def recipient_in(text: str) -> Iterator[Given]:
    """Yield the address a text is, and each name, number and e-mail in it."""
    yield from _given_in(text)
    if text.strip():
        yield Given(address=text)
    parts = re.split(r"[\n,;]| - |\bc/o\b|\band\b|&|/", text, flags=re.IGNORECASE)
    for part in (*text.split("\n"), *parts):  # a whole line first: in two parts *Holt, Darren* is nobody for sure
        name = _TO.sub("", part).strip(" .,")
        if any(char.isalpha() for char in name) and not is_road(name):
            yield Given(name=name)


def _given_in(text: str) -> Iterator[Given]:
    """Yield the numbers and e-mails that stand in a text; of two numbers beside each other, each."""
    folded = FoldedText(text)
    for span in numbers_in(folded):
        words = text[span.start : span.end]
        digits = digits_of(words)
        for number in dict.fromkeys((words, digits, *_NUMBER_IN_FULL.findall(digits))):
            yield Given(number=number)
    for shape, span in shapes_in(folded):
        if shape == "email":
            yield Given(email=email_of(text[span.start : span.end]))


def _close(owners: Iterable[Owner]) -> Iterator[Owner]:
    """In a sentence only a name that is surely one is taken for one."""
    yield from (one for one in owners if one.by != "name" or one.sure)


_AT_WORK: Final = frozenset({"officer", "partner_agency", "service", "court"})
"""With whom a relation may name the other person and mean no more than their work."""
_Check = Callable[[Session, Answers, Filing, str], None]
_CHECKS: Final[Mapping[Purpose, _Check]] = {
    "safe_contact": _safe_contact,
    "person": _check_person,
    "contact": _contact,
    "letter": _letter,
}
