"""The way in by the recovery code, and a new code from the settings page: no code is lost before the next is proved."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hru_advocate.casework.vault import codes, opening
from hru_advocate.casework.vault.opening import Recovered
from hru_advocate.errors import VaultLocked, WrongRecoveryCode
from hru_advocate.keys import envelope, recovery
from tests.keys.stand_ins import CHEAP
from tests.ui.case_room import press, type_words
from tests.ui.conftest import PASSPHRASE, appear, settle
from tests.ui.vault.test_door_screens import button, field, unlock_screen
from ui.controls.password_field import SecretField
from ui.controls.tick_boxes import TickBox
from ui.shell.async_bridge import AsyncBridge
from ui.shell.destinations import SettingsDestination
from ui.shell.screen import ScreenContext
from ui.shell.vault_access import VaultAccess
from ui.vault.code_card import CodeCard
from ui.vault.passphrase_card import PassphraseCard
from ui.vault.recovery_path import RecoveryPath
from ui.vault.settings import SettingsScreen
from ui.vault.unlock import UnlockScreen

AUTHOR = "Rosalind Ashdown"
NEW_CODE = "A made-up code of this test"


def opens(access: VaultAccess, code: str) -> bool:
    try:
        envelope.unlock_recovery(access.home().headers, recovery.parse_whole(code), hardness=CHEAP).master.wipe()
    except WrongRecoveryCode:
        return False
    return True


@pytest.fixture
def code(access: VaultAccess) -> str:
    """The code of a vault that was made and locked again."""
    made = access.create(PASSPHRASE, author=AUTHOR, with_keychain=False).result(timeout=20)
    access.worker().lock().result(timeout=20)
    return made.recovery_code


def at_the_words(
    qtbot: QtBot, access: VaultAccess, bridge: AsyncBridge, code: str
) -> tuple[UnlockScreen, RecoveryPath]:
    page = unlock_screen(access, bridge, qtbot)
    button(page, "Use the recovery code").click()
    settle(qtbot, bridge)
    field(page, "Recovery code").setText(code)
    QTest.keyClick(field(page, "Recovery code"), Qt.Key.Key_Return)
    settle(qtbot, bridge)
    assert page._recovery is not None
    return page, page._recovery


def take(qtbot: QtBot, page: UnlockScreen, words: str) -> None:
    for name in ("New passphrase", "The same once more"):
        field(page, name).setText(words)
    qtbot.waitUntil(lambda: button(page, "Open with the code").isEnabled())
    button(page, "Open with the code").click()
    assert not button(page, "Back to the passphrase").isEnabled()  # the new code is said here


def test_the_old_code_opens_until_the_new_one_is_typed_back(
    qtbot: QtBot, access: VaultAccess, bridge: AsyncBridge, code: str
) -> None:
    page, path = at_the_words(qtbot, access, bridge, code)
    words = path._chooser._words.text()
    assert len(words.split()) == 6
    take(qtbot, page, words)
    settle(qtbot, bridge)
    fresh = path._new_code._shown.text()
    assert (opens(access, code), opens(access, fresh)) == (True, False)
    button(page, "Hide it and type it back").click()
    typed = field(page, "Type the code back, from your paper")
    typed.setText(code)
    button(page, "Go on").click()
    settle(qtbot, bridge)
    assert "not the code" in path._new_code._banner.text()
    assert (opens(access, code), opens(access, fresh)) == (True, False)
    typed.setText(fresh.lower())
    with qtbot.waitSignal(page.entered, timeout=20_000) as entered:
        button(page, "Go on").click()
    assert isinstance(entered.args[0], Recovered)
    assert (opens(access, code), opens(access, fresh)) == (False, True)


def test_what_is_said_beside_the_new_code_reaches_the_workspace(
    qtbot: QtBot, access: VaultAccess, bridge: AsyncBridge, code: str
) -> None:
    """The second copy of the key file has no place to be written to: that has to be told, not only worked out."""
    page, path = at_the_words(qtbot, access, bridge, code)
    take(qtbot, page, path._chooser._words.text())
    settle(qtbot, bridge)
    (access.home().folder / "vault.header.twin").unlink()
    (access.home().folder / "vault.header.twin").mkdir()
    fresh = path._new_code._shown.text()
    button(page, "Hide it and type it back").click()
    field(page, "Type the code back, from your paper").setText(fresh)
    with qtbot.waitSignal(page.entered, timeout=20_000) as entered:
        button(page, "Go on").click()
    assert any("second copy" in one for one in entered.args[0].warnings)


@pytest.mark.parametrize("fails", [False, True])
def test_a_code_that_was_not_taken_at_the_door_leaves_the_keyboard_where_it_is_typed_again(
    qtbot: QtBot, access: VaultAccess, bridge: AsyncBridge, code: str, monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    page, path = at_the_words(qtbot, access, bridge, code)
    take(qtbot, page, path._chooser._words.text())
    settle(qtbot, bridge)
    appear(qtbot, page)
    button(page, "Hide it and type it back").click()
    type_words("not the code")
    if fails:
        refused: Future[None] = Future()
        refused.set_exception(VaultLocked())
        monkeypatch.setattr(access, "confirm_code", lambda _typed: refused)
    press(Qt.Key.Key_Tab)
    while QApplication.focusWidget() is not button(page, "Go on"):
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    settle(qtbot, bridge)
    assert path._new_code._banner.text()
    assert field(page, "Type the code back, from your paper").hasFocus()


@pytest.mark.parametrize("name", ["rosalind", "Ashdown", "ashdowns"])
def test_the_advocates_own_name_is_refused_before_anything_is_opened(
    qtbot: QtBot, access: VaultAccess, bridge: AsyncBridge, code: str, name: str
) -> None:
    page, path = at_the_words(qtbot, access, bridge, code)
    words = f"{path._chooser._words.text()} {name}"
    for label in ("New passphrase", "The same once more"):
        field(page, label).setText(words)
    qtbot.waitUntil(lambda: "Leave out names" in path._chooser._verdict.text())
    assert not button(page, "Open with the code").isEnabled()
    assert access.state().result(timeout=20).exists
    again, _unlocked = opening.unlock(access.home(), PASSPHRASE)  # nothing is left open, the passphrase is as it was
    opening.lock(again)


def test_without_a_keychain_only_words_that_were_offered_are_taken(
    qtbot: QtBot, access: VaultAccess, bridge: AsyncBridge, code: str
) -> None:
    page, path = at_the_words(qtbot, access, bridge, code)
    offered = path._chooser._words.text()
    for words, fine in (("kettle garden anchor ribbon maple drawer", False), (offered.upper(), True), (offered, True)):
        for label in ("New passphrase", "The same once more"):
            field(page, label).setText(words)
        qtbot.waitUntil(lambda: not path._chooser._pause.isActive())
        settle(qtbot, bridge)
        assert button(page, "Open with the code").isEnabled() is fine


def test_a_wrong_code_is_said_before_a_passphrase_is_thought_of(
    qtbot: QtBot, access: VaultAccess, bridge: AsyncBridge, code: str
) -> None:
    page, path = at_the_words(qtbot, access, bridge, recovery.format_code(recovery.new_code()))
    assert page.banner.text()
    assert not path._chooser.isVisible()
    field(page, "Recovery code").setText(code)
    button(page, "Go on").click()
    settle(qtbot, bridge)
    assert path._chooser.isVisible()


def card_of(qtbot: QtBot, context: ScreenContext, kind: type[CodeCard]) -> tuple[SettingsScreen, CodeCard]:
    screen = SettingsScreen(context, SettingsDestination())
    qtbot.addWidget(screen)
    screen.resize(1200, 900)
    screen.show()
    screen.refresh()
    settle(qtbot, context.bridge)
    card = screen.findChild(kind)
    assert card is not None
    return screen, card


@pytest.mark.parametrize("halves", [False, True])
def test_a_new_code_from_the_settings_page(
    qtbot: QtBot, context: ScreenContext, open_door: VaultAccess, *, halves: bool
) -> None:
    screen, card = card_of(qtbot, context, CodeCard)
    assert "never typed back" in card.standing.text()
    button(screen, "Make a new code").click()
    card._passphrase.edit.setText("not the passphrase at all")
    button(screen, "Show the new code").click()
    settle(qtbot, context.bridge)
    assert "does not open this vault" in screen.banner.text()
    card._passphrase.edit.setText(PASSPHRASE)
    next(one for one in card.findChildren(TickBox) if one.isVisible()).setChecked(halves)
    button(screen, "Show the new code").click()
    settle(qtbot, context.bridge)
    assert screen.banner.text() == ""
    fresh = card.code._shown.text()
    assert len(fresh.split("\n")) == (2 if halves else 1)
    assert not opens(open_door, fresh)
    button(screen, "Hide it and type it back").click()
    name = "Type both halves back, one after the other" if halves else "Type the code back, from your paper"
    field(screen, name).setText(fresh.replace("\n", " "))
    button(screen, "Go on").click()
    settle(qtbot, context.bridge)
    assert opens(open_door, fresh)
    assert "counts" in screen.banner.text()
    assert "was typed back on" in card.standing.text()
    button(screen, "It is in its envelope").click()
    settle(qtbot, context.bridge)
    assert "was found in its envelope" in card.standing.text()


def test_both_halves_open_a_vault(
    qtbot: QtBot, access: VaultAccess, bridge: AsyncBridge, code: str, tmp_path: Path
) -> None:
    opened, _unlocked = opening.unlock(access.home(), PASSPHRASE)
    first, second = codes.new_code(opened, PASSPHRASE, halves=True).split("\n")
    codes.confirm(opened, f"{first} {second}")
    opening.lock(opened)
    page = unlock_screen(access, bridge, qtbot)
    button(page, "Use the recovery code").click()
    field(page, "Recovery code").setText(second)
    field(page, "The other half, if there are two").setText(first)
    button(page, "Go on").click()
    settle(qtbot, bridge)
    assert page._recovery is not None
    assert page._recovery._chooser.isVisible()


def at_the_change(qtbot: QtBot, context: ScreenContext) -> tuple[SettingsScreen, PassphraseCard]:
    """The settings where the passphrase is changed, with one that is offered."""
    screen, _code = card_of(qtbot, context, CodeCard)
    card = screen.findChild(PassphraseCard)
    assert card is not None
    button(screen, "Change the passphrase").click()
    settle(qtbot, context.bridge)
    return screen, card


def test_the_passphrase_is_changed_after_the_old_one(
    qtbot: QtBot, context: ScreenContext, open_door: VaultAccess
) -> None:
    screen, card = at_the_change(qtbot, context)
    words = card._chooser._words.text()
    assert len(words.split()) == 6
    assert not button(screen, "Change it now").isEnabled()
    card._old.edit.setText("not the old one")
    card._chooser.first.edit.setText(words)
    card._chooser.second.edit.setText("something else")
    qtbot.waitUntil(lambda: "second is not the same" in card._chooser._verdict.text())
    assert not button(screen, "Change it now").isEnabled()
    card._chooser.second.edit.setText(words)
    qtbot.waitUntil(lambda: button(screen, "Change it now").isEnabled())
    button(screen, "Change it now").click()
    settle(qtbot, context.bridge)
    assert "does not open this vault" in screen.banner.text()
    card._old.edit.setText(PASSPHRASE)
    button(screen, "Change it now").click()
    settle(qtbot, context.bridge)
    assert "passphrase is changed" in screen.banner.text()
    assert (card._old.text(), card._chooser.first.text()) == ("", "")
    open_door.worker().prove(words).result(timeout=20)


def test_a_changed_passphrase_is_not_said_to_be_fine_where_something_has_to_be_known(
    qtbot: QtBot, open_door: VaultAccess, context: ScreenContext
) -> None:
    screen, card = at_the_change(qtbot, context)
    (open_door.home().folder / "vault.header.twin").unlink()
    (open_door.home().folder / "vault.header.twin").mkdir()
    card._old.edit.setText(PASSPHRASE)
    for typed in (card._chooser.first, card._chooser.second):
        typed.edit.setText(card._chooser._words.text())
    qtbot.waitUntil(lambda: button(screen, "Change it now").isEnabled())
    button(screen, "Change it now").click()
    settle(qtbot, context.bridge)
    assert "second copy" in screen.banner.text()
    assert screen.banner.property("tone") == "caution"


def test_neither_a_new_code_nor_a_passphrase_is_in_sight_when_one_comes_back(
    qtbot: QtBot, context: ScreenContext
) -> None:
    screen, card = card_of(qtbot, context, CodeCard)
    card.code.show()
    card.code.show_code(NEW_CODE)
    assert card.code._shown.isVisibleTo(screen)
    secrets = screen.findChildren(SecretField)
    for secret in secrets:
        secret.edit.setText(PASSPHRASE)
    screen.leave()
    screen.begin()
    settle(qtbot, context.bridge)
    assert [secret.text() for secret in secrets] == [""] * len(secrets)
    assert len(secrets) > 3
    assert not card.code._shown.isVisibleTo(screen)
    button(card, "Show it again").click()
    assert card.code._shown.isVisibleTo(screen)
    assert card.code._shown.text() == NEW_CODE
