"""On the settings page: what of the vault does not fit is accepted with a reason, and a printed code is compared."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hru_advocate.casework.paper.copies import head_code
from hru_advocate.casework.session import Session
from hru_advocate.store.ledger.anchors import Doubt
from tests.ui.conftest import PASSPHRASE, settle
from ui.shell.destinations import SettingsDestination
from ui.shell.screen import AnyScreen, ScreenContext
from ui.vault.anchor_card import AnchorCard
from ui.vault.settings import SettingsScreen

Show = Callable[[AnyScreen], AnyScreen]


def _doubt(session: Session) -> None:
    keeper = session.anchor
    assert keeper is not None
    doubts = (Doubt("older", "2026-11-20T16:00:00.000Z", 61, 40, keeper.anchor.device, "ab" * 32),)
    keeper.renew(msgspec.structs.replace(keeper.anchor, doubts=doubts))


def _card(context: ScreenContext, show: Show) -> AnchorCard:
    screen = show(SettingsScreen(context, SettingsDestination()))
    card = screen.findChild(AnchorCard)
    assert card is not None
    return card


def test_what_does_not_fit_is_accepted_with_a_reason_and_the_passphrase(
    qtbot: QtBot, context: ScreenContext, show: Show
) -> None:
    context.worker.ask(_doubt).result(timeout=20)
    card = _card(context, show)
    settle(qtbot, context.bridge)
    assert "21 entries are missing" in card._words.text()
    assert not card._accepting.isHidden()
    for reason, typed, said in (
        ("Put back by force IT.", "not the passphrase", "does not open this vault"),
        ("", PASSPHRASE, "Say why"),
        ("Put back by force IT.", PASSPHRASE, ""),
    ):
        card._reason.clear()
        QTest.keyClicks(card._reason, reason)
        card._passphrase.edit.clear()
        QTest.keyClicks(card._passphrase.edit, typed)
        card._accept.click()
        settle(qtbot, context.bridge)
        assert said in card._screen.banner.text()
    assert card._accepting.isHidden()
    assert "nothing is missing" in card._words.text()
    assert card._passphrase.text() == ""


def test_a_printed_code_is_compared_by_enter(qtbot: QtBot, context: ScreenContext, show: Show) -> None:
    code = context.worker.ask(head_code).result(timeout=20)
    card = _card(context, show)
    settle(qtbot, context.bridge)
    QTest.keyClicks(card._code, f"Chain head {code.upper()}")
    QTest.keyClick(card._code, Qt.Key.Key_Return)
    settle(qtbot, context.bridge)
    assert "are unchanged" in card._found.text()
    card._code.clear()
    QTest.keyClicks(card._code, "0123 4567 89AB CDEF")
    QTest.keyClick(card._code, Qt.Key.Key_Return)
    settle(qtbot, context.bridge)
    assert card._found.isHidden()
    assert "No entry here" in card._screen.banner.text()
