"""The unit's own steps for an overdue return, and who confirmed them."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.typed_words import typed
from hru_advocate.casework.visits.raising import DANGER, keep_overdue_steps, overdue_steps
from ui.controls.buttons import Button
from ui.controls.inputs import ManyLines, OneLine
from ui.controls.labels import TextLabel, field_label, quiet
from ui.controls.layout.cards import Card
from ui.form.words_keeper import FieldKeeper
from ui.shell.screen import AnyScreen
from ui.unit.part import UnitPart

_PLACE: Final = "overdue steps"
_BY: Final = "overdue steps confirmed by"
_ABOUT: Final = (
    "These lines stand on the slip of a visit, and first on Today once somebody is not back in time. Until they are "
    "written, the program says that nobody confirmed any. This line always stands before them:"
)


class OverduePart(UnitPart):
    """One step to a line, kept by a button, with who confirmed them."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__(screen)
        self._kept = ("", "")
        self._showing = False
        self.steps, self.by = ManyLines(6, 12), OneLine("Name and role")
        self.keeper = FieldKeeper(screen, self._unsaved)
        self.by_keeper = FieldKeeper(screen, self._unsaved_by)
        self.steps.textChanged.connect(self._change)
        self.by.textEdited.connect(self.by_keeper.touch)
        self.keep = Button("Keep the steps", "primary", on_click=self._keep)
        card = Card("When a visit is overdue")
        card.rows.setSpacing(6)
        for widget in (
            quiet(_ABOUT),
            TextLabel(DANGER),
            field_label("The unit's own steps, one to a line", self.steps),
            self.steps,
            field_label("Confirmed by", self.by),
            self.by,
        ):
            card.rows.addWidget(widget)
        card.rows.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignRight)
        self.lay_out(card)

    def refresh(self) -> None:
        self.owner.ask(overdue_steps, self._show)

    def first_focus(self) -> QWidget:
        return self.steps

    def _show(self, found: tuple[str, str]) -> None:
        if found != self._kept:
            self._kept = found
            self._put(found[0])
            self.by.setText(found[1])
        self.owner.ask(typed, self._go_on, _PLACE)
        self.owner.ask(typed, self._go_on_by, _BY)

    def _go_on(self, words: str) -> None:
        """Show what was typed and never saved, in place of what is."""
        if words and words != self.steps.words():
            self._put(words)
            self.owner.show_status("Typed before and not saved yet")

    def _go_on_by(self, words: str) -> None:
        """As with the steps, unless something else is typed there by now."""
        if words and self.by.text() == self._kept[1]:
            self.by.setText(words)
            self.owner.show_status("Typed before and not saved yet")

    def _put(self, words: str) -> None:
        self._showing = True
        self.steps.show_words(words)
        self._showing = False

    def _change(self) -> None:
        if not self._showing:
            self.keeper.touch()

    def _unsaved(self) -> tuple[str, str]:
        words = self.steps.words()
        return _PLACE, "" if words == self._kept[0] else words

    def _unsaved_by(self) -> tuple[str, str]:
        return _BY, "" if self.by.text() == self._kept[1] else self.by.text()

    def _keep(self) -> None:
        sent = self.steps.words(), self.by.text()
        self.owner.ask(keep_overdue_steps, partial(self._done, sent), *sent)

    def _done(self, sent: tuple[str, str], changed: Changed) -> None:
        self._kept = sent
        for keeper in (self.keeper, self.by_keeper):
            keeper.keep()  # before the page is asked for again: what was kept until now would come back
        self.owner.show_status("The steps are kept")
        self.owner.notify(changed)
