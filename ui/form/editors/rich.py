"""Editors for questions whose answer has parts: findings, ratings, people, numbers to ring."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.raw_answers import parts_of, text_of, words_in
from hru_advocate.domain.forms.rich_kinds import HOW_WE_KNOW
from hru_advocate.domain.phone_numbers import InvalidPhone, check_phone
from ui.controls.answer_keys import KeyBar, numbered
from ui.controls.inputs import ManyLines, OneLine, ReadLine, WordsBox, bare
from ui.controls.labels import field_label
from ui.controls.theme import theme
from ui.form.editor import Editor, EditorContext
from ui.form.editors.moments import MomentLine
from ui.form.editors.plain import FiveKeys, anchor_of


class FindingEditor(FiveKeys):
    """An editor of something that may be happening. A yes opens when last, how we know, the words and the fact."""

    def __init__(self, asked: Field, context: EditorContext) -> None:
        super().__init__(asked, context)
        self._details: FindingDetails | None = None
        self._kept: dict[str, Any] = {}
        self.changed.connect(self._follow)

    @property
    def details(self) -> FindingDetails:
        """The parts below the keys, built when they are first needed."""
        if self._details is None:
            self._details = FindingDetails(self.context)
            self._details.show_parts(self._kept)
            self._details.changed.connect(self.changed)
            column = self.body.layout()
            if column is not None:
                column.addWidget(self._details)
        return self._details

    def read(self) -> object:
        """``present`` with what was said of it; parts typed under a yes are kept while it stands at no."""
        present = self.present
        if present is None:
            return None
        parts = self._details.parts() if self._details else self._kept
        return {"present": present, **parts} if parts and present else {"present": present}

    def put(self, value: object) -> None:
        parts = parts_of(value, "present")
        super().put(parts.pop("present", parts.pop("value", None)))
        self._kept = parts
        if self._details is not None:
            self._details.show_parts(parts)
        self._follow()

    def _follow(self) -> None:
        if self.present:
            self.details.show()
        elif self._details is not None:
            self._details.hide()


class FindingDetails(QWidget):
    """The details of a yes: when last, how we know, in her or his words, and as fact."""

    changed = Signal()

    def __init__(self, context: EditorContext) -> None:
        super().__init__()
        self.last = MomentLine(context.now)
        self.how = KeyBar(numbered(HOW_WE_KNOW.items()), several=True)
        self.words, self.fact = WordsBox(), ManyLines(2)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 8, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        parts: tuple[tuple[str, QWidget], ...] = (
            ("When last", self.last),
            ("How we know", self.how),
            (context.say("In her or his words"), self.words),
            ("What I saw or was told, as fact", self.fact),
        )
        for position, (words, widget) in enumerate(parts):
            grid.addWidget(field_label(words, widget), position * 2, 0)
            grid.addWidget(widget, position * 2 + 1, 0)
        self.how.name_inputs("How we know")
        self.last.line.line.setAccessibleName("When last")
        self.last.typed.connect(self.changed)
        self.how.changed.connect(self.changed)
        self.words.textChanged.connect(self.changed)
        self.fact.textChanged.connect(self.changed)

    def parts(self) -> dict[str, Any]:
        """Read what was typed, by part; empty parts are left out."""
        found = {
            "last": self.last.raw(),
            "how": list(self.how.pressed),
            "words": self.words.words(),
            "fact": self.fact.words(),
        }
        return {part: value for part, value in found.items() if value}

    def show_parts(self, parts: dict[str, Any]) -> None:
        """Show what was kept."""
        self.last.show_moment(parts.get("last"))
        self.how.press(words_in(parts.get("how")))
        self.words.show_words(text_of(parts.get("words")))
        self.fact.show_words(text_of(parts.get("fact")))


class RatingEditor(Editor):
    """An editor of how much help is needed, 0 to 4, in the anchors' words: the person's rating, then the advocate's."""

    def __init__(self, asked: Field, context: EditorContext) -> None:
        super().__init__(asked, context)
        self.bar = KeyBar([(str(rating), anchor_of(asked, rating), str(rating)) for rating in range(5)], sentences=True)
        self.beside = QWidget()
        self.advocate = KeyBar([(str(rating), "", str(rating)) for rating in range(5)])
        self.words = WordsBox()
        row = QVBoxLayout(self.beside)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(4)
        for label, widget in (
            ("Your own rating beside it, if it differs (0 no help needed, 4 most)", self.advocate),
            (context.say("In her or his words"), self.words),
        ):
            row.addWidget(field_label(label, widget))
            row.addWidget(widget)
        self.advocate.name_inputs("Your own rating beside it")
        column = bare(self.body)
        column.addWidget(self.bar)
        column.addWidget(self.beside)
        self.beside.hide()
        self.bar.changed.connect(self._take)
        self.advocate.changed.connect(self.changed)
        self.words.textChanged.connect(self.changed)

    def read(self) -> object:
        """The number alone, or the parts when there is more than the number; nothing while the person has not rated."""
        if not self.bar.pressed:
            return None
        own = self.advocate.pressed
        parts: dict[str, object] = {"value": int(self.bar.pressed[0])}
        if own:
            parts["advocate"] = int(own[0])
        if self.words.words():
            parts["words"] = self.words.words()
        return parts

    def put(self, value: object) -> None:
        parts = parts_of(value, "value")
        self.bar.press((text_of(parts.get("value")),))
        self.advocate.press((text_of(parts.get("advocate")),))
        self.words.show_words(text_of(parts.get("words")))
        self.beside.setVisible(bool(self.bar.pressed))

    def name_inputs(self, words: str) -> None:
        self.bar.name_inputs(words)

    def take_focus(self) -> None:
        self.bar.take_focus()

    def _take(self) -> None:
        self.beside.setVisible(bool(self.bar.pressed))
        self.changed.emit()


