"""What Windows itself answers: with ``HRU_ONSCREEN=1`` on its desktop, or under Wine by `make windows-check`."""

from __future__ import annotations

import ctypes
import os
import sys

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.controls.clipboard import BriefClipboard
from ui.shell.capture_guard import CaptureGuard
from ui.shell.system_monitor import SystemMonitor

pytest.importorskip("winreg", reason="asks Windows")
assert sys.platform == "win32"  # for mypy, which then leaves out the rest elsewhere
pytestmark = [
    pytest.mark.skipif(os.environ.get("HRU_ONSCREEN") != "1", reason="asks a desktop of Windows"),
    pytest.mark.qt_log_ignore("Unable to open monitor interface", extend=True),  # Qt, of a screen that Wine made up
]

SESSION_CHANGE, SESSION_LOCK, SESSION_UNLOCK = 0x02B1, 0x7, 0x8
POWER, SUSPEND, RESUME = 0x0218, 0x4, 0x7
EXCLUDED = 0x11


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.mark.parametrize(
    ("message", "what", "locks"),
    [
        (SESSION_CHANGE, SESSION_LOCK, True),
        (SESSION_CHANGE, SESSION_UNLOCK, False),
        (POWER, SUSPEND, True),
        (POWER, RESUME, False),
    ],
)
def test_the_messages_of_a_locked_session_and_of_sleep_are_heard(
    qapp: QApplication, window: QWidget, message: int, what: int, locks: bool
) -> None:
    """Windows says that it will tell, and what it then tells reaches whoever locks."""
    told: list[str] = []
    watch = SystemMonitor()
    watch.due.connect(lambda: told.append("due"))
    watch.unheard.connect(lambda: told.append("unheard"))
    watch.start(qapp, window)
    assert told == []
    ctypes.windll.user32.SendMessageW(int(window.winId()), message, what, 0)
    assert told == (["due"] if locks else [])


def test_a_window_is_kept_out_of_pictures_or_the_program_is_told_that_it_is_not(
    qapp: QApplication, window: QWidget
) -> None:
    guard, told = CaptureGuard(qapp), []
    guard.refused.connect(lambda: told.append(1))
    guard.set_on(True)
    found = ctypes.c_uint32()
    ctypes.windll.user32.GetWindowDisplayAffinity(int(window.winId()), ctypes.byref(found))
    qapp.removeEventFilter(guard)
    assert (found.value == EXCLUDED) is not bool(told)


@pytest.mark.parametrize(
    ("mark", "value"),
    [
        ("ExcludeClipboardContentFromMonitorProcessing", 1),
        ("CanIncludeInClipboardHistory", 0),
        ("CanUploadToCloudClipboard", 0),
    ],
)
def test_a_copied_number_asks_for_no_history(qapp: QApplication, window: QWidget, mark: str, value: int) -> None:
    """The marks stand on Windows' own clipboard, where whatever keeps a history looks for them."""
    held = BriefClipboard(window)
    held.hold("01632 960001")
    user, kernel = ctypes.windll.user32, ctypes.windll.kernel32
    user.GetClipboardData.restype = kernel.GlobalLock.restype = ctypes.c_void_p
    kernel.GlobalLock.argtypes = kernel.GlobalUnlock.argtypes = [ctypes.c_void_p]
    kind = user.RegisterClipboardFormatW(mark)
    assert user.IsClipboardFormatAvailable(kind)
    assert user.OpenClipboard(None)
    try:
        place = user.GetClipboardData(kind)
        told = ctypes.string_at(kernel.GlobalLock(place), 4)
        kernel.GlobalUnlock(place)
    finally:
        user.CloseClipboard()
    assert int.from_bytes(told, "little") == value
    held.clear()
    assert not user.IsClipboardFormatAvailable(kind)
