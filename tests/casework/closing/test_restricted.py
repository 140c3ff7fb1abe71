"""Restricted cases: whose eyes they are for, the reason anybody else gives, and who has looked."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest

from hru_advocate.casework.cases.cases import CaseFilter, case_page, find_case, list_cases
from hru_advocate.casework.closing.looks import looks
from hru_advocate.casework.people.restricted import NotYoursToRestrict, ReasonMissing, guarded, open_restricted
from hru_advocate.casework.people.safe_contact import reveal_safe_contact
from hru_advocate.casework.records.entries import Saved, save, start
from hru_advocate.casework.records.records import history, open_record, reveal_record
from hru_advocate.casework.records.searching import find
from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import keep_author
from hru_advocate.casework.today import look
from hru_advocate.errors import RestrictedCase
from tests.casework.open_sessions import add, id_of, new_case, worked_by

FLAG: dict[str, object] = {
    "kind": "restricted",
    "agreed_by": "Sgt Example",
    "agreed_on": "2026-11-01",
    "review": "2026-12-01",
    "told": "yes",
    "may_open": [{"name": "Kim Colleague"}],
}
ENDED: dict[str, object] = {"ended_on": "2026-11-20", "ended_because": "No longer so."}


@pytest.mark.parametrize(
    ("author", "more", "opens"),
    [
        ("Robin Example", {}, True),  # who set the flag
        ("Kim Colleague", {}, True),
        ("kim  colleague", {}, True),
        ("Ash Stranger", {}, False),
        ("Ash Stranger", {"kind": "urgent", "may_open": None}, True),
        ("Ash Stranger", {"may_open": None}, False),
        ("Ash Stranger", ENDED, True),
    ],
)
def test_a_restricted_case_opens_for_whom_it_names(
    session: Session, case: Saved, author: str, more: dict[str, object], *, opens: bool
) -> None:
    add(session, case, "flag", {key: value for key, value in (FLAG | more).items() if value})
    worked_by(session, author)
    if opens:
        assert find_case(session, case.ref) == id_of(case)
        assert guarded(session, id_of(case), case_page, id_of(case)).line.label.initials == "M. E."
        return
    for ask in (lambda: find_case(session, case.ref), lambda: guarded(session, id_of(case), case_page, id_of(case))):
        with pytest.raises(RestrictedCase):
            ask()


def test_lists_search_and_today_say_only_its_reference_until_a_reason_is_given(session: Session, case: Saved) -> None:
    other = new_case(session, victim="Bo Otherwise")
    called = {"method": "phone", "direction": "out", "with_whom": "victim", "happened": "2026-11-20"}
    called |= {"outside_rules": "The first call."}
    contact = add(session, case, "contact", called | {"fact": "Spoke of the harbour.", "next_contact": "2026-11-23"})
    add(session, case, "action", {"what": "Ring the harbour", "owner": "us", "due": "2026-11-22", "state": "open"})
    add(session, case, "flag", FLAG)
    keep_author(session, "Ash Stranger")
    seen = [guarded(session, None, list_cases, CaseFilter()), guarded(session, None, look), find(session, "harbour")]
    told = repr(seen)
    assert case.ref in told
    for word in ("harbour", "M. E.", "Mo ", "Example"):
        assert word not in told.replace("Bo Otherwise", "")
    assert "B. O." in told
    with pytest.raises(RestrictedCase):
        open_record(session, contact.entry)
    with pytest.raises(ReasonMissing):
        open_restricted(session, id_of(case), "  ")
    open_restricted(session, id_of(case), "The night duty  asked.")
    assert open_record(session, contact.entry).case == id_of(case)
    assert "harbour" in repr(find(session, "harbour"))
    lines, _older = history(session, id_of(case))
    assert ("Opened the restricted case", "Because: The night duty asked.", "Ash Stranger") in [
        (line.title, line.line, line.author) for line in lines
    ]
    assert [one.label.ref for one in looks(session) if one.label] == [case.ref, case.ref]
    assert other.ref not in repr(looks(session))


@pytest.mark.parametrize("reason", ["", "The locksmith asks"])
def test_a_number_that_was_refused_is_not_noted_as_shown(session: Session, case: Saved, reason: str) -> None:
    """Nor is it said first whether contact is allowed now: that is part of what is restricted."""
    person = add(session, case, "person", {"role": "victim", "name": "Mo Example", "phone": "01632 960415"})
    add(session, case, "flag", FLAG)
    keep_author(session, "Ash Stranger")
    with pytest.raises(RestrictedCase):
        reveal_record(session, person.entry, reason)
    assert [one for one in history(session, id_of(case))[0] if one.title == "Safe contact details shown"] == []


def test_a_flag_that_was_never_written_after_all_restricts_nothing(session: Session, case: Saved) -> None:
    worked_by(session, "Robin Example")
    with suppress(ZeroDivisionError), session.vault.write():
        add(session, case, "flag", FLAG)
        find_case(session, case.ref)
        raise ZeroDivisionError
    keep_author(session, "Ash Stranger")
    assert find_case(session, case.ref) == id_of(case)


def test_a_flag_that_is_set_or_ended_counts_at_once(session: Session, case: Saved) -> None:
    worked_by(session, "Ash Stranger")
    assert find_case(session, case.ref)
    worked_by(session, "Robin Example")
    flag = add(session, case, "flag", FLAG)
    worked_by(session, "Ash Stranger")
    with pytest.raises(RestrictedCase):
        find_case(session, case.ref)
    worked_by(session, "Robin Example")
    save(session, "flag", FLAG | ENDED, corrects=[flag.entry], reason="It ended.")
    worked_by(session, "Ash Stranger")
    assert find_case(session, case.ref)


@pytest.mark.parametrize(
    "wanted", [FLAG | ENDED, FLAG | {"kind": "urgent"}, FLAG | {"may_open": [{"name": "Ash Stranger"}]}]
)
def test_a_restriction_is_changed_only_by_whom_it_names_also_with_a_reason(
    session: Session, case: Saved, wanted: dict[str, object]
) -> None:
    flag = add(session, case, "flag", FLAG)
    keep_author(session, "Ash Stranger")
    with pytest.raises(RestrictedCase):
        save(session, "flag", wanted, corrects=[flag.entry], reason="It ended.")
    with pytest.raises(RestrictedCase):
        start(session, "flag", corrects=(flag.entry,))
    open_restricted(session, id_of(case), "The night duty asked.")
    with pytest.raises(NotYoursToRestrict):
        save(session, "flag", wanted, corrects=[flag.entry], reason="It ended.")
    with pytest.raises(NotYoursToRestrict):
        add(session, case, "flag", FLAG | {"may_open": [{"name": "Ash Stranger"}]})
    add(session, case, "flag", FLAG | {"kind": "urgent", "may_open": None})


def test_an_entry_of_a_restricted_case_is_not_corrected_by_way_of_another_case(session: Session, case: Saved) -> None:
    action = {"what": "Ring the harbour", "owner": "us", "due": "2026-11-22", "state": "open"}
    held = add(session, case, "action", action)
    other = new_case(session, victim="Bo Otherwise")
    add(session, case, "flag", FLAG)
    keep_author(session, "Ash Stranger")
    with pytest.raises(RestrictedCase):
        save(session, "action", action, case=id_of(other), corrects=[held.entry], reason="Another.")


def test_each_look_is_noted_once_a_session_and_told(session: Session, case: Saved) -> None:
    contact = add(
        session,
        case,
        "contact",
        {
            "method": "phone",
            "direction": "out",
            "with_whom": "victim",
            "happened": "2026-11-20",
            "fact": "Made up.",
            "outside_rules": "The first call.",
        },
    )
    for _ in range(2):
        case_page(session, id_of(case))
        open_record(session, contact.entry)
    reveal_safe_contact(session, id_of(case), "She asked.")
    told = [one.words for one in looks(session, id_of(case))]
    assert told == ["Safe contact details shown: She asked.", "Read: Contact", "Looked at the case"]
    assert looks(session, id_of(new_case(session))) == ()


def test_noting_a_look_is_one_more_thing_written_however_much_a_case_holds(session: Session, case: Saved) -> None:
    raw: dict[str, object] = {"happened": "2026-11-19", "behaviours": ["bh_called"], "what": "Made up."}
    open_record(session, add(session, case, "incident", raw).entry)  # whatever is read once for all
    written, first = [], []
    for _ in range(4):
        written.append(add(session, case, "incident", raw))
        first.append(_asked_of_the_file(session, written[-1]))
    assert [writes for writes, _steps in first] == [1] * 4
    assert len({steps for _writes, steps in first}) == 1, f"more for the last than for the first: {first}"
    assert [_asked_of_the_file(session, one)[0] for one in written] == [0] * 4, "noted already"


def _asked_of_the_file(session: Session, record: Saved) -> tuple[int, int]:
    """Open a record: how often the file was written to meanwhile, and the steps it took over all it was asked."""
    statements: list[str] = []
    steps: list[None] = []
    connection: Any = session.vault.connection()
    connection.set_trace_callback(statements.append)
    connection.set_progress_handler(lambda: steps.append(None), 1)
    open_record(session, record.entry)
    connection.set_progress_handler(None, 1)
    connection.set_trace_callback(None)
    return statements.count("BEGIN IMMEDIATE"), len(steps)


@pytest.mark.parametrize("words", ["Declan", "declan ex", "harbour", "D. E."])
def test_no_word_leads_to_a_restricted_case_but_its_reference(session: Session, words: str) -> None:
    case = new_case(session, victim="Declan Example")
    add(session, case, "action", {"what": "Ring the harbour", "owner": "us", "due": "2026-11-22", "state": "open"})
    assert list_cases(session, CaseFilter(text=words)) or find(session, words)
    add(session, case, "flag", FLAG)
    keep_author(session, "Ash Stranger")
    assert list_cases(session, CaseFilter(text=words)) == ()
    assert find(session, words) == ()
    for part in (case.ref, case.ref.lower(), f" {case.ref[4:8]} "):
        assert [line.label.initials for line in list_cases(session, CaseFilter(text=part))] == ["Restricted"]
    open_restricted(session, id_of(case), "The night duty asked.")
    assert list_cases(session, CaseFilter(text=words)) or find(session, words)


def test_what_is_restricted_takes_no_place_among_what_a_word_finds(session: Session, case: Saved) -> None:
    other = new_case(session, victim="Bo Otherwise")
    ring = {"what": "Ring the harbour", "owner": "us", "due": "2026-11-22", "state": "open"}
    add(session, other, "action", ring)
    for _more in range(3):
        add(session, case, "action", ring)
    add(session, case, "flag", FLAG)
    keep_author(session, "Ash Stranger")
    assert [hit.label.ref for hit in find(session, "harbour", 2) if hit.label] == [other.ref]
