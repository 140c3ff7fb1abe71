"""The work on one version of a plan: every change to it, its draft, the board it is held against, its sign-off."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from hru_advocate.casework import entries, planning
from hru_advocate.casework.entries import Saved
from hru_advocate.casework.planning import Board, SuggestionRow
from hru_advocate.domain.moments import say_day
from ui.say import announce
from ui.widgets.draft import DraftKeeper, offer_draft
from ui.widgets.form_start import Beginning, FormStart
from ui.widgets.plan_sheet import PlanSheet
from ui.widgets.screen import Place, Screen

FORM: Final = "safety_plan"
_SETTLE: Final = 120
"""Milliseconds before the board is asked again, so that typing is not in the way of itself."""


class PlanWork(QObject):
    """One plan being written: a draft that keeps itself until it is signed off as a new version.

    ``begun`` emits the ``Beginning``; ``edited`` the place of a measure to focus or ``None``; ``looked`` the new
    ``Board``; ``refused`` the error of a sign-off; ``signed`` that it was saved.
    """

    begun = Signal(object)
    edited = Signal(object)
    looked = Signal(object)
    refused = Signal(object)
    signed = Signal()

    def __init__(self, screen: Screen, place: Place) -> None:
        super().__init__(screen)
        self._screen, self._place, self._case = screen, place, place.case or ""
        self.sheet = PlanSheet({})
        self.beginning: Beginning | None = None
        self._keeper: DraftKeeper | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE)
        self._settle.timeout.connect(self.look)

    @property
    def touched(self) -> bool:
        """Whether this version differs from what was signed off."""
        return self._keeper is not None and self._keeper.touched

    def begin(self, draft: str | None) -> None:
        """Ask for the plan: a draft of it, the current version, or an empty one."""
        if self._keeper is not None:
            self._keeper.end()
        place = replace(self._place, form=FORM, draft=draft, raw={})
        FormStart(self._screen, place, self._start).ask()

    def look(self) -> None:
        """Hold the plan against what we know."""
        self._screen.ask(planning.board, self.looked.emit, self._case, self.sheet.raw())

    def flush(self) -> None:
        """Keep what is not kept yet."""
        if self._keeper is not None:
            self._keeper.flush()

    def take(self, offer: SuggestionRow, advice: str) -> None:
        """Add a suggested measure with the advice that was given first."""
        done = partial(self._add, advice, offer.text)
        self._screen.ask(planning.item_from, done, offer.measure, offer.answers)

    def wish(self, words: str) -> str:
        """Add a wish in the person's own words; gives its id."""
        made = self.sheet.wish(words)
        self._changed(None)
        return made

    def mark(self, place: int, carry: str) -> None:
        """Carry, keep or speak."""
        self.sheet.mark(place, carry)
        self._changed(place)

    def move(self, place: int, by: int) -> None:
        """Move a measure within its situation."""
        self._changed(self.sheet.move(place, by))

    def change(self, place: int, row: object) -> None:
        """What was said of a measure; ``None`` when its editor was closed."""
        if isinstance(row, dict):
            self.sheet.change(place, row)
            self.touch()
        else:
            self._changed(place)

    def drop(self, place: int) -> None:
        """Take a measure out of this version."""
        self.sheet.drop(place)
        self._changed(None)

    def take_extras(self, answers: dict[str, object], fields: tuple[str, ...]) -> None:
        """Take answers about the whole plan."""
        self.sheet.take(answers, fields)
        self.touch()

    def touch(self) -> None:
        """Keep the draft after a pause, and look again."""
        if self._keeper is not None:
            self._keeper.touch()
        self._settle.start()

    def sign_off(self) -> None:
        """Make this version an entry."""
        if self.beginning is not None:
            start = self.beginning.start
            self._screen.ask_or(
                entries.save,
                self._saved,
                self.refused.emit,
                FORM,
                self.sheet.raw(),
                case=self._case,
                corrects=start.corrects,
                reason=str(self.sheet.raw().get("what_changed") or "") if start.corrects else "",
                draft=start.draft,
            )

    def _start(self, beginning: Beginning) -> None:
        raw = dict(beginning.raw)
        if not beginning.start.from_draft:
            now = self._screen.session.now()
            raw["made_on"] = f"{say_day(now.date())}, {now:%H:%M}"
            for asked_again in ("what_changed", "review"):
                raw.pop(asked_again, None)
        self.beginning = beginning
        self.sheet = PlanSheet(raw)
        self._keeper = DraftKeeper(self._screen, beginning.start, lambda: (self.sheet.raw(), ""))
        offer_draft(self._screen, beginning.start, beginning.drafts, self.begin)
        self.begun.emit(beginning)
        self.look()

    def _add(self, advice: str, words: str, row: dict[str, object]) -> None:
        place = self.sheet.add({**row, "advice": advice} if advice else row)
        self._changed(place)
        self._screen.notice("Added to the plan")
        announce(self._screen, f"Added: {words}")

    def _changed(self, focus: int | None) -> None:
        self.edited.emit(focus)
        self.touch()

    def _saved(self, saved: Saved) -> None:
        if self._keeper is not None:
            self._keeper.end()
        self.beginning = None
        self._place = replace(self._place, corrects=None, text="")
        self.signed.emit()
        self._screen.tell(saved.changed)
        self._screen.notice("Plan signed off")
        self.begin(None)


def plain_board(board: Board) -> dict[str, object]:
    """The plan of a board as the raw answers a large view shows."""
    return {
        "own_words": board.plan.own_words,
        "items": [
            {
                "section": item.section,
                "text": item.text,
                "words": item.words,
                "words_instead": item.words_instead,
                "who": item.who,
                "state": item.state,
            }
            for item in board.plan.items
        ],
    }
