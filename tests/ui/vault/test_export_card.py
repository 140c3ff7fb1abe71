"""Everything out, from the settings page: the passphrase again, a reason, a tick, and then files."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.casework.open_sessions import events_of
from tests.ui.conftest import PASSPHRASE, settle
from tests.ui.looks.faults import faults
from ui.shell.destinations import SettingsDestination
from ui.shell.screen import AnyScreen, ScreenContext
from ui.vault.export import ExportCard
from ui.vault.settings import SettingsScreen

Show = Callable[..., AnyScreen]
WHY = "Moving to the force's own system"


@pytest.fixture
def card(context: ScreenContext, show: Show, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ExportCard:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(tmp_path))
    found = show(SettingsScreen(context, SettingsDestination())).findChild(ExportCard)
    assert found is not None
    return found


def names(context: ScreenContext) -> list[str]:
    return [name for name, _case, _body in context.worker.ask(events_of).result(timeout=20)]


def test_the_button_wants_a_reason_the_passphrase_and_the_tick(card: ExportCard) -> None:
    assert not card.button.isEnabled()
    QTest.keyClicks(card.reason, WHY)
    assert not card.button.isEnabled()
    QTest.keyClicks(card.passphrase.edit, PASSPHRASE)
    assert not card.button.isEnabled()
    card.sure.setFocus()
    QTest.keyClick(card.sure, Qt.Key.Key_Space)
    assert card.button.isEnabled()
    QTest.keyClick(card.reason, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(card.reason, " ")
    assert not card.button.isEnabled()


def filled(card: ExportCard, passphrase: str) -> None:
    card.reason.setText(WHY)
    card.passphrase.edit.setText(passphrase)
    card.sure.setChecked(True)
    card.button.click()


def test_a_wrong_passphrase_writes_nothing_and_notes_nothing(
    qtbot: QtBot, context: ScreenContext, card: ExportCard, tmp_path: Path
) -> None:
    filled(card, "not the passphrase of this vault")
    settle(qtbot, context.bridge)
    assert not (tmp_path / "export").exists()
    assert "export_begun" not in names(context)
    assert card.passphrase.text() == ""
    assert card.reason.text() == WHY


def test_everything_is_written_and_said(qtbot: QtBot, context: ScreenContext, card: ExportCard, tmp_path: Path) -> None:
    filled(card, PASSPHRASE)
    settle(qtbot, context.bridge)
    qtbot.waitUntil(lambda: card.said.text().startswith("Written:"))
    assert (tmp_path / "export" / "entries.jsonl").stat().st_size > 0
    assert names(context)[-1] == "export_made"
    assert not card.sure.isChecked()
    assert card.passphrase.text() == ""
    screen = card.window()
    if folder := os.environ.get("HRU_PICTURES"):
        card.grab().save(str(Path(folder) / "export.png"))
    assert faults(screen) == []


def test_a_dialog_that_is_given_up_keeps_what_was_typed(
    context: ScreenContext, card: ExportCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: "")
    filled(card, PASSPHRASE)
    assert card.passphrase.text() == PASSPHRASE
    assert "export_begun" not in names(context)
