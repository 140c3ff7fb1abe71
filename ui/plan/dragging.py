"""Dragging rows to another place within one list: what travels is the place of a row, and not one word of it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame

MIME: Final = "application/x-hru-plan-row"


class DraggedRow(QFrame):
    """A row that can be dragged, and dropped on; ``dropped`` emits the place of the row that was dropped here."""

    dropped = Signal(int)

    def __init__(self, position: int) -> None:
        super().__init__()
        self.position = position
        self._pressed: QPoint | None = None
        self.setAcceptDrops(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        if (event.position().toPoint() - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            drag = QDrag(self)
            drag.setMimeData(row_mime(self.position))
            drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if position_in(event.mimeData()) is not None and isinstance(event.source(), DraggedRow):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        position = position_in(event.mimeData())
        if position is not None and isinstance(event.source(), DraggedRow):
            event.acceptProposedAction()
            self.dropped.emit(position)


def row_mime(position: int) -> QMimeData:
    """The place of a row, to be dragged."""
    mime = QMimeData()
    mime.setData(MIME, str(position).encode())
    return mime


def position_in(mime: QMimeData) -> int | None:
    """The place that is being dragged, or ``None`` for anything else."""
    held = bytes(mime.data(MIME).data()) if mime.hasFormat(MIME) else b""
    return int(held) if held.isdigit() else None
