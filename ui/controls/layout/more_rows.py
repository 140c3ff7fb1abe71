"""Rows of a long list, made as they are come to: a page with a hundred of them opens as soon as one with ten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ui.controls.buttons import Button
from ui.controls.layout.cards import Card, Row
from ui.controls.layout.in_good_time import InGoodTime

FIRST: Final = 5
"""Rows of a list that are made with the page: about what a laptop's window shows of one list below the head."""
STEP: Final = 10
"""Rows that are made at a time once the end of those before is in sight and the page has come to rest."""


class MoreRows(Row):
    """The end of a list that goes on: says how many are left, and makes the next rows when it comes into sight.

    A press does the same, for whoever walks by keys or listens.
    """

    def __init__(self, card: Card, left: Sequence[Callable[[], QWidget]]) -> None:
        super().__init__()
        self._card, self._left = card, left
        self._rest = InGoodTime(self)
        self._seen = False
        self.button = Button(f"Show {min(STEP, len(left))} more of {len(left)}", "link", on_click=self.make)
        self.add(self.button)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            self._rest.fill(self.make)

    def make(self) -> None:
        """Put the next rows where this end stands, and another end below them where still more are left."""
        self._rest.stop()
        held = self.button.hasFocus()
        self._card.take_row(self)
        made = _fill(self._card, self._left, STEP)
        self._card.rows_reached += len(made)
        if held and (first := next(filter(None, (row.findChild(QPushButton) for row in made)), None)):
            first.setFocus(Qt.FocusReason.TabFocusReason)


def add_rows(card: Card, rows: Sequence[Callable[[], QWidget]]) -> None:
    """Put rows below those of a card: the first ones now, the others when the end of those comes into sight.

    Where a reader had come further down before the list changed, as many rows stand again.
    """
    card.rows_reached = len(_fill(card, rows, max(FIRST, card.rows_reached)))


def _fill(card: Card, rows: Sequence[Callable[[], QWidget]], most: int) -> list[QWidget]:
    """Make the first ``most`` rows, or all where one or two more are the end of them; the rows made."""
    now = rows if len(rows) <= most + 2 else rows[:most]
    made = [make() for make in now]
    for row in made:
        card.add_row(row)
    if len(now) < len(rows):
        card.add_row(MoreRows(card, rows[len(now) :]))
    return made
