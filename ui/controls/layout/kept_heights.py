"""Rows and columns that keep their height for each width.

Qt's own keep one. The layouts around try several widths in turn, each asks everything inside again, and so does the
layout around that: for one page of a case every label was asked some seventy times.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QWidget


class _KeptBox(QBoxLayout):
    """Things in one direction, and their height for each width until something in it changes."""

    def __init__(self, direction: QBoxLayout.Direction, parent: QWidget | None) -> None:
        super().__init__(direction, parent)
        self._heights: dict[int, int] = {}

    def heightForWidth(self, width: int) -> int:
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = super().heightForWidth(width)
        return height

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()


class KeptRow(_KeptBox):
    """Things side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight, parent)


class KeptColumn(_KeptBox):
    """Things one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QBoxLayout.Direction.TopToBottom, parent)


class ByWidth(QWidget):
    """A widget whose height follows from the width it gets, in a layout that asks for that.

    Qt works out the height at the width it would like besides, which nobody needs: everything inside was measured at
    one width more at each level, two fifths of all measuring of a page.
    """

    def sizeHint(self) -> QSize:
        return hint_by_width(self)


def hint_by_width(widget: QWidget) -> QSize:
    """The size the layout of a widget would like, in pixels, as its parts say it: not measured again at that width."""
    layout = widget.layout()
    return layout.sizeHint() if layout is not None else QSize(0, 0)
