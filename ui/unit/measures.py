"""The unit's measures: find one, read it in full, sign it off, reword it, retire it, bring it back, add one."""

from __future__ import annotations

from functools import partial
from typing import Final, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.settings import author
from hru_advocate.casework.unit import languages, unit_measures
from hru_advocate.casework.unit.unit_measures import MeasureFilter, MeasureLine, MeasurePage, StandingOfMeasure
from hru_advocate.errors import AdvocateError
from ui.controls.buttons import Button
from ui.controls.keyboard.reading_order import laid_in
from ui.controls.labels import quiet
from ui.controls.layout.cards import Row
from ui.controls.lists.filter_bar import FilterBar
from ui.controls.lists.line_list import ListLine
from ui.controls.lists.list_and_page import ListAndPage
from ui.controls.tick_boxes import Dropdown
from ui.form.fields_keeper import keeper_near
from ui.shell.destinations import FormDestination, FormRequest, form_page
from ui.shell.screen import AnyScreen
from ui.unit.measure_page import ActionCard, MeasurePanel, ReasonCard, RewordCard, SignCard, looks_of, put_in_view
from ui.unit.part import UnitPart

_STATES: Final = (
    ("", "Any state"),
    ("practice_point", "To be signed off"),
    ("signed_off", "Signed off"),
    ("reworded", "Reworded"),
    ("own", "Our own"),
    ("retired", "Retired"),
)
_RETIRING: Final = "It is suggested no more. Plans that hold it keep it, and it can be brought back."
_BACK: Final = "It is suggested again from now on."


class MeasuresPart(UnitPart):
    """A list at the left, one measure at the right. ``copies_wanted`` asks which copies carry a measure."""

    copies_wanted = Signal(str, str)

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__(screen)
        self._author = ""
        self._page: MeasurePage | None = None
        self._wanted = ""
        self._section, self._state = Dropdown("Part of the plan", (("", "Any part"),)), Dropdown("State", _STATES)
        self.filters = FilterBar("Words of a measure", (self._section, self._state))
        self.filters.changed.connect(self._ask_list)
        self._count = quiet("")
        self.add = Button("Add a measure of our own", on_click=self._add)
        self.view = MeasurePanel()
        self.view.wanted.connect(self._begin)
        nothing = "Choose a measure. What has no published source is marked until the unit signs it off."
        head = Row().add_words(self._count).add(self.add)
        head.line.setContentsMargins(0, 0, 0, 0)
        self.both = ListAndPage("Measures", self.view, nothing, above=(self.filters, head))
        self.both.chosen.connect(self._chosen)
        self.filters.search.walked.connect(self.both.take_keyboard)
        self.column.addWidget(self.filters)
        self.column.addWidget(head)
        self.column.addWidget(self.both, 1)

    def refresh(self) -> None:
        self.owner.ask(author, self._know_author)
        self.owner.ask(unit_measures.sections, self._offer)
        self._ask_list()
        if self.both.shown:
            self.owner.ask(unit_measures.measure_page, self._show_page, self.both.shown)

    def open_one(self, measure: str) -> None:
        """Choose a measure by its id, as soon as the list has it."""
        self._wanted = measure

    def first_focus(self) -> QWidget:
        return self.filters.search

    def panes(self) -> list[QWidget]:
        return [self.filters, *self.both.panes()]

    def step_back(self) -> bool:
        if self.view.action.count():
            self._close_action()
            return True
        return self.both.step_back()

    def _know_author(self, name: str) -> None:
        self._author = name

    def _offer(self, sections: tuple[tuple[str, str], ...]) -> None:
        self._section.set_choices((("", "Any part"), *sections))

    def _ask_list(self) -> None:
        state = cast("StandingOfMeasure", self._state.chosen())
        wanted = MeasureFilter(self.filters.text(), self._section.chosen(), state)
        self.owner.ask(unit_measures.measure_lines, self._show_list, wanted)

    def _show_list(self, lines: tuple[MeasureLine, ...]) -> None:
        waiting = sum(line.needs_sign_off for line in lines)
        count = "1 measure" if len(lines) == 1 else f"{len(lines)} measures"
        self._count.setText(f"{count} · {waiting} to be signed off" if waiting else count)
        self.both.show_lines([line.id for line in lines], [_line(line) for line in lines])
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            self.both.go_to(wanted)

    def _chosen(self, measure: str) -> None:
        self._close_action()
        self.owner.ask(unit_measures.measure_page, self._show_page, measure)

    def _show_page(self, page: MeasurePage) -> None:
        if page.line.id == self.both.shown:
            self._page = page
            self.view.show_measure(page)
            self.both.show_page()

    def _begin(self, what: str) -> None:
        """Open the card for what is to be done."""
        page = self._page
        if page is None:
            return
        if what == "copies":
            self.copies_wanted.emit(page.line.id, page.line.text)
        elif what == "change":
            self.owner.go_to(
                FormDestination(FormRequest("measure", corrects=(page.line.entry,), answers={"done": "add"}))
            )
        else:
            card = self._card(what, page)
            card.keep_for(page.line.id)
            self.view.show_action(card)
            put_in_view(card)

    def _card(self, what: str, page: MeasurePage) -> ActionCard:
        on_click, leaves = partial(self._do, what), self._close_action
        if what == "sign_off":
            return SignCard(self._author, on_click, leaves)
        if what == "reword":
            card = RewordCard(page, on_click, leaves)
            self.owner.ask(languages.languages_with, card.show_languages, page.line.id)
            return card
        words = ("Retire it", _RETIRING) if what == "retire" else ("Bring it back", _BACK)
        return ReasonCard(*words, on_click, leaves)

    def open_action(self) -> ActionCard | None:
        """The card that is open."""
        return next((card for card in laid_in(self.view.action) if isinstance(card, ActionCard)), None)

    def _do(self, what: str) -> None:
        card, measure = self.open_action(), self.both.shown
        if isinstance(card, SignCard):
            self.owner.ask_or(
                unit_measures.sign_off,
                self._done,
                self._refused,
                measure,
                by=card.by.text(),
                against=card.against.text(),
            )
        elif isinstance(card, RewordCard):
            self.owner.ask_or(
                unit_measures.reword,
                self._done,
                self._refused,
                measure,
                text=card.text.words(),
                short=card.short.text(),
                reason=card.reason.text(),
            )
        elif isinstance(card, ReasonCard):
            change = unit_measures.retire if what == "retire" else unit_measures.bring_back
            self.owner.ask_or(change, self._done, self._refused, measure, card.reason.text())

    def _done(self, saved: Saved) -> None:
        keeper = keeper_near(self)
        if keeper is not None:
            keeper.saved(f"{self.both.shown} ")
        self._close_action()
        self.owner.show_status("Measure kept")
        self.owner.notify(saved.changed)

    def _refused(self, error: BaseException) -> None:
        card = self.open_action()
        if card is not None and isinstance(error, AdvocateError):
            card.problem.show_error(error)
            put_in_view(card)
        else:
            self.owner.show_error(error)

    def _close_action(self) -> None:
        self.view.show_action(None)

    def _add(self) -> None:
        self.owner.go_to(form_page("measure", done="add"))


def _line(line: MeasureLine) -> ListLine:
    looks = looks_of(line)
    return ListLine(line.text, line.section_words, looks[0] if looks else None, long=True)
