"""Text copied anywhere is plain, in no history, and gone after twenty seconds, under the cover and after a lock."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest
from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.shell.test_program import Ended, enter, put_away
from ui.app import Program
from ui.controls import clipboard as copying
from ui.controls.clipboard import SECONDS, CopiedText
from ui.shell.vault_access import VaultAccess

WORDS: Final = "Mary Kowalska, 01632 960123"


@pytest.fixture
def board(qapp: QApplication) -> Iterator[QClipboard]:
    board = qapp.clipboard()
    board.clear()
    yield board
    board.clear()


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    field = QLineEdit(WORDS)
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    return field


def copy(field: QLineEdit) -> None:
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


def test_copied_by_key_it_is_marked_and_gone_after_twenty_seconds(
    qtbot: QtBot, board: QClipboard, field: QLineEdit
) -> None:
    keeper = CopiedText(field)
    assert SECONDS == 20
    assert keeper._timer.interval() == 20_000
    copy(field)
    qtbot.waitUntil(lambda: "x-kde-passwordManagerHint" in board.mimeData().formats())
    assert board.text() == WORDS
    keeper._timer.setInterval(1)  # the twenty seconds are over
    qtbot.waitUntil(lambda: board.text() == "")


def test_the_time_begins_with_the_newest_copy(
    qtbot: QtBot, board: QClipboard, field: QLineEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper, begun = CopiedText(field), list[str]()
    monkeypatch.setattr(keeper._timer, "start", lambda: begun.append(board.text()))
    for words in (WORDS, "other words"):
        field.setText(words)
        copy(field)
        qtbot.waitUntil(lambda: "x-kde-passwordManagerHint" in board.mimeData().formats())
        assert (board.text(), begun[-1]) == (words, words)


def test_what_another_program_put_there_stays(
    qtbot: QtBot, board: QClipboard, field: QLineEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = CopiedText(field)
    copy(field)
    qtbot.waitUntil(lambda: "x-kde-passwordManagerHint" in board.mimeData().formats())
    monkeypatch.setattr(copying, "_alone", lambda: False)
    foreign = QMimeData()
    foreign.setText("of another program")
    board.setMimeData(foreign)
    keeper._timer.setInterval(1)  # the twenty seconds are over
    qtbot.waitUntil(lambda: not keeper._timer.isActive())
    keeper.clear()
    assert board.text() == "of another program"


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, locked_door: VaultAccess) -> Iterator[Program]:
    program = Program(qapp, locked_door, restart=Ended(), end=lambda: None)
    qtbot.addWidget(program.window)
    enter(qtbot, program)
    yield program
    put_away(program)


@pytest.mark.parametrize("way", ["cover", "lock", "close"])
def test_it_is_gone_under_the_cover_and_when_it_locks(
    qtbot: QtBot, board: QClipboard, program: Program, way: str
) -> None:
    assert program.workspace is not None
    field = QLineEdit(WORDS, program.workspace.frame)
    field.show()
    copy(field)
    qtbot.waitUntil(lambda: "x-kde-passwordManagerHint" in board.mimeData().formats())
    assert board.text() == WORDS
    getattr(program, way)()
    qtbot.waitUntil(lambda: board.text() == "")
    assert isinstance(program.workspace.copied, QObject)
