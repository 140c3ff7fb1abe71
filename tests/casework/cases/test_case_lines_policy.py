"""A case in a line, in its dates and in its history: what is said, what is hidden, and from which day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hru_advocate.casework import counter, overview
from hru_advocate.casework.cases import assessments, cases, since
from hru_advocate.casework.cases.cases import CaseFilter, CaseLine
from hru_advocate.casework.people.safe_contact import reveal_safe_contact
from hru_advocate.casework.records import records
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import checks
from hru_advocate.casework.wording import due_in_words, near_day_in_words, sort_in_words
from tests.casework.open_sessions import add, id_of, new_case
from tests.casework.vault.apart import write_apart

TODAY = date(2026, 11, 23)
CONTACT = {
    "happened": "2026-11-20T10:00", "method": "phone", "direction": "out", "with_whom": "victim",
    "outside_rules": "Asked.",
}  # fmt: skip
HIGH = {"made_on": "2026-11-22", "level": "high", "reason": "Followed.", "review": "2026-12-01"}


def line(session: Session, case: Saved) -> CaseLine:
    return next(one for one in cases.list_cases(session, CaseFilter(status="")) if one.label.ref == case.ref)


@pytest.mark.parametrize(
    ("more", "status", "words"),
    [
        ({}, "open", "Open"),
        ({"decision": "decline", "decision_reason": "Elsewhere."}, "declined", "Declined"),
    ],
)
def test_a_line_says_how_a_case_stands(session: Session, more: dict[str, object], status: str, words: str) -> None:
    found = line(session, new_case(session, **more))
    assert (found.status, found.status_words) == (status, words)
    assert (found.area_words, found.living_words) == ("Warrington", "lives apart")
    assert (found.level, found.level_words, found.review_due) == ("", "", None)
    assert (found.last_contact_words, found.next_contact, found.next_words, found.next_reason) == ("", None, "", "")
    assert (found.overdue, found.disputed) == (False, False)


@pytest.mark.parametrize(
    ("day", "words", "overdue"),
    [
        ("2026-11-21", "2 days over", True),
        ("2026-11-22", "1 day over", True),
        ("2026-11-23", "today", False),
        ("2026-11-24", "tomorrow", False),
        ("2026-12-03", "3 Dec", False),
    ],
)
def test_a_contact_that_is_owed_is_said_with_its_day(
    session: Session, case: Saved, day: str, words: str, overdue: bool
) -> None:
    add(session, case, "contact", CONTACT | {"next_contact": day, "next_for": "weekly call"})
    found = line(session, case)
    assert found.next_contact == date.fromisoformat(day)
    assert (found.next_words, found.next_reason, found.overdue) == (words, "weekly call", overdue)
    assert found.last_contact_words == "20 Nov"
    assert [(one.words, one.day_words, one.over) for one in cases.next_dates(session, id_of(case))] == [
        ("Contact · weekly call", near_day_in_words(date.fromisoformat(day), TODAY), overdue)
    ]


def test_a_contact_without_its_reason_is_called_a_contact(session: Session, case: Saved) -> None:
    add(session, case, "contact", CONTACT | {"next_contact": "2026-11-25"})
    assert [one.words for one in cases.next_dates(session, id_of(case))] == ["Contact"]


def test_names_in_a_list_are_initials_whoever_is_named(session: Session, case: Saved) -> None:
    """The person's own, and those of others in what a contact is for; small words need no look-up."""
    add(session, case, "person", {"role": "child", "name": "Kit Sample", "called": "Kitty"})
    add(session, case, "contact", CONTACT | {"next_contact": "2026-11-25", "next_for": "ask Kit Sample, Mo Example"})
    found = line(session, case)
    assert "Mo Example" not in found.next_reason
    assert "Kit Sample" not in found.next_reason
    assert found.next_reason.startswith("ask ")


