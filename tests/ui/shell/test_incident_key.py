"""Ctrl+I from anywhere: to the line of the open case, or first to the choice of one; not while somebody looks on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.incidents.lines import listed
from tests.ui.conftest import appear, settle
from tests.ui.every_page import destination_of
from ui.case.incidents.tab import IncidentsTab
from ui.case.screen import CaseScreen
from ui.cases.whose import WhoseScreen
from ui.shell.cover import Cover
from ui.shell.destinations import CaseDestination, TodayDestination
from ui.shell.frame import Frame
from ui.workspace import Workspace

CONTROL = Qt.KeyboardModifier.ControlModifier


class Keys:
    """Presses keys wherever the keyboard is, and counts those that are no text."""

    def __init__(self, qtbot: QtBot, inside: Workspace) -> None:
        self.qtbot, self.inside, self.count = qtbot, inside, 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.count += 1
        QTest.keyClick(self._focus(), key, modifiers)
        settle(self.qtbot, self.inside.context.bridge)
        settle(self.qtbot, self.inside.context.bridge)

    def text(self, words: str) -> None:
        QTest.keyClicks(self._focus(), words)

    def _focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        return focus if focus is not None else self.inside.frame


@pytest.fixture
def keys(qtbot: QtBot, inside: Workspace) -> Keys:
    appear(qtbot, inside.frame.window())
    inside.frame.go_to(TodayDestination())
    settle(qtbot, inside.context.bridge)
    return Keys(qtbot, inside)


def line_of(frame: Frame) -> IncidentsTab:
    screen = frame.here()
    assert isinstance(screen, CaseScreen)
    assert isinstance(screen.part, IncidentsTab)
    assert screen.part.quick.line.hasFocus()
    return screen.part


def test_from_today_an_incident_takes_three_keys_besides_text(inside: Workspace, keys: Keys) -> None:
    case = inside.context.worker.ask(list_cases, CaseFilter()).result(timeout=20)[2]
    keys.press(Qt.Key.Key_I, CONTROL)
    assert isinstance(inside.frame.here(), WhoseScreen)
    keys.text(case.label.ref)
    keys.press(Qt.Key.Key_Return)
    assert line_of(inside.frame).case == case.label.case
    keys.text("yesterday 3 pm, followed me from the bus stop")
    keys.press(Qt.Key.Key_Return)
    rows = inside.context.worker.ask(listed, case.label.case).result(timeout=20)
    assert any(row["what"] == "followed me from the bus stop" for row in rows)
    assert keys.count <= 3
    keys.press(Qt.Key.Key_Escape)
    here = inside.frame.here()
    assert here is not None
    assert here.destination == TodayDestination()


@pytest.mark.parametrize(
    "name", ["case", "contact", "conversation", "plan", "paper", "record", "versions", "incident_table"]
)
def test_from_any_page_of_a_case_it_is_that_case(inside: Workspace, keys: Keys, name: str) -> None:
    there = destination_of(name, inside)
    inside.frame.go_to(there)
    settle(keys.qtbot, inside.context.bridge)
    keys.press(Qt.Key.Key_I, CONTROL)
    assert line_of(inside.frame).case == destination_of("case", inside).case  # type: ignore[union-attr]  # a case's own
    keys.text("yesterday, ")
    keys.press(Qt.Key.Key_I, CONTROL)
    assert line_of(inside.frame).quick.line.text() == "yesterday, "


@pytest.mark.parametrize(
    "name", ["today", "cases", "directory", "unit", "settings", "search", "keys", "whose_incident", "form"]
)
def test_where_no_case_is_open_it_is_chosen_first(inside: Workspace, keys: Keys, name: str) -> None:
    inside.frame.go_to(destination_of(name, inside))
    settle(keys.qtbot, inside.context.bridge)
    keys.press(Qt.Key.Key_I, CONTROL)
    screen = inside.frame.here()
    assert isinstance(screen, WhoseScreen)
    assert screen.search.hasFocus()


def test_letters_that_no_case_has_open_none(inside: Workspace, keys: Keys) -> None:
    keys.press(Qt.Key.Key_I, CONTROL)
    keys.text("HRU-0000-0000")
    keys.press(Qt.Key.Key_Return)
    assert isinstance(inside.frame.here(), WhoseScreen)


def test_while_somebody_looks_on_it_leads_nowhere(inside: Workspace, keys: Keys) -> None:
    inside.frame.set_apart(apart=True)
    keys.press(Qt.Key.Key_I, CONTROL)
    here = inside.frame.here()
    assert here is not None
    assert here.destination == TodayDestination()
    inside.frame.set_apart(apart=False)


def test_under_the_cover_it_leads_nowhere(inside: Workspace, keys: Keys, qapp: QApplication) -> None:
    cover = Cover(qapp)
    cover.put_on(inside.context.now().date())
    keys.press(Qt.Key.Key_I, CONTROL)
    cover.take_off()
    here = inside.frame.here()
    assert here is not None
    assert here.destination == TodayDestination()


def test_a_draft_of_another_form_is_kept_when_one_goes_to_note_an_incident(inside: Workspace, keys: Keys) -> None:
    inside.frame.go_to(destination_of("contact", inside))
    settle(keys.qtbot, inside.context.bridge)
    keys.press(Qt.Key.Key_I, CONTROL)
    line_of(inside.frame)
    keys.press(Qt.Key.Key_Escape)
    here = inside.frame.here()
    assert here is not None
    assert here.destination == destination_of("contact", inside)
    assert not isinstance(here.destination, CaseDestination)
