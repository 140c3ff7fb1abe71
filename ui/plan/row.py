"""One measure of the plan: everything by single keys, and what is seldom needed folded away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from hru_advocate.casework.plan import changes
from hru_advocate.casework.plan.history import PlanEdit
from hru_advocate.casework.plan.sheet import LIVE, SheetRow, beside, said
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.kinds import answer_in_words, fitting_answers
from hru_advocate.domain.forms.raw_answers import text_of
from ui.controls.announcements import announce
from ui.controls.buttons import Button, small_button
from ui.controls.inputs import ManyLines, bare
from ui.controls.keyboard.arrows import alone
from ui.controls.labels import TextLabel, field_label, quiet, restyle
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.kept_heights import ByWidth
from ui.controls.pills import Pill, Shape
from ui.controls.signals import SignalOf, value_signal
from ui.controls.theme import Tone
from ui.form.editor import EditorContext
from ui.form.editors.every_kind import make_editor
from ui.form.question.field_frame import FieldFrame
from ui.form.questions import Questions
from ui.plan.dragging import DraggedRow

CARRY_LOOK: Final[Mapping[str, tuple[str, Tone, Shape]]] = {
    "carry": ("Carry", "accent", "dot"),
    "keep": ("Keep", "caution", "square"),
    "speak": ("Speak", "quiet", "bar"),
}
_CARRY_KEYS: Final = {Qt.Key.Key_C: "carry", Qt.Key.Key_K: "keep", Qt.Key.Key_S: "speak"}
_FIRST: Final = ("who", "when", "review", "words", "words_instead")
"""Fields of a measure shown at once; the rest is one press away."""
_REST: Final = (
    "text", "state", "decision", "decided_on", "carry", "advice", "override", "section", "discreet", "answers",
)  # fmt: skip
_QUIETLY: Final = frozenset({"advice", "override", "decision", "decided_on"})
"""Fields of a row that its editor shows only where they matter."""
_OWN_EMPTY: Final = "A measure of our own, not written yet: press Enter to write it"
_OWN_OPEN: Final = "A measure of our own: write it here"
_KEYS_SPOKEN: Final = (
    "C carry, K keep with us, S speak only, W own words, T an action of it, Enter to change, Delete to take out"
)


@dataclass(frozen=True, slots=True)
class Flag:
    """The reason a measure needs a look, and the one it was kept for all the same, if that was said."""

    sentence: str
    kept: str = ""


class PlanRow(DraggedRow):
    """One measure, that can be dragged among those of its situation.

    ``wanted`` emits a change; ``settled`` that its editor was closed; ``step_requested`` -1 or 1 for the row before
    or after it; ``beyond`` that the keyboard wants the column before; ``current`` that it was chosen; ``acted`` that an
    action is to be made of it.
    """

    wanted: SignalOf[PlanEdit] = value_signal()
    settled = Signal()
    step_requested = Signal(int)
    beyond = Signal(int)
    current = Signal()
    acted = Signal()

    def __init__(self, position: int, asked: Field, row: SheetRow, context: EditorContext, flag: Flag | None) -> None:
        super().__init__(position)
        self.row = row
        self._asked, self._context, self._hide = asked, context, context.names.hide
        self.questions: Questions | None = None
        self.further: Questions | None = None
        self.because: ManyLines | None = None
        """The box for the reason why it is kept, where it needs a look: a box of lines is dear, and most need none."""
        self.setProperty("role", "plan_row")
        self.setProperty("live", text_of(row.get("state")) in LIVE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.dropped.connect(lambda other: self.wanted.emit(changes.dragging(other, self.row, self.position)))
        words, tone, shape = CARRY_LOOK.get(text_of(row.get("carry")), CARRY_LOOK["speak"])
        flagged = f" {self._hide(flag.sentence)}" if flag else ""
        self.setAccessibleName(f"{self._hide(said(row))[:200]}, {words}.{flagged} {_KEYS_SPOKEN}")
        top = QHBoxLayout()
        top.setSpacing(8)
        holder = ByWidth()
        self._fill(bare(holder, gap=2), flag)
        top.addWidget(holder, 1)
        top.addWidget(Pill(words, tone, shape), 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 8, 6, 8)
        self._column.setSpacing(8)
        self._column.addLayout(top)
        for part in (holder, *holder.findChildren(QWidget)):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._kept_part = self._add_flag(flag) if flag and not flag.kept else None
        self._off_paper: TextLabel | None = None
        """The words on what keeps it off paper; most measures need none."""

    @property
    def busy(self) -> bool:
        """True while something of it is being typed, so that it must not be made anew."""
        return self.questions is not None or (self.because is not None and bool(self.because.words().strip()))

    def open(self) -> Questions:
        """Show what can be said of the measure: first who, when and her or his own words."""
        if self.questions is None:
            first = _FIRST if text_of(self.row.get("text")) else ("text", "carry", *_FIRST)
            if not said(self.row):
                self.head.setText(_OWN_OPEN)
            self.questions = self._ask(first)
            self._column.addWidget(self.questions)
            more = small_button("More about this measure", self._unfold)
            self._column.addWidget(
                flowing(Button("Done", on_click=self.settled.emit), more, small_button("Take out", self._drop), gap=4)
            )
        return self.questions

    def need(self, field: str) -> FieldFrame | None:
        """Open the editor with a field in it that may be folded away or left out."""
        if field in self.open().frames:
            return self.open().frames[field]
        if self.further is not None and field not in self.further.frames:
            self._column.removeWidget(self.further)
            self.further.deleteLater()
            self.further = None
        self.row.setdefault(field, "")
        if self.further is None or self.further.isHidden():
            self._unfold()
        return self.further.frames.get(field) if self.further is not None else None

    def open_at(self, field: str) -> None:
        """Open the editor with the keyboard in a field."""
        frame = self.need(field if text_of(self.row.get("text")) else "text")
        if frame is not None:
            frame.show()
            frame.take_focus()

    def say_off_paper(self, words: str) -> None:
        """Say what keeps it off paper, between its words and its editor; nothing says nothing."""
        shown = f"▲ {self._hide(words)}" if words else ""
        if self._off_paper is None:
            if not shown:
                return
            self._off_paper = TextLabel("", "quiet", tone="caution")
            self._column.insertWidget(1, self._off_paper)
        if shown and shown != self._off_paper.text() and self.busy:
            announce(self, self._hide(words))
        self._off_paper.setText(shown)
        self._off_paper.setVisible(bool(shown))

    def ask_why_kept(self) -> None:
        """Open the box for the reason why a flagged measure is kept."""
        if self._kept_part is not None and self.because is not None:
            self._kept_part.show()
            self.because.setFocus()

    def set_current(self, *, current: bool) -> None:
        """Show whether the buttons below the plan are about this measure."""
        self.setProperty("current", current)
        restyle(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.hasFocus() or not self._press(Qt.Key(event.key()), event.modifiers()):
            super().keyPressEvent(event)

    def _press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        """Do what a key does here; ``False`` for a key that is not ours."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key)
        if modifiers == Qt.KeyboardModifier.AltModifier and step is not None:
            self.wanted.emit(changes.moving(self.position, self.row, step))
            return True
        action = self._action_of(key) if alone(modifiers) else None
        if action is not None:
            action()
        return action is not None

    def _action_of(self, key: Qt.Key) -> Callable[[], object] | None:
        """Find the action of one key alone."""
        if key in _CARRY_KEYS:
            return partial(self.wanted.emit, changes.marking(self.position, self.row, _CARRY_KEYS[key]))
        keys: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Up: partial(self.step_requested.emit, -1),
            Qt.Key.Key_Down: partial(self.step_requested.emit, 1),
            Qt.Key.Key_Left: partial(self.beyond.emit, -1),
            Qt.Key.Key_Return: partial(self.open_at, "who"),
            Qt.Key.Key_Enter: partial(self.open_at, "who"),
            Qt.Key.Key_W: partial(self.open_at, "words"),
            Qt.Key.Key_Delete: self._drop,
            Qt.Key.Key_B: self.ask_why_kept,
            Qt.Key.Key_T: self.acted.emit,
        }
        return keys.get(key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.current.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.open_at("who")

    def _fill(self, lines: QBoxLayout, flag: Flag | None) -> None:
        instead = self.row.get("words_instead") is True and bool(text_of(self.row.get("words")))
        text = self._hide(said(self.row)) or _OWN_EMPTY
        live = text_of(self.row.get("state")) in LIVE
        self.head = TextLabel(f"“{text}”" if instead else text, "body" if live else "quiet")
        lines.addWidget(self.head)
        if beside(self.row):
            lines.addWidget(TextLabel(f"“{self._hide(beside(self.row))}”", "quote"))
        lines.addWidget(quiet(self._hide(about(self._asked, self.row, self._context))))
        if flag and flag.kept:
            lines.addWidget(quiet(f"Kept, because: {self._hide(flag.kept)}"))
        elif flag:
            lines.addWidget(TextLabel(f"▲ {self._hide(flag.sentence)}", "quiet", tone="caution"))

    def _add_flag(self, flag: Flag) -> QWidget:
        """Buttons for a measure that needs a look: out with it, or keep it with a reason."""
        out, keep = small_button("Take out", self._drop), small_button("Keep, because…", self.ask_why_kept)
        out.setAccessibleName(f"Take out, Delete: {self._hide(said(self.row))[:80]}")
        keep.setAccessibleName(f"Keep, because, B: {self._hide(said(self.row))[:80]}. {self._hide(flag.sentence)}")
        self._column.addWidget(flowing(out, keep, gap=4))
        part = QWidget()
        column = bare(part, gap=4)
        box = self.because = ManyLines(2)
        column.addWidget(field_label("Keep it, because", box))
        column.addWidget(box)
        done = Button("Keep it", on_click=lambda: self._keep(box.words()))
        done.setEnabled(False)
        box.textChanged.connect(lambda: done.setEnabled(bool(box.words().strip())))
        column.addWidget(done, 0, Qt.AlignmentFlag.AlignLeft)
        part.hide()
        self._column.addWidget(part)
        return part

    def _keep(self, because: str) -> None:
        self.wanted.emit(changes.keeping(self.position, self.row, because))

    def _drop(self) -> None:
        self.wanted.emit(changes.dropping(self.position, self.row))

    def _ask(self, names: tuple[str, ...]) -> Questions:
        """The questions of some fields, filled."""
        by_id = {field.id: field for field in self._asked.fields}
        questions = Questions([by_id[name] for name in names if name in by_id], self._context, make_editor)
        questions.fill(self.row)
        questions.follow(fitting_answers(self._asked.fields, self.row, self._context.asking()))
        questions.changed.connect(self._on_change)
        return questions

    def _unfold(self) -> None:
        if self.further is None:
            held = self.open().frames
            names = [field for field in _REST if field not in held and (field not in _QUIETLY or field in self.row)]
            self.further = self._ask(tuple(names))
            self._column.insertWidget(self._column.count() - 1, self.further)
        else:
            self.further.setVisible(self.further.isHidden())

    def _on_change(self, _field: str) -> None:
        parts = [part for part in (self.questions, self.further) if part is not None]
        asked = {frame for part in parts for frame in part.frames}
        kept = {field: value for field, value in self.row.items() if field not in asked}
        before = dict(self.row)
        self.row = {**kept, **{field: value for part in parts for field, value in part.raw().items()}}
        for part in parts:
            part.follow(fitting_answers(self._asked.fields, self.row, self._context.asking()))
        self.wanted.emit(changes.changing(self.position, before, dict(self.row)))


def about(asked: Field, row: SheetRow, context: EditorContext) -> str:
    """Say in one quiet line who does it, by when, when to look again, and what was answered."""
    answers = fitting_answers(asked.fields, row, context.asking())
    parts = ["own words"] if row.get("words_instead") is True and text_of(row.get("words")) else []
    for field in asked.fields:
        answer = answers.get(field.id)
        if answer is None or not answer.given:
            continue
        if field.id in ("who", "when"):
            parts.append(answer_in_words(field, answer))
        elif field.id == "review":
            parts.append(f"look again {answer_in_words(field, answer)}")
        elif field.id == "decision":
            parts.append(f"answered {answer_in_words(field, answer).lower()}")
        elif field.id == "state" and answer.value != "chosen":
            parts.append(answer_in_words(field, answer).lower())
    return " · ".join(parts) or "who, when: not said yet"
