"""The words beside a plan on paper: that none is signed off yet, and the draft that is open."""

from __future__ import annotations

from hru_advocate.casework.paper.document_kinds import holds_plan
from hru_advocate.casework.records.plan_drafts import PlanStanding, plan_standing
from ui.plan_draft.open_drafts import OpenDrafts
from ui.shell.screen import AnyScreen


class PlanBeside(OpenDrafts):
    """Says of a paper of the signed plan which draft it does not hold; a preview of the draft itself says it is one."""

    def __init__(self, screen: AnyScreen, case: str, *, of_draft: bool) -> None:
        super().__init__(screen, case)
        self._of_draft = of_draft
        self._standing = PlanStanding(signed=True, drafts=())
        self._document = ""

    def refresh(self) -> None:
        """Ask for them again."""
        if not self._of_draft:
            self._screen.ask(plan_standing, self._know, self._case)

    def fit(self, document: str) -> None:
        """Stand beside the documents that hold the plan, and beside no other."""
        self._document = document
        self._fit()

    def _know(self, standing: PlanStanding) -> None:
        self._standing = standing
        self.show_drafts(standing.drafts, standing.sentence, primary=not standing.signed)
        self._fit()

    def _fit(self) -> None:
        self.setVisible(bool(self._standing.sentence) and holds_plan(self._document))
