"""What stands against an erasure, what it cannot reach, and what it counts: one row for each."""

from __future__ import annotations

from typing import Any

import pytest

from hru_advocate.casework.closing.erasing import preview, stubs
from hru_advocate.casework.records.entries import keep_draft, save
from hru_advocate.casework.session import Session
from tests.casework.closing.closed_cases import close
from tests.casework.closing.test_erasing import AFTER
from tests.casework.open_sessions import add, id_of, new_case, on

NOT_CLOSED = "The case is not closed."
ORDER = "An order is in place, or its end is not known."
CRIMINAL = "A criminal case has not ended."
COMPLAINT = "A complaint is not settled."
REQUEST = "A request for material is not answered."
SINCE_THEN = "Copies of the vault's file, and what was printed, saved or sent, are not removed by this."
NMO: dict[str, Any] = {"kind": "nmo", "stage": "made", "made_on": "2026-10-01", "there": True}
ASKED_FOR: dict[str, Any] = {
    "kind": "of_us", "from_whom": "Made-up Solicitors", "what": "The notes.", "asked_on": "2026-11-10",
    "answer_by": "2026-11-24",
}  # fmt: skip
COPY: dict[str, Any] = {"document": "pocket_card", "how": "printed"}


@pytest.mark.parametrize(
    ("form", "raw", "held"),
    [
        ("order", NMO | {"until": "2032-11-23"}, [ORDER]),
        ("order", NMO | {"until": "2032-11-22"}, []),
        ("order", NMO | {"until": "2032-11-23", "until_at": "10:30"}, [ORDER]),
        ("order", NMO | {"until": "2032-11-23", "until_at": "10:00"}, []),
        ("order", {"kind": "nmo", "stage": "applied"}, [ORDER]),
        ("order", {"kind": "nmo", "stage": "refused"}, []),
        ("order", NMO | {"stage": "ended", "ended_on": "2026-11-01"}, []),
        ("criminal_case", {"stage": "charged"}, [CRIMINAL]),
        ("criminal_case", {"stage": "ended", "complaint_on": "2026-11-01"}, [COMPLAINT]),
        ("criminal_case", {"stage": "charged", "complaint_on": "2026-11-01"}, [CRIMINAL, COMPLAINT]),
        ("legal_talk", {"option": "police_complaint", "stands": "applying", "wants": "yes"}, [COMPLAINT]),
        ("legal_talk", {"option": "police_complaint", "stands": "applied", "wants": "yes"}, [COMPLAINT]),
        ("legal_talk", {"option": "police_complaint", "stands": "talked_about", "wants": "wants_time"}, []),
        ("legal_talk", {"option": "nmo", "stands": "applied", "wants": "yes"}, []),
        ("material_request", ASKED_FOR, [REQUEST]),
        ("material_request", ASKED_FOR | {"state": "withdrawn", "answered_on": "2026-11-20"}, []),
    ],
)
def test_what_stands_against_an_erasure_is_said_each_in_a_sentence(
    session: Session, form: str, raw: dict[str, Any], held: list[str]
) -> None:
    case = new_case(session)
    add(session, case, form, raw)
    assert NOT_CLOSED in preview(session, case.ref).holds
    close(session, case)
    assert list(preview(on(session, AFTER), case.ref).holds) == held


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ([], []),
        (["out"], ["1 copy is out and not known to be destroyed."]),
        (["lost"], ["1 copy is out and not known to be destroyed."]),
        (["returned", "destroyed"], []),
        (["out", "lost", "returned"], ["2 copies are out and not known to be destroyed."]),
    ],
)
def test_copies_that_are_out_are_beyond_its_reach_and_said_before(
    shared: Session, states: list[str], said: list[str]
) -> None:
    case = new_case(shared)
    for number, state in enumerate(states, start=1):
        add(shared, case, "paper", COPY | {"copy_number": number, "state": state})
    assert list(preview(shared, case.ref).elsewhere) == [*said, SINCE_THEN]


def test_a_consultation_that_names_the_case_stays_and_is_said(shared: Session) -> None:
    case, other = new_case(shared), new_case(shared)
    asked = {"asked_on": "2026-11-16", "who": "Ward manager", "from": "health", "behaviour": "other", "question": "x?"}
    save(shared, "consultation", asked | {"became": case.ref})
    assert len(preview(shared, case.ref).elsewhere) == 2
    assert preview(shared, other.ref).elsewhere == (SINCE_THEN,)


def test_entries_records_and_drafts_are_counted_each_for_itself(shared: Session) -> None:
    case = new_case(shared)
    before = preview(shared, case.ref)
    assert (before.records, before.drafts) == (1, 0)
    first = add(shared, case, "action", {"what": "Ring", "owner": "us", "state": "open"})
    save(shared, "action", {"what": "Write", "owner": "us", "state": "open"}, corrects=[first.entry], reason="x")
    shared.note_event("reveal", {"outside_rules": "She asked"}, case=id_of(case))
    shared.note_event("view", {}, case=id_of(case))  # says nothing: there is nothing to remove
    keep_draft(shared, shared.new_id(), "contact", {"fact": "half"}, case=id_of(case))
    seen = preview(shared, case.ref)
    assert (seen.records, seen.entries - before.entries, seen.drafts) == (2, 3, 1)
    assert (seen.case, seen.ref) == (id_of(case), case.ref)
    assert stubs(shared) == ()
