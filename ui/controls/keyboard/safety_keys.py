"""The keys that cover and lock, wherever the keyboard is: also over a dialog that holds all else up, and in a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from ui.controls.keyboard.physical_keys import hear_physical_keys

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow

_COVERS: Final = Qt.Key.Key_F12
_LOCKS: Final = Qt.Key.Key_L
_OURS: Final = "safety key"


class SafetyKeys(QObject):
    """Hears F12 and Ctrl+L in every window that comes up, and tells of them by ``covering`` and ``locking``.

    A dialog holds up the windows below it, and so their shortcuts; each dialog gets two of its own. An open list or
    menu takes every key for itself: there they are heard before it, and told once it has finished with the key.
    """

    covering = Signal()
    locking = Signal()

    def __init__(self, app: QApplication, main: QWidget) -> None:
        super().__init__(main)
        self._app, self._main = app, main
        app.focusWindowChanged.connect(self._come_to)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if self._app.activePopupWidget() is None:
            return False  # a shortcut hears it
        if event.key() == _COVERS:
            QTimer.singleShot(0, self, self.covering.emit)
            return True
        if event.key() == _LOCKS and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            QTimer.singleShot(0, self, self.locking.emit)
            return True
        return False

    def _come_to(self, window: QWindow | None) -> None:
        if window is None:
            return
        shown = next((one for one in self._app.topLevelWidgets() if one.windowHandle() is window), None)
        window.installEventFilter(self)
        if shown is None or shown is self._main or shown.findChild(QShortcut, _OURS) is not None:
            return
        if shown.windowType() == Qt.WindowType.Popup:
            return
        hear_physical_keys(shown)
        for keys, told in (("F12", self.covering), ("Ctrl+L", self.locking)):
            shortcut = QShortcut(QKeySequence(keys), shown)
            shortcut.setObjectName(_OURS)
            shortcut.activated.connect(told)
            shortcut.activatedAmbiguously.connect(told)
