"""The program as a whole: from the locked door to the end of the process."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from hru_advocate.casework.records.entries import drafts
from hru_advocate.casework.vault.opening import Home
from tests.ui.conftest import PASSPHRASE, settle
from ui.app import _BEHIND_MS, Program, access_for
from ui.arguments import Arguments
from ui.controls.buttons import Button
from ui.shell.destinations import form_page
from ui.shell.vault_access import VaultAccess
from ui.today.screen import TodayScreen
from ui.vault.set_up import SetUpScreen
from ui.vault.unlock import UnlockScreen


class Ended:
    """Counts how often the program would have started itself afresh."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> None:
        self.times += 1


@pytest.fixture
def ended() -> Ended:
    return Ended()


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, access: VaultAccess, ended: Ended) -> Iterator[Program]:
    program = Program(qapp, access, restart=ended, end=lambda: None)
    qtbot.addWidget(program.window)
    yield program
    put_away(program)


def put_away(program: Program) -> None:
    """Let nothing of a program that was open reach into the next test."""
    if program._cover is not None and program._cover.on:
        program._cover.take_off()
    program.system.due.disconnect(program.lock)
    if program.workspace is not None:
        program.workspace.watch._timer.stop()
    program.window.hide()


def enter(qtbot: QtBot, program: Program) -> None:
    program.start()
    settle(qtbot, program.bridge)
    unlock(qtbot, program)


def unlock(qtbot: QtBot, program: Program) -> None:
    typed = next(one for one in program.window.findChildren(QLineEdit) if one.accessibleName() == "Passphrase")
    QTest.keyClicks(typed, PASSPHRASE)
    QTest.keyClick(typed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.workspace is not None)
    settle(qtbot, program.bridge)


def test_without_a_vault_the_door_offers_to_set_one_up(qtbot: QtBot, program: Program) -> None:
    program.start()
    assert isinstance(program.window.page(), UnlockScreen)
    qtbot.waitUntil(lambda: isinstance(program.window.page(), SetUpScreen))


def test_the_passphrase_leads_to_today(qtbot: QtBot, locked_door: VaultAccess, program: Program) -> None:
    enter(qtbot, program)
    assert program.workspace is not None
    assert isinstance(program.workspace.frame.here(), TodayScreen)
    assert "no failed tries" in program.workspace.frame.status._last.text()
    assert program.window.windowTitle() == "HRU Advocate"


def test_what_the_first_page_needs_is_loaded_while_the_passphrase_is_typed_and_what_goes_wrong_there_bars_nobody(
    qtbot: QtBot, locked_door: VaultAccess, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    began: list[bool] = []

    def fails() -> None:
        began.append(program.workspace is None)
        raise OSError

    monkeypatch.setattr("ui.app._read_ahead", fails)
    program.start()
    qtbot.waitUntil(lambda: began == [True])
    unlock(qtbot, program)
    assert program.workspace is not None
    assert isinstance(program.workspace.frame.here(), TodayScreen)


def test_a_window_that_was_closed_at_once_begins_nothing_behind_it(
    qtbot: QtBot, locked_door: VaultAccess, program: Program
) -> None:
    program.start()
    program.window.close()
    qtbot.wait(3 * _BEHIND_MS)
    settle(qtbot, program.bridge)
    assert program.access._thread is None


def test_locking_keeps_the_draft_closes_the_vault_and_starts_afresh(
    qtbot: QtBot, locked_door: VaultAccess, program: Program, ended: Ended, home: Home
) -> None:
    enter(qtbot, program)
    assert program.workspace is not None
    frame = program.workspace.frame
    frame.go_to(form_page("referral"))
    settle(qtbot, program.bridge)
    form = frame.here()
    assert form is not None
    typed = next(one for one in form.findChildren(QLineEdit) if one.isVisible() and not one.isReadOnly())
    QTest.keyClicks(typed, "Begun and not finished")
    program.lock()
    assert not program.window.isVisible()
    qtbot.waitUntil(lambda: ended.times == 1)
    again = VaultAccess(lambda: home)
    again.unlock(PASSPHRASE).result(timeout=20)
    kept = again.worker().ask(drafts).result(timeout=20)
    again.close()
    assert [line.form for line in kept] == ["referral"]


def test_idle_time_locks_by_itself(qtbot: QtBot, locked_door: VaultAccess, program: Program, ended: Ended) -> None:
    enter(qtbot, program)
    assert program.workspace is not None
    watch = program.workspace.watch
    watch._last -= 271
    watch.look()
    assert "locks in" in program.workspace.frame.banner.text()
    watch._last -= 40
    watch.look()
    assert ended.times == 1


def test_closing_the_window_locks_without_a_new_start(
    qtbot: QtBot, locked_door: VaultAccess, program: Program, ended: Ended
) -> None:
    enter(qtbot, program)
    program.window.close()
    assert ended.times == 0
    assert not program.window.isVisible()


def test_a_fault_of_ours_says_one_sentence_and_logs_no_word_of_it(
    qtbot: QtBot, locked_door: VaultAccess, program: Program, home: Home
) -> None:
    enter(qtbot, program)
    assert program.workspace is not None
    for _time in range(2):
        try:
            raise ValueError("Mary Kowalska, 07700 900417")
        except ValueError as error:
            program.met_fault(type(error), error, error.__traceback__)
    banner = program.workspace.frame.banner
    assert banner.text() == "Something went wrong here. What you saved is safe."
    assert any(one.text() == "Lock and start afresh" for one in banner.findChildren(Button))
    log = (home.folder / "events.jsonl").read_text(encoding="utf-8")
    assert "Kowalska" not in log
    assert "900417" not in log
    faults = [line for line in map(json.loads, log.splitlines()) if line["event"] == "fault"]
    assert [line["kind"] for line in faults] == ["ValueError", "ValueError"]


def test_f12_covers_the_window_and_shows_it_again(qtbot: QtBot, locked_door: VaultAccess, program: Program) -> None:
    enter(qtbot, program)
    program.window.activateWindow()
    QTest.keyClick(program.window, Qt.Key.Key_F12)
    assert program._cover is not None
    assert program._cover.on
    QTest.keyClick(program.window, Qt.Key.Key_F12)
    assert not program._cover.on


def test_the_command_line_chooses_the_vault(tmp_path: Path) -> None:
    assert access_for(Arguments(made_up=True)).made_up
    assert access_for(Arguments(made_up=True)).home().folder.name.endswith("-made-up")
    assert access_for(Arguments(home=tmp_path)).home().folder == tmp_path
    assert access_for(Arguments()).home().folder == Home.default().folder


def test_the_hook_is_not_left_behind() -> None:
    assert not isinstance(getattr(sys.excepthook, "__self__", None), Program)
