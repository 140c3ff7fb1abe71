"""Keeps what is being typed: into the vault, within two seconds of the first letter, without asking."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import QTimer

from hru_advocate.casework.typed_words import keep_typed
from hru_advocate.errors import AdvocateError
from ui.controls.announcements import sentence_for
from ui.shell.leaving import Answer, Keeper
from ui.shell.screen import AnyScreen

PAUSE: Final = 900
"""Milliseconds from the first change not kept yet until it is; with the saving itself well within two seconds.

It is not counted anew with each letter: who types without a pause would have nothing kept until the end.
"""
AGAIN: Final = 5_000
"""Milliseconds before what could not be kept is tried again by itself."""


class WordsKeeper(Keeper):
    """Keeps words of one screen; what they are and where they go is said by ``send`` of the kinds of keeper."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__(screen)
        self.screen = screen
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep)
        self._changed = False
        self._on_their_way = 0
        self._fault: BaseException | None = None
        self._said = ""
        self._said_kept = False
        self._holds = True
        """False once nothing of what was sent last is unsaved: there is no draft then to speak of."""
        self._waiting: list[Answer] = []
        self._ended = False

    @property
    def unkept(self) -> bool:
        """True while something typed is not known to be in the vault."""
        return not self._ended and (self._changed or self._on_their_way > 0)

    def touch(self) -> None:
        """Something changed: keep it soon."""
        if not self._ended:
            if not self.unkept and self._said_kept:
                self._said_kept = False
                self.screen.show_status("")  # what is typed now is not in the vault yet
            self._changed = True
            if not self._timer.isActive():
                self._timer.start(PAUSE)

    def keep(self) -> None:
        """Keep the words now, unless they have ended."""
        self._timer.stop()
        if self._ended:
            return
        self._changed = False
        self._on_their_way += 1
        self.send()

    def send(self) -> None:
        """Ask casework to keep the words; ``kept`` or ``not_kept`` gets the answer."""
        raise NotImplementedError

    def flush(self, done: Answer | None = None) -> None:
        """Keep what is not kept yet, before leaving or locking; ``done`` is called once that is known."""
        if not self.unkept:
            if done is not None:
                done(None)
            return
        if done is not None:
            self._waiting.append(done)
        if self._changed:
            self.keep()

    def end(self) -> None:
        """Keep nothing more: it was saved as an entry, or thrown away."""
        self._ended = True
        self._timer.stop()
        self._answer(None)

    def kept(self, at: datetime) -> None:
        """The vault holds what was sent."""
        self._on_their_way -= 1
        if self._ended:
            return
        self._fault = None
        if self._said and self.screen.banner.text() == self._said:
            self.screen.banner.clear()
        if not self.unkept:  # else something was typed since, and saying so would not be true
            if self._holds:
                self._said_kept = True
                self.screen.show_status(f"Draft saved {at:%H:%M}")
            self.settled.emit()
        self._answer(None)

    def not_kept(self, error: BaseException) -> None:
        """The vault did not take it: it is tried again, and said once."""
        self._on_their_way -= 1
        if self._ended:
            return
        self._changed = True
        self._timer.start(AGAIN)
        known, self._fault = self._fault, error
        self._answer(error)
        if known is None:
            self._say(error)

    def _say(self, error: BaseException) -> None:
        self.screen.show_status("Draft not saved")
        if not isinstance(error, AdvocateError):
            self.screen.show_error(error)
            return
        self._said = f"What you type is not kept yet; it is tried again every few seconds. {sentence_for(error)}"
        self.screen.banner.show_message(self._said, "danger")

    def _answer(self, error: BaseException | None) -> None:
        """Tell who waits, once nothing is on its way any more."""
        if self._on_their_way and not self._ended:
            return
        waiting, self._waiting = self._waiting, []
        for done in waiting:
            done(error)


class FieldKeeper(WordsKeeper):
    """Keeps the words of one field that belongs to no form. ``collect`` gives its place and the unsaved words in it."""

    def __init__(self, screen: AnyScreen, collect: Callable[[], tuple[str, str]]) -> None:
        super().__init__(screen)
        self._collect = collect

    def send(self) -> None:
        place, words = self._collect()
        self._holds = bool(words)
        self.screen.ask_or(keep_typed, self.kept, self.not_kept, place, words)
