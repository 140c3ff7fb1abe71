"""Actions as they are saved, listed, covering a risk and settled; pauses; whom nobody has reached."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hru_advocate.casework.actions.actions import actions_of_case
from hru_advocate.casework.actions.pauses import pause_words, paused_cases
from hru_advocate.casework.actions.reaching import not_reached
from hru_advocate.casework.cases.cases import CaseFilter, case_page, list_cases, next_dates
from hru_advocate.casework.late import DayNeeded, NothingChosen, Settling, WhyNeeded, late, settle
from hru_advocate.casework.overview import overview
from hru_advocate.casework.plan.knowledge import promised_in
from hru_advocate.casework.plan.planning import still_open
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import keep_settings, settings
from hru_advocate.casework.supervision import plans_without_cover, supervision
from hru_advocate.casework.today import look
from hru_advocate.errors import InvalidAnswer
from tests.casework.open_sessions import REFERRAL, add, id_of, new_case, on

TODAY = date(2026, 11, 23)
PROMISE: dict[str, object] = {"what": "Ring the landlord", "owner": "us"}
CALL: dict[str, object] = {
    "method": "phone", "direction": "out", "with_whom": "victim", "fact": "x", "outside_rules": "The first call.",
}  # fmt: skip
LEVEL: dict[str, object] = {"made_on": "2026-11-18", "reason": "Made up.", "review": "2027-01-30"}


def promise(session: Session, case: Saved, **more: object) -> Saved:
    return add(session, case, "action", PROMISE | more)


# ----------------------------------------------------------------------------------------------------------- saving


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, None),
        ({"state": "open"}, None),
        ({"state": "refused"}, "because"),
        ({"state": "refused", "because": "He said no."}, None),
        ({"state": "unsafe"}, "because"),
        ({"state": "done"}, "done_on"),
        ({"state": "done", "done_on": "2026-11-20", "due": "2026-11-19"}, "state"),
        ({"state": "done_late", "done_on": "2026-11-20", "due": "2026-11-19"}, None),
        ({"state": "done", "done_on": "2026-11-24"}, "done_on"),
        ({"from_entry": "no such entry"}, "from_entry"),
    ],
)
def test_an_action_is_saved_with_an_honest_state_or_not_at_all(
    session: Session, case: Saved, more: dict[str, object], field: str | None
) -> None:
    if field is None:
        promise(session, case, **more)
        assert len(actions_of_case(session, id_of(case))) == 1
        return
    with pytest.raises(InvalidAnswer) as refused:
        promise(session, case, **more)
    assert refused.value.field == field
    assert actions_of_case(session, id_of(case)) == ()


def test_an_action_comes_from_an_entry_of_its_own_case_only(session: Session, case: Saved) -> None:
    other = new_case(session)
    call = add(session, other, "contact", CALL | {"happened": "2026-11-23"})
    promise(session, other, agreed_at="contact", from_entry=call.entry)
    with pytest.raises(InvalidAnswer, match="not one of this case"):
        promise(session, case, agreed_at="contact", from_entry=call.entry)


def test_nothing_vanishes_and_what_is_late_comes_first(session: Session, case: Saved) -> None:
    promise(session, case, what="refused", state="refused", because="He said no.")
    promise(session, case, what="without a day")
    promise(session, case, what="next week", due="2026-11-30")
    promise(session, case, what="late", due="2026-11-20")
    lines = actions_of_case(session, id_of(case))
    assert [line.what for line in lines] == ["late", "next week", "without a day", "refused"]
    assert [line.words for line in lines] == ["3 days late", "due 30 Nov", "no day set", "refused"]
    assert lines[3].because == "He said no."


# ---------------------------------------------------------------------------------------------------------- coverage


@pytest.mark.parametrize(
    ("due", "state", "mark", "says", "bare"),
    [
        ("2026-11-23", "open", "action", "an action of ours is open, due today", False),
        ("2026-11-27", "open", "action", "an action of ours is open, due Fri", False),
        ("2026-11-22", "open", "none", "an action of ours is 1 day late and covers nothing", True),
        (None, "open", "none", "an action of ours has no day it is due by, and covers nothing", True),
        ("2026-11-27", "refused", "none", "", True),
    ],
)
def test_an_open_action_covers_its_risk_until_its_day_is_over(
    session: Session, case: Saved, due: str | None, state: str, mark: str, says: str, *, bare: bool
) -> None:
    field = next(
        one.id for one in session.forms.newest("risk_conversation").fields if one.fact == "rf_constant_contact"
    )
    add(session, case, "risk_conversation", {field: {"present": True}})
    more = {"due": due} if due else {}
    more |= {"because": "He said no."} if state == "refused" else {}
    promise(session, case, targets=["rf_constant_contact"], state=state, **more)
    row = next(row for row in still_open(session, id_of(case)).rows if row.id == "rf_constant_contact")
    assert (row.mark, row.action) == (mark, says)
    assert bool([one for one in plans_without_cover(session) if one.label.case == case.case]) is bare
    seen = overview(session, id_of(case))
    assert [one.action for one in seen.uncovered if one.id == "rf_constant_contact"] == [says]
    assert sum(row.covered for row in seen.cover.rows) == 0  # an action is no measure of the plan


@pytest.mark.parametrize(
    ("until", "more", "gone"),
    [
        ("2026-11-22", {}, True),
        ("2026-11-23", {}, False),  # her last day is one
        ("2026-11-22", {"owner_name": "LIN example"}, True),
        ("2026-11-22", {"owner_name": "DC Lin Example"}, True),
        ("2026-11-22", {"owner_name": "PC 1234 Example, Lin"}, True),
        ("2026-11-22", {"owner_name": "Lin"}, True),
        ("2026-11-23", {"owner_name": "Lin"}, False),
        ("2026-11-22", {"owner_name": "DC Example"}, False),  # so is who writes called
        ("2026-11-22", {"owner_name": "Kit Example"}, False),
        ("2026-11-22", {"owner_name": None}, False),
        ("2026-11-22", {"owner": "police"}, False),  # of that name elsewhere
        ("2026-11-22", {"state": "done", "done_on": "2026-11-20"}, False),
        (None, {}, False),
    ],
)
def test_a_promise_of_somebody_who_left_the_unit_covers_nothing_and_asks_whose_it_is(
    session: Session, case: Saved, until: str | None, more: dict[str, object], *, gone: bool
) -> None:
    raw: dict[str, object] = {"name": "Lin Example", "role": "advocate", "from": "2025-01-06"}
    save(session, "colleague", raw | ({"until": until} if until else {}))
    promise(session, case, **{"owner_name": "Lin Example", "due": "2026-11-27", **more})
    words = "who promised it has left the unit: whose is it now?"
    (line,) = actions_of_case(session, id_of(case))
    assert (words in line.words) is gone
    assert any("covers nothing" in one.words for one in promised_in(session, id_of(case))) is gone
    assert all(one.covers is not gone for one in promised_in(session, id_of(case)))


@pytest.mark.parametrize(
    ("others", "owner", "gone"),
    [
        ((), "Ben", True),
        ((), "DC Sample", True),
        ((), "PC 1234 B. Sample", True),
        ((), "Benjamin Sample", True),
        ((), "BS", True),
        ((), "PC", False),
        (({"name": "Bea Sample"},), "B. Sample", False),
        (({"name": "Ben Sampler"},), "Ben Sample", True),  # one letter off is not him
        (({"name": "Ben Vale"},), "Ben", False),  # he may be the one
        (({"name": "DC Ben Vale"},), "DC Ben Sample", True),
        (({"name": "Ben Vale", "until": "2026-11-22"},), "Ben", True),
        (({"name": "DS Ben Sample"},), "Ben Sample", False),  # he came back
        (({"name": "Ann Sample"},), "DC Sample", False),
    ],
)
def test_who_left_is_known_with_a_rank_and_by_one_name_where_nobody_here_has_it(
    session: Session, case: Saved, others: tuple[dict[str, str], ...], owner: str, *, gone: bool
) -> None:
    for one in (*others, {"name": "Ben Sample", "until": "2026-11-22"}):
        save(session, "colleague", {"role": "advocate", "from": "2025-01-06"} | one)
    promise(session, case, owner_name=owner, due="2026-11-27")
    (line,) = actions_of_case(session, id_of(case))
    assert ("who promised it has left the unit" in line.words) is gone
    assert any("covers nothing" in one.words for one in promised_in(session, id_of(case))) is gone


# ------------------------------------------------------------------------------------------------------- bulk review


def test_each_late_thing_is_settled_as_an_entry_of_its_own(session: Session, case: Saved) -> None:
    action = promise(session, case, due="2026-11-20")
    call = add(session, case, "contact", CALL | {"happened": "2026-11-18", "next_contact": "2026-11-23"})
    on(session, TODAY + timedelta(days=2))
    assert [(line.sort, line.late_days) for line in late(session)] == [("action", 5), ("contact", 2)]
    settled = settle(session, action.entry, Settling("done", day="2026-11-21"))
    line = actions_of_case(session, id_of(case))[0]
    assert (line.entry, line.words) == (settled.entry, "done late on 21 Nov")
    moved = settle(session, call.entry, Settling("put_off", "She asked for it.", "2026-12-01"))
    assert moved.record == call.record
    assert case_page(session, id_of(case)).line.next_contact == date(2026, 12, 1)
    assert late(session) == ()


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (Settling(""), NothingChosen),
        (Settling("done"), DayNeeded),
        (Settling("put_off", "because"), DayNeeded),
        (Settling("put_off", "", "2026-12-01"), WhyNeeded),
        (Settling("refused"), InvalidAnswer),
        (Settling("done", day="2026-12-30"), InvalidAnswer),
    ],
)
def test_what_is_not_said_settles_nothing(session: Session, case: Saved, said: Settling, error: type) -> None:
    action = promise(session, case, due="2026-11-20")
    with pytest.raises(error):
        settle(session, action.entry, said)
    assert [line.entry for line in late(session)] == [action.entry]


@pytest.mark.parametrize(
    ("state", "done", "words"),
    [("done", "2026-11-20", "done on 20 Nov"), ("done", "2026-11-21", "done late on 21 Nov")],
)
def test_done_is_said_late_by_its_true_day(session: Session, case: Saved, state: str, done: str, words: str) -> None:
    action = promise(session, case, due="2026-11-20")
    settle(session, action.entry, Settling(state, day=done))
    assert [line.words for line in actions_of_case(session, id_of(case))] == [words]


def test_an_action_to_be_asked_after_is_in_the_review_though_not_late(session: Session, case: Saved) -> None:
    promise(session, case, due="2026-12-20", chase_on="2026-11-23")
    promise(session, case, due="2026-12-20", chase_on="2026-11-24")
    assert [(line.late_days, "ask after it" in line.words) for line in late(session)] == [(0, True)]


def test_nobody_asks_after_an_action_that_is_done(session: Session, case: Saved) -> None:
    action = promise(session, case, due="2026-11-20", chase_on="2026-11-25")
    assert ["ask after it 25 Nov" in line.words for line in actions_of_case(session, id_of(case))] == [True]
    settle(session, action.entry, Settling("done", day="2026-11-20"))
    assert [line.words for line in actions_of_case(session, id_of(case))] == ["done on 20 Nov"]


# ----------------------------------------------------------------------------------------------------- nobody reached


@pytest.mark.parametrize(
    ("days", "said", "loud"), [(13, False, False), (14, True, False), (29, True, False), (30, True, True)]
)
def test_nobody_reached_is_said_from_its_day_and_loudly_from_the_other(
    session: Session, case: Saved, days: int, *, said: bool, loud: bool
) -> None:
    add(session, case, "contact", CALL | {"happened": "2026-11-23"})
    on(session, TODAY + timedelta(days=days))
    found = not_reached(session)
    assert [(one.days, one.loud) for one in found] == ([(days, loud)] if said else [])
    assert look(session).not_reached == supervision(session).not_reached == found
    words = case_page(session, id_of(case)).reach_line
    assert words == (f"Nobody reached for {days} days, not tried since" if said else "")


@pytest.mark.parametrize(
    ("later", "days", "tries"),
    [
        ([], 20, 0),
        ([{"direction": "attempt"}], 20, 1),
        ([{"direction": "attempt"}, {"direction": "attempt"}], 20, 2),
        ([{"with_whom": "officer"}], 20, 0),
        ([{"with_whom": "officer", "direction": "attempt"}], 20, 0),
        ([{}], None, 0),
        ([{"direction": "in"}], None, 0),
        # It reached her, though it promised another for the very same day.
        ([{"next_contact": "2026-12-05"}], None, 0),
    ],
)
def test_a_try_is_told_apart_from_reaching(
    session: Session, case: Saved, later: list[dict[str, object]], days: int | None, tries: int
) -> None:
    add(session, case, "contact", CALL | {"happened": "2026-11-23"})
    on(session, date(2026, 12, 5))
    for more in later:
        add(session, case, "contact", CALL | {"happened": "2026-12-05"} | more)
    on(session, TODAY + timedelta(days=20))
    on_hand = [(one.days, one.tries) for one in not_reached(session) if one.days >= 14]
    assert on_hand == ([(days, tries)] if days else [])


def test_whom_nobody_ever_reached_counts_from_the_referral(session: Session, case: Saved) -> None:
    add(session, case, "contact", CALL | {"happened": "2026-11-23", "direction": "attempt"})
    on(session, TODAY + timedelta(days=14))
    assert [one.words for one in not_reached(session)] == ["nobody reached for 14 days since the referral, 1 try since"]


def test_the_days_are_the_units(session: Session, case: Saved) -> None:
    kept = settings(session)
    keep_settings(session, type(kept)(quiet_days=7, silent_days=10))
    for days, loud in ((6, None), (7, False), (10, True)):
        on(session, TODAY + timedelta(days=days))
        assert [one.loud for one in not_reached(session)] == ([] if loud is None else [loud])


# -------------------------------------------------------------------------------------------------------------- pause


@pytest.mark.parametrize(("days", "resting"), [(0, True), (6, True), (7, False), (8, False)])
def test_a_pause_rests_reminders_and_ends_by_itself(session: Session, case: Saved, days: int, *, resting: bool) -> None:
    add(session, case, "contact", CALL | {"happened": "2026-11-18", "next_contact": "2026-11-23"})
    promise(session, case, due="2026-11-23")
    add(session, case, "pause", {"until": "2026-11-30", "because": "She is abroad."})
    on(session, TODAY + timedelta(days=days))
    page = look(session)
    assert (len(page.contacts), len(page.actions), len(page.paused)) == ((0, 0, 1) if resting else (1, 1, 0))
    assert bool(pause_words(session, id_of(case))) is resting
    assert [bool(line.paused_words) for line in list_cases(session, CaseFilter())] == [resting]
    assert any(line.words == "Reminders come back" for line in next_dates(session, id_of(case))) is resting


def test_a_pause_at_a_high_level_is_shown_and_rests_nothing(session: Session, case: Saved) -> None:
    add(session, case, "judgement", LEVEL | {"level": "high"})
    add(session, case, "contact", CALL | {"happened": "2026-11-18", "next_contact": "2026-11-23"})
    add(session, case, "pause", {"until": "2026-11-30", "because": "She is abroad."})
    page = look(session)
    assert len(page.contacts) == 1
    assert [one.said_all_the_same for one in page.paused] == [True]
    assert "level is high" in pause_words(session, id_of(case))


def test_a_pause_is_ended_early_by_its_next_version(session: Session, case: Saved) -> None:
    add(session, case, "pause", {"until": "2026-11-30", "because": "She is abroad."})
    assert len(paused_cases(session)) == 1
    add(session, case, "pause", {"until": "2026-11-23", "because": "She came back."})
    assert paused_cases(session) == ()


def test_supervision_counts_what_today_counts(session: Session, case: Saved) -> None:
    on(session, date(2026, 11, 18))
    other = save(session, "referral", {**REFERRAL, "victim": "Bo Example"})
    for one in (case, other):
        add(session, one, "contact", CALL | {"happened": "2026-11-18", "next_contact": "2026-11-20"})
        promise(session, one, due="2026-11-20")
    add(session, other, "judgement", LEVEL | {"level": "medium"})
    on(session, TODAY)
    seen, page = supervision(session), look(session)
    assert sum(one.count for one in seen.overdue) == seen.late == page.late == 4
    assert [one.label.case for one in seen.without_level] == [case.case]
