"""Holds a contact against the safe contact rules while it is typed, and offers the next safe time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from hru_advocate.casework.records.contact_checks import REASON, ContactNotes, contact_notes
from ui.shell.screen import AnyScreen

if TYPE_CHECKING:
    from ui.form.page import FormPage

_PAUSE_MS: Final = 200
_NEXT: Final = "next_contact"


class ContactGuard(QObject):
    """Asks casework after each pause, and says beside the question what the rules say.

    The question for the reason is asked only where the contact is outside the rules.
    """

    def __init__(self, page: FormPage, screen: AnyScreen, case: str) -> None:
        super().__init__(page)
        self._page, self._screen, self._case = page, screen, case
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        page.changed.connect(self._pause.start)
        if not page.raw().get(REASON):
            page.hold_back(REASON)
        self._ask()

    def _ask(self) -> None:
        self._screen.ask(contact_notes, self._show, self._case, self._page.raw())

    def _show(self, notes: ContactNotes) -> None:
        if not notes.broken and not self._page.raw().get(REASON):
            self._page.hold_back(REASON)
        elif (frame := self._page.frame_at(REASON)) is not None:
            frame.warning.say(notes.broken)
        frame = self._page.frame_of(_NEXT)
        if frame is None:
            return
        if notes.next_safe is not None:
            day = notes.next_safe.isoformat()
            words = f"{notes.next_fault} Next safe: {notes.next_words}."
            frame.warning.say(words, "Use that day", partial(self._use, day))
        else:
            frame.warning.say(notes.next_fault)

    def _use(self, day: str) -> None:
        if (frame := self._page.frame_of(_NEXT)) is not None:
            frame.fill(day)
            frame.editor.changed.emit()
            frame.editor.take_focus()
