"""The versions of a safety plan: a list, and beside it one version or two with every change marked."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.plan import versions
from hru_advocate.casework.plan.versions import PlanVersionLine, Versions
from ui.case.version_list import VersionList
from ui.case.version_sheet import VersionSheet
from ui.case_head.case_head import CaseHead
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, Columns, Row
from ui.form.page import bring_into_view
from ui.shell.destinations import PlanDestination, VersionsDestination
from ui.shell.screen import Screen, ScreenContext

_SETTLE = "Both stand until a person settles it, and the safer of the two holds. Begin with the one that is nearer."
_APART = "Each was begun as a first plan. Correct one after the other until both say the same."


class VersionsScreen(Screen[VersionsDestination]):
    """Versions, as they were signed off. Nothing is changed here but two that disagree, which are settled."""

    title: ClassVar[str] = "Versions of the plan"

    def __init__(self, context: ScreenContext, destination: VersionsDestination) -> None:
        super().__init__(context, destination)
        self.case = destination.case
        self.held: Versions | None = None
        self.head = CaseHead(self, self.case, "plan", compact=True)
        self.head.leave_for_case_page()
        self.head.name_toggled.connect(self.refresh)
        self.disputes = Card("Two versions disagree", tone="danger")
        self.disputes.hide()
        self.list = VersionList()
        self.sheet = VersionSheet()
        self.none = quiet("No plan was signed off yet. A version is made when the plan is signed off in the builder.")
        self.none.hide()
        self.list.chosen.connect(self._read)
        self.sheet.reached.connect(self._bring)
        self.columns = Columns(wide=2, narrow=5)
        self.columns.first.addWidget(self.list)
        self.columns.first.addStretch(1)
        self.columns.second.addWidget(self.sheet)
        self.columns.second.addStretch(1)
        self.body.setSpacing(12)
        for widget in (self.head, self.disputes, self.none, self.columns):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def refresh(self) -> None:
        self.head.refresh()
        self.ask_hiding(versions.versions, self._show, self.case)

    def move_with_time(self, *, other_day: bool) -> None:
        del other_day
        self.head.refresh()

    def panes(self) -> list[QWidget]:
        return [self.list, self.sheet, self.head]

    def leave(self) -> None:
        self.head.hide_secrets()

    def _show(self, held: Versions) -> None:
        first = self.held is None
        self.held = held
        self.none.setVisible(not held.lines)
        self.columns.setVisible(bool(held.lines))
        self._show_disputes(held)
        self.list.show_versions(held, self.destination.entry)
        if first and held.lines:
            self.list.buttons[self.list.number].setFocus()

    def _show_disputes(self, held: Versions) -> None:
        self.disputes.clear()
        self.disputes.setVisible(held.disagrees)
        if not held.disagrees:
            return
        self.disputes.add_row(quiet(_SETTLE if held.can_settle else _APART))
        heads = [line for line in held.lines if line.current]
        for line in heads:
            about = f"Version {line.number}, signed off {line.signed_words} by {line.author}"
            row = Row().add_words(TextLabel(about), quiet(line.counts_words))
            button = Button("Settle from this one" if held.can_settle else "Correct this one")
            button.setAccessibleName(f"{button.text()}: {about}")
            button.clicked.connect(partial(self._settle, line, heads if held.can_settle else [line]))
            self.disputes.add_row(row.add(button))

    def _settle(self, line: PlanVersionLine, heads: list[PlanVersionLine], _pressed: object = None) -> None:
        """Settling is a correction of every version that stands; it begins with the one that was chosen."""
        others = (head.entry for head in heads if head is not line)
        self.go_to(PlanDestination(self.case, corrects=(line.entry, *others)))

    def _read(self, number: int, other: int) -> None:
        if other:
            old, new = sorted((number, other))
            self.ask_hiding(versions.compare, self.sheet.show_compared, self.case, old, new)
        else:
            self.ask_hiding(versions.version, self.sheet.show_version, self.case, number)

    def _bring(self, part: QWidget) -> None:
        if self.area is not None:
            bring_into_view(self.area, part)
