"""The way to raise an overdue return: the unit's own steps, what nobody confirmed, and what was done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.visits.raising import Raising, raising
from hru_advocate.casework.visits.steps import note_raised
from ui.controls.buttons import Button
from ui.controls.inputs import OneLine, bare
from ui.controls.labels import TextLabel, field_label, quiet
from ui.controls.layout.cards import Card, Row
from ui.controls.layout.flow_layout import flowing
from ui.controls.theme import theme
from ui.form.fields_keeper import keep_as
from ui.shell.screen import AnyScreen


class RaiseCard(QWidget):
    """Shown while a visit is overdue. What was done is written below it, line by line; ``noted`` when one was."""

    noted = Signal()

    def __init__(self, owner: AnyScreen) -> None:
        super().__init__()
        self._owner, self._entry = owner, ""
        self.card = Card("Overdue: raise it now", tone="danger")
        self.done = OneLine("What was done, by whom")
        keep_as(self.done, "done")
        self.done.setMinimumWidth(theme().px(420))
        self.done.returnPressed.connect(self._note)
        column = bare(self, gap=8)
        column.addWidget(self.card)
        column.addWidget(field_label("What was done, by whom; each line is kept with its time", self.done))
        column.addWidget(flowing(self.done, Button("Note it", on_click=self._note)))
        self.hide()

    def ask(self, entry: str, *, overdue: bool) -> None:
        """Ask how to raise this visit; hidden while it is not overdue."""
        self._entry = entry
        self.setVisible(overdue)
        if overdue:
            self._owner.ask_hiding(raising, self._show, entry)

    def _show(self, page: Raising) -> None:
        lines = (
            page.danger,
            f"Ring who goes: {page.reach}" if page.reach else "No number of who goes is written down.",
            f"Told, and raises it: {page.told}" if page.told else "",
            f"The code word to know: {page.signal}" if page.signal else "",
            *page.steps,
            f"Duty number: {page.duty}" if page.duty else "",
            page.whereabouts,
        )
        self.card.clear()
        rows = [TextLabel(words) for words in lines if words]
        rows += [TextLabel(f"Unconfirmed. {words}", tone="caution") for words in page.unconfirmed]
        rows += [quiet(page.raised)] if page.raised else []
        for words in rows:
            row = Row().add_words(words)
            self.card.add_row(row)
            row.show()  # the card has only just come on show, and Qt would leave them hidden

    def _note(self) -> None:
        self._owner.ask(note_raised, self._saved, self._entry, self.done.text())

    def _saved(self, saved: Saved) -> None:
        self.done.clear()
        self._owner.notify(saved.changed)
        self.noted.emit()
