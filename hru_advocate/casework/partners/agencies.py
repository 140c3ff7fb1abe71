"""The agencies and professionals of a case: who they are, what part each has, and what the person lets them know."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from hru_advocate.casework.session import Session
from hru_advocate.domain.actions.action import read_action
from hru_advocate.domain.disclosure.disclosures import THE_PERSON, read_disclosure
from hru_advocate.domain.disclosure.requests import read_request
from hru_advocate.domain.forms.answers import answer_to, value_of
from hru_advocate.domain.forms.kinds import answer_in_words
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.partners.agencies import POLICE, Agency, AgencyPart, gathered, read_professional
from hru_advocate.domain.partners.meetings import read_meeting
from hru_advocate.domain.partners.safeguarding import read_safeguarding

_OWNERS: Final = {"police": POLICE, "probation": "Probation", "health": "Health"}
_OFFICES: Final = {
    "in_case": POLICE,
    "in_charge": POLICE,
    "witness_care": "Witness Care Unit",
    "prosecutor": "Crown Prosecution Service",
}
"""The agency of each role that a criminal case names somebody in."""
REFUSED_WORDS: Final = "The person wants nothing known here, not even that there is a case."
_REFERRED: Final = frozenset({"referred", "waiting", "accepted", "started", "finished"})
"""The states of a signposting in which the service knows of the person."""


def agencies_of_case(session: Session, case: str) -> tuple[Agency, ...]:
    """The agencies of a case, each once, those with something going on first."""
    return gathered(_parts(session, case))


def _parts(session: Session, case: str) -> Iterator[AgencyPart]:
    yield from _people(session, case)
    for record in session.heads(case, list(_READERS)):
        if not record.erased:
            yield from _READERS[record.form.purpose](session, record)


def _people(session: Session, case: str) -> Iterator[AgencyPart]:
    today = session.now().date()
    for record in session.heads(case, ["person"]):
        one = read_professional(record)
        if one is None:
            continue
        gone = f"no longer part of this case since {day_in_words(one.left_on)}" if one.left_on else ""
        words = ", ".join(filter(None, (one.post, gone)))
        live = one.left_on is None or one.left_on > today
        yield AgencyPart(
            one.agency,
            one.name,
            words,
            one.entry,
            record.recorded.day,
            live=live,
            person=True,
            refuses=one.refuses,
        )


def _on(day: date | None) -> str:
    return f" on {day_in_words(day)}" if day else ""


def _meeting(_session: Session, record: Record) -> Iterator[AgencyPart]:
    meeting = read_meeting(record)
    for row in value_of(meeting.answers, "came") or ():
        words = f"came to the {meeting.title}{_on(meeting.on)}"
        yield AgencyPart(value_of(row, "agency") or "", value_of(row, "who") or "", words, record.entry, meeting.on)


def _disclosure(_session: Session, record: Record) -> Iterator[AgencyPart]:
    one = read_disclosure(record.entry, record.answers)
    if one.recipient == THE_PERSON or one.state == "withdrawn":
        return
    words = f"something was disclosed to them{_on(one.on)} ({record.said('state').lower()})"
    yield AgencyPart(one.agency, record.said("who"), words, record.entry, one.on, live=one.asks_on is not None)


def _request(_session: Session, record: Record) -> Iterator[AgencyPart]:
    one = read_request(record.entry, record.answers)
    if one.kind == "subject" or one.state == "withdrawn":
        return
    asks = f"asks for material{_on(one.asked_on)} ({record.said('state').lower()})"
    asking = value_of(record.answers, "from_whom") or ""
    yield AgencyPart(asking, record.said("who"), asks, record.entry, one.asked_on, live=one.open)
    holder = value_of(record.answers, "holder") or ""
    yield AgencyPart(holder, "", f"holds material that is asked for{_on(one.asked_on)}", record.entry, one.asked_on)


def _safeguarding(_session: Session, record: Record) -> Iterator[AgencyPart]:
    one = read_safeguarding(record.entry, record.answers)
    authority = value_of(one.answers, "elsewhere") or record.said("authority")
    side = "children's services" if one.who == "child" else "adult social care"
    words = f"safeguarding referral{_on(one.referred_on)} ({record.said('state').lower()})"
    yield AgencyPart(f"{authority}: {side}", "", words, record.entry, one.referred_on, live=one.owed)


def _action(session: Session, record: Record) -> Iterator[AgencyPart]:
    one = read_action(record.entry, record.answers)
    agency = one.owner_name if one.owner in ("service", "other") else _OWNERS.get(one.owner, "")
    who = one.owner_name if agency != one.owner_name else ""
    words = f"owes: {one.what} ({one.standing_words(session.now().date())})"
    if one.owed:
        yield AgencyPart(agency, who, words, record.entry, one.due, live=True)


def _criminal_case(_session: Session, record: Record) -> Iterator[AgencyPart]:
    roles = {field.id: field for field in record.form.by_id["officers"].fields}
    going = value_of(record.answers, "stage") != "ended"
    for row in value_of(record.asked_answers, "officers") or ():
        role, who = value_of(row, "role") or "", value_of(row, "who")
        name = who.name if who is not None else ""
        words = f"criminal case: {answer_in_words(roles['role'], answer_to(row, 'role')).lower()}"
        agency = _OFFICES.get(role, name)
        on = record.recorded.day
        yield AgencyPart(agency, name, words, record.entry, on, live=going, assumed=True)


def _signposting(session: Session, record: Record) -> Iterator[AgencyPart]:
    state = value_of(record.answers, "state")
    if state not in _REFERRED:
        return
    for link in value_of(record.answers, "service") or ():
        words = f"service: {record.said('state').lower()}"
        name = session.product.label(link)
        yield AgencyPart(name, "", words, record.entry, record.recorded.day, live=state != "finished")


_READERS: Final[Mapping[str, Callable[[Session, Record], Iterator[AgencyPart]]]] = {
    "meeting": _meeting,
    "disclosure": _disclosure,
    "material_request": _request,
    "safeguarding": _safeguarding,
    "action": _action,
    "criminal_case": _criminal_case,
    "signposting": _signposting,
}
"""Readers of agencies, by the purpose of a record."""
