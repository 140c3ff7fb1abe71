"""Parts of the unit's page that are one form: how to reach us, thresholds; each is kept as an entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hru_advocate.casework.partners import thresholds
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.casework.unit.our_number import FORM, keep_our_number
from ui.controls.buttons import Button
from ui.controls.keyboard.reading_order import each_stop
from ui.controls.labels import quiet
from ui.controls.layout.cards import Card
from ui.form.answers_keeper import Typed
from ui.form.beginning import Beginning, FormStart
from ui.form.kept_questions import KeptQuestions
from ui.shell.destinations import FormRequest
from ui.shell.screen import AnyScreen
from ui.unit.part import UnitPart


@dataclass(frozen=True, slots=True)
class _Kept:
    """One such part: its form, its words, and the way its answers are kept."""

    form: str
    title: str
    about: str
    button: str
    done: str
    keep: Callable[[Session, Mapping[str, object]], Saved]


_REACH: Final = _Kept(
    FORM,
    "How to reach us",
    "Many measures say: tell us, ask us, ring us. This number stands on every paper that does. "
    "Until it is filled in, such a paper says that it is not, and printing asks.",
    "Keep how to reach us",
    "How to reach us is kept",
    keep_our_number,
)
_THRESHOLDS: Final = _Kept(
    thresholds.FORM,
    "Thresholds of partner meetings",
    "Numbers differ from place to place, and none of them decides: a case below them is referred all the same where "
    "judgement says so. What stands empty is not held against anything.",
    "Keep the thresholds",
    "The thresholds are kept",
    thresholds.keep_thresholds,
)


class KeptFormPart(UnitPart):
    """The questions of one form about the unit, and a button that keeps them."""

    def __init__(self, screen: AnyScreen, what: _Kept) -> None:
        super().__init__(screen)
        self._what = what
        self.asked = KeptQuestions(screen)
        self.keep = Button(what.button, "primary", on_click=self._keep)
        self._card = Card(what.title)
        self._card.rows.setSpacing(6)
        self._card.rows.addWidget(quiet(what.about))
        self._card.rows.addWidget(self.asked)
        self.lay_out(self._card)
        self.column.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignRight)

    def refresh(self) -> None:
        if self.asked.questions is None:
            FormStart(self.owner, FormRequest(self._what.form), self._begun).ask()

    def first_focus(self) -> QWidget:
        return next(each_stop(self.asked), None) or self.keep

    def panes(self) -> list[QWidget]:
        return [self._card, self.keep]

    def _begun(self, begun: Beginning) -> None:
        self.asked.begin(begun, begun.start.form.fields, self._what.form, saved=begun.raw)

    def _keep(self) -> None:
        if self.asked.questions is not None:
            answers = self.asked.raw()
            self.owner.ask_or(self._what.keep, partial(self._kept, answers), self.asked.refused, answers)

    def _kept(self, answers: Typed, saved: Saved) -> None:
        self.asked.keeper.saved(answers)
        self.owner.show_status(self._what.done)
        self.owner.notify(saved.changed)


class ReachPart(KeptFormPart):
    """The way to reach us."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__(screen, _REACH)


class ThresholdsPart(KeptFormPart):
    """The thresholds of partner meetings."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__(screen, _THRESHOLDS)
