"""The check that runs by itself after each opening, and the one that is asked for: in words, red while it stands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import checks
from hru_advocate.casework.vault.checks import VERIFIED
from hru_advocate.errors import VaultLocked
from hru_advocate.store.faults import DiskFailed
from hru_advocate.store.ledger.entries import unit_events
from ui.shell.destinations import SettingsDestination
from ui.shell.frame_parts import BackgroundCheck, StatusLine
from ui.shell.screen import ScreenContext
from ui.vault.settings import SettingsScreen
from ui.vault.vault_card import VaultCard

Show = Callable[[QWidget], QWidget]


def _run(qtbot: QtBot, context: ScreenContext) -> tuple[list[tuple[str, str]], BackgroundCheck]:
    said: list[tuple[str, str]] = []
    check = BackgroundCheck(context.worker, context.bridge, lambda words, tone: said.append((words, tone)))
    check.start(0)
    qtbot.waitUntil(lambda: bool(said) and not said[-1][0].endswith("…"))
    return said, check


def _forge(session: Session) -> None:
    with session.vault.write() as cursor:
        cursor.execute("DROP INDEX head_due")


def _noted(session: Session) -> int:
    return len(unit_events(session.vault, (VERIFIED,)))


def test_a_vault_that_holds_is_said_to_quietly_and_the_check_is_an_entry(qtbot: QtBot, context: ScreenContext) -> None:
    said, _check = _run(qtbot, context)
    words, tone = said[-1]
    assert words.endswith("entries hold (quick check)")
    assert tone == "quiet"
    assert context.worker.ask(_noted).result(timeout=20) == 1


def test_what_is_found_is_red_and_said_again_on_every_frame(qtbot: QtBot, context: ScreenContext) -> None:
    context.worker.ask(_forge).result(timeout=20)
    said, check = _run(qtbot, context)
    assert said[-1][0] == "1 fault in the vault: see Settings"
    assert said[-1][1] == "danger"
    check.repeat()
    assert said[-1] == said[-2]
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_check(said[-1][0], "danger")
    line.show_message("Draft saved 14:02")
    assert line._checked.text() == said[-1][0]


def test_other_work_goes_between_two_steps(qtbot: QtBot, context: ScreenContext) -> None:
    check = context.worker.ask(checks.begin, "quick").result(timeout=20)
    steps = 0
    while (verdict := context.worker.ask(checks.go_on, check).result(timeout=20).verdict) is None:
        context.worker.ask(_write).result(timeout=20)
        steps += 1
    assert steps > 5
    assert verdict.lines == ()


def _write(session: Session) -> None:
    session.note_event("view", {})


def test_a_full_check_can_be_stopped_and_says_nothing_is_proven(
    qtbot: QtBot, context: ScreenContext, show: Show
) -> None:
    screen = show(SettingsScreen(context, SettingsDestination()))
    card = screen.findChild(VaultCard)
    assert isinstance(card, VaultCard)
    card._button.click()
    assert card._stop.isVisibleTo(card)
    card._stop.click()
    assert card._verdict.text().startswith("Stopped.")
    qtbot.wait(300)
    assert card._verdict.text().startswith("Stopped.")
    assert card._button.isEnabled()


def test_a_quick_check_on_the_page_says_what_it_leaves_out_and_is_not_green(
    qtbot: QtBot, context: ScreenContext, show: Show
) -> None:
    screen = show(SettingsScreen(context, SettingsDestination()))
    card = screen.findChild(VaultCard)
    assert isinstance(card, VaultCard)
    told = {}
    for button in (card._quick, card._button):
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: " check: " in card._verdict.text())
        told[button.text()] = card._verdict.text(), card._verdict.property("tone")
    words, tone = told["Quick check"]
    assert "Quick check: " in words
    assert "Not checked: each signature by itself" in words
    assert "whole, in order and signed" not in words
    assert not tone
    words, tone = told["Check the vault now"]
    assert "Full check: " in words
    assert "Not checked" not in words
    assert tone == "fine"


def test_a_vault_that_was_locked_meanwhile_needs_no_word(qtbot: QtBot, context: ScreenContext) -> None:
    said: list[str] = []
    check = BackgroundCheck(context.worker, context.bridge, lambda words, _tone: said.append(words))
    check._stopped(VaultLocked())
    assert said == []
    check._stopped(DiskFailed())
    assert said == [DiskFailed().message]
