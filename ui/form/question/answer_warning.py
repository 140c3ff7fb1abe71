"""A warning beside an answer that may be kept all the same, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.inputs import HintLine
from ui.controls.labels import TextLabel

_ROOM: Final = 2
"""Lines of the longest of these sentences beside its button, in the narrow column of the short form."""


class AnswerWarning(QWidget):
    """A sentence that speaks against an answer as it stands.

    Hidden, and without its words and its button, until there is something to say: most questions never have.
    """

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question
        self._words: HintLine | None = None
        self._stays = False
        self.offer_button: Button | None = None
        self._on_offer: Callable[[], object] | None = None
        self._complaint: tuple[TextLabel, str] | None = None
        self.hide()

    def keep_room(self) -> None:
        """Take the room of a sentence from the beginning, so that nothing moves when one is said."""
        words, button = self._parts()
        words.keep_lines(_ROOM)
        self.setMinimumHeight(button.sizeHint().height())
        self._stays = True
        self.show()

    def text(self) -> str:
        """The sentence on show, or an empty text."""
        return "" if self._words is None else self._words.text()

    def say(self, sentence: str, offer: str = "", do: Callable[[], object] | None = None) -> None:
        """Say a sentence, with something to do about it if wished; an empty one takes the warning away."""
        if not sentence and self._words is None:
            return
        news = bool(sentence) and sentence != self.text()
        words, button = self._parts()
        words.setText(sentence)
        self._on_offer = do
        button.setText(offer)
        button.setAccessibleName(f"{offer}: {self._question}" if offer else "")
        button.setVisible(bool(offer))
        self.setVisible(bool(sentence) or self._stays)
        self._leave()
        if news:
            announce(self, f"{self._question}: {sentence}")

    def leave_to(self, label: TextLabel, sentence: str) -> None:
        """Let a label say a complaint, but for what is said here already."""
        self._complaint = (label, sentence)
        self._leave()

    def _leave(self) -> None:
        if self._complaint is not None:
            label, sentence = self._complaint
            label.setText(sentence.removeprefix(self.text()).lstrip())

    def _parts(self) -> tuple[HintLine, Button]:
        if self._words is None or self.offer_button is None:
            self._words = HintLine(0)
            self._words.set_tone("caution")
            self.offer_button = Button("", "link", on_click=self._take_offer)
            self.offer_button.hide()
            row = QHBoxLayout(self)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            row.addWidget(self._words, 1)
            row.addWidget(self.offer_button, 0, Qt.AlignmentFlag.AlignTop)
        return self._words, self.offer_button

    def _take_offer(self) -> None:
        if self._on_offer is not None:
            self._on_offer()
