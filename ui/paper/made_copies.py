"""The copies of a case that were made last, each with the way to its record."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtWidgets import QHBoxLayout

from hru_advocate.casework.paper import copies
from hru_advocate.casework.paper.copies import CopyLine
from ui.controls.buttons import Button
from ui.controls.inputs import bare
from ui.controls.labels import quiet
from ui.controls.layout.cards import empty
from ui.controls.layout.kept_heights import ByWidth
from ui.shell.destinations import RecordDestination
from ui.shell.screen import AnyScreen

_MOST: Final = 6


class MadeCopies(ByWidth):
    """The newest copies, in words and with where each is now."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__()
        self._screen, self._case = screen, case
        self._column = bare(self)

    def refresh(self) -> None:
        """Ask for them again."""
        self._screen.ask_hiding(copies.copies, self._show, self._case)

    def _show(self, lines: tuple[CopyLine, ...]) -> None:
        empty(self._column)
        for line in lines[:_MOST]:
            row = QHBoxLayout()
            row.addWidget(quiet(f"{line.words} · {line.state}"), 1)
            there = RecordDestination(line.entry, self._case)
            button = Button("Open", "link", on_click=partial(self._screen.go_to, there))
            button.setAccessibleName(f"Open: {line.words}")
            row.addWidget(button)
            self._column.addLayout(row)
        if not lines:
            self._column.addWidget(quiet("No copy was made yet."))
