"""A run of questions on one page: built in order, shown and folded as the answers and what we know ask for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hru_advocate.domain.forms.answers import NOT_ASKED, Answer, Answers
from hru_advocate.domain.forms.fields import Field, is_folded
from hru_advocate.domain.forms.kinds import fitting_answers
from hru_advocate.errors import InvalidAnswer
from ui.controls.layout.folded_line import FoldedLine
from ui.controls.layout.kept_heights import ByWidth
from ui.form.editor import Editor, EditorContext
from ui.form.question.field_frame import FieldFrame

MakeEditor = Callable[[Field, EditorContext], Editor]


class Questions(ByWidth):
    """Frames for some fields, one below the other.

    ``asked`` are the ids of those that are made at once, all if it is left out; ``ask_only`` makes others.
    ``changed`` emits the id of the field whose answer changed; ``follow`` then decides what is asked and folded.
    """

    changed = Signal(str)

    def __init__(
        self,
        fields: Sequence[Field],
        context: EditorContext,
        make: MakeEditor,
        *,
        gap: int = 0,
        asked: Collection[str] | None = None,
    ) -> None:
        super().__init__()
        self.fields = {field.id: field for field in fields}
        self.frames: dict[str, FieldFrame] = {}
        self._unasked: dict[str, object] = {}
        """Raw answers of questions that were not asked yet and have no frame."""
        self._folded: dict[str, FoldedLine] = {}
        self._opened: set[str] = set()
        self.held_back: set[str] = set()
        """Questions that are asked only once something makes them needed."""
        self._context = context
        self._make = make
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap)
        for field in fields:
            if asked is None or field.id in asked:
                self._add(field)
            if field.fold is not None:
                line = FoldedLine(field.label, partial(self.unfold, field.id))
                line.hide()
                self._folded[field.id] = line
                self._column.addWidget(line)

    def _add(self, field: Field, place: int = -1) -> None:
        frame = FieldFrame(self._make(field, self._context))
        frame.changed.connect(self.changed)
        self.frames[field.id] = frame
        self._column.insertWidget(place, frame)

    def ask_only(self, wanted: Collection[str]) -> None:
        """Ask these and hide the others, whatever their conditions; one that was never asked is made now."""
        for field_id in wanted:
            self._ensure(field_id)
        for field_id, frame in self.frames.items():
            _show(frame, shown=field_id in wanted)

    def _ensure(self, field_id: str) -> None:
        """Make a question that was not asked yet, in its place, with the answer it was given meanwhile."""
        if field_id in self.frames or field_id not in self.fields:
            return
        order = list(self.fields)
        after = next((one for one in order[order.index(field_id) + 1 :] if one in self.frames), None)
        self._add(self.fields[field_id], -1 if after is None else self._column.indexOf(self.frames[after]))
        self.frames[field_id].fill(self._unasked.pop(field_id, None))
        if self.isVisible():
            self.frames[field_id].show()
        in_order = {one: self.frames[one] for one in order if one in self.frames}
        self.frames.clear()
        self.frames.update(in_order)

    def raw(self) -> dict[str, object]:
        """The raw answers by field; what has none is left out."""
        given = self._unasked | {field_id: frame.editor.raw() for field_id, frame in self.frames.items()}
        return {field_id: value for field_id, value in given.items() if value is not None}

    def fill(self, raw: Mapping[str, object]) -> None:
        """Show answers; fields without one are emptied."""
        for field_id, frame in self.frames.items():
            frame.fill(raw.get(field_id))
        self._unasked = {one: raw[one] for one in self.fields if one in raw and one not in self.frames}

    def answers(self) -> dict[str, Answer]:
        """The answers that fit their questions so far."""
        return fitting_answers(list(self.fields.values()), self.raw(), self._context.asking())

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
        return complain_at(self._shown_at, error) is not None

    def _shown_at(self, path: str) -> FieldFrame | None:
        """The frame of a question by its path, made and shown if it was not yet."""
        self._ensure(path.partition(".")[0])
        frame = self.frame_at(path)
        if frame is not None:
            frame.show()
        return frame


def complain_at(frame_at: Callable[[str], FieldFrame | None], error: BaseException) -> FieldFrame | None:
    """Say what is wrong at each question an error is about, and put the keyboard into the first, which is given.

    ``None`` when the error is about no question.
    """
    frame = frame_at(error.field) if isinstance(error, InvalidAnswer) else None
    if frame is None or not isinstance(error, InvalidAnswer):
        return None
    rest = 0
    for one in error.others:
        if (other := frame_at(one.field)) is not None:
            other.complain(one.sentence, aloud=False)
            rest += 1
    frame.complain(f"{error.sentence} {_so_must(rest)}".rstrip())
    frame.take_focus()
    return frame


def _so_must(others: int) -> str:
    if not others:
        return ""
    return "So must 1 other question here." if others == 1 else f"So must {others} other questions here."


def _show(part: QWidget, *, shown: bool) -> None:
    """Show a part, or hide it. What was never hidden comes with what it stands in, laid out there and not before."""
    if (part.isHidden() and part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)) or not shown:
        part.setVisible(shown)
