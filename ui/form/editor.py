"""An editor of one answer: it shows an answer, hands it back, keeps a reason why there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hru_advocate.domain.forms.answers import AnswerState, Asking
from hru_advocate.domain.forms.fields import Field, Linked
from hru_advocate.domain.forms.pronouns import Pronoun, spoken_of
from hru_advocate.domain.forms.raw_answers import plain_answer, reason_in
from ui.controls.names import Names

REASONS: Final[tuple[tuple[AnswerState, str], ...]] = (
    ("not_known", "Not known"),
    ("declined", "Declined"),
    ("unsafe_to_ask", "Not now or unsafe"),
)
"""The reasons there is no answer, in the order of the keys 3, 4 and 5."""

LinkChoices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EditorContext:
    """Knowledge beyond the question: the time, words for what links can name, the pronoun, names in sight or not."""

    now: Callable[[], datetime]
    links: Mapping[Linked, LinkChoices] = field(default_factory=dict)
    pronoun: Pronoun = ""
    names: Names = field(default_factory=Names)
    offered: tuple[str, ...] = ()
    """The names of ours that are offered where one is asked."""
    known: frozenset[str] = field(init=False)
    """Every id that a link may name here: a plan asks for each of its measures."""

    def __post_init__(self) -> None:
        ids = frozenset(link_id for choices in self.links.values() for link_id, _ in choices)
        object.__setattr__(self, "known", ids)

    def say(self, words: str) -> str:
        """Speak of the person of the case with the pronoun that is known."""
        return spoken_of(words, self.pronoun)

    def asking(self) -> Asking:
        """Give what a check of answers may know of this moment."""
        return Asking(self.now(), self.known)


class Editor(QWidget):
    """One question's answer on the screen. Subclasses put their inputs into ``body``.

    What goes in and out is a *raw* answer: ``None`` for not asked, ``{"state": …}`` for a reason, otherwise the
    plain value that the domain's check takes, even when it does not fit yet.
    """

    changed = Signal()
    five_keys = False
    """True where the reasons are keys of the editor itself (yes, no and the three reasons)."""

    def __init__(self, asked: Field, context: EditorContext) -> None:
        super().__init__()
        self.asked = asked
        self.context = context
        self._reason: AnswerState | None = None
        self.body = QWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.body)

    def raw(self) -> object:
        """The answer as it stands, for a draft or for saving."""
        return {"state": self._reason} if self._reason else self.read()

    def fill(self, given: object) -> None:
        """Show an answer: an ``Answer`` or a raw one. Nothing is announced as changed."""
        value = plain_answer(self.asked, given)
        with QSignalBlocker(self):
            reason = reason_in(value)
            self.set_reason(reason)
            if reason is None:
                self.put(value)

    @property
    def reason(self) -> AnswerState | None:
        """The reason there is no answer, if that was said."""
        return self._reason

    def set_reason(self, reason: AnswerState | None) -> None:
        """Say why there is no answer, or go back to answering."""
        if reason != self._reason:
            self._reason = reason
            self.show_reason()
            self.changed.emit()

    def show_reason(self) -> None:
        """Let the inputs follow the reason: none are needed while there is one."""
        self.body.setVisible(self._reason is None)

    def read(self) -> object:
        """The plain value in the inputs, ``None`` when they are empty."""
        raise NotImplementedError

    def put(self, value: object) -> None:
        """Show a plain value; ``None`` empties the inputs."""
        raise NotImplementedError

    def name_inputs(self, words: str) -> None:
        """Give the inputs their accessible names: the question, and what each part is."""
        self.setAccessibleName(words)

    def take_focus(self) -> None:
        """Put the keyboard into the first input."""
        self.setFocus()

    def inner(self, path: str) -> QWidget | None:
        """The frame of an inner question by its path, such as ``2.text``; only groups have any."""
        del path
        return None
