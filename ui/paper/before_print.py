"""The last words before Print: what is in its way, with the way to mend it, and what the paper leaves off."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal

from hru_advocate.casework.paper.document_kinds import NO_DUTY_NUMBER, LeftOff, PaperView
from ui.controls.announcements import LiveRegion
from ui.controls.buttons import Button
from ui.controls.inputs import bare
from ui.controls.labels import TextLabel
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.kept_heights import ByWidth
from ui.controls.signals import SignalOf, value_signal

_FREE: Final = "Nothing stands against a copy."
"""Said aloud where a sentence against it has gone."""
NOT_REACHED: Final = "▲ How to reach us is not on it. Fill it in here, or tick above to print it all the same."
_MOST: Final = 70
"""Characters of what is left off that are said here; all of it stands above."""


class BeforePrint(ByWidth):
    """``reach_wanted`` asks for how to reach us, ``left_wanted`` for the first thing that is left off."""

    reach_wanted = Signal()
    left_wanted: SignalOf[LeftOff] = value_signal()

    def __init__(self) -> None:
        super().__init__()
        self.unsafe = TextLabel("", "body", tone="danger")
        self._heard = LiveRegion(self.unsafe)
        self.reach = Button("Fill in how to reach us", on_click=self.reach_wanted.emit)
        self.left_off = TextLabel("", "quiet", tone="caution")
        self.show_left = Button("Show it", "link", on_click=self._show_left)
        self._first: LeftOff | None = None
        column = bare(self, gap=4)
        self._parts = (self.unsafe, flowing(self.reach), self.left_off, flowing(self.show_left))
        for part in self._parts:
            column.addWidget(part)
            part.hide()

    def show_view(self, view: PaperView | None) -> None:
        """Say what a paper leaves off of what the plan holds for it, and why."""
        missed = view.left_off if view is not None else ()
        self._first = next(iter(missed), None)
        self.left_off.setText(said_of(missed))
        self.show_left.setText("Show it" if len(missed) == 1 else "Show the first")
        for part in self._parts[2:]:
            part.setVisible(bool(missed))

    def judge(self, words: str, view: PaperView | None, ticks: frozenset[str], *, fine: bool, personal: bool) -> bool:
        """Say ``words``, or else that nobody would know how to reach us; ``True`` where the paper may be made."""
        reached = not personal or view is None or not view.without_us or NO_DUTY_NUMBER in ticks
        if fine and not reached:
            words, fine = NOT_REACHED, False
        self._parts[1].setVisible(not reached)
        self.unsafe.setText(words)
        self.unsafe.setVisible(bool(words))
        ready = view is not None and fine
        if said := words or (_FREE if ready else ""):
            self._heard.tell(said)
        return ready

    def _show_left(self) -> None:
        if self._first is not None:
            self.left_wanted.emit(self._first)


def said_of(missed: tuple[LeftOff, ...]) -> str:
    """Name what is left off: the one thing with its reason, or how many there are and the first of them."""
    if not missed:
        return ""
    first = missed[0]
    words = first.what if len(first.what) <= _MOST else f"{first.what[: _MOST - 1].rstrip()}…"
    named = f"“{words}”. {first.why}" if words else first.why
    return f"▲ Left off: {named}" if len(missed) == 1 else f"▲ {len(missed)} left off, the first: {named}"
