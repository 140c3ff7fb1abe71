"""Every text a form asks for is known to name somebody, or to name nobody: a new question is one of them or fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import pytest

from hru_advocate.casework.people.names import names_of
from hru_advocate.casework.people.naming_answers import AMONG_WORDS, ASKED_BY_NAME, RECORDED_NAMES
from hru_advocate.casework.product import shipped_forms
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.fields import Field
from tests.casework.open_sessions import add, id_of, new_case
from tests.casework.people.test_named_in_passing import MEETING

OF_OURS: Final = frozenset(
    "closure.by countersign.by countersign.role disclosure.authorised_by flag.agreed_by flag.may_open.name"
    " repeat_look.decided_by retention.by visit.told visit.who".split()
)
"""Who of the unit does or decides it: she or he stands as she or he is."""
OF_PEOPLE: Final = frozenset(
    "person.relation person.agency person.post person.language referral.consultation referral.crime_numbers"
    " safe_contact.say safe_contact.code_word letter.greeting".split()
)
"""What is said of who has a name in the same record."""
NAMES_NOBODY: Final = frozenset(
    "action.from_entry action.what agreement.plan closure.open.key closure.open.what contact.next_for"
    " contact.outside_rules countersign.head countersign.plan criminal_case.complaint_about"
    " criminal_case.offences.count criminal_case.offences.offence criminal_case.references.reference"
    " criminal_case.review_answer disclosure.agency disclosure.items.item disclosure.items.value"
    " disclosure.purpose disclosure.sent_to flag.reference hearing.court hearing.reference hearing.room"
    " incident.conditions.condition incident.items.what incident.reference incident.times_told incident.where"
    " legal_option.next_step letter.kept.kind letter.kept.what letter.subject letter.template letter.title"
    " material_request.from_whom material_request.reference meeting.came.agency meeting.mappa_number meeting.place"
    " meeting.research.agency meeting.tool meeting.tool_version notes.lines.filed order.called order.conditions.where"
    " order.court order.ended_how order.reference paper.fingerprint paper.kept_where paper.language"
    " paper.services.number pause.because plan.items.discreet plan.wishes.wish safeguarding.elsewhere"
    " safeguarding.reference visit.signal visit.signal_reference".split()
)
"""A thing, a place, an agency, a number, a sentence."""


def texts_in(fields: Iterable[Field], begins: str) -> Iterator[str]:
    for field in fields:
        path = f"{begins}.{field.id}"
        if field.kind == "text":
            yield path
        yield from texts_in(field.fields, path)


def paths(held: Mapping[str, tuple[str, ...]]) -> set[str]:
    return {f"{purpose}.{path}" for purpose, found in held.items() for path in found}


NAMING: Final = paths(RECORDED_NAMES) | paths(ASKED_BY_NAME) | paths(AMONG_WORDS)


def test_every_text_of_every_form_is_told_to_name_somebody_or_nobody() -> None:
    asked = {
        text
        for form in shipped_forms().current()
        if form.about == "case"
        for text in texts_in(form.fields, form.purpose)
    }
    told = (NAMING, OF_OURS, OF_PEOPLE, NAMES_NOBODY)
    assert asked - set().union(*told) == set(), "a new question: say in naming_answers.py if its answer names somebody"
    assert set().union(*told) - asked - {"victim.name", "victim.called"} == set(), "no form asks that any more"
    assert sum(map(len, told)) == len(set().union(*told))


ACTION: Final = {"what": "Change the lock", "state": "open", "due": "2026-12-01"}
VISIT: Final = {
    "who": "Robin Example", "on": "2026-12-01", "out": "13:00", "back": "15:00", "place": "court", "state": "planned",
    "address_in": "not_needed", "reach": "07700 900444", "signal_reference": "Card 4", "told": "Sam Overton",
    "outside_rules": "The hearing is then.",
}  # fmt: skip
NAME: Final = "Kasper Blenkinsop"


@pytest.mark.parametrize(
    ("form", "raw", "hidden"),
    [
        ("action", ACTION | {"owner": "police", "owner_name": NAME}, True),
        ("action", ACTION | {"owner": "us", "owner_name": NAME}, False),  # one of us stands
        ("visit", VISIT | {"company": "police", "with_name": f"DC {NAME}"}, True),
        ("visit", VISIT | {"company": "colleague", "with_name": NAME}, False),
        ("meeting", MEETING | {"state": "held", "on": "2026-11-20", "came": [{"agency": "Police", "who": NAME}]}, True),
        ("meeting", MEETING | {"referred_by": f"{NAME}, Halton"}, True),
        ("incident", {"happened": "21 Nov 2026", "what": "Came.", "reported_by": f"by {NAME}, to the police"}, True),
        (
            "incident",
            {"happened": "21 Nov 2026", "what": "Came.", "items": [{"what": "A film", "held_by": NAME}]},
            True,
        ),
        ("order", {"kind": "nmo", "stage": "made", "ring": f"PC {NAME} on 01632 960123"}, True),
        ("order", {"kind": "nmo", "stage": "made", "copies": [{"name": NAME, "who": "police"}]}, True),
    ],
)
def test_who_is_named_there_is_hidden(session: Session, form: str, raw: dict[str, object], *, hidden: bool) -> None:
    case = new_case(session)
    add(session, case, form, raw)
    shown = f"{NAME} rang the police about 101."
    assert names_of(session, id_of(case)).hide(shown) == ("K. B. rang the police about 101." if hidden else shown)


def test_an_everyday_word_that_is_a_family_is_hidden_with_a_capital_alone(session: Session) -> None:
    case = new_case(session)
    add(session, case, "action", ACTION | {"owner": "police", "owner_name": "PC Kim Silver"})
    assert names_of(session, id_of(case)).hide("Silver: a silver car, Kim.") == "S.: a silver car, K."


def test_a_colleague_by_name_stays(session: Session) -> None:
    save(session, "colleague", {"name": NAME, "role": "advocate", "from": "2025-01-06"})
    case = new_case(session)
    add(session, case, "action", ACTION | {"owner": "police", "owner_name": NAME})
    assert names_of(session, id_of(case)).hide(f"{NAME} rang") == f"{NAME} rang"
