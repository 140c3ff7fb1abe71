"""The one window: a locked page first, then the frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from ui.controls.keyboard.physical_keys import hear_physical_keys
from ui.controls.theme import dress
from ui.shell.locked_page import LockedPage

if TYPE_CHECKING:  # the frame brings every control with it, and the first window must be quick
    from ui.shell.frame import Frame

TITLE: Final = "HRU Advocate"
"""All that a title bar, a task bar or a list of windows ever shows."""


class MainWindow(QMainWindow):
    """Shows a locked page, then the frame. ``closing`` when the person closes the window."""

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        dress(self)
        self.setWindowTitle(TITLE)
        self.setAccessibleName(TITLE)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.resize(1366, 768)
        hear_physical_keys(self)

    def appear(self) -> None:
        """Come up; on a screen without room for the window and its frame, fill it."""
        room = self.screen().availableGeometry()
        if room.width() <= self.width() or room.height() <= self.height() + 48:
            self.showMaximized()
        else:
            self.show()

    def show_locked(self, page: LockedPage) -> None:
        """Show a page from outside the vault."""
        self._put(page)
        page.begin()

    def show_frame(self, frame: Frame) -> None:
        """Show the open vault; the locked page is gone for good."""
        self._put(frame)

    def change_frame(self, frame: Frame, *, whole: bool) -> None:
        """Show another frame; the one before is gone for good. Take the ``whole`` screen, or be a window again."""
        self._put(frame)
        if whole and not self.isFullScreen():
            self.showFullScreen()
        elif not whole and self.isFullScreen():
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def show_over(self, page: LockedPage) -> None:
        """Show a locked page; the frame stays behind it, out of sight and out of reach."""
        self._stack.setCurrentIndex(self._stack.addWidget(page))
        page.begin()

    def show_frame_again(self, frame: Frame) -> None:
        """Take away the page that was shown over the frame."""
        over = self._stack.currentWidget()
        self._stack.setCurrentWidget(frame)
        if over is not None and over is not frame:
            self._stack.removeWidget(over)
            over.deleteLater()

    def page(self) -> QWidget | None:
        """The locked page or the frame on show."""
        return self._stack.currentWidget()

    def focusNextPrevChild(self, next_one: bool) -> bool:
        """Tab goes as one reads."""
        from ui.controls.keyboard.reading_order import go_on

        return go_on(self, forward=next_one)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.closing.emit()

    def _put(self, page: QWidget) -> None:
        before = self._stack.currentWidget()
        self._stack.setCurrentIndex(self._stack.addWidget(page))
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()
