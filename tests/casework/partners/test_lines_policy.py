"""Meetings and flags in lines: when, what is still to be asked, what comes first, how long a review is over."""

from __future__ import annotations

from typing import Any

import pytest

from hru_advocate.casework.partners.agencies import agencies_of_case
from hru_advocate.casework.partners.flags import FlagLine, flags_of_case
from hru_advocate.casework.partners.meetings import MeetingLine, meetings_page
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.errors import InvalidAnswer
from tests.casework.open_sessions import add, id_of, new_case

MARAC: dict[str, Any] = {
    "kind": "marac", "basis": ["judgement"], "why": "It  gets\nworse.", "on": "2026-12-01", "state": "planned",
    "wants": "Keep him away.", "knows": "yes", "consent": "yes",
}  # fmt: skip
HELD: dict[str, Any] = MARAC | {"on": "2026-11-12", "state": "held", "outcome": "Marker.", "told_on": "2026-11-13"}
FLAG: dict[str, Any] = {
    "kind": "not_alone", "agreed_by": "Sgt Example", "agreed_on": "2026-11-10", "review": "2026-12-01", "told": "yes",
}  # fmt: skip
NUMBERS: dict[str, Any] = {
    "escalation_incidents": 4, "escalation_months": 3, "by": "Sgt Example", "on": "2026-11-20", "against": "Made up",
}  # fmt: skip
ASK_WANTS = "What does she or he want the meeting to hear?"
ASK_KNOWS = "Does the person know of it? If not, why not?"
ASK_CONSENT = "May what we know be shared, or why without consent?"
NO_ACTION = "No action is noted. Each thing somebody is to do has an owner and a day."
TELL = "Tell the person what came of it, or say why not."
GONE_BY = "Its day has gone by: how did it go?"


def line_of(session: Session, **more: object) -> MeetingLine:
    case = new_case(session)
    raw = {name: one for name, one in (MARAC | more).items() if one is not None}
    add(session, case, "meeting", raw)
    (line,) = meetings_page(session, id_of(case)).lines
    return line


@pytest.mark.parametrize(
    ("more", "to_do"),
    [
        ({}, ()),
        ({"wants": None}, (ASK_WANTS,)),
        ({"wants": None, "knows": "no", "knows_because": "It would reach him."}, ()),
        ({"knows": None}, (ASK_KNOWS,)),
        ({"consent": None}, (ASK_CONSENT,)),
        ({"wants": None, "knows": None, "consent": None}, (ASK_WANTS, ASK_KNOWS, ASK_CONSENT)),
        ({"on": "2026-11-23"}, ()),
        ({"on": "2026-11-22", "wants": None}, (GONE_BY,)),
        ({"on": None, "chase_on": "2026-11-24"}, ("No day yet: ask after it tomorrow.",)),
        (HELD, (NO_ACTION,)),
        (HELD | {"told_on": None}, (NO_ACTION, TELL)),
        (HELD | {"told_on": None, "not_told_because": "It would reach him."}, (NO_ACTION,)),
        ({"state": "cancelled", "outcome": "x"}, (TELL,)),
    ],
)
def test_what_is_still_to_be_asked_before_a_meeting_and_done_after_it(
    shared: Session, more: dict[str, Any], to_do: tuple[str, ...]
) -> None:
    assert line_of(shared, **more).to_do == to_do


@pytest.mark.parametrize(
    ("more", "when", "near", "over"),
    [
        ({}, "Tue 1 Dec 2026", "1 Dec", False),
        ({"on": "2026-11-23"}, "Mon 23 Nov 2026", "today", False),
        ({"on": "2026-11-22"}, "Sun 22 Nov 2026", "yesterday", True),
        (HELD, "Thu 12 Nov 2026", "12 Nov", False),
        ({"on": None, "chase_on": "2026-11-24"}, "no day yet", "", False),
        ({"at": "09:30", "place": "Exampleton"}, "Tue 1 Dec 2026, 09:30, Exampleton", "1 Dec", False),
    ],
)
def test_when_a_meeting_is_and_whether_its_day_has_gone_by(
    shared: Session, more: dict[str, Any], when: str, near: str, *, over: bool
) -> None:
    line = line_of(shared, **more)
    assert (line.when, line.near, line.over) == (when, near, over)
    assert line.why == "It gets worse."


def test_meetings_to_come_stand_first_by_their_day_and_then_the_newest(shared: Session) -> None:
    case = new_case(shared)
    rows = [HELD | {"on": "2026-11-02", "told_on": None}, MARAC | {"on": "2026-12-20"}, HELD, MARAC]
    entries = [add(shared, case, "meeting", one).entry for one in rows]
    found = [line.entry for line in meetings_page(shared, id_of(case)).lines]
    assert found == [entries[3], entries[1], entries[2], entries[0]]


def test_the_actions_of_a_meeting_stand_with_it_whichever_version_they_name(shared: Session) -> None:
    case = new_case(shared)
    first = add(shared, case, "meeting", HELD)
    raw = {"what": "Fit locks", "owner": "police", "state": "open", "agreed_at": "meeting", "from_entry": first.entry}
    add(shared, case, "action", raw)
    add(shared, case, "action", {"what": "Ring", "owner": "us", "state": "open"})
    save(shared, "meeting", HELD | {"outcome": "Two markers."}, corrects=[first.entry], reason="x")
    (line,) = meetings_page(shared, id_of(case)).lines
    assert ([one.what for one in line.actions], line.to_do) == (["Fit locks"], ())


def flag_of(session: Session, **more: object) -> FlagLine:
    case = new_case(session)
    add(session, case, "flag", {name: one for name, one in (FLAG | more).items() if one is not None})
    (line,) = flags_of_case(session, id_of(case))
    return line


