"""A warning beside an answer that may be kept all the same, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel
from ui.controls.layout.flow_layout import flowing


class AnswerWarning(QWidget):
    """A sentence that speaks against an answer as it stands.

    Hidden, and without its words and its button, until there is something to say: most questions never have.
    """

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question
        self._words: TextLabel | None = None
        self.offer_button: Button | None = None
        self._on_offer: Callable[[], object] | None = None
        self.hide()

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
        self.setVisible(bool(sentence))
        if news:
            announce(self, f"{self._question}: {sentence}")

    def _parts(self) -> tuple[TextLabel, Button]:
        if self._words is None or self.offer_button is None:
            self._words = TextLabel("", "quiet", tone="caution")
            self.offer_button = Button("", "link", on_click=self._take_offer)
            column = QVBoxLayout(self)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            column.addWidget(self._words)
            column.addWidget(flowing(self.offer_button))
        return self._words, self.offer_button

    def _take_offer(self) -> None:
        if self._on_offer is not None:
            self._on_offer()
