"""Guides for when something has happened to keys or laptop: short pages of steps, each a thing the program does.

They are pages of the help, read without a vault: they are there where it does not open.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

import resources
from hru_advocate.domain.help_pages import HelpPage, read_page
from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.scrolling import bring_into_sight

_FOLDER: Final = Path(resources.__file__).with_name("help")


def _read(name: str) -> HelpPage:
    return read_page(name, (_FOLDER / f"{name}.md").read_text("utf-8"))


SUSPECTED: Final = _read("when_a_key_is_known")
LOST_KEYCHAIN: Final = _read("when_the_keychain_is_lost")
NEW_LAPTOP: Final = _read("when_there_is_a_new_laptop")
LEAVER: Final = _read("when_somebody_leaves")
GUIDES: Final = (SUSPECTED, LOST_KEYCHAIN, NEW_LAPTOP, LEAVER)


class Guides(QWidget):
    """The names of the guides; the one that was pressed stands below them, step by step."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: HelpPage | None = None
        self._page = TextLabel("")
        self._first = quiet("")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 4, 0, 4)
        rows.setSpacing(8)
        self._names = {guide.id: Button(guide.title, "link", on_click=partial(self._turn, guide)) for guide in GUIDES}
        self.first = self._names[GUIDES[0].id]
        """The name of the first guide: where the keyboard begins."""
        for name in self._names.values():
            rows.addWidget(name, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._first, self._page):
            rows.addWidget(part)
            part.hide()

    def _turn(self, guide: HelpPage) -> None:
        """Show a guide; pressed again, fold it away."""
        self._shown = None if guide is self._shown else guide
        for part in (self._first, self._page):
            part.setVisible(self._shown is not None)
        if self._shown is not None:
            steps = "\n\n".join(f"{number}. {step}" for number, step in enumerate(guide.steps, start=1))
            self._first.setText(f"{guide.title}. {guide.first}")
            self._page.setText(steps)
            announce(self, f"{self._first.text()} {steps}")
            self._bring_soon()
        else:
            announce(self, f"{guide.title} is folded away")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bring_soon()

    def _bring_soon(self) -> None:
        """Bring the steps into sight once the page is as long as they make it."""
        QTimer.singleShot(0, self, self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        """Scroll to the steps below the end of the page: to as many as leave the name that was pressed there."""
        name = self._names[self._shown.id] if self._shown is not None else None
        if name is not None and name.hasFocus():
            for part in (self._page, name):
                bring_into_sight(part)
