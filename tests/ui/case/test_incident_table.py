"""The table of incidents by its keys: Tab, Enter, paste; one step saves all rows or none, and is taken back as one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit

from hru_advocate.casework.incidents.lines import listed
from tests.ui.case_room import CaseRoom, press, type_words
from ui.case.incidents.table_screen import IncidentTableScreen
from ui.controls.buttons import Button
from ui.shell.destinations import IncidentTableDestination

CONTROL = Qt.KeyboardModifier.ControlModifier


def table_of(room: CaseRoom) -> IncidentTableScreen:
    screen = room.show(IncidentTableScreen, IncidentTableDestination(room.case))
    screen.table.setFocus()
    return screen


def saved(room: CaseRoom) -> list[dict[str, object]]:
    return room.worker.ask(listed, room.case).result(timeout=20)


def type_cell(words: str) -> None:
    """Type into the cell one stands on; its line comes with the first letter."""
    type_words(words[:1])
    if len(words) > 1:
        assert isinstance(QApplication.focusWidget(), QLineEdit)
        type_words(words[1:])


def enter(room: CaseRoom) -> None:
    """Press Enter in a cell; Qt takes its words once the key is done with."""
    press(Qt.Key.Key_Return)
    room.settle()


def test_tab_goes_to_the_next_cell_and_enter_to_the_next_row(room: CaseRoom) -> None:
    screen = table_of(room)
    type_cell("20 Nov")
    press(Qt.Key.Key_Tab)
    type_cell("came to work")
    enter(room)
    assert (screen.table.currentRow(), screen.table.currentColumn()) == (1, 0)
    type_cell("between 1 and 5 Nov")
    press(Qt.Key.Key_Tab)
    type_cell("rang")
    press(Qt.Key.Key_Tab)
    type_cell("them")
    assert "Followed them · Watched them" in screen.read.text()
    press(Qt.Key.Key_A, CONTROL)
    type_words("rang")
    assert screen.read.text() == "Rang, or rang and said nothing"
    press(Qt.Key.Key_Tab)
    type_cell("40")
    press(Qt.Key.Key_Tab)
    type_cell("at home")
    enter(room)
    assert screen.read.text() == ""
    press(Qt.Key.Key_Up)
    assert "Sun 1 Nov 2026 to Thu 5 Nov 2026" in screen.read.text()
    assert "Rang, or rang and said nothing" in screen.read.text()
    press(Qt.Key.Key_S, CONTROL)
    room.settle()
    assert [row["what"] for row in saved(room)] == ["came to work", "rang"]
    assert saved(room)[1]["times"] == 40
    assert screen.table.rows() == ()


def test_no_button_of_the_table_is_for_the_mouse_alone(room: CaseRoom) -> None:
    """Under Qt 6.9 the button in its corner is on show; Ctrl A does what it would."""
    table = table_of(room).table
    assert not table.isCornerButtonEnabled()
    press(Qt.Key.Key_A, CONTROL)
    assert len(table.selectedIndexes()) == table.rowCount() * table.columnCount()


def test_a_cell_says_which_question_it_answers_also_while_it_is_empty(room: CaseRoom) -> None:
    table = table_of(room).table
    type_cell("yesterday")
    press(Qt.Key.Key_Tab)
    said = [table.model().index(0, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in (0, 1, 4)]
    assert said == ["When: yesterday", "What happened: nothing", "Where: nothing"]
    last = table.model().index(table.rowCount() - 1, 2)
    assert last.data(Qt.ItemDataRole.AccessibleTextRole) == "What was done: nothing"


def test_a_row_that_is_made_is_no_edit_and_a_cell_that_is_typed_is_one(room: CaseRoom) -> None:
    table = table_of(room).table
    edits: list[int] = []
    table.edited.connect(lambda: edits.append(table.rowCount()))
    table.setCurrentCell(table.rowCount() - 1, 0)
    press(Qt.Key.Key_Return)
    assert edits == []
    last = table.item(table.rowCount() - 1, 0)
    assert last is not None
    last.setText("3 Nov")
    assert edits == [table.rowCount()]


def test_rows_of_a_spreadsheet_are_put_in_where_one_stands(room: CaseRoom) -> None:
    screen = table_of(room)
    type_cell("1 Nov")
    enter(room)
    QGuiApplication.clipboard().setText('When\tWhat happened\n2 Nov\t"two\nlines"\n3 Nov\tcame\n')
    press(Qt.Key.Key_V, CONTROL)
    assert [row.cells[:2] for row in screen.table.rows()] == [("1 Nov", ""), ("2 Nov", "two\nlines"), ("3 Nov", "came")]
    screen.table.setCurrentCell(0, 0)
    press(Qt.Key.Key_Delete, CONTROL)
    assert [row.happened for row in screen.table.rows()] == ["2 Nov", "3 Nov"]
    press(Qt.Key.Key_Delete)
    assert [row.happened for row in screen.table.rows()] == ["", "3 Nov"]
    QGuiApplication.clipboard().clear()


def test_a_bad_row_is_shown_and_nothing_is_lost(room: CaseRoom) -> None:
    screen = table_of(room)
    screen.table.paste("1 Nov\trang\n2 Nov\tcame\tdanced\n")
    press(Qt.Key.Key_S, CONTROL)
    room.settle()
    assert saved(room) == []
    assert screen.banner.text().startswith("Row 2: ")
    assert (screen.table.currentRow(), screen.table.currentColumn()) == (1, 2)
    assert len(screen.table.rows()) == 2


def test_the_step_is_taken_back_as_one(room: CaseRoom) -> None:
    screen = table_of(room)
    screen.table.paste("\n".join(f"{1 + day % 20} Nov\trang" for day in range(40)) + "\n1 Nov\tcame")
    screen.save()
    room.settle()
    assert len(saved(room)) == 41
    undo = next(one for one in screen.banner.findChildren(Button) if one.text() == "Take them all back")
    undo.click()
    room.settle()
    assert all(row["taken_back"] for row in saved(room))
    assert len(screen.table.rows()) == 41


def test_what_is_typed_is_kept_and_stands_there_again(room: CaseRoom) -> None:
    screen = table_of(room)
    screen.table.paste('1 Nov\t"two\nlines"\n2 Nov\tcame\n')
    screen.leave()
    room.settle()
    again = table_of(room)
    assert again.table.rows() == screen.table.rows()
    assert len(again.table.rows()) == 2
    again.save()
    room.settle()
    assert table_of(room).table.rows() == ()


def test_more_rows_than_one_paste_brings_stand_there_again(room: CaseRoom) -> None:
    """They were refused as if they were pasted, and the empty table was then kept in their place."""
    screen = table_of(room)
    for _paste in range(2):
        screen.table.paste("1 Nov\trang\n" * 1_001)
        screen.table.setCurrentCell(screen.table.rowCount() - 1, 0)
    before = screen.table.rows()
    assert len(before) > 2_000
    screen.keeper.flush()
    room.settle()
    again = room.show(IncidentTableScreen, IncidentTableDestination(room.case))
    assert again.table.rows() == before


def test_how_a_row_is_read_is_heard_once_it_has_become_another(room: CaseRoom, announced: list[str]) -> None:
    screen = table_of(room)
    type_cell("20 Nov")
    press(Qt.Key.Key_Tab)
    room.settle()
    assert announced[-1] == screen.read.text() == "Row 1: when: Fri 20 Nov 2026"
    type_cell("came to work")
    enter(room)
    heard = len(announced)
    press(Qt.Key.Key_Up)
    assert announced[heard:] == [screen.read.text()]
    press(Qt.Key.Key_Right)
    assert len(announced) == heard + 1  # in the same row nothing is said again
