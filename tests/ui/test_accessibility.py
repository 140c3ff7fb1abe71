"""Every page: named for a screen reader, large enough to press, and whole, also at 200 per cent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.records.records import record_lines
from tests.ui.conftest import PASSPHRASE, settle
from tests.ui.looking import clipped, doubled_access_keys, nameless, settle_layout, small
from ui.controls.theme import apply_theme
from ui.shell.async_bridge import AsyncBridge
from ui.shell.destinations import (
    CaseDestination,
    CasesDestination,
    Destination,
    DirectoryDestination,
    KeysDestination,
    PaperDestination,
    PlanDestination,
    RecordDestination,
    ResultDestination,
    SearchDestination,
    SettingsDestination,
    TodayDestination,
    UnitDestination,
    VersionsDestination,
    conversation,
    form_page,
)
from ui.shell.main_window import MainWindow
from ui.shell.vault_access import VaultAccess
from ui.vault.set_up import MadeUpScreen, SetUpScreen
from ui.vault.unlock import UnlockScreen
from ui.workspace import MAKERS, Workspace

LOOKS = [("light", 100), ("light", 200)]


@pytest.fixture
def inside(qtbot: QtBot, qapp: QApplication, open_door: VaultAccess, bridge: AsyncBridge) -> Iterator[Workspace]:
    inside = Workspace(qapp, open_door, bridge, None)
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show_frame(inside.frame)
    window.show()
    yield inside
    inside.frame.leave_all(lambda: None, lambda _error: None)
    settle(qtbot, bridge)


def pages(case: str, entry: str) -> dict[str, Destination]:
    """A destination of each kind, and some forms and a service more."""
    return {
        "today": TodayDestination(),
        "cases": CasesDestination(),
        "directory": DirectoryDestination(),
        "service": DirectoryDestination("national_stalking_helpline"),
        "unit": UnitDestination(),
        "settings": SettingsDestination(),
        "search": SearchDestination("park"),
        "keys": KeysDestination(),
        "case": CaseDestination(case),
        "form": form_page("referral"),
        "contact": form_page("contact", case),
        "safe_contact": form_page("safe_contact", case),
        "signposting": form_page("signposting", case),
        "conversation": conversation("risk_conversation", case),
        "result": ResultDestination(case, entry),
        "plan": PlanDestination(case),
        "paper": PaperDestination(case),
        "record": RecordDestination(entry, case),
        "versions": VersionsDestination(case),
    }


def destination_of(name: str, inside: Workspace) -> Destination:
    worker = inside.context.worker
    case = worker.ask(list_cases, CaseFilter()).result(timeout=20)[0].label.case
    return pages(case, worker.ask(record_lines, case).result(timeout=20)[0].entry)[name]


def test_every_destination_has_a_screen_and_is_looked_at() -> None:
    kinds = set(get_args(Destination))
    assert kinds == MAKERS.kinds
    assert kinds == {type(there) for there in pages("", "").values()}


@pytest.mark.parametrize(("look", "size"), LOOKS, ids=["100", "200"])
@pytest.mark.parametrize("name", pages("", ""))
def test_a_page_is_named_large_enough_and_whole(
    qtbot: QtBot, qapp: QApplication, inside: Workspace, name: str, look: str, size: int
) -> None:
    apply_theme(qapp, "light", size)
    inside.frame.fit()
    inside.frame.go_to(destination_of(name, inside))
    settle(qtbot, inside.context.bridge)
    settle_layout()
    screen = inside.frame.here()
    assert screen is not None
    assert screen.banner.text() == ""
    assert screen.accessibleName()
    look_at(inside.frame)


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


def look_at(page: QWidget) -> None:
    assert nameless(page) == []
    assert small(page) == []
    assert clipped(page) == []
    assert doubled_access_keys(page) == []
