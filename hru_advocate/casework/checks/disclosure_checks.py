"""Disclosures and requests for material: held against themselves, and their recipients against everybody of a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from hru_advocate.casework.checks.filing import Filing
from hru_advocate.casework.checks.paper_checks import dangers_on_paper
from hru_advocate.casework.checks.recipient_checks import (
    IN_AGENCY,
    IN_POLICE,
    WORKS_THERE,
    everyone,
    recipient_against,
    recipient_in,
    refused_at,
    sentence,
)
from hru_advocate.casework.plan.knowledge import facts_now
from hru_advocate.casework.session import Session
from hru_advocate.domain.disclosure.disclosures import THE_PERSON, Disclosure, disclosure_fault, read_disclosure
from hru_advocate.domain.disclosure.requests import last_day, read_request, request_fault
from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.forms.kinds import fitting_answers
from hru_advocate.domain.partners.meetings import MEETING_WORDS, meeting_in
from hru_advocate.domain.people.whose import Given
from hru_advocate.errors import InvalidAnswer

_ON_PAPER: Final = frozenset({"in_person", "post"})
_POLICE: Final = frozenset({"police", "cps", "marac", "mappa"})
_PARTNERS: Final = frozenset({"marac", "mappa", "housing", "children", "health", "cps"})
_NOT_AGREED: Final = frozenset({"without", "not_asked"})
"""The answers about consent that need a reason of their own."""
_WORKS_THERE: Final = (
    (IN_POLICE, _POLICE),
    (IN_AGENCY, _PARTNERS),
)
"""The facts that say where the other person works, and the recipients it touches."""


def check_disclosure(session: Session, answers: Answers, filing: Filing) -> None:
    """Refuse a disclosure to the other person, without its reasons, or by paper that is dangerous, without saying why.

    What is corrected later (it came back, it was destroyed) was judged when it left.

    Raises:
        InvalidAnswer: it names the field; nothing may be saved.
    """
    one = read_disclosure("", answers)
    if filing.case is not None and not filing.corrects:
        _check_recipient(session, one, filing.case)
        check_not_refused(session, filing.case, one.recipient)
        _check_conflict(session, one, filing.case)
        _check_paper(session, one, filing.case)
        _check_agreed(session, one, filing.case)
    _refuse(disclosure_fault(one))


def _check_recipient(session: Session, one: Disclosure, case: str) -> None:
    people = everyone(session, case)
    reason = (value_of(one.answers, "channel_because") or "").strip()
    against = [owner for given in _given(one) if (owner := recipient_against(people, given)) is not None]
    if any(owner.side == "other" and owner.sure for owner in against):
        raise InvalidAnswer(
            "who",
            "This is the other person, or a way to reach them, as this case records it. Nothing was saved; nothing "
            "of a case is ever disclosed to them from here.",
        )
    if against and not reason:
        raise InvalidAnswer(
            "channel_because",
            f"{sentence(against[0])} Nothing was saved; choose somebody else, or say why it goes all the same.",
        )


def _given(one: Disclosure) -> Iterator[Given]:
    named, to = value_of(one.answers, "who"), value_of(one.answers, "sent_to") or ""
    yield Given(name=one.agency)
    if named:
        yield Given(name=named.name, relation=named.relation)
    yield from recipient_in(to)
    if to:
        yield Given(name=to)


def _check_conflict(session: Session, one: Disclosure, case: str) -> None:
    """A no is held against what the record says of the other person's work."""
    if value_of(one.answers, "conflict") != "no":
        return
    present = facts_now(session, case).present
    for fact, recipients in _WORKS_THERE:
        if fact in present and one.recipient in recipients:
            raise InvalidAnswer(
                "conflict",
                f"By this record the other person works {WORKS_THERE[fact]}. Nothing was saved; answer yes and say "
                "how it is kept from them, or change the record.",
            )


def refused_by_record(session: Session, case: str, recipient: str) -> str:
    """Say that the person said no, by the newest meeting of a recipient that is one; nothing where nobody did.

    It is the meeting whose consent the paper prints. Where two versions of it disagree, a no holds.
    """
    held = [(meeting_in(one.answers).kind, one) for one in session.heads(case, ["meeting"]) if not one.erased]
    of_kind = [(kind, one) for kind, one in held if kind == recipient]
    if not of_kind:
        return ""
    kind, newest = max(of_kind, key=lambda pair: (pair[1].sort, pair[1].entry))
    versions = (one for _kind, one in of_kind if one.record == newest.record)
    no = any(value_of(one.answers, "consent") == "no" for one in versions)
    return f"By the {MEETING_WORDS[kind]} record the person said no." if no else ""


def check_not_refused(session: Session, case: str, recipient: str) -> None:
    """Refuse what goes to a meeting the person refused: no answer beside it makes a yes of that.

    Raises:
        InvalidAnswer: nothing may leave.
    """
    if said := refused_by_record(session, case, recipient):
        raise InvalidAnswer(
            "consent",
            f"{said} Nothing was saved; where it is shared all the same, say so in that record, with the reason and "
            "who decided it.",
        )


def _check_paper(session: Session, one: Disclosure, case: str) -> None:
    """Hold what goes to the person on paper against what the record says about paper."""
    if one.recipient != THE_PERSON or value_of(one.answers, "channel") not in _ON_PAPER:
        return
    why = dangers_on_paper(session, case)
    if why and not (value_of(one.answers, "channel_because") or "").strip():
        raise InvalidAnswer(
            "channel_because",
            f"Paper is not safe here: {', '.join(why)}. Nothing was saved; choose another way, or say why it goes all "
            "the same.",
        )


def _check_agreed(session: Session, one: Disclosure, case: str) -> None:
    """Hold a disclosure as agreed against the record by which the person wants nothing known at that agency."""
    named = value_of(one.answers, "who")
    names = (one.agency, *((named.name, named.relation) if named else ()))
    paper = value_of(one.answers, "copy_number") is not None
    if one.consent not in _NOT_AGREED and refused_at(session, case, names, records=paper):
        raise InvalidAnswer(
            "consent",
            "By a record of this case the person wants nothing known at this agency. Nothing was saved; choose that it "
            "is shared all the same, with the reason, or ask again and correct that record first.",
        )


def fill_disclosure(session: Session, raw: Mapping[str, object], _filing: Filing) -> Mapping[str, object]:
    """A disclosure of which nothing else is said left today, and is with them."""
    today = {"on": session.now().date().isoformat(), "state": "with_them"}
    return {**raw, **{name: value for name, value in today.items() if not raw.get(name)}}


def check_request(_session: Session, answers: Answers, _filing: Filing) -> None:
    """Refuse a request without its days, its notice or its reason."""
    _refuse(request_fault(read_request("", answers)))


def fill_request(session: Session, raw: Mapping[str, object], _filing: Filing) -> Mapping[str, object]:
    """The last day for the person's own data is one month on, where nobody wrote it down, however the day is told."""
    filled = raw if raw.get("state") else {**raw, "state": "asked"}
    if filled.get("answer_by"):
        return filled
    told = fitting_answers(session.forms.newest("material_request").fields, filled, session.asking())
    asked: date | None = value_of(told, "asked_on")
    latest = last_day(value_of(told, "kind") or "", asked) if asked else None
    return {**filled, "answer_by": latest.isoformat()} if latest else filled


def _refuse(fault: tuple[str, str] | None) -> None:
    if fault is not None:
        raise InvalidAnswer(fault[0], f"{fault[1]} Nothing was saved; mend it and save again.")
