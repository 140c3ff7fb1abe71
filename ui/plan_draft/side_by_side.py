"""The plan side by side: large, in the person's words, nothing on it that is not for the person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hru_advocate.casework.plan.sheet import LIVE, PlanSheet, SheetRow, beside, said
from hru_advocate.domain.forms.raw_answers import text_of
from ui.controls.announcements import announce
from ui.controls.buttons import AnswerKey, Button
from ui.controls.inputs import WordsBox, bare
from ui.controls.keyboard.arrows import aim_of
from ui.controls.labels import Divider, field_label, heading
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.large_view import LargeView, large
from ui.controls.names import Names
from ui.form.question.name_veil import NameVeil

ANSWERS: Final = (("yes", "Yes", "Y"), ("no", "No", "N"), ("later", "Later", "L"))
_KEYS: Final = {Qt.Key.Key_Y: "yes", Qt.Key.Key_N: "no", Qt.Key.Key_L: "later"}


class SideView(LargeView):
    """Covers its screen with the plan in large type, only what is for the person.

    With ``answering`` she or he says yes, no or later to each measure: ``decided`` emits its place and the answer,
    ``worded`` its place and the words typed for it. ``without_spoken`` leaves out what is only spoken.
    """

    decided = Signal(int, str)
    worded = Signal(int, str)

    def __init__(
        self,
        over: QWidget,
        sheet: PlanSheet,
        sections: Sequence[tuple[str, str]],
        names: Names,
        *,
        answering: bool = False,
        without_spoken: bool = False,
    ) -> None:
        super().__init__(over, "The plan, side by side")
        self.parts: dict[int, MeasureAsked] = {}
        self._names = names
        words = text_of(sheet.raw().get("own_words"))
        if words:
            self.rows.addWidget(large(f"“{names.hide(words)}”", "quote"))
        for label, places in _by_section(sheet, sections, without_spoken=without_spoken):
            if label:
                self.rows.addWidget(heading(label))
            for position in places:
                self.rows.addWidget(self._part(position, sheet.rows[position], answering=answering))
                self.rows.addWidget(Divider())
        self.cover()
        first = next((part for part in self.parts.values()), None)
        if first is not None:
            first.setFocus()

    def _part(self, position: int, row: SheetRow, *, answering: bool) -> QWidget:
        part = MeasureAsked(row, self._names, answering=answering)
        if answering:
            part.decided.connect(partial(self.decided.emit, position))
            part.worded.connect(partial(self.worded.emit, position))
            part.stepped.connect(partial(self._step, position))
            self.parts[position] = part
        return part

    def _step(self, position: int, by: int) -> None:
        places = list(self.parts)
        aim = places.index(position) + by
        if 0 <= aim < len(places):
            part = self.parts[places[aim]]
            part.setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(part, 0, 48)


class MeasureAsked(QFrame):
    """One measure in large type. Y, N and L answer it, W opens a box for her or his own words.

    ``stepped`` emits -1 or 1 for the measure before or after this one.
    """

    decided = Signal(str)
    worded = Signal(str)
    stepped = Signal(int)

    def __init__(self, row: SheetRow, names: Names, *, answering: bool) -> None:
        super().__init__()
        self._names = names
        self.setProperty("role", "plan_row")
        self._row = row
        self.keys: dict[str, AnswerKey] = {}
        self.box = WordsBox()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        self._said, self._beside = large(""), large("", "quote")
        column.addWidget(self._said)
        column.addWidget(self._beside)
        self._show_words()
        names.follow(self._show_words)
        if answering:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            column.addWidget(self._answers())
            column.addWidget(self._words_part())
        self.show_answer(text_of(row.get("decision")))

    def show_answer(self, decision: str) -> None:
        """Show what was answered; it can be changed at any time."""
        for choice, key in self.keys.items():
            with QSignalBlocker(key):
                key.setChecked(choice == decision)
        answer = {choice: words for choice, words, _key in ANSWERS}.get(decision, "")
        self.setAccessibleName(
            f"{self._names.hide(said(self._row))[:200]} {f'Answer: {answer}.' if answer else ''}".strip()
        )

    def open_words(self) -> None:
        """Open the box for her or his own words."""
        self._part.show()
        self._veil.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        decision = _KEYS.get(Qt.Key(event.key()))
        answer = aim_of(event, list(self.keys.values())) if step is None else None
        if event.modifiers() or not self.keys or self.box.hasFocus():
            super().keyPressEvent(event)
        elif decision is not None:
            self._decide(decision)
            self.stepped.emit(1)
        elif event.key() == Qt.Key.Key_W:
            self.open_words()
        elif step is not None:
            self.stepped.emit(step)
        elif answer is not None:
            answer.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _answers(self) -> QWidget:
        for choice, words, key in ANSWERS:
            button = AnswerKey(key, words, partial(self._decide, choice))
            button.setProperty("tall", "true")
            button.setAccessibleName(f"{words}, key {key}: {self._names.hide(said(self._row))[:80]}")
            self.keys[choice] = button
        own = Button("My own words", "link", keys="W", on_click=self.open_words)
        own.setProperty("tall", "true")
        own.setAccessibleName(f"My own words, W: {self._names.hide(said(self._row))[:80]}")
        return flowing(*self.keys.values(), own)

    def _words_part(self) -> QWidget:
        self._part = QWidget()
        inside = bare(self._part, gap=4)
        inside.addWidget(field_label("In my own words", self.box))
        self._veil = NameVeil(self.box, self._names, "my own words", self.box.words)
        inside.addWidget(self._veil)
        self.box.show_words(text_of(self._row.get("words")))
        self._veil.fall()
        self.box.textChanged.connect(self._write)
        self._part.hide()
        return self._part

    def _decide(self, decision: str) -> None:
        self.show_answer(decision)
        self.decided.emit(decision)
        announce(self, self.keys[decision].text())

    def _write(self) -> None:
        self._row = {**self._row, "words": self.box.words()}
        self._show_words()
        self.worded.emit(self.box.words())

    def _show_words(self) -> None:
        who, words = text_of(self._row.get("who")), beside(self._row)
        self._said.setText(self._names.hide(said(self._row) + (f"  ({who})" if who else "")))
        self._beside.setText(f"“{self._names.hide(words)}”" if words else "")
        self._beside.setVisible(bool(words))


def _by_section(
    sheet: PlanSheet, sections: Sequence[tuple[str, str]], *, without_spoken: bool
) -> Iterator[tuple[str, list[int]]]:
    """The measures for the person's eyes by situation: what stands, and what was answered today or before."""
    known = {section_id for section_id, _label in sections}
    for section, label in (*sections, ("", "")):
        places = [
            position
            for position, row in enumerate(sheet.rows)
            if (text_of(row.get("section")) if text_of(row.get("section")) in known else "") == section
            and (text_of(row.get("state")) in LIVE or text_of(row.get("decision")))
            and not (without_spoken and row.get("carry") == "speak")
            and said(row)
        ]
        if places:
            yield label, places
