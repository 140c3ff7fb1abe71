"""Visits nobody came back from: among what is late, on the supervisor's page, first of everything, until checked in."""

from __future__ import annotations

from hru_advocate.casework.late import late
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.casework.supervision import supervision
from hru_advocate.casework.today import look
from hru_advocate.casework.visits.steps import call_off, check_in, go_out
from tests.casework.open_sessions import add, id_of
from tests.casework.visits.test_visits import VISIT, at


def said(session: Session) -> list[tuple[str, str, str, int]]:
    return [(line.sort, line.what, line.words, line.late_days) for line in late(session)]


def test_an_overdue_visit_is_late_first_of_all_until_somebody_is_back(session: Session, case: Saved) -> None:
    add(session, case, "action", {"what": "Ring", "owner": "us", "state": "open", "due": "2026-11-10"})
    out = go_out(session, add(session, case, "visit", VISIT).entry)
    assert [line[0] for line in said(at(session, "12:59"))] == ["action"]
    assert supervision(session).not_back == ()
    lines = said(at(session, "13:20"))
    assert lines[0] == ("visit", "Visit: Asha Worker, alone", "today 11:00 to 13:00 · overdue by 20 minutes", 0)
    assert [line[0] for line in lines] == ["visit", "action"]
    seen = supervision(session)
    assert seen.late == look(session).late == 2
    assert [one.words for one in seen.overdue] == ["1 overdue visit, 1 action"]
    assert [one.words for one in seen.not_back] == ["Asha Worker, alone, today 11:00 to 13:00 · overdue by 20 minutes"]
    assert seen.not_back[0].label.case == id_of(case)
    check_in(session, out.entry)
    assert [line[0] for line in said(session)] == ["action"]
    assert supervision(session).not_back == ()


def test_a_visit_never_checked_in_says_so_by_the_days(session: Session, case: Saved) -> None:
    planned = add(session, case, "visit", VISIT)
    (line,) = said(at(session, "09:00", day=24))
    assert line[2:] == ("yesterday 11:00 to 13:00 · never checked in", 1)
    (line,) = said(at(session, "09:00", day=26))
    assert line[3] == 3
    (seen,) = supervision(session).not_back
    assert seen.words.endswith("never checked in")
    call_off(session, planned.entry, "She was ill")
    assert said(session) == []


def test_what_is_late_of_a_visit_is_settled_at_the_visit(session: Session, case: Saved) -> None:
    visit = add(session, case, "visit", VISIT)
    (line,) = late(at(session, "14:00"))
    assert line.entry == visit.entry
    assert line.choices == ()
