"""The unit's people: who works here in which role, how colleagues reach them, who is on leave."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.closing.people import ColleagueLine, roster
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, Row, add_action, row_button
from ui.controls.pills import Pill
from ui.shell.destinations import FormDestination, FormRequest, form_page
from ui.shell.screen import AnyScreen
from ui.unit.part import UnitPart


class PeoplePart(UnitPart):
    """The roster: who is here first, then who left or is to come."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__(screen)
        self.card = Card("The unit's people")
        self.new = Button("Add somebody", "primary", on_click=self._add)
        add_action(self.card, self.new)
        self.lay_out(self.card)

    def refresh(self) -> None:
        self.owner.ask(roster, self._show)

    def first_focus(self) -> QWidget:
        return self.new

    def panes(self) -> list[QWidget]:
        return [self.card]

    def _show(self, lines: tuple[ColleagueLine, ...]) -> None:
        self.card.clear()
        here = sum(line.here for line in lines)
        self.card.note.setText(f"{here} here" if here else "")
        for line in lines:
            self.card.add_row(self._row(line))
        if not lines:
            self.card.say_empty(
                "Nobody yet. Add the unit's people once: their names are offered where one of ours is asked, "
                "such as who owns an action or who countersigns."
            )

    def _row(self, line: ColleagueLine) -> Row:
        number = f"{line.phone} ({line.confirmed})" if line.phone else ""
        about = " · ".join(part for part in (line.role, line.collar, number, line.days) if part)
        row = Row().add_words(TextLabel(line.name, "strong"), quiet(about))
        if line.away:
            row.add(Pill(line.away, "caution", "dash"))
        elif not line.here:
            row.add(Pill("not here now", "quiet"))
        return row.add(row_button("Change", line.name, partial(self._change, line.entry)))

    def _add(self) -> None:
        self.owner.go_to(form_page("colleague"))

    def _change(self, entry: str) -> None:
        self.owner.go_to(FormDestination(FormRequest("colleague", corrects=(entry,))))
