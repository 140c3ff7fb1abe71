"""The frame in which nothing of any case is shown, because what was asked about a visit could not be read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hru_advocate.casework.changed import Changed
from ui.controls.announcements import announce, sentence_for
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel
from ui.shell.destinations import Destination
from ui.shell.frame import Frame
from ui.shell.screen import ScreenContext
from ui.shell.screen_makers import ScreenMakers


class BareFrame(Frame):
    """A sentence and *Try again*, which emits ``again``; beside them only the cover and the lock.

    A visit may last, and somebody of its case may look on: no other page is made before that is known.
    """

    again = Signal()

    def __init__(self, context: ScreenContext, makers: ScreenMakers, error: BaseException) -> None:
        super().__init__(context, makers, ())
        self.set_apart(apart=True)
        page = QWidget()
        page.setProperty("role", "page")
        rows = QVBoxLayout(page)
        rows.setContentsMargins(24, 24, 24, 24)
        rows.setSpacing(16)
        self._words = TextLabel()
        self._try = Button("Try again", "primary", on_click=self.again.emit)
        rows.addWidget(self._words)
        rows.addWidget(self._try, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addStretch(1)
        self.pages.setCurrentIndex(self.pages.addWidget(page))
        self._words.setText(sentence_for(error))

    def begin(self) -> None:
        """Say the sentence and stand on the one thing to do, once the frame is on show."""
        self._try.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self._words.text(), urgent=True)

    def say(self, error: BaseException) -> None:
        """Say why it could not be read this time."""
        self._words.setText(sentence_for(error))
        self.begin()

    def go_to(self, destination: Destination, *, replacing: bool = False) -> None:
        """Go nowhere: it is not known yet which case may be seen."""

    def count(self, _changed: Changed | None = None) -> None:
        """Nothing is counted here."""
