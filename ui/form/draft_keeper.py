"""Keeps a draft of a form while it is filled in, and offers one that was begun before."""

from __future__ import annotations

from collections.abc import Callable

from hru_advocate.casework.records import entries
from hru_advocate.casework.records.entries import DraftLine, Start
from hru_advocate.domain.moments import weekday_in_words
from ui.form.words_keeper import WordsKeeper
from ui.shell.screen import AnyScreen

Collect = Callable[[], tuple[dict[str, object], str]]


class DraftKeeper(WordsKeeper):
    """Keeps one draft. ``collect`` gives the raw answers and the reason typed so far."""

    def __init__(self, screen: AnyScreen, start: Start, collect: Collect) -> None:
        super().__init__(screen)
        self._start, self._collect = start, collect
        self.touched = start.from_draft

    def touch(self) -> None:
        self.touched = True
        super().touch()

    def send(self) -> None:
        raw, reason = self._collect()
        start = self._start
        self.screen.ask_or(
            entries.keep_draft,
            self.kept,
            self.not_kept,
            start.draft,
            start.form.id,
            raw,
            case=start.case,
            corrects=start.corrects,
            reason=reason,
        )


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
