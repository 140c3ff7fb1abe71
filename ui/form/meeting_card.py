"""Two laptops meet: each card goes over by hand, eight words are compared, and the other device is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.sharing.cards import DeviceCard, write_card
from hru_advocate.casework.sharing.roster import Meeting, meeting
from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.files.choosing import choose_to_read, choose_to_write
from ui.controls.inputs import OneLine
from ui.controls.labels import TextLabel, field_label, quiet
from ui.controls.layout.cards import Card, CardColumn
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.scrolling import bring_soon
from ui.controls.tick_boxes import TickBox
from ui.form.fields_keeper import keep_as
from ui.shell.screen import AnyScreen

if TYPE_CHECKING:
    from hru_advocate.casework.session import Session

_COMPARE: Final = (
    "Both screens work out the same eight words. One of you reads them out, the other types what was heard; then the "
    "other way round. Type what you hear, never what stands on your own screen: somebody may have exchanged a card on "
    "its way, and only other words tell."
)


@dataclass(frozen=True, slots=True)
class MeetingWords:
    """The purpose of a meeting: the words of its card, and what keeps the device once the words agree.

    ``kept_as`` is the name under which typed words are kept, ``done`` is said when it is over.
    """

    head: str
    about: str
    press: str
    done: str
    kept_as: str
    keep: Callable[[Session, DeviceCard, str], Changed]
    holder: str = ""
    """The sentence to be ticked before a recovery holder's device is kept; "" where that makes no difference."""
    keep_holder: Callable[[Session, DeviceCard, str], Changed] | None = None


class MeetingCard(Card):
    """Writes this computer's card, reads the other one, shows the words on request and takes those that were heard."""

    def __init__(self, screen: AnyScreen, words: MeetingWords) -> None:
        super().__init__(words.head)
        self._screen, self._for = screen, words
        self._met: Meeting | None = None
        self.save = Button("Save this computer's card", on_click=self._save)
        self.choose = Button("Choose their card", on_click=self._choose)
        self._whose = TextLabel("", "strong")
        self.show_words = Button("Show our eight words", on_click=self._reveal)
        self._showing = flowing(self.show_words)
        self.words = TextLabel("", "strong")
        self.heard = OneLine()
        keep_as(self.heard, words.kept_as)
        self._label = field_label("The eight words the other person reads out", self.heard)
        self.holder = TickBox(words.holder)
        self.holder.toggled.connect(self._follow)
        self.holder.hide()
        self.enrol = Button(words.press, "primary", on_click=self._enrol)
        self._comparing = CardColumn(
            self._whose,
            quiet(_COMPARE),
            self._showing,
            self.words,
            self._label,
            self.heard,
            self.holder,
            end=self.enrol,
        )
        self._comparing.hide()
        self.add_row(CardColumn(quiet(words.about), flowing(self.save, self.choose)))
        self.add_row(self._comparing)

    def _save(self) -> None:
        chosen = choose_to_write(self, "card.txt", asks_to_replace=False)  # a card is never written over a file
        if chosen:
            self._screen.ask(write_card, self._saved, Path(chosen))

    def _saved(self, _device: str) -> None:
        self._screen.show_status("Card saved. Hand it over yourself")

    def _choose(self) -> None:
        chosen = choose_to_read(self)
        if chosen:
            self._screen.banner.clear()
            self._screen.ask(meeting, self._read, Path(chosen))

    def _read(self, met: Meeting) -> None:
        self._met = met
        self.holder.setChecked(False)
        self.holder.setVisible(self._asks_for_holder())
        self._follow()
        self._whose.setText(f"{met.card.name}, {met.card.role_words}")
        self._label.setText(f"The eight words {met.card.name} reads out")
        self.heard.setAccessibleName(self._label.text())
        self.words.setText("")
        self.words.hide()
        self._showing.show()
        self._comparing.show()
        self.heard.setFocus()
        bring_soon(self.enrol)
        announce(self, f"The card of {met.card.name}. Compare the eight words.")

    def _reveal(self) -> None:
        if self._met is not None:
            self.words.setText(" ".join(self._met.words))
            self.words.show()
            self.heard.setFocus()
            self._showing.hide()
            announce(self, self.words.text())

    def _enrol(self) -> None:
        if self._met is not None:
            self._screen.banner.clear()  # what was refused before must not stand beside a meeting that came to its end
            keep = self._for.keep_holder if self._asks_for_holder() else None
            self._screen.ask(keep or self._for.keep, self._enrolled, self._met.card, self.heard.text())

    def _asks_for_holder(self) -> bool:
        """Say whether the card is a recovery holder's, and that has to be said before it is kept."""
        return self._met is not None and self._met.card.keeps_copies and bool(self._for.holder)

    def _follow(self) -> None:
        self.enrol.setEnabled(self.holder.isChecked() or not self._asks_for_holder())

    def _enrolled(self, changed: Changed) -> None:
        self._met = None
        self.heard.clear()
        self.choose.setFocus()  # first: Qt hands the keyboard of what is hidden to whatever comes next, often the rail
        self._comparing.hide()
        self._screen.show_status(self._for.done)
        self._screen.notify(changed)
