"""Making a copy of a document, printed, saved or spoken, and remembering it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from hru_advocate.casework import copies, papers
from hru_advocate.casework.entries import Saved
from hru_advocate.casework.paper_kinds import PaperView
from hru_advocate.casework.papers import PaperRequest
from hru_advocate.errors import AdvocateError
from ui.printing import PrinterRefused, print_pdf
from ui.widgets.screen import Screen

SPOKEN = "spoken"


class NotWritten(AdvocateError):
    """The file could not be written there. Nothing was recorded; choose another folder and save again."""


class CopyMaker(QObject):
    """Prints or saves what is previewed; every copy becomes an entry with the answers about paper."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._screen = screen

    def print(self, view: PaperView, answers: Mapping[str, object]) -> None:
        """Ask for the printer, print, remember; a printer that did not take it says so, and nothing is recorded."""
        try:
            printed = print_pdf(view.pdf, self._screen)
        except PrinterRefused as error:
            self._screen.show_error(error)
            return
        if printed:
            self.remember(view, answers, "printed", f"Copy {view.copy_number} printed and remembered")

    def save(self, view: PaperView, wanted: PaperRequest, answers: Mapping[str, object], password: str) -> None:
        """Ask where, and write the bytes: plain without a password, else encrypted by casework."""
        path, _kind = QFileDialog.getSaveFileName(
            self._screen, "HRU Advocate", "document.pdf", "PDF (*.pdf)", options=QFileDialog.Option.DontUseNativeDialog
        )
        if path and password:
            write = partial(self._write, Path(path), view, answers, "saved_encrypted")
            self._screen.ask(papers.encrypt, write, wanted, password)
        elif path:
            self._write(Path(path), view, answers, "saved", view.pdf)

    def speak(self, view: PaperView, answers: Mapping[str, object]) -> None:
        """Remember that the plan was read aloud, with nothing left behind."""
        spoken = PaperView(view.case, SPOKEN, b"", 0, view.copy_number, "", (), (), (), view.measures, ())
        self.remember(spoken, answers, SPOKEN, "Read aloud, and remembered")

    def remember(self, view: PaperView, answers: Mapping[str, object], how: str, words: str) -> None:
        """Record the copy."""

        def recorded(saved: Saved) -> None:
            self._screen.tell(saved.changed)
            self._screen.banner.say(words + ".", "fine")

        self._screen.ask(copies.record_copy, recorded, view, answers, how)

    def _write(self, path: Path, view: PaperView, answers: Mapping[str, object], how: str, data: bytes) -> None:
        try:
            path.write_bytes(data)
        except OSError:
            self._screen.show_error(NotWritten())
            return
        self.remember(view, answers, how, "Saved as a file, and the copy remembered")
