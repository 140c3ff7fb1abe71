"""What stays of an erasure: who asks, who authorises and the reference name nobody of the case and nothing of it."""

from __future__ import annotations

import pytest

from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.closing.erasing import erase, stubs
from hru_advocate.casework.outcomes.kept import every_kept
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.errors import InvalidAnswer
from tests.casework.closing.closed_cases import close
from tests.casework.closing.test_erasing import AFTER, ASKED
from tests.casework.open_sessions import add, new_case, on

HELD: tuple[tuple[str, str], ...] = (
    ("asked_by", "Marie Holtby"),
    ("asked_by", "M. Holtby, who is the person"),
    ("authorised_by", "HOLTBY"),
    ("authorised_by", "Mrs Holtby"),
    ("authorised_by", "Di Holtby of ours"),
    ("authorised_by", "Marie Dent"),
    ("authorised_by", "Maria Holtby"),
    ("authorised_by", "Dr Marie Holtby"),
    ("authorised_by", "DS M. Holtby"),
    ("authorised_by", "PC Dunnock"),
    ("authorised_by", "DCI Example for Maria Dent"),
    ("authorised_by", "DCI Holtby"),
    ("authorised_by", "TDS Holtby"),
    ("authorised_by", "Detective Sergeant Holtby"),
    ("authorised_by", "DCI Holtbey"),
    ("authorised_by", "DCI Marie"),
    ("asked_by", "PC Dent"),
    ("authorised_by", "DCI Dunnock"),
    ("authorised_by", "ACPO Holtby"),
    ("authorised_by", "Officer Holtby"),
    ("authorised_by", "Manager Holtby"),
    ("authorised_by", "DCI Officer Holtby"),
    ("authorised_by", "DCI Constable"),
    ("authorised_by", "Mrs Constable"),
    ("authorised_by", "Major"),
    ("reference", "As agreed with Ms Sergeant"),
    ("reference", "Letter of Marie Holtby of 14 Bold Street"),
    ("reference", "Letter about 14 Bold St"),
    ("reference", "Ring 07700 900 123"),
    ("reference", "RRD 17, +44 7700 900123"),
    ("reference", "marie.holtby@example.com"),
    ("reference", "WA1 1DE"),
    ("reference", "As said at St Testing's Primary School"),
    ("reference", "desk@post.example"),  # no address of the case, and no business there all the same
)


@pytest.mark.parametrize(("field", "words"), HELD)
def test_no_name_address_or_number_of_the_case_stays_in_the_stub(session: Session, field: str, words: str) -> None:
    case = new_case(session, victim="Marie Holtby", account="Made up.")
    at_home = {"method": "post", "address": "14 Bold Street, Warrington WA1 1DE"}
    calls = {"method": "mobile", "number": "07700 900123"}
    add(session, case, "safe_contact", {"may_contact": "yes", "confirmed": "2026-11-20", "ways": [calls, at_home]})
    add(session, case, "person", {"role": "family", "name": "Maria Dent"})
    add(session, case, "person", {"role": "perpetrator", "name": "PC Dunnock"})
    for name in ("Ann Constable", "Ann Major", "Ann Sergeant"):
        add(session, case, "person", {"role": "family", "name": name})
    close(session, case)
    with pytest.raises(InvalidAnswer) as refused:
        erase(on(session, AFTER), case.ref, ASKED | {field: words})
    assert refused.value.field == field
    assert words not in refused.value.message
    assert stubs(session) == ()
    assert every_kept(session) == ()
    assert [line.status for line in list_cases(session, CaseFilter(status=""))] == ["closed"]


@pytest.mark.parametrize(
    "words",
    [
        "Robin Example",
        "PC Robin Example",
        "Sam Colleague",
        "Sam Holtby",
        "DCI 4711",
        "DCI Holtby",
        "Ada Holtby",
        "DCI Ada Holtby",
        "DCI Dent",
    ],
)
def test_one_of_ours_asks_whatever_name_she_shares_with_the_case(session: Session, words: str) -> None:
    case = new_case(session, victim="Robin Holtby", account="Made up.")
    add(session, case, "person", {"role": "family", "name": "Sam Holtby"})
    for name in (
        "Sam Colleague",
        "Sam Holtby",
        "DCI Holtby",
    ):  # a rank with a name of the case is one of ours by the roster alone
        save(session, "colleague", {"name": name, "role": "advocate"})
    close(session, case)
    assert erase(on(session, AFTER), case.ref, ASKED | {"asked_by": words}).entries > 0


def test_one_of_ours_who_is_called_as_the_person_is_asks_for_nothing(session: Session) -> None:
    case = new_case(session, victim="Robin Holtby", account="Made up.")
    save(session, "colleague", {"name": "Robin Holtby", "role": "advocate"})
    close(session, case)
    with pytest.raises(InvalidAnswer) as refused:
        erase(on(session, AFTER), case.ref, ASKED | {"asked_by": "Robin Holtby"})
    assert refused.value.field == "asked_by"
