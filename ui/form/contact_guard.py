"""Holds a contact against the safe contact rules while it is typed, and offers the next safe time."""

from __future__ import annotations

from functools import partial
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer

from hru_advocate.casework.checks.contact_checks import REASON, WITHHELD, ContactNotes, contact_notes
from ui.form.question.field_frame import FieldFrame
from ui.shell.destinations import form_page
from ui.shell.screen import AnyScreen

_PAUSE_MS: Final = 200
_NEXT: Final = "next_contact"
_HOW: Final = "with_whom"
"""The last of the questions that decide whether a contact is within the rules."""
LATE: Final = (WITHHELD, REASON)
"""Questions asked only once needed: last on the page, so that nothing moves when they are."""


class ContactPage(Protocol):
    """A page that asks about a contact."""

    def raw(self) -> dict[str, object]:
        """Every raw answer."""
        ...

    def frame_of(self, field_id: str) -> FieldFrame | None:
        """The frame of a question as it stands."""
        ...

    def frame_at(self, path: str) -> FieldFrame | None:
        """The frame of a question, shown from now on."""
        ...

    def hold_back(self, field_id: str) -> None:
        """Ask a question only once it is needed."""
        ...


class ContactGuard(QObject):
    """Asks casework after each pause, and says beside the question what the rules say.

    The question for the reason is asked only where the contact is outside the rules, and whether our number was
    withheld only where a rule is against that.
    """

    def __init__(self, parent: QObject, page: ContactPage, screen: AnyScreen, case: str) -> None:
        super().__init__(parent)
        self._page, self._screen, self._case = page, screen, case
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.take_up()

    def take_up(self) -> None:
        """Take up the questions that stand: hold back what is not needed, keep room for what may be said, and look."""
        for needed in LATE:
            if not self._page.raw().get(needed):
                self._page.hold_back(needed)
        for field in (_HOW, _NEXT):
            if (frame := self._page.frame_of(field)) is not None:
                frame.warning.keep_room()
        self._ask()

    def look_soon(self) -> None:
        """Something was answered: look again after a pause."""
        self._pause.start()

    def _ask(self) -> None:
        self._screen.ask_hiding(contact_notes, self._show, self._case, self._page.raw())

    def _show(self, notes: ContactNotes) -> None:
        if not notes.broken and not self._page.raw().get(REASON):
            self._page.hold_back(REASON)
        elif (frame := self._page.frame_at(REASON)) is not None:
            record = partial(self._screen.go_to, form_page("safe_contact", self._case))
            frame.warning.say(notes.broken, *(("Record the rules", record) if notes.no_rules else ()))
        if (how := self._page.frame_of(_HOW)) is not None:
            how.warning.say(notes.broken, *(("Say why", self._say_why) if notes.broken else ()))
        if notes.asks_withheld:
            self._page.frame_at(WITHHELD)
        elif self._page.raw().get(WITHHELD) is None:
            self._page.hold_back(WITHHELD)
        frame = self._page.frame_of(_NEXT)
        if frame is None:
            return
        if notes.next_safe is not None:
            day = notes.next_safe.isoformat()
            words = f"{notes.next_fault} Next safe: {notes.next_words}."
            frame.warning.say(words, "Use that day", partial(self._use, day))
        else:
            frame.warning.say(notes.next_fault)

    def _say_why(self) -> None:
        if (frame := self._page.frame_at(REASON)) is not None:
            frame.take_focus()

    def _use(self, day: str) -> None:
        if (frame := self._page.frame_of(_NEXT)) is not None:
            frame.fill(day)
            frame.editor.changed.emit()
            frame.take_focus()
