"""A restricted case that is not open is found by no filter, no carried thing and no consultation that became it."""

from __future__ import annotations

from pathlib import Path

import pytest

from hru_advocate.casework.actions.pauses import paused_cases
from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.paper.copies import Carrying, recall_list
from hru_advocate.casework.people.restricted import check_open, guarded
from hru_advocate.casework.proof.export import export
from hru_advocate.casework.records.entries import keep_draft, save, start
from hru_advocate.casework.records.records import open_record
from hru_advocate.casework.records.searching import find
from hru_advocate.casework.session import Session
from hru_advocate.casework.today import look
from hru_advocate.casework.unit.consultations import ConsultationFilter, listed, page_listed, refer, referral_answers
from hru_advocate.errors import RestrictedCase
from tests.casework.closing.test_open_matters import COPY
from tests.casework.closing.test_restricted import FLAG
from tests.casework.open_sessions import AUTHOR, REFERRAL, add, id_of, new_case, worked_by

ASKED: dict[str, object] = {
    "asked_on": "2026-11-20",
    "from": "police",
    "who": "Made-up sergeant",
    "behaviour": "querulant",
    "question": "A colleague is followed by her harbourmaster.",
}
REMINDED = {"advice": "Keep a diary.", "advised_on": "2026-11-20", "remind_on": "2026-11-23"}


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


def test_no_version_of_such_a_consultation_is_told_the_first_included(session: Session, tmp_path: Path) -> None:
    """The first version was written before a case came of it, and says the same."""
    asked = save(session, "consultation", ASKED)
    case = refer(session, asked.entry, REFERRAL)
    add(session, case, "flag", FLAG)
    stranger = worked_by(session, "Ash Stranger")
    for read in (page_listed, open_record, referral_answers):
        with pytest.raises(RestrictedCase):
            read(stranger, asked.entry)
    export(stranger, tmp_path / "out", "Moving on")
    for file in (tmp_path / "out").rglob("*"):
        assert not file.is_file() or b"harbourmaster" not in file.read_bytes(), file.name
    assert "harbourmaster" in str(page_listed(worked_by(session, AUTHOR), asked.entry))


def test_neither_a_correction_nor_a_draft_of_such_a_consultation_is_begun(session: Session) -> None:
    """What is typed at it begins with all that it says."""
    asked = save(session, "consultation", ASKED)
    draft = start(session, "consultation", corrects=(asked.entry,)).draft
    keep_draft(session, draft, "consultation", ASKED, corrects=(asked.entry,))
    case = refer(session, asked.entry, REFERRAL)
    add(session, case, "flag", FLAG)
    stranger = worked_by(session, "Ash Stranger")
    with pytest.raises(RestrictedCase):
        start(stranger, "consultation", corrects=(asked.entry,))
    with pytest.raises(RestrictedCase):
        start(stranger, "consultation", draft=draft)
    again = start(worked_by(session, AUTHOR), "consultation", draft=draft)
    assert "harbourmaster" in str(again.raw)


def test_one_consultation_may_lead_to_two_restricted_cases(session: Session) -> None:
    """The reason given for the one that came last opens the other too, or nothing is shown."""
    asked = save(session, "consultation", ASKED)
    cases = [
        refer(session, asked.entry, REFERRAL | {"not_same_person": "Another."} | {"victim": name})
        for name in ("Mo A", "Mo B")
    ]
    for case in cases:
        add(session, case, "flag", FLAG)
    stranger = worked_by(session, "Ash Stranger")
    stranger.reason = "Called out"
    assert "harbourmaster" in str(page_listed(stranger, asked.entry))
    assert stranger.opened == {case.case for case in cases}


def test_no_list_decides_which_case_came_of_a_consultation(session: Session) -> None:
    asked = save(session, "consultation", ASKED)
    add(session, refer(session, asked.entry, REFERRAL), "flag", FLAG)
    with session.vault.write() as cursor:
        cursor.execute("UPDATE case_row SET ref = 'HRU-AAAA-AAAA'")
    with pytest.raises(RestrictedCase):
        page_listed(worked_by(session, "Ash Stranger"), asked.entry)


def test_today_says_no_word_of_a_consultation_behind_a_restricted_case(session: Session) -> None:
    begun = [
        save(session, "consultation", ASKED | REMINDED | {"remind_for": words})
        for words in ("ring her brother", "ask the landlord")
    ]
    case = refer(session, begun[0].entry, REFERRAL)
    assert {one.what[-16:] for one in look(session).reminders} == {"ring her brother", "ask the landlord"}
    add(session, case, "flag", FLAG)
    stranger = worked_by(session, "Ash Stranger")
    assert [one.what[-16:] for one in guarded(stranger, None, look).reminders] == ["ask the landlord"]
    stranger.reason = "Called out"
    check_open(stranger, id_of(case))
    assert len(guarded(stranger, None, look).reminders) == 2
