"""Today and what is late name nobody: whatever was typed, wherever a line has it from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta

import pytest

from hru_advocate.casework.late import late
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.casework.today import look
from tests.casework.open_sessions import add
from tests.fixed_clock import FixedClock

ORDER: dict[str, object] = {"kind": "other", "called": "Promise of Mo Example", "stage": "made", "there": True}
PLAN: dict[str, object] = {
    "items": [{"text": "I ring at once.", "state": "chosen", "carry": "carry", "section": "court_orders"}],
    "review": "2027-12-01",
    "what_changed": "First plan.",
}


def days_later(session: Session, days: int) -> None:
    clock = session.clock
    assert isinstance(clock, FixedClock)
    clock.advance(timedelta(days=days))


def the_order_ends(session: Session, case: Saved) -> str:
    add(session, case, "order", ORDER | {"made_on": "2026-11-20", "until": "2026-11-27"})
    return "Promise of M. E. ends in 4 days"


def the_plan_knew_nothing_of_it(session: Session, case: Saved) -> str:
    add(session, case, "safety_plan", PLAN)
    days_later(session, 1)
    add(session, case, "order", ORDER | {"made_on": "2026-11-24", "no_end": True})
    return "Safety plan: look again, because: Promise of M. E. holds now"


def reminders_rest(session: Session, case: Saved) -> str:
    add(session, case, "pause", {"until": "2026-12-07", "because": "Mo Example is away."})
    return "7 Dec 2026 · M. E. is away."


def a_hearing_comes(session: Session, case: Saved) -> str:
    add(session, case, "hearing", {"what_for": "family", "on": "2026-11-30", "court": "Where Mo Example went"})
    return "Where M. E. went"


def an_action_is_owed(session: Session, case: Saved) -> str:
    add(session, case, "action", {"what": "Ring Mo Example", "owner": "us", "due": "2026-11-25"})
    return "Ring M. E."


def a_contact_is_owed(session: Session, case: Saved) -> str:
    raw = {"happened": "2026-11-20", "method": "phone", "direction": "out", "with_whom": "victim", "fact": "x"}
    add(
        session,
        case,
        "contact",
        raw | {"next_contact": "2026-11-23", "next_for": "Ask Mo Example", "outside_rules": "x"},
    )
    return "Ask M. E."


Happens = Callable[[Session, Saved], str]
LATE: tuple[Happens, ...] = (an_action_is_owed, a_contact_is_owed, a_hearing_comes)


@pytest.mark.parametrize("happens", [*LATE, the_order_ends, the_plan_knew_nothing_of_it, reminders_rest])
def test_no_line_of_today_names_the_person(session: Session, case: Saved, happens: Happens) -> None:
    words = happens(session, case)
    shown = str(asdict(look(session)))
    assert words in shown
    assert "Example" not in shown


@pytest.mark.parametrize(
    ("happens", "words_then"),
    [
        *((one, "") for one in LATE),
        (the_order_ends, "Promise of M. E. has ended: say what comes now"),
        (the_plan_knew_nothing_of_it, "Safety plan: look again, because: Promise of M. E. holds now"),
    ],
)
def test_nor_does_anything_that_is_late(session: Session, case: Saved, happens: Happens, words_then: str) -> None:
    words = happens(session, case)
    days_later(session, 14)
    shown = [str(asdict(line)) for line in late(session)]
    assert any((words_then or words) in line for line in shown)
    assert [line for line in shown if "Example" in line] == []
