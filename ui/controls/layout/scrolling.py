"""Pages that scroll, what brings a control into sight, and controls stacked in a column."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolling(page: QWidget) -> QScrollArea:
    """A page that scrolls up and down and is never cut off at the side."""
    area = QScrollArea()
    area.setProperty("role", "page")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(area.focusPolicy().NoFocus)
    area.setWidget(page)
    return area


def bring_into_sight(widget: QWidget) -> None:
    """Scroll everything a widget stands in, from the inside out, until it can be seen."""
    for area in areas_around(widget):
        area.ensureWidgetVisible(widget, 0, 24)


def areas_around(widget: QWidget) -> Iterator[QScrollArea]:
    """The scrolling areas a widget stands in, from the inside out."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            yield around
        around = around.parentWidget()
