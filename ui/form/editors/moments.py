"""Editors for when: told in words with the normal form live, a certain day, a time of day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Final

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from hru_advocate.domain.births import Birth, BirthAsTold, age_in_words, birth_in_words, read_birth
from hru_advocate.domain.forms.answers import Asking
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.kinds import KIND_OF
from hru_advocate.domain.forms.raw_answers import text_of
from hru_advocate.domain.moments import AskedDirection, Moment, day_in_words, moment_asked_for, read_again, says_an_hour
from hru_advocate.errors import AdvocateError
from ui.controls.buttons import Button
from ui.controls.inputs import ReadLine, at_most, bare
from ui.controls.layout.flow_layout import flowing
from ui.controls.theme import theme
from ui.form.editor import Editor, EditorContext
from ui.form.editors.moment_preview import normal_form

_EXAMPLE: Final = 28
"""Days from today of a day given as an example."""
AHEAD: Final = (("1 week", 7), ("2 weeks", 14), ("4 weeks", 28))
"""The days ahead that are asked for most, one press away."""


class MomentLine(QWidget):
    """A time in words, placed while it is typed: *yesterday* keeps meaning the day it meant then."""

    typed = Signal()

    def __init__(self, now: Callable[[], datetime], direction: AskedDirection = "past") -> None:
        super().__init__()
        self._now, self._direction = now, direction
        self._held: Moment | None = None
        self.line = ReadLine(self._read, "for example: about 3 am Tuesday" if direction == "past" else "")
        self.line.typed.connect(self.typed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        self._now_button = Button("Now", "link", on_click=self.say_now) if direction == "past" else None
        if self._now_button is not None:
            row.addWidget(self._now_button, 0, Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(self.line.line)

    def name_inputs(self, words: str) -> None:
        """Give the line, and the button beside it, their accessible names: a page has several that say *Now*."""
        self.line.line.setAccessibleName(words)
        if self._now_button is not None:
            self._now_button.setAccessibleName(f"Now: {words}")

    def raw(self) -> object:
        """The words with their place in time, the bare words when they could not be placed, ``None`` when empty."""
        moment = self._held
        if moment is None or not moment.told or not self.line.text().strip():
            return None  # a line that was emptied again tells of no time
        return msgspec.to_builtins(moment) if moment.start or moment.on else moment.told

    def show_moment(self, value: object) -> None:
        """Show a moment or words as they were kept."""
        parts = dict(value) if isinstance(value, Mapping) else {"told": text_of(value)}
        try:
            held = msgspec.convert(parts, Moment)
        except msgspec.ValidationError:
            held = Moment("")
        if held.told and not held.start:
            held = read_again(held, self._now(), self._direction)
        self._held = held
        self.line.show_text(held.told)
        words, sure = normal_form(held) if held.told else ("", True)
        self.line.show_normal(words, sure=sure)

    def say_now(self) -> None:
        """Take this very minute."""
        now = self._now()
        self.line.show_text(f"{day_in_words(now.date())}, {now:%H:%M}")
        self.typed.emit()

    def _read(self, text: str) -> tuple[str, bool]:
        if self._held is None or " ".join(text.split()) != self._held.told:
            self._held = moment_asked_for(text, self._now(), self._direction)
        return normal_form(self._held)


class WhenEditor(Editor):
    """An editor of when something happened, as told."""

    def __init__(self, asked: Field, context: EditorContext) -> None:
        super().__init__(asked, context)
        self.moment = MomentLine(context.now, asked.direction)
        self.moment.setMaximumWidth(theme().px(460))
        self.moment.typed.connect(self.changed)
        bare(self.body).addLayout(at_most(self.moment))
        self.setFocusProxy(self.moment)

    def read(self) -> object:
        return self.moment.raw()

    def put(self, value: object) -> None:
        self.moment.show_moment(value)

    def name_inputs(self, words: str) -> None:
        self.moment.name_inputs(words)


def example_day(today: date, direction: AskedDirection) -> str:
    """A day as an example that would be taken: of a question about what is to come one that lies ahead."""
    return day_in_words(today + timedelta(days=_EXAMPLE if direction == "future" else -_EXAMPLE))


class DateEditor(Editor):
    """A certain day, typed as people write it; days ahead are a press away."""

    def __init__(self, asked: Field, context: EditorContext) -> None:
        super().__init__(asked, context)
        self.line = ReadLine(self._say, example_day(context.now().date(), asked.direction))
        self.line.setMinimumWidth(theme().px(180))
        self.line.setMaximumWidth(theme().px(260))
        self.line.typed.connect(self.changed)
        self.line.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        buttons = []
        if asked.direction == "future":
            for words, days in AHEAD:
                button = Button(words, "link")
                button.setProperty("days", days)
                button.clicked.connect(self._ahead)
                buttons.append(button)
        else:
            buttons.append(Button("Today", "link", on_click=self._today))
        self._buttons = tuple(buttons)
        bare(self.body).addWidget(flowing(self.line, *buttons, gap=4, level=True))
        self.setFocusProxy(self.line)

    def read(self) -> object:
        """The day as ISO text, or the words as they stand when no day is certain."""
        day = self._day(self.line.text())
        return day.isoformat() if day else self.line.text() or None

    def put(self, value: object) -> None:
        text = text_of(value)
        with suppress(ValueError):  # words that are no certain day yet stay as they were typed
            text = day_in_words(date.fromisoformat(text))
        self.line.show_text(text)

    def name_inputs(self, words: str) -> None:
        self.line.line.setAccessibleName(words)
        for button in self._buttons:
            button.setAccessibleName(f"{button.text()}: {words}")

    def _ahead(self) -> None:
        self._take(int(self.sender().property("days")))

    def _today(self) -> None:
        self._take(0)

    def _take(self, days: int) -> None:
        self.line.show_text(day_in_words(self.context.now().date() + timedelta(days=days)))
        self.changed.emit()

    def _day(self, text: str) -> date | None:
        try:
            day: date = KIND_OF["date"].check(self.asked, text, Asking(self.context.now()))
        except AdvocateError:
            return None
        return day

    def _say(self, text: str) -> tuple[str, bool]:
        day = self._day(text)
        if day:
            return day_in_words(day, weekday=True), True
        hour = says_an_hour(text, self.context.now())
        return "A day without an hour." if hour else "No day can be made out yet.", False


class BornEditor(Editor):
    """The birth of somebody: a day, an age or a year; *34* keeps meaning what it meant when it was typed."""

    def __init__(self, asked: Field, context: EditorContext) -> None:
        super().__init__(asked, context)
        self._held: Birth | None = None
        self._shown = ""
        self.line = ReadLine(self._say, "14 Jun 1985, 34, about 1965", widest=theme().px(260))
        self.line.typed.connect(self.changed)
        bare(self.body).addWidget(self.line)
        self.setFocusProxy(self.line)

    def read(self) -> object:
        """The day as ISO text, the parts of what was told, or the words as they stand when they say neither."""
        born = self._born(self.line.text())
        return msgspec.to_builtins(born) if born else self.line.text() or None

    def put(self, value: object) -> None:
        try:
            self._held = msgspec.convert(value, Birth)
        except msgspec.ValidationError:  # words that are no birth yet stay as they were typed
            self._held = None
        if isinstance(self._held, BirthAsTold):
            self._shown = self._held.told
        else:
            self._shown = day_in_words(self._held) if self._held else text_of(value)
        self.line.show_text(self._shown)

    def name_inputs(self, words: str) -> None:
        self.line.line.setAccessibleName(words)

    def _born(self, text: str) -> Birth | None:
        if self._held is not None and text == self._shown:
            return self._held
        return read_birth(text, self.context.now())

    def _say(self, text: str) -> tuple[str, bool]:
        born = self._born(text)
        if born is None:
            return "No day gone by, age or year can be made out yet.", False
        return f"{birth_in_words(born)} · {age_in_words(born, self.context.now().date())}", True


class TimeEditor(Editor):
    """A time of day."""

    def __init__(self, asked: Field, context: EditorContext) -> None:
        super().__init__(asked, context)
        self.line = ReadLine(self._say, "16:30", widest=theme().px(160))
        self.line.typed.connect(self.changed)
        bare(self.body).addWidget(self.line)
        self.setFocusProxy(self.line)

    def read(self) -> object:
        return self._time(self.line.text()) or self.line.text() or None

    def put(self, value: object) -> None:
        self.line.show_text(text_of(value))

    def name_inputs(self, words: str) -> None:
        self.line.line.setAccessibleName(words)

    def _time(self, text: str) -> str:
        try:
            return str(KIND_OF["time"].check(self.asked, text, Asking(self.context.now())))
        except AdvocateError:
            return ""

    def _say(self, text: str) -> tuple[str, bool]:
        found = self._time(text)
        if not found:
            return "No time can be made out yet.", False
        return ("" if found == text.strip() else found), True
