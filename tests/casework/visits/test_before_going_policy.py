"""The page before a visit, rule by rule: what to take, what is new, what comes, what waits."""

from __future__ import annotations

import pytest

from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.casework.visits.before_going import BeforeGoing, before_going
from tests.casework.open_sessions import add, new_case
from tests.casework.visits.test_visits import FLAG, VISIT, at

NO_PAPER = "No paper: speak it"
PAPER = "Paper may be taken; ask again before it is left"
INCIDENT: dict[str, object] = {"happened": "2026-11-20", "what": "Two calls.", "basis": "report"}
CALL: dict[str, object] = {
    "happened": "2026-11-23 10:00", "method": "phone", "direction": "out", "with_whom": "victim",
    "outside_rules": "The first call.",
}  # fmt: skip

_ASKED = "age sex gender orientation ethnicity religion disability pregnancy caring language".split()
EQUALITY: dict[str, object] = {question: {"state": "declined"} for question in _ASKED}


def page_of(session: Session, case: Saved, **more: object) -> BeforeGoing:
    return before_going(session, add(session, case, "visit", VISIT | more).entry)


@pytest.mark.parametrize(
    ("need", "words"),
    [
        ("interpreter", "An interpreter: never family, friends or a child"),
        ("bsl", "A BSL interpreter"),
        ("deaf", "A quiet place, face to face"),
        ("text_only", "Text or relay: voice calls do not work"),
        ("sight", "Large print, or read aloud"),
        ("learning", "Easy words, short sentences, time"),
        ("mobility", "A place without steps"),
        ("capacity", "somebody to support the decision"),
        ("no_english", "English is not read: say it aloud"),
    ],
)
def test_each_need_says_what_to_take_along(shared: Session, need: str, words: str) -> None:
    case = new_case(at(shared, "10:00"))
    assert not [line for line in page_of(shared, case).take if words in line]
    add(shared, case, "situation", {"access_needs": [need]})
    take = page_of(shared, case).take
    assert len([line for line in take if words in line]) == 1
    assert len(take) == {"bsl": 3}.get(need, 2)  # the line of paper, and the one of the need; of BSL deaf as well


@pytest.mark.parametrize(
    ("person", "lines"),
    [
        ({"language": "Polish"}, ["Language: Polish"]),
        ({"interpreter": True}, ["An interpreter: never family, friends or a child"]),
        ({"interpreter": False}, []),
        ({"interpreter": True, "access_needs": ["interpreter"]}, ["An interpreter: never family, friends or a child"]),
    ],
)
def test_language_and_interpreter_of_the_person_are_said_once(
    shared: Session, person: dict[str, object], lines: list[str]
) -> None:
    case = new_case(at(shared, "10:00"))
    add(shared, case, "person", {"role": "victim", "name": "Mo Example"} | person)
    assert list(page_of(shared, case).take[1:]) == lines


@pytest.mark.parametrize(
    ("situation", "begins"),
    [
        ({}, PAPER),
        ({"ci_belongings_searched": True}, NO_PAPER),
        ({"ci_post_read": True}, NO_PAPER),
        ({"access_needs": ["sight"]}, PAPER),
    ],
)
def test_paper_is_taken_only_where_the_record_says_nothing_against_it(
    shared: Session, situation: dict[str, object], begins: str
) -> None:
    case = new_case(at(shared, "10:00"))
    if situation:
        add(shared, case, "situation", situation)
    assert page_of(shared, case).take[0].startswith(f"{begins}.")


