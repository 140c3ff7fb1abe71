"""A plan being written without a screen: its sheet and its history."""

from __future__ import annotations

from hru_advocate.casework.plan.history import History, PlanEdit
from hru_advocate.casework.plan.sheet import PlanSheet, SheetRow

ROWS: list[SheetRow] = [
    {"section": "home", "text": "one", "carry": "carry", "state": "chosen"},
    {"section": "home", "text": "two", "carry": "keep", "state": "chosen"},
]


class Desk:
    """A sheet with its history, as the work on a plan keeps them."""

    def __init__(self) -> None:
        wishes = [{"wish": "wish_1", "words": "to sleep"}]
        self.sheet = PlanSheet({"own_words": "I want to walk.", "wishes": wishes, "items": ROWS})
        self.history = History()

    def make(self, change: PlanEdit) -> int | None:
        before = self.sheet.snapshot()
        place = change.do(self.sheet)
        self.history = self.history.did(change, before)
        return place

    def undo(self) -> None:
        self.history, snapshot = self.history.undo(self.sheet.snapshot())
        self.sheet = PlanSheet.at(snapshot)

    def redo(self) -> None:
        self.history, snapshot = self.history.redo(self.sheet.snapshot())
        self.sheet = PlanSheet.at(snapshot)

    def row(self, place: int) -> SheetRow:
        return self.sheet.rows[place]