def test_dates_ahead_come_earliest_first_each_with_what_it_is(session: Session, case: Saved) -> None:
    add(
        session,
        case,
        "judgement",
        {**HIGH, "made_on": "2026-11-20"},
    )
    add(session, case, "safety_plan", {"items": [], "review": "2026-11-27", "made_on": "2026-11-20"})
    add(session, case, "contact", CONTACT | {"next_contact": "2026-11-29"})
    found = cases.next_dates(session, id_of(case))
    assert [one.day.isoformat() for one in found] == ["2026-11-27", "2026-11-29", "2026-12-01"]
    assert [one.over for one in found] == [False] * 3
    add(
        session,
        case,
        "judgement",
        {**HIGH, "made_on": "2026-11-22", "review": "2026-12-05"},
    )
    days = [one.day.isoformat() for one in cases.next_dates(session, id_of(case))]
    assert days == ["2026-11-27", "2026-11-29", "2026-12-05"]  # an older judgement asks for nothing any more
    assert line(session, case).review_due == date(2026, 11, 27)
    order = {"kind": "nmo", "stage": "made", "made_on": "2026-11-02", "served_on": "2026-11-03", "until": "2026-12-20"}
    add(session, case, "order", order)
    orders = [(one.day.isoformat(), one.words) for one in cases.next_dates(session, id_of(case)) if one.slot == "order"]
    assert orders == [("2026-12-20", "Non-molestation order ends: ask about a new one now")]


@pytest.mark.parametrize("reason", ["Followed twice.", "a" * 120, "a" * 121])
def test_the_level_is_said_with_its_reason_as_far_as_it_fits(session: Session, case: Saved, reason: str) -> None:
    assert cases.case_page(session, id_of(case)).judged_words == ""
    add(session, case, "judgement", {**HIGH, "reason": reason})
    page = cases.case_page(session, id_of(case))
    shown = reason if len(reason) <= 120 else "a" * 119 + "…"
    assert page.judged_words == "advocate's judgement, yesterday"
    assert page.level_line == f"advocate's judgement, yesterday: “{shown}”"
    assert (page.line.level, page.line.level_words) == ("high", "High")


@pytest.mark.parametrize(
    ("count", "review", "words"),
    [(None, "", "No signed-off plan yet"), (0, "2026-12-07", "0 measures · look again 7 Dec 2026"),
     (1, "2026-12-07", "1 measure · look again 7 Dec 2026"), (2, "2026-12-07", "2 measures · look again 7 Dec 2026")],
)  # fmt: skip
def test_the_plan_in_a_line(session: Session, case: Saved, count: int | None, review: str, words: str) -> None:
    if count is not None:
        item = {"text": "Ring.", "state": "chosen", "carry": "keep"}
        add(session, case, "safety_plan", {"items": [item] * count, "review": review})
    assert cases.plan_words(session, id_of(case)) == words


def test_what_is_new_is_what_came_since_the_contact_before_the_last(session: Session, case: Saved) -> None:
    words, lines = since.since_last_time(session, id_of(case))
    assert (words, [one.kind for one in lines]) == ("since the beginning", ["Referral and intake"])
    add(session, case, "contact", CONTACT)
    assert since.since_last_time(session, id_of(case))[0] == "since the beginning"
    add(session, case, "person", {"role": "child", "name": "Kit Sample"})
    second = add(session, case, "contact", CONTACT)
    words, lines = since.since_last_time(session, id_of(case))
    assert words == "since today"
    assert [one.kind for one in lines] == ["Contact", "Person"]
    assert lines[0].entry == second.entry
    for _more in range(6):
        add(session, case, "person", {"role": "other", "name": "Kit Sample"})
    assert len(since.since_last_time(session, id_of(case))[1]) == 6


def test_people_are_listed_with_their_part_and_never_how_to_reach_them(session: Session, case: Saved) -> None:
    add(session, case, "person", {"role": "child", "name": "Kit Sample", "relation": "son", "address": "1 Example Row"})
    (child,) = [one for one in cases.people(session, id_of(case)) if one.name == "Kit Sample"]
    assert (child.role, child.relation) == ("Child", "son")
    assert "1 Example Row" not in str(cases.people(session, id_of(case)))


