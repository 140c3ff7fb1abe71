"""Stands before a form that already holds numbers of safe contact: outside the rules they wait for a reason."""

from __future__ import annotations

from collections.abc import Mapping

from hru_advocate.casework.people.safe_contact import OutsideRules, open_to_write
from ui.case_head.reason_line import OUTSIDE, ReasonLine
from ui.controls.signals import SignalOf, value_signal
from ui.form.beginning import Beginning
from ui.form.fields_keeper import keep_as
from ui.shell.screen import AnyScreen


class NumberGate(ReasonLine):
    """Lets a form begin; one that shows how to reach somebody only as *Show number* would.

    ``opened`` emits the beginning. That numbers were seen is an entry each time, with the reason where one was asked.
    """

    opened: SignalOf[Beginning] = value_signal()

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__(OUTSIDE, "Show all the same")
        self._screen = screen
        self._begun: Beginning | None = None
        self._noted = False
        keep_as(self.line, "reason for numbers")
        self.given.connect(self._ask)

    def let_begin(self, begun: Beginning) -> None:
        """Begin a form, now or once it may be seen."""
        self._begun = begun
        if self._noted or not _leads_to_somebody(begun):
            self.opened.emit(begun)
        else:
            self._ask("")

    def _ask(self, reason: str) -> None:
        if self._begun is not None and self._begun.start.case:
            self._screen.ask_or(open_to_write, self._open_form, self._refuse, self._begun.start.case, reason)

    def _open_form(self, _none: object) -> None:
        self._noted = True
        self.put_away()
        if self._begun is not None:
            self.opened.emit(self._begun)

    def _refuse(self, error: BaseException) -> None:
        if isinstance(error, OutsideRules):
            self.open()
        else:
            self._screen.show_error(error)


def _leads_to_somebody(begun: Beginning) -> bool:
    """True where a number or an address that leads to the victim is filled in already."""
    if not begun.start.case:
        return False
    if begun.start.form.purpose == "person" and begun.raw.get("role") in ("victim", "child"):
        return any(begun.raw.get(field.id) for field in begun.start.form.fields if field.protected)
    if begun.start.form.purpose != "safe_contact":
        return False
    ways = begun.raw.get("ways")
    protected = [field.id for field in begun.start.form.by_id["ways"].fields if field.protected]
    rows = ways if isinstance(ways, list | tuple) else ()
    return any(row.get(part) for row in rows if isinstance(row, Mapping) for part in protected)
