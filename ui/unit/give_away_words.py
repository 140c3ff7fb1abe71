"""The give-away words: what no paper that may be seen should hold."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from hru_advocate.casework.settings import Settings, give_away_in, keep_give_away, settings
from hru_advocate.casework.typed_words import typed
from ui.controls.announcements import LiveRegion
from ui.controls.buttons import Button
from ui.controls.inputs import ManyLines
from ui.controls.labels import field_label, quiet
from ui.controls.layout.cards import Card
from ui.form.words_keeper import FieldKeeper
from ui.shell.screen import AnyScreen
from ui.unit.part import UnitPart

if TYPE_CHECKING:
    from hru_advocate.casework.changed import Changed

_ABOUT = (
    "A plain sheet, a card or a leaflet leaves out any text that holds one of these. "
    "One to a line; a star at the end stands for any ending. Small and capital letters are the same."
)
_PLACE: Final = "give-away words"


class WordsPart(UnitPart):
    """One to a line, kept by a button; the program's own list can be put back."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__(screen)
        self._kept: tuple[str, ...] = ()
        self._showing = False
        self.words = ManyLines(8, 13)
        self.words.textChanged.connect(self._change)
        self.keeper = FieldKeeper(screen, self._unsaved)
        self._summary = quiet("")
        self._telling = LiveRegion(self._summary, apart=True)
        self.keep = Button("Keep these words", "primary", on_click=self._keep)
        self.restore = Button("As the program came", on_click=self._restore)
        card = Card("Give-away words")
        card.rows.setSpacing(6)
        card.rows.addWidget(quiet(_ABOUT))
        card.rows.addWidget(field_label("Words, one to a line", self.words))
        card.rows.addWidget(self.words)
        card.rows.addWidget(self._summary)
        ends = QHBoxLayout()
        ends.setContentsMargins(0, 8, 0, 4)
        ends.addWidget(self.restore)
        ends.addStretch(1)
        ends.addWidget(self.keep)
        card.rows.addLayout(ends)
        self.lay_out(card)

    def refresh(self) -> None:
        self.owner.ask(settings, self._show)

    def first_focus(self) -> QWidget:
        return self.words

    def typed(self) -> list[str]:
        """The words in the box."""
        return list(give_away_in(self.words.words()))

    def _show(self, found: Settings) -> None:
        if found.give_away != self._kept:
            self._kept = found.give_away
            self._showing = True
            self.words.show_words("\n".join(found.give_away))
            self._showing = False
            self.owner.ask(typed, self._go_on, _PLACE)
        self._compare()

    def _go_on(self, words: str) -> None:
        """Show what was typed and never saved, in place of what is."""
        if words and words != self.words.words():
            self.words.show_words(words)
            self.owner.show_status("Typed before and not saved yet")

    def _unsaved(self) -> tuple[str, str]:
        return _PLACE, self.words.words() if self.typed() != list(self._kept) else ""

    def _change(self) -> None:
        self._compare()
        if not self._showing:
            self.keeper.touch()

    def _compare(self) -> None:
        """Say how the list differs from the one the program came with: what was taken out matters most."""
        typed, program = set(self.typed()), set(Settings().give_away)
        gone, more = len(program - typed), len(typed - program)
        parts = [f"{len(typed)} words"]
        taken = f"{gone} of the program's own taken out" if gone else ""
        parts += [taken] if taken else []
        parts += [f"{more} of our own"] if more else []
        self._summary.setText(" · ".join(parts))
        self._summary.set_tone("caution" if gone else None)
        if not self._showing:
            self._telling.tell(taken)
        self.keep.setEnabled(self.typed() != list(self._kept))
        self.restore.setEnabled(typed != program)

    def _restore(self) -> None:
        self.words.show_words("\n".join(Settings().give_away))
        self.words.setFocus()

    def _keep(self) -> None:
        sent = self.words.words()
        self.owner.ask(keep_give_away, partial(self._done, give_away_in(sent)), sent)

    def _done(self, sent: tuple[str, ...], changed: Changed) -> None:
        self._kept = sent  # what was typed meanwhile is unsaved, and stays in the box
        self.keeper.keep()
        self.owner.show_status("Give-away words kept")
        self.owner.notify(changed)
