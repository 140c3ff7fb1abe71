"""Listens to the system: the session locked, the screen saver begun, the computer going to sleep."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QByteArray

UNHEARD: Final = (
    "This computer does not tell the program when its screen is locked. What is saved is safe; press Ctrl+L before you "
    "leave it. It still locks by itself after the minutes set in Settings."
)

TellOfLock = Callable[[int], bool]
"""Asks Windows to tell one window, by its number, when the session is locked; whether it will."""


class SystemMonitor(QObject):
    """``due`` when the system says that nobody is there any more; from the first window on, not only while unlocked.

    ``unheard`` comes once, where Windows will not say it. Tests put their own ``tell_of_lock`` in.
    """

    due = Signal()
    unheard = Signal()

    def __init__(self, tell_of_lock: TellOfLock | None = None) -> None:
        super().__init__()
        self._held: list[object] = []
        self._tell_of_lock = tell_of_lock or _windows_tells()

    def start(self, app: QApplication, window: QWidget) -> None:
        """Begin to listen; a second time changes nothing. ``window`` lives as long as the program."""
        if self._held:
            return
        self._held.append(app)
        if sys.platform == "win32":
            native = _WindowsEvents(self.due.emit)
            app.installNativeEventFilter(native)
            self._held.append(native)
        elif sys.platform != "darwin":
            self._listen_to_bus()
        if self._tell_of_lock is not None and not self._tell_of_lock(int(window.winId())):
            self.unheard.emit()

    @Slot(bool)
    def asleep(self, going: bool) -> None:
        """The computer goes to sleep, or the screen saver starts."""
        if going:
            self.due.emit()

    @Slot()
    def shut(self) -> None:
        """The session was locked."""
        self.due.emit()

    def _listen_to_bus(self) -> None:
        """Hear logind going to sleep or locking the session, and the desktop's own screen saver."""
        from PySide6.QtCore import SLOT
        from PySide6.QtDBus import QDBusConnection

        login, saver = "org.freedesktop.login1", "org.freedesktop.ScreenSaver"
        system_bus, session_bus = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        asleep, shut = SLOT("asleep(bool)"), SLOT("shut()")
        wanted = [(session_bus, "", "", name, "ActiveChanged", asleep) for name in (saver, "org.gnome.ScreenSaver")]
        wanted.append((system_bus, login, "/org/freedesktop/login1", f"{login}.Manager", "PrepareForSleep", asleep))
        wanted.append((system_bus, login, "", f"{login}.Session", "Lock", shut))
        for bus, service, path, interface, name, slot in wanted:
            if bus.isConnected():
                bus.connect(service, path, interface, name, self, slot)  # type: ignore[call-overload]  # the stubs ask for bytes, the library for text


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    from PySide6.QtCore import QAbstractNativeEventFilter

    _SESSION_CHANGE, _SESSION_LOCK = 0x02B1, 0x7
    _POWER, _SUSPEND = 0x0218, 0x4

    class _WindowsEvents(QAbstractNativeEventFilter):
        """Hears Windows lock the session or go to sleep."""

        def __init__(self, due: Callable[[], object]) -> None:
            super().__init__()
            self._due = due

        def nativeEventFilter(
            self, kind: QByteArray | bytes | bytearray | memoryview[int], message: int
        ) -> tuple[bool, int]:
            told = wintypes.MSG.from_address(int(message))
            if (told.message, told.wParam) in {(_SESSION_CHANGE, _SESSION_LOCK), (_POWER, _SUSPEND)}:
                self._due()
            return False, 0


def _windows_tells() -> TellOfLock | None:
    if sys.platform == "win32":

        def ask(window: int) -> bool:
            return bool(ctypes.windll.wtsapi32.WTSRegisterSessionNotification(wintypes.HWND(window), 0))

        return ask
    else:  # noqa: RET505 - mypy reads only what stands under the platform it is asked about
        return None
