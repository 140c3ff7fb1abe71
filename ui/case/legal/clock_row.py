"""One clock in a row: what is owed, by whom, until when, how it stands in words, and the quick step that meets it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hru_advocate.casework.law.clock_lines import ClockLine
from hru_advocate.domain.law.clocks import ClockState
from ui.controls.buttons import Button
from ui.controls.inputs import OneLine
from ui.controls.keyboard.escape import EscapeLeaves
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Row, row_button
from ui.controls.layout.flow_layout import flowing
from ui.controls.pills import Pill, Shape
from ui.controls.theme import Tone

_LOOKS: Final[dict[ClockState, tuple[str, Tone, Shape]]] = {
    "late": ("late", "danger", "triangle"),
    "due_today": ("today", "danger", "diamond"),
    "over": ("gone by", "caution", "cross"),
    "running": ("runs", "accent", "dot"),
    "open": ("open", "caution", "dash"),
    "cannot_tell": ("not known", "caution", "square"),
    "met": ("done", "quiet", "tick"),
    "met_late": ("done late", "caution", "tick"),
    "set_aside": ("set aside", "quiet", "bar"),
    "not_started": ("not begun", "quiet", "none"),
}
"""A word and a shape beside the sentence; nothing hangs on the colour."""


class ClockRow(QWidget):
    """A clock with its quick step: the day is typed in the row, Enter keeps it, Esc leaves it as it was."""

    def __init__(
        self,
        clock: ClockLine,
        meet: Callable[[ClockLine, str], object],
        check: Callable[[ClockLine], object],
        *,
        sources: bool,
    ) -> None:
        super().__init__()
        self.clock, self._meet = clock, meet
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        word, tone, shape = _LOOKS[clock.state]
        owes = f"for {clock.owed_by}" if clock.right else f"owed by {clock.owed_by}"
        words = [
            TextLabel(clock.label, "strong" if clock.waits else "body"),
            TextLabel(clock.words),
            quiet(" · ".join(part for part in (owes, clock.confirm) if part)),
        ]
        if clock.note and (clock.waits or sources):
            words.append(quiet(clock.note))
        if sources:
            words.append(quiet(clock.rests))
        row = Row().add_words(*words).add(Pill(word, tone, shape), width=105)
        self.step: Button | None = None
        if clock.waits and clock.field:
            self.step = row_button(f"{clock.done} on…", clock.label, self.open_step)
        row.add(self.step or quiet(""), width=125)
        column.addWidget(row)
        self.check: Button | None = None
        if sources:
            self.check = row_button("Confirm its number", clock.label, lambda: check(clock))
            column.addWidget(flowing(self.check))
        self.day = OneLine("A day, such as today or 3 Nov")
        self.day.setAccessibleName(f"{clock.done} on which day: {clock.label}")
        self._ask_for_day(column)

    def _ask_for_day(self, column: QVBoxLayout) -> None:
        """The line a day is typed in, below the row, once it is asked for."""
        clock = self.clock
        self._typing = QWidget()
        line = QHBoxLayout(self._typing)
        line.setContentsMargins(0, 0, 0, 8)
        line.addWidget(quiet(f"{clock.done} on", wrap=False))
        line.addWidget(self.day, 1)
        keep = Button("Keep", "primary", keys="Enter", on_click=self._keep)
        keep.setAccessibleName(f"Keep the day: {clock.label}")
        line.addWidget(keep)
        leave = Button("Leave it", keys="Esc", on_click=self.close_step)
        line.addWidget(leave)
        column.addWidget(self._typing)
        self._typing.hide()
        self.day.returnPressed.connect(self._keep)
        EscapeLeaves(self._typing, (self.day, keep, leave), self.close_step)

    def open_step(self) -> None:
        """Ask for the day; today stands there to be kept or typed over."""
        self._typing.show()
        self.day.setText("today")
        self.day.selectAll()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_step(self) -> None:
        """Leave the clock as it was."""
        self._typing.hide()
        if self.step is not None:
            self.step.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        self._meet(self.clock, self.day.text().strip())
