"""A strip below the plan builder, always in sight, of what has no live measure yet: how many, each one press away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hru_advocate.casework.plan.asked import Asked
from hru_advocate.casework.plan.planning import KnownRow, MeasureToReview
from ui.controls.announcements import announce
from ui.controls.buttons import Button, small_button, without_mnemonic
from ui.controls.labels import TextLabel
from ui.controls.layout.cards import empty
from ui.controls.layout.flow_layout import flowing
from ui.controls.theme import Tone, theme

NAMED: Final = 2
"""Names shown; how many more there are is said, and the next is one key away."""
AT_SIGN_OFF: Final = 3
_ALL: Final = "Everything we know of has a measure"
_COUNTED: Final = {"risk": ("risk", "risks"), "event": ("event", "events"), "need": ("need", "needs"),
                   "wish": ("wish", "wishes")}  # fmt: skip


class OpenStrip(QFrame):
    """The strip, and something to do at its end.

    ``chosen`` emits the id of an open thing, ``looked`` that of a measure that needs a look.
    """

    chosen = Signal(str)
    looked = Signal(str)

    def __init__(self, beside: QWidget) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self.setAccessibleName("Without a measure")
        self._open: tuple[KnownRow, ...] = ()
        self._asked = Asked()
        self._passed: set[str] = set()
        self._chips = QVBoxLayout()
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 4, 24, 4)
        row.addLayout(self._chips, 1)
        row.addWidget(beside)

    def show_open(self, known: Sequence[KnownRow], asked: Asked, looks: Sequence[MeasureToReview]) -> None:
        """Show what stands open, what has not been asked, and the measures that need a look."""
        self._open = tuple(row for row in known if row.mark != "covered")
        self._asked = asked
        empty(self._chips)
        told = TextLabel(self.words(), "group", tone=self.tone)
        parts: list[QWidget] = [told] if self._open else []
        named = 0 if theme().large else NAMED
        for row in self._open[:named]:
            name = small_button(without_mnemonic(_shortened(row.label)), partial(self.chosen.emit, row.id))
            name.setAccessibleName(f"Without a measure: {row.label}")
            parts.append(name)
        if len(self._open) > named:
            parts.append(self._way_on(named))
        waiting = [look for look in looks if not look.kept]
        if waiting:
            count = "1 measure needs a look" if len(waiting) == 1 else f"{len(waiting)} measures need a look"
            look = small_button(f"▲ {len(waiting)} to look at", partial(self.looked.emit, waiting[0].item))
            look.setAccessibleName(count)
            look.setProperty("tone", "caution")
            parts.append(look)
        # One line where it fits: the plan above needs the room. A sentence beside no names has the whole width for it.
        if not self._open:
            self._chips.addWidget(told)
        if parts:
            self._chips.addWidget(flowing(*parts, gap=2))

    def _way_on(self, named: int) -> Button:
        """To the first of those that are not named."""
        left = len(self._open) - named
        words = f"and {left} more" if named else "Next"
        last = self._open[named - 1].id if named else ""
        more = small_button(words, partial(self.go_on, last))
        more.setAccessibleName(f"{words} without a measure; N goes to the next")
        return more

    def words(self) -> str:
        """Say how many risks, events, needs and wishes have no live measure of their own, and how much was not asked.

        Where nothing known stands open, the conversations that were not held or not ended are named.
        """
        if self._open:
            return " · ".join(part for part in (self._counts(), self._asked.short) if part)
        told = [self._asked.words] if self._asked.words else []
        tick = "✓ " if self.calm else ""  # a tick beside what was not asked would comfort too early
        return " · ".join(told if self._asked.nothing else [f"{tick}{_ALL}", *told])

    def _counts(self) -> str:
        bare = [row for row in self._open if row.mark not in ("general", "action")]
        acted = [row for row in self._open if row.mark == "action"]
        general = [row for row in self._open if row.mark == "general"]
        parts = [f"{_counted(bare)} without a measure"] if bare else []
        parts += [f"{_counted(general)} with only general advice"] if general else []
        parts += [f"{_counted(acted)} with an action and no measure"] if acted else []
        return f"✕ {' · '.join(parts)}"

    @property
    def tone(self) -> Tone:
        """The tone its words are said in, here and at the sign-off."""
        return "danger" if self._open else "caution" if self._asked.words else "fine"

    @property
    def calm(self) -> bool:
        """True when everything was asked, and everything known has a live measure of its own."""
        return not self._open and not self._asked.words

    def sentence(self) -> str:
        """The same with names, and with the conversations that were not ended, for the sign-off."""
        names = [row.label for row in self._open[:AT_SIGN_OFF]]
        more = len(self._open) - len(names)
        named = "; ".join([*names, f"and {more} more"] if more else names)
        if not names:
            return f"{self.words()}."
        told = f" {self._asked.words}." if self._asked.words else ""
        return f"{self._counts()}: {named.rstrip('.')}.{told}"

    def go_on(self, chosen: str) -> None:
        """Choose the next open thing, or say that there is none."""
        following = self._after(chosen)
        if following:
            self.chosen.emit(following)
        else:
            announce(self, self.words())

    def _after(self, chosen: str) -> str:
        """The next open thing; those passed over come again when all were seen; nothing when none is open."""
        ids = [row.id for row in self._open]
        self._passed.add(chosen)
        following = next((known_id for known_id in ids if known_id not in self._passed), "")
        if not following:
            self._passed = {chosen}
            following = next((known_id for known_id in ids if known_id != chosen), ids[0] if ids else "")
        return following


def _counted(rows: Sequence[KnownRow]) -> str:
    counts = []
    for kind, (single, many) in _COUNTED.items():
        count = sum(1 for row in rows if row.kind == kind)
        if count:
            counts.append(f"{count} {single if count == 1 else many}")
    return ", ".join(counts)


def _shortened(label: str) -> str:
    return label if len(label) <= 24 else f"{label[:23].rstrip(' ,')}…"
