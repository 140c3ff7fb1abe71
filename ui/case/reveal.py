"""Shows the numbers and addresses of one record on request: by the safe contact rules, or with a reason."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hru_advocate.casework.people.names import without_names
from hru_advocate.casework.people.safe_contact import OutsideRules
from hru_advocate.casework.records import records
from hru_advocate.casework.records.records import RecordView
from ui.case_head.reason_line import OUTSIDE, SHOWN, ReasonLine
from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.inputs import bare
from ui.controls.signals import SignalOf, value_signal
from ui.shell.screen import AnyScreen


class Reveal(QWidget):
    """A button where something of a record is hidden, and the question for a reason outside the rules.

    ``revealed`` emits the record with what was hidden; that it was shown is an entry by then.
    """

    revealed: SignalOf[RecordView] = value_signal()

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__()
        self._screen = screen
        self._view: RecordView | None = None
        self.shown = False
        """True from when it was shown until the page is asked for again."""
        self.button = Button("Show number or address", on_click=self._ask)
        self.because = ReasonLine(OUTSIDE, "Show all the same")
        self.because.given.connect(self._ask_because)
        column = bare(self)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.because)
        self.hide()

    def follow(self, view: RecordView) -> None:
        """Stand on the page where something is hidden on it."""
        self._view = view
        self.button.setVisible(view.held_back)
        self.setVisible(view.held_back)

    def put_away(self) -> None:
        """Ask for nothing any more."""
        self.because.put_away()

    def _ask(self) -> None:
        self._ask_because("")

    def _ask_because(self, reason: str) -> None:
        view, screen = self._view, self._screen
        if view is None:
            return
        if screen.names.shown:
            screen.ask_or(records.reveal_record, self._show, self._refuse, view.entry, reason)
        else:
            screen.ask_or(without_names, self._show, self._refuse, view.case, records.reveal_record, view.entry, reason)

    def _show(self, view: RecordView) -> None:
        self.shown = True
        self.because.put_away()
        announce(self._screen, SHOWN)
        self.revealed.emit(view)

    def _refuse(self, error: BaseException) -> None:
        if isinstance(error, OutsideRules):
            self.because.open()
        else:
            self._screen.show_error(error)
