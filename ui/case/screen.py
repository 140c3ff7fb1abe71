"""The page of one case: its head, and one part at a time below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from hru_advocate.casework.cases import cases
from hru_advocate.casework.cases.cases import CasePage, DisputeLine
from ui.case.head_edit import HeadEdit
from ui.case.incidents.tab import IncidentsTab
from ui.case.legal.tab import LegalTab
from ui.case.lists import ContactsTab, HistoryTab, ServicesTab
from ui.case.overview import OverviewTab
from ui.case.partners.tab import PartnersTab
from ui.case.pictures import NeedsTab, RiskTab
from ui.case.plan import PlanTab
from ui.case.tab import CaseTab
from ui.case_head.case_head import CaseHead
from ui.controls.keyboard.single_keys import is_answering, single_key
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, Row, row_button
from ui.controls.layout.kept_heights import KeptColumn
from ui.shell.destinations import (
    CaseDestination,
    CasePart,
    PaperDestination,
    PlanDestination,
    RecordDestination,
    VersionsDestination,
    conversation,
    form_page,
)
from ui.shell.screen import AnyScreen, Screen, ScreenContext, take_answers

PARTS: Final[Mapping[CasePart, Callable[[AnyScreen, str], CaseTab]]] = {
    "overview": OverviewTab,
    "contacts": ContactsTab,
    "incidents": IncidentsTab,
    "risk": RiskTab,
    "needs": NeedsTab,
    "plan": PlanTab,
    "legal": LegalTab,
    "partners": PartnersTab,
    "services": ServicesTab,
    "history": HistoryTab,
}


class CaseScreen(Screen[CaseDestination]):
    """One case, one part of it at a time."""

    title: ClassVar[str] = "Case"

    def __init__(self, context: ScreenContext, destination: CaseDestination) -> None:
        super().__init__(context, destination)
        self.case = destination.case
        part: CasePart = "contacts" if destination.log_contact else destination.part
        self._takes = destination.log_contact or destination.note_incident
        self.head = CaseHead(self, self.case, part)
        self.head.part_wanted.connect(self.open_part)
        self.head.log_wanted.connect(self.log_contact)
        self.head.name_toggled.connect(self.refresh)
        self._told_names = False
        self.edit = HeadEdit(self, self.case)
        self.edit.log_wanted.connect(self.log_contact)
        self.head.change_wanted.connect(partial(self.edit.open, "level"))
        _offer_changes(self.head)
        self.disputes = Card("Two versions disagree", tone="danger")
        self.disputes.hide()
        self.part: CaseTab | None = None
        self._part_column = KeptColumn()
        self.body.setSpacing(12)
        self.body.addWidget(self.head)
        self.body.addWidget(self.edit)
        self.body.addWidget(self.disputes)
        self.body.addLayout(self._part_column, 1)
        self._build(part)
        if self._takes:
            self._take_keyboard()

    def refresh(self) -> None:
        self.ask_hiding(cases.case_page, self._show, self.case)
        if self.part is not None:
            self.part.refresh()

    def first_focus(self) -> QWidget | None:
        if self._takes:
            return None
        return (self.part.first_focus() if self.part else None) or self.head.tabs.standing

    def panes(self) -> list[QWidget]:
        return [self.head, self.edit, *([self.part] if self.part else [])]

    def step_back(self) -> bool:
        if self.edit.isHidden():
            return False
        self.edit.fold()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter does what one does most in a case, a digit opens the part in that place."""
        key = "" if is_answering() or event.isAutoRepeat() else single_key(self, event)
        places = list(PARTS)
        if key in KEYS:
            KEYS[key](self)
        elif key.isdecimal() and (place := (int(key) or 10) - 1) < len(places):
            self.open_part(places[place])
            if self.head.tabs.standing is not None:
                self.head.tabs.standing.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def begin(self) -> None:
        if self._told_names:  # what was built with names must not be seen for the moment until the answer is here
            self._told_names = False
            self._build(self._shown)
        super().begin()

    def leave(self) -> None:
        self._told_names = self._told_names or self.names.shown
        self.head.hide_secrets()
        self.edit.let_go()
        if self.part is not None:
            self.part.leave()

    def log_contact(self) -> None:
        """Take the keyboard to where a contact is noted."""
        if self._shown != "contacts":
            self.open_part("contacts")
        self._take_keyboard()

    def note_incident(self) -> None:
        """Take the keyboard to where an incident is noted."""
        if self._shown != "incidents":
            self.open_part("incidents")
        self._take_keyboard()

    def open_part(self, part: CasePart) -> None:
        """Show a part of the page."""
        self.leave()
        self.banner.clear()  # what it said was of the part that goes: a draft of a contact, for instance
        self._build(part)
        if self.part is not None:
            self.part.hide()  # until it is filled: what is put into a part on show is laid out anew with each row
            self.part.refresh()
            take_answers(self)
            self.part.show()
        if self.area is not None:
            self.area.verticalScrollBar().setValue(0)

    def _build(self, part: CasePart) -> None:
        if self.part is not None:
            self._part_column.removeWidget(self.part)
            self.part.hide()
            self.part.deleteLater()
        self._shown = part
        self.on_show = CaseDestination(self.case, part)
        self.head.tabs.stand(part)
        self.part = PARTS[part](self, self.case)
        self._part_column.addWidget(self.part, 1)

    def _take_keyboard(self) -> None:
        if self.part is not None:
            self.part.take_keyboard()

    def _show(self, page: CasePage) -> None:
        self.head.show_page(page)
        self.edit.show_page(page)
        if page.closed_line:
            self.banner.show_message(page.closed_line, "caution")
        self.disputes.clear()
        self.disputes.setVisible(bool(page.disputes))
        for dispute in page.disputes:
            self.disputes.add_row(self._dispute_row(dispute))

    def _dispute_row(self, dispute: DisputeLine) -> Row:
        row = Row().add_words(
            TextLabel(dispute.title, "strong"),
            quiet("Until a person settles it, the safer of the two is used."),
        )
        return row.add(row_button("Look at both and settle", dispute.title, partial(self._settle, dispute)))

    def _settle(self, dispute: DisputeLine) -> None:
        """A plan is settled where its versions are compared, anything else where it is read."""
        entry = dispute.entries[0]
        self.go_to(
            VersionsDestination(self.case, entry) if dispute.layout == "plan" else RecordDestination(entry, self.case)
        )


def _offer_changes(head: CaseHead) -> None:
    """Offer what is changed in its place, and say which single keys do what is there."""
    head.change.show()
    head.change.setToolTip("L the level, N the next contact, F a flag, where nothing is typed")
    for action, key in zip(head.doing, "CRP", strict=True):
        action.setToolTip(f"{key}, where nothing is typed")


KEYS: Final[Mapping[str, Callable[[CaseScreen], object]]] = {
    "c": lambda page: page.log_contact(),
    "i": lambda page: page.note_incident(),
    "a": lambda page: page.go_to(form_page("action", page.case, state="open")),
    "v": lambda page: page.go_to(form_page("visit", page.case, state="planned")),
    "r": lambda page: page.go_to(conversation("risk_conversation", page.case)),
    "p": lambda page: page.go_to(PlanDestination(page.case)),
    "d": lambda page: page.go_to(PaperDestination(page.case)),
    "l": lambda page: page.edit.open("level"),
    "n": lambda page: page.edit.open("next"),
    "f": lambda page: page.edit.open("flag"),
}
"""Single keys of the page of a case, heard wherever nothing is typed or answered."""
