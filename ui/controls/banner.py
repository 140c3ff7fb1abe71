"""A message in its place on the page, instead of a box in the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
)

from ui.controls.announcements import announce, sentence_for
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, restyle
from ui.controls.pills import Shape
from ui.controls.signs import Sign
from ui.controls.theme import Tone

_SIGNS: Final[dict[Tone, Shape]] = {
    "danger": "triangle", "caution": "triangle", "fine": "tick", "accent": "dot", "quiet": "dot",
}  # fmt: skip


class Banner(QFrame):
    """Says what happened, what is safe and what to do; a screen reader speaks it. Hidden until there is something."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName("Message")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(10)
        self._sign = Sign("dot", "accent")
        self._words = TextLabel()
        self._words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._action = Button("", "link", on_click=self._act)
        self._close = Button("Close", "link", on_click=self.clear)
        self._on_action: Callable[[], object] | None = None
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self.hide()

    def show_error(self, error: BaseException) -> None:
        """Say what an error means."""
        self.show_message(sentence_for(error), "danger")

    def show_message(
        self,
        words: str,
        tone: Tone = "accent",
        *,
        action: str = "",
        on_action: Callable[[], object] | None = None,
        closes: bool = True,
    ) -> None:
        """Show a sentence in a tone, if wished with one thing to do about it."""
        self._words.setText(words)
        self._sign.set_sign(_SIGNS[tone], tone)
        self._on_action = on_action
        self._action.setText(action)
        self._action.setAccessibleName(action.replace("&", "") or "No action")
        self._action.setVisible(bool(action))
        self._close.setVisible(closes)
        self.setProperty("tone", tone)
        restyle(self)
        self.show()
        announce(self, words, urgent=tone == "danger")

    def text(self) -> str:
        """The sentence on show; empty while hidden."""
        return "" if self.isHidden() else self._words.text()

    def clear(self) -> None:
        """Take the message away."""
        self.hide()

    def _act(self) -> None:
        on_action = self._on_action
        self.clear()
        if on_action is not None:
            on_action()
