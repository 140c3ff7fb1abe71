"""A damaged vault at its door: what can be read is saved, the report shown, and the same passphrase opens it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.casework.vault.home import Home
from tests.ui.conftest import PASSPHRASE, settle
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel
from ui.shell.async_bridge import AsyncBridge
from ui.shell.vault_access import VaultAccess
from ui.vault.unlock import UnlockScreen

PAGE = 4096


def buttons(page: QWidget, text: str) -> list[Button]:
    return [one for one in page.findChildren(Button) if one.text() == text and one.isVisible()]


def field(page: QWidget) -> QLineEdit:
    return next(one for one in page.findChildren(QLineEdit) if one.accessibleName() == "Passphrase")


@pytest.fixture
def page(qtbot: QtBot, locked_door: VaultAccess, bridge: AsyncBridge) -> UnlockScreen:
    screen = UnlockScreen(locked_door, bridge)
    qtbot.addWidget(screen)
    screen.resize(1000, 900)
    screen.show()
    screen.begin()
    return screen


def unlock(page: UnlockScreen, qtbot: QtBot, bridge: AsyncBridge, words: str) -> None:
    field(page).setText(words)
    (button,) = buttons(page, "Unlock")
    button.click()
    settle(qtbot, bridge)


def test_a_wrong_passphrase_offers_no_salvage(page: UnlockScreen, qtbot: QtBot, bridge: AsyncBridge) -> None:
    unlock(page, qtbot, bridge, "wrong words every time")
    assert buttons(page, "Save what can be read") == []


def test_a_damaged_file_is_saved_and_opens_again(
    page: UnlockScreen, qtbot: QtBot, bridge: AsyncBridge, home: Home
) -> None:
    data = bytearray(home.vault.read_bytes())
    data[500] ^= 1  # on the first page, which names all tables
    home.vault.write_bytes(data)
    unlock(page, qtbot, bridge, PASSPHRASE)
    assert "damaged" in page.banner.text()
    (save,) = buttons(page, "Save what can be read")
    save.click()
    settle(qtbot, bridge)
    said = "\n".join(one.text() for one in page.findChildren(TextLabel) if one.isVisible())
    assert "came back" in said
    assert "Nothing is known to be missing." in said
    assert "are kept in the folder replaced-" in said
    assert buttons(page, "Save what can be read") == []
    with qtbot.waitSignal(page.entered, timeout=20_000):
        field(page).setText(PASSPHRASE)
        buttons(page, "Unlock")[0].click()
