"""An action on a day: late, due, to be asked after, cover or none, and what each way it ended needs."""

from __future__ import annotations

from datetime import date

import pytest

from hru_advocate.domain.actions.action import CHASED, DONE, NEEDS_REASON, OWED, STATE_WORDS, Action, action_fault
from hru_advocate.domain.actions.pauses import NEVER_RESTS, pause_on, rests

TODAY = date(2026, 11, 23)
NOT_YET = "cannot be done yet, and covers nothing"


def action(
    *,
    state: str = "open",
    due: date | None = None,
    chase: date | None = None,
    done: date | None = None,
    because: str = "",
    owner: str = "us",
) -> Action:
    wanted = next(one for one in STATE_WORDS if one == state)
    return Action("e", "Ring the landlord", owner, "", due, chase, ("rf_followed",), wanted, done, because)


@pytest.mark.parametrize(
    ("state", "due", "standing", "late", "covers", "words", "covering"),
    [
        ("open", date(2026, 11, 22), "late", 1, False, "1 day late", "is 1 day late and covers nothing"),
        ("open", date(2026, 11, 21), "late", 2, False, "2 days late", "is 2 days late and covers nothing"),
        ("open", TODAY, "due_today", 0, True, "due today", "is open, due today"),
        ("open", date(2026, 11, 24), "open", 0, True, "due Tue", "is open, due Tue"),
        ("open", date(2026, 11, 29), "open", 0, True, "due Sun", "is open, due Sun"),
        ("open", date(2026, 11, 30), "open", 0, True, "due 30 Nov", "is open, due 30 Nov"),
        ("open", date(2027, 1, 4), "open", 0, True, "due 4 Jan 2027", "is open, due 4 Jan 2027"),
        ("open", None, "no_day", 0, False, "no day set", "has no day it is due by, and covers nothing"),
        ("not_yet", date(2026, 11, 24), "not_yet", 0, False, "cannot be done yet", NOT_YET),
        ("not_yet", None, "not_yet", 0, False, "cannot be done yet", NOT_YET),
        ("not_yet", date(2026, 11, 22), "late", 1, False, "1 day late · cannot be done yet",
         "is 1 day late and covers nothing"),
        ("done", date(2026, 11, 22), "ended", 0, False, "done", None),
        ("done_late", date(2026, 11, 20), "ended", 0, False, "done late", None),
        ("done_on_paper", date(2026, 11, 24), "ended", 0, False, "done on paper only", None),
        ("refused", date(2026, 11, 24), "ended", 0, False, "refused", None),
        ("not_possible", date(2026, 11, 24), "ended", 0, False, "not possible", None),
        ("unsafe", date(2026, 11, 24), "ended", 0, False, "unsafe to do", None),
        ("moved_on", date(2026, 11, 24), "ended", 0, False, "moved on to somebody else", None),
    ],
)  # fmt: skip
def test_an_action_stands_to_the_day_as_its_own_day_says(
    state: str, due: date | None, standing: str, late: int, words: str, covering: str | None, *, covers: bool
) -> None:
    one = action(state=state, due=due)
    assert (one.standing(TODAY), one.late_days(TODAY), one.covers(TODAY)) == (standing, late, covers)
    assert one.standing_words(TODAY) == words
    assert one.covering_words(TODAY) == (f"an action of ours {covering}" if covering else "")


@pytest.mark.parametrize(
    ("owner", "whose"),
    [
        ("us", "an action of ours"),
        ("police", "an action of the police"),
        ("probation", "an action of probation"),
        ("health", "an action of health"),
        ("service", "an action of a service"),
        ("person", "an action of the person we support"),
        ("other", "an action of somebody else"),
    ],
)
def test_an_action_says_whose_it_is(owner: str, whose: str) -> None:
    assert action(owner=owner).whose == whose


BEFORE, AFTER = date(2026, 11, 20), date(2026, 11, 27)


@pytest.mark.parametrize(
    ("state", "due", "chase", "asks", "chased"),
    [
        ("open", AFTER, None, AFTER, False),
        ("open", AFTER, BEFORE, BEFORE, True),
        ("open", AFTER, TODAY, TODAY, True),
        ("open", AFTER, date(2026, 11, 24), date(2026, 11, 24), False),
        ("open", BEFORE, AFTER, BEFORE, False),
        ("open", None, None, None, False),
        ("open", None, TODAY, TODAY, True),
        ("not_yet", AFTER, TODAY, TODAY, True),
        ("done_on_paper", BEFORE, TODAY, TODAY, True),
        ("done_on_paper", BEFORE, None, None, False),
        ("done", BEFORE, TODAY, None, False),
        ("refused", BEFORE, TODAY, None, False),
        ("moved_on", BEFORE, TODAY, None, False),
    ],
)
def test_the_first_day_that_asks_is_the_one_in_lists(
    state: str, due: date | None, chase: date | None, asks: date | None, *, chased: bool
) -> None:
    one = action(state=state, due=due, chase=chase)
    assert (one.asks_on, one.to_chase(TODAY)) == (asks, chased)


@pytest.mark.parametrize(
    ("state", "due", "done", "because", "field"),
    [
        ("open", None, None, "", None),
        *[(state, TODAY, None, "", "because") for state in sorted(NEEDS_REASON)],
        *[(state, TODAY, None, "   ", "because") for state in sorted(NEEDS_REASON)],
        *[(state, TODAY, None, "He said no.", None) for state in sorted(NEEDS_REASON)],
        ("done", TODAY, None, "", "done_on"),
        ("done_late", BEFORE, None, "", "done_on"),
        ("done", TODAY, TODAY, "", None),
        ("done", BEFORE, date(2026, 11, 21), "", "state"),
        ("done", BEFORE, BEFORE, "", None),
        ("done", None, TODAY, "", None),
        ("done_late", BEFORE, BEFORE, "", "state"),
        ("done_late", BEFORE, date(2026, 11, 21), "", None),
        ("done_late", None, TODAY, "", "state"),
    ],
)
def test_each_way_it_ended_needs_its_reason_or_its_true_day(
    state: str, due: date | None, done: date | None, because: str, field: str | None
) -> None:
    fault = action_fault(action(state=state, due=due, done=done, because=because))
    assert (fault[0] if fault else None) == field
    assert fault is None or fault[1].endswith(".")


def test_every_state_is_open_reasoned_or_dated() -> None:
    assert {*NEEDS_REASON, *DONE, "open"} == set(STATE_WORDS)
    assert OWED < CHASED


@pytest.mark.parametrize(
    ("until", "back"),
    [
        ([], None),
        ([date(2026, 11, 22)], None),
        ([TODAY], None),
        ([date(2026, 11, 24)], date(2026, 11, 24)),
        ([date(2026, 11, 26), date(2026, 11, 25)], date(2026, 11, 25)),
        ([date(2026, 11, 26), TODAY], None),
    ],
)
def test_a_pause_ends_by_itself_and_the_shorter_of_two_holds(until: list[date], back: date | None) -> None:
    assert pause_on(until, TODAY) == back


@pytest.mark.parametrize(
    ("paused", "level", "slot", "so"),
    [
        (None, "standard", "contact", False),
        (AFTER, "standard", "contact", True),
        (AFTER, "medium", "action", True),
        (AFTER, None, "judgement", True),
        (AFTER, "high", "contact", False),
        *[(AFTER, "standard", slot, False) for slot in sorted(NEVER_RESTS)],
    ],
)
def test_a_pause_rests_reminders_and_hides_no_risk(
    paused: date | None, level: str | None, slot: str, *, so: bool
) -> None:
    assert rests(paused, level, slot) is so
