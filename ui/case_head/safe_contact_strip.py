"""The strip at the head of a case: how and when it is safe to get in touch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QSizePolicy, QWidget

from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, restyle
from ui.controls.layout.flow_layout import flowing
from ui.controls.pills import Pill, Shape
from ui.controls.signs import Sign
from ui.controls.theme import Tone, theme

if TYPE_CHECKING:
    from hru_advocate.domain.people.contact_now import SafeNow, Safety

_TONES: Final[dict[Safety, tuple[Tone, Shape]]] = {
    "now": ("fine", "tick"),
    "later": ("caution", "dash"),
    "not_now": ("caution", "dash"),
    "ask_first": ("caution", "dash"),
    "never": ("danger", "cross"),
    "unknown": ("danger", "triangle"),
}
"""Colour of each answer to "may I ring now", and the shape that says the same without colour."""


_ON_ONE_LINE: Final = 380
"""Pixels, at ordinary type, that a word for this moment has on one line; a longer one goes on in the next."""


def safety_look(safe: SafeNow) -> tuple[Tone, Shape]:
    """The colour and shape of an answer; never that of *go on* for a closed case, nor where something else decides."""
    return _TONES["ask_first" if (safe.closed or safe.read_first) and safe.safety == "now" else safe.safety]


def safety_pill(safe: SafeNow) -> Pill:
    """The word of the safe contact rules at this moment: the way that is open, or why none is."""
    tone, shape = safety_look(safe)
    pill = Pill(safe.word, tone, shape)
    pill.setAccessibleName(safe.short)
    return pill


def rules_below(safe: SafeNow) -> str:
    """The words below the pill: what not to do all the same, then the rules."""
    return f"{_sentence(safe.limit)} {safe.rules}" if safe.limit else safe.rules


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


class SafeStrip(QFrame):
    """The rules, with the word for this moment in front.

    ``folded``, and always in large type, they are one key away: whole, they would leave little room for anything else.
    A screen reader hears them all the same.
    """

    def __init__(self, *, folded: bool = False) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._sign = Sign("dot", "quiet")
        self._short = TextLabel("", "strong")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._short.setSizePolicy(policy)
        self._rules = TextLabel("")
        self._never = ""
        self._more = Button("Show rules", "link", on_click=self._unfold)
        self._folded = folded or theme().large
        self._outer = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._outer.setContentsMargins(12, 8, 12, 8)
        self._outer.setSpacing(10)
        self._line: QLayout
        if self._folded:
            self._fold()
        else:
            self._lay_out()

    def add_action(self, button: QWidget) -> None:
        """Put a button at the end of the rules, or below them where the line is short."""
        self._line.addWidget(button)
        if not self._folded:
            self._line.setAlignment(button, Qt.AlignmentFlag.AlignTop)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._short, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._rules, 1)
        self._outer.addLayout(row, 1)
        self._outer.setAlignment(row, Qt.AlignmentFlag.AlignVCenter)
        self._line = QHBoxLayout()
        self._line.setSpacing(4)
        self._line.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._outer.addLayout(self._line)

    def _fold(self) -> None:
        word = QWidget()  # the sign never stands on a line without its word
        beside = QHBoxLayout(word)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        beside.addWidget(self._short, 1)
        holder = flowing(word, self._more)
        self._line = cast("QLayout", holder.layout())
        self._outer.setDirection(QBoxLayout.Direction.TopToBottom)
        self._outer.addWidget(holder)
        self._outer.addWidget(self._rules)
        self._rules.hide()

    def reveal(self, rules: str) -> None:
        """Show the rules in full, with the number."""
        self._rules.setText(rules, self._never)
        self.setAccessibleName(f"Safe contact in full: {rules}")
        if self._folded and self._rules.isHidden():
            self._unfold()

    def _unfold(self) -> None:
        self._rules.setVisible(self._rules.isHidden())
        self._more.setText("Show rules" if self._rules.isHidden() else "Hide rules")

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = self._folded or event.size().width() < theme().px(800)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._outer.direction() != way:
            self._outer.setDirection(way)
        super().resizeEvent(event)

    def show_safe(self, safe: SafeNow) -> None:
        """Show what the rules say for this moment."""
        tone, shape = safety_look(safe)
        self._sign.set_sign(shape, tone)
        short = _sentence(safe.short)
        self._short.setText(short)
        self._short.setMinimumWidth(min(self._short.sizeHint().width(), theme().px(_ON_ONE_LINE)))
        self._never = safe.never
        self._rules.setText(safe.rules, self._never)
        self.setProperty("tone", tone)
        self.setAccessibleName(f"Safe contact: {short} {safe.rules}")
        restyle(self)
