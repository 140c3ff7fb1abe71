"""Answers and tabs by real keys: arrows, Home, End, digits, Space, Delete, one stop for Tab."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.case_room import press
from tests.ui.conftest import appear
from ui.controls.answer_keys import KeyBar, numbered
from ui.controls.layout.tab_row import TabRow

Key = Qt.Key
WORDS = tuple((name, f"The answer {name}") for name in ("one", "two", "three"))


class Page(QWidget):
    """A line, the bar, a line: what Tab goes through."""

    def __init__(self, bar: QWidget) -> None:
        super().__init__()
        self.before, self.after = QLineEdit(), QLineEdit()
        column = QVBoxLayout(self)
        for widget in (self.before, bar, self.after):
            column.addWidget(widget)


OnPage = Callable[[QWidget], Page]


@pytest.fixture
def on_page(qtbot: QtBot) -> Iterator[OnPage]:
    """Put a control between two lines, the keyboard come in from the one before; the page lives as long as the test."""
    kept: list[Page] = []

    def put(bar: QWidget) -> Page:
        page = Page(bar)
        kept.append(page)
        qtbot.addWidget(page)
        appear(qtbot, page)
        page.before.setFocus()
        press(Key.Key_Tab)
        return page

    yield put
    kept.clear()


@pytest.mark.parametrize("sentences", [False, True], ids=["row", "sentences"])
@pytest.mark.parametrize(
    ("keys", "pressed"),
    [
        ([], ()),
        ([Key.Key_Space], ("one",)),
        ([Key.Key_Right], ("two",)),
        ([Key.Key_Down], ("two",)),
        ([Key.Key_Right, Key.Key_Right], ("three",)),
        ([Key.Key_Right, Key.Key_Right, Key.Key_Right], ("one",)),
        ([Key.Key_Left], ("three",)),
        ([Key.Key_Up], ("three",)),
        ([Key.Key_Right, Key.Key_Up], ("one",)),
        ([Key.Key_End], ("three",)),
        ([Key.Key_End, Key.Key_Home], ("one",)),
        ([Key.Key_Right, Key.Key_Space], ("two",)),
        ([Key.Key_Space, Key.Key_Space], ("one",)),
        ([Key.Key_3], ("three",)),
        ([Key.Key_3, Key.Key_3], ("three",)),
        ([Key.Key_3, Key.Key_1], ("one",)),
        ([Key.Key_4], ()),
        ([Key.Key_2, Key.Key_Delete], ()),
        ([Key.Key_2, Key.Key_Backspace, Key.Key_Space], ("two",)),
    ],
)
def test_one_answer_is_given_by_keys(
    on_page: OnPage, keys: list[Qt.Key], pressed: tuple[str, ...], sentences: bool
) -> None:
    bar = KeyBar(numbered(WORDS), sentences=sentences)
    on_page(bar)
    for key in keys:
        press(key)
    assert bar.pressed == pressed
    focus = QApplication.focusWidget()
    assert focus is not None
    assert bar.isAncestorOf(focus)


@pytest.mark.parametrize(
    ("keys", "pressed"),
    [
        ([Key.Key_Right], ()),
        ([Key.Key_Right, Key.Key_Space], ("two",)),
        ([Key.Key_Space, Key.Key_End, Key.Key_Space], ("one", "three")),
        ([Key.Key_Space, Key.Key_Space], ()),
        ([Key.Key_1, Key.Key_3], ("one", "three")),
        ([Key.Key_1, Key.Key_3, Key.Key_1], ("three",)),
        ([Key.Key_1, Key.Key_2, Key.Key_Delete], ()),
    ],
)
def test_several_answers_are_given_by_keys(on_page: OnPage, keys: list[Qt.Key], pressed: tuple[str, ...]) -> None:
    bar = KeyBar(numbered(WORDS), several=True)
    on_page(bar)
    for key in keys:
        press(key)
    assert bar.pressed == pressed


@pytest.mark.parametrize("several", [False, True])
def test_tab_goes_through_a_bar_in_one_step_and_back(on_page: OnPage, several: bool) -> None:
    page = on_page(KeyBar(numbered(WORDS), several=several))
    press(Key.Key_Right)
    press(Key.Key_Tab)
    assert page.after.hasFocus()
    press(Key.Key_Backtab)
    press(Key.Key_Backtab)
    assert page.before.hasFocus()


def test_a_key_held_down_answers_once(on_page: OnPage) -> None:
    bar = KeyBar(numbered(WORDS), several=True)
    on_page(bar)
    heard: list[str] = []
    bar.numbered.connect(heard.append)
    press(Key.Key_1)
    held_down(Key.Key_1, "1")
    assert (bar.pressed, heard) == (("one",), ["1"])


def held_down(key: Qt.Key, text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QApplication.sendEvent(focus, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, True, 1))


def test_in_writing_from_right_to_left_left_leads_on(on_page: OnPage) -> None:
    bar = KeyBar(numbered(WORDS))
    bar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    on_page(bar)
    press(Key.Key_Left)
    assert bar.pressed == ("two",)


def test_every_answer_of_a_long_row_has_a_key_of_its_own() -> None:
    keys = [key for _answer, _words, key in numbered((str(place), "words") for place in range(20))]
    assert len(set(keys)) == len(keys) == 20
    assert not set(keys) & set("bfmnsw")


@pytest.mark.parametrize(
    ("keys", "stands"),
    [
        ([Key.Key_Right], "two"),
        ([Key.Key_Left], "three"),
        ([Key.Key_End, Key.Key_Home], "one"),
        ([Key.Key_Right, Key.Key_Space], "two"),
        ([Key.Key_Down, Key.Key_Down, Key.Key_Return], "three"),
    ],
)
def test_arrows_open_a_tab_and_the_focus_goes_along(on_page: OnPage, keys: list[Qt.Key], stands: str) -> None:
    row = TabRow(WORDS, "one")
    chosen: list[str] = []
    row.chosen.connect(chosen.append)
    page = on_page(row)
    for key in keys:
        press(key)
    assert row.standing is not None
    assert row.standing.hasFocus()
    assert row.standing.text() == dict(WORDS)[stands]
    assert chosen[-1] == stands
    press(Key.Key_Tab)
    assert page.after.hasFocus()
    press(Key.Key_Backtab)
    assert row.standing.hasFocus()


def test_arrows_only_move_in_tabs_that_lead_away(on_page: OnPage) -> None:
    row = TabRow(WORDS, "one")
    row.leads_away = True
    chosen: list[str] = []
    row.chosen.connect(chosen.append)
    on_page(row)
    press(Key.Key_Right)
    press(Key.Key_Right)
    assert chosen == []
    press(Key.Key_Return)
    assert chosen == ["three"]


def test_stepping_by_shortcut_takes_the_focus_along_only_from_a_tab(on_page: OnPage) -> None:
    row = TabRow(WORDS, "one")
    page = on_page(row)
    row.step(1)
    assert row.standing is not None
    assert row.standing.hasFocus()
    page.after.setFocus()
    row.step(1)
    assert page.after.hasFocus()


def test_digits_typed_in_a_text_beside_a_bar_stay_text(on_page: OnPage) -> None:
    bar = KeyBar(numbered(WORDS))
    page = on_page(bar)
    page.after.setFocus()
    QTest.keyClicks(page.after, "1 2 3")
    assert (page.after.text(), bar.pressed) == ("1 2 3", ())
