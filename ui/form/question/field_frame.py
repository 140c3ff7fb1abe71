"""A question as it stands on a page: its words, why we ask, the editor, the reasons there is none, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout

from ui.controls.announcements import announce
from ui.controls.buttons import Button, small_button
from ui.controls.described import describe_beside
from ui.controls.inputs import HintLine, mark_wrong
from ui.controls.keyboard.held import holds_keyboard
from ui.controls.keyboard.single_keys import QUESTION
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.kept_heights import ByWidth
from ui.controls.layout.scrolling import COMPLAINS
from ui.controls.theme import theme
from ui.form.editor import REASONS, Editor
from ui.form.question.answer_warning import AnswerWarning
from ui.form.question.name_veil import NameVeil
from ui.form.question.no_answer import NoAnswer

_WORDED: Final = frozenset({"text", "long_text", "words", "finding", "rating", "person", "address", "email"})
"""Kinds of question that are answered in words, in which a name can stand."""
_NEEDED: Final = " · needed"
_NEEDED_ALOUD: Final = "Needed to save."


class FieldFrame(ByWidth):
    """One question with its editor. ``large`` is the size of a question that stands alone in a conversation.

    Below it there is always room for what is wrong with the answer, so that nothing moves when it is said.

    ``known`` is what stands above it already; help that says only the same is left out.
    """

    changed = Signal(str)
    """Emits the id of the field."""

    def __init__(self, editor: Editor, *, large: bool = False, known: str = "") -> None:
        super().__init__()
        self.setProperty(QUESTION, True)
        self._known = known
        self.editor = editor
        self.asked = editor.asked
        self._needed = (self.asked.required or self.asked.value_only) and not large
        """True where what is saved cannot do without an answer."""
        self.label = TextLabel(self.asked.label, "heading" if large else "body" if self._needed else "strong")
        self.label.setBuddy(editor)
        self._stated: Button | None = None
        self._wrong: HintLine | None = None
        """Made when there is a reason to show or something to complain of: most questions of a page never have."""
        self._no_answer: NoAnswer | None = None
        self._further = self._further_words()
        self._lines_of_complaint = 2 if theme().large else 1
        self.warning = AnswerWarning(self.asked.label)
        self.veil = NameVeil(editor, editor.context.names, self.asked.label, self._in_words)
        self._lay_out()
        editor.changed.connect(self._on_change)
        editor.name_inputs(self.asked.label)
        self._follow_reason()
        self.complain("")

    def complain(self, sentence: str, *, aloud: bool = True) -> None:
        """Say what is wrong with the answer, here where it stands; an empty sentence takes the complaint away."""
        if sentence and self._wrong is None:  # it stands in the room kept for it: most questions never need more
            self._wrong = HintLine(self._lines_of_complaint)
            self._wrong.set_tone("danger")
            self._column.removeItem(self._room)
            self._column.addWidget(self._wrong)
        if self._wrong is not None:
            self._wrong.keep_room_taken()
            self.warning.leave_to(self._wrong, sentence)
        if sentence or self.property(COMPLAINS):
            self.setProperty(COMPLAINS, bool(sentence))
            mark_wrong(self.editor, wrong=bool(sentence))
        describe_beside(self.editor, sentence or (_NEEDED_ALOUD if self._needed else ""), self._help)
        if sentence and aloud:
            announce(self, f"{self.asked.label}: {sentence}", urgent=True)

    def complaint(self) -> str:
        """The sentence on show, or an empty text."""
        return "" if self._wrong is None else self._wrong.text()

    def fill(self, given: object) -> None:
        """Show an answer."""
        self.editor.fill(given)
        self.veil.fall()
        self._follow_reason()

    def take_focus(self) -> None:
        """Put the keyboard where this is answered."""
        self.veil.take_focus()

    def state(self, reason: str) -> None:
        """Say why there is no answer."""
        known = next((state for state, _ in REASONS if state == reason), None)
        self.editor.set_reason(known)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addStrut(24)
        head.addWidget(self.label, 1, Qt.AlignmentFlag.AlignBottom)
        if not (self.editor.five_keys or self.asked.value_only or self.asked.kind == "group"):
            self._no_answer = NoAnswer(self, head, self.asked.label, self.state)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        why = f"Why we ask: {_small(self.asked.why)}" if self.asked.why else ""
        help_ = self.asked.help if self.asked.help not in (self.asked.label, self._known) else ""
        self._help = "  ".join(part for part in (help_, why) if part)
        if self._help or self._further:
            line = QHBoxLayout()
            line.setSpacing(4)
            line.addWidget(quiet(self._help), 1)
            if self._further:
                self._more = small_button("More", self._unfold)
                line.addWidget(self._more)
            column.addLayout(line)
        for words in self._further:
            words.hide()
            column.addWidget(words)
        column.addWidget(self.veil)
        column.addWidget(self.warning)
        lines = theme().metrics(13).lineSpacing() * self._lines_of_complaint
        self._room = QSpacerItem(0, column.spacing() + lines, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        column.addItem(self._room)

    def _further_words(self) -> list[TextLabel]:
        """Follow-up questions and the note for the advocate, behind *More*."""
        words = [quiet(f"•  {hint}") for hint in self.asked.follow]
        if self.asked.note:
            words.append(TextLabel(self.asked.note, "quiet", tone="caution"))
        return words

    def _unfold(self) -> None:
        shown = bool(self._further) and self._further[0].isHidden()
        for words in self._further:
            words.setVisible(shown)
        self._more.setText("Less" if shown else "More")

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._offer_no_answer(here=True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._offer_no_answer(here=holds_keyboard(self))

    def follow_keyboard(self) -> None:
        """Offer to say why there is no answer while the keyboard or the pointer is here."""
        self._offer_no_answer(here=holds_keyboard(self) or self.underMouse())

    def _offer_no_answer(self, *, here: bool) -> None:
        if self._no_answer is not None:
            self._no_answer.offer(wanted=here and self.editor.reason is None)

    def _unstate(self) -> None:
        self.editor.set_reason(None)
        self.take_focus()

    def _on_change(self) -> None:
        self._follow_reason()
        if self.veil.fallen:  # a key that answers without typing, while a name stands in the words below
            self.veil.fall()
        if self.complaint():
            self.complain("")
        self.changed.emit(self.asked.id)

    def _in_words(self) -> str:
        """The answer in words, each part of it; nothing for what is chosen or shows itself in rows."""
        raw = self.editor.raw()
        if self.asked.kind not in _WORDED or self.editor.reason is not None:
            return ""
        parts = raw.items() if isinstance(raw, Mapping) else [("", raw)]
        words = [
            {True: "Yes", False: "No"}.get(value is True) if part == "present" else value
            for part, value in parts
            if isinstance(value, str) or part == "present"
        ]
        return " · ".join(str(one) for one in words if one)

    def _follow_reason(self) -> None:
        """Show the reason as a pill that can be taken back."""
        words = dict(REASONS).get(self.editor.reason) if self.editor.reason else None
        own = self.editor.five_keys
        if words and not own and self._stated is None:
            self._stated = Button("", "key", on_click=self._unstate)
            self._column.insertWidget(self._column.indexOf(self.veil), self._stated, 0, Qt.AlignmentFlag.AlignLeft)
        if self._stated is not None:
            self._stated.setVisible(bool(words) and not own)
            self._stated.setText(f"{words}  ✕" if words else "")
            self._stated.setAccessibleName(
                f"{words}; answer instead: {self.asked.label}" if words else "Answer instead"
            )
        if self._needed:
            answered = self.editor.reason is not None or self.editor.raw() is not None
            self.label.setText(f"{self.asked.label}{'' if answered else _NEEDED}", strong=self.asked.label)
        self._offer_no_answer(here=holds_keyboard(self))


def _small(sentence: str) -> str:
    """A sentence that goes on after a colon; capitals that are a name or an abbreviation stay."""
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]
