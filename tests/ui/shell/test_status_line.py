"""The line below every page has room for what it says at every size of type, and takes little from the page."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.controls.theme import apply_theme, theme
from ui.shell.frame_parts import StatusLine

BACKUP = "Last backup 24 November 2026 at 17:30"
CHECKED = "123,456 entries hold (quick check)"
LAST = "Last unlock 24 November 2026 08:51 · 12 failed tries"
ROOMS = [(100, 1366 - 199), (100, 1024 - 199), (150, 1366 - 275), (200, 1366 - 350)]
"""The size of type, and what is left of a window beside the rail."""


@pytest.fixture
def line(qtbot: QtBot) -> StatusLine:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_backup(BACKUP, trouble=True)
    line.show_check(CHECKED, "quiet")
    line.show_last(LAST)
    return line


def dressed(qapp: QApplication, line: StatusLine, size: int, room: int) -> None:
    apply_theme(qapp, "light", size)
    line.fit()
    line.resize(room, line.heightForWidth(room))
    line.show()
    qapp.processEvents()


@pytest.mark.parametrize(("size", "room"), ROOMS)
def test_what_always_stands_there_fits_and_leaves_the_page_its_room(
    qapp: QApplication, line: StatusLine, size: int, room: int
) -> None:
    dressed(qapp, line, size, room)
    assert line.minimumSizeHint().width() <= room
    lines = line.heightForWidth(room) / QFontMetrics(theme().font(13)).lineSpacing()
    assert lines < 4
    for words in (line._backup, line._checked, line._last):
        assert line.rect().contains(words.geometry()), words.text()
        assert words.height() >= words.heightForWidth(words.width()), words.text()


@pytest.mark.parametrize(("size", "room"), ROOMS)
def test_what_it_says_of_leaving_holds_also_where_a_unit_shares_through_a_mailbox(
    qapp: QApplication, line: StatusLine, size: int, room: int
) -> None:
    dressed(qapp, line, size, room)
    said = line._always
    assert said.text().startswith("Nothing leaves ")
    assert said.text().endswith(" by itself")
    assert line.rect().contains(said.geometry())
    assert said.width() >= said.sizeHint().width()


@pytest.mark.parametrize(("size", "room"), ROOMS)
def test_nothing_moves_for_what_was_just_saved(qapp: QApplication, line: StatusLine, size: int, room: int) -> None:
    dressed(qapp, line, size, room)
    before = line.heightForWidth(room), line._last.geometry()
    line.show_message("Draft saved 14:02")
    qapp.processEvents()
    assert (line.heightForWidth(room), line._last.geometry()) == before


@pytest.mark.parametrize("size", [100, 125])
@pytest.mark.parametrize("words", ["Draft saved 14:02", "Risk conversation saved", "Typed before and not saved yet"])
def test_what_was_just_saved_is_said_on_one_line_where_all_stands_in_a_row(
    qapp: QApplication, qtbot: QtBot, size: int, words: str
) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_backup("No backup yet", trouble=True)
    line.show_check("1,396 entries hold (quick check)", "quiet")
    line.show_last("Last unlock today 08:51 · no failed tries")
    dressed(qapp, line, size, 1366 * size // 100 - 199)
    line.show_message(words)
    qapp.processEvents()
    spacing = QFontMetrics(theme().font(13)).lineSpacing()
    assert line._notice.heightForWidth(line._notice.width()) < 2 * spacing
    assert line.heightForWidth(line.width()) < 2 * spacing
    for part in (line._backup, line._checked, line._last):
        assert part.heightForWidth(part.width()) < 2 * spacing, part.text()


def test_words_that_are_taken_away_are_no_news(line: StatusLine, announced: list[str]) -> None:
    line.show_message("Draft saved 14:02")
    line.show_message("")
    assert announced == ["Draft saved 14:02"]


def test_a_kept_draft_is_said_aloud_once_until_something_else_is_said(line: StatusLine, announced: list[str]) -> None:
    for words in ("Draft saved 14:02", "", "Draft saved 14:02", "", "Draft saved 14:03"):
        line.show_message(words)
    assert announced == ["Draft saved 14:02"]
    assert line._notice.text() == "Draft saved 14:03"
    line.show_message("Draft not saved")
    line.show_message("Draft saved 14:04")
    line.show_message("Contact saved")
    line.show_message("Contact saved")  # another one
    assert announced[1:] == ["Draft not saved", "Draft saved 14:04", "Contact saved", "Contact saved"]


@pytest.mark.parametrize(("words", "left"), [("Draft saved 14:02", ""), ("Contact saved", "Contact saved")])
def test_that_a_draft_was_kept_is_said_of_its_own_page(
    line: StatusLine, announced: list[str], words: str, left: str
) -> None:
    line.show_message(words)
    line.leave_page()
    assert line._notice.text() == left
    line.show_message(words)
    assert announced == [words, words]


def test_a_page_of_made_up_cases_keeps_no_room_for_backups(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show()
    assert not line._backup.isVisible()
