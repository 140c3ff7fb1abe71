"""One line of reason, asked in its place on the page before something outside the rules is done."""

from __future__ import annotations

from functools import cached_property
from typing import Final

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.inputs import OneLine
from ui.controls.keyboard.escape import EscapeLeaves
from ui.controls.keyboard.held import holds_keyboard
from ui.controls.labels import TextLabel
from ui.controls.layout.flow_layout import flowing

OUTSIDE: Final = "The safe contact rules do not allow this now. In one line, why it has to be:"
"""The question before numbers are shown outside the rules."""
SHOWN: Final = "Shown, and noted in the history."
"""Said once numbers came into sight."""


class ReasonLine(QFrame):
    """A question with one line to type and what follows from it. Hidden until ``open``; Enter gives, Esc folds.

    Whoever had the keyboard as it opened gets it back.
    What was typed before Esc stands there again when it is asked once more.
    ``given`` emits the reason; an empty one is none. ``left`` is emitted when nothing is to be done after all.
    """

    given = Signal(str)
    left = Signal()

    def __init__(self, question: str, doing: str) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.setProperty("tone", "caution")
        self._question = question
        self._before: QWidget | None = None
        self.setAccessibleName(question)
        self._doing = doing
        self._laid = False
        self.hide()

    @cached_property
    def line(self) -> OneLine:
        """The field the reason is typed into."""
        line = OneLine("Reason, kept in the history")
        line.setAccessibleName(f"Reason. {self._question}")
        line.returnPressed.connect(self._give)
        line.textChanged.connect(self._follow)
        return line

    @cached_property
    def do_button(self) -> Button:
        """The button for what the reason is asked for."""
        return Button(self._doing, on_click=self._give)

    @cached_property
    def leave_button(self) -> Button:
        """The way out."""
        return Button("Leave it", "link", on_click=self._leave)

    def open(self) -> None:
        """Ask, with the keyboard in the line."""
        if not self._laid:  # every page of a case has this question, and few are ever asked it
            self._laid = True
            self._lay_out()
        if not holds_keyboard(self):
            self._before = QApplication.focusWidget()
        self._follow()
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self._question, urgent=True)

    def put_away(self) -> None:
        """Take the question away; nothing was done."""
        self._fold()
        if self._laid:
            self.line.clear()

    def _lay_out(self) -> None:
        EscapeLeaves(self, (self.line, self.do_button, self.leave_button), self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(TextLabel(self._question, "strong"))
        column.addWidget(self.line)
        column.addWidget(flowing(self.do_button, self.leave_button))

    def _fold(self) -> None:
        before, self._before = self._before, None
        if before is not None and holds_keyboard(self) and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    def _leave(self) -> None:
        self._fold()
        self.left.emit()

    def _follow(self) -> None:
        self.do_button.setEnabled(bool(self.line.text().strip()))

    def _give(self) -> None:
        if reason := self.line.text().strip():
            self.given.emit(reason)
