"""Bringing a backup back on screen: at the first run and at a locked vault, with the code typed from its paper."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.casework.vault.home import Home
from hru_advocate.casework.vault.opening import Recovered
from hru_advocate.casework.vault.restoring import Restored
from tests.ui.conftest import PASSPHRASE, settle
from tests.ui.vault.test_recovery_screens import opens
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel
from ui.shell.async_bridge import AsyncBridge
from ui.shell.locked_page import LockedPage
from ui.shell.vault_access import VaultAccess
from ui.vault.backup_path import BackupPath, in_words
from ui.vault.set_up import SetUpScreen
from ui.vault.unlock import UnlockScreen


def button(page: QWidget, text: str) -> Button:
    return next(one for one in page.findChildren(Button) if one.text() == text and one.isVisible())


def field(page: QWidget, name: str) -> QLineEdit:
    return next(one for one in page.findChildren(QLineEdit) if one.accessibleName() == name and one.isVisible())


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def code(access: VaultAccess, stick: Path) -> str:
    """The recovery code of a vault that was backed up and locked."""
    from hru_advocate.casework.vault import backups

    made = access.create(PASSPHRASE, author="A. Advocate", with_keychain=False).result(timeout=20)
    access.worker().ask(backups.keep_backup_folder, str(stick)).result(timeout=20)
    access.worker().lock().result(timeout=20)
    return made.recovery_code


def on_show(page: LockedPage, qtbot: QtBot) -> BackupPath:
    qtbot.addWidget(page)
    page.resize(1000, 900)
    page.show()
    page.begin()
    button(page, "Bring back from a backup").click()
    return next(one for one in page.findChildren(BackupPath))


def bring_back(page: LockedPage, path: BackupPath, stick: Path, code: str, qtbot: QtBot, bridge: AsyncBridge) -> None:
    settle(qtbot, bridge)
    assert not button(path, "Bring it back").isEnabled()
    path.look_into(str(stick))
    settle(qtbot, bridge)
    QTest.keyClicks(field(path, "Recovery code, from the sealed paper"), code)
    for one in ("New passphrase", "The same once more"):
        _type(path, one)
    qtbot.waitUntil(button(path, "Bring it back").isEnabled)
    button(path, "Bring it back").click()
    settle(qtbot, bridge)
    assert page.banner.text() == ""


def _type(path: BackupPath, name: str) -> None:
    """Type the words that are offered: alone, no others will do."""
    typed = field(path, name)
    typed.clear()
    words = (one.text() for one in path.findChildren(TextLabel) if one.text().replace(" ", "").isalpha())
    QTest.keyClicks(typed, next(one for one in words if one.islower() and len(one.split()) == 6))


def shown(page: QWidget) -> str:
    return "\n".join(one.text() for one in page.findChildren(TextLabel) if one.isVisible())


def test_at_a_locked_vault_it_takes_its_place_and_says_what_became_of_that_one(
    qtbot: QtBot, access: VaultAccess, bridge: AsyncBridge, code: str, stick: Path
) -> None:
    page = UnlockScreen(access, bridge)
    path = on_show(page, qtbot)
    bring_back(page, path, stick, code, qtbot, bridge)
    assert "is kept, whole, in the folder replaced-20261123-10" in shown(page)
    assert "entries that the backup does not" in shown(page)
    fresh = next(one for one in page.findChildren(TextLabel) if one.accessibleDescription() == "Recovery code").text()
    assert (opens(access, code), opens(access, fresh)) == (True, False)  # it counts once it is typed back
    button(page, "Hide it and type it back").click()
    (access.home().folder / "vault.header.twin").unlink()
    (access.home().folder / "vault.header.twin").mkdir()  # what is to be said of that is said in the workspace
    QTest.keyClicks(field(page, "Type the code back, from your paper"), fresh)
    with qtbot.waitSignal(page.entered, timeout=20_000) as entered:
        QTest.keyClick(field(page, "Type the code back, from your paper"), Qt.Key.Key_Return)
    assert isinstance(entered.args[0], Recovered)
    assert any("second copy" in one for one in entered.args[0].warnings)
    assert (opens(access, code), opens(access, fresh)) == (False, True)
    assert access.opening == "new code"


def test_on_a_new_computer_it_is_offered_beside_a_new_vault(
    qtbot: QtBot, access: VaultAccess, bridge: AsyncBridge, code: str, stick: Path, home: Home
) -> None:
    for one in home.folder.iterdir():
        one.unlink()
    page = SetUpScreen(access, bridge)
    path = on_show(page, qtbot)
    bring_back(page, path, stick, code, qtbot, bridge)
    assert "0 cases are back, as they were on 23 Nov 2026" in shown(page)
    assert "in the folder replaced-" not in shown(page)


def test_a_wrong_code_says_so_and_leaves_everything_to_be_tried_again(
    qtbot: QtBot, access: VaultAccess, bridge: AsyncBridge, code: str, stick: Path
) -> None:
    page = UnlockScreen(access, bridge)
    path = on_show(page, qtbot)
    settle(qtbot, bridge)
    path.look_into(str(stick.parent / "nowhere"))
    settle(qtbot, bridge)
    assert "no backup in this folder" in page.banner.text()
    path.look_into(str(stick))
    settle(qtbot, bridge)
    QTest.keyClicks(field(path, "Recovery code, from the sealed paper"), code[:-1])
    for one in ("New passphrase", "The same once more"):
        _type(path, one)
    qtbot.waitUntil(button(path, "Bring it back").isEnabled)
    button(path, "Bring it back").click()
    settle(qtbot, bridge)
    assert page.banner.text()
    assert button(path, "Bring it back").isEnabled()
    button(path, "Back").click()
    assert field(page, "Passphrase").hasFocus() or field(page, "Passphrase").isVisible()


@pytest.mark.parametrize(
    ("kept", "newer", "said"),
    [
        (None, None, "is not in the backup."),
        (Path("replaced-1"), None, "could not be read"),
        (Path("replaced-1"), 0, "It holds 0 entries"),
        (Path("replaced-1"), 1, "It holds 1 entry that"),
        (Path("replaced-1"), 1200, "It holds 1,200 entries"),
    ],
)
def test_what_is_said_of_the_vault_it_replaced(kept: Path | None, newer: int | None, said: str) -> None:
    moment = datetime(2026, 11, 23, 10, tzinfo=UTC)
    assert said in in_words(Restored(Recovered("", ()), moment, moment, 5, 1, kept, newer))