class PersonEditor(Editor):
    """A name, and what they are to the victim."""

    def __init__(self, asked: Field, context: EditorContext) -> None:
        super().__init__(asked, context)
        self.name, self.relation = OneLine("Name"), OneLine("Who they are to the victim")
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for line in (self.name, self.relation):
            row.addWidget(line, 1)
            line.textEdited.connect(self.changed)
        self.setFocusProxy(self.name)

    def read(self) -> object:
        parts = {"name": self.name.text(), "relation": self.relation.text()}
        return {part: text for part, text in parts.items() if text} or None

    def put(self, value: object) -> None:
        parts = parts_of(value, "name")
        self.name.show_text(text_of(parts.get("name")))
        self.relation.show_text(text_of(parts.get("relation")))

    def name_inputs(self, words: str) -> None:
        self.name.setAccessibleName(f"{words}: name")
        self.relation.setAccessibleName(f"{words}: who they are to the victim")


class PhoneEditor(Editor):
    """A telephone number; how it will be kept, and any warning about it, stands below while it is typed."""

    def __init__(self, asked: Field, context: EditorContext) -> None:
        super().__init__(asked, context)
        self.line = ReadLine(_say_number, widest=theme().px(320), lines=2)
        self.line.typed.connect(self.changed)
        bare(self.body).addWidget(self.line)
        self.setFocusProxy(self.line)

    def read(self) -> object:
        return self.line.text() or None

    def put(self, value: object) -> None:
        self.line.show_text(text_of(value))

    def name_inputs(self, words: str) -> None:
        self.line.line.setAccessibleName(words)


def _say_number(text: str) -> tuple[str, bool]:
    try:
        phone = check_phone(text)
    except InvalidPhone:
        return "", False
    shown = "" if phone.shown == text.strip() else phone.shown
    return " · ".join(part for part in (shown, phone.warning) if part), not phone.warning