def test_the_numbers_beside_today_and_cases(session: Session, case: Saved) -> None:
    new_case(session, victim="Second Sample", decision="decline", decision_reason="Elsewhere.")
    add(session, case, "contact", CONTACT | {"next_contact": "2026-11-24"})
    assert (counter.counts(session).today, counter.counts(session).open_cases) == (0, 1)
    add(session, case, "contact", CONTACT | {"happened": "2026-11-21", "next_contact": "2026-11-23"})
    assert counter.counts(session).today == 1


@pytest.mark.parametrize(
    ("lives", "words"),
    [("together", "lives with them"), ("some_nights", "lives with them some nights"), ("apart", "lives apart"),
     ("never", "never lived together")],
)  # fmt: skip
def test_how_they_live_is_said_in_a_line(session: Session, lives: str, words: str) -> None:
    assert line(session, new_case(session, lives_together=lives)).living_words == words


def test_living_with_whoever_does_it_is_said_wherever_it_was_noted(session: Session, case: Saved) -> None:
    karl = {"role": "perpetrator", "name": "Karl Marsh", "lives_together": "together"}
    first = add(session, case, "person", karl)
    add(session, case, "person", karl | {"name": "His brother", "lives_together": "apart"})
    assert line(session, case).living_words == "lives with them"
    add(session, case, "situation", {"asked_on": "today", "lives_together": "apart"})
    assert line(session, case).living_words == "lives apart"
    moved = karl | {"lives_together": "some_nights"}
    save(session, "person", moved, case=id_of(case), corrects=[first.entry], reason="She went back")
    assert line(session, case).living_words == "lives with them some nights"
    family = {"role": "family", "name": "Karl Marsh"}
    newest = session.heads(id_of(case), ["person"])
    karls = next(one.entry for one in newest if one.answers["name"].value == "Karl Marsh")
    save(session, "person", family, case=id_of(case), corrects=[karls], reason="Another person")
    assert line(session, case).living_words == "lives apart"
    assert checks.verify(session).lines == ()


def test_two_versions_that_disagree_are_marked_in_the_line(session: Session, case: Saved) -> None:
    first = add(session, case, "contact", CONTACT | {"fact": "Tea."})
    save(session, "contact", CONTACT | {"fact": "Jam."}, corrects=[first.entry], reason="Not tea")
    assert not line(session, case).disputed
    write_apart(session, first.entry, {**CONTACT, "fact": "Rye."}, "Not tea")
    assert line(session, case).disputed
    (dispute,) = cases.case_page(session, id_of(case)).disputes
    assert (dispute.record, dispute.title, len(dispute.entries), dispute.form) == (
        first.record,
        "Contact",
        2,
        "contact",
    )


def test_the_level_of_the_risk_picture_is_the_one_judged(session: Session, case: Saved) -> None:
    assert assessments.risk_picture(session, id_of(case)).level_words == ""
    add(session, case, "judgement", HIGH)
    assert assessments.risk_picture(session, id_of(case)).level_words == "High"


EVENTS = [
    ("view", "Looked at the case"), ("reveal", "Safe contact details shown"), ("preview", "Page previewed"),
    ("passphrase_changed", "Passphrase changed"), ("recovery_used", "Recovery code used"), ("some_thing", "Some thing"),
]  # fmt: skip


@pytest.mark.parametrize(("event", "title"), EVENTS)
def test_an_event_in_the_history_is_said_in_words(session: Session, case: Saved, event: str, title: str) -> None:
    session.note_event(event, {}, case=id_of(case))
    newest = records.history(session, id_of(case))[0][0]
    assert (newest.title, newest.kind, newest.line, newest.author) == (title, "event", "", "Robin Example")
    assert newest.recorded_words == "23 Nov 2026, 10:00"


