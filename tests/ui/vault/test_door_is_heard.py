"""The door says aloud what it shows, and what it shows of importance is in sight: at 100 and at 200 per cent."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.casework.vault.home import WhoseCode
from hru_advocate.casework.vault.opening import Recovered
from hru_advocate.casework.vault.restoring import Restored
from hru_advocate.errors import VaultLocked
from tests.ui.case_room import press, type_words
from tests.ui.conftest import PASSPHRASE, appear, settle
from ui.controls.buttons import Button
from ui.controls.password_field import CAPS, SecretField
from ui.controls.theme import apply_theme
from ui.shell.async_bridge import AsyncBridge
from ui.shell.locked_page import LockedPage
from ui.shell.vault_access import VaultAccess
from ui.vault.backup_path import BackupPath, in_words
from ui.vault.passphrase import PassphraseChooser
from ui.vault.set_up import SetUpScreen
from ui.vault.unlock import UnlockScreen

Key = Qt.Key
OFFERED = "Words for a passphrase: "
RESTORED = Restored(
    Recovered("7F3K-9XQ2", ()),
    made=datetime(2026, 11, 20, 16, 0, tzinfo=UTC),
    newest=datetime(2026, 11, 20, 15, 48, tzinfo=UTC),
    entries=61,
    cases=1,
    kept=None,
    newer=None,
)
SIZES = pytest.mark.parametrize("size", [100, 200])


def field(page: QWidget, name: str) -> QLineEdit:
    return next(one for one in page.findChildren(QLineEdit) if one.accessibleName() == name)


def button(page: QWidget, words: str) -> Button:
    return next(one for one in page.findChildren(Button) if one.text() == words and one.isVisible())


def put(page: LockedPage, qtbot: QtBot, bridge: AsyncBridge) -> None:
    qtbot.addWidget(page)
    page.resize(1366, 768)
    appear(qtbot, page)
    page.begin()
    settle(qtbot, bridge)


def whole(widget: QWidget) -> bool:
    """Say if all of a control is to be seen in its window."""
    QTest.qWait(20)
    seen = widget.visibleRegion().boundingRect()
    place = QRect(widget.mapTo(widget.window(), QPoint()), widget.size())
    return seen.height() == widget.height() and widget.window().rect().contains(place)


def test_the_words_offered_and_each_verdict_are_said_and_stand_beside_the_field(
    qtbot: QtBot, access: VaultAccess, bridge: AsyncBridge, announced: list[str]
) -> None:
    chooser = PassphraseChooser(access, bridge)
    qtbot.addWidget(chooser)
    appear(qtbot, chooser)
    chooser.ask_for("A. Advocate", alone=True)
    settle(qtbot, bridge)
    words = announced[-1].removeprefix(OFFERED)
    assert announced == [f"{OFFERED}{words}"]
    assert len(words.split()) == 6
    press_other = button(chooser, "Other words")
    press_other.setFocus()
    press(Key.Key_Space)
    settle(qtbot, bridge)
    assert announced[-1].startswith(OFFERED)
    assert announced[-1] != announced[0]
    chooser.first.setFocus()
    type_words("hello there")
    qtbot.waitUntil(lambda: len(announced) > 2)
    refused = announced[-1]
    assert refused == chooser._verdict.text()
    assert {one.edit.accessibleDescription() for one in (chooser.first, chooser.second)} == {refused}
    press(Key.Key_Return)
    assert announced[-2:] == [refused, refused]
    chooser.first.edit.setText(words)
    qtbot.waitUntil(lambda: announced[-1] == "Strong enough. Type it once more.")
    chooser.second.setFocus()
    type_words(words)
    assert announced[-2:] == ["Strong enough. The second is not the same yet.", "Strong enough, and twice the same."]
    heard = len(announced)
    chooser.clear()
    QTest.qWait(400)
    assert announced[heard:] == []
    assert chooser.first.edit.accessibleDescription() == ""


def test_caps_lock_is_said_before_what_stands_beside_the_field(qtbot: QtBot) -> None:
    one = SecretField("New passphrase")
    qtbot.addWidget(one)
    one.describe("Strong enough.")
    one._know_caps(True)
    assert one.edit.accessibleDescription() == f"{CAPS} Strong enough."
    one._know_caps(None)
    assert one.edit.accessibleDescription() == "Strong enough."


@SIZES
def test_a_refused_restore_is_in_sight_and_the_keyboard_is_on_the_code(
    qtbot: QtBot, access: VaultAccess, bridge: AsyncBridge, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    path, page, working, _asked = _at_the_backup(qtbot, access, bridge, monkeypatch, size)
    working.set_exception(VaultLocked())
    settle(qtbot, bridge)
    assert whole(page.banner)
    held = QApplication.focusWidget()
    assert held is field(path, "Recovery code, from the sealed paper")
    assert whole(held)


def test_both_halves_go_into_a_restore_and_what_came_back_is_said(
    qtbot: QtBot,
    access: VaultAccess,
    bridge: AsyncBridge,
    monkeypatch: pytest.MonkeyPatch,
    announced: list[str],
) -> None:
    path, _page, working, asked = _at_the_backup(qtbot, access, bridge, monkeypatch, 100)
    working.set_result(RESTORED)
    settle(qtbot, bridge)
    assert asked == [(Path("here"), "7F3K-9XQ2 M0NX-2Y8V", PASSPHRASE)]
    assert announced[-1] == in_words(RESTORED)
    assert {one.text() for one in path._code.findChildren(QLineEdit)} == {""}
    assert QApplication.focusWidget() is button(path, "Hide it and type it back")


def _at_the_backup(
    qtbot: QtBot, access: VaultAccess, bridge: AsyncBridge, monkeypatch: pytest.MonkeyPatch, size: int
) -> tuple[BackupPath, LockedPage, Future[Any], list[tuple[Path, str, str]]]:
    """On the way back from a backup: all typed, "Bring it back" pressed; its answer to come, and what it was asked."""
    apply_theme(QApplication.instance(), "light", size)  # type: ignore[arg-type]  # a QApplication in every test
    working: Future[Any] = Future()
    asked: list[tuple[Path, str, str]] = []

    def restore(place: Path, code: str, passphrase: str) -> Future[Any]:
        asked.append((place, code, passphrase))
        return working

    monkeypatch.setattr(access, "restore", restore)
    page = UnlockScreen(access, bridge)
    put(page, qtbot, bridge)
    page.bring_back()
    settle(qtbot, bridge)
    path = page.findChild(BackupPath)
    assert path is not None
    path._which.set_choices([("here", "23 November 2026")])
    for name, words in (
        ("Recovery code, from the sealed paper", "7F3K-9XQ2"),
        ("The other half, if there are two", "M0NX-2Y8V"),
        ("New passphrase", PASSPHRASE),
    ):
        field(path, name).setFocus()
        type_words(words)
    path._decide(ready=True)
    path._go.setFocus()
    press(Key.Key_Space)
    return path, page, working, asked


@SIZES
def test_after_the_code_the_field_for_the_passphrase_is_brought_into_sight(
    qtbot: QtBot, access: VaultAccess, bridge: AsyncBridge, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    apply_theme(QApplication.instance(), "light", size)  # type: ignore[arg-type]  # as above
    known: Future[WhoseCode] = Future()
    known.set_result(WhoseCode("A. Advocate", alone=True))
    monkeypatch.setattr(access, "whose_code", lambda _typed: known)
    page = UnlockScreen(access, bridge)
    put(page, qtbot, bridge)
    button(page, "Use the recovery code").click()
    type_words("7F3K-9XQ2")
    press(Key.Key_Return)
    settle(qtbot, bridge)
    held = QApplication.focusWidget()
    assert held is not None
    assert held.accessibleName() == "New passphrase"
    assert whole(held)


@pytest.mark.parametrize(
    ("there", "back"),
    [("Bring back from a backup", "Bring back from a backup"), ("Set up my vault", "Set up my vault")],
)
def test_back_leads_the_keyboard_to_what_was_pressed(
    qtbot: QtBot, access: VaultAccess, bridge: AsyncBridge, there: str, back: str
) -> None:
    page = SetUpScreen(access, bridge)
    put(page, qtbot, bridge)
    assert QApplication.focusWidget() is button(page, "Set up my vault")
    for words in (there, "Back"):
        pressed = button(page, words)
        pressed.setFocus()
        press(Key.Key_Space)
        settle(qtbot, bridge)
    assert QApplication.focusWidget() is button(page, back)


@pytest.mark.parametrize(
    ("cases", "said"),
    [
        (0, "0 cases are back, as they were on 20 Nov 2026 at 15:48."),
        (1, "1 case is back, as it was on 20 Nov 2026 at 15:48."),
        (2, "2 cases are back, as they were on 20 Nov 2026 at 15:48."),
    ],
)
def test_one_case_is_back_and_two_are(cases: int, said: str) -> None:
    assert in_words(replace(RESTORED, cases=cases)).startswith(said)
