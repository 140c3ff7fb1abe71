"""Third column of the plan builder: the plan itself, by situation, everything by single keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hru_advocate.domain.fields import Field
from hru_advocate.domain.kinds import say_answer
from ui.theme import Tone
from ui.widgets.buttons import Button
from ui.widgets.editor import Surroundings, text_of
from ui.widgets.editors import make_editor
from ui.widgets.field_frame import small_button
from ui.widgets.inputs import bare
from ui.widgets.labels import Line, Words, quiet
from ui.widgets.pills import Pill, Shape
from ui.widgets.plan_sheet import PlanSheet, Row, beside, said
from ui.widgets.questions import Questions, soft_answers
from ui.widgets.rows import empty

CARRY_LOOK: Final[Mapping[str, tuple[str, Tone, Shape]]] = {
    "carry": ("Carry", "accent", "dot"),
    "keep": ("Keep", "caution", "square"),
    "speak": ("Speak", "quiet", "bar"),
}
_KEYS: Final = {Qt.Key.Key_C: "carry", Qt.Key.Key_K: "keep", Qt.Key.Key_S: "speak"}
_ORDER: Final = (
    "text", "words", "words_instead", "who", "when", "review", "state", "carry", "advice", "override", "section",
    "discreet", "answers", "measure",
)  # fmt: skip
"""The order in which a measure is talked through, not the order of the form's file."""
_QUIETLY: Final = frozenset({"measure", "advice", "override"})
"""Fields of a row that its editor shows only where they matter."""


class PlanRow(QFrame):
    """One measure. C, K and S mark it, Alt+Up and Alt+Down move it, Enter opens what can be said of it."""

    marked = Signal(str)
    moved = Signal(int)
    changed = Signal(object)
    dropped = Signal()

    def __init__(self, asked: Field, row: Row, around: Surroundings, note: str) -> None:
        super().__init__()
        self._asked, self._row, self._around = asked, row, around
        self.questions: Questions | None = None
        self.setProperty("role", "plan_row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words, tone, shape = CARRY_LOOK.get(text_of(row.get("carry")), CARRY_LOOK["speak"])
        self.setAccessibleName(f"{said(row)[:200]}, {words}. C carry, K keep with us, S speak only, Enter to change")
        top = QHBoxLayout()
        top.setSpacing(8)
        holder = QWidget()
        lines = bare(holder, gap=2)
        top.addWidget(holder, 1)
        top.addWidget(Pill(words, tone, shape), 0, Qt.AlignmentFlag.AlignTop)
        instead = row.get("words_instead") is True and bool(text_of(row.get("words")))
        text = said(row) or "A measure of our own: press Enter and write it"
        lines.addWidget(Words(f"“{text}”" if instead else text))
        if beside(row):
            lines.addWidget(Words(f"“{beside(row)}”", "quote"))
        lines.addWidget(quiet(self._about(instead=instead)))
        if note:
            lines.addWidget(Words(note, "quiet", tone="caution"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 8, 6, 8)
        self._column.setSpacing(8)
        self._column.addLayout(top)
        for part in (holder, *holder.findChildren(QWidget)):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def open(self) -> Questions:
        """Show what can be said of the measure."""
        if self.questions is None:
            fields = [field for field in self._asked.fields if field.id not in _QUIETLY or field.id in self._row]
            fields.sort(key=lambda field: _ORDER.index(field.id) if field.id in _ORDER else len(_ORDER))
            self.questions = Questions(fields, self._around, make_editor)
            self.questions.fill(self._row)
            self.questions.follow(self.questions.answers())
            self.questions.changed.connect(self._hear)
            self._column.addWidget(self.questions)
            line = QHBoxLayout()
            line.addWidget(Button("Done", does=self.close_editor))
            line.addWidget(small_button("Take out of this version", self.dropped.emit))
            line.addStretch(1)
            self._column.addLayout(line)
        return self.questions

    def need(self, field: str) -> Questions:
        """Open the editor with a field in it that is otherwise left out."""
        self._row.setdefault(field, "")
        return self.open()

    def close_editor(self) -> None:
        """Fold the editor away; the column builds the row again."""
        self.changed.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        carry = _KEYS.get(Qt.Key(event.key()))
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if not self.hasFocus():
            super().keyPressEvent(event)
        elif carry and not event.modifiers():
            self.marked.emit(carry)
        elif step and alt:
            self.moved.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_and_focus()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._open_and_focus()

    def _open_and_focus(self) -> None:
        questions = self.open()
        wanted = "text" if not text_of(self._row.get("text")) else "words"
        questions.frames[wanted].editor.take_focus()

    def _hear(self, _field: str) -> None:
        if self.questions is not None:
            self.questions.follow(self.questions.answers())
            kept = {one: value for one, value in self._row.items() if one not in self.questions.frames}
            self._row = {**kept, **self.questions.raw()}
            self.changed.emit(dict(self._row))

    def _about(self, *, instead: bool) -> str:
        answers = soft_answers(self._asked.fields, self._row, self._around)
        parts = ["own words"] if instead else []
        for field in self._asked.fields:
            answer = answers.get(field.id)
            if answer is None or not answer.given:
                continue
            if field.id in ("who", "when"):
                parts.append(say_answer(field, answer))
            elif field.id == "review":
                parts.append(f"look again {say_answer(field, answer)}")
            elif field.id == "state" and answer.value != "chosen":
                parts.append(say_answer(field, answer).lower())
        return " · ".join(parts) or "who, when: not said yet"


class PlanColumn(QWidget):
    """The measures grouped by situation. Signals carry the place of the measure, counted from 0."""

    marked = Signal(int, str)
    moved = Signal(int, int)
    changed = Signal(int, object)
    dropped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("The plan")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = bare(self)
        column.addLayout(self._rows)
        column.addStretch(1)
        self.rows: dict[int, PlanRow] = {}

    def focused(self) -> int | None:
        """The place of the measure that has the keyboard."""
        return next((place for place, row in self.rows.items() if row.hasFocus()), None)

    def show_sheet(
        self,
        sheet: PlanSheet,
        asked: Field,
        around: Surroundings,
        sections: Sequence[tuple[str, str]],
        notes: Mapping[int, str],
    ) -> None:
        """Show the plan as it stands."""
        empty(self._rows)
        self.rows = {}
        known = {one for one, _ in sections}
        order = [*sections, ("", "Not placed yet")]
        for section, label in order:
            places = [
                place
                for place, row in enumerate(sheet.rows)
                if (text_of(row.get("section")) if text_of(row.get("section")) in known else "") == section
            ]
            if not places:
                continue
            head = Words(label, "group")
            head.setContentsMargins(0, 10, 0, 2)
            self._rows.addWidget(head)
            for place in places:
                self._rows.addWidget(Line())
                self._rows.addWidget(self._row(place, asked, sheet.rows[place], around, notes.get(place, "")))
        if not sheet.rows:
            self._rows.addWidget(quiet("No measure yet. Add one from the suggestions, or one of her or his own."))

    def _row(self, place: int, asked: Field, raw: Row, around: Surroundings, note: str) -> PlanRow:
        row = PlanRow(asked, dict(raw), around, note)
        row.marked.connect(lambda carry: self.marked.emit(place, carry))
        row.moved.connect(lambda by: self.moved.emit(place, by))
        row.changed.connect(lambda answers: self.changed.emit(place, answers))
        row.dropped.connect(lambda: self.dropped.emit(place))
        self.rows[place] = row
        return row
