"""What every editor can do: show an answer, hand it back, keep a reason why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import msgspec
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hru_advocate.domain.answers import STATES, Answer, State
from hru_advocate.domain.fields import Field, Linked

REASONS: Final[tuple[tuple[State, str], ...]] = (
    ("not_known", "Not known"),
    ("declined", "Declined"),
    ("unsafe_to_ask", "Not now or unsafe"),
)
"""The reasons there is no answer, in the order of the keys 3, 4 and 5."""

Named = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What editors may know beyond their question: the time, and the product's words for what links can name."""

    now: Callable[[], datetime]
    links: Mapping[Linked, Named] = field(default_factory=dict)

    def known(self) -> frozenset[str]:
        """Every id that a link may name here."""
        return frozenset(one for choices in self.links.values() for one, _ in choices)


class Editor(QWidget):
    """One question's answer on the screen. Subclasses put their inputs into ``body``.

    What goes in and out is a *raw* answer: ``None`` for not asked, ``{"state": …}`` for a reason, otherwise the
    plain value that the domain's check takes, even when it does not fit yet.
    """

    changed = Signal()
    five_keys = False
    """Whether the reasons are keys of the editor itself (yes, no and the three reasons)."""

    def __init__(self, asked: Field, around: Surroundings) -> None:
        super().__init__()
        self.asked = asked
        self.around = around
        self._reason: State | None = None
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
    def reason(self) -> State | None:
        """Why there is no answer, if that was said."""
        return self._reason

    def set_reason(self, reason: State | None) -> None:
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

    def call(self, words: str) -> None:
        """Give the inputs their accessible names: the question, and what each part is."""
        self.setAccessibleName(words)

    def take_focus(self) -> None:
        """Put the keyboard into the first input."""
        self.setFocus()

    def inner(self, path: str) -> QWidget | None:
        """The frame of an inner question by its path, such as ``2.text``; only groups have any."""
        del path
        return None


def plain_answer(asked: Field, given: object) -> object:
    """A raw answer out of an ``Answer`` or a raw one: ``None``, ``{"state": reason}``, or the plain value.

    What a draft holds may not fit its question yet; it is shown as it was typed.
    """
    if isinstance(given, Answer):
        given = {"state": given.state, "value": given.value}
    if isinstance(given, Mapping) and given.get("state") in STATES:
        if given["state"] != "answered":
            return None if given["state"] == "not_asked" else {"state": given["state"]}
        given = given.get("value")
    if asked.kind == "group":
        rows = [given] if isinstance(given, Mapping) else given
        return [plain_row(asked, row) for row in rows] if isinstance(rows, (list, tuple)) else None
    plain = msgspec.to_builtins(given)
    return list(plain) if isinstance(plain, tuple) else plain


def plain_row(asked: Field, row: object) -> dict[str, object]:
    """A row of a group with each answer raw; what was not asked is left out."""
    if not isinstance(row, Mapping):
        return {}
    inner = {one.id: plain_answer(one, row[one.id]) for one in asked.fields if one.id in row}
    return {key: value for key, value in inner.items() if value is not None}


def reason_in(value: object) -> State | None:
    """The reason a raw answer states, if it states one."""
    state = value.get("state") if isinstance(value, Mapping) else None
    return next((known for known in STATES[1:] if known == state), None)


def text_of(value: object) -> str:
    """What a draft held, as text for an input; anything that is no plain value is left out."""
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""


def parts_of(value: object, main: str) -> dict[str, Any]:
    """A raw answer with parts; a bare value is its main part."""
    if isinstance(value, Mapping):
        return dict(value)
    return {} if value is None else {main: value}


def words_in(value: object) -> Iterator[str]:
    """The texts of a list answer; a bare text is a list of one."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        yield from (part for part in value if isinstance(part, str))
