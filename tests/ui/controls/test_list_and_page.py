"""A list and its page where only one has room: arrows walk the list, Enter opens, the keyboard is never handed on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.case_room import press
from tests.ui.conftest import appear
from ui.controls.lists.line_list import LineList, ListLine
from ui.controls.lists.list_and_page import ListAndPage
from ui.controls.theme import dress

Key = Qt.Key
NARROW, WIDE = 600, 1200


@pytest.fixture
def both(qtbot: QtBot) -> Iterator[ListAndPage]:
    """Three rows in a narrow window, the keyboard on the list; whatever is chosen is shown at once."""
    window, page = QWidget(), QPushButton("page")
    both = ListAndPage("Rows", page, "Choose a row.")
    column = QVBoxLayout(window)
    column.addWidget(QPushButton("rail"))
    column.addWidget(both)
    both.chosen.connect(lambda _row: both.show_page())
    both.show_lines(["one", "two", "three"], [ListLine(head, "") for head in ("One", "Two", "Three")])
    window.resize(NARROW, 500)
    appear(qtbot, window)
    both.take_keyboard()
    yield both
    window.close()


def test_arrows_walk_and_enter_opens(both: ListAndPage) -> None:
    press(Key.Key_Down)
    press(Key.Key_Down)
    assert both.list.hasFocus()
    assert both.shown == ""
    press(Key.Key_Return)
    assert both.shown == "two"
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.text() == "Back to the list"
    press(Key.Key_Space)
    assert both.list.hasFocus()


def test_a_click_opens(both: ListAndPage) -> None:
    spot = both.list.visualRect(both.list.model().index(2, 0)).center()
    QTest.mouseClick(both.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert both.shown == "three"
    assert not both.list.isVisible()


def test_a_window_made_narrow_leaves_the_keyboard_on_the_way_back(both: ListAndPage) -> None:
    both.window().resize(WIDE, 500)
    press(Key.Key_Down)
    assert (both.shown, both.list.hasFocus()) == ("one", True)
    both.window().resize(NARROW, 500)
    QTest.qWait(1)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.text() == "Back to the list"


def test_a_row_that_is_gone_to_opens_though_the_keyboard_is_on_the_list(both: ListAndPage) -> None:
    both.go_to("two")
    assert both.shown == "two"


def test_no_row_lies_over_another_though_the_list_was_made_narrower_while_it_measured_them(qtbot: QtBot) -> None:
    """As on the way to a page, whose other side takes its room when the rows are known."""
    page = QWidget()
    qtbot.addWidget(page)
    dress(page)
    page.resize(1200, 400)
    lines = LineList("Measures")
    lines.setParent(page)
    lines.resize(1127, 300)
    appear(qtbot, page)
    QTest.qWait(1)
    assert lines.viewport().width() > 1000
    lines.verticalScrollBar().rangeChanged.connect(lambda _least, _most: lines.resize(431, 300))
    lines.show_lines([ListLine("If you can get out safely, go. You can get help from outside.", "Out", long=True)] * 40)
    qtbot.waitUntil(lambda: lines.viewport().width() < 431)
    QTest.qWait(1)
    rows = [lines.visualRect(lines.model().index(row, 0)) for row in range(5)]
    assert [row.top() for row in rows[1:]] == [row.bottom() + 1 for row in rows[:-1]]
    assert rows[0].height() > 70, "otherwise the words stand in one line, which they do not at this width"
