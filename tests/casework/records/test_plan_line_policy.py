"""A signed-off plan is called by the day it was signed off; the day to look at it again says that it is one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hru_advocate.casework.cases.since import since_last_time
from hru_advocate.casework.records.records import history
from hru_advocate.casework.session import Session
from tests.casework.open_sessions import add, new_case
from tests.fixed_clock import FixedClock

ITEM = {"section": "home", "text": "x", "state": "chosen", "carry": "keep"}


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ({}, "Signed off 24 Nov 2026 · look again 7 Dec 2026"),
        (
            {"what_changed": "A new\nlock."},
            "Signed off 24 Nov 2026 · A new lock. · look again 7 Dec 2026",
        ),
    ],
)
def test_it_is_said_in_lists(session: Session, more: dict[str, object], line: str) -> None:
    case = new_case(session)
    assert case.case is not None
    assert isinstance(session.clock, FixedClock)
    session.clock.advance(timedelta(days=1))
    add(session, case, "safety_plan", {"made_on": "2026-11-23", "review": "2026-12-07", "items": [ITEM], **more})
    assert since_last_time(session, case.case)[1][0].text == line
    lines, _more = history(session, case.case)
    assert line in {one.line for one in lines}
