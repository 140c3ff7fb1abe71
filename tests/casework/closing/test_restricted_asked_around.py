"""A restricted case that is not open is found by no filter, no carried thing and no consultation that became it."""

from __future__ import annotations

import pytest

from hru_advocate.casework.actions.pauses import paused_cases
from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.paper.copies import Carrying, recall_list
from hru_advocate.casework.people.restricted import guarded
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.records.records import open_record
from hru_advocate.casework.records.searching import find
from hru_advocate.casework.session import Session
from hru_advocate.casework.unit.consultations import ConsultationFilter, listed, page_listed, refer, referral_answers
from hru_advocate.errors import RestrictedCase
from tests.casework.closing.test_open_matters import COPY
from tests.casework.closing.test_restricted import FLAG
from tests.casework.open_sessions import AUTHOR, REFERRAL, add, new_case, worked_by

ASKED: dict[str, object] = {
    "asked_on": "2026-11-20",
    "from": "police",
    "who": "Made-up sergeant",
    "behaviour": "querulant",
    "question": "A colleague is followed by her harbourmaster.",
}


@pytest.mark.parametrize(
    ("wanted", "listed_too"),
    [
        (CaseFilter(), True),
        (CaseFilter(status=""), True),
        (CaseFilter(area="halton"), False),
        (CaseFilter(level="high"), False),
        (CaseFilter(text="example"), False),
    ],
)
def test_no_filter_but_its_reference_tells_of_a_restricted_case(
    session: Session, wanted: CaseFilter, listed_too: bool
) -> None:
    case, other = new_case(session, area="halton"), new_case(session, area="halton", victim="Lee Other")
    for one in (case, other):
        judged = {"level": "high", "reason": "Followed.", "made_on": "2026-11-20", "review": "2026-12-20"}
        add(session, one, "judgement", judged)
    add(session, case, "flag", FLAG)
    stranger = worked_by(session, "Ash Stranger")
    found = [line.label.ref for line in guarded(stranger, None, list_cases, wanted)]
    assert (case.ref in found) is listed_too
    if listed_too:
        assert found[-1] == case.ref, "its place tells nothing"
    by_reference = guarded(stranger, None, list_cases, CaseFilter(text=case.ref[4:9]))
    assert case.ref in [line.label.ref for line in by_reference]
    assert guarded(stranger, None, list_cases, CaseFilter(text=case.ref[4:9], area="halton")) == ()


@pytest.mark.parametrize(
    ("wanted", "found_too"),
    [
        (Carrying(), True),
        (Carrying(out_only=True), True),
        (Carrying(measure="sm_door_check"), False),
        (Carrying(text="door"), False),
        (Carrying(service="sv_paladin"), False),
    ],
)
def test_no_copy_of_a_restricted_case_is_found_by_what_it_carries(
    session: Session, wanted: Carrying, found_too: bool
) -> None:
    case = new_case(session)
    add(session, case, "paper", COPY)
    add(session, case, "flag", FLAG)
    stranger = worked_by(session, "Ash Stranger")
    assert (case.ref in [line.ref for line in guarded(stranger, None, recall_list, wanted)]) is found_too
    assert case.ref in [line.ref for line in guarded(stranger, None, recall_list, Carrying(text=case.ref))]


def test_a_status_says_nothing_of_a_restricted_case_and_it_takes_no_place(session: Session) -> None:
    case, other = new_case(session), new_case(session, victim="Lee Other")
    add(session, case, "flag", FLAG)
    stranger = worked_by(session, "Ash Stranger")
    for status, seen in (("open", [other.ref, case.ref]), ("closed", [case.ref]), ("", [other.ref, case.ref])):
        lines = guarded(stranger, None, list_cases, CaseFilter(status=status))
        assert [line.label.ref for line in lines] == seen, status
    lines = guarded(stranger, None, list_cases, CaseFilter())
    line = next(one for one in lines if one.label.ref == case.ref)
    assert (line.status, line.next_contact, line.overdue, line.review_due, line.disputed) == (
        "",
        None,
        False,
        None,
        False,
    )
    assert guarded(stranger, None, list_cases, CaseFilter(), 1)[0].label.ref == other.ref


def test_the_order_of_a_list_and_its_days_say_nothing_of_a_restricted_case(session: Session) -> None:
    """Whatever the list is: the one that is due first stands last, without its day and its sign."""
    case, other = new_case(session), new_case(session, victim="Lee Other")
    for one, by in ((case, "2026-11-24"), (case, "2026-11-25"), (other, "2026-11-28")):
        add(session, one, "paper", COPY | {"destroy_by": by})
    for one, until in ((case, "2026-11-24"), (other, "2026-11-28")):
        add(session, one, "pause", {"until": until, "because": "away"})
    assert [line.ref for line in recall_list(session, Carrying())] == [case.ref, case.ref, other.ref]
    assert [line.label.ref for line in paused_cases(session)] == [case.ref, other.ref]
    add(session, case, "flag", FLAG)
    stranger = worked_by(session, "Ash Stranger")
    copies = guarded(stranger, None, recall_list, Carrying())
    assert [(line.ref, line.state, line.document, line.destroy_by) for line in copies[1:]] == [(case.ref, "", "", None)]
    paused = guarded(stranger, None, paused_cases)
    assert [line.label.ref for line in paused] == [other.ref, case.ref]


def test_a_consultation_that_became_a_restricted_case_says_its_reference_alone(session: Session) -> None:
    asked = save(session, "consultation", ASKED)
    case = refer(session, asked.entry, REFERRAL)
    (line,) = listed(session, ConsultationFilter())
    entry = str(line["entry"])
    add(session, case, "flag", FLAG)
    assert "harbourmaster" in str(listed(session, ConsultationFilter(text="harbourmaster")))
    stranger = worked_by(session, "Ash Stranger")
    assert "harbourmaster" not in str(listed(stranger, ConsultationFilter()))
    assert case.ref in str(listed(stranger, ConsultationFilter()))
    for wanted in (ConsultationFilter(text="harbourmaster"), ConsultationFilter(behaviour="querulant")):
        assert listed(stranger, wanted) == []
    assert find(stranger, "harbourmaster") == ()
    for read in (page_listed, open_record, referral_answers):
        with pytest.raises(RestrictedCase):
            read(stranger, entry)
    with pytest.raises(RestrictedCase):
        save(stranger, "consultation", ASKED, corrects=(entry,), reason="Mended.")
    assert "harbourmaster" in str(page_listed(worked_by(session, AUTHOR), entry))
