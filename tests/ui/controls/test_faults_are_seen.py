"""The eyes and ears of the tests of every page: each fault they are to find is planted, seen, and mended."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import appear
from tests.ui.looking import settle_layout, small
from tests.ui.looks.drawn_words import badly_read, drawn_in
from tests.ui.looks.focus_marks import unmarked
from tests.ui.looks.operable import hard_to_tell, out_of_order, out_of_reach
from ui.controls.answer_keys import KeyBar, numbered
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, field_label
from ui.controls.lists.line_list import LineList, ListLine
from ui.controls.pills import Pill


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    QVBoxLayout(page).addWidget(Button("First"))
    page.resize(400, 300)
    appear(qtbot, page)
    return page


def put(page: QWidget, *widgets: QWidget) -> None:
    layout = page.layout()
    assert layout is not None
    for widget in widgets:
        layout.addWidget(widget)
        widget.show()
    settle_layout()


def test_two_that_are_heard_alike_are_seen_until_a_description_tells_them_apart(page: QWidget) -> None:
    one, other = Button("Open"), Button("Open")
    put(page, one, other)
    assert hard_to_tell(page) == ["Button “Open” is there 2 times, all heard alike"]
    other.setAccessibleDescription("The plan")
    assert hard_to_tell(page) == []


@pytest.mark.parametrize(
    ("shown", "name", "said"),
    [
        ("Save", "Save entry, Ctrl S", True),
        ("&Save && go", "Save & go", True),
        ("No answer  Alt+N", "No answer, Alt+N: To whom", True),
        ("+", "Add to the plan", True),
        ("Before you go", "Visit to Z. Z.", False),
        ("Work on it", "Work on the plan", False),
    ],
)
def test_words_in_sight_are_part_of_the_name(page: QWidget, shown: str, name: str, *, said: bool) -> None:
    button = QPushButton(shown)
    button.setAccessibleName(name)
    put(page, button)
    assert (hard_to_tell(page) == []) is said


def test_a_field_that_is_called_otherwise_than_its_label_is_seen(page: QWidget) -> None:
    field = QLineEdit()
    put(page, field_label("Checked by", field), field)
    assert hard_to_tell(page) == []
    field.setAccessibleName("Name")
    assert hard_to_tell(page) == ["QLineEdit “Name” is not called what stands above it, “Checked by”"]


def test_what_tab_and_arrows_do_not_lead_to_is_seen(page: QWidget) -> None:
    lost = Button("Lost")
    lost.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    put(page, lost, KeyBar(numbered((("a", "Yes"), ("b", "No")))))
    assert out_of_reach(page) == ["Button “Lost” cannot be reached by the keyboard"]
    lost.setAccessibleName("Lost, Alt+L")
    assert out_of_reach(page) == []


def test_tab_that_goes_back_up_is_seen(page: QWidget) -> None:
    put(page, Button("Second"), Button("Third"))
    assert out_of_order(page) == []
    second = page.findChildren(Button)[1]
    second.move(second.x(), page.height() - second.height())
    assert out_of_order(page) == ["Tab goes from Button “Second” back to Button “Third”"]


def test_a_target_that_is_too_narrow_is_seen(page: QWidget) -> None:
    button = QPushButton("+")
    button.setFixedSize(20, 40)
    put(page, button)
    assert small(page) == ["QPushButton “+” 20×40"]


@pytest.mark.parametrize("make", [lambda: TextLabel("Words"), lambda: QLabel("Words"), lambda: QPushButton("Words")])
@pytest.mark.parametrize(("ink", "ground", "read"), [("#767676", "#FFFFFF", True), ("#777777", "#FFFFFF", False)])
def test_faint_words_are_seen_whoever_draws_them(
    page: QWidget, make: type[QWidget], ink: str, ground: str, *, read: bool
) -> None:
    words = make()
    words.setStyleSheet(f"color: {ink}; background: {ground};")
    put(page, words)
    assert [run.words for run in drawn_in(page)].count("Words") == 1
    assert (badly_read(page) == []) is read
    words.setEnabled(False)
    assert badly_read(page) == []


def test_words_for_which_there_is_no_room_are_seen_but_in_a_row_that_opens_the_whole(page: QWidget) -> None:
    pill = Pill("no contact by telephone at all")
    pill.setFixedWidth(80)
    rows = LineList("Services")
    rows.show_lines([ListLine("A service", "whose words are long, " * 20)])
    put(page, rows, Button("More …"))
    assert badly_read(page) == []
    put(page, pill)
    assert len(badly_read(page)) == 1
    assert "is cut off" in badly_read(page)[0]


def test_a_control_that_does_not_show_the_keyboard_is_seen(page: QWidget) -> None:
    button = QPushButton("Bare")
    put(page, button)
    assert unmarked(page, set()) == []
    button.setStyleSheet("QPushButton { border: 1px solid #84909C; } QPushButton:focus { border: 2px solid #A0A8B0; }")
    assert len(unmarked(page, set())) == 1
