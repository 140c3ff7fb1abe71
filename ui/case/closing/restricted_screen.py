"""The page that stands before a restricted case: only its reference, and one line for the reason to open it."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.people.restricted import open_restricted, why_shut
from ui.controls.buttons import Button
from ui.controls.inputs import OneLine
from ui.controls.labels import TextLabel, field_label, title
from ui.controls.layout.flow_layout import flowing
from ui.form.fields_keeper import FieldsKeeper, keep_as
from ui.shell.destinations import RestrictedDestination
from ui.shell.screen import Screen, ScreenContext

_ABOUT = (
    "This case is restricted, and you are not among those who may open it. If you open it all the same, "
    "your name, the moment and your reason are recorded, and the supervisor sees them."
)


_RECORDED = "Your name, the moment and your reason are recorded, and the supervisor sees them."


class RestrictedScreen(Screen[RestrictedDestination]):
    """Nothing of the case is shown here. With a reason one goes on to where one was going."""

    title: ClassVar[str] = "Restricted case"
    before_its_case: ClassVar[bool] = True

    def __init__(self, context: ScreenContext, destination: RestrictedDestination) -> None:
        super().__init__(context, destination)
        self.fields = FieldsKeeper(self, f"restricted {destination.case}")
        self.reason = OneLine()
        keep_as(self.reason, "reason")
        self.reason.setAccessibleName("Why you open it, in a line")
        self.reason.returnPressed.connect(self._open)
        self.open_button = Button("Open with this reason", "primary", on_click=self._open)
        self.body.addWidget(title("Restricted case"))
        self.about = TextLabel(_ABOUT)
        self.body.addWidget(self.about)
        self.body.addWidget(field_label("Why you open it, in a line", self.reason))
        self.body.addWidget(self.reason)
        self.body.addWidget(flowing(self.open_button))
        self.body.addStretch(1)

    def refresh(self) -> None:
        self.ask(why_shut, self._show_why, self.destination.case)

    def _show_why(self, words: str) -> None:
        self.about.setText(f"{words} {_RECORDED}" if words else _ABOUT)

    def first_focus(self) -> QWidget | None:
        return self.reason

    def _open(self) -> None:
        words = self.reason.text()
        future = self.context.worker.ask(open_restricted, self.destination.case, words)
        self.context.bridge.when_done(future, self, self._opened, self.show_error)

    def _opened(self, _none: None) -> None:
        self.fields.saved("reason")
        self.go_to(self.destination.then, replacing=True)