@pytest.mark.parametrize(
    ("review", "words", "on_paper", "over"),
    [
        ("2026-12-01", "look again 1 Dec", "look again 1 Dec 2026", 0),
        ("2026-11-23", "look again today", "look again 23 Nov 2026", 0),
        ("2026-11-22", "look again yesterday, 1 day over", "look again 22 Nov 2026, late", 1),
        ("2026-11-21", "look again 21 Nov, 2 days over", "look again 21 Nov 2026, late", 2),
    ],
)
def test_a_flag_says_when_it_is_looked_at_again(
    shared: Session, review: str, words: str, on_paper: str, over: int
) -> None:
    line = flag_of(shared, review=review)
    assert (line.review, line.review_on, line.over_days, line.live) == (words, on_paper, over, True)
    assert line.heard == f"Do not visit alone. agreed by Sgt Example on 10 Nov 2026. {words}"
    assert line.on_paper == ("Do not visit alone", "agreed by Sgt Example on 10 Nov 2026", on_paper)


def test_a_flag_that_ended_says_so_and_asks_for_nothing(shared: Session) -> None:
    line = flag_of(shared, ended_on="2026-11-20", ended_because="He moved away.")
    assert (line.live, line.review, line.over_days, line.ended) == (
        False, "", 0, "ended on 20 Nov 2026: He moved away.",
    )  # fmt: skip


def test_flags_that_hold_stand_first_and_those_that_ended_by_their_end(shared: Session) -> None:
    case = new_case(shared)
    ended = {"ended_because": "x"}
    rows = [
        FLAG | ended | {"ended_on": "2026-11-18"}, FLAG | ended | {"ended_on": "2026-11-20"},
        FLAG | {"kind": "urgent"}, FLAG,
    ]  # fmt: skip
    entries = [add(shared, case, "flag", one).entry for one in rows]
    lines = flags_of_case(shared, id_of(case))
    assert [line.live for line in lines] == [True, True, False, False]
    assert [line.entry for line in lines[2:]] == [entries[1], entries[0]]
    assert {line.entry for line in lines[:2]} == set(entries[2:])


@pytest.mark.parametrize(
    ("incidents", "said"),
    [
        ([], "0 reported to the police within 3 months; the unit's number for escalation is 4"),
        ([{"happened": "2026-11-01"}], "1 reported to the police within 3 months"),
        ([{"happened": "2026-08-23"}], "1 reported to the police within 3 months"),
        ([{"happened": "2026-08-22"}], "0 reported to the police within 3 months"),
        ([{"happened": "2026-11-01", "reported_to": ["employer"]}], "0 reported to the police"),
        ([{"happened": "2026-11-01", "taken_back": True}], "0 reported to the police"),
        (
            [{"happened": "some day"}, {"happened": "2026-11-01"}],
            "1 reported to the police within 3 months, and 1 without",
        ),
    ],
)
def test_incidents_are_held_against_the_units_number_for_escalation(
    session: Session, incidents: list[dict[str, Any]], said: str
) -> None:
    case = new_case(session)
    assert meetings_page(session, id_of(case)).numbers[1] == "the unit has set no number for escalation"
    save(session, "thresholds", NUMBERS)
    for one in incidents:
        add(session, case, "incident", {"what": "rang", "reported_to": ["police"]} | one)
    assert meetings_page(session, id_of(case)).numbers[1].startswith(said)


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ({"what": "A dog."}, "A dog."),
        ({"kind": "address_marker", "what": "A dog.", "reference": "M 4711"}, "A dog · M 4711"),
        ({"kind": "address_marker", "reference": "M 4711"}, "M 4711"),
        ({}, ""),
    ],
)
def test_a_flag_says_what_it_is_about_and_the_reference_of_its_marker(
    shared: Session, more: dict[str, Any], what: str
) -> None:
    assert flag_of(shared, **more).what == what


@pytest.mark.parametrize("named", ["", "no such entry", "of another case", "a contact"])
def test_an_answer_to_the_repeat_question_names_incidents_of_its_case(shared: Session, named: str) -> None:
    case, other = new_case(shared), new_case(shared)
    mine = add(shared, case, "incident", {"happened": "2026-11-12", "what": "rang"}).entry
    foreign = {
        "of another case": add(shared, other, "incident", {"happened": "2026-11-12", "what": "rang"}).entry,
        "a contact": add(shared, case, "person", {"role": "child", "name": "Kit Example"}).entry,
    }
    raw = {"decision": "not_repeat", "because": "By somebody else.", "decided_on": "2026-11-23"}
    with pytest.raises(InvalidAnswer) as refused:
        add(shared, case, "repeat_look", raw | {"incidents": f"{mine} {foreign.get(named, named)}" if named else " "})
    assert refused.value.field == "incidents"
    assert add(shared, case, "repeat_look", raw | {"incidents": mine}).entry


@pytest.mark.parametrize(
    ("state", "known", "live"),
    [
        ("offered", False, False), ("declined", False, False), ("referred", True, True), ("waiting", True, True),
        ("accepted", True, True), ("started", True, True), ("finished", True, False), ("not_suitable", False, False),
    ],
)  # fmt: skip
def test_a_service_is_among_the_agencies_once_it_knows_of_the_person(
    shared: Session, state: str, *, known: bool, live: bool
) -> None:
    case = new_case(shared)
    raw = {"service": ["sv_national_stalking_helpline"], "consent": "given", "why": "x", "state": state}
    add(shared, case, "signposting", raw)
    found = agencies_of_case(shared, id_of(case))
    assert [(one.name, one.live) for one in found] == ([("National Stalking Helpline", live)] if known else [])
