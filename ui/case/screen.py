"""The page of one case: its head, and one part at a time below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hru_advocate.casework.cases import cases
from hru_advocate.casework.cases.cases import CasePage, DisputeLine
from ui.case.lists import ContactsTab, HistoryTab, ServicesTab
from ui.case.overview import OverviewTab
from ui.case.pictures import NeedsTab, RiskTab
from ui.case.plan import PlanTab
from ui.case.tab import CaseTab
from ui.case_head.case_head import LOG, CaseHead
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, Row, row_button
from ui.shell.screen import Place, Screen, ScreenContext

PARTS: Final[Mapping[str, Callable[[Screen, str], CaseTab]]] = {
    "overview": OverviewTab,
    "contacts": ContactsTab,
    "risk": RiskTab,
    "needs": NeedsTab,
    "plan": PlanTab,
    "services": ServicesTab,
    "history": HistoryTab,
}


class CaseScreen(Screen):
    """One case, one part of it at a time."""

    title: ClassVar[str] = "Case"

    def __init__(self, context: ScreenContext, place: Place) -> None:
        super().__init__(context, place)
        self.case = place.case or ""
        wanted = "contacts" if place.tab == LOG else place.tab
        tab = wanted if wanted in PARTS else "overview"
        self.head = CaseHead(self, self.case, tab)
        self.head.tab_wanted.connect(self.open_tab)
        self.disputes = Card("Two versions disagree", tone="danger")
        self.disputes.hide()
        self.part: CaseTab | None = None
        self._place_of_part = QVBoxLayout()
        self.body.setSpacing(12)
        self.body.addWidget(self.head)
        self.body.addWidget(self.disputes)
        self.body.addLayout(self._place_of_part, 1)
        self._build(tab)
        if place.tab == LOG:
            self._take_keyboard()

    def refresh(self) -> None:
        self.ask(cases.case_page, self._show, self.case)
        if self.part is not None:
            self.part.refresh()

    def first_focus(self) -> QWidget | None:
        if self.place.tab == LOG:
            return None
        return (self.part.first_focus() if self.part else None) or self.head.tabs.standing

    def panes(self) -> list[QWidget]:
        return [self.head, *([self.part] if self.part else [])]

    def leave(self) -> None:
        self.head.hide_secrets()
        if self.part is not None:
            self.part.leave()

    def open_tab(self, tab: str) -> None:
        """Show a part of the page. ``LOG`` takes the keyboard to the contacts."""
        if tab == LOG:
            if self._tab != "contacts":
                self.open_tab("contacts")
            self._take_keyboard()
            return
        if tab not in PARTS:
            self.head.travel(tab)
            self.head.tabs.stand(self._tab)
            return
        self.leave()
        self._build(tab)
        if self.part is not None:
            self.part.refresh()
        if self.area is not None:
            self.area.verticalScrollBar().setValue(0)

    def _build(self, tab: str) -> None:
        if self.part is not None:
            self._place_of_part.removeWidget(self.part)
            self.part.hide()
            self.part.deleteLater()
        self._tab = tab
        self.head.tabs.stand(tab)
        self.part = PARTS[tab](self, self.case)
        self._place_of_part.addWidget(self.part, 1)

    def _take_keyboard(self) -> None:
        if self.part is not None:
            self.part.take_keyboard()

    def _show(self, page: CasePage) -> None:
        self.head.show_page(page)
        self.disputes.clear()
        self.disputes.setVisible(bool(page.disputes))
        for one in page.disputes:
            self.disputes.add_row(self._dispute_row(one))

    def _dispute_row(self, one: DisputeLine) -> Row:
        row = Row().add_words(
            TextLabel(one.title, "strong"),
            quiet("Until a person settles it, the safer of the two is used."),
        )
        return row.add(row_button("Look at both and settle", one.title, partial(self._settle, one)))

    def _settle(self, one: DisputeLine) -> None:
        """A plan is settled where its versions are compared, anything else where it is read."""
        screen = "versions" if one.form == "safety_plan" else "record"
        self.going.emit(Place(screen, case=self.case, entry=one.entries[0]))
