"""Every case: search, filter, order, and open one."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Final, get_args

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hru_advocate.casework.cases.cases import CaseFilter, CasesPart, Order, part_of_cases
from hru_advocate.casework.wording import AREAS, LEVELS, STATUSES
from ui.cases.table import CaseTable
from ui.controls.announcements import LiveRegion
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet, title
from ui.controls.layout.cards import Row
from ui.controls.lists.filter_bar import FilterBar
from ui.controls.tick_boxes import Dropdown
from ui.shell.destinations import CaseDestination, CasesDestination, form_page
from ui.shell.screen import Screen, ScreenContext

_ORDERS: Final[tuple[tuple[Order, str], ...]] = (
    ("next", "Next contact first"),
    ("level", "Highest level first"),
    ("recent", "Lately worked on first"),
    ("name", "By name"),
)
_MOST: Final = 500
_SCREENFUL: Final = 40
"""The cases asked for at a time: more than a window shows, and answered before anybody notices."""


class CasesScreen(Screen[CasesDestination]):
    """A table to walk with the arrow keys; names stay on the case's own page."""

    title: ClassVar[str] = "Cases"

    def __init__(self, context: ScreenContext, destination: CasesDestination) -> None:
        super().__init__(context, destination, scrolls=False)
        self._count = quiet("")
        self._telling = LiveRegion(self._count)
        new = Button("New referral", "primary", on_click=lambda: self.go_to(form_page("referral")))
        head = Row().add(title("Cases")).add_words(self._count).add(new)
        head.line.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(head)
        self._turn = 0
        self._status = Dropdown("Status", (("", "Any status"), *STATUSES.items()))
        self._area = Dropdown("Area", (("", "Any area"), *AREAS.items()))
        self._level = Dropdown("Level", (("", "Any level"), *LEVELS.items()))
        self._order = Dropdown("Order", _ORDERS)
        self._status.choose("open")
        self.filters = FilterBar("Name, reference or area", (self._status, self._area, self._level, self._order))
        self.filters.changed.connect(self.refresh)
        self.filters.search.walked.connect(self._into_table)
        self.filters.search.chosen.connect(self._into_table)
        self.body.addWidget(self.filters)
        self.table = CaseTable()
        self.table.opened.connect(self._open)
        self._none = TextLabel("")
        self._none.hide()
        self.body.addWidget(self._none)
        self.body.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Ask for the cases that fit the filters."""
        order = self._order.chosen()
        wanted = CaseFilter(
            text=self.filters.text(),
            status=self._status.chosen(),
            area=self._area.chosen(),
            level=self._level.chosen(),
            order=next(known for known in get_args(Order) if known == order),
        )
        self._turn += 1
        self._ask_from(wanted, 0)

    def _ask_from(self, wanted: CaseFilter, first: int) -> None:
        """Ask for the next screenful; what was asked before the filters changed is not shown any more."""
        show = partial(self._show, self._turn, wanted, first)
        self.ask(part_of_cases, show, wanted, first, _SCREENFUL, last=first + _SCREENFUL >= _MOST)

    def first_focus(self) -> QWidget:
        return self.filters.search

    def panes(self) -> list[QWidget]:
        return [self.filters, self.table]

    def _into_table(self) -> None:
        if self.table.cases.rowCount():
            if not self.table.currentIndex().isValid():
                self.table.selectRow(0)
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, turn: int, wanted: CaseFilter, first: int, part: CasesPart) -> None:
        if turn != self._turn:
            return
        cases = part.lines
        for case in cases:
            self.expect(case.safe.changes_at)
        if first:
            self.table.add_cases(cases)
        else:
            self.table.show_cases(cases)
        count = self.table.cases.rowCount()
        self.table.setVisible(bool(count))
        self._none.setVisible(not count)
        if part.more:
            self._count.setText(f"{count} cases, more are on their way…")
            self._ask_from(wanted, first + _SCREENFUL)
            return
        self.table.end()
        most = f"The first {_MOST}; narrow the search to see others" if count >= _MOST else ""
        self._count.setText(most or ("1 case" if count == 1 else f"{count} cases"))
        hint = "Try fewer letters or wider filters." if self.filters.narrowed() else "Begin with a new referral."
        self._none.setText(f"No case fits. {hint}")
        self._telling.tell(self._count.text() if count else self._none.text())

    def _open(self, case: str) -> None:
        self.go_to(CaseDestination(case))
