"""The end of visit mode: said twice, then the check-in; other cases come back only after it."""

from __future__ import annotations

from typing import ClassVar, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.visits.mode import end_mode
from hru_advocate.casework.visits.steps import check_in
from hru_advocate.errors import InvalidAnswer
from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.inputs import ManyLines, OneLine, bare, mark_wrong
from ui.controls.labels import TextLabel, field_label, quiet, title
from ui.controls.layout.flow_layout import flowing
from ui.form.fields_keeper import FieldsKeeper, keep_as
from ui.shell.destinations import VisitEndDestination
from ui.shell.screen import Screen, ScreenContext

LONGER: Final = 30
"""Minutes by which a visit is moved at one press."""

_CHECK: Final = (
    "Ending brings every other case back to this screen. Go where nobody sees it: the car with the doors locked, the "
    "office. If somebody still sits beside you, go on with the visit."
)
_OVER: Final = (
    "The time of this visit is over, and visit mode has ended by itself. What was typed is kept as a draft. Other "
    "cases come back only after you say how it stands."
)


class VisitEndScreen(Screen[VisitEndDestination]):
    """Asks twice, then for the check-in. ``left`` says whether a contact is to be noted next, ``longer`` asks for time.

    ``staying`` goes back to the table.
    """

    title: ClassVar[str] = "End the visit"
    left = Signal(bool)
    longer = Signal(int)
    staying = Signal()

    def __init__(self, context: ScreenContext, destination: VisitEndDestination) -> None:
        super().__init__(context, destination)
        over = destination.over
        self._head = "Visit mode has ended." if over else "End the visit?"
        self._words = _OVER if over else _CHECK
        self._proposed = ""
        self.fields = FieldsKeeper(self, f"visit end {destination.case} {destination.entry}")
        self.stay = Button("Go on with the visit", "primary", on_click=self.staying.emit)
        self.more = Button(f"Stay {LONGER} minutes longer", "primary", on_click=lambda: self.longer.emit(LONGER))
        self.end = Button("I am alone with this screen: end the visit", "danger", on_click=self._ask_check_in)
        self._first = flowing(*((self.more,) if over else (self.stay,)), self.end, gap=16)
        self.back_at, self.afterwards = OneLine("15:40, or today 15:40"), ManyLines(2)
        self.back_at.returnPressed.connect(self._check_in)
        keep_as(self.afterwards, "afterwards")
        self.back = Button("Check in: back, and note the contact", "primary", on_click=self._check_in)
        self.out = Button("Not back yet: stay out, leave visit mode", on_click=self._leave_out)
        for button in (self.stay, self.more, self.end, self.back, self.out):
            button.setProperty("tall", "true")
        self._check = QWidget()
        column = bare(self._check, gap=8)
        column.addWidget(field_label("Back at", self.back_at))
        column.addWidget(self.back_at)
        column.addWidget(field_label("What the next who goes should know; no address", self.afterwards))
        column.addWidget(self.afterwards)
        column.addWidget(flowing(self.back, self.out, gap=16))
        self._check.hide()
        self.body.addWidget(title(self._head.removesuffix(".")))
        self.body.addWidget(TextLabel(self._words))
        self.body.addWidget(self._first)
        self.body.addWidget(self._check)
        self.body.addWidget(quiet("Until somebody checks in, the visit counts as out, and as overdue after its time."))
        self.body.addStretch(1)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self._save)

    def begin(self) -> None:
        super().begin()
        announce(self, f"{self._head} {self._words}")

    def first_focus(self) -> QWidget:
        if self._check.isVisible():
            return self.back_at
        return self.more if self.destination.over else self.stay

    def step_back(self) -> bool:
        """Esc: back to the question whether to end; what was typed for the check-in stays."""
        if not self._check.isVisible():
            return False
        self._check.hide()
        self._first.show()
        self.first_focus().setFocus()
        return True

    def _ask_check_in(self) -> None:
        self._first.hide()
        if self.back_at.text() in ("", self._proposed):
            self._proposed = f"today {self.context.now():%H:%M}"
            self.back_at.setText(self._proposed)
        self._check.show()
        self.back_at.setFocus()
        self.back_at.selectAll()

    def _save(self) -> None:
        if self._check.isVisible():
            self._check_in()

    def _check_in(self) -> None:
        mark_wrong(self.back_at, wrong=False)
        told = self.back_at.text().strip()
        if told.replace(":", "").replace(".", "").isdigit():
            told = f"today {told}"
        self.ask_or(
            check_in, self._checked_in, self._refuse, self.destination.entry, told, self.afterwards.toPlainText()
        )

    def _checked_in(self, saved: Saved) -> None:
        self.fields.saved("afterwards")
        self.fields.keep()  # this page goes at once
        self.notify(saved.changed)
        self.ask(end_mode, lambda _none: self.left.emit(True))

    def _leave_out(self) -> None:
        self.ask(end_mode, lambda _none: self.left.emit(False))

    def _refuse(self, error: BaseException) -> None:
        if isinstance(error, InvalidAnswer) and error.field == "checked_in":
            self.back_at.setProperty("wrong", "true")
            self.back_at.setFocus()
        self.show_error(error)
