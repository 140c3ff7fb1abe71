"""A form about the unit that is kept as it stands: its questions and the button that keeps them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.casework.unit.our_number import FORM, keep_our_number
from ui.controls.buttons import Button
from ui.form.answers_keeper import Typed
from ui.form.beginning import Beginning, FormStart
from ui.form.kept_questions import KeptQuestions
from ui.shell.destinations import FormRequest
from ui.shell.screen import AnyScreen


@dataclass(frozen=True, slots=True)
class KeptForm:
    """One such form, its words, and the way its answers are kept."""

    form: str
    title: str
    about: str
    button: str
    done: str
    keep: Callable[[Session, Mapping[str, object]], Saved]


REACH: Final = KeptForm(
    FORM,
    "How to reach us",
    "Many measures say: tell us, ask us, ring us. This number stands on every paper that does. "
    "Until it is filled in, such a paper says that it is not, and printing asks.",
    "Keep how to reach us",
    "How to reach us is kept",
    keep_our_number,
)


class FormKeeping(QObject):
    """Asks the questions of one form and keeps the answers. ``begun`` when they stand, ``kept`` once they are."""

    begun = Signal()
    kept = Signal()

    def __init__(self, screen: AnyScreen, what: KeptForm) -> None:
        super().__init__(screen)
        self._screen, self._what = screen, what
        self.asked = KeptQuestions(screen)
        self.button = Button(what.button, "primary", on_click=self._keep)

    def begin(self) -> None:
        """Ask for what is kept, once."""
        if self.asked.questions is None:
            FormStart(self._screen, FormRequest(self._what.form), self._begun).ask()

    def _begun(self, begun: Beginning) -> None:
        self.asked.begin(begun, begun.start.form.fields, self._what.form, saved=begun.raw)
        self.begun.emit()

    def _keep(self) -> None:
        if self.asked.questions is not None:
            answers = self.asked.raw()
            self._screen.ask_or(self._what.keep, partial(self._kept, answers), self.asked.refused, answers)

    def _kept(self, answers: Typed, saved: Saved) -> None:
        self.asked.keeper.saved(answers)
        self._screen.show_status(self._what.done)
        self._screen.notify(saved.changed)
        self.kept.emit()
