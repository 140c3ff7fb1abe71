"""A sealed package that came from another laptop of the unit: opened, with what is new and what is missing."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from hru_advocate.casework.sharing.erased.hearing import ErasureHeard
from hru_advocate.casework.sharing.erased.opening import open_sealed
from hru_advocate.casework.sharing.opened import PackageOpened
from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.files.choosing import choose_to_read
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, Row, add_action, row_button
from ui.shell.destinations import CaseDestination, UnitDestination
from ui.shell.screen import AnyScreen

_ABOUT: Final = (
    "It is taken in whole once every entry is proven, or not at all. It only adds: what is here stays as it is, and "
    "opening it twice changes nothing."
)
_OPENING: Final = "Opening the package\u2026"


class OpeningCard(Card):
    """One button, and below it what came of the last package."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__("A sealed package from another laptop")
        self._screen = screen
        self.choose = Button("Open a package", "primary", on_click=self._choose)
        add_action(self, self.choose)
        self.add_row(Row().add_words(quiet(_ABOUT)))

    def open_path(self, path: Path) -> None:
        """Open the package in a file."""
        self.choose.setEnabled(False)
        self._screen.banner.clear()
        self.note.setText(_OPENING)
        announce(self, _OPENING)
        self._screen.ask_or(open_sealed, self._opened, self._refused, path)

    def _choose(self) -> None:
        chosen = choose_to_read(self)
        if chosen:
            self.open_path(Path(chosen))

    def _opened(self, opened: PackageOpened | ErasureHeard) -> None:
        self._end()
        self.clear()
        if isinstance(opened, ErasureHeard):
            row = Row().add_words(TextLabel(opened.words, "strong", tone="caution" if opened.asks else None))
            self.add_row(row.add(row_button("Records kept", opened.ref, self._go_to_records_kept)))
            announce(self, opened.words, urgent=opened.asks)
            self._screen.notify(opened.changed)
            return
        row = Row().add_words(TextLabel(opened.words, "strong", tone="fine" if not opened.gaps else None))
        self.add_row(row.add(row_button("Go to the case", opened.ref, partial(self._go, opened.case))))
        for words in opened.warnings:
            self.add_row(Row().add_words(TextLabel(words, tone="caution")))
        announce(self, " ".join((opened.words, *opened.warnings)), urgent=bool(opened.warnings))
        self._screen.notify(opened.changed)

    def _refused(self, error: BaseException) -> None:
        self._end()
        self._screen.show_error(error)

    def _end(self) -> None:
        self.choose.setEnabled(True)
        self.note.setText("")

    def _go_to_records_kept(self) -> None:
        self._screen.go_to(UnitDestination("records_kept"))

    def _go(self, case: str) -> None:
        self._screen.go_to(CaseDestination(case))
