"""One case sealed for other laptops of the unit: for whom, why, and what became of the packages before."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from hru_advocate.casework.sharing.contents import PURPOSES, Purpose
from hru_advocate.casework.sharing.receipts import PackageLine, SealingOffer, sealing_offer
from hru_advocate.casework.sharing.sending import PackageSealed, seal
from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.files.choosing import choose_folder
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, CardColumn, Row, empty
from ui.controls.layout.flow_layout import flowing
from ui.controls.tick_boxes import OneOf, TickBox
from ui.shell.screen import AnyScreen

_ABOUT: Final = (
    "For a colleague's laptop the case leaves sealed: only the laptops you tick can open it, for fourteen days. "
    "Everything of this case goes, and nothing of any other. The record says that it was sealed."
)
_NOBODY: Final = "No other laptop of the unit is enrolled here yet. They meet on the unit's page, under Laptops."
_WHY: Final = "Why it goes"
_NOT_NAMED: Final = "The case is restricted, and its flag does not name them."
_WAITS: Final = "A colleague asks that the case be erased: answer first, on Unit, Records kept."
_BESIDES: Final = (
    "Whoever it is for, the recovery holder can open it too, to bring it back: nobody works on it there, and each "
    "look needs a reason, which is recorded."
)
_SHOWN: Final = 6


class SealingCard(Card):
    """Ticks for laptops, one of three reasons, and a button that asks for a folder."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__("Sealed, for another laptop of the unit")
        self._screen, self._case = screen, case
        self.boxes: dict[str, TickBox] = {}
        self._besides: frozenset[str] = frozenset()
        self.purposes: dict[Purpose, OneOf] = {
            name: OneOf(f"{words[:1].upper()}{words[1:]}") for name, words in PURPOSES.items()
        }
        for one in self.purposes.values():
            one.setAccessibleDescription(_WHY)
        self.purposes["share"].setChecked(True)
        self.button = Button("Seal into a folder", on_click=self._choose)
        self._said = TextLabel("")
        self._where = quiet("")
        self._people, self._packages = CardColumn(), CardColumn()
        self._choice = CardColumn(quiet(_WHY), *self.purposes.values(), flowing(self.button), self._said, self._where)
        for part in (CardColumn(quiet(_ABOUT)), self._people, self._choice, self._packages):
            self.add_row(part)
        self._choice.hide()
        self._packages.hide()
        self._said.hide()
        self._where.hide()

    def refresh(self) -> None:
        """Ask for whom it could be sealed, and what was."""
        self._screen.ask(sealing_offer, self._show, self._case)

    def seal_into(self, folder: Path) -> None:
        """Seal it for the laptops that are ticked."""
        to = [device for device, box in self.boxes.items() if box.isChecked()]
        why: Purpose = next((name for name, one in self.purposes.items() if one.isChecked()), "share")
        self._screen.banner.clear()
        self._screen.ask(seal, self._sealed, self._case, to, folder, purpose=why)

    def _show(self, offer: SealingOffer) -> None:
        ticked = {device for device, box in self.boxes.items() if box.isChecked()}
        for column in (self._people, self._packages):
            empty(column.rows)
        self.boxes, self._besides = {}, offer.besides
        if not offer.members:
            self._people.rows.addWidget(TextLabel(_NOBODY))
        for member in offer.members:
            box = self.boxes[member.device] = TickBox(f"{member.name}, {member.role_words}")
            always = member.device in offer.besides
            box.setChecked(member.device in ticked)
            box.toggled.connect(self._follow)
            self._people.rows.addWidget(box)
            if always:
                box.bar(_BESIDES)
                box.setChecked(True)
                self._people.rows.addWidget(quiet(_BESIDES))
            if member.device not in offer.may:
                why = _WAITS if offer.waits else _NOT_NAMED
                box.bar(why)
                self._people.rows.addWidget(quiet(why))
        for line in offer.packages[:_SHOWN]:
            self._packages.rows.addWidget(_package(line))
        self._packages.setVisible(bool(offer.packages))
        self._choice.setVisible(bool(offer.members))
        self._follow()

    def _follow(self) -> None:
        self.button.setEnabled(any(box.isChecked() for box in self.boxes.values()))

    def _choose(self) -> None:
        chosen = choose_folder(self)
        if chosen:
            self.seal_into(Path(chosen))

    def _sealed(self, made: PackageSealed) -> None:
        for device, box in self.boxes.items():
            box.setChecked(device in self._besides)  # the next one is another decision
        self._said.setText(made.words)
        self._said.set_tone("fine")
        self._where.setText(made.place)
        self._said.show()
        self._where.show()
        announce(self, made.words)
        self._screen.notify(made.changed)  # the page asks again for all of it, and so for this


def _package(line: PackageLine) -> Row:
    opened = f"Opened by {'; '.join(line.opened)}." if line.opened else "Not known to be opened."
    since = f" {line.since} entries written here since." if line.since else ""
    about = f"{line.by}, {line.purpose}. {opened}{since}"
    return Row().add_words(TextLabel(f"{line.sealed}: for {', '.join(line.to)}"), quiet(about))
