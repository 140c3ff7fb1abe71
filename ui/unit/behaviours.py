"""The list that incidents are noted with: the program's list, our own beside it, and what we hide."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.records.link_choices import link_choices
from hru_advocate.casework.typed_words import keep_typed, typed
from hru_advocate.casework.unit.unit_behaviours import BehaviourLine, add_behaviour, behaviour_lines, set_hidden
from ui.controls.buttons import Button
from ui.controls.inputs import OneLine
from ui.controls.labels import TextLabel, field_label, quiet
from ui.controls.layout.cards import Card, Row, row_button
from ui.controls.pills import Pill
from ui.controls.tick_boxes import Dropdown
from ui.form.words_keeper import FieldKeeper
from ui.shell.screen import AnyScreen
from ui.unit.part import UnitPart

_ABOUT: Final = (
    "An incident is noted with what was done, from this list. Hide what you do not use, add what is missing; "
    "what was noted before stays as it is."
)
_PLACE: Final = "behaviour"


class BehavioursPart(UnitPart):
    """A line for one of our own, and the list below it."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__(screen)
        self.words = OneLine("Left notes on the car")
        self.words.returnPressed.connect(self._add)
        self.words.textEdited.connect(self._typed)
        self.factor = Dropdown("The risk factor it may point to", (("", "No risk factor"),))
        self.factor.setMaximumWidth(420)
        self.add_button = Button("Add to the list", "primary", on_click=self._add)
        self.keeper = FieldKeeper(screen, lambda: (_PLACE, self.words.text()))
        self._begun = False
        self.own = Card("One of our own")
        self.own.rows.setSpacing(6)
        self.own.rows.addWidget(quiet(_ABOUT))
        self.own.rows.addWidget(field_label("What was done, in plain words", self.words))
        self.own.rows.addWidget(self.words)
        self.own.rows.addWidget(field_label("It may point to", self.factor))
        self.own.rows.addWidget(self.factor, 0, Qt.AlignmentFlag.AlignLeft)
        ends = QHBoxLayout()
        ends.addStretch(1)
        ends.addWidget(self.add_button)
        self.own.rows.addLayout(ends)
        self.held = Card("What incidents are noted with")
        self.lay_out(self.own, self.held)

    def refresh(self) -> None:
        self.owner.ask(behaviour_lines, self._show)
        if not self._begun:
            self._begun = True
            self.owner.ask(link_choices, self._offer, "factor")
            self.owner.ask(typed, self._go_on, _PLACE)

    def first_focus(self) -> QWidget:
        return self.words

    def panes(self) -> list[QWidget]:
        return [self.own, self.held]

    def _offer(self, factors: tuple[tuple[str, str], ...]) -> None:
        self.factor.set_choices((("", "No risk factor"), *factors))

    def _go_on(self, words: str) -> None:
        if words and not self.words.text():
            self.words.show_text(words)
            self.owner.show_status("Typed before and not saved yet")

    def _typed(self) -> None:
        self.keeper.touch()

    def _show(self, lines: tuple[BehaviourLine, ...]) -> None:
        self.held.clear()
        shown = sum(not line.hidden for line in lines)
        self.held.note.setText(f"{shown} of {len(lines)} offered" if shown < len(lines) else str(shown))
        for line in lines:
            points = f"May point to: {line.factor_words}" if line.factor and not line.says else ""
            says = f"Says so: {line.factor_words}" if line.says else ""
            notes = " · ".join(part for part in ("Ours" if line.own else "", says or points) if part)
            row = Row().add_words(TextLabel(line.label), *([quiet(notes)] if notes else []))
            if line.hidden:
                row.add(Pill("hidden", "quiet"))
            words = "Show again" if line.hidden else "Hide"
            self.held.add_row(row.add(row_button(words, line.label, partial(self._set, line.id, not line.hidden))))

    def _set(self, behaviour: str, hidden: bool) -> None:
        self.owner.ask(set_hidden, self._kept, behaviour, hidden=hidden)

    def _add(self) -> None:
        if self.words.text().strip():
            self.owner.ask(add_behaviour, self._added, self.words.text(), self.factor.chosen())

    def _added(self, saved: Saved) -> None:
        self.words.clear()
        self.factor.choose("")
        self.owner.ask(keep_typed, lambda _at: None, _PLACE, "")
        self.words.setFocus()
        self._kept(saved)

    def _kept(self, saved: Saved) -> None:
        self.owner.show_status("The list is kept")
        self.owner.notify(saved.changed)
