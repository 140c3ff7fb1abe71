from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.casework.vault.opening import Unlocked
from tests.ui.case_room import press
from tests.ui.conftest import PASSPHRASE, settle
from tests.ui.looking import settle_layout
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel
from ui.controls.tick_boxes import TickBox
from ui.shell.async_bridge import AsyncBridge
from ui.shell.locked_page import LockedPage
from ui.shell.vault_access import VaultAccess
from ui.vault.set_up import MadeUpScreen, SetUpScreen
from ui.vault.unlock import UnlockScreen


def button(page: QWidget, text: str) -> Button:
    return next(one for one in page.findChildren(Button) if one.text() == text and one.isVisible())


def field(page: QWidget, name: str) -> QLineEdit:
    return next(one for one in page.findChildren(QLineEdit) if one.accessibleName() == name and one.isVisible())


def shown(page: LockedPage, qtbot: QtBot) -> LockedPage:
    qtbot.addWidget(page)
    page.resize(1000, 760)
    page.show()
    page.begin()
    return page


@pytest.fixture
def locked(access: VaultAccess) -> VaultAccess:
    """A vault that was made and locked again."""
    access.create(PASSPHRASE, author="A. Advocate", with_keychain=False).result(timeout=20)
    access.worker().lock().result(timeout=20)
    return access


def unlock_screen(access: VaultAccess, bridge: AsyncBridge, qtbot: QtBot) -> UnlockScreen:
    page = UnlockScreen(access, bridge)
    shown(page, qtbot)
    return page


def test_what_the_door_says_of_leaving_holds_also_where_a_unit_shares_through_a_mailbox(
    qtbot: QtBot, locked: VaultAccess, bridge: AsyncBridge
) -> None:
    said = " ".join(words.text() for words in unlock_screen(locked, bridge, qtbot).findChildren(TextLabel))
    assert "Nothing leaves it by itself." in said
    assert "sent anywhere" not in said
    assert "stays on this laptop" not in said


def test_the_passphrase_and_enter_open_the_vault(qtbot: QtBot, locked: VaultAccess, bridge: AsyncBridge) -> None:
    page = unlock_screen(locked, bridge, qtbot)
    typed = field(page, "Passphrase")
    assert typed.echoMode() == QLineEdit.EchoMode.Password
    QTest.keyClicks(typed, PASSPHRASE)
    with qtbot.waitSignal(page.entered, timeout=20_000) as entered:
        QTest.keyClick(typed, Qt.Key.Key_Return)
    told = entered.args[0]
    assert isinstance(told, Unlocked)
    assert told.author == "A. Advocate"
    assert typed.text() == ""


def test_a_wrong_passphrase_says_so_and_keeps_what_was_typed_ready_to_replace(
    qtbot: QtBot, locked: VaultAccess, bridge: AsyncBridge
) -> None:
    page = unlock_screen(locked, bridge, qtbot)
    QTest.keyClicks(field(page, "Passphrase"), "not the right words at all")
    button(page, "Unlock").click()
    settle(qtbot, bridge)
    assert "does not open this vault" in page.banner.text()
    assert "not the right words" not in page.banner.text()
    assert field(page, "Passphrase").hasSelectedText()


def test_nothing_typed_is_not_a_failed_try(qtbot: QtBot, locked: VaultAccess, bridge: AsyncBridge) -> None:
    page = unlock_screen(locked, bridge, qtbot)
    button(page, "Unlock").click()
    assert page.banner.text() == "Type your passphrase first."
    assert bridge.waiting == 0


def test_too_many_tries_make_the_person_wait(qtbot: QtBot, locked: VaultAccess, bridge: AsyncBridge) -> None:
    page = unlock_screen(locked, bridge, qtbot)
    for _try in range(8):
        if not page._unlock_button.isEnabled():
            break
        field(page, "Passphrase").setText("wrong words every time")
        page._unlock_button.click()
        settle(qtbot, bridge)
    assert not page._unlock_button.isEnabled()
    assert page._unlock_button.text().startswith("Wait ")
    page._wait = 1
    page._count_down()
    assert page._unlock_button.isEnabled()
    assert page._unlock_button.text() == "Unlock"


def test_show_shows_and_hides(qtbot: QtBot, locked: VaultAccess, bridge: AsyncBridge) -> None:
    page = unlock_screen(locked, bridge, qtbot)
    toggle = button(page, "Show")
    toggle.click()
    assert field(page, "Passphrase").echoMode() == QLineEdit.EchoMode.Normal
    assert toggle.text() == "Hide"


def test_setting_up_from_nothing_to_an_open_vault(qtbot: QtBot, access: VaultAccess, bridge: AsyncBridge) -> None:
    page = SetUpScreen(access, bridge)
    shown(page, qtbot)
    button(page, "Set up my vault").click()
    assert not button(page, "Go on").isEnabled()
    QTest.keyClicks(field(page, "Your name, as it stands under every entry"), "A. Advocate")
    button(page, "Go on").click()
    settle(qtbot, bridge)
    assert any("no keychain" in words.text() for words in page.findChildren(TextLabel) if words.isVisible())
    words = page._chooser._words.text()
    assert len(words.replace("-", " ").split()) == 6
    for name in ("New passphrase", "The same once more"):
        field(page, name).setText(words)
    qtbot.waitUntil(lambda: page._ready)
    assert not button(page, "Make the vault").isEnabled()
    next(tick for tick in page.findChildren(TickBox) if tick.isVisible()).setChecked(True)
    button(page, "Make the vault").click()
    settle(qtbot, bridge)
    code = page._code._shown.text()
    assert code.count("-") >= 4
    button(page, "Hide it and type it back").click()
    field(page, "Type the code back, from your paper").setText("ABCD")
    button(page, "Go on").click()
    settle(qtbot, bridge)
    assert "not the code" in page._code._banner.text()
    field(page, "Type the code back, from your paper").setText(code)
    with qtbot.waitSignal(page.entered, timeout=20_000):
        button(page, "Go on").click()
    assert access.state().result(timeout=20).exists


