"""A warning beside an answer that may be kept all the same, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel
from ui.controls.layout.flow_layout import flowing


class AnswerWarning(QWidget):
    """A sentence that speaks against an answer as it stands. Hidden until there is something to say."""

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question
        self._words = TextLabel("", "quiet", tone="caution")
        self._on_offer: Callable[[], object] | None = None
        self.offer_button = Button("", "link", on_click=self._take_offer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._words)
        column.addWidget(flowing(self.offer_button))
        self.hide()

    def text(self) -> str:
        """The sentence on show, or an empty text."""
        return self._words.text()

    def say(self, sentence: str, offer: str = "", do: Callable[[], object] | None = None) -> None:
        """Say a sentence, with something to do about it if wished; an empty one takes the warning away."""
        news = bool(sentence) and sentence != self.text()
        self._words.setText(sentence)
        self._on_offer = do
        self.offer_button.setText(offer)
        self.offer_button.setAccessibleName(f"{offer}: {self._question}" if offer else "")
        self.offer_button.setVisible(bool(offer))
        self.setVisible(bool(sentence))
        if news:
            announce(self, f"{self._question}: {sentence}")

    def _take_offer(self) -> None:
        if self._on_offer is not None:
            self._on_offer()
