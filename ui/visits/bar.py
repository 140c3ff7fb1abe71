"""The bar above every page of visit mode: whose visit, how long it lasts, back to the table, and its end."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtWidgets import QFrame, QHBoxLayout

from hru_advocate.casework.visits.mode import VisitMode
from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet
from ui.visits.end_screen import LONGER


class VisitBar(QFrame):
    """Initials, the time left and three ways. ``table``, ``more`` and ``end`` are its buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "header")
        self.setAccessibleName("Visit")
        self.whose = TextLabel("", "heading", wrap=False)
        self.left = quiet("", wrap=False)
        self.said = quiet("")
        self.table = Button("Table", keys="Ctrl T")
        self.more = Button(f"{LONGER} minutes longer", "primary", keys="Alt M")
        self.end = Button("End the visit", "danger", keys="Alt E")
        self._told = False
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 24, 8)
        row.setSpacing(16)
        row.addWidget(self.whose)
        row.addWidget(self.left)
        row.addWidget(self.said, 1)
        for button in (self.table, self.more, self.end):
            button.setProperty("tall", "true")
            row.addWidget(button)
        self.more.hide()

    def show_time(self, mode: VisitMode, now: datetime) -> None:
        """Say how long the visit still lasts; past its time, that it is asked and when it ends by itself."""
        self.whose.setText(mode.initials)
        due, over = now >= mode.until, mode.over(now)
        words = f"until {mode.until:%H:%M}{_left(mode.until - now)}"
        if due:
            words = f"was to be back at {mode.until:%H:%M}"
            words += "" if over else f" · ends by itself at {mode.ends:%H:%M}"
        if words != self.left.text():
            self.left.setText(words)
            self.left.set_tone("caution" if due else None)
        if due and not over and not self._told:
            announce(self, "The visit was to be over now. Stay longer, or end it; after a while it ends by itself.")
        self._told = due
        self.more.setVisible(due and not over)

    def say(self, words: str) -> None:
        """Say what was just done."""
        self.said.setText(words)
        announce(self, words)


def _left(left: timedelta) -> str:
    minutes = int(left.total_seconds() // 60)
    if minutes >= 60:
        return f" · {minutes // 60} h {minutes % 60} min left"
    return f" · {max(minutes, 0)} min left"
