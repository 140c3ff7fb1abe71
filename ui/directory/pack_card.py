"""One pack: chosen, looked at line by line, ticked number by number, then signed for others or taken here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication, QWidget

from hru_advocate.casework.packs.making import PackSigned, sign_pack
from hru_advocate.casework.packs.taking import PackDone, PackLook, look_again, look_in, take
from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.files.choosing import choose_to_read, choose_to_write
from ui.controls.keyboard.held import holds_keyboard
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, CardColumn, Row
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.scrolling import bring_soon
from ui.controls.theme import Tone
from ui.controls.tick_boxes import TickBox
from ui.shell.screen import AnyScreen

_ABOUT: Final = (
    "A pack brings services and law from another unit, or from yours. It counts when two of the people trusted below "
    "have signed it. Nothing is taken before every line was shown; each number is ticked by itself."
)
_LOOKING: Final = "Looking at the pack\u2026"
_NUMBERS: Final = (
    "Tick each of these that you looked at: a number, or a text or page that gives one. Without its tick it is not "
    "taken and stays open; a number that is taken is unconfirmed until somebody rings it."
)


class PackCard(Card):
    """A button that asks for a file, what the pack says, and what can be done with it."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__("A pack of directory and law")
        self._screen = screen
        self._look: PackLook | None = None
        self.boxes: dict[str, TickBox] = {}
        self.choose = Button("Choose a pack", on_click=self._choose)
        self.put_below_head(CardColumn(quiet(_ABOUT), flowing(self.choose)))
        self.take = Button("Take it", "primary", on_click=self._take)
        self.sign = Button("Sign it", on_click=self._sign)

    def look_into(self, path: Path) -> None:
        """Look at the pack in a file."""
        self._begin()
        self._screen.ask_or(look_in, self._looked, self._refused, path)

    def look_again(self, name: str) -> None:
        """Look again at the last pack of a list, for what stayed open; the keyboard comes here, where it is shown."""
        self.choose.setFocus()
        self._begin()
        self._screen.ask_or(look_again, self._looked, self._refused, name)

    def _choose(self) -> None:
        chosen = choose_to_read(self)
        if chosen:
            self.look_into(Path(chosen))

    def _begin(self) -> None:
        self._screen.banner.clear()
        self._look = None
        self.choose.setEnabled(False)
        self._empty()
        self.note.setText(_LOOKING)
        announce(self, _LOOKING)

    def _end(self) -> None:
        self.choose.setEnabled(True)
        self.note.setText("")

    def _empty(self) -> None:
        """Take away what was said of another pack; the buttons are made anew with the next one."""
        self.boxes = {}
        self.clear()
        self.take = Button("Take it", "primary", on_click=self._take)
        self.sign = Button("Sign it", on_click=self._sign)

    def _looked(self, look: PackLook) -> None:
        self._end()
        self._empty()
        self._look = look
        self.add_row(self._head_of(look))
        for row in (*self._ticks(look), *_rest_of(look), flowing(self.take, self.sign)):
            self.add_row(row)
            row.show()  # at once: what is not on show takes no keyboard
        self.take.setEnabled(not look.problem)
        first = next(iter(self.boxes.values()), self.take if not look.problem else self.sign)
        if QApplication.focusWidget() is None or holds_keyboard(self):  # nobody went to work elsewhere meanwhile
            first.setFocus()
            bring_soon(first)
        announce(self, f"{look.title}. {look.problem or _to_tick(len(look.to_tick))}")

    def _head_of(self, look: PackLook) -> QWidget:
        signed = " and ".join(look.signed_by) or "nobody who is trusted here"
        more = f"; and by {look.others} not trusted here" if look.others else ""
        words: list[QWidget] = [TextLabel(look.title, "strong"), quiet(f"{look.days}; signed by {signed}{more}")]
        words.append(quiet(f"SHA-256 {look.sha256}"))
        if look.problem:
            words.append(TextLabel(look.problem, tone="danger"))
        return Row().add_words(*words)

    def _ticks(self, look: PackLook) -> Iterator[QWidget]:
        if look.to_tick:
            column = CardColumn(quiet(_NUMBERS))
            for change in look.to_tick:
                box = self.boxes[change.id] = TickBox(change.words)
                column.rows.addWidget(box)
                for question in change.asks:
                    column.rows.addWidget(TextLabel(question, tone="caution"))
            yield column

    def _take(self) -> None:
        if self._look is not None and not self._look.problem:
            self.take.setEnabled(False)
            ticked = [name for name, box in self.boxes.items() if box.isChecked()]
            self._screen.banner.clear()
            self._screen.ask_or(take, self._taken, self._refused, self._look.pack, ticked)

    def _taken(self, done: PackDone) -> None:
        self._look = None
        self.choose.setFocus()  # first: Qt hands the keyboard of what is hidden to whatever comes next
        self._empty()
        words = TextLabel(done.words, "strong", tone="caution" if done.waiting else "fine")
        self.add_row(Row().add_words(words, *(TextLabel(f"Open: {one}") for one in done.waiting)))
        announce(self, done.words)
        self._screen.notify(done.changed)

    def _sign(self) -> None:
        place = choose_to_write(self, "pack.txt", asks_to_replace=False) if self._look is not None else ""
        if self._look is not None and place:
            self._screen.banner.clear()
            self._screen.ask(sign_pack, self._signed, self._look.pack, Path(place))

    def _signed(self, made: PackSigned) -> None:
        self._screen.show_status(f"Signed. The new file bears {made.signatures} signatures")

    def _refused(self, error: BaseException) -> None:
        self._end()
        self.take.setEnabled(True)
        self._screen.show_error(error)


def _rest_of(look: PackLook) -> Iterator[QWidget]:
    """Rows for all that is not ticked: what falls, what is refused, what comes with each service or option."""
    falls = (*look.falls, *(f"If its number is ticked: {one}" for one in look.falls_if))
    if falls:
        yield _row("Confirmations that fall, and have to be made anew", falls, "caution")
    if refused := [one.words for one in look.changes if one.sort == "refused"]:
        yield _row("Never taken, whatever a pack says", refused, "danger")
    lines = (one for one in look.changes if one.sort == "comes")
    for (_about, name), changes in groupby(lines, key=lambda one: (one.about, one.name)):
        yield _row(name, [one.words.removeprefix(f"{name}: ") for one in changes])
    if not look.changes:
        yield Row().add_words(TextLabel("It changes nothing here."))


def _row(head: str, lines: Sequence[str], tone: Tone | None = None) -> QWidget:
    return Row().add_words(TextLabel(head, "strong"), TextLabel("\n".join(lines), tone=tone))


def _to_tick(many: int) -> str:
    return f"{many} change{'' if many == 1 else 's'} to tick."
