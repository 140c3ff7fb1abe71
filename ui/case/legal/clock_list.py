"""The clocks of one record in a card: those that wait, and behind one key those that were met."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QTimer

from hru_advocate.casework.law.clock_lines import ClockLine
from hru_advocate.casework.law.confirmable import CLOCK
from hru_advocate.casework.law.criminal import meet_clock
from hru_advocate.casework.records.entries import Saved
from ui.case.legal.clock_row import ClockRow
from ui.case.tab import CaseTab
from ui.controls.buttons import Button
from ui.controls.layout.cards import Card
from ui.controls.layout.flow_layout import flowing
from ui.shell.destinations import LegalDestination
from ui.shell.screen import AnyScreen

L = TypeVar("L")
"""The line the card has for each record."""


class ClockTab(CaseTab, Generic[L]):
    """A card of records that have clocks; ``sources`` says whether each tells where its number stands."""

    def __init__(self, screen: AnyScreen, case: str, name: str) -> None:
        super().__init__(screen, case)
        self.card = Card(name)
        self._lines: tuple[L, ...] | None = None
        self.rows: list[ClockRow] = []
        self.sources = False
        self._open: set[str] = set()
        self._focus_at: int | None = None

    def draw(self, lines: tuple[L, ...]) -> None:
        """Put the records into the card, which is empty."""
        raise NotImplementedError

    def show_lines(self, lines: tuple[L, ...]) -> None:
        """Draw the records; unchanged ones are left alone, so that a day being typed stays."""
        if lines == self._lines:
            return
        self._lines = lines
        self.rows = []
        self.card.clear()
        self.draw(lines)
        self._take_up()

    def redraw(self) -> None:
        """Draw again what was asked for last."""
        lines, self._lines = self._lines or (), None
        self.show_lines(lines)

    def show_clocks(self, entry: str, clocks: Sequence[ClockLine]) -> None:
        """Put the clocks of a record into the card."""
        waiting = [clock for clock in clocks if clock.waits]
        settled = [clock for clock in clocks if not clock.waits]
        for clock in waiting:
            self._add(clock)
        if settled and entry in self._open:
            for clock in settled:
                self._add(clock)
        elif settled:
            words = f"{len(settled)} done or set aside: show"
            self.card.add_row(flowing(Button(words, "link", on_click=lambda: self._show_settled(entry))))

    def _take_up(self) -> None:
        """After a clock was met, the keyboard stands at the next quick step."""
        if self._focus_at is None:
            return
        steps = [row.step for row in self.rows if row.step is not None]
        if steps:
            step = steps[min(self._focus_at, len(steps) - 1)]
            QTimer.singleShot(0, step, step.setFocus)  # what was only just put in a card takes no keyboard yet
        self._focus_at = None

    def _add(self, clock: ClockLine) -> None:
        row = ClockRow(clock, self._meet, self._check, sources=self.sources)
        self.rows.append(row)
        self.card.add_row(row)

    def _check(self, clock: ClockLine) -> None:
        """Go to where the unit confirms the number of a clock."""
        self.owner.go_to(LegalDestination(f"{CLOCK}{clock.id}"))

    def _show_settled(self, entry: str) -> None:
        self._open.add(entry)
        self.redraw()

    def _meet(self, clock: ClockLine, day: str) -> None:
        steps = [row.clock for row in self.rows if row.step is not None]
        self._focus_at = steps.index(clock) if clock in steps else None
        self.owner.ask_or(meet_clock, self._met, self._refused, clock, day)

    def _refused(self, error: BaseException) -> None:
        """Say what does not fit; the day stays where it was typed."""
        self._focus_at = None
        self.owner.show_error(error)

    def _met(self, saved: Saved) -> None:
        self.owner.banner.clear()
        self.owner.show_status("Day kept")
        self.owner.notify(saved.changed)
