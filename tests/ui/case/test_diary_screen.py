"""Bringing in a diary by keys: every row in sight, ticked, mended, mapped; taken in one step, taken back as one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from hru_advocate.casework.incidents.lines import listed
from tests.ui.case_room import CaseRoom, press, type_words
from ui.case.incidents.diary_screen import DiaryScreen
from ui.controls.buttons import Button
from ui.shell.destinations import DiaryDestination

CONTROL = Qt.KeyboardModifier.ControlModifier
DIARY = "Date,What,Mood\n03/11/2026,he rang,low\n03/11/2026,he rang,low\nyesterday,=he came,bad\n04/11/2026,wrote,\n"


def screen_with(room: CaseRoom, folder: Path, text: str, name: str = "diary.csv") -> DiaryScreen:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    screen = room.show(DiaryScreen, DiaryDestination(room.case))
    read(room, screen, file)
    return screen


def read(room: CaseRoom, screen: DiaryScreen, file: Path) -> None:
    screen.read_file(file)
    room.settle()
    room.settle()


def saved(room: CaseRoom) -> list[dict[str, object]]:
    return room.worker.ask(listed, room.case).result(timeout=20)


def cells(screen: DiaryScreen, column: int) -> list[object]:
    return [screen.rows.index(row, column).data() for row in range(screen.rows.rowCount())]


def test_rows_are_looked_at_ticked_mended_and_taken_by_keys(
    room: CaseRoom, tmp_path: Path, announced: list[str]
) -> None:
    before = len(saved(room))
    screen = screen_with(room, tmp_path, DIARY)
    assert QApplication.focusWidget() is screen.table
    assert announced[-1] == "4 rows are read. Take 2 rows?"
    assert cells(screen, 0) == ["Yes", "No", "Undecided", "Yes"]
    assert cells(screen, 1)[0] == "Tue 3 Nov 2026  (03/11/2026)"
    assert "day first, as in the UK" in screen.choices.said.text()
    press(Qt.Key.Key_Down)
    assert "Row 2: Tue 3 Nov 2026  (03/11/2026) · Twice: Row 1 has the same words" in screen.held.read.text()
    press(Qt.Key.Key_Up)
    assert screen.held.read.text() == "Row 1: Tue 3 Nov 2026  (03/11/2026) · he rang"
    assert "Left out: Mood" in screen.choices.mapping.text()
    assert len(saved(room)) == before, "nothing is saved before it is taken"
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    assert cells(screen, 0) == ["Yes", "Yes", "Undecided", "Yes"]
    press(Qt.Key.Key_F2)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    press(Qt.Key.Key_A, CONTROL)
    type_words("2 Nov 2026")
    press(Qt.Key.Key_Return)
    room.settle()
    room.settle()
    assert cells(screen, 0) == ["Yes", "Yes", "Yes", "Yes"]
    press(Qt.Key.Key_S, CONTROL)
    room.settle()
    assert [row["words"] for row in saved(room)][:4] == ["wrote", "he rang", "he rang", "=he came"]
    assert "4 incidents are noted" in screen.banner.text()
    assert "4 incidents are noted" not in " ".join(room.notices)  # said once, with the way back
    press_button(screen, "Take them all back")
    room.settle()
    assert sum(bool(row["taken_back"]) for row in saved(room)) == 4


def test_everything_a_row_would_be_taken_with_is_in_sight_and_its_title_is_mended_by_itself(
    room: CaseRoom, tmp_path: Path
) -> None:
    text = 'Date,Subject,Description,Witness,Ref\n3 Nov 2026,Him,"He came in.\nHe shouted.",Mia,C1\n'
    screen = screen_with(room, tmp_path, text)
    assert screen.held.read.text().endswith(" · Him · He came in. He shouted. · seen by Mia · reference C1")
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_F2)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    assert line.text() == "Him"
    type_words("Dan")
    press(Qt.Key.Key_Return)
    room.settle()
    room.settle()
    assert " · Dan · He came in. He shouted. · " in screen.held.read.text()


def test_a_row_that_is_mended_keeps_the_keyboard_or_gives_it_to_the_next(room: CaseRoom, tmp_path: Path) -> None:
    screen = screen_with(room, tmp_path, "When,What\n1 Nov 2026,a\nyesterday,b\n3 Nov 2026,c\nlast week,d\nonce,e\n")
    for _row in range(2):
        press(Qt.Key.Key_Down)
    mend_when(room, "2 Nov 2026")
    assert screen.held.read.text().startswith("Row 3: Mon 2 Nov 2026")
    screen.held.shown.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    screen.table.setFocus()
    assert screen.held.read.text().startswith("Row 4: last week")
    mend_when(room, "2 Nov 2026")
    assert screen.held.read.text().startswith("Row 5: once")
    assert QApplication.focusWidget() is screen.table


def mend_when(room: CaseRoom, words: str) -> None:
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_A, CONTROL)
    type_words(words)
    press(Qt.Key.Key_Return)
    room.settle()
    room.settle()


def press_button(screen: DiaryScreen, words: str) -> None:
    button = next(one for one in screen.findChildren(Button) if one.text() == words)
    button.setFocus()
    press(Qt.Key.Key_Space)


def test_month_first_and_columns_are_changed_by_keys(room: CaseRoom, tmp_path: Path) -> None:
    screen = screen_with(room, tmp_path, "When,What,Place\n10/09/2026,rang,home\n10/25/2026,came,work\n")
    assert cells(screen, 0) == ["Undecided", "Undecided"]
    assert "Is day or month first" in screen.choices.said.text()
    assert not screen.take_button.isEnabled()
    screen.choices.order.setFocus()
    press(Qt.Key.Key_End)
    room.settle()
    room.settle()
    assert cells(screen, 0) == ["Yes", "Yes"]
    assert str(cells(screen, 1)[0]).startswith("Fri 9 Oct 2026")
    screen.choices.column.setFocus()
    press(Qt.Key.Key_End)
    screen.choices.role.setFocus()
    press(Qt.Key.Key_Home)
    room.settle()
    room.settle()
    assert "Left out: Place" in screen.choices.mapping.text()


def test_behaviours_are_set_for_many_rows_at_once(room: CaseRoom, tmp_path: Path) -> None:
    screen = screen_with(room, tmp_path, "When,What\n1 Nov 2026,a\n2 Nov 2026,b\n3 Nov 2026,c\n")
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    screen.held.behaviour.choose("bh_followed")
    press_button(screen, "Set in the marked rows")
    assert [("Followed them" in str(words)) for words in cells(screen, 3)] == [True, True, False]
    screen.take()
    room.settle()
    held = {row["what"]: row["behaviours"] for row in saved(room)}
    assert (held["a"], held["b"], held["c"]) == (["bh_followed"], ["bh_followed"], [])


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.csv", ""), ("a.ics", "BEGIN:VCALENDAR\n"), ("a.csv", '1 Nov 2026,"Marsh'), ("Marsh.csv", "PK\x03\x04")],
)
def test_a_file_that_cannot_be_read_is_said_in_a_sentence(room: CaseRoom, tmp_path: Path, name: str, text: str) -> None:
    screen = screen_with(room, tmp_path, text, name)
    assert "Nothing was taken" in screen.banner.text()
    assert "Marsh" not in screen.banner.text()
    assert not screen.table.isVisible()
    assert screen.choose.isEnabled()


def test_a_reading_can_be_stopped_and_the_window_stays_alive(room: CaseRoom, tmp_path: Path) -> None:
    screen = screen_with(room, tmp_path, DIARY)
    file = tmp_path / "long.txt"
    file.write_text("".join(f"{1 + day % 20} Nov 2026 rang {day}\n" for day in range(90_000)), encoding="utf-8")
    screen.read_file(file)
    room.qtbot.waitUntil(screen.stop.isVisible)
    assert screen.step_back(), "Esc stops the reading first"
    room.settle()
    assert not screen.stop.isVisible()
    assert not screen.table.isVisible()
    assert not screen.step_back()


@pytest.mark.parametrize(
    ("data", "encoding", "said"),
    [
        (
            "Date,What\n03/11/2026,he said \u201cI\u2019ll wait\u201d\n".encode("mac-roman"),
            "mac-roman",
            "\u201cI\u2019ll wait\u201d",
        ),
        (b"Date,What\n03/11/2026,caf\xc3\xa9\n04/11/2026,\xa320\n", "windows-1252", "\u00a320"),
    ],
)
def test_a_file_whose_letters_are_not_told_is_read_once_somebody_says_how(
    room: CaseRoom, tmp_path: Path, data: bytes, encoding: str, said: str, announced: list[str]
) -> None:
    file = tmp_path / "diary.csv"
    file.write_bytes(data)
    screen = room.show(DiaryScreen, DiaryDestination(room.case))
    read(room, screen, file)
    assert "how its letters are written" in screen.banner.text()
    assert screen.choices.letters.isVisible()
    assert QApplication.focusWidget() is screen.choices.letters
    assert announced[-2:] == [screen.banner.text(), screen.choices.said.text()]
    assert not screen.choices.column.isVisible()
    assert not screen.choices.head.isVisible(), "of a file that is not read no row is the first"
    assert not screen.table.isVisible()
    assert not screen.take_button.isVisible()
    screen.choices.kind.setFocus()
    press(Qt.Key.Key_Down)
    settle(room)
    assert QApplication.focusWidget() is screen.choices.kind, "it was refused again"
    screen.choices.letters.setFocus()
    choose_letters(room, screen, encoding)
    assert QApplication.focusWidget() is screen.choices.letters, "another one may be the right one"
    assert announced[-1] == f"{screen.choices.said.text()} {screen.take_button.text()}?"
    assert screen.table.currentIndex().row() == 0
    assert not screen.banner.text()
    assert said in screen.rows.in_full(screen.rows.rowCount() - 1)
    assert screen.choices.column.isVisible()


def settle(room: CaseRoom) -> None:
    room.settle()
    room.settle()


def choose_letters(room: CaseRoom, screen: DiaryScreen, encoding: str) -> None:
    box = screen.choices.letters
    box.choose(encoding)
    box.activated.emit(box.currentIndex())
    room.settle()
    room.settle()


def test_rows_of_an_earlier_reading_are_not_taken_after_one_that_was_refused(room: CaseRoom, tmp_path: Path) -> None:
    screen = screen_with(room, tmp_path, "Date,What\n03/11/2026,caf\u00e9\u0301\u0144\n")
    assert screen.take_button.isEnabled()
    before = len(saved(room))
    choose_letters(room, screen, "utf-16")
    assert not screen.take_button.isVisible()
    screen.take()
    room.settle()
    assert len(saved(room)) == before
    choose_letters(room, screen, "")
    assert screen.take_button.isVisible()


def test_a_spreadsheet_is_refused_and_nothing_is_offered_for_it(room: CaseRoom, tmp_path: Path) -> None:
    file = tmp_path / "diary.xlsx"
    file.write_bytes(b"PK\x03\x04 a spreadsheet")
    screen = room.show(DiaryScreen, DiaryDestination(room.case))
    read(room, screen, file)
    assert "save it as CSV" in screen.banner.text()
    assert not screen.choices.isVisible()


@pytest.mark.parametrize(
    ("name", "text", "asked"),
    [
        ("a.csv", "When,What\n1 Nov 2026,a\n", True),
        ("a.txt", "1 Nov 2026 he rang\n", False),
        (
            "a.ics",
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261103T093000\nSUMMARY:He rang\nEND:VEVENT\nEND:VCALENDAR\n",
            False,
        ),
    ],
)
def test_only_of_columns_it_is_asked_if_the_first_row_names_them(
    room: CaseRoom, tmp_path: Path, name: str, text: str, asked: bool
) -> None:
    screen = screen_with(room, tmp_path, text, name)
    assert screen.choices.letters.isVisible()
    assert screen.choices.head.isVisible() is asked
    assert "1 row " in screen.choices.said.text()
    assert "1 rows" not in screen.choices.said.text()
    assert screen.take_button.text() == "Take 1 row"


def test_another_choice_keeps_the_keyboard_and_is_heard_and_another_file_begins_with_its_rows(
    room: CaseRoom, tmp_path: Path, announced: list[str]
) -> None:
    screen = screen_with(room, tmp_path, "When,What\n10/09/2026,rang\n10/25/2026,came\nyesterday,once\n")
    screen.choices.order.setFocus()
    press(Qt.Key.Key_End)
    settle(room)
    assert QApplication.focusWidget() is screen.choices.order
    assert announced[-1] == f"{screen.choices.said.text()} Take 2 rows?"
    assert "month first" in announced[-1]
    read(room, screen, screen._path)
    assert QApplication.focusWidget() is screen.table
    screen.choices.order.choose("month_first")
    screen.choices.order.activated.emit(0)
    settle(room)
    screen.take()
    room.settle()
    assert screen.banner.text() == "2 incidents are noted from the diary. 1 row was left out."
