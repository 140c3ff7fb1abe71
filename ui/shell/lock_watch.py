"""The watch that locks: nobody at the keyboard, the session locked, the computer going to sleep."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QByteArray, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication

WARN_SECONDS: Final = 30
_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


def ticks() -> float:
    """Seconds on a clock that never goes back and counts time asleep where the system can."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    else:  # noqa: RET505 - mypy reads only what stands under the platform it is asked about
        return time.monotonic()


class LockWatch(QObject):
    """Counts the seconds since the last key, click or touch, and listens to the system.

    ``counted`` gives the seconds left each second; ``warned`` comes once, 30 seconds before the end; ``calmed`` when
    somebody stays after a warning; ``due`` when the vault has to lock now.
    """

    counted = Signal(int)
    warned = Signal(int)
    calmed = Signal()
    due = Signal()

    def __init__(self, *, clock: Callable[[], float] = ticks) -> None:
        super().__init__()
        self._clock = clock
        self._minutes = 5
        self._last = clock()
        self._has_warned = False
        self._system: list[object] = []
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.look)

    def start(self, app: QApplication) -> None:
        """Begin to count and to listen."""
        self.stay()
        app.focusWindowChanged.connect(self._watch)
        for window in app.topLevelWindows():
            self._watch(window)
        self._timer.start()
        self._listen(app)

    def set_minutes(self, minutes: int) -> None:
        """Set how long nobody may be there: 1 to 15 minutes."""
        self._minutes = min(max(minutes, 1), 15)
        self.look()

    def stay(self) -> None:
        """Somebody is there: count from the beginning."""
        self._last = self._clock()
        if self._has_warned:
            self._has_warned = False
            self.calmed.emit()

    def seconds_left(self) -> int:
        """Seconds until the vault locks."""
        return max(0, round(self._minutes * 60 - (self._clock() - self._last)))

    def look(self) -> None:
        """Look at the clock; emits what follows from it."""
        seconds_left = self.seconds_left()
        self.counted.emit(seconds_left)
        if seconds_left <= 0:
            self._timer.stop()
            self.due.emit()
        elif seconds_left <= WARN_SECONDS and not self._has_warned:
            self._has_warned = True
            self.warned.emit(seconds_left)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.stay()
        return False

    def _watch(self, window: QWindow | None) -> None:
        """See the keys and clicks of a window where they come in, before any widget does."""
        if window is not None:
            window.installEventFilter(self)

    @Slot(bool)
    def asleep(self, going: bool) -> None:
        """The computer goes to sleep, or the screen saver starts."""
        if going:
            self.due.emit()

    @Slot()
    def shut(self) -> None:
        """The session was locked."""
        self.due.emit()

    def _listen(self, app: QApplication) -> None:
        if sys.platform == "win32":
            native = _WindowsEvents(self.due.emit)
            app.installNativeEventFilter(native)
            self._system.append(native)
        elif sys.platform != "darwin":
            self._listen_to_bus()

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