def test_the_history_says_why_a_number_was_shown_and_why_a_record_was_corrected(session: Session, case: Saved) -> None:
    way = {"method": "mobile", "number": "01632 960411", "days": ["sun"]}
    add(session, case, "safe_contact", {"may_contact": "yes", "confirmed": "2026-11-20", "ways": [way]})
    reveal_safe_contact(session, id_of(case), "She asked")
    first = add(session, case, "contact", CONTACT | {"fact": "Tea."})
    save(
        session,
        "contact",
        CONTACT | {"fact": "Jam."},
        corrects=[first.entry],
        reason="Not tea",
    )
    lines, older = records.history(session, id_of(case))
    assert older is None
    assert [(one.title, one.line) for one in lines[:1]] == [("Contact corrected", "Not tea")]
    assert lines[1].title == "Contact"
    assert (lines[2].title, lines[2].line) == (
        "Safe contact details shown", "Outside the safe contact rules: She asked"
    )  # fmt: skip
    page, older = records.history(session, id_of(case), limit=2)
    assert [one.entry for one in page] == [one.entry for one in lines[:2]]
    rest, _older = records.history(session, id_of(case), older=older)
    assert [one.entry for one in (*page, *rest)] == [one.entry for one in lines]


def test_a_record_shows_its_versions_newest_first_and_which_stands(session: Session, case: Saved) -> None:
    first = add(session, case, "contact", CONTACT | {"fact": "Tea."})
    second = save(session, "contact", CONTACT | {"fact": "Jam."}, corrects=[first.entry], reason="Not tea")
    for entry, head in ((first.entry, False), (second.entry, True)):
        view = records.open_record(session, entry)
        assert (view.head, view.disputed, view.layout) == (head, False, "page")
        assert [(one.entry, one.current, one.reason) for one in view.versions] == [
            (second.entry, True, "Not tea"), (first.entry, False, "")
        ]  # fmt: skip
    (listed,) = records.record_lines(session, id_of(case), ("contact",))
    assert (listed.entry, listed.corrected, listed.disputed) == (second.entry, True, False)
    assert {one.form for one in records.record_lines(session, id_of(case))} == {"contact", "referral"}


@pytest.mark.parametrize(
    ("days", "near", "due"),
    [(-2, "21 Nov", "2 days over"), (-1, "yesterday", "1 day over"), (0, "today", "today"), (1, "tomorrow", "tomorrow"),
     (2, "25 Nov", "25 Nov"), (40, "2 Jan 2027", "2 Jan 2027")],
)  # fmt: skip
def test_a_day_in_words(days: int, near: str, due: str) -> None:
    day = date.fromordinal(TODAY.toordinal() + days)
    assert (near_day_in_words(day, TODAY), due_in_words(day, TODAY)) == (near, due)


@pytest.mark.parametrize(
    ("sort", "words"),
    [("", ""), ("2026-11-23", "today"), ("2026-11-22T23:30", "yesterday"), ("2026-06-22T23:30:00.000Z", "23 Jun")],
)
def test_a_sortable_moment_in_words_by_the_clock_of_here(sort: str, words: str) -> None:
    assert sort_in_words(sort, TODAY) == words


@pytest.mark.parametrize(("copies", "words"), [(0, "No paper out"), (1, "Copy 1"), (3, "Copy 3"), (4, "; …")])
def test_paper_that_is_out_is_named_up_to_three(session: Session, case: Saved, copies: int, words: str) -> None:
    raw: dict[str, Any] = {"document": "full_plan", "how": "printed", "pages": 1, "state": "out"}
    for number in range(1, copies + 1):
        add(session, case, "paper", raw | {"copy_number": number})
    add(session, case, "paper", raw | {"copy_number": 9, "state": "returned"})
    said = overview.overview(session, id_of(case)).paper_words
    assert words in said
    assert said.count("Copy ") == min(copies, 3)
    assert "Copy 9" not in said
