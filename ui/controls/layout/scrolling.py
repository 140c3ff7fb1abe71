"""Pages that scroll, what brings a control into sight, and controls stacked in a column."""

from __future__ import annotations

from collections.abc import Iterator

import shiboken6
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class PageArea(QScrollArea):
    """An area that keeps in sight what has the keyboard, while its page grows: parts of one come a moment later.

    Whoever scrolls away by hand is left there.
    """

    def __init__(self) -> None:
        super().__init__()
        self._kept: QWidget | None = None
        self.verticalScrollBar().rangeChanged.connect(self._keep_in_sight)
        self.verticalScrollBar().actionTriggered.connect(self._let_go)

    def ensureWidgetVisible(self, childWidget: QWidget, xmargin: int = 50, ymargin: int = 50) -> None:
        self._kept = childWidget
        super().ensureWidgetVisible(childWidget, xmargin, ymargin)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._let_go()
        super().wheelEvent(event)

    def _let_go(self, _action: int = 0) -> None:
        self._kept = None

    def _keep_in_sight(self) -> None:
        kept = self._kept
        if kept is not None and shiboken6.isValid(kept) and kept.hasFocus():
            super().ensureWidgetVisible(kept, 8, 24)


def scrolling(page: QWidget) -> QScrollArea:
    """A page that scrolls up and down and is never cut off at the side."""
    area = PageArea()
    area.setProperty("role", "page")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(area.focusPolicy().NoFocus)
    area.setWidget(page)
    return area


def bring_into_sight(widget: QWidget) -> None:
    """Scroll everything a widget stands in, from the inside out, until it can be seen."""
    for area in areas_around(widget):
        area.ensureWidgetVisible(widget, 8, 24)


def areas_around(widget: QWidget) -> Iterator[QScrollArea]:
    """The scrolling areas a widget stands in, from the inside out."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            yield around
        around = around.parentWidget()
