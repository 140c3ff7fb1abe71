"""Today costs what is due, not what the vault holds: no closed case and no long one is gone through again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from importlib.resources import files
from typing import Any

import msgspec
import pytest

from hru_advocate.casework import product
from hru_advocate.casework.counter import counts
from hru_advocate.casework.late import late
from hru_advocate.casework.outcomes.standing import standing
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.casework.supervision import plans_without_cover, supervision
from hru_advocate.casework.today import look
from hru_advocate.domain.catalogue import Catalogue
from tests.casework.open_sessions import NOW, add, new_case

OTHERS = 30
EVERY = 10
"""The steps of SQLite's machine between two calls of the handler that counts them."""

MEETING = {
    "kind": "marac",
    "basis": ["judgement"],
    "why": "It happens more often.",
    "referred_on": "2026-11-02",
    "on": "2026-11-20",
    "state": "held",
}
ACTION = {"what": "Ask the landlord for the lock", "owner": "us", "state": "open", "due": "2026-11-20"}
CONTACT = {"method": "phone", "direction": "in", "with_whom": "victim", "fact": "All is quiet."}
INCIDENT = {"happened": "2026-10-20", "what": "Stood at the gate."}

PAGES: dict[str, Callable[[Session], object]] = {
    "today": look,
    "the number in the rail": counts,
    "late": late,
    "supervision": supervision,
}
AGAIN: dict[str, Callable[[Session], object]] = PAGES | {
    "open work of the figures": standing,
    "plans without cover": plans_without_cover,
}


class Counted:
    """Counts the records that are read and the steps SQLite takes, from one question to the next."""

    def __init__(self, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
        self.session, self.records, self._steps = session, 0, 0
        inner = Session.read

        def read(one: Session, entry: Any) -> Any:
            self.records += 1
            return inner(one, entry)

        monkeypatch.setattr(Session, "read", read)

    def of(self, page: Callable[[Session], object]) -> tuple[int, int]:
        """The records and the steps a page takes."""
        self.records = self._steps = 0
        connection: Any = self.session.vault.connection()  # the program itself never asks to be told of steps
        connection.set_progress_handler(self._count, EVERY)
        page(self.session)
        connection.set_progress_handler(None, EVERY)
        return self.records, self._steps

    def _count(self) -> int:
        self._steps += EVERY
        return 0


def working(session: Session) -> Saved:
    """A case with something of every sort Today asks after."""
    case = new_case(session)
    add(session, case, "meeting", MEETING)
    add(session, case, "action", ACTION)
    add(session, case, "contact", CONTACT | {"happened": "2026-11-01", "next_contact": "2026-11-10"})
    add(session, case, "incident", INCIDENT | {"happened": "2026-11-22"})
    return case


def day(number: int) -> str:
    return (NOW.date() - timedelta(days=30 + number)).isoformat()


def closed_cases(session: Session, _case: Saved) -> None:
    for _ in range(OTHERS):
        other = new_case(session, decision="decline", decision_reason="Elsewhere.")
        add(session, other, "action", ACTION)
        add(session, other, "incident", INCIDENT)


def told_contacts(session: Session, case: Saved) -> None:
    for number in range(2 * OTHERS):
        add(session, case, "contact", CONTACT | {"happened": day(number)})


def told_incidents(session: Session, case: Saved) -> None:
    """Written down before the MARAC was referred, and so told to it."""
    for number in range(2 * OTHERS):
        add(session, case, "incident", INCIDENT | {"happened": day(number)})


GROWTH: dict[str, Callable[[Session, Saved], None]] = {
    "closed cases": closed_cases,
    "contacts of a case": told_contacts,
    "incidents of a case": told_incidents,
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("growth", GROWTH)
def test_what_lies_behind_costs_today_nothing(
    session: Session, monkeypatch: pytest.MonkeyPatch, page: str, growth: str
) -> None:
    case = working(session)
    counted = Counted(session, monkeypatch)
    counted.of(PAGES[page])
    add(session, case, "incident", INCIDENT | {"happened": "2026-11-21"})
    before = counted.of(PAGES[page])
    GROWTH[growth](session, case)
    if growth == "incidents of a case":  # the MARAC hears of them
        again = {key: value for key, value in MEETING.items() if key != "on"}
        add(
            session,
            case,
            "meeting",
            again | {"referred_on": NOW.date().isoformat(), "state": "planned", "chase_on": "2026-12-20"},
        )
    counted.of(PAGES[page])
    add(session, case, "incident", INCIDENT | {"happened": "2026-11-21"})
    after = counted.of(PAGES[page])
    assert after[0] <= before[0] + 2
    assert after[1] <= before[1] + 100 * OTHERS  # a look into an index for each; a line read would be hundreds


@pytest.mark.parametrize("page", AGAIN)
def test_gone_to_again_a_page_reads_one_case_alone(
    session: Session, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    cases = [working(session) for _ in range(OTHERS)]
    counted = Counted(session, monkeypatch)
    first, _steps = counted.of(AGAIN[page])
    add(session, cases[0], "contact", CONTACT | {"happened": "2026-11-02"})
    again, _steps = counted.of(AGAIN[page])
    assert first > OTHERS
    assert again < 25


def test_what_was_read_ahead_is_all_that_the_first_page_asks_of_the_programs_files(
    session: Session, case: Saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(session, case, "action", ACTION | {"targets": ["rf_very_frightened"], "due": "2026-11-20"})
    forms, program = Catalogue(files("forms")), product.Product()
    monkeypatch.setattr(product, "shipped_forms", lambda: forms)
    monkeypatch.setattr(product, "shipped", lambda: program)
    product.read_ahead()
    session.forms, session.program = forms, program
    session.renew()
    read: list[bytes] = []
    monkeypatch.setattr(msgspec.toml, "decode", lambda data, **_asked: read.append(data))
    assert look(session).actions
    assert read == []


def test_what_is_kept_of_plans_without_cover_follows_what_is_written(session: Session) -> None:
    form = session.forms.newest("risk_conversation")
    finding = next(one.id for one in form.fields if one.kind == "finding")
    cases = [new_case(session) for _ in range(10)]
    told = {"held_on": "20 Nov 2026", finding: {"present": True, "how": ["victim_said"]}}
    for case in cases[:5]:
        add(session, case, "risk_conversation", told)
    assert _without_cover(session) == 5
    for case in cases[5:]:
        add(session, case, "risk_conversation", told)
    assert _without_cover(session) == 10


def _without_cover(session: Session) -> int | None:
    (table,) = standing(session).tables
    return table.rows[-1].figures[0].count


def test_more_that_is_late_is_no_more_questions(session: Session, case: Saved) -> None:
    """What is late is looked up at once, and each visit that nobody came back from is read once."""

    def asked() -> int:
        questions: list[str] = []
        connection: Any = session.vault.connection()  # the program itself never asks to be told of its questions
        connection.set_trace_callback(questions.append)
        late(session)
        connection.set_trace_callback(None)
        return len(questions)

    add(session, case, "action", ACTION)
    late(session)
    before = asked()
    for number in range(OTHERS):
        add(session, case, "action", ACTION | {"what": f"Ask after the lock once more, {number}"})
    late(session)
    assert len(late(session)) > OTHERS
    assert asked() == before
