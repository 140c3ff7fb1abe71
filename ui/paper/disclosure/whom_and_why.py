"""The questions of a disclosure beside its paper: to whom it goes, why, on which basis, by which way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hru_advocate.casework.disclosure.builder import RecipientTemplate
from ui.controls.inputs import bare
from ui.controls.labels import quiet
from ui.form.beginning import Beginning
from ui.form.editors.every_kind import make_editor
from ui.form.questions import Questions

_NOT_ASKED: Final = frozenset({"recipient", "what", "state", "ended"})
"""Questions of the form that the builder answers by itself."""


class WhomAndWhy(QWidget):
    """Asks what goes with a paper. ``begun`` once there are questions, ``changed`` with any answer.

    ``named`` when the name of the agency was changed.
    """

    begun, named = Signal(), Signal()
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("To whom, and why")
        self.questions: Questions | None = None
        self._proposed: RecipientTemplate | None = None
        self._today = ""
        self._basis: object = None
        self.basis = quiet()
        self._column = bare(self, gap=8)
        self._column.addWidget(self.basis)

    @property
    def agency(self) -> str:
        """The agency as it is typed so far."""
        return str((self.questions.raw() if self.questions else {}).get("agency") or "")

    def begin(self, begun: Beginning) -> None:
        """Build the questions."""
        fields = [one for one in begun.start.form.fields if not one.by_program and one.id not in _NOT_ASKED]
        self.questions = Questions(fields, begun.context, make_editor)
        self.questions.changed.connect(self._answered)
        if self._proposed is not None:
            self.propose(self._proposed, self._today)
        self._column.addWidget(self.questions)  # as they are asked: each that came and went would lay the page out anew
        self._column.addStretch(1)
        self.begun.emit()

    def propose(self, template: RecipientTemplate, today: str) -> None:
        """Begin with today and the bases of a template; what was answered of the recipient before stays."""
        self._proposed, self._today = template, today
        self.basis.setText("\n".join(template.bases))
        if self.questions is not None:
            self._fill({"on": today, **self.questions.raw(), "basis": list(template.basis)})
            self._basis = self.questions.raw().get("basis")  # in the order of the question

    def typed(self) -> dict[str, object]:
        """The answers that were given here, without what was proposed."""
        proposed = {"on": self._today, "basis": self._basis}
        return {name: value for name, value in self.answers().items() if value != proposed.get(name)}

    def go_on(self, typed: Mapping[str, object]) -> None:
        """Put answers in that were given before, beside what is proposed now."""
        self._fill({**self.answers(), **typed})

    def answers(self) -> dict[str, object]:
        """The answers that are asked for now."""
        return self.questions.raw() if self.questions else {}

    def complain(self, error: BaseException) -> bool:
        """Say at its question what is wrong; ``False`` when the error is about none of them."""
        return self.questions is not None and self.questions.complain(error)

    def _fill(self, answers: Mapping[str, object]) -> None:
        if self.questions is not None:
            self.questions.fill(answers)
            self.questions.follow(self.questions.answers())

    def _answered(self, field: str) -> None:
        if self.questions is not None:
            self.questions.follow(self.questions.answers())
        self.changed.emit()
        if field == "agency":
            self.named.emit()
