"""A page of a plan that is on show again: it takes up the draft as the vault holds it, where another page wrote in it.

The page would else keep the plan as it was when it was left, over what was written since.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject

from hru_advocate.casework.plan.sheet import PlanSheet
from hru_advocate.casework.records import plan_drafts
from ui.form.beginning import Beginning
from ui.plan_draft.plan_draft import PlanDraft
from ui.shell.destinations import PlanDestination
from ui.shell.screen import AnyScreen


class ComingBack(QObject):
    """Looks after one plan being written whenever its page comes on show again."""

    def __init__(self, screen: AnyScreen, draft: PlanDraft, destination: PlanDestination) -> None:
        super().__init__(screen)
        self._screen, self._draft = screen, draft
        self._case, self._corrects = destination.case, destination.corrects

    def look(self) -> None:
        """Hold what is on show against what the vault holds; what is not kept yet goes first."""
        begun = self._draft.beginning
        if begun is not None and not self._draft.unkept:
            self._screen.ask(plan_drafts.kept_as, partial(self._compare, begun), begun.start.draft)

    def _compare(self, begun: Beginning, held: Mapping[str, object] | None) -> None:
        draft = self._draft
        if begun is not draft.beginning or draft.unkept:
            return
        if held is None and not draft.touched:
            self._screen.ask(plan_drafts.draft_to_go_on_with, self._take_up, self._case, self._corrects)
        elif held is None:  # signed off or thrown away on another page: nothing more of it would be kept
            draft.begin(None)
        elif PlanSheet(held).snapshot() != draft.sheet.snapshot():
            draft.begin_from(begun.start.draft)

    def _take_up(self, other: str | None) -> None:
        if other is not None and not self._draft.touched:
            self._draft.begin_from(other)
