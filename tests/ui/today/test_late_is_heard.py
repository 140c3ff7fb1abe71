"""What is late, as somebody hears it: the page in the order it is read, and nothing of a row twice."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.case_room import press
from tests.ui.conftest import settle
from tests.ui.looking import names_heard, settle_layout
from tests.ui.shell.test_focus_keeper import calm
from ui.controls.answer_keys import KeyBar
from ui.controls.lists.line_list import LinesModel, ListLine
from ui.controls.theme import apply_theme
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


def in_large_type(qtbot: QtBot, qapp: QApplication, inside: Workspace) -> LateScreen:
    apply_theme(qapp, "light", 200)
    inside.frame.go_to(LateDestination())
    calm(qtbot, inside)
    screen = inside.frame.here()
    assert isinstance(screen, LateScreen)
    return screen


def test_in_large_type_the_keyboard_begins_at_what_is_late_and_not_at_the_way_out(
    qtbot: QtBot, qapp: QApplication, inside: Workspace
) -> None:
    screen = in_large_type(qtbot, qapp, inside)
    assert not screen.both.list.isVisible()
    held = QApplication.focusWidget()
    assert held is not None
    assert screen.both.isAncestorOf(held)  # the answers, or the way back to the list where they came late
    assert screen.page.line is not None
    assert screen.page.open_button.accessibleDescription() == screen.page.what.text()


def test_esc_in_large_type_goes_to_the_list_which_stays_whatever_changes(
    qtbot: QtBot, qapp: QApplication, inside: Workspace
) -> None:
    screen = in_large_type(qtbot, qapp, inside)
    press(Qt.Key.Key_Escape)
    calm(qtbot, inside)
    assert inside.frame.here() is screen
    screen.refresh()
    calm(qtbot, inside)
    assert screen.both.list.hasFocus()
