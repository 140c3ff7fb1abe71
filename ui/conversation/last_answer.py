"""The answer given last, in sight, with the key that takes it back."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QWidget

from hru_advocate.casework.records.conversation import Conversation
from hru_advocate.domain.forms.kinds import answer_in_words
from hru_advocate.domain.forms.rich_kinds import Finding
from ui.controls.buttons import Button
from ui.controls.labels import quiet
from ui.controls.names import Names
from ui.controls.signals import SignalOf, value_signal

_LETTERS: Final = 60
"""Letters of the answer that are shown."""


class Step(NamedTuple):
    """A question that was answered, and what stood there before, raw; ``None`` is not asked."""

    field: str
    before: object


class Return(NamedTuple):
    """A wish to go back to a question: to take its answer back to what stood ``before``, or to say more of it."""

    field: str
    undoing: bool
    before: object = None


class LastAnswer(QWidget):
    """One line below the question; it keeps its room while nothing was answered. ``wanted`` emits a ``Return``."""

    wanted: SignalOf[Return] = value_signal()

    def __init__(self) -> None:
        super().__init__()
        self._steps: list[Step] = []
        self._open = ""
        self.words = quiet("")
        self.more = Button("Say more of it", "link", keys="M", on_click=self._say_more)
        self.undo = Button("Undo", "link", keys="Ctrl Z", on_click=self.take_back)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStrut(36)
        row.addWidget(self.words, 1)
        for button in (self.more, self.undo):
            button.hide()
            row.addWidget(button)

    def note(self, field: str, before: object) -> None:
        """Note what stood at a question before it is answered; further typing in it is the same answer."""
        if self._open != field:
            self._open = field
            self._steps.append(Step(field, before))

    def move_on(self) -> None:
        """Another question comes in front, or the same one again: what is answered now can be taken back by itself."""
        self._open = ""

    def take_back(self) -> None:
        """Ask for the last answer to be taken back."""
        if self._steps:
            step = self._steps.pop()
            self.wanted.emit(Return(step.field, undoing=True, before=step.before))

    def show_last(self, talk: Conversation, names: Names) -> None:
        """Say what was answered last."""
        step = self._steps[-1] if self._steps else None
        self.undo.setVisible(step is not None)
        if step is None:
            self.words.setText("")
            self.more.hide()
            return
        field, given = talk.form.by_id[step.field], talk.answers.get(step.field)
        words = " ".join(answer_in_words(field, given).split()) if given is not None and given.stated else "not asked"
        words = names.hide(words)
        self.words.setText(f"{words if len(words) < _LETTERS else words[:_LETTERS].rstrip() + '…'} · {field.label}")
        tells = field.kind == "rating" or (
            given is not None and isinstance(given.value, Finding) and given.value.present
        )
        self.more.setVisible(tells and given is not None and given.given)

    def _say_more(self) -> None:
        if self._steps:
            self.wanted.emit(Return(self._steps[-1].field, undoing=False))