@pytest.mark.parametrize(
    ("more", "brought"),
    [
        ({"destroy_by": "2026-11-22"}, True),
        ({"destroy_by": "2026-11-23"}, True),
        ({"destroy_by": "2026-11-24"}, False),
        ({}, False),
        ({"destroy_by": "2026-11-22", "state": "lost"}, True),
        ({"destroy_by": "2026-11-22", "state": "returned"}, False),
        ({"destroy_by": "2026-11-22", "state": "destroyed"}, False),
        ({"services": [{"service": ["sv_national_stalking_helpline"], "number": "01632 960001"}]}, True),
    ],
)
def test_copies_that_are_over_or_no_longer_right_are_to_be_brought_back(
    shared: Session, more: dict[str, object], *, brought: bool
) -> None:
    case = new_case(at(shared, "10:00"))
    add(shared, case, "paper", {"document": "other", "copy_number": 7, "how": "printed", "state": "out"} | more)
    lines = [line for line in page_of(shared, case).take if line.startswith("Copies to bring back")]
    assert lines == (["Copies to bring back or change: 7"] if brought else [])


@pytest.mark.parametrize(
    ("contact", "since"),
    [
        (None, "since the beginning: nobody was reached"),
        ({}, "since the last contact"),
        ({"direction": "in"}, "since the last contact"),
        ({"direction": "attempt"}, "since the beginning"),
        ({"with_whom": "officer"}, "since the beginning"),
    ],
)
def test_what_is_new_counts_from_the_last_time_the_person_was_reached(
    shared: Session, contact: dict[str, object] | None, since: str
) -> None:
    case = new_case(at(shared, "09:00"))
    old = add(shared, case, "incident", INCIDENT)
    at(shared, "10:30")
    if contact is not None:
        add(shared, case, "contact", CALL | contact)
    new = add(shared, case, "incident", INCIDENT | {"happened": "2026-11-01"})
    page = page_of(shared, case)
    assert page.since.startswith(since)
    lines = {line.entry for line in page.changes}
    assert new.entry in lines
    assert (old.entry in lines) is since.startswith("since the beginning")


@pytest.mark.parametrize(
    ("happened", "new"), [("2026-11-23", True), ("2026-11-23 09:00", True), ("2026-11-23 09:01", False)]
)
def test_a_contact_told_by_its_day_alone_counts_from_the_beginning_of_that_day(
    shared: Session, happened: str, *, new: bool
) -> None:
    case = new_case(at(shared, "09:00"))
    noted = add(shared, case, "incident", INCIDENT)
    add(at(shared, "12:00"), case, "contact", CALL | {"happened": happened})
    assert (noted.entry in {line.entry for line in page_of(shared, case).changes}) is new


@pytest.mark.parametrize(
    ("form", "raw", "told"),
    [
        ("incident", INCIDENT, True),
        ("flag", FLAG, True),
        ("situation", {"ci_rural": True}, True),
        ("contact", CALL | {"with_whom": "officer"}, False),
        ("visit", VISIT | {"outside_rules": "She asked.", "alone_because": "x"}, False),
        ("paper", {"document": "other", "copy_number": 1, "how": "printed"}, False),
        ("equality", EQUALITY, False),
        ("notes", {"lines": [{"text": "Made up."}]}, False),
    ],
)
def test_a_change_of_the_case_is_told_and_what_stands_elsewhere_is_not(
    shared: Session, form: str, raw: dict[str, object], *, told: bool
) -> None:
    case = new_case(at(shared, "10:00"))
    entry = add(shared, case, form, raw).entry
    page = page_of(shared, case, company="colleague", with_name="Ben")
    assert (entry in {line.entry for line in page.changes}) is told
    assert [line.when for line in page.changes if line.entry == entry] == (["today"] if told else [])


def test_the_newest_forty_changes_are_shown_and_the_rest_counted(shared: Session) -> None:
    case = new_case(at(shared, "10:00"))
    days = [f"2026-11-{1 + 7 * one % 20:02}" for one in range(40)]  # in no order: the newest is the last written down
    entries = [add(shared, case, "incident", INCIDENT | {"happened": day}).entry for day in days]
    page = page_of(shared, case)
    assert (len(page.changes), page.more) == (40, 1)  # and the referral
    assert [line.entry for line in page.changes] == entries[::-1]


