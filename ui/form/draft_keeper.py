"""Keeps what is being typed: into the vault, within two seconds of the first letter, without asking."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, QTimer

from hru_advocate.casework.records import entries
from hru_advocate.casework.records.entries import DraftLine, Start
from hru_advocate.domain.moments import weekday_in_words
from hru_advocate.errors import AdvocateError
from ui.controls.announcements import sentence_for
from ui.shell.leaving import Answer
from ui.shell.screen import AnyScreen

PAUSE: Final = 900
"""Milliseconds from the first change not kept yet until it is; with the saving itself well within two seconds.

It is not counted anew with each letter: who types without a pause would have nothing kept until the end.
"""
AGAIN: Final = 5_000
"""Milliseconds before what could not be kept is tried again by itself."""

Collect = Callable[[], tuple[dict[str, object], str]]


class DraftKeeper(QObject):
    """Keeps one draft. ``collect`` gives the raw answers and the reason typed so far."""

    def __init__(self, screen: AnyScreen, start: Start, collect: Collect) -> None:
        super().__init__(screen)
        self._screen, self._start, self._collect = screen, start, collect
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep)
        self._changed = False
        self._on_their_way = 0
        self._fault: BaseException | None = None
        self._said = ""
        self._waiting: list[Answer] = []
        self._ended = False
        self.touched = start.from_draft

    @property
    def unkept(self) -> bool:
        """True while something typed is not known to be in the vault."""
        return not self._ended and (self._changed or self._on_their_way > 0)

    def touch(self) -> None:
        """Something changed: keep it soon."""
        if not self._ended:
            self.touched = self._changed = True
            if not self._timer.isActive():
                self._timer.start(PAUSE)

    def keep(self) -> None:
        """Keep the draft now, unless it has ended."""
        self._timer.stop()
        if self._ended:
            return
        raw, reason = self._collect()
        start = self._start
        self._changed = False
        self._on_their_way += 1
        self._screen.ask_or(
            entries.keep_draft,
            self._kept,
            self._not_kept,
            start.draft,
            start.form.id,
            raw,
            case=start.case,
            corrects=start.corrects,
            reason=reason,
        )

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

    def _kept(self, at: datetime) -> None:
        self._on_their_way -= 1
        if self._ended:
            return
        self._fault = None
        if self._said and self._screen.banner.text() == self._said:
            self._screen.banner.clear()
        self._screen.show_status(f"Draft saved {at:%H:%M}")
        self._answer(None)

    def _not_kept(self, error: BaseException) -> None:
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
        self._screen.show_status("Draft not saved")
        if not isinstance(error, AdvocateError):
            self._screen.show_error(error)
            return
        self._said = f"What you type is not kept yet; it is tried again every few seconds. {sentence_for(error)}"
        self._screen.banner.show_message(self._said, "danger")

    def _answer(self, error: BaseException | None) -> None:
        """Tell who waits, once nothing is on its way any more."""
        if self._on_their_way and not self._ended:
            return
        waiting, self._waiting = self._waiting, []
        for done in waiting:
            done(error)


def offer_draft(screen: AnyScreen, start: Start, drafts: tuple[DraftLine, ...], go_on: Callable[[str], object]) -> None:
    """Say in the banner that there is a draft of the very thing that was opened, and offer to go on with it."""
    same = [line for line in drafts if line.form == start.form.id and line.case == start.case]
    same = [line for line in same if line.corrects == start.corrects and line.id != start.draft]
    if same and not start.from_draft:
        newest = same[0]
        screen.banner.show_message(
            f"There is a draft of this, last typed on {weekday_in_words(newest.saved.date())} at {newest.saved:%H:%M}.",
            "accent",
            action="Go on with it",
            on_action=lambda: go_on(newest.id),
        )
