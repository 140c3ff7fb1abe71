"""The box that searches everything, in the head of every page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from ui.controls.buttons import key_width, paint_key
from ui.controls.icons import picture
from ui.controls.theme import theme

_PAUSE_MS = 120


class SearchBox(QLineEdit):
    """Says what is looked for while it is typed.

    ``looked`` carries the words after a short pause in typing; ``walked`` when the arrow down wants to go into the
    results; ``chosen`` when Enter takes the first of them; ``dropped`` when Esc gives the search up.
    """

    looked = Signal(str)
    walked = Signal()
    chosen = Signal()
    dropped = Signal()

    def __init__(self, hint: str, *, keys: str = "") -> None:
        super().__init__()
        self._keys = keys
        self.setProperty("role", "search")
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setDragEnabled(False)
        self.setMaxLength(200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._emit_change)
        self.textEdited.connect(self._typed)

    def drop(self) -> None:
        """Empty the box without telling anybody."""
        self._pause.stop()
        self.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Down:
            self._emit_now()
            self.walked.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._emit_now()
            self.chosen.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.drop()
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            wants = event.key() == Qt.Key.Key_Escape and bool(self.text())
            event.setAccepted(wants)  # the first Esc empties the box, the next steps back
            if wants:
                return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme().px(16)
        painter.drawPixmap(theme().px(11), (self.height() - side) // 2, picture("search", theme().tokens.quiet, side))
        if not self._keys or self.text() or self.width() < theme().px(300):
            return
        width, height = key_width(self._keys), theme().px(22)
        paint_key(painter, QRect(self.width() - width - 8, (self.height() - height) // 2, width, height), self._keys)

    def _typed(self) -> None:
        self._pause.start()

    def _emit_now(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._emit_change()

    def _emit_change(self) -> None:
        self.looked.emit(self.text().strip())
