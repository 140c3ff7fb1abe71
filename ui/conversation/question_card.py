"""The one question in front: large, with its keys, and the way on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from hru_advocate.domain.forms.fields import Field
from ui.controls.answer_keys import KeyBar
from ui.controls.buttons import Button
from ui.controls.keyboard.reading_order import each_stop
from ui.controls.labels import Divider, quiet
from ui.controls.layout.folded_line import FoldedLine
from ui.conversation.last_answer import LastAnswer
from ui.form.editor import EditorContext
from ui.form.editors.every_kind import make_editor
from ui.form.editors.plain import ChoiceEditor, FiveKeys, ScaleEditor
from ui.form.editors.rich import FindingEditor, RatingEditor
from ui.form.question.field_frame import FieldFrame


class QuestionCard(QFrame):
    """One question of a theme, what is folded in it, and Back, Skip, Next. Only this question's editor exists."""

    answered = Signal(str)
    """Emits the field whose answer changed."""
    stepped = Signal(int)
    unfolded = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("Question")
        self.frame: FieldFrame | None = None
        self.theme = quiet()
        self.back = Button("Back", keys="B", on_click=lambda: self.stepped.emit(-1))
        self.skip = Button("Skip for now", keys="S", on_click=lambda: self.stepped.emit(2))
        self.next = Button("Next", "primary", keys="Enter", on_click=lambda: self.stepped.emit(1))
        self.write = Button("Write", "link", keys="W", on_click=self._write)
        self.last = LastAnswer()
        self._frame_column = QVBoxLayout()
        self._folds = QVBoxLayout()
        self._folds.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(self.theme)
        column.addLayout(self._frame_column)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addWidget(self.skip)
        row.addWidget(self.write)
        row.addStretch(1)
        row.addWidget(self.next)
        column.addLayout(row)
        column.addWidget(self.last)
        column.addLayout(self._folds)
        column.addStretch(1)
        self.column = column
        self._lines: list[FoldedLine] = []
        self._folded: list[tuple[str, str]] = []
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._rest_keys)

    def _rest_keys(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Show no key that would be typed: a letter in any text, Enter in one of several lines."""
        lines = isinstance(now, QPlainTextEdit)
        for button in (self.back, self.skip, self.write):
            button.rest_key(rests=lines or isinstance(now, QLineEdit))
        self.next.rest_key(rests=lines)

    def add_below(self, *widgets: QWidget) -> None:
        """Put something to do at the foot of the card."""
        row = QHBoxLayout()
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        position = self.column.count() - 1  # above the room that is left
        self.column.insertWidget(position, Divider())
        self.column.insertLayout(position + 1, row)

    def ask(self, field: Field, raw: object, around: EditorContext, theme: str, *, waits: bool = False) -> FieldFrame:
        """Put a question in front with the answer it has; its keys get the keyboard at once.

        With ``waits`` a question that is answered in words waits for *Write*: one came to it by a digit, and the next
        digit must not land in its text.
        """
        before = self.frame
        self.theme.setText(theme)
        self.frame = FieldFrame(make_editor(field, around), large=True, known=theme)
        self.frame.fill(raw)
        self.frame.changed.connect(self.answered)
        self._frame_column.addWidget(self.frame)
        self.frame.show()
        worded = not self.frame.findChildren(KeyBar)
        self.write.setVisible(worded)
        if worded and waits:
            self.write.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.frame.take_focus()
        if before is not None:  # only now: what loses the keyboard by going hands it to whatever comes next
            self._frame_column.removeWidget(before)
            before.hide()
            before.deleteLater()
        return self.frame

    def begins(self) -> QWidget | None:
        """Name the control of the question in front that the keyboard begins at."""
        if self.frame is None:
            return None
        held: QWidget | None = self.frame.focusWidget()
        return held if held is not None and held.isVisible() else next(each_stop(self.frame.editor), None)

    def show_folded(self, fields: Sequence[tuple[Field, str]]) -> None:
        """Show what is folded in this theme, each with its answer where that is known; F opens the first.

        Where the same questions stay folded their lines stay too: an answer is typed, and one of them may be pressed.
        """
        folded = [(field.id, known) for field, known in fields]
        if folded == self._folded:
            return
        self._folded = folded
        for line in self._lines:
            self._folds.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        for position, (field, known) in enumerate(fields):
            line = FoldedLine(field.label, self._opener(field.id), keys="" if position else "F", known=known)
            self._lines.append(line)
            self._folds.addWidget(line)

    def open_first_fold(self) -> bool:
        """Open the first folded question; ``False`` when nothing is folded."""
        if self._lines:
            self._lines[0].button.click()
        return bool(self._lines)

    def press_number(self, digit: str) -> bool:
        """Press the key of a digit on the question in front."""
        bar = self.bar()
        return bar.press_number(digit) if bar is not None else False

    def bar(self) -> KeyBar | None:
        """The keys of the question in front, if it has any."""
        editor = self.frame.editor if self.frame is not None else None
        return editor.bar if isinstance(editor, (ChoiceEditor, FiveKeys, ScaleEditor, RatingEditor)) else None

    def inputs_below(self) -> QWidget | None:
        """The first input that a yes or a rating has opened."""
        editor = self.frame.editor if self.frame is not None else None
        if isinstance(editor, FindingEditor):
            return editor.details.last.line.line if editor.present else None
        return editor.words if isinstance(editor, RatingEditor) and editor.bar.pressed else None

    def _write(self) -> None:
        if self.frame is not None:
            self.frame.take_focus()

    def _opener(self, field: str) -> Callable[[], None]:
        return lambda: self.unfolded.emit(field)
