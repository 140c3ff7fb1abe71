"""Keys and clicks counted, as the README's table says: a routine call from Today, a number confirmed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.casework.cases.cases import case_page
from hru_advocate.casework.records.records import RecordLine, record_lines
from hru_advocate.casework.services.directory import service
from tests.ui.conftest import settle
from ui.case.screen import CaseScreen
from ui.directory.screen import DirectoryScreen
from ui.shell.destinations import CaseDestination, Destination, DirectoryDestination, TodayDestination
from ui.shell.screen import AnyScreen, ScreenContext
from ui.today.screen import TodayScreen

Show = Callable[..., AnyScreen]
Key = Qt.Key
ROUTINE_CALL = 10
CONFIRMED = 2


class Hands:
    """Presses keys wherever the keyboard is and counts them; words are typed and not counted."""

    def __init__(self) -> None:
        self.count = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.count += 1
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifiers)

    def click(self, widget: QWidget) -> None:
        self.count += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def type(self, words: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, words)


def test_a_routine_call_from_today(qtbot: QtBot, context: ScreenContext, show: Show) -> None:
    today = show(TodayScreen(context, TodayDestination()))
    assert isinstance(today, TodayScreen)
    visits: list[Destination] = []
    today.visit_requested.connect(lambda visit: visits.append(visit.destination))
    today._new.setFocus()
    hands = Hands()
    first = next(number for number, key in enumerate(today.lines.keyed) if key.accessibleName().startswith("Start"))
    hands.press(Key(Key.Key_1 + first))  # visits of today stand before the contacts
    there = visits[0]
    assert isinstance(there, CaseDestination)
    case = show(CaseScreen(context, there))
    assert isinstance(case, CaseScreen)
    before = len(lines_of(context, there.case))
    for key in (Key.Key_1, Key.Key_Tab, Key.Key_1, Key.Key_Tab, Key.Key_1, Key.Key_Tab):  # telephone, we, the victim
        hands.press(key)
    hands.type("Rang at the agreed time; she is well.")
    hands.press(Key.Key_Tab)
    hands.type("I slept through for once.")
    hands.press(Key.Key_Tab)
    hands.type("30 Nov 2026")
    hands.press(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, context.bridge)
    outside = len(lines_of(context, there.case)) == before
    if outside:  # of the rules now: one line of why, and saved once more
        hands.type("She asked me to ring at any time today.")
        hands.press(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        settle(qtbot, context.bridge)
    lines = lines_of(context, there.case)
    assert len(lines) == before + 1
    page = context.worker.ask(case_page, there.case).result(timeout=20)
    assert page.line.next_contact == date(2026, 11, 30)
    assert hands.count <= ROUTINE_CALL + outside


def test_a_number_is_confirmed(qtbot: QtBot, context: ScreenContext, show: Show) -> None:
    screen = show(DirectoryScreen(context, DirectoryDestination("national_stalking_helpline")))
    assert isinstance(screen, DirectoryScreen)
    before = context.worker.ask(service, "national_stalking_helpline").result(timeout=20).confirmations
    hands = Hands()
    hands.click(screen.confirming.value)
    hands.press(Key.Key_Return)
    settle(qtbot, context.bridge)
    after = context.worker.ask(service, "national_stalking_helpline").result(timeout=20).confirmations
    assert len(after) > len(before)
    assert hands.count <= CONFIRMED


def lines_of(context: ScreenContext, case: str) -> tuple[RecordLine, ...]:
    return context.worker.ask(record_lines, case, ("contact",)).result(timeout=20)
