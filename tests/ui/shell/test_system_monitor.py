"""What the system says: asleep, locked, screen saver."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import settle
from ui.app import Program
from ui.shell import system_monitor
from ui.shell.system_monitor import UNHEARD, SystemMonitor
from ui.shell.vault_access import VaultAccess


@pytest.fixture
def watch() -> SystemMonitor:
    return SystemMonitor()


def test_going_to_sleep_and_a_locked_session_lock(watch: SystemMonitor) -> None:
    seen: list[str] = []
    watch.due.connect(lambda: seen.append("due"))
    watch.asleep(False)
    assert seen == []
    watch.asleep(True)
    watch.shut()
    assert seen == ["due", "due"]


def test_a_screen_saver_on_the_session_bus_locks(qtbot: QtBot, qapp: QApplication, watch: SystemMonitor) -> None:
    from PySide6.QtDBus import QDBusConnection, QDBusMessage

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        pytest.skip("no session bus here")
    page = QWidget()
    qtbot.addWidget(page)
    watch.start(qapp, page)
    told = QDBusMessage.createSignal("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged")
    told.setArguments([True])
    with qtbot.waitSignal(watch.due, timeout=5000):
        assert bus.send(told)


@pytest.mark.parametrize("heard", [True, False])
def test_windows_is_asked_for_the_window_that_is_there_and_its_no_is_said(
    qtbot: QtBot, qapp: QApplication, heard: bool
) -> None:
    """Whichever window is in front: while a vault opens somebody may have gone to another program."""
    asked: list[int] = []
    page = QWidget()
    qtbot.addWidget(page)

    def tell(window: int) -> bool:
        asked.append(window)
        return heard

    watch = SystemMonitor(tell)
    said: list[None] = []
    watch.unheard.connect(lambda: said.append(None))
    for _ in range(2):
        watch.start(qapp, page)
    assert asked == [int(page.winId())]
    assert len(said) == (0 if heard else 1)


def test_the_page_says_that_a_locked_screen_will_not_be_heard(
    qtbot: QtBot, qapp: QApplication, locked_door: VaultAccess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_monitor, "_windows_tells", lambda: lambda _window: False)
    program = Program(qapp, locked_door, restart=lambda: None, end=lambda: None)
    qtbot.addWidget(program.window)
    try:
        program.start()
        banner = getattr(program.window.page(), "banner", None)
        assert banner is not None
        qtbot.waitUntil(lambda: banner.text() == UNHEARD)
        settle(qtbot, program.bridge)
        assert banner.text() == UNHEARD
    finally:
        program.system.due.disconnect(program.lock)
        program.window.hide()
