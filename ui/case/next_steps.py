"""The next steps of a case, in one line: each with its sign, its state in words, and the way to take it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from hru_advocate.casework.next_steps import Step, StepState, first_open
from ui.controls.buttons import Button
from ui.controls.inputs import bare
from ui.controls.labels import quiet
from ui.controls.layout.cards import Card
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.kept_heights import ByWidth
from ui.controls.pills import Shape
from ui.controls.signs import Sign
from ui.controls.theme import Tone, theme
from ui.shell.destinations import FormRequest, PaperDestination, filling_in
from ui.shell.screen import AnyScreen

_SIGNS: Final[dict[StepState, tuple[Shape, Tone]]] = {
    "done": ("tick", "accent"),
    "begun": ("bar", "caution"),
    "not_asked": ("dash", "quiet"),
}
"""Shape and colour beside the words. Nothing is green: a step that is done says nothing of how safe somebody is."""


class NextStepsCard(Card):
    """The steps from safe contact to paper. A click takes a step, or goes on with what was begun."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__("Next steps")
        self._screen, self._case = screen, case
        self.steps: tuple[Step, ...] = ()

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show how far each step is; the head names the one to take next. Unchanged steps are left alone."""
        if tuple(steps) == self.steps:
            return
        self.steps = tuple(steps)
        upcoming = first_open(steps)
        self.note.setText(f"next: {upcoming.title}" if upcoming else "all taken")
        self.clear()
        self.add_row(flowing(*(self._step(step) for step in steps), gap=4))

    def _step(self, step: Step) -> QWidget:
        holder = ByWidth()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 16, 0)
        line.setSpacing(0)
        button = Button(step.title, "link", on_click=partial(self._take, step))
        button.setAccessibleName(f"{step.title}: {step.words}")
        line.addWidget(Sign(*_SIGNS[step.state]))
        line.addWidget(button)
        if theme().large:  # one below the other: beside its words a step would be wider than a narrow page
            below = QWidget()
            column = bare(below, gap=0)
            column.setContentsMargins(0, 0, 24, 8)
            line.addStretch(1)  # the words below may be wider than the step: its sign stays beside its name
            column.addWidget(holder)
            column.addWidget(quiet(step.words))
            return below
        line.addWidget(quiet(step.words, wrap=False))
        return holder

    def _take(self, step: Step) -> None:
        """Paper is chosen on its own page; anything else is filled in where its form says."""
        if not step.form:
            self._screen.go_to(PaperDestination(self._case))
            return
        request = FormRequest(step.form, self._case, draft=step.draft, corrects=() if step.draft else step.corrects)
        self._screen.go_to(filling_in(step.layout, request))