def test_what_is_said_beside_the_first_code_reaches_the_workspace(
    qtbot: QtBot, access: VaultAccess, bridge: AsyncBridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that filled meanwhile: the code counts, and that it was made could not be noted."""
    monkeypatch.setattr("hru_advocate.casework.session.Session.note", lambda *_event: False)
    page = SetUpScreen(access, bridge)
    shown(page, qtbot)
    page._made(access.create(PASSPHRASE, author="A. Advocate", with_keychain=False).result(timeout=20))
    code = page._code._shown.text()
    button(page, "Hide it and type it back").click()
    field(page, "Type the code back, from your paper").setText(code)
    with qtbot.waitSignal(page.entered, timeout=20_000) as entered:
        button(page, "Go on").click()
    assert ["could not be noted" in one for one in entered.args[0].warnings] == [True]


@pytest.mark.parametrize("keychain", ["Keyring", None])
def test_the_first_steps_fit_the_window_and_name_a_keychain_only_where_there_is_one(
    qtbot: QtBot, access: VaultAccess, bridge: AsyncBridge, keychain: str | None
) -> None:
    page = SetUpScreen(access, bridge)
    shown(page, qtbot)
    page.resize(1366, 768)
    page._name.setText("A. Advocate")
    page._know_keychain(keychain)
    settle(qtbot, bridge)
    settle_layout()
    area = next(iter(page.findChildren(QScrollArea)))
    assert area.verticalScrollBar().maximum() == 0
    page._show(3)
    page._code.show_code("AAAA-BBBB-CCCC", alone=page._alone)
    said = " ".join(words.text() for words in page._code.findChildren(TextLabel) if words.isVisible())
    assert ("keychain" in said) == (keychain is not None)
    settle_layout()
    assert area.verticalScrollBar().maximum() == 0


def test_a_weak_passphrase_is_named_before_anything_is_made(
    qtbot: QtBot, access: VaultAccess, bridge: AsyncBridge
) -> None:
    page = SetUpScreen(access, bridge)
    shown(page, qtbot)
    page._name.setText("A. Advocate")
    page._show(1)
    page._to_passphrase()
    settle(qtbot, bridge)
    for name in ("New passphrase", "The same once more"):
        field(page, name).setText("password1")
    qtbot.waitUntil(lambda: len(page._chooser._verdict.text()) > 10)
    assert "password1" not in page._chooser._verdict.text()
    assert not page._make_button.isEnabled()


def test_made_up_cases_say_what_they_are_and_what_opens_them(
    qtbot: QtBot, access: VaultAccess, bridge: AsyncBridge
) -> None:
    page = MadeUpScreen(access, bridge, PASSPHRASE)
    shown(page, qtbot)
    said = " ".join(words.text() for words in page.findChildren(TextLabel))
    assert "Nobody in this vault exists" in said
    assert PASSPHRASE in said
    with qtbot.waitSignal(page.entered, timeout=90_000):
        button(page, "Make them and begin").click()


def test_trouble_with_the_key_file_is_said_at_once(qtbot: QtBot, locked: VaultAccess, bridge: AsyncBridge) -> None:
    folder = locked.home().folder
    for file in folder.iterdir():
        if file.name != locked.home().vault.name:
            file.write_bytes(b"nonsense")
    page = unlock_screen(locked, bridge, qtbot)
    page.show_state(locked.state().result(timeout=20))
    assert page.banner.text()


@pytest.mark.parametrize("way", ["Use the recovery code", "Bring back from a backup"])
def test_esc_leads_back_to_the_passphrase(qtbot: QtBot, access: VaultAccess, bridge: AsyncBridge, way: str) -> None:
    page = unlock_screen(access, bridge, qtbot)
    qtbot.waitUntil(page.isActiveWindow)
    button(page, way).click()
    settle(qtbot, bridge)
    assert not page._field.isVisible()
    press(Qt.Key.Key_Escape)
    assert page._field.edit.hasFocus()
    press(Qt.Key.Key_Escape)
    assert page._field.edit.hasFocus()


def test_esc_goes_through_the_first_steps_backwards_and_leaves_none_that_is_at_work(
    qtbot: QtBot, access: VaultAccess, bridge: AsyncBridge
) -> None:
    page = SetUpScreen(access, bridge)
    shown(page, qtbot)
    qtbot.waitUntil(page.isActiveWindow)
    button(page, "Set up my vault").click()
    QTest.keyClicks(field(page, "Your name, as it stands under every entry"), "A. Advocate")
    press(Qt.Key.Key_Return)
    settle(qtbot, bridge)
    page._back.setEnabled(False)  # as while the keys are made
    press(Qt.Key.Key_Escape)
    assert field(page, "New passphrase").isVisible()
    page._back.setEnabled(True)
    press(Qt.Key.Key_Escape)
    assert field(page, "Your name, as it stands under every entry").text() == "A. Advocate"
    press(Qt.Key.Key_Escape)
    assert button(page, "Set up my vault").hasFocus()
