"""The card that says where the vault lives and checks it, in full or quickly, with how far it is and a way to stop."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from hru_advocate.casework.session import Session
from hru_advocate.casework.vault.checks import Depth, SoFar, VaultCheck, Verdict, begin, go_on
from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, CardColumn
from ui.shell.screen import AnyScreen

_MOST_LINES: Final = 40
"""Faults that are said one by one; of a file that is damaged all through, nobody reads more."""


class VaultCard(Card):
    """Says where the vault lives, and proves that it is whole."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__("Vault")
        self._screen = screen
        self._where, self._verdict = TextLabel(""), quiet("")
        self._button = Button("Check the vault now", on_click=partial(self._begin, "full"))
        self._quick = Button("Quick check", on_click=partial(self._begin, "quick"))
        self._stop = Button("Stop checking", on_click=self._stopped)
        self._stop.setVisible(False)
        self._run = 0
        """The number of the check that is wanted: what comes of one that was stopped is dropped."""
        column = CardColumn(quiet("Where it lives on this computer"), self._where, self._verdict)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self._stop, self._quick, self._button):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
        column.rows.addLayout(buttons)
        self.add_row(column)

    def refresh(self) -> None:
        """Ask where the vault lives."""
        self._screen.ask(where, self._where.setText)

    def _begin(self, depth: Depth) -> None:
        self._show_running(running=True)
        self._verdict.set_tone(None)
        self._verdict.setText("Checking every entry…")
        self._run += 1
        self._screen.ask_or(begin, partial(self._go_on, self._run), self._refused, depth)

    def _go_on(self, run: int, check: VaultCheck) -> None:
        if run == self._run:
            self._screen.ask_or(go_on, partial(self._came, run, check), self._refused, check)

    def _came(self, run: int, check: VaultCheck, far: SoFar) -> None:
        if run != self._run:
            return
        if far.verdict is not None:
            self._say(far.verdict)
            return
        self._verdict.setText(f"Checking every entry: {far.entries:,} of {far.total:,}…")
        self._go_on(run, check)

    def _stopped(self) -> None:
        self._run += 1
        self._show_running(running=False)
        self._verdict.setText("Stopped. What was looked at until then is not said; check again when there is time.")

    def _say(self, verdict: Verdict) -> None:
        self._show_running(running=False)
        if verdict.fine and verdict.not_checked:
            looked = "a quick check looks at" if verdict.depth == "quick" else "was looked at"
            words = f"What {looked} holds, for {verdict.entries:,} entries."
        elif verdict.fine:
            words = f"All {verdict.entries:,} entries are whole, in order and signed."
        else:
            more = len(verdict.lines) - _MOST_LINES
            others = [f"And {more:,} more; hru-vault verify lists them all."] if more > 0 else []
            first = "Something does not fit. Write nothing more, and tell your supervisor."
            words = "\n".join((first, *verdict.lines[:_MOST_LINES], *others))
        words = "\n".join(filter(None, (words, *verdict.notes, verdict.how, verdict.not_checked)))
        self._verdict.setText(words)
        # Green stands for what was looked at to the last line, and for nothing less.
        self._verdict.set_tone("danger" if not verdict.fine else None if verdict.not_checked else "fine")
        announce(self, words, urgent=not verdict.fine)
        self._screen.context.notifier.checked.emit(verdict)

    def _refused(self, error: BaseException) -> None:
        self._show_running(running=False)
        self._verdict.setText("")
        self._screen.show_error(error)

    def _show_running(self, *, running: bool) -> None:
        for button in (self._quick, self._button):
            button.setEnabled(not running)
        if not running and self._stop.hasFocus():
            self._button.setFocus()
        self._stop.setVisible(running)


def where(session: Session) -> str:
    """The encrypted file's own place."""
    return str(session.vault.path)
