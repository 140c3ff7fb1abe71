"""The questions asked before paper is made: filled in from the record, and what stands against a copy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from hru_advocate.casework.paper.safety import PaperSafety
from hru_advocate.domain.plan.paper_safety import DANGERS, OFFICE, QUESTIONS, FromRecord, contradictions
from ui.controls.inputs import bare
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Row, empty
from ui.controls.layout.kept_heights import ByWidth
from ui.controls.pills import Pill
from ui.form.beginning import Beginning
from ui.form.editors.every_kind import make_editor
from ui.form.questions import Questions

AT_HOME: Final = (*QUESTIONS, "override", "kept_where", "seen_by", "destroy_by")
"""The questions about paper the person has."""
IN_OFFICE: Final = ("goes_to", "kept_where", "destroy_by")
"""The questions about paper that stays with professionals."""
_NOT_HERE: Final = "Nothing is printed yet. Read it aloud, or write why a copy all the same."
"""The sentence on danger where somebody looks on."""
_CHANGE_THERE: Final = "From the record. If one has changed, change it there first."


class SafetyQuestions(ByWidth):
    """Asks what fits the document. ``changed`` when something was answered.

    ``at_table`` somebody looks on who may not know what the record says: what it answers is neither said nor shown.
    """

    changed = Signal()

    def __init__(self, *, at_table: bool = False) -> None:
        super().__init__()
        self._at_table = at_table
        self.questions: Questions | None = None
        self.known: PaperSafety | None = None
        self.from_record = QWidget()
        self.from_record.hide()
        self._rows = bare(self.from_record)
        self._document = ""
        self._column = bare(self)
        self._column.addWidget(self.from_record)

    def begin(self, begun: Beginning) -> None:
        """Build the questions and put the keyboard at the first that fits."""
        fields = [begun.start.form.by_id[question] for question in dict.fromkeys((*AT_HOME, *IN_OFFICE))]
        self.questions = Questions(fields, begun.context, make_editor, asked=self._shown())
        self.questions.changed.connect(lambda _field: self.changed.emit())
        if self.known is not None:
            self.know(self.known)
        self.fit(self._document)
        self._column.addWidget(self.questions)  # as they are asked: each that came and went would lay the page out anew
        self._stand_at_first()
        self.changed.emit()

    def _stand_at_first(self) -> None:
        if self.questions is not None:
            self.questions.frames[self._shown()[0]].take_focus()

    def know(self, known: PaperSafety) -> None:
        """Fill in what the record answers, and in place of those questions say which record of which day says so.

        What it answers no more is asked, without the answer: nobody gave that here.
        """
        held = QApplication.focusWidget()
        at_question = self.questions is not None and held is not None and self.questions.isAncestorOf(held)
        before, said = self.known.told if self.known is not None else {}, known.told
        self.known = known
        if self.questions is None:
            return
        gone = before.keys() - said.keys()
        empty(self._rows)
        for key, one in () if self._at_table else said.items():
            self._rows.addWidget(_answered(self.questions.fields[key].label, one))
        if self._rows.count():
            self._rows.addWidget(quiet(_CHANGE_THERE))
        raw = {key: answer for key, answer in self.questions.raw().items() if key not in gone}
        self.questions.fill(raw | {key: one.answer for key, one in said.items()})
        self.fit(self._document)
        if at_question and held is not None and not held.isVisible():
            self._stand_at_first()

    def fit(self, document: str) -> None:
        """Ask what fits a document: of paper at home if it is safe, of office paper who has it."""
        self._document = document
        self.from_record.setVisible(self._rows.count() > 0 and document not in OFFICE)
        if self.questions is not None:
            self.questions.ask_only(self._shown())

    def answers(self) -> dict[str, object]:
        """The answers to the questions that fit the document."""
        raw = self.questions.raw() if self.questions else {}
        return {question: answer for question, answer in raw.items() if question in self._asked()}

    def given(self) -> dict[str, object]:
        """The answers that somebody gave here: those that fit the document, without what the record answers."""
        told = self.known.told if self.known is not None else {}
        return {question: answer for question, answer in self.answers().items() if question not in told}

    def take(self, answers: Mapping[str, object]) -> None:
        """Take answers that were given here before; what the record answers by now stays the record's."""
        if self.questions is not None:
            self.questions.fill({**answers, **self.questions.raw()})
            self.changed.emit()

    def judged(self) -> tuple[str, bool]:
        """Say what stands against paper the person has, and whether it may be made all the same."""
        raw = self.answers()
        given = {key: value if isinstance(value := raw[key], bool) else None for key in QUESTIONS if key in raw}
        against = next(contradictions(self.known.known, given), None) if self.known else None
        if against is not None:
            return f"▲ {against[1]}", False
        if len(given) < len(QUESTIONS):
            return "▲ Ask first whether paper is safe: the questions at the left.", False
        danger = [said for key, said in DANGERS.items() if given[key]]
        if not danger:
            return "", True
        because = bool(str(raw.get("override") or "").strip())
        if self._at_table:
            return "" if because else _NOT_HERE, because
        then = "" if because else " Read it aloud, or write why a copy all the same."
        return f"▲ Paper is not safe here: {', '.join(danger)}.{then}", because

    def complain(self, error: BaseException) -> bool:
        """Say at its question what is wrong; ``False`` when the error is about none of them."""
        return self.questions is not None and self.questions.complain(error)

    def _shown(self) -> tuple[str, ...]:
        known = self.known.told if self.known is not None else {}
        return tuple(one for one in self._asked() if one not in known)

    def _asked(self) -> tuple[str, ...]:
        return IN_OFFICE if self._document in OFFICE else AT_HOME


def _answered(question: str, one: FromRecord) -> Row:
    """One question that the record answers: nobody is asked again, and an answer against it would be refused."""
    pill = Pill("yes", "danger") if one.answer else Pill("no", "quiet")
    return Row().add_words(TextLabel(question), quiet(one.source)).add(pill)
