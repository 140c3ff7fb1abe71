"""Every case: search, filter, order, and open one."""

from __future__ import annotations

from typing import ClassVar, Final, get_args

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hru_advocate.casework.cases.cases import CaseFilter, CaseLine, Order, list_cases
from hru_advocate.casework.wording import AREAS, LEVELS, STATUSES
from ui.cases.table import CaseTable
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


class CasesScreen(Screen[CasesDestination]):
    """A table to walk with the arrow keys; names stay on the case's own page."""

    title: ClassVar[str] = "Cases"

    def __init__(self, context: ScreenContext, destination: CasesDestination) -> None:
        super().__init__(context, destination, scrolls=False)
        self._count = quiet("")
        new = Button("New referral", "primary", on_click=lambda: self.go_to(form_page("referral")))
        head = Row().add(title("Cases")).add_words(self._count).add(new)
        head.line.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(head)
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
        self.ask(list_cases, self._show, wanted, _MOST)

    def first_focus(self) -> QWidget:
        return self.filters.search

    def panes(self) -> list[QWidget]:
        return [self.filters, self.table]

    def _into_table(self) -> None:
        if self.table.cases.rowCount():
            if not self.table.currentIndex().isValid():
                self.table.selectRow(0)
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, cases: tuple[CaseLine, ...]) -> None:
        for case in cases:
            self.expect(case.safe.changes_at)
        self.table.show_cases(cases)
        more = f"The first {_MOST}; narrow the search to see others" if len(cases) == _MOST else ""
        self._count.setText(more or ("1 case" if len(cases) == 1 else f"{len(cases)} cases"))
        self.table.setVisible(bool(cases))
        self._none.setVisible(not cases)
        hint = "Try fewer letters or wider filters." if self.filters.narrowed() else "Begin with a new referral."
        self._none.setText(f"No case fits. {hint}")

    def _open(self, case: str) -> None:
        self.go_to(CaseDestination(case))
