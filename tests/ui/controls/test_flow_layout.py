"""What is to be done stands at the end of its card's head, and goes on below it where there is no room."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.looking import settle_layout
from ui.controls.layout.cards import Card, add_action
from ui.controls.layout.flow_layout import flowing
from ui.controls.theme import apply_theme


@pytest.mark.parametrize(
    ("wide", "apart", "at_the_end", "below"),
    [(600, True, True, False), (600, False, False, False), (120, True, False, True)],
)
def test_an_action_ends_the_line_of_its_head(
    qtbot: QtBot, wide: int, apart: bool, at_the_end: bool, below: bool
) -> None:
    head, action = QLabel("Meetings of partners"), QLabel("Note a meeting")
    place = flowing(head, action, apart=apart)
    qtbot.addWidget(place)
    place.resize(wide, 200)
    place.show()
    settle_layout()
    assert head.x() == 0
    assert (action.geometry().right() == place.rect().right()) is at_the_end
    assert (action.y() > head.geometry().bottom()) is below


@pytest.mark.parametrize(("level", "down"), [(True, 0), (False, 40)])
def test_what_stands_beside_a_box_with_words_below_it_stands_level_with_the_box(
    qtbot: QtBot, level: bool, down: int
) -> None:
    box, beside = QLabel("a box"), QLabel("Today")
    box.setFixedHeight(100)
    beside.setFixedHeight(20)
    place = flowing(box, beside, level=level)
    qtbot.addWidget(place)
    place.resize(400, 100)
    place.show()
    settle_layout()
    assert beside.y() - box.y() == down


@pytest.mark.parametrize(("note", "first"), [("", True), ("Opening the package…", False)])
def test_in_large_type_an_action_below_its_head_begins_the_line_where_no_note_does(
    qtbot: QtBot, qapp: QApplication, note: str, first: bool
) -> None:
    apply_theme(qapp, "light", 200)
    card, action = Card("A sealed package from another laptop", note), QPushButton("Open a package")
    add_action(card, action)
    qtbot.addWidget(card)
    card.resize(760, 300)
    card.show()
    settle_layout()
    assert action.y() > card.head.geometry().bottom()
    assert (action.x() == card.head.x()) is first
    card.note.setText("" if note else "Opening the package…")
    settle_layout()
    assert (action.x() == card.head.x()) is not first
