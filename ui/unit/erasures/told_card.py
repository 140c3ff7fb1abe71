"""Each that had a case which was erased here, what became of it there, and the notice of it as a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from hru_advocate.casework.sharing.erased.opening import NoticeWritten, write_notice
from hru_advocate.casework.sharing.erased.telling import ErasureTold, erasures_told
from ui.controls.announcements import announce
from ui.controls.files.choosing import choose_folder
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, Row, row_button
from ui.controls.layout.more_rows import add_rows
from ui.controls.pills import Pill
from ui.shell.screen import AnyScreen

_ABOUT: Final = (
    "These cases were on other laptops too. Each is told with the next sharing, or by a notice you save and hand over, "
    "until it says what became of the case there."
)


def _pill(one: ErasureTold) -> Pill:
    if one.heard and not one.kept:
        return Pill("answered", "fine", "tick")
    return Pill("kept on elsewhere" if one.heard else "not heard of by all", "caution", "dot")


class ToldCard(Card):
    """A row a case, hidden while no erased case was elsewhere."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__("Erased here, and elsewhere")
        self._screen = screen
        self.hide()

    def refresh(self) -> None:
        """Ask who has heard."""
        self._screen.ask(erasures_told, self._show)

    def save_into(self, ref: str, folder: Path) -> None:
        """Save the notice of one case into a folder."""
        self._screen.banner.clear()
        self._screen.ask(write_notice, self._saved, ref, folder)

    def _show(self, found: tuple[ErasureTold, ...]) -> None:
        self.clear()
        self.rows.addWidget(quiet(_ABOUT))
        add_rows(self, [partial(self._row, one) for one in found])
        self.setVisible(bool(found))

    def _row(self, one: ErasureTold) -> Row:
        row = Row().add(TextLabel(one.ref, "strong", wrap=False), width=150)
        row.add_words(TextLabel(f"{'; '.join(one.words)}."))
        row.add(_pill(one))
        return row.add(row_button("Save the notice", one.ref, partial(self._choose, one.ref)))

    def _choose(self, ref: str) -> None:
        chosen = choose_folder(self)
        if chosen:
            self.save_into(ref, Path(chosen))

    def _saved(self, made: NoticeWritten) -> None:
        self._screen.show_status(made.words)
        announce(self, f"{made.words} {made.place}")
