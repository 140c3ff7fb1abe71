"""Undo and redo of a plan that is being written: snapshots that nothing can change, kept in memory only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from hru_advocate.casework.plan.sheet import PlanSheet, Snapshot

MOST: Final = 200
"""Steps that can be undone; the oldest is forgotten first."""


@dataclass(frozen=True, slots=True)
class PlanEdit:
    """One change of the sheet: what it is called (after *Undo*), what it is about, what it does.

    ``do`` gives the place of the measure to go to, or ``None``. Changes that follow each other with the same
    ``run`` are one step, as typing is. ``focus`` is whether the keyboard goes along.
    """

    words: str
    do: Callable[[PlanSheet], int | None]
    about: str = ""
    run: str = ""
    focus: bool = True


@dataclass(frozen=True, slots=True)
class UndoStep:
    """One step back or forth: its words, and the plan on the other side of it."""

    words: str
    about: str
    run: str
    sheet: Snapshot

    @property
    def name(self) -> str:
        """The change that would be undone or done again, with what it is about."""
        return f"{self.words}: {self.about}" if self.about else self.words


@dataclass(frozen=True, slots=True)
class History:
    """Changes that were done and that were undone; every change of it is another value."""

    done: tuple[UndoStep, ...] = ()
    undone: tuple[UndoStep, ...] = ()

    def did(self, change: PlanEdit, before: Snapshot) -> History:
        """After a change; what had been undone cannot be done again."""
        if change.run and self.done and self.done[-1].run == change.run:
            return History(self.done)
        step = UndoStep(change.words, change.about, change.run, before)
        return History((*self.done, step)[-MOST:])

    def paused(self) -> History:
        """The next change is a step of its own, whatever it follows."""
        return replace(self, done=(*self.done[:-1], replace(self.done[-1], run=""))) if self.done else self

    def undo(self, now: Snapshot) -> tuple[History, Snapshot]:
        """One step back from what stands now; the same where there is none."""
        if not self.done:
            return self, now
        last = self.done[-1]
        return History(self.done[:-1], (replace(last, run="", sheet=now), *self.undone)), last.sheet

    def redo(self, now: Snapshot) -> tuple[History, Snapshot]:
        """One step forth from what stands now; the same where there is none."""
        if not self.undone:
            return self, now
        first = self.undone[0]
        return History((*self.done, replace(first, sheet=now)), self.undone[1:]), first.sheet
