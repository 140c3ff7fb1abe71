"""A message in its place on the page, instead of a box in the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
)

from ui.controls.announcements import announce, sentence_for
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, restyle

if TYPE_CHECKING:
    from ui.controls.pills import Shape
    from ui.controls.signs import Sign
    from ui.controls.theme import Tone

_SIGNS: Final[dict[Tone, Shape]] = {
    "danger": "triangle", "caution": "triangle", "fine": "tick", "accent": "dot", "quiet": "dot",
}  # fmt: skip


class _Parts(NamedTuple):
    sign: Sign
    words: TextLabel
    action: Button
    close: Button


class Banner(QFrame):
    """Says what happened, what is safe and what to do; a screen reader speaks it. Hidden until there is something."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName("Message")
        self._parts: _Parts | None = None
        self._on_action: Callable[[], object] | None = None
        self.hide()

    def show_late(self, error: BaseException) -> None:
        """Say why something could not be done that was asked for on a page which is no longer there to say it."""
        self.show_message(f"Of a page you have left: {sentence_for(error)}", "danger")

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
        parts = self._parts = self._parts or self._lay_out()
        parts.words.setText(words)
        parts.sign.set_sign(_SIGNS[tone], tone)
        self._on_action = on_action
        parts.action.setText(action)
        parts.action.setAccessibleName(action.replace("&", "") or "No action")
        parts.action.setVisible(bool(action))
        parts.close.setVisible(closes)
        self.setProperty("tone", tone)
        restyle(self)
        self.show()
        announce(self, words, urgent=tone == "danger")

    def show_done(self, words: str, notices: Sequence[str]) -> None:
        """Say that something is done, and what has to be known beside it; it is fine only where that is nothing."""
        self.show_message(" ".join((words, *notices)), "caution" if notices else "fine")

    def text(self) -> str:
        """The sentence on show; empty while hidden."""
        return "" if self.isHidden() or self._parts is None else self._parts.words.text()

    def clear(self) -> None:
        """Take the message away."""
        self.hide()

    def _lay_out(self) -> _Parts:
        """Make what it is told in: every page has a banner, and few ever say anything."""
        from ui.controls.signs import Sign

        parts = _Parts(
            Sign("dot", "accent"),
            TextLabel(),
            Button("", "link", on_click=self._act),
            Button("Close", "link", on_click=self.clear),
        )
        parts.words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(10)
        for part in parts:
            row.addWidget(part, 1 if part is parts.words else 0)
        return parts

    def _act(self) -> None:
        on_action = self._on_action
        self.clear()
        if on_action is not None:
            on_action()