@pytest.mark.parametrize(("day", "told"), [("2026-11-23", True), ("2026-12-07", True), ("2026-12-08", False)])
def test_dates_of_the_next_fourteen_days_are_told(shared: Session, day: str, *, told: bool) -> None:
    case = new_case(at(shared, "10:00"))
    add(shared, case, "hearing", {"what_for": "trial", "on": day})
    ahead = page_of(shared, case).ahead
    assert len(ahead) == told
    assert all("Visit" not in line for line in ahead)


@pytest.mark.parametrize(
    ("action", "owed"),
    [
        ({"state": "open", "due": "2026-12-20"}, True),
        ({"state": "done", "due": "2026-11-20", "done_on": "2026-11-20"}, False),
    ],
)
def test_what_is_owed_to_the_person_is_said_until_it_is_done(
    shared: Session, action: dict[str, object], *, owed: bool
) -> None:
    case = new_case(at(shared, "10:00"))
    add(shared, case, "action", {"what": "Ask housing", "owner": "us"} | action)
    promises = page_of(shared, case).promises
    assert all("Ask housing" in line for line in promises)
    assert bool(promises) is owed


def test_a_promised_contact_is_owed_with_its_reason_until_it_is_kept(shared: Session) -> None:
    case = new_case(at(shared, "10:00"))
    assert page_of(shared, case).promises == ()
    add(shared, case, "contact", CALL | {"next_contact": "2026-11-24"})
    assert page_of(shared, case).promises == ("Contact promised tomorrow: no reason noted",)
    add(
        shared,
        case,
        "contact",
        CALL | {"happened": "2026-11-23 10:00", "next_contact": "2026-11-25", "next_for": "The form"},
    )
    assert page_of(shared, case).promises == ("Contact promised 25 Nov: The form",)


def test_the_last_three_who_went_are_heard_the_newest_first_and_not_this_visit_itself(shared: Session) -> None:
    case = new_case(at(shared, "10:00"))
    for number in range(4):
        said = {"afterwards": f"Word {number}", "state": "back", "checked_in": "2026-11-20 13:00"}
        add(shared, case, "visit", VISIT | said | {"on": f"2026-11-{16 + number}"})
    page = page_of(shared, case, afterwards="Mine")
    assert page.last_words == ("Word 3", "Word 2", "Word 1")


@pytest.mark.parametrize(
    ("more", "lines"),
    [
        ({}, ()),
        ({"risks": ["dog"]}, ("A dog",)),
        ({"risk_notes": "Wait outside"}, ("Wait outside",)),
        ({"risks": {"state": "not_known"}, "risk_notes": "Wait"}, ("Wait",)),
    ],
)
def test_the_risks_of_going_are_those_that_were_named(
    shared: Session, more: dict[str, object], lines: tuple[str, ...]
) -> None:
    assert page_of(shared, new_case(at(shared, "10:00")), **more).risks == lines


def test_what_helps_in_trouble_says_what_nobody_wrote_down(shared: Session) -> None:
    case = new_case(at(shared, "10:00"))
    full = page_of(shared, case).if_in_trouble
    assert full == ("Reached by: 07700 900123", "Code word: Word 3", "Told and raises it: Sgt Desk")
    for at_line, field in enumerate(("reach", "signal_reference", "told")):
        lines = page_of(shared, case, **{field: {"state": "not_known"}}).if_in_trouble
        assert [line.endswith("not written down") for line in lines] == [one == at_line for one in range(3)]


def test_only_flags_that_hold_are_shown(shared: Session) -> None:
    case = new_case(at(shared, "10:00"))
    held = add(shared, case, "flag", FLAG | {"kind": "urgent"})
    assert [one.kind for one in page_of(shared, case).flags] == ["urgent"]
    ended = FLAG | {"kind": "urgent", "ended_on": "2026-11-20", "ended_because": "No longer so."}
    save(shared, "flag", ended, corrects=[held.entry], reason="It ended.")
    assert page_of(shared, case).flags == ()
