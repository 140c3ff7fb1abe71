"""Making a copy of a document, printed, saved or spoken, and remembering it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hru_advocate.casework.paper import copies, papers
from hru_advocate.casework.paper.document_kinds import PaperView
from hru_advocate.casework.paper.papers import PaperRequest
from hru_advocate.casework.records.entries import Saved
from hru_advocate.domain.plan.paper_safety import SPOKEN
from hru_advocate.errors import DeviceError
from ui.controls.files.choosing import choose_to_write
from ui.shell.printing import PrinterRefused, choose_printer, send_to
from ui.shell.screen import AnyScreen

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class CopyMaker(QObject):
    """Prints or saves what is previewed; every copy becomes an entry with the answers about paper."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__(screen)
        self._screen = screen

    def print(self, view: PaperView, wanted: PaperRequest, answers: Mapping[str, object]) -> None:
        """Ask for the printer and how many, print, remember; each copy is one of its own, with its own number.

        A printer that did not take one says so; what came out before it is remembered.
        """
        printer = choose_printer(self._screen)
        if printer is None:
            return
        count = max(1, printer.copyCount())
        printer.setCopyCount(1)
        if self._send(printer, view, answers) and count > 1:
            send = partial(self._send_all, printer, answers)
            self._screen.ask(papers.further, send, replace(wanted, first=view.copy_number), count - 1)

    def _send_all(self, printer: QPrinter, answers: Mapping[str, object], views: tuple[PaperView, ...]) -> None:
        for view in views:
            if not self._send(printer, view, answers):
                return

    def _send(self, printer: QPrinter, view: PaperView, answers: Mapping[str, object]) -> bool:
        try:
            send_to(printer, view.pdf)
        except PrinterRefused as error:
            self._screen.show_error(error)
            return False
        self.remember(view, answers, "printed", f"Copy {view.copy_number} printed and remembered")
        return True

    def save(self, view: PaperView, answers: Mapping[str, object], password: str) -> None:
        """Ask where, and write the bytes: plain without a password, else encrypted by casework."""
        path = choose_to_write(self._screen, "document.pdf", "PDF (*.pdf)")
        if path and password:
            write = partial(self._write, Path(path), answers, "saved_encrypted")
            self._screen.ask(papers.encrypt, write, view, password)
        elif path:
            self._write(Path(path), answers, "saved", view)

    def speak(self, view: PaperView, answers: Mapping[str, object]) -> None:
        """Remember that the plan was read aloud, with nothing left behind."""
        spoken = PaperView(
            view.case, SPOKEN, b"", 0, view.copy_number, "", (), (), (), view.measures, (), view.language
        )
        self.remember(spoken, answers, SPOKEN, "Read aloud, and remembered")

    def remember(self, view: PaperView, answers: Mapping[str, object], how: str, words: str) -> None:
        """Record the copy."""

        def not_recorded(error: BaseException) -> None:
            if not isinstance(error, DeviceError):
                self._screen.show_error(error)
                return
            self._say_not_noted(view, answers, how, words)

        self._screen.ask_or(copies.record_copy, partial(self._recorded, words), not_recorded, view, answers, how)

    def _recorded(self, words: str, saved: Saved) -> None:
        self._screen.notify(saved.changed)
        self._screen.banner.show_message(words + ".", "fine")

    def _say_not_noted(self, view: PaperView, answers: Mapping[str, object], how: str, words: str) -> None:
        self._screen.banner.show_message(
            copies.not_noted(view.copy_number),
            "danger",
            action="Try to note it again",
            on_action=partial(self.remember, view, answers, how, words),
            closes=False,
        )

    def _write(self, path: Path, answers: Mapping[str, object], how: str, view: PaperView) -> None:
        """Write it on the vault's thread, which keeps in mind that it is on its way out."""
        words = "Saved as a file, and the copy remembered"

        def written(saved: Saved | None) -> None:
            if saved is None:
                self._say_not_noted(view, answers, how, words)
            else:
                self._recorded(words, saved)

        self._screen.ask(copies.save_copy, written, view, answers, how, path, over=True)
