"""Editors for questions whose answer is one plain thing: words, yes or no, a choice, a number."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout

from hru_advocate.domain.forms.answers import STATES, AnswerState, Asking
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.kinds import KIND_OF
from hru_advocate.domain.forms.raw_answers import text_of, words_in
from hru_advocate.errors import AdvocateError
from ui.controls.answer_keys import KeyBar, Keys, numbered
from ui.controls.inputs import ManyLines, OneLine, ReadLine, WordsBox, bare
from ui.controls.theme import theme
from ui.controls.tick_boxes import Dropdown
from ui.form.editor import REASONS, Editor, EditorContext

FEW: Final = 9
"""Up to this many choices lie open as keys; more go into a list."""
FIVE_KEYS: Final[Keys] = (
    ("yes", "Yes", "1"),
    ("no", "No", "2"),
    *((state, words, str(number)) for number, (state, words) in enumerate(REASONS, start=3)),
)


class LineEditor(Editor):
    """One line of words."""

    def __init__(self, asked: Field, context: EditorContext) -> None:
        super().__init__(asked, context)
        self.line = OneLine()
        bare(self.body).addWidget(self.line)
        if asked.offers and context.offered:
            self.line.offer(context.offered)
            self.line.chosen.connect(self.changed)
        self.line.textEdited.connect(self.changed)
        self.setFocusProxy(self.line)

    def read(self) -> object:
        return self.line.text() or None

    def put(self, value: object) -> None:
        self.line.show_text(text_of(value))

    def name_inputs(self, words: str) -> None:
        self.line.setAccessibleName(words)


class BoxEditor(Editor):
    """Several lines of words."""

    def __init__(self, asked: Field, context: EditorContext) -> None:
        super().__init__(asked, context)
        self.box = WordsBox() if asked.kind == "words" else ManyLines(3 if asked.kind == "address" else 2)
        bare(self.body).addWidget(self.box)
        self.box.textChanged.connect(self.changed)
        self.setFocusProxy(self.box)

    def read(self) -> object:
        return self.box.words() or None

    def put(self, value: object) -> None:
        self.box.show_words(text_of(value))

    def name_inputs(self, words: str) -> None:
        self.box.setAccessibleName(words)


class FiveKeys(Editor):
    """Yes, no, and the three reasons there is neither: one key each, 1 to 5."""

    five_keys = True

    def __init__(self, asked: Field, context: EditorContext) -> None:
        super().__init__(asked, context)
        self.bar = KeyBar(FIVE_KEYS[:2] if asked.value_only else FIVE_KEYS)
        self.bar.changed.connect(self._take)
        bare(self.body).addWidget(self.bar)
        self.setFocusProxy(self.bar)

    @property
    def present(self) -> bool | None:
        """Yes, no, or neither."""
        down = self.bar.pressed
        return {"yes": True, "no": False}.get(down[0]) if down else None

    def show_reason(self) -> None:
        """The keys themselves show the reason."""
        if self._reason:
            self.bar.press((self._reason,))
        elif self.present is None:
            self.bar.press(())

    def read(self) -> object:
        return self.present

    def put(self, value: object) -> None:
        words = {"True": "yes", "yes": "yes", "present": "yes", "False": "no", "no": "no", "absent": "no"}
        self.bar.press((words.get(str(value), ""),))

    def name_inputs(self, words: str) -> None:
        self.bar.name_inputs(words)

    def take_focus(self) -> None:
        self.bar.take_focus()

    def _take(self) -> None:
        down = self.bar.pressed
        self._reason = reason_among(down)
        self.changed.emit()


class ChoiceEditor(Editor):
    """One of the choices: open as keys while they are few, in a list when they are many."""

    def __init__(self, asked: Field, context: EditorContext) -> None:
        super().__init__(asked, context)
        choices = tuple((choice.id, choice.label) for choice in asked.choices)
        self.bar = KeyBar(numbered(choices)) if len(choices) <= FEW else None
        self.list = None if self.bar else Dropdown(asked.label, (("", "Choose"), *choices))
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        if self.bar:
            row.addWidget(self.bar)
            self.bar.changed.connect(self.changed)
        if self.list:
            row.addWidget(self.list)
            row.addStretch(1)
            self.list.activated.connect(lambda _index: self.changed.emit())
            self.setFocusProxy(self.list)

    def read(self) -> object:
        if self.bar:
            return next(iter(self.bar.pressed), None)
        return (self.list.chosen() or None) if self.list else None

    def put(self, value: object) -> None:
        if self.bar:
            self.bar.press(words_in(value))
        elif self.list:
            self.list.choose(text_of(value))

    def name_inputs(self, words: str) -> None:
        if self.bar:
            self.bar.name_inputs(words)
        elif self.list:
            self.list.setAccessibleName(words)

    def take_focus(self) -> None:
        if self.bar:
            self.bar.take_focus()
        else:
            super().take_focus()


class ChoicesEditor(Editor):
    """Any number of the choices, as keys that stay down."""

    def __init__(self, asked: Field, context: EditorContext) -> None:
        super().__init__(asked, context)
        self._none = False
        self.bar = KeyBar(numbered((choice.id, choice.label) for choice in asked.choices), several=True)
        self.bar.changed.connect(self._take)
        bare(self.body).addWidget(self.bar)

    def read(self) -> object:
        """The choices; an answer of *none of these* that was shown stays one until a key is pressed."""
        return list(self.bar.pressed) or ([] if self._none else None)

    def put(self, value: object) -> None:
        self._none = isinstance(value, (list, tuple)) and not value
        self.bar.press(words_in(value))

    def name_inputs(self, words: str) -> None:
        self.bar.name_inputs(words)

    def take_focus(self) -> None:
        self.bar.take_focus()

    def _take(self) -> None:
        self._none = False
        self.changed.emit()


class ScaleEditor(Editor):
    """0 to 4, or the field's own limits: a key each, with the anchors in words where the form has them."""

    def __init__(self, asked: Field, context: EditorContext) -> None:
        super().__init__(asked, context)
        least = asked.least if asked.least is not None else 0
        most = min(asked.most if asked.most is not None else 4, 9)
        anchored = bool(asked.anchors)
        keys = [
            (str(number), anchor_of(asked, number) if anchored else "", str(number))
            for number in range(least, most + 1)
        ]
        self.bar = KeyBar(keys, sentences=anchored)
        self.bar.changed.connect(self.changed)
        bare(self.body).addWidget(self.bar)

    def read(self) -> object:
        down = self.bar.pressed
        return int(down[0]) if down else None

    def put(self, value: object) -> None:
        self.bar.press((text_of(value),))

    def name_inputs(self, words: str) -> None:
        self.bar.name_inputs(words)

    def take_focus(self) -> None:
        self.bar.take_focus()


