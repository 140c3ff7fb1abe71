"""The drafts of a plan that stand open, each with the way to go on with it, wherever the plan is spoken of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from hru_advocate.casework.records.plan_drafts import PlanDraftLine
from ui.controls.buttons import Button
from ui.controls.inputs import bare
from ui.controls.labels import TextLabel
from ui.controls.layout.cards import empty
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.kept_heights import ByWidth
from ui.shell.destinations import PlanDestination
from ui.shell.screen import AnyScreen


class OpenDrafts(ByWidth):
    """A sentence for each draft and what goes on with it, the first of them the primary way; hidden without any."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__()
        self._screen, self._case = screen, case
        self._shown: tuple[PlanDraftLine, ...] = ()
        self._said = ""
        self._column = bare(self, gap=6)
        self.hide()

    def show_drafts(self, drafts: Sequence[PlanDraftLine], first: str = "", *, primary: bool = True) -> None:
        """Show the drafts; ``first`` is said in place of the first one's own sentence. Unchanged ones are left alone.

        Words without a draft stand alone. ``primary`` is off where the page has something else to do first.
        """
        if (tuple(drafts), first) == (self._shown, self._said):
            return
        self._shown, self._said = tuple(drafts), first
        empty(self._column)
        for place, draft in enumerate(self._shown):
            words = TextLabel((place == 0 and first) or draft.sentence, tone="caution")
            first_way = primary and place == 0 and not draft.overtaken
            go_on = Button("Go on with it", "primary" if first_way else "plain", on_click=partial(self._go_on, draft))
            go_on.setAccessibleName(f"Go on with it: {draft.words}")
            self._column.addWidget(words)
            self._column.addWidget(flowing(go_on))
        if first and not self._shown:
            self._column.addWidget(TextLabel(first, "quiet", tone="caution"))
        self.setVisible(bool(first or self._shown))

    def _go_on(self, draft: PlanDraftLine) -> None:
        self._screen.go_to(PlanDestination(self._case, draft=draft.id))
