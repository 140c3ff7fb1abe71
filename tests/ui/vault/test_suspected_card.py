"""Every key made anew from the settings page, how far it has come, and the pages of what to do when it happens."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.casework.vault import opening
from hru_advocate.domain.help_pages import HelpPage
from hru_advocate.errors import CannotUnlock
from tests.ui.by_keys import Keyboard
from tests.ui.case_room import press
from tests.ui.conftest import PASSPHRASE, appear, settle
from tests.ui.vault.test_door_screens import button, field, unlock_screen
from tests.ui.vault.test_recovery_screens import card_of, opens
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel
from ui.controls.theme import apply_theme
from ui.shell.async_bridge import AsyncBridge
from ui.shell.destinations import SettingsDestination
from ui.shell.screen import ScreenContext
from ui.shell.vault_access import VaultAccess
from ui.vault.code_card import CodeCard
from ui.vault.guides import GUIDES, LOST_KEYCHAIN, Guides
from ui.vault.settings import SettingsScreen
from ui.vault.suspected_card import SuspectedCard
from ui.vault.written_anew import WrittenAnew
from ui.workspace import Workspace


def suspected(qtbot: QtBot, context: ScreenContext, halves: bool) -> tuple[SettingsScreen, SuspectedCard, str]:
    """The card up to the new code; its new passphrase."""
    screen, _code = card_of(qtbot, context, CodeCard)
    card = screen.suspected
    button(screen, "Make every key anew").click()
    settle(qtbot, context.bridge)
    words = card._chooser._words.text()
    assert not button(screen, "Show the new recovery code").isEnabled()
    for name in ("New passphrase", "The same once more"):
        field(card, name).setText(words)
    field(card, "Passphrase that opens it now").setText("not the passphrase at all")
    qtbot.waitUntil(lambda: button(screen, "Show the new recovery code").isEnabled())
    button(screen, "Show the new recovery code").click()
    settle(qtbot, context.bridge)
    assert "does not open this vault" in screen.banner.text()
    card._halves.setChecked(halves)
    field(card, "Passphrase that opens it now").setText(PASSPHRASE)
    button(screen, "Show the new recovery code").click()
    settle(qtbot, context.bridge)
    return screen, card, words


@pytest.mark.parametrize("halves", [False, True])
def test_once_the_new_code_is_typed_back_nothing_of_before_opens_the_vault(
    qtbot: QtBot, context: ScreenContext, open_door: VaultAccess, halves: bool
) -> None:
    screen, card, words = suspected(qtbot, context, halves)
    assert screen.banner.text() == "", "a passphrase that was refused before is no word about this code"
    fresh = card.code._shown.text()
    assert len(fresh.split("\n")) == (2 if halves else 1)
    assert not opens(open_door, fresh)
    context.worker.prove(PASSPHRASE).result(timeout=20)  # nothing is changed yet
    button(screen, "Hide it and type it back").click()
    name = "Type both halves back, one after the other" if halves else "Type the code back, from your paper"
    field(screen, name).setText(fresh.replace("\n", " "))
    button(screen, "Go on").click()
    settle(qtbot, context.bridge)
    assert "Every key is new" in screen.banner.text()
    assert opens(open_door, fresh)
    with pytest.raises(CannotUnlock):
        context.worker.prove(PASSPHRASE).result(timeout=20)
    open_door.worker().lock().result(timeout=20)
    open_door.home().throttle.succeeded()
    opened, unlocked = opening.unlock(open_door.home(), words)
    assert unlocked.doubts == ()
    opening.lock(opened)
    assert context.worker.written_anew() == (0, 0)


def test_left_alone_nothing_is_changed_and_nothing_typed_stays(
    qtbot: QtBot, context: ScreenContext, open_door: VaultAccess
) -> None:
    before = open_door.home().headers.read().header
    screen, _card = card_of(qtbot, context, CodeCard)
    card = screen.suspected
    button(screen, "Make every key anew").click()
    settle(qtbot, context.bridge)
    field(card, "Passphrase that opens it now").setText(PASSPHRASE)
    button(screen, "Leave the keys as they are").click()
    assert card._old.text() == ""
    assert button(screen, "Make every key anew").hasFocus()
    assert open_door.home().headers.read().header == before


def _says(line: WrittenAnew, words: str) -> bool:
    return words in line._words.text()


def test_how_far_it_has_come_is_said_while_it_lasts(qtbot: QtBot) -> None:
    far = [(0, 0)]
    line = WrittenAnew(lambda: far[0])
    qtbot.addWidget(line)
    line.begin()
    QTest.qWait(450)
    assert line.isHidden()
    for left, said in ((75, "25 %"), (10, "90 %")):
        far[0] = (left, 100)
        qtbot.waitUntil(partial(_says, line, said))
        assert not line.isHidden()
    line.end()
    assert line.isHidden()


def test_each_guide_is_shown_step_by_step_and_folded_again(
    qtbot: QtBot, context: ScreenContext, announced: list[str]
) -> None:
    screen = SettingsScreen(context, SettingsDestination())
    qtbot.addWidget(screen)
    screen.resize(1200, 900)
    screen.show()
    guides = screen.findChild(Guides)
    assert guides is not None
    for guide in GUIDES:
        button(screen, guide.title).click()
        for step in guide.steps:
            assert step in guides._page.text()
    button(screen, GUIDES[-1].title).click()
    assert guides._page.isHidden()
    assert announced[-1] == f"{GUIDES[-1].title} is folded away"


def test_the_steps_of_a_guide_are_brought_into_sight_and_the_keyboard_stays_on_its_name(
    qtbot: QtBot, inside: Workspace
) -> None:
    keyboard = Keyboard(qtbot, inside)
    inside.begin()
    appear(qtbot, inside.frame.window())
    keyboard.wait()
    inside.frame.go_to(SettingsDestination())
    keyboard.wait()
    guides = keyboard.page().findChild(Guides)
    assert guides is not None
    for guide in GUIDES:
        keyboard.push(guide.title)
        qtbot.waitUntil(lambda: _whole(guides._page))
        held = QApplication.focusWidget()
        assert held is button(keyboard.page(), guide.title)
        assert _whole(held)


@pytest.mark.parametrize("guide", GUIDES, ids=[guide.title for guide in GUIDES])
def test_where_type_is_large_a_guide_at_the_door_begins_below_its_name(
    qtbot: QtBot, qapp: QApplication, access: VaultAccess, bridge: AsyncBridge, guide: HelpPage
) -> None:
    apply_theme(qapp, "light", 200)
    access.create(PASSPHRASE, author="A. Advocate", with_keychain=False).result(timeout=20)
    access.worker().lock().result(timeout=20)
    page = unlock_screen(access, bridge, qtbot)
    page.resize(1366, 768)
    appear(qtbot, page)
    button(page, "What to do when something has happened").click()
    guides = page.findChild(Guides)
    assert guides is not None
    name = button(page, guide.title)
    name.setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: _seen(guides._page) > page.height() // 4)
    assert _whole(name)


def _seen(widget: QWidget) -> int:
    return widget.visibleRegion().boundingRect().height()


def _whole(widget: QWidget) -> bool:
    return _seen(widget) == widget.height()


def test_the_guides_are_there_where_the_vault_does_not_open(
    qtbot: QtBot, access: VaultAccess, bridge: AsyncBridge
) -> None:
    access.create(PASSPHRASE, author="A. Advocate", with_keychain=False).result(timeout=20)
    access.worker().lock().result(timeout=20)
    page = unlock_screen(access, bridge, qtbot)
    button(page, "What to do when something has happened").click()
    button(page, LOST_KEYCHAIN.title).click()
    said = "\n".join(one.text() for one in page.findChildren(TextLabel) if one.isVisible())
    assert LOST_KEYCHAIN.steps[0] in said
    assert isinstance(page.focusWidget(), Button)


def test_the_guides_are_pages_of_the_help_and_the_project_links_to_each(root: Path) -> None:
    told = (root / "docs" / "when-it-happens.md").read_text(encoding="utf-8")
    for guide in GUIDES:
        assert guide.steps
        assert f"[{guide.title}](../resources/help/{guide.id}.md)" in told


def test_what_a_guide_names_is_a_button_or_a_page_of_the_program(root: Path) -> None:
    """A step that names a button names one that is there."""
    named = (
        "Make every key anew", "Use the recovery code", "Back up now", "Check all of them", "Bring back from a backup",
        "Check the vault now", "Hand-over summary",
    )  # fmt: skip
    sources = "\n".join(
        one.read_text(encoding="utf-8")
        for room in (root / "ui", root / "hru_advocate" / "casework" / "paper")
        for one in room.rglob("*.py")
        if one.name != "guides.py"
    )
    steps = "\n".join(step for guide in GUIDES for step in guide.steps)
    for words in named:
        assert words in steps
        assert f'"{words}"' in sources
