"""Editor for groups: the same few questions for each of several things, as rows that open one at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.kinds import answer_in_words, fitting_answers
from hru_advocate.domain.forms.raw_answers import plain_row
from ui.controls.buttons import Button
from ui.controls.inputs import bare
from ui.controls.keyboard.arrows import aim_of, stop_once
from ui.controls.labels import TextLabel
from ui.controls.layout.flow_layout import flowing
from ui.controls.theme import theme
from ui.form.editor import Editor, EditorContext
from ui.form.question.field_frame import FieldFrame
from ui.form.questions import MakeEditor, Questions

_SHOWN: Final = 3
"""Answers a closed row shows of itself, beside its days: one that does not say what it is of is taken for another."""

_LONGEST: Final = 120
"""Letters of one answer a closed row shows."""

_BY_THEIR_QUESTION: Final = frozenset({"date", "time", "when", "yes_no"})
"""The kinds whose answers say nothing without what was asked."""


class GroupRow(QFrame):
    """One row: closed it is a line that says what it holds, open it is its questions. Built when it is opened.

    Tab stops once at what one can do with it; the arrows go from one to the next.
    """

    changed = Signal()
    wants = Signal(str)
    """Emits what a person asked for: ``up``, ``down``, ``away``, ``open``."""

    def __init__(self, asked: Field, context: EditorContext, make: MakeEditor, raw: Mapping[str, object]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._asked, self._context, self._make = asked, context, make
        self._raw: dict[str, object] = dict(raw)
        self._fields = tuple(field for field in asked.fields if not field.by_program)
        self.questions: Questions | None = None
        self.words = TextLabel("", "body")
        self.buttons = {
            "open": Button("Change", "link"),
            "up": Button("Up", "link", keys="Alt ↑"),
            "down": Button("Down", "link", keys="Alt ↓"),
            "away": Button("Take away", "link"),
        }
        for wish, button in self.buttons.items():
            button.setProperty("wish", wish)
            button.clicked.connect(self._wish)
        way = QBoxLayout.Direction.TopToBottom if theme().large else QBoxLayout.Direction.LeftToRight
        head = QBoxLayout(way)
        head.setSpacing(4)
        head.addWidget(self.words, 1)
        head.addWidget(flowing(*self.buttons.values(), gap=4), 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 8, 8)
        self._column.setSpacing(12)
        self._column.addLayout(head)

    def raw(self) -> dict[str, object]:
        """The raw answers of the row."""
        if self.questions is None:
            return dict(self._raw)
        asked = {field.id for field in self._fields}
        return {field: value for field, value in self._raw.items() if field not in asked} | self.questions.raw()

    def number(self, row_number: int, of: int) -> None:
        """Say which row it is, and offer only the moves there are."""
        summary = self._summary()
        self.words.setText(f"{row_number}.  {summary}")
        self.setAccessibleName(f"{self._asked.label}, row {row_number} of {of}: {summary}")
        for wish, button in self.buttons.items():
            button.setAccessibleName(f"{button.text()}: {self._asked.label}, row {row_number}: {summary}")
            if wish in ("up", "down"):
                button.setVisible(of > 1)
        self._offer("up", "down", offered=row_number > 1)
        self._offer("down", "up", offered=row_number < of)
        self._stop_once()

    def open(self) -> Questions:
        """Build the questions of the row and show them."""
        if self.questions is None:
            self.questions = Questions(self._fields, self._context, self._make)
            self.questions.fill(self._raw)
            self.questions.changed.connect(self._follow)
            self._column.addWidget(self.questions)
            self._follow_conditions()
        self.questions.show()
        self.buttons["open"].hide()
        self._stop_once()
        return self.questions

    def close_row(self) -> None:
        """Fold the row back into its line."""
        if self.questions is not None:
            self.questions.hide()
        self.buttons["open"].show()
        self._stop_once()

    @property
    def opened(self) -> bool:
        """True while the questions are on show."""
        return self.questions is not None and not self.questions.isHidden()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wish = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"}.get(Qt.Key(event.key()))
        row = tuple(self.buttons.values())
        aim = aim_of(event, row) if any(button.hasFocus() for button in row) else None
        if wish and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.wants.emit(wish)
        elif aim is not None:
            aim.setFocus(Qt.FocusReason.TabFocusReason)
            self._stop_once()
        else:
            super().keyPressEvent(event)

    def _offer(self, wish: str, else_wish: str, *, offered: bool) -> None:
        """Offer a move or not; the keyboard goes to the other one before Qt would hand it somewhere."""
        if not offered and self.buttons[wish].hasFocus():
            self.buttons[else_wish].setEnabled(True)
            self.buttons[else_wish].setFocus(Qt.FocusReason.OtherFocusReason)
        self.buttons[wish].setEnabled(offered)

    def _stop_once(self) -> None:
        """Let Tab stop at one button: where the keyboard is, else at the first."""
        usable = [button for button in self.buttons.values() if not button.isHidden() and button.isEnabled()]
        stop = next((button for button in usable if button.hasFocus()), usable[0] if usable else None)
        stop_once(self.buttons.values(), stop)

    def _wish(self) -> None:
        self.wants.emit(str(self.sender().property("wish")))

    def _follow(self, _field: str) -> None:
        self._follow_conditions()
        self.changed.emit()

    def _follow_conditions(self) -> None:
        if self.questions is not None:
            self.questions.follow(self.questions.answers())

    def _summary(self) -> str:
        labels = {link: words for choices in self._context.links.values() for link, words in choices}
        answers = fitting_answers(self._fields, self.raw(), self._context.asking())
        spoken: list[str] = []
        for field in self._fields:
            answer = answers.get(field.id)
            asked = field.ask_if is None or field.ask_if.holds(answers)
            if asked and answer is not None and answer.given:
                if len(spoken) >= _SHOWN and field.kind != "date":
                    continue
                linked = ", ".join(labels.get(link, link) for link in answer.value) if field.kind == "links" else ""
                words = self._context.names.hide(" ".join((linked or answer_in_words(field, answer)).split()))
                words = words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
                spoken.append(f"{field.label}: {words}" if field.kind in _BY_THEIR_QUESTION else words)
        return " · ".join(spoken) or "Nothing answered yet"


class GroupEditor(Editor):
    """The rows, and the way to add one. ``make`` builds the editors inside a row."""

    def __init__(self, asked: Field, context: EditorContext, make: MakeEditor) -> None:
        super().__init__(asked, context)
        self._make = make
        self._had_rows = False
        self.rows: list[GroupRow] = []
        self.add = Button("Add a row", on_click=self.add_row)
        self.add.setAccessibleName(f"Add a row: {asked.label}")
        self._list = QWidget()
        self._column = bare(self._list)
        column = bare(self.body)
        column.addWidget(self._list)
        line = QHBoxLayout()
        line.addWidget(self.add)
        line.addStretch(1)
        column.addLayout(line)
        self.setFocusProxy(self.add)
        context.names.follow(self._renumber)
        self._renumber()

    def read(self) -> object:
        """The rows; an answer of no rows stays one while nothing is added."""
        rows = [row.raw() for row in self.rows]
        return rows or ([] if self._had_rows else None)

    def put(self, value: object) -> None:
        self._had_rows = value is not None
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for raw in value if isinstance(value, (list, tuple)) else ():
            self._insert(plain_row(self.asked, raw))
        self._renumber()

    def name_inputs(self, words: str) -> None:
        self.setAccessibleName(words)

    def add_row(self) -> None:
        """Add an empty row and open it."""
        row = self._insert({})
        self._open_only(row)
        self._renumber()
        self.changed.emit()

    def inner(self, path: str) -> QWidget | None:
        """The frame of ``2.text``: the row is opened for it."""
        row_number, _, field = path.partition(".")
        if not row_number.isdigit() or not 1 <= int(row_number) <= len(self.rows):
            return None
        questions = self._open_only(self.rows[int(row_number) - 1], focus=False)
        return questions.frame_at(field)

    def _insert(self, raw: Mapping[str, object]) -> GroupRow:
        row = GroupRow(self.asked, self.context, self._make, raw)
        row.changed.connect(self._on_change)
        row.wants.connect(self._serve)
        self.rows.append(row)
        self._column.addWidget(row)
        return row

    def _serve(self, wish: str) -> None:
        row = self.sender()
        if not isinstance(row, GroupRow):
            return
        if wish == "open":
            self._open_only(row)
            return
        row_number = self.rows.index(row)
        aim = {"up": row_number - 1, "down": row_number + 1}.get(wish, row_number)
        if wish == "away":
            self.rows.remove(row)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
            self.add.setFocus()
        elif 0 <= aim < len(self.rows):
            self.rows.insert(aim, self.rows.pop(row_number))
            self._column.removeWidget(row)
            self._column.insertWidget(aim, row)
        self._renumber()
        self.changed.emit()

    def _open_only(self, wanted: GroupRow, *, focus: bool = True) -> Questions:
        for row in self.rows:
            if row is not wanted and row.opened:
                row.close_row()
        questions = wanted.open()
        first = next((frame for frame in questions.frames.values() if not frame.isHidden()), None)
        if focus and isinstance(first, FieldFrame):
            first.take_focus()
        return questions

    def _on_change(self) -> None:
        self._renumber()
        self.changed.emit()

    def _renumber(self) -> None:
        for row_number, row in enumerate(self.rows, start=1):
            row.number(row_number, len(self.rows))
        self._list.setVisible(bool(self.rows))
        most = self.asked.most
        self.add.setVisible(most is None or len(self.rows) < most)
