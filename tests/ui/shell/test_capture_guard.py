"""Every window is marked as not to be captured, from the first on, and what the system answers is read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.shell.test_program import Ended
from ui.app import Program
from ui.shell import capture_guard
from ui.shell.capture_guard import UNGUARDED, CaptureGuard
from ui.shell.vault_access import VaultAccess


class System:
    """A system that can shield, or says that it did not."""

    def __init__(self, *, obeys: bool = True) -> None:
        self.obeys = obeys
        self.marked: dict[int, int] = {}

    def __call__(self, window: int, affinity: int) -> bool:
        self.marked[window] = affinity
        return self.obeys


@pytest.fixture
def guard(qapp: QApplication) -> Iterator[tuple[CaptureGuard, System]]:
    system = System()
    guard = CaptureGuard(qapp, system)
    yield guard, system
    qapp.removeEventFilter(guard)


@pytest.mark.parametrize("kind", [QWidget, QDialog, QFrame])
def test_each_window_is_marked_when_it_shows(
    qtbot: QtBot, guard: tuple[CaptureGuard, System], kind: type[QWidget]
) -> None:
    window = kind()
    qtbot.addWidget(window)
    window.show()
    assert guard[1].marked == {int(window.winId()): 0x11}
    guard[0].set_on(False)
    assert guard[1].marked[int(window.winId())] == 0


def test_a_system_that_does_not_obey_is_noticed_once(qtbot: QtBot, qapp: QApplication) -> None:
    guard, told = CaptureGuard(qapp, System(obeys=False)), []
    guard.refused.connect(lambda: told.append(1))
    for _window in range(2):
        window = QWidget()
        qtbot.addWidget(window)
        window.show()
    qapp.removeEventFilter(guard)
    assert told == [1]


@pytest.mark.parametrize("obeys", [True, False])
def test_the_locked_page_is_guarded_already_and_says_when_it_is_not(
    qtbot: QtBot, qapp: QApplication, access: VaultAccess, monkeypatch: pytest.MonkeyPatch, *, obeys: bool
) -> None:
    system = System(obeys=obeys)
    monkeypatch.setattr(capture_guard, "_system_mark", lambda: system)
    program = Program(qapp, access, restart=Ended(), end=lambda: None)
    qtbot.addWidget(program.window)
    try:
        program.start()
        assert system.marked[int(program.window.winId())] == 0x11
        banner = getattr(program.window.page(), "banner", None)
        assert banner is not None
        assert (banner.text() == UNGUARDED) is not obeys
        qtbot.waitUntil(lambda: program.bridge.waiting == 0)
    finally:
        qapp.removeEventFilter(program.capture_guard)
        program.system.due.disconnect(program.lock)
        program.window.hide()


def test_what_is_found_out_when_the_window_is_gone_is_said_nowhere(qapp: QApplication, access: VaultAccess) -> None:
    program = Program(qapp, access, restart=Ended(), end=lambda: None)
    shiboken6.delete(program.window)
    program.capture_guard.refused.emit()
    program.system.unheard.emit()
