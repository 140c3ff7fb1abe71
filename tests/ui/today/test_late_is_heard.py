"""What is late, as somebody hears it: the page in the order it is read, and nothing of a row twice."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.case_room import press
from tests.ui.conftest import settle
from tests.ui.looking import names_heard, settle_layout
from ui.controls.answer_keys import KeyBar
from ui.controls.lists.line_list import LinesModel, ListLine
from ui.shell.destinations import LateDestination
from ui.today.late import LateScreen
from ui.workspace import Workspace


def test_how_it_stands_is_heard_before_the_buttons_that_save_it(qtbot: QtBot, inside: Workspace) -> None:
    inside.frame.go_to(LateDestination())
    settle(qtbot, inside.context.bridge)
    settle_layout()
    screen = inside.frame.here()
    assert isinstance(screen, LateScreen)
    while screen.findChild(KeyBar) is None:  # a visit is settled by doing it: it asks nothing here
        press(Qt.Key.Key_Down)
        settle(qtbot, inside.context.bridge)
        settle_layout()
    names = [*names_heard(screen)]
    asked = next(place for place, said in enumerate(names) if said.startswith("How it stands: "))
    assert asked < names.index("Save and next, Ctrl S")


def test_a_row_says_no_pill_that_its_note_says() -> None:
    rows = LinesModel()
    rows.set_lines((
        ListLine("J. J. · Ring", "Action · Us · 2 days late", ("2 days", "danger")),
        ListLine("J. J. · Ring", "Action · Us", ("2 days", "danger")),
    ))  # fmt: skip
    said = [rows.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, 1)]
    assert said == ["J. J. · Ring, Action · Us · 2 days late", "J. J. · Ring, 2 days, Action · Us"]
