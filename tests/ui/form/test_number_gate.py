"""Safe contact is corrected as its number is shown: by its rules, or with one line of reason that is kept."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from PySide6.QtCore import Qt

from hru_advocate.casework.records.entries import save
from hru_advocate.casework.records.records import history, record_lines
from tests.ui.case_room import CaseRoom, press, type_words
from tests.ui.made_up_case import REFERRAL, SAFE, write
from tests.ui.named_case import surnames_on
from ui.form.screen import FormScreen
from ui.shell.destinations import FormDestination, FormRequest

NUMBER = ("07700 900417", "07700900417")
CLOSED: Mapping[str, object] = {"may_contact": "yes", "confirmed": "2026-11-20", "ways": [
    {"method": "mobile", "number": "07700 900417", "days": ["sat"], "from": "10:00", "to": "14:00"},
]}  # fmt: skip


def referred(room: CaseRoom) -> str:
    """A case of which nothing is known but the referral."""
    case = room.worker.ask(save, "referral", dict(REFERRAL)).result(timeout=20).case
    assert case is not None
    return case


def case_with(room: CaseRoom, raw: Mapping[str, object]) -> str:
    case = referred(room)
    write(room.worker, "safe_contact", raw, case)
    return case


def correcting(room: CaseRoom) -> FormScreen:
    lines = room.worker.ask(record_lines, room.case, ("safe_contact",)).result(timeout=20)
    request = FormRequest("safe_contact", room.case, corrects=(lines[0].entry,))
    return room.show(FormScreen, FormDestination(request))


@pytest.mark.parametrize(("raw", "waits"), [(SAFE, False), (CLOSED, True)], ids=["within its hours", "outside them"])
def test_numbers_wait_for_a_reason_outside_the_rules_only(
    room: CaseRoom, raw: Mapping[str, object], *, waits: bool
) -> None:
    room.case = case_with(room, raw)
    screen = correcting(room)
    assert screen.gate.isVisible() is waits
    assert (screen.page is None) is waits
    assert bool(surnames_on(screen, NUMBER)) is not waits


def test_the_reason_opens_the_form_and_stands_in_the_history(room: CaseRoom) -> None:
    room.case = case_with(room, CLOSED)
    screen = correcting(room)
    assert screen.gate.line.hasFocus()
    type_words("She asked for it herself")
    press(Qt.Key.Key_Return)
    room.settle()
    assert screen.page is not None
    assert not screen.gate.isVisible()
    lines, _older = room.worker.ask(history, room.case).result(timeout=20)
    assert lines[0].line == "Outside the safe contact rules: She asked for it herself"


def test_without_a_reason_one_is_back_where_one_came_from(room: CaseRoom) -> None:
    room.case = case_with(room, CLOSED)
    screen = correcting(room)
    press(Qt.Key.Key_Return)
    room.settle()
    assert screen.page is None
    press(Qt.Key.Key_Escape)
    assert room.back_requests == [True]


def test_a_case_without_rules_is_given_its_first_without_a_question(room: CaseRoom) -> None:
    room.case = referred(room)
    screen = room.show(FormScreen, FormDestination(FormRequest("safe_contact", room.case)))
    assert screen.page is not None
    assert not screen.gate.isVisible()
