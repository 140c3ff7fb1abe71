"""A pack made: a draft of what stands here or of another program's file, the pack of a draft; the directory out."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from hru_advocate.casework.packs.hsds import HsdsDraft, HsdsWritten, write_directory, write_draft_of_hsds
from hru_advocate.casework.packs.making import PackSigned, make, write_draft
from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.files.choosing import choose_to_read, choose_to_write
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, CardColumn, Row
from ui.controls.layout.flow_layout import flowing
from ui.shell.screen import AnyScreen

_MAKING: Final = (
    "A draft is a plain text of services and law as they stand here. Change what is to change, take out what stays, "
    "make the pack of it, and have a second person sign that on another laptop. A pack is not secret."
)
_OTHERS: Final = (
    "Other programs read a directory as Open Referral has it (HSDS 3, JSON). What is saved is not encrypted; what must "
    "not be printed, lines for people who do harm and notes for advocates stay here."
)
_DRAFT: Final = "pack-draft.toml"


class MakingCard(Card):
    """Two pairs of buttons, and what came of the last of them."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__("Make a pack")
        self._screen = screen
        self.draft = Button("Write a draft", on_click=self._write_draft)
        self.make = Button("Make a pack of a draft", on_click=self._make)
        self.out = Button("Save the directory for other programs", on_click=self._write_directory)
        self.come = Button("Make a draft of another program's file", on_click=self._read_directory)
        making = (quiet(_MAKING), flowing(self.draft, self.make))
        self.put_below_head(CardColumn(*making, quiet(_OTHERS), flowing(self.out, self.come)))

    def _write_draft(self) -> None:
        if place := self._place(_DRAFT):
            self._screen.ask(write_draft, lambda _none: self._say("The draft is written."), place)

    def _make(self) -> None:
        source = choose_to_read(self)
        if source and (place := self._place("pack.txt")):
            self._screen.ask(make, self._made, Path(source), place)

    def _made(self, made: PackSigned) -> None:
        self._say(
            f"Version {made.version} of {made.name} is made and signed by this computer. "
            "A second person chooses it on another laptop and signs it."
        )

    def _write_directory(self) -> None:
        if place := self._place("directory.json"):
            self._screen.ask(write_directory, self._gone, place)

    def _gone(self, told: HsdsWritten) -> None:
        self._say(f"Saved, not encrypted: {_services(told.services)}.")

    def _read_directory(self) -> None:
        source = choose_to_read(self)
        if source and (place := self._place(_DRAFT)):
            self._screen.ask(write_draft_of_hsds, self._drafted, Path(source), place)

    def _drafted(self, made: HsdsDraft) -> None:
        self._say(f"The draft is written, with {_services(made.services)} of that file.", *made.remarks)

    def _place(self, name: str) -> Path | None:
        self._screen.banner.clear()
        self.clear()
        chosen = choose_to_write(self, name, asks_to_replace=False)
        return Path(chosen) if chosen else None

    def _say(self, words: str, *remarks: str) -> None:
        self.clear()
        self.add_row(Row().add_words(TextLabel(words, "strong"), *(TextLabel(one, tone="caution") for one in remarks)))
        announce(self, " ".join((words, *remarks)))


def _services(many: int) -> str:
    return f"{many} service{'' if many == 1 else 's'}"
