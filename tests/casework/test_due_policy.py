"""What is due, over and kept, the day before, on the very day and the day after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hru_advocate.casework.cases.cases import case_page
from hru_advocate.casework.paper.copies import CopyLine
from hru_advocate.casework.plan.review_requests import review_of
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.casework.today import AHEAD, look
from hru_advocate.casework.wording import due_in_words, near_day_in_words
from tests.casework.open_sessions import add, id_of, on

TODAY = date(2026, 11, 23)
PLAN: dict[str, object] = {
    "made_on": "2026-11-23",
    "review": "2026-12-07",
    "items": [{"text": "Ring.", "state": "chosen", "carry": "keep"}],
}


def call(session: Session, case: Saved, day: str, **more: object) -> Saved:
    raw: dict[str, object] = {
        "happened": day,
        "method": "phone",
        "direction": "out",
        "outside_rules": "The first call: the rules are asked in it.",
        "with_whom": "victim",
        "fact": "x",
    }
    return add(session, case, "contact", raw | more)


@pytest.mark.parametrize(
    ("reached", "more", "owed"),
    [
        ("2026-11-22", {}, True),
        ("2026-11-23", {}, False),
        ("2026-11-22 23:59", {}, True),
        ("2026-11-23 00:01", {}, False),
        ("2026-11-23", {"direction": "attempt"}, True),
        ("2026-11-23", {"with_whom": "officer"}, True),
        ("2026-11-23", {"direction": "in"}, False),
    ],
)
def test_a_promise_is_kept_by_reaching_her_on_its_very_day(
    session: Session, case: Saved, reached: str, more: dict[str, object], *, owed: bool
) -> None:
    on(session, TODAY - timedelta(days=5))
    call(session, case, "2026-11-18", next_contact="2026-11-23", next_for="Weekly call")
    on(session, TODAY)
    assert [one.what for one in look(session).contacts] == ["Weekly call"]
    call(session, case, reached, **more)
    assert [one.what for one in look(session).contacts] == (["Weekly call"] if owed else [])
    line = case_page(session, id_of(case)).line
    assert (line.next_contact == TODAY) is owed


def test_a_promise_for_today_is_owed_until_another_contact_keeps_it(session: Session, case: Saved) -> None:
    on(session, TODAY - timedelta(days=1))
    call(session, case, "2026-11-22")
    on(session, TODAY)
    call(session, case, "2026-11-23 09:00", next_contact="2026-11-23", next_for="Ring back")
    assert [one.what for one in look(session).contacts] == ["Ring back"]
    assert case_page(session, id_of(case)).line.next_contact == TODAY
    call(session, case, "2026-11-23 15:00")
    assert look(session).contacts == ()


@pytest.mark.parametrize(("days", "shown", "over", "words"), [
    (-1, False, False, "tomorrow"), (0, True, False, "today"), (1, True, True, "1 day over"),
    (2, True, True, "2 days over"),
])  # fmt: skip
def test_a_contact_is_due_from_its_day_and_over_from_the_next(
    session: Session, case: Saved, days: int, words: str, *, shown: bool, over: bool
) -> None:
    on(session, TODAY - timedelta(days=5))
    call(session, case, "2026-11-18", next_contact="2026-11-23")
    on(session, TODAY + timedelta(days=days))
    contacts = look(session).contacts
    assert bool(contacts) is shown
    assert [(one.due.words, one.due.over_days) for one in contacts] == ([(words, days)] if shown else [])
    assert case_page(session, id_of(case)).line.overdue is over
    assert due_in_words(TODAY, TODAY + timedelta(days=days)) == words


@pytest.mark.parametrize(("days", "due"), [(-1, False), (0, True), (1, True)])
def test_a_plan_is_to_be_looked_at_from_its_very_day(session: Session, case: Saved, days: int, *, due: bool) -> None:
    add(session, case, "safety_plan", PLAN)
    on(session, date(2026, 12, 7) + timedelta(days=days))
    found = review_of(session, id_of(case))
    assert (found.day, found.due) == (date(2026, 12, 7), due)


@pytest.mark.parametrize(("days", "shown"), [(8, False), (7, True), (1, True), (0, True), (-1, True)])
def test_reviews_are_shown_a_week_ahead(session: Session, case: Saved, days: int, *, shown: bool) -> None:
    add(session, case, "safety_plan", PLAN)
    on(session, date(2026, 12, 7) - timedelta(days=days))
    assert timedelta(days=7) == AHEAD
    reviews = look(session).reviews
    assert [one.what for one in reviews] == (["Safety plan"] if shown else [])
    assert [one.due.over_days for one in reviews] == ([-days] if shown else [])


@pytest.mark.parametrize(("state", "asks"), [("out", True), ("lost", True), ("returned", False), ("destroyed", False)])
def test_a_copy_asks_to_be_destroyed_on_its_day_while_somebody_may_find_it(
    session: Session, case: Saved, state: str, *, asks: bool
) -> None:
    raw: dict[str, object] = {
        "made_on": "2026-11-23", "document": "full_plan", "how": "printed", "copy_number": 1, "pages": 2,
        "kept_where": "her mother's", "destroy_by": "2026-12-07", "state": state,
    }  # fmt: skip
    add(session, case, "paper", raw)
    on(session, date(2026, 12, 7))
    assert [(one.what, one.due.over_days) for one in look(session).reviews] == (
        [("Paper to destroy or change", 0)] if asks else []
    )


@pytest.mark.parametrize(("state", "out"), [("out", True), ("lost", True), ("returned", False), ("destroyed", False)])
def test_a_copy_that_is_lost_may_still_be_found(state: str, *, out: bool) -> None:
    line = CopyLine("e", "c", "HRU", 1, "full_plan", "", "out", (), (), None)
    assert replace(line, state=state).out is out


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-21", "21 Nov"),
        ("2026-11-22", "yesterday"),
        ("2026-11-23", "today"),
        ("2026-11-24", "tomorrow"),
        ("2026-11-25", "25 Nov"),
        ("2027-01-01", "1 Jan 2027"),
        ("2025-12-31", "31 Dec 2025"),
    ],
)
def test_a_day_near_today_is_said_as_people_say_it(day: str, words: str) -> None:
    assert near_day_in_words(date.fromisoformat(day), TODAY) == words
