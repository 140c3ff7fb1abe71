"""The work on one version of a plan: every change to it, its draft, the board it is held against, its sign-off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from hru_advocate.casework.plan import changes, planning
from hru_advocate.casework.plan.history import History, PlanEdit
from hru_advocate.casework.plan.planning import Board, SuggestedMeasure
from hru_advocate.casework.plan.sheet import PlanSheet, SheetRow, Snapshot
from hru_advocate.casework.records import entries, plan_drafts
from hru_advocate.casework.records.entries import Saved
from hru_advocate.domain.moments import day_in_words
from ui.controls.announcements import announce
from ui.controls.signals import SignalOf, value_signal
from ui.form.beginning import Beginning, FormStart
from ui.form.draft_keeper import DraftKeeper, offer_draft
from ui.shell.destinations import FormRequest, PlanDestination, VersionsDestination
from ui.shell.screen import AnyScreen

FORM: Final = "safety_plan"
_SETTLE: Final = 120
"""Milliseconds before the board is asked again, so that typing is not in the way of itself."""


@dataclass(frozen=True, slots=True)
class ChosenSuggestion:
    """A suggestion that was chosen, with the advice given first and the reason a rule was set aside, if any.

    ``own_words`` is whether her or his own words are asked for at once.
    """

    offer: SuggestedMeasure
    advice: str = ""
    reason: str = ""
    own_words: bool = False


class PlanDraft(QObject):
    """One plan being written: a draft that keeps itself until it is signed off as a new version.

    ``begun`` emits the ``Beginning``; ``edited`` the place of a measure to focus or ``None``; ``written`` the place
    of a new measure whose own words are asked for; ``looked`` the new ``Board``; ``refused`` the error of a
    sign-off; ``signed`` that it was saved; ``stepped`` that there is something else to undo; ``rewound`` that the
    plan is another one after undo or redo. ``history`` lives in memory only, and ends with the sign-off.
    """

    begun: SignalOf[Beginning] = value_signal()
    edited: SignalOf[int | None] = value_signal()
    written = Signal(int)
    looked: SignalOf[Board] = value_signal()
    refused: SignalOf[BaseException] = value_signal()
    signed = Signal()
    stepped = Signal()
    rewound = Signal()

    def __init__(self, screen: AnyScreen, destination: PlanDestination) -> None:
        super().__init__(screen)
        self._screen, self._case, self._corrects = screen, destination.case, destination.corrects
        self.sheet = PlanSheet({})
        self.history = History()
        self.beginning: Beginning | None = None
        self._keeper: DraftKeeper | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE)
        self._settle.timeout.connect(self.look)

    @property
    def touched(self) -> bool:
        """True when this version differs from what was signed off."""
        return self._keeper is not None and self._keeper.touched

    @property
    def unkept(self) -> bool:
        """True while something of it is not known to be in the vault."""
        return self._keeper is not None and self._keeper.unkept

    def begin(self, draft: str | None) -> None:
        """Ask for the plan: a draft of it, else the draft that stands open, the current version, or an empty one."""
        if draft is not None:
            self.begin_from(draft)
        else:
            self._screen.ask(plan_drafts.draft_to_go_on_with, self.begin_from, self._case, self._corrects)

    def begin_from(self, draft: str | None) -> None:
        """Ask for the plan: a draft of it, or the version that holds though a draft of it stands open."""
        start = FormStart(self._screen, FormRequest(FORM, self._case, draft, self._corrects), self._start)
        if self._keeper is not None:
            self._keeper.hand_over(start.ask)
        else:
            start.ask()

    def look(self) -> None:
        """Hold the plan against what we know."""
        self._screen.ask(planning.board, self.looked.emit, self._case, self.sheet.raw())

    def flush(self) -> None:
        """Keep what is not kept yet."""
        if self._keeper is not None:
            self._keeper.flush()

    def make(self, change: PlanEdit) -> int | None:
        """Make a change, so that it can be undone; gives the place of the measure it is about."""
        before = self.sheet.snapshot()
        position = change.do(self.sheet)
        if self.sheet.snapshot() != before:
            self.history = self.history.did(change, before)
            self.stepped.emit()
        if not change.run:
            self.edited.emit(position if change.focus else None)
        self.touch()
        return position

    def pause(self, position: int | None = None) -> None:
        """Let what is typed next be another step; the plan is shown as it stands, the keyboard at a measure."""
        self.history = self.history.paused()
        self.edited.emit(position)

    def undo(self) -> None:
        """One step back."""
        if self.history.done:
            announced = f"Undone: {self._screen.names.hide(self.history.done[-1].name)}"
            self._stand_at(*self.history.undo(self.sheet.snapshot()), announced)

    def redo(self) -> None:
        """One step forth."""
        if self.history.undone:
            announced = f"Done again: {self._screen.names.hide(self.history.undone[0].name)}"
            self._stand_at(*self.history.redo(self.sheet.snapshot()), announced)

    def take(self, chosen: Sequence[ChosenSuggestion]) -> None:
        """Add suggested measures, one or several, as one step."""
        rows: list[SheetRow] = []
        for suggestion in chosen:
            done = partial(self._add, rows, chosen, suggestion)
            self._screen.ask(
                planning.item_from,
                done,
                suggestion.offer.suggestion.measure,
                suggestion.offer.suggestion.answers,
                self._case,
            )

    def take_extras(self, answers: dict[str, object], fields: tuple[str, ...]) -> None:
        """Take answers about the whole plan."""
        self.make(changes.answering(answers, fields))

    def touch(self) -> None:
        """Keep the draft after a pause, and look again."""
        if self._keeper is not None:
            self._keeper.touch()
        self._settle.start()

    def said_on(self) -> str:
        """This moment, as it is written down."""
        now = self._screen.context.now()
        return f"{day_in_words(now.date())}, {now:%H:%M}"

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
            raw["made_on"] = self.said_on()
            for asked_again in ("what_changed", "review"):
                raw.pop(asked_again, None)
        else:
            self._screen.show_status("Going on with the draft")
        self.beginning = beginning
        self.sheet = PlanSheet(raw)
        self.history = History()
        self._keeper = DraftKeeper(self._screen, beginning.start, lambda: (self.sheet.raw(), ""))
        offer_draft(self._screen, beginning.start, beginning.drafts, self.begin_from)
        self.begun.emit(beginning)
        self.stepped.emit()
        self.look()

    def _add(
        self,
        rows: list[SheetRow],
        chosen: Sequence[ChosenSuggestion],
        suggestion: ChosenSuggestion,
        row: dict[str, object],
    ) -> None:
        """The row of one of several that were chosen; with the last of them all go into the plan."""
        rows.append(row | {"advice": suggestion.advice or None, "override": suggestion.reason or None})
        rows[-1] = {field: value for field, value in rows[-1].items() if value is not None}
        if len(rows) < len(chosen):
            return
        position = self.make(changes.adding(rows[0]) if len(rows) == 1 else changes.adding_all(rows))
        count = "Added to the plan" if len(rows) == 1 else f"{len(rows)} added to the plan"
        self._screen.show_status(count)
        announce(self._screen, f"{count}: {suggestion.offer.suggestion.text}" if len(rows) == 1 else count)
        if suggestion.own_words and position is not None:
            self.written.emit(position)

    def _stand_at(self, history: History, snapshot: Snapshot, announced: str) -> None:
        self.history, self.sheet = history, PlanSheet.at(snapshot)
        announce(self._screen, announced)
        self.rewound.emit()
        self.stepped.emit()
        self.edited.emit(None)
        self.touch()

    def _saved(self, saved: Saved) -> None:
        if self._keeper is not None:
            self._keeper.end()
        corrected = self.beginning is not None and self.beginning.start.corrects
        self.beginning = None
        self.history = History()
        self._corrects = ()
        self.signed.emit()
        self._screen.notify(saved.changed)
        self._screen.show_status("Plan signed off")
        if corrected:
            self._screen.go_to(VersionsDestination(self._case, saved.entry), replacing=True)
        else:
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
