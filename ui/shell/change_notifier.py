"""Tells the screens that something changed, so that those concerned ask again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.vault.checks import Verdict
from ui.controls.signals import SignalOf, value_signal


class ChangeNotifier(QObject):
    """One notifier for the whole program.

    It hands on what a command changed, and short lines for the status bar such as "Draft saved 14:02".
    """

    status = Signal(str)
    expected: SignalOf[datetime] = value_signal()
    """Emits the moment from which something on show may no longer be so."""
    checked: SignalOf[Verdict] = value_signal()
    """Emits the verdict of a check of the vault that was asked for; the status line goes on saying it."""
    accepted = Signal()
    """Emitted when it was accepted that the vault is not as it was left: from then on nothing says so any more."""
    _changed: SignalOf[Changed] = value_signal()

    def notify(self, changed: Changed) -> None:
        """Let every listener know what a command changed."""
        self._changed.emit(changed)

    def listen(self, slot: Callable[[Changed], object]) -> None:
        """Call a slot at each change, for as long as the object it belongs to lives."""
        self._changed.connect(slot)
