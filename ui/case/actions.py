"""The actions of a case: what is owed first, what has ended below, and the pause of its reminders."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from hru_advocate.casework.actions.actions import ActionLine
from hru_advocate.domain.actions.action import ActionStanding
from ui.case.tab import stepped_row
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, Row, add_action, row_button
from ui.controls.pills import Pill, Shape
from ui.controls.theme import Tone
from ui.shell.destinations import FormRequest, RecordDestination, filling_in, form_page
from ui.shell.screen import AnyScreen

_PILL_WIDTH: Final = 112
ACTION_LOOKS: Final[dict[ActionStanding, tuple[Tone, Shape]]] = {
    "late": ("danger", "triangle"),
    "due_today": ("caution", "dot"),
    "open": ("accent", "bar"),
    "no_day": ("caution", "dash"),
    "not_yet": ("caution", "dash"),
    "ended": ("quiet", "none"),
}
"""Colour and shape beside the words of how an action stands."""


class ActionsCard(Card):
    """Every action of a case: owed ones with the way to say how they stand, ended ones one press away."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__("Actions")
        self._screen, self._case = screen, case
        self._held: tuple[ActionLine, ...] = ()
        self._ended_shown = False
        self.pause_button = Button("Pause reminders", "link", on_click=partial(self._open_form, "pause"))
        self.add_button = Button("Note an action", "link", keys="Ctrl T", on_click=partial(self._open_form, "action"))
        add_action(self, self.pause_button)
        add_action(self, self.add_button)

    def show_actions(self, lines: Sequence[ActionLine]) -> None:
        """Show the actions as they stand today."""
        self._held = tuple(lines)
        late = sum(line.late_days > 0 for line in lines)
        owed = sum(line.standing != "ended" for line in lines)
        self.note.setText(" · ".join(filter(None, (f"{owed} owed" if owed else "", f"{late} late" if late else ""))))
        self.set_tone("danger" if late else None)
        self._fill()

    def _fill(self) -> None:
        self.clear()
        ended = [line for line in self._held if line.standing == "ended"]
        for line in self._held:
            if line.standing != "ended" or line.chase or self._ended_shown:
                self.add_row(self._row(line))
        if not self._held:
            self.say_empty("Nothing was promised yet. A measure of the plan can be made an action, with a day.")
        hidden = sum(not line.chase for line in ended)
        if hidden:
            shown = "Show the one that has ended" if hidden == 1 else f"Show the {hidden} that have ended"
            words = "Hide what has ended" if self._ended_shown else shown
            self.add_row(Row().add(Button(words, "link", on_click=self._toggle)))

    def _row(self, line: ActionLine) -> Row:
        words = [TextLabel(line.what), quiet(" · ".join(filter(None, (line.owner, line.about, line.because))))]
        pill = Pill(line.words, *ACTION_LOOKS[line.standing])
        steps = (
            row_button("Open", line.what, partial(self._open, line.entry)),
            row_button("How it stands", line.what, partial(self._correct, line.entry)),
        )
        return stepped_row(words, pill, steps, _PILL_WIDTH)

    def _toggle(self) -> None:
        self._ended_shown = not self._ended_shown
        self._fill()

    def _open_form(self, form: str) -> None:
        answers = {"state": "open"} if form == "action" else {}
        self._screen.go_to(form_page(form, self._case, **answers))

    def _open(self, entry: str) -> None:
        self._screen.go_to(RecordDestination(entry, self._case))

    def _correct(self, entry: str) -> None:
        self._screen.go_to(filling_in("page", FormRequest("action", self._case, corrects=(entry,))))
