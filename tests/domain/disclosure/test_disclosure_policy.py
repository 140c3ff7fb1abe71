"""What a disclosure and a request for material need before they are kept, and which day they ask for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hru_advocate.domain.disclosure.disclosures import disclosure_fault, read_disclosure
from hru_advocate.domain.disclosure.requests import last_day, read_request, request_fault
from hru_advocate.domain.forms.answers import Answer, Answers

DAY = date(2026, 11, 23)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


def said(usual: dict[str, object], more: dict[str, object]) -> Answers:
    given = {field: value for field, value in (usual | more).items() if value is not None}
    return {field: value if isinstance(value, Answer) else Answer(value=value) for field, value in given.items()}


GIVEN: dict[str, object] = {
    "recipient": "housing", "agency": "Housing", "basis": ("consent",), "consent": "yes", "on": DAY, "conflict": "no",
    "state": "with_them", "back_how": "give_back", "back_by": AFTER,
}  # fmt: skip
WITHOUT: dict[str, object] = {"consent": "without", "basis": ("vital",), "consent_because": "Life in danger"}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, None),
        # without consent: the reason, and no basis of consent
        (WITHOUT, None),
        (WITHOUT | {"consent_because": None}, "consent_because"),
        (WITHOUT | {"consent_because": "  "}, "consent_because"),
        (WITHOUT | {"consent": "not_asked"}, None),
        (WITHOUT | {"consent": "not_asked", "consent_because": None}, "consent_because"),
        (WITHOUT | {"basis": ("vital", "consent")}, "basis"),
        ({"consent": "no"}, "basis"),
        ({"consent": "no", "basis": ("vital",)}, None),
        ({"basis": ("other",)}, "necessary"),
        ({"basis": ("other",), "necessary": " "}, "necessary"),
        ({"basis": ("other",), "necessary": "The court asked for this much."}, None),
        ({"basis": ()}, None),
        # whose side reads it there
        ({"conflict": "yes"}, "conflict_because"),
        ({"conflict": "yes", "conflict_because": " "}, "conflict_because"),
        ({"conflict": "yes", "conflict_because": "Handed to the manager alone"}, None),
        ({"conflict": None}, "conflict_because"),
        ({"conflict": Answer("not_known")}, "conflict_because"),
        ({"conflict": Answer("not_known"), "conflict_because": "Asked"}, None),
        # an employer
        ({"recipient": "employer"}, None),
        (WITHOUT | {"recipient": "employer"}, "consent"),
        (WITHOUT | {"recipient": "employer", "basis": ("court_order",)}, None),
        # what becomes of it
        ({"back_how": None}, "back_how"),
        ({"back_by": None}, "back_by"),
        ({"back_how": "destroy"}, None),
        ({"back_how": "destroy", "back_by": None}, "back_by"),
        ({"back_how": "keep", "back_by": None}, None),
        ({"back_by": DAY}, None),
        ({"back_by": BEFORE}, "back_by"),
        ({"back_by": BEFORE, "on": None}, None),
        ({"state": "given_back"}, "ended"),
        ({"state": "given_back", "ended": " "}, "ended"),
        ({"state": "given_back", "ended": "Their clerk, today"}, None),
        ({"state": "destroyed"}, "ended"),
        ({"state": "kept"}, "ended"),
        ({"state": "withdrawn"}, "ended"),
        ({"state": "withdrawn", "ended": "Nobody had read it", "back_how": None, "back_by": None}, None),
    ],
)
def test_what_a_disclosure_needs(more: dict[str, object], field: str | None) -> None:
    fault = disclosure_fault(read_disclosure("", said(GIVEN, more)))
    assert (fault[0] if fault else None) == field
    assert fault is None or fault[1].endswith(".")


@pytest.mark.parametrize(
    ("more", "day", "words"),
    [
        ({}, AFTER, "Disclosed: to come back"),
        ({"back_how": "destroy"}, AFTER, "Disclosed: to be destroyed"),
        ({"back_how": "keep"}, None, "Disclosed"),
        ({"state": "given_back"}, None, "Disclosed: to come back"),
        ({"state": None}, AFTER, "Disclosed: to come back"),  # nobody said otherwise: it is with them
        ({"back_how": None}, None, "Disclosed"),
    ],
)
def test_what_is_out_asks_for_the_day_it_is_to_be_back(more: dict[str, object], day: date | None, words: str) -> None:
    found = read_disclosure("", said(GIVEN, more))
    assert (found.asks_on, found.asks_words) == (day, words)


ASKED: dict[str, object] = {"kind": "of_us", "state": "asked", "asked_on": DAY, "answer_by": AFTER, "notice": "no",
                            "notice_because": "It would endanger her"}  # fmt: skip
MET = ("held", "line", "needed")
AGREED: dict[str, object] = {"state": "agreed", "answered_on": AFTER}
OF_HOLDER: dict[str, object] = AGREED | {"kind": "of_holder", "tests": MET}
OWN: dict[str, object] = {"kind": "subject", "notice": None, "answer_by": date(2026, 12, 23)}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, None),
        ({"answer_by": None}, "answer_by"),
        (AGREED | {"answer_by": None}, None),
        ({"answer_by": DAY}, None),
        ({"answer_by": BEFORE}, "answer_by"),
        ({"answer_by": BEFORE, "asked_on": None}, None),
        # the person's own data, within a month of the day it was asked
        (OWN, None),
        (OWN | {"answer_by": date(2026, 12, 24)}, "answer_by"),
        (OWN | {"answer_by": date(2026, 12, 24), "kind": "of_us", "notice": "no"}, None),
        (OWN | AGREED, None),
        (OWN | {"asked_on": None}, None),
        (AGREED | {"answered_on": DAY}, None),
        (AGREED | {"answered_on": BEFORE}, "answered_on"),
        # whether the person was told
        ({"notice_because": " "}, "notice_because"),
        ({"notice": "yes"}, "notice_on"),
        ({"notice": "yes", "notice_on": DAY}, None),
        ({"notice": None}, None),
        (AGREED | {"notice": None}, "notice"),
        (AGREED | {"notice": Answer("not_known")}, None),
        ({"state": "withdrawn", "notice": None, "answered_on": DAY}, None),
        # the answer
        (AGREED | {"answered_on": None}, "answered_on"),
        (AGREED | {"state": "partly"}, "because"),
        (AGREED | {"state": "partly", "because": " "}, "because"),
        (AGREED | {"state": "partly", "because": "One file was another's"}, None),
        (AGREED | {"state": "refused"}, "because"),
        (AGREED | {"state": "refused", "because": "Not ours"}, None),
        (OF_HOLDER, None),
        (OF_HOLDER | {"tests": None}, "tests"),
        (OF_HOLDER | {"tests": ("held", "line")}, "tests"),
        (OF_HOLDER | {"tests": ("held", "needed")}, "tests"),
        (OF_HOLDER | {"tests": ("line", "needed")}, "tests"),
        (OF_HOLDER | {"tests": ("held",), "state": "partly", "because": "Part of it"}, "tests"),
        (OF_HOLDER | {"tests": None, "state": "refused", "because": "A test is not met"}, None),
        (OF_HOLDER | {"counselling": True}, "reason"),
        (OF_HOLDER | {"counselling": True, "reason": " "}, "reason"),
        (OF_HOLDER | {"counselling": True, "reason": "The court's, in writing"}, None),
        (OF_HOLDER | {"counselling": False}, None),
        (OF_HOLDER | {"counselling": True, "state": "refused", "because": "Presumption against"}, None),
    ],
)
def test_what_a_request_needs(more: dict[str, object], field: str | None) -> None:
    fault = request_fault(read_request("", said(ASKED, more)))
    assert (fault[0] if fault else None) == field
    assert fault is None or fault[1].endswith(".")


@pytest.mark.parametrize(
    ("more", "today", "left"),
    [
        ({}, DAY, 1),
        ({}, AFTER, 0),
        ({}, AFTER + timedelta(days=1), -1),
        ({"state": None}, DAY, 1),
        (AGREED, DAY, None),
        ({"answer_by": None}, DAY, None),
    ],
)
def test_an_open_request_counts_its_days(more: dict[str, object], today: date, left: int | None) -> None:
    assert read_request("", said(ASKED, more)).days_left(today) == left


@pytest.mark.parametrize(
    ("kind", "asked_on", "last"),
    [("subject", "2026-11-23", "2026-12-23"), ("subject", "2027-01-31", "2027-02-28"), ("of_us", "2026-11-23", None),
     ("of_holder", "2026-11-23", None)],
)  # fmt: skip
def test_only_the_persons_own_data_has_a_day_the_law_gives(kind: str, asked_on: str, last: str | None) -> None:
    found = last_day(kind, date.fromisoformat(asked_on))
    assert (found.isoformat() if found else None) == last
