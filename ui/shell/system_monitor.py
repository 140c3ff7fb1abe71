"""Listens to the system: the session locked, the screen saver begun, the computer going to sleep."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QByteArray, QObject, Signal, Slot
from PySide6.QtWidgets import QApplication


class SystemMonitor(QObject):
    """``due`` when the system says that nobody is there any more; from the first window on, not only while unlocked."""

    due = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._held: list[object] = []

    def start(self, app: QApplication) -> None:
        """Begin to listen; a second time changes nothing."""
        if self._held:
            return
        self._held.append(app)
        if sys.platform == "win32":
            native = _WindowsEvents(self.due.emit)
            app.installNativeEventFilter(native)
            self._held.append(native)
        elif sys.platform != "darwin":
            self._listen_to_bus()

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
            window = QApplication.activeWindow()
            if window is not None:
                ctypes.windll.wtsapi32.WTSRegisterSessionNotification(int(window.winId()), 0)

        def nativeEventFilter(
            self, kind: QByteArray | bytes | bytearray | memoryview[int], message: int
        ) -> tuple[bool, int]:
            told = wintypes.MSG.from_address(int(message))
            if (told.message, told.wParam) in {(_SESSION_CHANGE, _SESSION_LOCK), (_POWER, _SUSPEND)}:
                self._due()
            return False, 0
