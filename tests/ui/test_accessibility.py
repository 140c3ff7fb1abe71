"""Every page: named for a screen reader, large enough to press, and whole, also at 200 per cent."""

from __future__ import annotations

from typing import get_args

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import PASSPHRASE, settle
from tests.ui.every_page import every_page, pages
from tests.ui.looking import clipped, doubled_access_keys, nameless, settle_layout, small
from ui.controls.theme import apply_theme
from ui.makers import MAKERS
from ui.shell.async_bridge import AsyncBridge
from ui.shell.destinations import (
    BeforeVisitDestination,
    Destination,
    VisitEndDestination,
    VisitModeDestination,
)
from ui.shell.vault_access import VaultAccess
from ui.vault.set_up import MadeUpScreen, SetUpScreen
from ui.vault.unlock import UnlockScreen
from ui.workspace import Workspace

OF_A_VISIT = {BeforeVisitDestination, VisitModeDestination, VisitEndDestination}
"""Pages that need a visit; ``tests/ui/visits`` looks at them."""


def test_every_destination_has_a_screen_and_is_looked_at() -> None:
    kinds = set(get_args(Destination))
    assert kinds == MAKERS.kinds
    assert kinds - OF_A_VISIT == {type(there) for there in pages("", "").values()}


@pytest.mark.parametrize("size", [100, 200])
def test_every_page_is_named_large_enough_and_whole(
    qtbot: QtBot, qapp: QApplication, inside: Workspace, size: int
) -> None:
    apply_theme(qapp, "light", size)
    inside.frame.fit()
    for name, there in every_page(inside).items():
        inside.frame.go_to(there, replacing=True)
        settle(qtbot, inside.context.bridge)
        settle_layout()
        screen = inside.frame.here()
        assert screen is not None, name
        assert screen.destination == there, name
        assert screen.banner.text() == "", name
        assert screen.accessibleName(), name
        assert inside.frame.minimumSizeHint().width() <= 1366, f"{name} is wider than the screen of a laptop"
        look_at(inside.frame, name)


@pytest.mark.parametrize("size", [100, 200])
def test_the_door_is_named_large_enough_and_whole(
    qtbot: QtBot, qapp: QApplication, access: VaultAccess, bridge: AsyncBridge, size: int
) -> None:
    apply_theme(qapp, "light", size)
    for page in (UnlockScreen(access, bridge), SetUpScreen(access, bridge), MadeUpScreen(access, bridge, PASSPHRASE)):
        qtbot.addWidget(page)
        page.resize(1366, 768)
        page.banner.show_message(
            "That passphrase does not open this vault. Nothing was changed; type it again.", "danger"
        )
        page.show()
        settle_layout()
        look_at(page)
        if isinstance(page, SetUpScreen):
            page._name.setText("A. Advocate")
            page._to_passphrase()
            settle(qtbot, bridge)
            settle_layout()
            look_at(page)


def look_at(page: QWidget, name: str = "") -> None:
    assert nameless(page) == [], name
    assert small(page) == [], name
    assert clipped(page) == [], name
    assert doubled_access_keys(page) == [], name
