"""What is late and how it is settled: which choice each sort has, what moves, what is forgotten, what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hru_advocate.casework.actions.actions import actions_of_case
from hru_advocate.casework.actions.pauses import pauses
from hru_advocate.casework.actions.reaching import not_reached
from hru_advocate.casework.late import LateLine, NotSettledHere, Settling, late, settle
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.casework.today import look
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.outcomes.outcome import QUESTIONS
from tests.casework.open_sessions import add, id_of, new_case, on

CALL: dict[str, Any] = {
    "happened": "2026-11-18", "method": "phone", "direction": "out", "with_whom": "victim", "fact": "x",
    "outside_rules": "The first call.",
}  # fmt: skip
ACTION: dict[str, Any] = {"what": "Ring", "owner": "us", "state": "open"}
DAY = "2026-11-20"
SORTS: dict[str, tuple[str, dict[str, Any], str]] = {
    "contact": ("contact", CALL | {"next_contact": DAY}, "next_contact"),
    "judgement": ("judgement", {"level": "high", "reason": "x", "made_on": "2026-11-10", "review": DAY}, "review"),
    "signposting": ("signposting", {"service": ["sv_national_stalking_helpline"], "consent": "given", "why": "x",
                                    "state": "waiting", "follow_up": DAY}, "follow_up"),
    "action": ("action", ACTION | {"due": DAY}, "due"),
    "flag": ("flag", {"kind": "urgent", "agreed_by": "Sgt", "agreed_on": "2026-11-01", "review": DAY, "told": "yes"},
             "review"),
    "outcome": ("outcome", {"stage": "start", "on": "2026-11-10", "ask_again": DAY} | dict.fromkeys(QUESTIONS, "yes"),
                "ask_again"),
}  # fmt: skip


def line_of(session: Session, case: Saved) -> LateLine:
    (line,) = (one for one in late(session) if one.label.case == case.case)
    return line


@pytest.mark.parametrize("sort", SORTS)
def test_what_has_a_day_of_its_own_is_put_off_with_a_reason(session: Session, case: Saved, sort: str) -> None:
    form, raw, field = SORTS[sort]
    on(session, date(2026, 11, 18))
    saved = add(session, case, form, raw)
    on(session, date(2026, 11, 23))
    (line,) = late(session)
    assert (line.entry, line.late_days) == (saved.entry, 3)
    assert line.sort == {"contact": "contact", "action": "action"}.get(sort, "review")
    assert ("put_off", "Another day") in line.choices
    moved = settle(session, line.entry, Settling("put_off", "She asked for it.", "2026-12-01"))
    assert late(session) == ()
    record = session.versions(saved.record)[-1]
    assert (record.entry, value_of(record.answers, field), record.reason) == (
        moved.entry, date(2026, 12, 1), "She asked for it.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("form", "raw", "choice"),
    [
        ("hearing", {"what_for": "trial", "on": DAY}, "put_off"),
        ("safety_plan", {"made_on": "2026-11-10", "review": DAY, "items": []}, "put_off"),
        ("contact", CALL | {"next_contact": DAY}, "done"),
        ("flag", SORTS["flag"][1], "refused"),
    ],
)
def test_what_is_settled_by_doing_it_is_not_settled_in_a_list(
    shared: Session, form: str, raw: dict[str, Any], choice: str
) -> None:
    case = new_case(on(shared, date(2026, 11, 23)))
    saved = add(shared, case, form, raw)
    with pytest.raises(NotSettledHere):
        settle(shared, saved.entry, Settling(choice, "Why", "2026-12-01"))


@pytest.mark.parametrize(
    ("action", "choices", "words"),
    [
        (ACTION | {"due": DAY}, 8, "Us · 3 days late"),
        (ACTION | {"due": "2026-12-20", "chase_on": DAY}, 8, "Us · due 20 Dec · ask after it"),
        (
            ACTION | {"state": "done_on_paper", "because": "x", "chase_on": DAY},
            7,
            "Us · done on paper only · ask after it",
        ),
        (ACTION | {"state": "not_yet", "because": "x", "due": DAY}, 8, "Us · 3 days late · cannot be done yet"),
    ],
)
def test_an_action_that_has_ended_is_not_put_off(
    shared: Session, action: dict[str, Any], choices: int, words: str
) -> None:
    case = new_case(on(shared, date(2026, 11, 23)))
    add(shared, case, "action", action)
    line = line_of(shared, case)
    assert (len(line.choices), line.words) == (choices, words)
    assert (("put_off", "Another day") in line.choices) is (choices == 8)
    assert line.choices[0] == ("done", "Done, on its true day")
    assert "open" not in dict(line.choices)


@pytest.mark.parametrize(
    ("said", "state", "done_on", "because", "reason"),
    [
        (Settling("done", day="2026-11-20"), "done", date(2026, 11, 20), None, "It was done"),
        (Settling("done", day="2026-11-21"), "done_late", date(2026, 11, 21), None, "It was done"),
        (Settling("done_late", "At last.", "2026-11-21"), "done_late", date(2026, 11, 21), None, "At last."),
        (Settling("refused", " He said no. "), "refused", None, "He said no.", "He said no."),
        (Settling("moved_on", "To housing."), "moved_on", None, "To housing.", "To housing."),
    ],
)
def test_how_an_action_ended_takes_the_place_of_why_it_waited(
    shared: Session, said: Settling, state: str, done_on: date | None, because: str | None, reason: str
) -> None:
    case = new_case(on(shared, date(2026, 11, 23)))
    saved = add(shared, case, "action", ACTION | {"state": "not_yet", "because": "No key.", "due": DAY})
    settle(shared, saved.entry, said)
    (record,) = shared.heads(case.case, ["action"])
    found = (value_of(record.answers, one) for one in ("state", "done_on", "because"))
    assert (*found, record.reason) == (state, done_on, because, reason)
    assert value_of(record.answers, "what") == "Ring"


def test_actions_of_all_cases_stand_by_the_day_they_ask_for(session: Session) -> None:
    on(session, date(2026, 11, 23))
    days = {"2026-11-25": {}, "2026-11-22": {}, "2026-11-24": {"chase_on": "2026-11-23", "due": "2026-12-30"}}
    for day, more in days.items():
        add(session, new_case(session), "action", ACTION | {"what": day, "due": day} | more)
    assert [line.action.what for line in look(session).actions] == ["2026-11-22", "2026-11-24", "2026-11-25"]
    assert look(session).to_ask_after == 1


@pytest.mark.parametrize(
    ("targets", "about"),
    [
        ([], ""),
        (["wish_1"], "for: a wish of her or his own"),
        (["rf_strangulation", "wish_1"], "{rf_strangulation}; a wish of her or his own"),
    ],
)
def test_what_an_action_is_for_is_named_and_a_wish_is_not_repeated(
    shared: Session, targets: list[str], about: str
) -> None:
    case = new_case(on(shared, date(2026, 11, 23)))
    add(shared, case, "action", ACTION | {"targets": targets, "agreed_at": "meeting"})
    (line,) = actions_of_case(shared, id_of(case))
    label = shared.product.label("rf_strangulation")
    said = about.replace("{rf_strangulation}", f"for: {label}")
    assert line.about == " · ".join(part for part in (said, "In a meeting") if part)


def test_whom_nobody_reached_is_not_said_where_the_case_rests_and_the_longest_comes_first(session: Session) -> None:
    on(session, date(2026, 11, 1))
    first = new_case(session)
    on(session, date(2026, 11, 3))
    second = new_case(session)
    on(session, date(2026, 11, 23))
    assert [(one.label.case, one.ever, one.tries) for one in not_reached(session)] == [
        (first.case, False, 0), (second.case, False, 0),
    ]  # fmt: skip
    rested = not_reached(session, (id_of(first),))
    assert [one.label.case for one in rested] == [second.case]
    add(session, second, "pause", {"until": "2026-11-30", "because": "Abroad."})
    assert pauses(session) == {id_of(second): date(2026, 11, 30)}


@pytest.mark.parametrize(("days", "shown"), [(0, False), (1, True), (2, True)])
@pytest.mark.parametrize(
    ("form", "raw", "sort"),
    [
        ("contact", CALL | {"next_contact": DAY}, "contact"),
        ("hearing", {"what_for": "trial", "on": DAY}, "date"),
        ("flag", SORTS["flag"][1], "review"),
        ("action", ACTION | {"due": DAY}, "action"),
    ],
)
def test_a_thing_is_late_from_the_day_after_its_day(
    session: Session, form: str, raw: dict[str, Any], sort: str, days: int, *, shown: bool
) -> None:
    case = new_case(on(session, date(2026, 11, 18)))
    add(session, case, form, raw)
    lines = late(on(session, date(2026, 11, 20 + days)))
    assert [(line.sort, line.late_days, line.at_needs) for line in lines] == ([(sort, days, False)] if shown else [])


def test_where_nobody_asked_how_it_is_going_it_is_settled_at_the_needs(session: Session) -> None:
    on(session, date(2026, 10, 1))
    new_case(session)
    on(session, date(2026, 10, 30))
    found = [(line.at_needs, line.entry, line.choices) for line in late(session) if line.what.startswith("How it is")]
    assert found == [(True, "", ())]


def test_of_actions_without_a_day_and_those_that_ended_the_last_stand_last(shared: Session) -> None:
    case = new_case(on(shared, date(2026, 11, 23)))
    rows: list[dict[str, Any]] = [
        {"what": "ended", "state": "refused", "because": "x", "due": "2026-11-01"}, {"what": "bare"},
        {"what": "later", "due": "2026-12-20"}, {"what": "sooner", "due": "2026-12-01"},
    ]  # fmt: skip
    for row in rows:
        add(shared, case, "action", ACTION | row)
    assert [line.what for line in actions_of_case(shared, id_of(case))] == ["sooner", "later", "bare", "ended"]
