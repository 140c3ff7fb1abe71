"""Questions of a form on a page that makes no draft of them: what is answered is kept until it is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from hru_advocate.domain.forms.fields import Field
from ui.controls.inputs import bare
from ui.form.answers_keeper import AnswersKeeper, Typed
from ui.form.beginning import Beginning
from ui.form.editors.every_kind import make_editor
from ui.form.questions import Questions
from ui.shell.screen import AnyScreen


class KeptQuestions(QWidget):
    """Stands empty on its page until the form has begun; ``questions`` are ``None`` until then."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__()
        self._screen = screen
        self.questions: Questions | None = None
        self.keeper = AnswersKeeper(screen, self.raw, self.fill)
        self._column = bare(self)

    def begin(self, begun: Beginning, fields: Sequence[Field], place: str, *, saved: Mapping[str, object]) -> None:
        """Ask these questions with what is saved; what was answered at this place and never saved comes over it."""
        if self.questions is None:
            self.questions = Questions(fields, begun.context, make_editor)
            self.questions.changed.connect(self._answered)
            self._column.addWidget(self.questions)
        self.fill(saved)
        self.keeper.begin(place)

    def raw(self) -> Typed:
        """The answers that are given now."""
        return self.questions.raw() if self.questions is not None else {}

    def fill(self, answers: Mapping[str, object]) -> None:
        """Show answers, and the questions they ask for."""
        if self.questions is not None:
            self.questions.fill(answers)
            self.questions.follow(self.questions.answers())

    def refused(self, error: BaseException) -> None:
        """Say what is wrong at its question, or below the page where it is about none of them."""
        if self.questions is None or not self.questions.complain(error):
            self._screen.show_error(error)

    def _answered(self) -> None:
        if self.questions is not None:
            self.questions.follow(self.questions.answers())
        self.keeper.touch()
