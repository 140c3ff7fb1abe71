"""Every page, light, dark and large, by WCAG 2.2 AA as read for programs: names, keys, targets, contrast, words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.effort import third_of
from tests.ui.conftest import PASSPHRASE, appear, settle
from tests.ui.every_page import every_page, every_part, pages
from tests.ui.looking import settle_layout
from tests.ui.looks.faults import faults
from tests.ui.looks.focus_marks import Kind
from tests.ui.shell.test_focus_keeper import calm
from ui.controls.theme import LookName, apply_theme
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


@pytest.mark.parametrize(("look", "size"), [("light", 100), ("light", 200), ("dark", 100)])
def test_every_page_is_without_a_fault(
    qtbot: QtBot, qapp: QApplication, inside: Workspace, look: LookName, size: int
) -> None:
    apply_theme(qapp, look, size)
    inside.frame.fit()
    appear(qtbot, inside.frame.window())
    known: set[Kind] = set()
    found: list[str] = []
    for name, there in _looked_at(every_part(inside), look).items():
        inside.frame.go_to(there, replacing=True)
        calm(qtbot, inside)  # else the keyboard, on its way into the page, is led away from what it is tried on
        settle_layout()
        screen = inside.frame.here()
        assert screen is not None, name
        assert screen.destination == there, name
        if name in every_page(inside):
            assert screen.banner.text() == "", name
        assert screen.accessibleName(), name
        assert inside.frame.minimumSizeHint().width() <= 1366, f"{name} is wider than the screen of a laptop"
        found += [f"{name}: {fault}" for fault in faults(inside.frame, known)]
    assert found == []


def _looked_at(pages: Mapping[str, Destination], look: LookName) -> Mapping[str, Destination]:
    """Every page, of the forms, and in the dark, every third; in the long run all.

    Forms share how they are made, and the dark look differs from the light by its colours alone.
    """
    of_kind = list(pages) if look == "dark" else [name for name in pages if name.startswith("the form ")]
    left_out = set(of_kind) - set(third_of(of_kind))
    return {name: there for name, there in pages.items() if name not in left_out}


@pytest.mark.parametrize("size", [100, 200])
def test_the_door_is_without_a_fault(
    qtbot: QtBot, qapp: QApplication, access: VaultAccess, bridge: AsyncBridge, size: int
) -> None:
    apply_theme(qapp, "light", size)
    for page in (UnlockScreen(access, bridge), SetUpScreen(access, bridge), MadeUpScreen(access, bridge, PASSPHRASE)):
        qtbot.addWidget(page)
        page.resize(1366, 768)
        page.banner.show_message(
            "That passphrase does not open this vault. Nothing was changed; type it again.", "danger"
        )
        appear(qtbot, page)
        assert faults(page) == []
        if isinstance(page, SetUpScreen):
            page._name.setText("A. Advocate")
            page._to_passphrase()
            settle(qtbot, bridge)
            assert faults(page) == []
        if isinstance(page, UnlockScreen):
            for turn in (page._show_guides, page._turn, page.turn_back, page.bring_back):
                turn()
                settle(qtbot, bridge)
                assert faults(page) == [], turn.__name__
