"""What holds the keyboard and is put away gives it to something on its page, never to the rail."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.casework.records.entries import save
from tests.ui.case.test_record_numbers import words_on
from tests.ui.case_room import press, type_words
from tests.ui.every_page import destination_of
from tests.ui.shell.test_esc_in_a_row import stand_on
from tests.ui.shell.test_focus_keeper import calm, held, on
from ui.case.incidents.table_screen import IncidentTableScreen
from ui.case.record_screen import RecordScreen
from ui.case.screen import CaseScreen
from ui.case_head.reason_line import SHOWN
from ui.controls.tick_boxes import Dropdown
from ui.shell.destinations import CaseDestination, IncidentTableDestination, RecordDestination, form_page
from ui.workspace import Workspace

Key = Qt.Key


def record_page(qtbot: QtBot, inside: Workspace, day: str) -> RecordScreen:
    """A person's record with an address, where one day of the week alone is safe."""
    case = destination_of("case", inside)
    assert isinstance(case, CaseDestination)
    ask = inside.context.worker.ask
    way = {"method": "mobile", "number": "07700 900417", "days": [day]}
    rules = {"may_contact": "yes", "confirmed": "2026-11-22", "ways": [way]}
    ask(save, "safe_contact", rules, case=case.case).result(timeout=20)
    person = {"role": "victim", "name": "Mo Example", "address": "1 Example Row, Widnes"}
    saved = ask(save, "person", person, case=case.case).result(timeout=20)
    screen = stand_on(qtbot, inside, RecordDestination(saved.entry, case.case))
    assert isinstance(screen, RecordScreen)
    return screen


@pytest.mark.parametrize("day", ["mon", "sun"])
def test_an_address_is_shown_with_words_and_the_keyboard_stays(
    qtbot: QtBot, inside: Workspace, announced: list[str], day: str
) -> None:
    screen = record_page(qtbot, inside, day)
    screen.reveal.button.setFocus()
    press(Key.Key_Space)
    calm(qtbot, inside)
    if day == "sun":  # outside the rules: Monday it is
        assert screen.reveal.because.line.hasFocus()
        type_words("The locksmith asks for it")
        press(Key.Key_Return)
        calm(qtbot, inside)
    assert "Widnes" in words_on(screen)
    assert SHOWN in announced
    held(inside)


def test_who_leaves_a_reason_stands_where_it_was_asked(qtbot: QtBot, inside: Workspace) -> None:
    screen = record_page(qtbot, inside, "sun")
    there = on(inside)
    screen.reveal.button.setFocus()
    press(Key.Key_Space)
    calm(qtbot, inside)
    press(Key.Key_Escape)
    calm(qtbot, inside)
    assert screen.reveal.button.hasFocus()
    assert on(inside) == there


def test_the_number_in_the_head_of_a_case_is_shown_with_words_and_the_keyboard_stays(
    qtbot: QtBot, inside: Workspace, announced: list[str]
) -> None:
    case = record_page(qtbot, inside, "sun").destination.case
    assert case is not None
    screen = stand_on(qtbot, inside, CaseDestination(case))
    assert isinstance(screen, CaseScreen)
    screen.head.reveal.setFocus()
    press(Key.Key_Space)
    calm(qtbot, inside)
    type_words("The locksmith asks for it")
    press(Key.Key_Return)
    calm(qtbot, inside)
    assert SHOWN in announced
    held(inside)


def test_a_page_that_is_left_once_its_words_are_kept_takes_no_keyboard_back(qtbot: QtBot, inside: Workspace) -> None:
    case = record_page(qtbot, inside, "sun").destination.case
    assert case is not None
    left = stand_on(qtbot, inside, IncidentTableDestination(case))
    assert isinstance(left, IncidentTableScreen)
    assert left.table.hasFocus()
    left.table.paste("20 Nov\tcame to work")
    inside.frame.go_to(form_page("order", case))
    calm(qtbot, inside)
    assert not left.isVisible()
    focus = QApplication.focusWidget()
    assert isinstance(focus, Dropdown)
    assert focus.accessibleName() == "Which order or rule"


def test_what_is_put_out_of_sight_hands_the_keyboard_to_nothing_outside_its_page(
    qtbot: QtBot, qapp: QApplication, inside: Workspace
) -> None:
    screen = record_page(qtbot, inside, "sun")
    screen.reveal.button.setFocus()
    calm(qtbot, inside)
    went_to: list[QWidget] = []

    def follow(_left: QWidget | None, held: QWidget | None) -> None:
        if held is not None:
            went_to.append(held)

    qapp.focusChanged.connect(follow)
    screen.reveal.button.hide()
    calm(qtbot, inside)
    qapp.focusChanged.disconnect(follow)
    assert went_to
    assert [one.accessibleName() for one in went_to if not screen.isAncestorOf(one)] == []
    held(inside)
