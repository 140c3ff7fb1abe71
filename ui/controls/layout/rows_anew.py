"""Rows that are made anew together and come on show together.

Qt shows whatever is put into a column on show one by one, and lays everything around it out anew each time: eighty rows
were measured some three hundred times each.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.controls.layout.cards import empty
from ui.controls.layout.kept_heights import ByWidth, KeptColumn


class RowsAnew(ByWidth):
    """The place of rows in a column: those there were go, and what is put in comes on show as one."""

    def __init__(self) -> None:
        super().__init__()
        self._place = _column(self)

    @contextmanager
    def made(self) -> Iterator[QBoxLayout]:
        """The empty column for the rows to come; they are on show when this ends."""
        empty(self._place)
        holder = ByWidth()
        yield _column(holder)
        self._place.addWidget(holder)
        holder.show()


def _column(owner: QWidget) -> QBoxLayout:
    column = KeptColumn(owner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column
