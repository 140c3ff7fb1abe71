"""The single keys of the plan builder that belong to no one column, and the way between the columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


class _Signal(Protocol):
    def connect(self, action: Callable[[int], object], /) -> object: ...


class BuilderColumn(Protocol):
    """A column one can go into, and out of at its sides."""

    @property
    def beyond(self) -> _Signal:
        """Emits -1 or 1 for the column before or after."""

    def enter(self) -> bool:
        """Take the keyboard; ``False`` where there is nothing to take it."""


class PlanKeys:
    """``letters`` are what single keys do; Left and Right walk through ``columns``."""

    def __init__(self, letters: Mapping[str, Callable[[], object]], columns: Sequence[BuilderColumn]) -> None:
        self._letters = {Qt.Key(ord(letter)): action for letter, action in letters.items()}
        self._columns = tuple(columns)
        for position, column in enumerate(columns):
            column.beyond.connect(partial(self._go, position))

    def press(self, event: QKeyEvent) -> bool:
        """Handle a key; True when it was one of ours and has done its work."""
        action = self._letters.get(Qt.Key(event.key()))
        if action is None or event.modifiers():
            return False
        action()
        return True

    def _go(self, position: int, by: int) -> None:
        aim = position + by
        while 0 <= aim < len(self._columns) and not self._columns[aim].enter():
            aim += by
