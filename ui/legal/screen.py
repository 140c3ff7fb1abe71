"""The Legal page: find an option by words and filters, read it, confirm it for the unit, note it in a case."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from hru_advocate.casework.cases.cases import CaseFilter, CaseLine, list_cases
from hru_advocate.casework.law.confirmable import confirm_law, find_law, law_page
from hru_advocate.casework.law.legal_options import (
    NOT_ADVICE,
    OptionChoices,
    OptionFilter,
    OptionLine,
    OptionPage,
    option_choices,
)
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.settings import author
from hru_advocate.errors import InvalidAnswer
from ui.controls.buttons import Button
from ui.controls.inputs import bare
from ui.controls.keyboard.held import holds_keyboard
from ui.controls.labels import quiet, title
from ui.controls.layout.cards import Card, Row
from ui.controls.lists.filter_bar import FilterBar
from ui.controls.lists.line_list import ListLine
from ui.controls.lists.list_and_page import ListAndPage
from ui.controls.pills import SHAPES
from ui.controls.theme import theme
from ui.controls.tick_boxes import Dropdown
from ui.form.fields_keeper import FieldsKeeper
from ui.legal.option_view import TONES, ConfirmOptionCard, OptionView
from ui.shell.destinations import LegalDestination, form_page
from ui.shell.screen import Screen, ScreenContext

_BOX: Final = 160
"""The width of a filter, so that all five stand beside the search on a laptop."""


class LegalScreen(Screen[LegalDestination]):
    """A list at the left, one option at the right; one after the other where the window is narrow."""

    title: ClassVar[str] = "Legal"
    kinds: ClassVar[frozenset[str]] = frozenset({"legal_check", "pack", "setting"})

    def __init__(self, context: ScreenContext, destination: LegalDestination) -> None:
        super().__init__(context, destination, scrolls=False)
        self._author = ""
        self.fields = FieldsKeeper(self, "legal")
        self._count = quiet("")
        head = Row().add(title("Legal")).add_words(self._count)
        head.line.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(head)
        self.view, self.confirming, self.picker = OptionView(), ConfirmOptionCard(), CaseForTalk()
        page = QWidget()
        rows = bare(page, gap=12)
        for part in (self.picker, self.view, self.confirming):
            rows.addWidget(part)
        self.both = ListAndPage("Legal options", page, f"Choose an option. {NOT_ADVICE}")
        self.both.shown = destination.option
        self.confirming.begin(destination.option, self._author)
        self.both.chosen.connect(self._choose)
        self.list = self.both.list
        self.filters = OptionFilters()
        self.filters.changed.connect(self.refresh)
        self.filters.search.walked.connect(self.both.take_keyboard)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.both, 1)
        self.view.noting.connect(self._ask_for_case)
        self.view.checking.connect(self.confirming.take_keyboard)
        self.confirming.confirming.connect(self._confirm)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self._confirm)
        self.picker.go.clicked.connect(self._note)
        self.picker.hide()

    def refresh(self) -> None:
        """Ask for the options that fit, and again for the one on show."""
        if not self.filters.offered:
            self.ask(option_choices, self._offer)
            self.ask(author, self._know_author)
        self.ask(find_law, self._show_list, self.filters.wanted())
        if self.both.shown:
            self.ask(law_page, self._show_option, self.both.shown)

    def move_with_time(self, *, other_day: bool) -> None:
        """A confirmation grows old; what is being typed into one is left alone."""
        if other_day and not holds_keyboard(self.confirming):
            self.refresh()

    def first_focus(self) -> QWidget:
        return self.filters.search

    def panes(self) -> list[QWidget]:
        return [self.filters, *self.both.panes(), self.confirming]

    def step_back(self) -> bool:
        if self.picker.isVisible():
            self.picker.hide()
            return True
        return self.both.step_back()

    def _offer(self, found: OptionChoices) -> None:
        self.filters.offer(found)
        self.confirming.offer(found.against)

    def _know_author(self, name: str) -> None:
        self._author = name
        self.confirming.know_author(name)

    def _show_list(self, lines: tuple[OptionLine, ...]) -> None:
        confirmed = sum(line.confirmed for line in lines)
        many = "1 option" if len(lines) == 1 else f"{len(lines)} options"
        self._count.setText(f"{many} · {confirmed} confirmed by the unit · not legal advice")
        self.both.show_lines([line.id for line in lines], [_line(line) for line in lines])

    def _choose(self, chosen: str) -> None:
        self.picker.hide()
        self.confirming.begin(chosen, self._author)
        self.ask(law_page, self._show_option, chosen)

    def _show_option(self, page: OptionPage) -> None:
        if page.line.id != self.both.shown:
            return
        self.view.show_page(page)
        self.both.show_page()

    def _confirm(self) -> None:
        if not self.both.shown:
            return
        card = self.confirming
        self.ask_or(
            confirm_law,
            partial(self._confirmed, self.both.shown),
            self._refused,
            self.both.shown,
            by=card.by.text(),
            against=card.chosen(),
            on=card.on.text(),
            changed=card.changed.toPlainText(),
        )

    def _confirmed(self, option: str, saved: Saved) -> None:
        if option == self.both.shown:
            self.confirming.begin_anew(self._author)
        self.fields.saved(f"{option} ")
        self.banner.show_message("The confirmation is kept. It stands at the top of this page from now on.", "fine")
        self.notify(saved.changed)

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, InvalidAnswer):
            self.confirming.problem.show_error(error)
        else:
            self.show_error(error)

    def _ask_for_case(self) -> None:
        self.ask(list_cases, self.picker.offer, CaseFilter(status="open", order="recent"))

    def _note(self) -> None:
        case = self.picker.case.chosen()
        self.picker.hide()
        if case:
            self.go_to(form_page("legal_talk", case, option=self.both.shown, stands="talked_about"))


class OptionFilters(FilterBar):
    """The filters of the Legal page: words, a need, who applies, area, cost, speed."""

    def __init__(self) -> None:
        names = ("Need", "Who applies", "Area", "Cost to the person", "Speed")
        self._boxes = tuple(Dropdown(name) for name in names)
        self.offered = False
        super().__init__("Order, offence, right", self._boxes)
        for box in self._boxes:
            box.setMaximumWidth(theme().px(_BOX))

    def offer(self, found: OptionChoices) -> None:
        """Offer what can be chosen from."""
        self.offered = True
        offered = (found.needs, found.who, found.areas, found.costs, found.speeds)
        any_words = ("Any need", "Any applicant", "Any area", "Any cost", "Any speed")
        for box, choices, words in zip(self._boxes, offered, any_words, strict=True):
            box.set_choices((("", words), *choices))

    def wanted(self) -> OptionFilter:
        """Give what is chosen now."""
        need, who, area, cost, speed = (box.chosen() for box in self._boxes)
        return OptionFilter(self.text(), need, who, area, cost, speed)


class CaseForTalk(Card):
    """Asks in which open case the option was talked about."""

    def __init__(self) -> None:
        super().__init__("In which case was it talked about?")
        self.case = Dropdown("Case")
        self.go = Button("Note it", "primary")
        self.add_row(Row().add(self.case, stretch=1).add(self.go))
        self._none = quiet("No case is open. Begin with a new referral.")
        self.add_row(self._none)

    def offer(self, cases: tuple[CaseLine, ...]) -> None:
        """Show the open cases, the latest first."""
        labels = ((line.label, line.area_words) for line in cases)
        self.case.set_choices(tuple((label.case, f"{label.initials} · {label.ref} · {area}") for label, area in labels))
        self.go.setEnabled(bool(cases))
        self._none.setVisible(not cases)
        self.show()
        self.case.setFocus()


def _line(line: OptionLine) -> ListLine:
    about = (line.who_words, line.cost_words, line.speed_words, line.note)
    again = "not confirmed" if line.confirmed_words.startswith("not yet") else "check again"
    short = "confirmed" if line.confirmed else again
    tone = TONES[line.state]
    return ListLine(line.name, " · ".join(part for part in about if part), (short, tone, SHAPES[tone]), long=True)
