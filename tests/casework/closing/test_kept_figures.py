"""What is kept of an erased case is what was counted of it while it was here."""

from __future__ import annotations

from datetime import UTC, datetime

from hru_advocate.casework.closing.figures import keep_figures
from hru_advocate.casework.outcomes.counting import unit_facts
from hru_advocate.casework.outcomes.kept import kept_facts, waiting_figures
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from tests.casework.closing.closed_cases import close
from tests.casework.open_sessions import add, id_of, new_case
from tests.fixed_clock import FixedClock

CALL: dict[str, object] = {
    "happened": "2026-11-14",
    "what": "Two calls.",
    "basis": "report",
    "behaviours": ["bh_called"],
}


def test_an_incident_that_was_taken_back_is_not_kept_as_one(session: Session) -> None:
    case = new_case(session)
    add(session, case, "incident", CALL)
    noted = add(session, case, "incident", CALL | {"happened": "2026-11-15"})
    save(session, "incident", CALL | {"taken_back": True}, corrects=[noted.entry], reason="Another case")
    close(session, case)
    keep_figures(session, id_of(case))
    (row,) = waiting_figures(session)
    assert row["incidents"] == len(unit_facts(session).cases[0].incidents) == 1


def test_a_referral_of_which_no_day_is_known_is_kept_in_the_month_it_was_written_down(session: Session) -> None:
    """In the first hour of July, which elsewhere is June."""
    session.clock = FixedClock(datetime(2027, 6, 30, 23, 30, tzinfo=UTC))
    case = new_case(session, received={"state": "not_known"})
    referred = unit_facts(session).cases[0].referred
    keep_figures(session, id_of(case))
    (kept,) = kept_facts(session)
    assert referred is not None
    assert kept.referred == referred.replace(day=1)
