"""A hearing or a criminal case two laptops wrote apart: one line each, no step laid over one of two versions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hru_advocate.casework import today
from hru_advocate.casework.actions.actions import actions_of_case
from hru_advocate.casework.incidents.evidence import add_evidence
from hru_advocate.casework.incidents.noting import take_back
from hru_advocate.casework.late import Settling, late, settle
from hru_advocate.casework.law.criminal import criminal_cases, meet_clock
from hru_advocate.casework.law.order_steps import note_ended, note_served
from hru_advocate.casework.records.entries import Disagreement, Saved, save
from hru_advocate.casework.session import Session
from tests.casework.open_sessions import add, id_of, new_case, on
from tests.casework.vault.apart import write_apart

TRIAL: dict[str, Any] = {
    "what_for": "trial", "on": "2026-11-26", "court": "Chester Crown Court", "wants_to_be_there": False,
}  # fmt: skip
HEARING = "Hearing: Trial, Chester Crown Court"


def apart(session: Session, case: Saved, form: str, here: dict[str, Any], there: dict[str, Any]) -> tuple[str, str]:
    """Two versions of one record, ours and another laptop's."""
    first = add(session, case, form, here)
    ours = save(session, form, here, case=id_of(case), corrects=[first.entry], reason="A letter")
    return ours.entry, write_apart(session, first.entry, there, "A call")


def on_today(session: Session, case: Saved) -> list[tuple[date, str]]:
    return [(one.due.day, one.what) for one in today.look(session).dates if one.label.case == case.case]


@pytest.mark.parametrize(
    ("here", "there", "day", "words"),
    [
        ({}, {}, date(2026, 11, 26), HEARING),
        ({}, {"on": "2026-11-30"}, date(2026, 11, 26), f"{HEARING} (two versions disagree)"),
        ({"on": "2026-11-20"}, {"on": "2026-11-30"}, date(2026, 11, 30), f"{HEARING} (two versions disagree)"),
        ({"on": "2026-11-20"}, {"on": "2026-11-19"}, date(2026, 11, 19),
         f"How did it go? {HEARING} (two versions disagree)"),
        ({"state": "vacated"}, {}, date(2026, 11, 26), f"{HEARING} (two versions disagree)"),
    ],
)  # fmt: skip
def test_a_hearing_of_two_versions_is_one_line_of_the_first_day_ahead(
    shared: Session, here: dict[str, Any], there: dict[str, Any], day: date, words: str
) -> None:
    case = new_case(on(shared, date(2026, 11, 23)))
    apart(shared, case, "hearing", TRIAL | here, TRIAL | there)
    assert on_today(shared, case) == [(day, words)]


REPORTED: dict[str, Any] = {"stage": "investigating", "reported_on": "2026-11-19"}


def test_a_clock_of_two_versions_asks_once_for_the_earlier_day(shared: Session) -> None:
    case = new_case(on(shared, date(2026, 11, 23)))
    apart(shared, case, "criminal_case", REPORTED, REPORTED | {"reported_on": "2026-11-20"})
    found = on_today(shared, case)
    assert found
    assert len({words.partition(" (")[0] for _day, words in found}) == len(found)
    one = new_case(shared)
    add(shared, one, "criminal_case", REPORTED)
    same = [(day, f"{words} (two versions disagree)") for day, words in on_today(shared, one)]
    assert sorted(found) == sorted(same)


def test_a_clock_is_not_met_in_one_of_two_versions(shared: Session) -> None:
    case = new_case(on(shared, date(2026, 11, 23)))
    apart(shared, case, "criminal_case", REPORTED, REPORTED | {"reported_on": "2026-11-20"})
    clock = next(one for line in criminal_cases(shared, id_of(case)) for one in line.clocks if one.field)
    with pytest.raises(Disagreement):
        meet_clock(shared, clock, "2026-11-23")


ACTION: dict[str, Any] = {"what": "Ring", "owner": "us", "state": "open", "due": "2026-11-20"}


def test_an_action_of_two_versions_is_late_once_and_is_settled_by_looking_at_both(shared: Session) -> None:
    case = new_case(on(shared, date(2026, 11, 23)))
    ours, theirs = apart(shared, case, "action", ACTION, ACTION | {"due": "2026-11-18"})
    (line,) = (one for one in late(shared) if one.label.case == case.case)
    assert (line.late_days, line.choices, line.entry) == (5, (), theirs)
    assert line.words == "Us · 5 days late · two versions disagree"
    for said in (Settling("done", day="2026-11-20"), Settling("put_off", "Asked.", "2026-12-01")):
        with pytest.raises(Disagreement):
            settle(shared, ours, said)
    assert len(actions_of_case(shared, id_of(case))) == 2
    save(shared, "action", ACTION, case=id_of(case), corrects=[ours, theirs], reason="Ours")
    (line,) = (one for one in late(shared) if one.label.case == case.case)
    assert line.late_days == 3
    assert line.choices


CALL: dict[str, Any] = {
    "happened": "2026-11-18", "method": "phone", "direction": "out", "with_whom": "victim", "fact": "x",
    "outside_rules": "The first call.", "next_contact": "2026-11-20",
}  # fmt: skip
FLAG: dict[str, Any] = {
    "kind": "urgent", "agreed_by": "Sgt", "agreed_on": "2026-11-01", "review": "2026-11-20", "told": "yes",
}  # fmt: skip


@pytest.mark.parametrize(("form", "raw", "moved"), [
    ("contact", CALL, {"fact": "y"}), ("flag", FLAG, {"review": "2026-11-19"}),
])  # fmt: skip
def test_nothing_of_two_versions_is_put_off_in_the_list(
    shared: Session, form: str, raw: dict[str, Any], moved: dict[str, Any]
) -> None:
    case = new_case(on(shared, date(2026, 11, 23)))
    apart(shared, case, form, raw, raw | moved)
    (line,) = (one for one in late(shared) if one.label.case == case.case)
    assert line.choices == ()


ORDER: dict[str, Any] = {
    "kind": "nmo", "stage": "made", "made_on": "2026-10-01", "until": "2027-10-01", "ring": "999",
    "conditions": [{"kind": "direct", "words": "Not to contact her."}],
}  # fmt: skip
INCIDENT: dict[str, Any] = {"happened": "2026-11-18", "behaviours": ["bh_called"], "basis": "report", "what": "Rang."}


def test_no_short_step_is_laid_over_one_of_two_versions(shared: Session) -> None:
    case = new_case(on(shared, date(2026, 11, 23)))
    order, _other = apart(shared, case, "order", ORDER, ORDER | {"until": "2027-03-01"})
    incident, _other = apart(shared, case, "incident", INCIDENT, INCIDENT | {"happened": "2026-11-19"})
    for step in (
        lambda: note_served(shared, order, "2026-11-20", "police"),
        lambda: note_ended(shared, order, "2026-11-20", "court"),
        lambda: add_evidence(shared, incident, what="A note"),
        lambda: take_back(shared, [incident]),
    ):
        with pytest.raises(Disagreement):
            step()
