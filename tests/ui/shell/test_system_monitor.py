"""What the system says: asleep, locked, screen saver."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.shell.system_monitor import SystemMonitor


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
    watch.start(qapp)
    told = QDBusMessage.createSignal("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged")
    told.setArguments([True])
    with qtbot.waitSignal(watch.due, timeout=5000):
        assert bus.send(told)
