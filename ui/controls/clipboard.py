"""Text on the clipboard for as long as it takes to put it somewhere, and in no history of it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

SECONDS: Final = 20
"""The time a text stays there."""

_NO_HISTORY: Final = (
    ("x-kde-passwordManagerHint", b"secret"),
    ('application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"', b"\x01\x00\x00\x00"),
    ('application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"', b"\x00\x00\x00\x00"),
    ('application/x-qt-windows-mime;value="CanUploadToCloudClipboard"', b"\x00\x00\x00\x00"),
)
"""Hints to the keepers of a clipboard's history to leave a text out."""


class BriefClipboard(QObject):
    """Holds one text of ours on the clipboard; what somebody copies elsewhere is never touched."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._text = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SECONDS * 1000)
        self._timer.timeout.connect(self.clear)

    def hold(self, text: str) -> None:
        """Put a text there for a short while."""
        data = QMimeData()
        data.setText(text)
        for kind, value in _NO_HISTORY:
            data.setData(kind, QByteArray(value))
        QGuiApplication.clipboard().setMimeData(data)
        self._text = text
        self._timer.start()

    def clear(self) -> None:
        """Take it away, if it is still ours."""
        self._timer.stop()
        text, self._text = self._text, ""
        if text and QGuiApplication.clipboard().text() == text:
            QGuiApplication.clipboard().clear()


class CopiedText(BriefClipboard):
    """Watches what is copied anywhere in the program, by key, menu or button: plain, in no history, and soon gone.

    What is only selected is copied nowhere: some desktops would hand it to whoever presses the middle button.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._holding = False
        clipboard = QGuiApplication.clipboard()
        clipboard.dataChanged.connect(self._look)
        clipboard.selectionChanged.connect(self._forget_selection)

    def hold(self, text: str) -> None:
        self._holding = True
        try:
            super().hold(text)
        finally:
            self._holding = False

    def _look(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if self._holding or not (clipboard.ownsClipboard() or _alone()):
            return
        text = clipboard.text()
        if not text:
            return
        if clipboard.mimeData().hasFormat(_NO_HISTORY[0][0]):  # put there by a page that says how long it stays
            self._text = text
            self._timer.start()
            return
        # Only once whoever copied has finished with it.
        QTimer.singleShot(0, self, lambda: self.hold(text))
        self._text = text

    def _forget_selection(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if clipboard.ownsSelection():
            clipboard.clear(clipboard.Mode.Selection)


def _alone() -> bool:
    """True where no other program shares the clipboard: there is no desktop."""
    return QGuiApplication.platformName() in {"offscreen", "minimal"}
