"""Backups on screen: chosen, made and checked in Settings; their age below every page; trouble said on Today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.casework.vault import backups
from hru_advocate.casework.vault.backups import backup_state
from hru_advocate.store import faults
from hru_advocate.store.vault_file import backup
from tests.ui.conftest import settle
from ui.controls.labels import TextLabel
from ui.shell.destinations import SettingsDestination, TodayDestination
from ui.shell.screen import AnyScreen, ScreenContext
from ui.today.screen import TodayScreen
from ui.vault.settings import SettingsScreen
from ui.workspace import Workspace

Show = Callable[[AnyScreen], AnyScreen]


@pytest.fixture
def page(context: ScreenContext, show: Show) -> SettingsScreen:
    return cast("SettingsScreen", show(SettingsScreen(context, SettingsDestination())))


def words(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(TextLabel) if not one.isHidden())


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def test_nothing_can_be_made_before_a_folder_is_chosen(
    page: SettingsScreen, stick: Path, calm: Callable[[], None]
) -> None:
    card = page.backups
    assert not card.make_button.isEnabled()
    assert "No backups are made" in words(card)
    card.choose(str(stick))
    calm()
    page.refresh()
    calm()
    assert card.make_button.isEnabled()
    assert str(stick) in words(card)


def test_the_button_makes_one_and_says_what_it_holds(
    page: SettingsScreen, stick: Path, calm: Callable[[], None]
) -> None:
    card = page.backups
    card.choose(str(stick))
    calm()
    page.refresh()
    calm()
    card.make_button.click()
    calm()
    assert len(list(stick.iterdir())) == 1
    assert "A backup was made, opened and counted" in words(card)
    assert "6 cases" in words(card)
    page.refresh()
    calm()
    assert "Last backup today at" in words(card)
    card.check_button.click()
    calm()
    assert "entries, 6 cases" in words(card)
    file = next(stick.iterdir()) / "vault.db"
    file.write_bytes(file.read_bytes()[:-1])
    card.check_button.click()
    calm()
    assert "does not open; it is no backup" in words(card)


def test_a_backup_of_before_the_keys_were_renewed_is_not_called_damaged(
    page: SettingsScreen, stick: Path, calm: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    card = page.backups
    card.choose(str(stick))
    calm()
    page.refresh()
    calm()
    made = datetime(2026, 11, 23, 10, tzinfo=UTC)
    older = backups.BackupLine(stick, made, "Monday", proven=False, entries=0, cases=0, older_keys=True)
    monkeypatch.setattr(backups, "backups", lambda _opened: (older,))
    card.check_button.click()
    calm()
    assert "Monday: not looked into: made before the keys were made anew" in words(card)
    assert "does not open" not in words(card)


def test_a_backup_that_fails_is_said_and_can_be_tried_again(
    page: SettingsScreen, stick: Path, calm: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    card = page.backups
    card.choose(str(stick))
    calm()
    with monkeypatch.context() as patch:
        patch.setattr(backup, "back_up", lambda *_given: (_ for _ in ()).throw(faults.DiskFull()))
        page.refresh()
        calm()
        card.make_button.click()
        calm()
    assert "disk is full" in page.banner.text()
    assert "failed" in words(card)
    assert card.make_button.isEnabled()


def test_today_says_trouble_until_there_is_none(
    context: ScreenContext, show: Show, stick: Path, calm: Callable[[], None]
) -> None:
    today = cast("TodayScreen", show(TodayScreen(context, TodayDestination())))
    assert not today.backup.isHidden()
    assert "No backups are made" in words(today.backup)
    context.worker.ask(backups.keep_backup_folder, str(stick)).result(timeout=20)
    context.worker.back_up().result(timeout=20)
    today.refresh()
    calm()
    assert today.backup.isHidden()


def test_the_age_of_the_last_backup_stands_below_every_page(qtbot: QtBot, inside: Workspace, stick: Path) -> None:
    worker, bridge = inside.context.worker, inside.context.bridge
    settle(qtbot, bridge)
    assert "No backup yet" in words(inside.frame.status)
    changed = worker.ask(backups.keep_backup_folder, str(stick)).result(timeout=20)
    worker.back_up().result(timeout=20)
    inside.context.notifier.notify(changed)
    settle(qtbot, bridge)
    assert worker.ask(backup_state).result(timeout=20).words in words(inside.frame.status)
