"""Pills in the head of a case: its flags, its orders, that nobody reached the person, that the plan waits, a pause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from hru_advocate.domain.partners.flags import FlagKind
from ui.controls.buttons import Button
from ui.controls.pills import Pill, Shape
from ui.controls.theme import Tone

if TYPE_CHECKING:
    from hru_advocate.casework.cases.cases import CasePage

FLAG_LOOKS: Final[dict[FlagKind, tuple[Tone, Shape]]] = {
    "not_alone": ("danger", "plus"),
    "urgent": ("danger", "triangle"),
    "restricted": ("caution", "cross"),
    "address_marker": ("accent", "square"),
}
"""Colour and shape beside the word of a flag; no two share a shape."""

_GRAVITY: Final[dict[Tone, int]] = {"danger": 0, "caution": 1, "accent": 2, "fine": 3, "quiet": 4}
"""The order of tones, the gravest first."""


class SaidPills(QObject):
    """The pills of one head. ``brief``, where work needs the room, only the gravest: the others are one key away."""

    def __init__(self, parent: QObject, *, brief: bool) -> None:
        super().__init__(parent)
        self._brief, self._unfolded = brief, False
        self.closed, self.reach, self.orders, self.repeat, self.plan, self.pause = (
            Pill("", yields=True) for _ in range(6)
        )
        self.flags: dict[FlagKind, Pill] = {kind: Pill("", yields=True) for kind in FLAG_LOOKS}
        self.more = Button("", "link", on_click=self._unfold)
        self._said: dict[Pill, Tone] = {}
        for one in self.widgets():
            one.hide()

    def widgets(self) -> tuple[QWidget, ...]:
        """Everything to lay out, in reading order; of equal gravity the first is the gravest."""
        return (*self._pills, self.more)

    @property
    def _pills(self) -> tuple[Pill, ...]:
        return (self.closed, *self.flags.values(), self.reach, self.orders, self.repeat, self.plan, self.pause)

    def show_page(self, page: CasePage) -> None:
        """Say what there is to say of a case."""
        self._said = {}
        for kind, pill in self.flags.items():
            flags = [flag for flag in page.flags if flag.kind == kind]
            word = flags[0].words if flags else ""
            words = f"{word} · {len(flags)}" if len(flags) > 1 else word
            self._say(pill, words, *FLAG_LOOKS[kind], ". ".join(flag.heard for flag in flags))
            pill.setToolTip(pill.accessibleName())
        self._say(self.closed, "Closed" if page.closed_line else "", "caution", "square", page.closed_line)
        self.closed.setToolTip(page.closed_line)
        self._say(self.reach, page.reach_line, "caution", "triangle")
        self._say(self.orders, page.orders.pill, page.orders.tone, None, f"Orders: {page.orders.full}")
        self._say(self.repeat, "MARAC: a repeat?" if page.repeat_line else "", "caution", "diamond", page.repeat_line)
        self._say(self.plan, "Plan: look again" if page.plan_line else "", "caution", None, f"Plan: {page.plan_line}")
        self._say(self.pause, page.pause_line, "quiet", "bar")
        self.repeat.setToolTip(page.repeat_line)
        self.plan.setToolTip(f"Plan: {page.plan_line}")
        self.orders.setToolTip(page.orders.full)
        self._follow()

    def _say(self, pill: Pill, words: str, tone: Tone, shape: Shape | None, heard: str = "") -> None:
        pill.set_pill(words, tone, shape)
        pill.setAccessibleName(heard or words)
        if words:
            self._said[pill] = tone

    def _follow(self) -> None:
        gravest = min(self._said, key=lambda pill: _GRAVITY[self._said[pill]], default=None)
        folded = self._brief and not self._unfolded
        for pill in self._pills:
            pill.setVisible(pill in self._said and (not folded or pill is gravest))
        count = len(self._said) - 1
        self.more.setVisible(self._brief and count > 0)
        self.more.setText("Less" if self._unfolded else f"{count} more")
        hidden = [pill.accessibleName() for pill in self._said if pill is not gravest]
        self.more.setAccessibleName("Say less at the head" if self._unfolded else f"{count} more: {'. '.join(hidden)}")

    def _unfold(self) -> None:
        self._unfolded = not self._unfolded
        self._follow()