class NumberEditor(Editor):
    """A whole number."""

    def __init__(self, asked: Field, context: EditorContext) -> None:
        super().__init__(asked, context)
        self.line = ReadLine(self._say, widest=theme().px(220))
        self.line.typed.connect(self.changed)
        bare(self.body).addWidget(self.line)
        self.setFocusProxy(self.line)

    def read(self) -> object:
        text = self.line.text()
        return int(text) if text.isascii() and text.isdigit() and len(text) <= FEW else text or None

    def put(self, value: object) -> None:
        self.line.show_text(text_of(value))

    def name_inputs(self, words: str) -> None:
        self.line.line.setAccessibleName(words)

    def _say(self, text: str) -> tuple[str, bool]:
        return say_unless_wrong(self.asked, text, self.context, same="")


def anchor_of(asked: Field, number: int) -> str:
    """The anchor's words, or the bare number where the form has none for it."""
    return asked.anchors[number] if 0 <= number < len(asked.anchors) else str(number)


def reason_among(pressed: tuple[str, ...]) -> AnswerState | None:
    """The reason among pressed keys."""
    return next((state for state in STATES if state in pressed), None)


def say_unless_wrong(asked: Field, text: str, context: EditorContext, *, same: str) -> tuple[str, bool]:
    """Say how a text will be kept, or what is wrong with it; nothing while it fits its question as it stands.

    ``same`` is said when the checked value is spelled as it was typed.
    """
    kind = KIND_OF[asked.kind]
    try:
        value = kind.check(asked, text, Asking(context.now()))
    except AdvocateError:
        return "", False
    words = kind.in_words(asked, value)
    return (same if words == text.strip() else words), True
