"""Orders, bail and licences on the page of a case: what holds first, each with its conditions and its quick steps."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hru_advocate.casework.law import order_steps
from hru_advocate.casework.law.order_cards import OrderCard, OrderConditionLine, OrdersPage, OrderStep, orders_page
from hru_advocate.casework.law.order_steps import note_ended, note_served
from hru_advocate.casework.records.entries import Saved
from ui.case.tab import CaseTab
from ui.controls.buttons import Button
from ui.controls.inputs import OneLine
from ui.controls.keyboard.escape import EscapeLeaves
from ui.controls.labels import TextLabel, field_label, quiet
from ui.controls.layout.cards import Card, Row, add_action, row_button
from ui.controls.layout.flow_layout import flowing
from ui.controls.pills import Pill
from ui.controls.theme import theme
from ui.shell.destinations import FormDestination, FormRequest
from ui.shell.screen import AnyScreen

_WORDS: Final[dict[OrderStep, str]] = {
    "decided": "It was decided",
    "served": "Served",
    "full": "Full order made",
    "vary": "Vary",
    "ended": "Lifted or ended",
}


class OrdersPiece(CaseTab):
    """The orders of one case. A quick step asks for a day and how we know it; anything else opens the form."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__(screen, case)
        self.card = Card("Orders, bail and licence")
        self.note_button = Button("Note an order, bail or licence", on_click=partial(self.open_form, "order"))
        add_action(self.card, self.note_button)
        self.column.addWidget(self.card)
        self.asked: DayAsked | None = None

    def refresh(self) -> None:
        self.owner.ask_hiding(orders_page, self._show, self.case)

    def first_focus(self) -> QWidget | None:
        return self.note_button

    def _show(self, page: OrdersPage) -> None:
        self.card.clear()
        self.asked = None
        if not page.cards:
            self.card.say_empty(page.gap)
        for order in page.cards:
            self.card.add_row(self._order(order))

    def _order(self, order: OrderCard) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 8, 0, 10)
        column.setSpacing(4)
        head = Row().add(Pill(order.pill, order.tone, yields=True), stretch=1)
        if order.versions > 1:
            head.add(quiet(f"{order.versions} versions", wrap=False))
        head.add(row_button("Open", order.pill, partial(self.open_record, order.entry)))
        column.addWidget(head)
        for number, words in enumerate(order.to_do):
            column.addWidget(TextLabel(words, "body" if number else "strong"))
        if order.days:
            column.addWidget(quiet(" · ".join(order.days)))
        for line in order.conditions:
            column.addWidget(_condition(line))
        if order.if_broken:
            column.addWidget(quiet(f"If it is broken: {order.if_broken}"))
        if order.copies:
            column.addWidget(quiet(f"Copies with: {order.copies}"))
        if order.steps:
            place = QVBoxLayout()
            buttons = [self._step_button(step, order, place) for step in order.steps]
            column.addWidget(flowing(*buttons), 0, Qt.AlignmentFlag.AlignLeft)
            column.addLayout(place)
        return whole

    def _step_button(self, step: OrderStep, order: OrderCard, place: QVBoxLayout) -> Button:
        button = Button(_WORDS[step], on_click=partial(self._take, step, order, place))
        button.setAccessibleName(f"{_WORDS[step]}: {order.name}")
        return button

    def _take(self, step: OrderStep, order: OrderCard, place: QVBoxLayout) -> None:
        if step == "served":
            self._ask_day(
                place, DayAsked("Served on", "today", partial(self._note_served, order.entry), self._put_away)
            )
        elif step == "ended":
            asked = DayAsked(
                "No longer holds from", order.ended_on, partial(self._note_ended, order.entry), self._put_away
            )
            self._ask_day(place, asked)
        else:
            answers, reason = _begun(step, order)
            request = FormRequest("order", self.case, corrects=(order.entry,), answers=answers, reason=reason)
            self.owner.go_to(FormDestination(request))

    def _ask_day(self, place: QVBoxLayout, asked: DayAsked) -> None:
        self._put_away()
        self.asked = asked
        place.addWidget(asked)
        asked.take_keyboard()

    def _put_away(self) -> None:
        if self.asked is not None:
            self.asked.hide()
            self.asked.deleteLater()
            self.asked = None

    def _note_served(self, entry: str, day: str, how: str) -> None:
        self.owner.ask(note_served, self._noted, entry, day, how)

    def _note_ended(self, entry: str, day: str, how: str) -> None:
        self.owner.ask(note_ended, self._noted, entry, day, how)

    def _noted(self, saved: Saved) -> None:
        self.owner.banner.clear()
        self.owner.show_status("Noted on the order")
        self._put_away()
        self.owner.notify(saved.changed)


class DayAsked(QWidget):
    """A line that asks for a day and how we know it. Enter saves, Escape puts it away."""

    def __init__(
        self, label: str, day: str, save: Callable[[str, str], object], put_away: Callable[[], object]
    ) -> None:
        super().__init__()
        self._save = save
        self.day, self.how = OneLine("a day, such as 3 Nov"), OneLine("who told us, and how they know")
        self.day.show_text(day)
        self.save_button = Button("Save", "primary", on_click=self._press)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 0)
        for words, field, stretch in ((label, self.day, 1), ("By whom, and how we know", self.how, 2)):
            column = QVBoxLayout()
            column.addWidget(field_label(words, field))
            column.addWidget(field)
            row.addLayout(column, stretch)
            field.returnPressed.connect(self._press)
        self.cancel_button = Button("Cancel", on_click=put_away)
        for button in (self.save_button, self.cancel_button):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        EscapeLeaves(self, (self.day, self.how, self.save_button, self.cancel_button), put_away)

    def take_keyboard(self) -> None:
        """Put the keyboard on the day, at once: a widget is else shown only when its page is laid out."""
        self.show()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        self.day.selectAll()

    def _press(self) -> None:
        self._save(self.day.text().strip(), self.how.text().strip())


_AFRESH: Final = ("made_on", "there", "aware_on", "served_on", "until", "until_at", "no_end", "without_notice")
"""Answers a full order does not take from the interim one before it."""


def _begun(step: OrderStep, order: OrderCard) -> tuple[dict[str, object], str]:
    """The answers a step begins its form with, and why it corrects what is noted."""
    if step == "vary":
        stage = {} if order.stage == "interim" else {"stage": "varied"}
        return {**stage, "varied_on": None}, order_steps.VARIED
    if step == "decided":
        return {"stage": "made"}, order_steps.DECIDED
    afresh = dict.fromkeys(_AFRESH)
    kind: dict[str, object] = {"kind": "spo_full"} if order.kind == "spo_interim" else {}
    return {**afresh, **kind, "stage": "made"}, order_steps.FULL_ORDER


def _condition(line: OrderConditionLine) -> QWidget:
    """One condition: what it is about, then its words; quiet where it does not hold today."""
    row = QWidget()
    side_by_side = QHBoxLayout(row)
    side_by_side.setContentsMargins(0, 1, 0, 1)
    about = quiet(line.kind_words)
    about.setFixedWidth(theme().px(180))
    side_by_side.addWidget(about, 0, Qt.AlignmentFlag.AlignTop)
    words = f"{line.words} ({line.state_words})" if line.state_words else line.words
    side_by_side.addWidget(TextLabel(words) if line.holds else quiet(words), 1, Qt.AlignmentFlag.AlignTop)
    return row
