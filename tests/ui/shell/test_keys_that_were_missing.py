"""Keys that pages promise: Enter in a line does what its button does, and Ctrl N writes the closure."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hru_advocate.casework.records.entries import keep_draft
from hru_advocate.domain.ledger.ids import new_id
from tests.ui.case_room import press, type_words
from tests.ui.every_page import destination_of
from tests.ui.shell.test_esc_in_a_row import stand_on
from tests.ui.shell.test_focus_keeper import calm, go, on
from tests.ui.visits.conftest import room as _room
from tests.ui.visits.test_before_going_page import Walk, line_of
from tests.ui.visits.test_visit_mode import end_of
from tests.ui.visits.visit_room import Room, tell
from ui.case.closing.screen import ClosingScreen
from ui.help.keys import KEYS
from ui.shell.destinations import BeforeVisitDestination, ClosingDestination, FormDestination
from ui.visits.before_screen import BeforeVisitScreen
from ui.workspace import Workspace

Key = Qt.Key
room = _room


def test_enter_in_the_line_calls_a_visit_off(qtbot: QtBot, inside: Workspace) -> None:
    case, entry = inside.context.worker.ask(tell).result(timeout=60)
    go(qtbot, inside, BeforeVisitDestination(case, entry))
    page = inside.frame.here()
    assert isinstance(page, BeforeVisitScreen)
    page.steps.off.click()
    press(Key.Key_Return)  # without a word nothing is called off
    calm(qtbot, inside)
    assert line_of(Walk(qtbot, inside), case).standing == "not_out"
    page.steps.because.setFocus()
    type_words("She is in hospital")
    press(Key.Key_Return)
    calm(qtbot, inside)
    assert line_of(Walk(qtbot, inside), case).standing == "called_off"


def test_enter_in_back_at_checks_in(room: Room) -> None:
    room.begin()
    page = end_of(room)
    page.end.click()
    page.back_at.setText(f"{room.clock.now():%H:%M}")
    page.back_at.setFocus()
    press(Key.Key_Return)
    room.qtbot.waitUntil(lambda: room.standing() == "back")
    room.settle()


@pytest.mark.parametrize("begun", [False, True])
def test_ctrl_n_writes_the_closure_and_is_heard(qtbot: QtBot, inside: Workspace, begun: bool) -> None:
    there = destination_of("closing", inside)
    assert isinstance(there, ClosingDestination)
    if begun:  # its button has other words then
        draft = new_id(1_795_000_000_000, b"0123456789")
        inside.context.worker.ask(keep_draft, draft, "closure", {"because": "Made up"}, case=there.case).result(20)
    page = stand_on(qtbot, inside, there)
    assert isinstance(page, ClosingScreen)
    assert page.write.accessibleName() == f"{'Go on with' if begun else 'Write'} the closure, Ctrl N"
    press(Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(on(inside), FormDestination))
    form = on(inside)
    assert isinstance(form, FormDestination)
    assert form.request.form == "closure"
    calm(qtbot, inside)


def test_the_page_of_keys_says_where_ctrl_n_and_ctrl_p_work() -> None:
    said = {
        key: [words for entries in KEYS.values() for one, words in entries if one == key]
        for key in ("Ctrl N", "Ctrl P")
    }
    assert any("closure" in words for words in said["Ctrl N"])
    assert any("letter" in words and "disclosure" in words for words in said["Ctrl P"])
