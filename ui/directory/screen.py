"""The directory: find a service, look at it, confirm its number and its hours, offer it in a case."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hru_advocate.casework.cases.cases import CaseFilter, CaseLine, list_cases
from hru_advocate.casework.paper.copies import copies_of_service
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.services.directory import (
    DirectoryChoices,
    DirectoryFilter,
    ServiceLine,
    ServicePage,
    choices,
    confirm,
    find_services,
    service,
)
from hru_advocate.casework.services.on_plan import add_service
from hru_advocate.casework.settings import author
from hru_advocate.errors import InvalidAnswer
from ui.controls.buttons import Button
from ui.controls.keyboard.held import holds_keyboard
from ui.controls.labels import quiet, title
from ui.controls.layout.cards import Card, Row
from ui.controls.layout.scrolling import scrolling
from ui.controls.lists.filter_bar import FilterBar
from ui.controls.lists.line_list import LineList, ListLine
from ui.controls.theme import theme
from ui.controls.tick_boxes import Dropdown, TickBox
from ui.directory.service_page import STATE_LOOKS, ConfirmCard, ServiceView, said_old
from ui.form.fields_keeper import FieldsKeeper
from ui.shell.destinations import DirectoryDestination, PacksDestination, PlanDestination, UnitDestination, form_page
from ui.shell.screen import AnyScreen, Screen, ScreenContext


class DirectoryScreen(Screen[DirectoryDestination]):
    """A list at the left, one service at the right; one after the other where the window is narrow."""

    title: ClassVar[str] = "Directory"
    kinds: ClassVar[frozenset[str]] = frozenset({"confirmation", "pack", "paper", "setting"})

    def __init__(self, context: ScreenContext, destination: DirectoryDestination) -> None:
        super().__init__(context, destination, scrolls=False)
        self._shown = destination.service
        self._lines: tuple[ServiceLine, ...] = ()
        self._author = ""
        self.fields = FieldsKeeper(self, "directory")
        self._count = quiet("")
        packs = Button("Packs", "link", on_click=partial(self.go_to, PacksDestination()))
        head = Row().add(title("Directory")).add_words(self._count).add(packs)
        head.line.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(head)
        self.filters = ServiceFilters()
        self.filters.changed.connect(self.refresh)
        self.filters.search.walked.connect(self._into_list)
        self.body.addWidget(self.filters)
        self.list = LineList("Services")
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.activated.connect(self._choose)
        self.view, self.confirming = ServiceView(), ConfirmCard()
        self.view.using.connect(self._ask_for_case)
        self._copies = CopiesOut(self, self.view)
        self.confirming.confirming.connect(self._confirm)
        self._picker = CasePicker()
        self._picker.card.hide()
        self._picker.go.clicked.connect(partial(self._use, on_plan=False))
        self._picker.plan.clicked.connect(partial(self._use, on_plan=True))
        self._back = Button("Back to the list", "link", on_click=self._to_list)
        self._split()

    def refresh(self) -> None:
        """Ask for the services that fit, and again for the one on show."""
        if not self.filters.offered:
            self.ask(choices, self.filters.offer)
            self.ask(author, self._know_author)
        self.ask(find_services, self._show_list, self.filters.wanted())
        if self._shown:
            self.ask(service, self._show_service, self._shown)

    def move_with_time(self, *, other_day: bool) -> None:
        """Services open and close; what is being typed into a confirmation is left alone."""
        del other_day
        if not holds_keyboard(self.confirming):
            self.refresh()

    def first_focus(self) -> QWidget:
        return self.filters.search

    def panes(self) -> list[QWidget]:
        return [self.filters, self.list, self._detail]

    def step_back(self) -> bool:
        if self._picker.card.isVisible():
            self._picker.card.hide()
            return True
        if (self.width() < theme().px(820)) and self._detail.isVisible():
            self._to_list()
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _into_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _split(self) -> None:
        page = QWidget()
        page.setProperty("role", "page")
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 12, 0)
        rows.setSpacing(12)
        self._nothing = quiet("Choose a service. Every number counts as unconfirmed until the unit confirms it.")
        rows.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self._nothing)
        rows.addWidget(self._picker.card)
        rows.addWidget(self.view)
        rows.addWidget(self.confirming)
        rows.addStretch(1)
        self._detail = scrolling(page)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(self.list, 2)
        both.addWidget(self._detail, 3)
        self.body.addLayout(both, 1)
        self.view.hide()
        self.confirming.hide()

    def _fit(self) -> None:
        narrow = self.width() < theme().px(820)
        self.list.setVisible(not narrow or not self._shown)
        self._detail.setVisible(not narrow or bool(self._shown))
        self._back.setVisible(narrow)

    def _to_list(self) -> None:
        self._shown = ""
        self._fit()
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _know_author(self, name: str) -> None:
        self._author = name
        self.confirming.know_author(name)

    def _show_list(self, lines: tuple[ServiceLine, ...]) -> None:
        self._lines = lines
        now = self.context.now()
        self.expect(now.replace(second=0, microsecond=0) + timedelta(minutes=1))
        self._count.setText("1 service" if len(lines) == 1 else f"{len(lines)} services")
        self.list.selectionModel().blockSignals(True)
        self.list.show_lines([_line(line) for line in lines])
        ids = [line.id for line in lines]
        if self._shown in ids:
            self.list.choose(ids.index(self._shown))
        else:
            self.list.clearSelection()
        self.list.selectionModel().blockSignals(False)
        self._fit()

    def _choose(self, index: QModelIndex) -> None:
        if not 0 <= index.row() < len(self._lines):
            return
        chosen = self._lines[index.row()].id
        if chosen == self._shown and self.view.isVisible():
            return
        self._shown = chosen
        self._picker.card.hide()
        self.ask(service, self._show_service, chosen)

    def _show_service(self, page: ServicePage) -> None:
        if page.line.id != self._shown:
            return
        self._nothing.hide()
        self.view.show_page(page)
        self.view.show()
        self.confirming.begin(page.line.id, page.phones[0][0] if page.phones else "", self._author)
        self.confirming.setVisible(page.line.state != "danger")
        self._copies.show(page.line.id)
        self._fit()

    def _confirm(self) -> None:
        card = self.confirming
        self.ask_or(
            confirm,
            self._confirmed,
            self._refused,
            self._shown,
            card.what.chosen(),
            card.value.text(),
            by=card.by.text(),
            against=card.against.chosen(),
            right=not card.wrong.isChecked(),
        )

    def _confirmed(self, saved: Saved) -> None:
        self.fields.saved(f"{self._shown} ")
        self.confirming.done()
        self.show_status("Confirmation kept")
        self.notify(saved.changed)
        self._copies.say_kept()

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, InvalidAnswer):
            self.confirming.problem.show_error(error)
            self.confirming.value.setFocus()
        else:
            self.show_error(error)

    def _ask_for_case(self) -> None:
        self.ask(list_cases, self._picker.offer, CaseFilter(status="open", order="recent"))

    def _use(self, *, on_plan: bool) -> None:
        case = self._picker.case.chosen()
        self._picker.card.hide()
        if case and on_plan:
            self.ask(add_service, lambda draft: self.go_to(PlanDestination(case, draft=draft)), case, self._shown)
        elif case:
            self.go_to(form_page("signposting", case, service=[f"sv_{self._shown}"]))


class CopiesOut:
    """Says how many copies on paper carry the number of the service on show, and leads to them."""

    def __init__(self, screen: AnyScreen, view: ServiceView) -> None:
        self._screen, self._view = screen, view
        self._shown = ""
        view.recalling.connect(self.recall)

    def show(self, service_id: str) -> None:
        """Count those of another service."""
        self._shown = service_id
        self._screen.ask(copies_of_service, partial(self._show, service_id), service_id)

    def say_kept(self) -> None:
        """Say that a confirmation is kept, and how many copies are out with a number that is not right now."""
        self._screen.ask(copies_of_service, self._say_kept, self._shown)

    def recall(self) -> None:
        """Go to the copies."""
        self._screen.go_to(UnitDestination("paper", copies_with=self._shown))

    def _show(self, service_id: str, count: tuple[int, int]) -> None:
        if service_id == self._shown:
            self._view.show_copies(*count)

    def _say_kept(self, count: tuple[int, int]) -> None:
        _out, old = count
        if old:
            words = f"The confirmation is kept. {said_old(old)}"
            self._screen.banner.show_message(words, "caution", action="Show them", on_action=self.recall)
        else:
            self._screen.banner.show_message("The confirmation is kept. It stands on paper from now on.", "fine")


class ServiceFilters(FilterBar):
    """The filters of the directory: words, a need, an area, a kind, open now."""

    def __init__(self) -> None:
        self._need, self._area, self._kind = (Dropdown(name) for name in ("Need", "Area", "Kind"))
        self._open_now = TickBox("Open now or not known")
        self.offered = False
        super().__init__("Name, town or need", (self._need, self._area, self._kind, self._open_now))

    def offer(self, found: DirectoryChoices) -> None:
        """Offer what can be chosen from."""
        self.offered = True
        self._need.set_choices((("", "Any need"), *found.needs))
        self._area.set_choices((("", "Any area"), *found.areas))
        self._kind.set_choices((("", "Any kind"), *found.kinds))

    def wanted(self) -> DirectoryFilter:
        """Give what is chosen now."""
        return DirectoryFilter(
            text=self.text(),
            need=self._need.chosen(),
            area=self._area.chosen(),
            kind=self._kind.chosen(),
            open_now=self._open_now.isChecked(),
        )


class CasePicker:
    """Asks in which open case a service is offered, or on which plan it is put."""

    def __init__(self) -> None:
        self.card = Card("In which case?")
        self.case = Dropdown("Case")
        self.go = Button("Offer and refer", "primary")
        self.plan = Button("Put it on the plan")
        self.card.add_row(Row().add(self.case, stretch=1).add(self.plan).add(self.go))
        self._none = quiet("No case is open. Begin with a new referral.")
        self.card.add_row(self._none)

    def offer(self, cases: tuple[CaseLine, ...]) -> None:
        """Show the open cases, the latest first."""
        named = ((line.label, line.area_words) for line in cases)
        self.case.set_choices(tuple((label.case, f"{label.initials} · {label.ref} · {area}") for label, area in named))
        self.go.setEnabled(bool(cases))
        self.plan.setEnabled(bool(cases))
        self._none.setVisible(not cases)
        self.card.show()
        self.case.setFocus()


def _line(line: ServiceLine) -> ListLine:
    note = " · ".join(part for part in (line.area, line.open_words, line.summary) if part)
    short = line.number_words if len(line.number_words) <= 34 else "look before printing"
    if line.for_perpetrators:
        short = "not for victims"
    return ListLine(line.name, note, (short, *STATE_LOOKS[line.state]), long=True)
