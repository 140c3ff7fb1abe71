"""Everything out: the whole vault as files that need no program of ours, after the passphrase and with a reason."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QLineEdit

from hru_advocate.casework.proof.export import ExportMade, export
from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.files.choosing import choose_folder
from ui.controls.labels import TextLabel, field_label, quiet
from ui.controls.layout.cards import Card, CardColumn
from ui.controls.password_field import SecretField
from ui.controls.tick_boxes import TickBox
from ui.shell.screen import AnyScreen

_ABOUT: Final = (
    "For the day another system takes over. Every entry with its proof, and tables for a spreadsheet. Drafts stay "
    "here, and so do restricted cases that are not yours to open."
)
_PLAIN: Final = "The files are not encrypted and say everything about everybody. Keep them on an encrypted disk alone."
_LONGEST: Final = 300


class ExportCard(Card):
    """Writes the whole vault into a new folder; an entry before it, and one after."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__("Everything out")
        self._screen = screen
        self.reason, self.passphrase = QLineEdit(), SecretField("Passphrase, once more")
        self.reason.setMaxLength(_LONGEST)
        self.reason.setDragEnabled(False)
        self.sure = TickBox("I know that the files are not encrypted, and where they will be kept")
        self.button = Button("Write everything out", "danger", on_click=self._choose)
        self.said = quiet("")
        for changed in (self.reason.textChanged, self.passphrase.changed, self.sure.toggled):
            changed.connect(self._follow)
        widgets = (
            quiet(_ABOUT),
            TextLabel(_PLAIN, tone="danger"),
            field_label("Why everything leaves", self.reason),
            self.reason,
            self.passphrase,
            self.sure,
            self.said,
        )
        self.add_row(CardColumn(*widgets, end=self.button))
        self._follow()

    def _follow(self) -> None:
        self.button.setEnabled(bool(self.reason.text().strip() and self.passphrase.text()) and self.sure.isChecked())

    def _choose(self) -> None:
        chosen = choose_folder(self)
        if not chosen:
            return
        self.button.setEnabled(False)
        self._say("Checking the passphrase…")
        context = self._screen.context
        proving = context.worker.prove(self.passphrase.text())
        self.passphrase.clear()
        context.bridge.when_done(proving, self, partial(self._proven, Path(chosen) / "export"), self._refused)

    def _proven(self, place: Path, _nothing: None) -> None:
        self._say("Writing every entry…")
        self._screen.ask_or(export, self._left, self._refused, place, self.reason.text())

    def _left(self, made: ExportMade) -> None:
        self.sure.setChecked(False)
        self.reason.clear()
        self.reason.setFocus()
        left_out = (
            f" Not in it, because they are not yours to open: {', '.join(made.left_out)}." if made.left_out else ""
        )
        self._say(f"Written: {made.entries} entries of {made.cases} cases, to {made.place}.{left_out}")
        self.said.set_tone("caution" if made.left_out else "fine")
        announce(self, self.said.text())

    def _refused(self, error: BaseException) -> None:
        self._say("")
        self._follow()
        self.passphrase.setFocus()
        self._screen.show_error(error)

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.set_tone(None)
