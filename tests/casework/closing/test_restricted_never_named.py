"""A restricted case that is not open is named by no check of a name, and no figure changes by what may be seen."""

from __future__ import annotations

from datetime import date

import pytest

from hru_advocate.casework.outcomes.counting import unit_facts
from hru_advocate.casework.people.restricted import open_restricted
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.casework.unit.consultations import ConsultationFilter, figures_listed, listed, refer
from hru_advocate.errors import InvalidAnswer
from tests.casework.closing.test_restricted import ENDED, FLAG
from tests.casework.open_sessions import AUTHOR, REFERRAL, add, id_of, new_case, on, worked_by

ASKED: dict[str, object] = {
    "asked_on": "2026-11-20",
    "from": "police",
    "who": "Made-up sergeant",
    "behaviour": "querulant",
    "question": "Mo Example is followed by Sam Otherone.",
}
ALONE = {key: value for key, value in REFERRAL.items() if key != "not_same_person"}


@pytest.fixture
def case(session: Session) -> Saved:
    made = new_case(session)
    add(session, made, "person", {"role": "perpetrator", "name": "Sam Otherone"})
    add(session, made, "flag", FLAG)
    return made


def refused(session: Session, form: str, raw: dict[str, object]) -> str:
    """What is said where a record is refused, or nothing where it is saved."""
    try:
        save(session, form, raw)
    except InvalidAnswer as fault:
        return fault.message
    return ""


@pytest.mark.parametrize(("form", "raw"), [("consultation", ASKED), ("referral", ALONE)])
def test_a_name_tells_no_stranger_that_a_restricted_case_has_it(
    session: Session, case: Saved, form: str, raw: dict[str, object]
) -> None:
    assert case.ref in refused(session, form, raw), "whom the flag names is told"
    stranger = worked_by(session, "Ash Stranger")
    assert refused(stranger, form, raw) == ""


@pytest.mark.parametrize(("form", "raw"), [("consultation", ASKED), ("referral", ALONE)])
def test_another_case_of_that_name_is_told_alone_and_both_once_a_reason_was_given(
    session: Session, case: Saved, form: str, raw: dict[str, object]
) -> None:
    other = new_case(session)
    stranger = worked_by(session, "Ash Stranger")
    said = refused(stranger, form, raw)
    assert other.ref in said
    assert case.ref not in said
    assert "others" not in said
    open_restricted(stranger, id_of(case), "The night duty asked.")
    said = refused(stranger, form, raw)
    assert other.ref in said
    assert case.ref in said


def counted(session: Session) -> tuple[object, ...]:
    """Everything either page counts of consultations."""
    return figures_listed(session), sorted(unit_facts(session).consultations, key=repr)


def test_no_figure_of_consultations_tells_of_one_that_became_a_restricted_case(session: Session) -> None:
    asked = save(session, "consultation", ASKED)
    for behaviour in ("fire_setting", "other"):
        save(session, "consultation", ASKED | {"behaviour": behaviour, "question": "What now?"})
    case = refer(session, asked.entry, REFERRAL)
    as_one_of_many = figures_listed(session)
    assert (as_one_of_many["total"], as_one_of_many["referrals"]) == (3, 1)
    assert as_one_of_many["by_behaviour"]["querulant"] == 1
    flag = add(session, case, "flag", FLAG)
    ours = counted(session)
    told = figures_listed(session)
    assert (told["total"], told["referrals"], told["by_behaviour"]["querulant"]) == (2, 0, 0)
    assert [one.behaviour for one in unit_facts(session).consultations if one.behaviour == "querulant"] == []
    assert counted(worked_by(session, "Ash Stranger")) == ours, "two who compare their figures learn nothing"
    save(worked_by(session, AUTHOR), "flag", FLAG | ENDED, corrects=[flag.entry], reason="It ended.")
    assert figures_listed(session) == as_one_of_many
    assert len(unit_facts(session).consultations) == 3


def test_the_line_of_one_that_became_a_restricted_case_tells_no_day(session: Session) -> None:
    asked = save(session, "consultation", ASKED | {"advice": "Keep a diary.", "advised_on": "2026-11-20"})
    for day in ("2026-11-19", "2026-11-21"):
        save(session, "consultation", ASKED | {"asked_on": day, "question": "What now?"})
    case = refer(session, asked.entry, REFERRAL)
    add(session, case, "flag", FLAG)
    stranger = worked_by(on(session, date(2026, 11, 24)), "Ash Stranger")
    rows = listed(stranger, ConsultationFilter())
    assert rows[-1]["became"] == case.ref, "its place tells nothing"
    assert "2026-11" not in str(rows[-1])
    assert "Mo Example" not in str(rows[-1])
