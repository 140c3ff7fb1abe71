"""A button that works keeps the keyboard or leaves it nowhere: no second Space ever presses its neighbour."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import Settings, settings
from hru_advocate.casework.vault.backups import keep_backup_folder
from hru_advocate.casework.vault.codes import FOUND
from hru_advocate.errors import VaultLocked
from hru_advocate.store.ledger import entries
from hru_advocate.store.ledger.anchors import Doubt
from tests.ui.by_keys import Keyboard
from tests.ui.case_room import press, type_words
from tests.ui.conftest import PASSPHRASE, appear, settle
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel
from ui.shell.async_bridge import AsyncBridge
from ui.shell.destinations import SettingsDestination
from ui.shell.locked_page import LockedPage
from ui.shell.vault_access import VaultAccess
from ui.vault.held import HeldPage
from ui.vault.set_up import MadeUpScreen, SetUpScreen
from ui.vault.unlock import UnlockScreen
from ui.workspace import Workspace

Key = Qt.Key
WRONG = "wrong words every time"


class Row(NamedTuple):
    """A button that is switched off while it works, what comes before it, and where the keyboard is once it has."""

    button: str
    then: str
    before: tuple[tuple[str, str | None], ...] = ()
    """Controls in turn, each with what is typed there; ``None`` presses it."""
    offered: bool = False
    """True where the words that are offered are typed twice first."""


ROWS = (
    Row(
        "Change it now",
        "Change it now",
        (("Change the passphrase", None), ("Passphrase now", WRONG)),
        offered=True,
    ),
    Row(
        "Change it now",
        "Change the passphrase",
        (("Change the passphrase", None), ("Passphrase now", PASSPHRASE)),
        offered=True,
    ),
    Row("Back up now", "Back up now"),
    Row("Check all of them", "Check all of them"),
    Row("Check the vault now", "Check the vault now"),
    Row("Quick check", "Quick check"),
    Row("Accept it, and record why", "Accept it, and record why", (("Why it is accepted", "It was put back."),)),
    Row(
        "Accept it, and record why",
        "Chain head in the foot of a file copy",
        (("Why it is accepted", "It was put back."), ("Your passphrase, or the recovery code", PASSPHRASE)),
    ),
    Row("Compare the code", "Compare the code", (("Chain head in the foot of a file copy", "0123 4567 89AB CDEF"),)),
    Row(
        "Show the new code",
        "Show the new code",
        (("Make a new code", None), ("Passphrase, before a new code", WRONG)),
    ),
    Row(
        "Show the new recovery code",
        "Show the new recovery code",
        (("Make every key anew", None), ("Passphrase that opens it now", WRONG)),
        offered=True,
    ),
    Row(
        "Write everything out",
        "Passphrase, once more",
        (("Why everything leaves", "Moving"), ("Passphrase, once more", WRONG), ("I know that the files", None)),
    ),
    Row(
        "Write everything out",
        "Why everything leaves",
        (("Why everything leaves", "Moving"), ("Passphrase, once more", PASSPHRASE), ("I know that the files", None)),
    ),
)


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.button}, then {row.then}" for row in ROWS])
def test_on_the_settings_page(
    qtbot: QtBot, inside: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: Row
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(tmp_path))
    worker = inside.context.worker
    worker.ask(_doubt).result(timeout=20)
    worker.ask(keep_backup_folder, str(tmp_path)).result(timeout=20)
    keyboard = Keyboard(qtbot, inside)
    inside.begin()
    appear(qtbot, inside.frame.window())
    keyboard.wait()
    inside.frame.go_to(SettingsDestination())
    keyboard.wait()
    for name, words in row.before:
        keyboard.to(name)
        if words is None:
            keyboard.key(Key.Key_Space)
        else:
            type_words(words)
    if row.offered:
        _type_offered(keyboard.page(), keyboard.to)
        qtbot.waitUntil(_button(keyboard.page(), row.button).isEnabled)
    keyboard.to(row.button)
    before = worker.ask(_kept).result(timeout=20)
    press(Key.Key_Space)
    assert QApplication.focusWidget() in {None, _button(keyboard.page(), row.button)}
    QTest.keyClick(inside.frame.window(), Key.Key_Space)
    keyboard.wait()
    assert _name() == row.then
    assert worker.ask(_kept).result(timeout=20) == before


def test_however_long_it_works_the_keyboard_comes_back(
    qtbot: QtBot, inside: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.shell.focus_keeper._MOST_LOOKS", 5)
    keyboard = Keyboard(qtbot, inside)
    inside.begin()
    appear(qtbot, inside.frame.window())
    keyboard.wait()
    inside.frame.go_to(SettingsDestination())
    keyboard.wait()
    keyboard.to("Check the vault now")
    waits: Future[None] = Future()
    done = _button(keyboard.page(), "Check the vault now")
    inside.context.bridge.when_done(waits, keyboard.page(), lambda _nothing: done.setEnabled(True), lambda _error: None)
    done.setEnabled(False)
    QTest.qWait(300)
    assert QApplication.focusWidget() is None
    waits.set_result(None)
    keyboard.wait()
    assert _name() == "Check the vault now"


class Door(NamedTuple):
    """A button outside the vault whose work is refused, and what has the keyboard then."""

    page: Callable[[VaultAccess, AsyncBridge], LockedPage]
    asks: str
    button: str
    then: str


def _set_up(access: VaultAccess, bridge: AsyncBridge) -> LockedPage:
    page = SetUpScreen(access, bridge)
    page._name.setText("A. Advocate")
    page._know_keychain("a keychain")
    page._chooser.decided.emit(True)
    return page


def _bring_back(access: VaultAccess, bridge: AsyncBridge) -> LockedPage:
    page = UnlockScreen(access, bridge)
    page.bring_back()
    assert page._backup is not None
    page._backup._which.set_choices([("here", "23 November 2026")])
    page._backup._chooser.decided.emit(True)
    return page


def _recover(access: VaultAccess, bridge: AsyncBridge) -> LockedPage:
    page = UnlockScreen(access, bridge)
    page._turn()
    assert page._recovery is not None
    page._recovery._turn(to_words=True)
    page._recovery._chooser.decided.emit(True)
    return page


def _look(access: VaultAccess, bridge: AsyncBridge) -> LockedPage:
    page = UnlockScreen(access, bridge)
    page._turn()
    return page


def _unlock(access: VaultAccess, bridge: AsyncBridge) -> LockedPage:
    page = UnlockScreen(access, bridge)
    page._field.edit.setText(WRONG)
    page._salvage_button.show()
    return page


def _held(access: VaultAccess, bridge: AsyncBridge) -> LockedPage:
    page = HeldPage(access, bridge, VaultLocked())
    page._field.edit.setText(WRONG)
    return page


DOORS = (
    Door(_set_up, "create", "Make the vault", "Make the vault"),
    Door(
        lambda access, bridge: MadeUpScreen(access, bridge, PASSPHRASE),
        "create_made_up",
        "Make them and begin",
        "Make them and begin",
    ),
    Door(_bring_back, "restore", "Bring it back", "Recovery code, from the sealed paper"),
    Door(_look, "whose_code", "Go on", "Recovery code"),
    Door(_recover, "recover", "Open with the code", "New passphrase"),
    Door(_unlock, "unlock", "Unlock", "Passphrase"),
    Door(_unlock, "salvage", "Save what can be read", "Passphrase"),
    Door(_held, "prove", "Go back to it", "Passphrase"),
)


@pytest.mark.parametrize("row", DOORS, ids=[row.button for row in DOORS])
def test_at_the_door(
    qtbot: QtBot, access: VaultAccess, bridge: AsyncBridge, monkeypatch: pytest.MonkeyPatch, row: Door
) -> None:
    working: Future[Any] = Future()
    monkeypatch.setattr(access, row.asks, lambda *_a, **_k: working)
    page = row.page(access, bridge)
    qtbot.addWidget(page)
    page.resize(1000, 900)
    appear(qtbot, page)
    button = _button(page, row.button)
    button.setFocus()
    press(Key.Key_Space)
    assert not button.isEnabled()
    assert QApplication.focusWidget() is None
    working.set_exception(VaultLocked())
    settle(qtbot, bridge)
    assert page.banner.text()
    assert _name() == row.then


def _doubt(session: Session) -> None:
    keeper = session.anchor
    assert keeper is not None
    doubts = (Doubt("older", "2026-11-20T16:00:00.000Z", 61, 40, keeper.anchor.device, "ab" * 32),)
    keeper.renew(msgspec.structs.replace(keeper.anchor, doubts=doubts))


def _kept(session: Session) -> tuple[Settings, int]:
    """Read the settings, and count how often the code was said to be found."""
    with session.vault.read() as cursor:
        forms = [entry.header.form for _position, entry in entries.walk(cursor)]
    return settings(session), forms.count(FOUND)


def _type_offered(page: QWidget, to: Callable[[str], None]) -> None:
    said = (one.text() for one in page.findChildren(TextLabel) if one.isVisible())
    words = next(one for one in said if one.islower() and len(one.split()) == 6 and one.replace(" ", "").isalpha())
    for name in ("New passphrase", "The same once more"):
        to(name)
        type_words(words)


def _button(page: QWidget, words: str) -> Button:
    return next(one for one in page.findChildren(Button) if one.text() == words and not one.isHidden())


def _name() -> str:
    focus = QApplication.focusWidget()
    assert focus is not None, "nothing has the keyboard"
    return focus.accessibleName()
