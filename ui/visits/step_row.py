"""The steps of one visit as buttons: visit mode, out, back, later, the slip, change, call off."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from hru_advocate.casework.paper.document_kinds import SLIP
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.visits.steps import call_off, check_in, go_out, stay_longer
from hru_advocate.casework.visits.visits import VisitLine
from hru_advocate.errors import InvalidAnswer
from ui.controls.buttons import Button
from ui.controls.inputs import OneLine, bare
from ui.controls.keyboard.single_keys import single_key
from ui.controls.layout.flow_layout import flowing
from ui.controls.theme import theme
from ui.form.fields_keeper import keep_as
from ui.shell.destinations import (
    CaseDestination,
    FormDestination,
    FormRequest,
    PaperDestination,
    VisitModeDestination,
)
from ui.shell.screen import AnyScreen
from ui.visits.end_screen import LONGER


class StepRow(QWidget):
    """The steps that can be taken now; a letter does each. ``stepped`` when one was saved."""

    stepped = Signal()

    def __init__(self, owner: AnyScreen, case: str) -> None:
        super().__init__()
        self._owner, self._case = owner, case
        self.line: VisitLine | None = None
        self.begin = Button("Begin visit mode", "primary", keys="V", on_click=self._begin_mode)
        self.out = Button("Out now", keys="O", on_click=self._go_out)
        self.back = Button("Back: check in", keys="B", on_click=self._check_in)
        self.longer = Button(f"{LONGER} minutes longer", keys="M", on_click=self._longer)
        self.slip = Button("Slip for the office", keys="S", on_click=self._slip)
        self.change = Button("Change the visit", "link", on_click=self._change)
        self.off = Button("Call off", "link", on_click=self._open_reason)
        self.because = OneLine("Why, in a line")
        self.because.setAccessibleName("Why the visit is called off")
        self.because.returnPressed.connect(self._call_off)
        keep_as(self.because, "because")
        self.because.setMinimumWidth(theme().px(320))
        self._reason = flowing(self.because, Button("Call it off", "danger", on_click=self._call_off))
        self._reason.hide()
        self.all = (self.begin, self.out, self.back, self.longer, self.slip, self.change, self.off)
        column = bare(self, gap=8)
        column.addWidget(flowing(*self.all))
        column.addWidget(self._reason)
        for button in self.all:
            button.hide()  # until it is known how the visit stands

    def show_line(self, line: VisitLine) -> None:
        """Offer the steps that a visit allows as it stands."""
        self.line = line
        planned = line.standing in ("planned", "not_out")
        self.begin.setVisible(planned or line.standing == "out")
        self.out.setVisible(planned)
        self.back.setVisible(line.standing in ("out", "overdue", "not_out"))
        self.longer.setVisible(line.standing in ("out", "overdue"))
        for button in (self.slip, self.change, self.off):
            button.setVisible(line.open)

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what the button does that carries this letter; says whether there was one."""
        keys = {"v": self.begin, "o": self.out, "b": self.back, "m": self.longer, "s": self.slip}
        button = keys.get(single_key(self, event))
        if button is None or not button.isVisible():
            return False
        button.click()
        return True

    def step_back(self) -> bool:
        """Esc: fold the line that asks why the visit is called off; what was typed in it stays."""
        if not self._reason.isVisible():
            return False
        self._reason.hide()
        self.off.setFocus()
        return True

    @property
    def _entry(self) -> str:
        return self.line.entry if self.line is not None else ""

    def _begin_mode(self) -> None:
        self._owner.go_to(VisitModeDestination(self._case, self._entry))

    def _go_out(self) -> None:
        self._owner.ask_or(go_out, self._saved, self._refuse, self._entry)

    def _check_in(self) -> None:
        self._owner.ask_or(check_in, self._saved_back, self._refuse, self._entry)

    def _longer(self) -> None:
        self._owner.ask_or(stay_longer, self._saved, self._refuse, self._entry, LONGER)

    def _slip(self) -> None:
        self._owner.go_to(PaperDestination(self._case, SLIP.id, record=self._entry))

    def _change(self) -> None:
        self._go_and_change()

    def _go_and_change(self, asks: str = "") -> None:
        self._owner.go_to(FormDestination(FormRequest("visit", self._case, corrects=(self._entry,), asks=asks)))

    def _open_reason(self) -> None:
        self._reason.show()
        self.because.setFocus()

    def _call_off(self) -> None:
        self._owner.ask(call_off, self._called_off, self._entry, self.because.text())

    def _called_off(self, saved: Saved) -> None:
        self.because.clear()
        self._saved(saved)

    def _saved(self, saved: Saved) -> None:
        self._reason.hide()
        self._owner.show_status("Visit saved")
        self._owner.notify(saved.changed)
        self.stepped.emit()

    def _saved_back(self, saved: Saved) -> None:
        self._saved(saved)
        note = CaseDestination(self._case, log_contact=True)
        words = "Back, and checked in. Note the contact now: two minutes."
        go = partial(self._owner.go_to, note)
        self._owner.banner.show_message(words, "fine", action="Note the contact", on_action=go)

    def _refuse(self, error: BaseException) -> None:
        if isinstance(error, InvalidAnswer) and error.field in ("alone_because", "outside_rules"):
            write = partial(self._go_and_change, error.field)
            self._owner.banner.show_message(error.sentence, "danger", action="Write it", on_action=write)
        else:
            self._owner.show_error(error)
