"""Keeps a draft of a form while it is filled in, and offers one that was begun before."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial

from hru_advocate.casework.records import entries
from hru_advocate.casework.records.entries import DraftLine, Start
from hru_advocate.domain.moments import weekday_in_words
from ui.form.words_keeper import WordsKeeper
from ui.shell.screen import AnyScreen

Collect = Callable[[], tuple[dict[str, object], str]]
Begin = Callable[[str | None], object]
"""Begins from a draft, by its id, or with ``None`` from what holds."""


class DraftKeeper(WordsKeeper):
    """Keeps one draft of ``drafts``, or a new one. ``collect`` gives the raw answers and the reason typed so far."""

    def __init__(self, screen: AnyScreen, start: Start, collect: Collect, drafts: tuple[DraftLine, ...] = ()) -> None:
        super().__init__(screen)
        self._mark = next((line.mark for line in drafts if line.id == start.draft), None)
        """The mark the draft was kept with last, as far as this page knows; ``None`` while there is none of it."""
        self._offered = {line.id for line in drafts}
        self._start, self._collect = start, collect
        self.touched = start.from_draft
        self._sent: tuple[dict[str, object], str] | None = None
        self._page_gone = False

    def touch(self) -> None:
        self.touched = True
        super().touch()

    def come_back(self, begin: Begin) -> None:
        """Hold a page that is on show again against the drafts in the vault: another may have gone on with its own.

        It would else keep what it shows over what was written since, or show words that nothing keeps any more.
        """
        if not self._ended and not self.unkept:
            self.screen.ask(entries.drafts, partial(self._compare, begin), case=self._start.case)

    def _compare(self, begin: Begin, lines: tuple[DraftLine, ...]) -> None:
        if self._ended or self.unkept:
            return
        own = next((line for line in lines if line.id == self._start.draft), None)
        if own is not None and own.mark != self._mark:
            self.screen.show_status("Shown as it was written last, on another page")
            begin(own.id)
        elif own is None and self._mark is not None:
            self.screen.show_status("What stood here was saved, or thrown away, on another page")
            begin(None)
        elif own is None:
            begun_since = tuple(line for line in lines if line.id not in self._offered)
            self._offered |= {line.id for line in begun_since}
            offer_draft(self.screen, self._start, begun_since, begin)

    def hand_over(self, go: Callable[[], object]) -> None:
        """Keep what is not kept yet, end, and ``go`` on with something else; where it cannot be kept, stay."""

        def known(error: BaseException | None) -> None:
            if error is None:
                self.end()
                go()

        self.flush(known)

    def let_go_of_page(self) -> None:
        """The page is no more, or makes way: what was collected last is what is tried again until the vault has it."""
        self._page_gone = True
        if self._sent is None or not self.unkept:
            self.end()

    def send(self) -> None:
        if not self._page_gone or self._sent is None:
            self._sent = self._collect()
        raw, reason = self._sent
        start, self._mark = self._start, secrets.token_hex(8)
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
            mark=self._mark,
        )


def offer_draft(screen: AnyScreen, start: Start, drafts: tuple[DraftLine, ...], begin: Begin) -> None:
    """Say in the banner that there is a draft of the very thing that was opened, and offer to go on with it.

    Where a version was signed since the draft was begun, it says so, and offers the other of the two: ``begin`` gets
    the draft's id, or ``None`` for the version that holds. The draft stays, whichever is chosen.
    """
    if start.from_draft:
        _warn_of_newer(screen, next((line for line in drafts if line.id == start.draft), None), begin)
        return
    same = [line for line in drafts if line.form == start.form.id and line.case == start.case]
    same = [line for line in same if line.corrects == start.corrects and line.id != start.draft]
    if same:
        newest = same[0]
        words = (
            f"There is a draft of this, last typed on {weekday_in_words(newest.saved.date())} at {newest.saved:%H:%M}."
        )
        if newest.overtaken:
            words = (
                f"{words} It was begun before the version of {newest.overtaken} was signed, and does not hold what is "
                "new in it. This page begins from that version."
            )
        screen.banner.show_message(
            words,
            "caution" if newest.overtaken else "accent",
            action="Go on with the draft" if newest.overtaken else "Go on with it",
            on_action=lambda: begin(newest.id),
        )


def _warn_of_newer(screen: AnyScreen, line: DraftLine | None, begin: Begin) -> None:
    """Say that the draft on show would take the place of a version that it knows nothing of."""
    if line is not None and line.overtaken:
        screen.banner.show_message(
            f"A newer version was signed on {line.overtaken}, after this draft was begun. Signing the draft takes that "
            "version's place, without what is new in it. Begin from the newer version: the draft is kept beside it.",
            "caution",
            action="Begin from the newer version",
            on_action=lambda: begin(None),
        )
