"""A run of questions on one page: built in order, shown and folded as the answers and what we know ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hru_advocate.domain.forms.answers import NOT_ASKED, Answer, Answers
from hru_advocate.domain.forms.fields import Field, is_folded
from hru_advocate.domain.forms.kinds import fitting_answers
from hru_advocate.errors import InvalidAnswer
from ui.controls.layout.folded_line import FoldedLine
from ui.form.editor import Editor, EditorContext
from ui.form.question.field_frame import FieldFrame

MakeEditor = Callable[[Field, EditorContext], Editor]


class Questions(QWidget):
    """Frames for some fields, one below the other.

    ``changed`` emits the id of the field whose answer changed; ``follow`` then decides what is asked and folded.
    """

    changed = Signal(str)

    def __init__(self, fields: Sequence[Field], context: EditorContext, make: MakeEditor, *, gap: int = 0) -> None:
        super().__init__()
        self.frames: dict[str, FieldFrame] = {}
        self._folded: dict[str, FoldedLine] = {}
        self._opened: set[str] = set()
        self.held_back: set[str] = set()
        """Questions that are asked only once something makes them needed."""
        self._context = context
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        for field in fields:
            frame = FieldFrame(make(field, context))
            frame.changed.connect(self.changed)
            self.frames[field.id] = frame
            column.addWidget(frame)
            if field.fold is not None:
                line = FoldedLine(field.label, partial(self.unfold, field.id))
                line.hide()
                self._folded[field.id] = line
                column.addWidget(line)

    def raw(self) -> dict[str, object]:
        """The raw answers by field; what was not asked is left out."""
        given = {field_id: frame.editor.raw() for field_id, frame in self.frames.items()}
        return {field_id: value for field_id, value in given.items() if value is not None}

    def fill(self, raw: Mapping[str, object]) -> None:
        """Show answers; fields without one are emptied."""
        for field_id, frame in self.frames.items():
            frame.fill(raw.get(field_id))

    def answers(self) -> dict[str, Answer]:
        """The answers that fit their questions so far."""
        return fitting_answers([frame.asked for frame in self.frames.values()], self.raw(), self._context.asking())

    def follow(
        self, answers: Answers, present: frozenset[str] = frozenset(), absent: frozenset[str] = frozenset()
    ) -> None:
        """Show the questions whose conditions hold, and fold those that what we know rules out."""
        for field_id, frame in self.frames.items():
            asked = frame.asked.ask_if is None or frame.asked.ask_if.holds(answers)
            answered = answers.get(field_id, NOT_ASKED).stated
            folded = field_id not in self._opened and not answered and is_folded(frame.asked.fold, present, absent)
            _show(frame, shown=asked and not folded and field_id not in self.held_back)
            if field_id in self._folded:
                _show(self._folded[field_id], shown=asked and folded)

    def unfold(self, field_id: str) -> None:
        """Ask a folded question after all."""
        self._opened.add(field_id)
        self._folded[field_id].hide()
        self.frames[field_id].show()
        self.frames[field_id].take_focus()

    def frame_at(self, path: str) -> FieldFrame | None:
        """The frame of a question by its path: its id, or for a group ``items.2.text``."""
        first, _, rest = path.partition(".")
        frame = self.frames.get(first)
        if frame is not None and rest:
            inner = frame.editor.inner(rest)
            return inner if isinstance(inner, FieldFrame) else frame
        return frame

    def complain(self, error: BaseException) -> bool:
        """Say at its question alone what is wrong; ``False`` when the error is about none of them."""
        for other in self.frames.values():
            other.complain("")
        frame = self.frame_at(error.field) if isinstance(error, InvalidAnswer) else None
        if frame is None or not isinstance(error, InvalidAnswer):
            return False
        frame.show()
        frame.complain(error.sentence)
        frame.take_focus()
        return True


def _show(part: QWidget, *, shown: bool) -> None:
    """Show a part, or hide it. What was never hidden comes with what it stands in, laid out there and not before."""
    if (part.isHidden() and part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)) or not shown:
        part.setVisible(shown)
