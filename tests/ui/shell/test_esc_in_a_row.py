"""Esc inside a row of the real window leaves the row; only the next one leaves the page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.casework.records.entries import save
from tests.ui.case.test_court_cards import CRIME
from tests.ui.case.test_orders_piece import MADE, button
from tests.ui.case_room import press
from tests.ui.every_page import destination_of
from tests.ui.shell.test_focus_keeper import calm, go, on
from ui.case.legal.clock_row import ClockRow
from ui.case.legal.orders import DayAsked, OrdersPiece
from ui.case.screen import CaseScreen
from ui.case_head.reason_line import ReasonLine
from ui.form.editors.links import Chooser, LinksEditor
from ui.form.screen import FormScreen
from ui.shell.destinations import CaseDestination, CasesDestination, Destination, FormRequest, filling_in
from ui.workspace import Workspace

Key = Qt.Key


def legal_page(inside: Workspace) -> CaseDestination:
    """Law and court of a case that has an order and a criminal case."""
    there = destination_of("legal", inside)
    assert isinstance(there, CaseDestination)
    for form, raw in (("order", MADE | {"served_on": "2026-10-02"}), ("criminal_case", CRIME)):
        inside.context.worker.ask(save, form, raw, case=there.case).result(timeout=20)
    return there


def stand_on(qtbot: QtBot, inside: Workspace, there: Destination) -> QWidget:
    """Go to a page by way of the cases, so that there is a step back."""
    qtbot.waitUntil(inside.frame.window().isActiveWindow)
    go(qtbot, inside, CasesDestination())
    go(qtbot, inside, there)
    assert on(inside) == there
    screen = inside.frame.here()
    assert screen is not None
    return screen


def esc_leaves_only(qtbot: QtBot, inside: Workspace, row: QWidget, there: Destination, tabs: int) -> None:
    """Esc, after some steps of Tab inside a row that is open, puts it away and nothing else."""
    for _ in range(tabs):
        press(Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert row.isVisible()
    assert row.isAncestorOf(focus)
    press(Key.Key_Escape)
    assert not row.isVisible()
    calm(qtbot, inside)
    assert on(inside) == there


def test_esc_leaves_a_clock_as_it_was_and_the_page_on_show(qtbot: QtBot, inside: Workspace) -> None:
    there = legal_page(inside)
    screen = stand_on(qtbot, inside, there)
    row = next(one for one in screen.findChildren(ClockRow) if one.step is not None)
    assert row.step is not None
    typing = row.day.parentWidget()
    assert typing is not None
    for tabs in range(3):
        row.step.click()
        esc_leaves_only(qtbot, inside, typing, there, tabs)
        assert row.step.hasFocus()
    press(Key.Key_Escape)
    calm(qtbot, inside)
    assert on(inside) == CasesDestination()


def test_esc_puts_the_day_of_an_order_away_and_the_page_stays(qtbot: QtBot, inside: Workspace) -> None:
    there = legal_page(inside)
    piece = stand_on(qtbot, inside, there).findChild(OrdersPiece)
    assert isinstance(piece, OrdersPiece)
    for tabs in range(4):
        button(piece, "Lifted or ended: Non-molestation order").click()
        asked = piece.asked
        assert isinstance(asked, DayAsked)
        esc_leaves_only(qtbot, inside, asked, there, tabs)
        assert piece.asked is None


def test_esc_leaves_the_question_for_a_reason(qtbot: QtBot, inside: Workspace) -> None:
    there = legal_page(inside)
    screen = stand_on(qtbot, inside, there)
    assert isinstance(screen, CaseScreen)
    reason: ReasonLine = screen.head.because
    for tabs in range(2):
        reason.open()
        esc_leaves_only(qtbot, inside, reason, there, tabs)


def test_esc_closes_a_list_of_links_and_the_form_stays(qtbot: QtBot, inside: Workspace) -> None:
    case = legal_page(inside).case
    there = filling_in("page", FormRequest("action", case))
    screen = stand_on(qtbot, inside, there)
    assert isinstance(screen, FormScreen)
    editor = next(one for one in screen.findChildren(LinksEditor) if one.isVisible())
    for tabs in range(2):
        editor.open()
        chooser = editor.findChild(Chooser)
        assert isinstance(chooser, Chooser)
        esc_leaves_only(qtbot, inside, chooser, there, tabs)
        assert editor.add.hasFocus()
