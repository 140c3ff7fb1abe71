"""Keeps what is being typed: into the vault, within two seconds of a pause, without asking."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, QTimer

from hru_advocate.casework.records import entries
from hru_advocate.casework.records.entries import DraftLine, Start
from hru_advocate.domain.moments import weekday_in_words
from ui.shell.screen import AnyScreen

PAUSE: Final = 900
"""Milliseconds without a change before a draft is kept; with the saving itself well within two seconds."""

Collect = Callable[[], tuple[dict[str, object], str]]


class DraftKeeper(QObject):
    """Keeps one draft. ``collect`` gives the raw answers and the reason typed so far."""

    def __init__(self, screen: AnyScreen, start: Start, collect: Collect) -> None:
        super().__init__(screen)
        self._screen, self._start, self._collect = screen, start, collect
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.keep)
        self._ended = False
        self.touched = start.from_draft

    @property
    def waiting(self) -> bool:
        """True while something typed is not kept yet."""
        return self._timer.isActive()

    def touch(self) -> None:
        """Something changed: keep it after a pause."""
        if not self._ended:
            self.touched = True
            self._timer.start()

    def keep(self) -> None:
        """Keep the draft now, unless it has ended."""
        self._timer.stop()
        if self._ended:
            return
        raw, reason = self._collect()
        start = self._start
        self._screen.ask(
            entries.keep_draft,
            self._kept,
            start.draft,
            start.form.id,
            raw,
            case=start.case,
            corrects=start.corrects,
            reason=reason,
        )

    def flush(self) -> None:
        """Keep what is not kept yet, before leaving or locking."""
        if self._timer.isActive():
            self.keep()

    def end(self) -> None:
        """Keep nothing more: it was saved as an entry, or thrown away."""
        self._ended = True
        self._timer.stop()

    def _kept(self, at: datetime) -> None:
        if not self._ended:
            self._screen.show_status(f"Draft saved {at:%H:%M}")


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
