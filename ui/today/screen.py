"""Today: who to contact and when it is safe, what to look at again, what was begun, what was done last."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.records.entries import DraftLine, discard_draft
from hru_advocate.casework.today import Due, DueContact, DueReview, RecentLine, TodayPage, look
from hru_advocate.domain.moments import short_day_in_words
from ui.case_head.safe_contact_strip import rules_below, safety_pill
from ui.controls.buttons import Button, Kind, literal
from ui.controls.labels import TextLabel, quiet, title
from ui.controls.layout.cards import Card, Columns, Row
from ui.controls.pills import Pill
from ui.controls.theme import theme
from ui.shell.destinations import (
    CaseDestination,
    CasesDestination,
    Destination,
    FormRequest,
    RecordDestination,
    TodayDestination,
    filling_in,
    form_page,
)
from ui.shell.screen import Screen, ScreenContext

_SHOWN = 12
_DUE_WIDTH = 104
_NAME_WIDTH = 64


class TodayScreen(Screen[TodayDestination]):
    """The next safe thing to do, first; everything else on the side."""

    title: ClassVar[str] = "Today"

    def __init__(self, context: ScreenContext, destination: TodayDestination) -> None:
        super().__init__(context, destination)
        self._day = quiet("")
        self._new = Button("New referral", "primary", on_click=lambda: self.go_to(form_page("referral")))
        head = Row().add(title("Today")).add_words(self._day).add(self._new)
        head.line.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(head)
        columns = Columns()
        self.contacts = Card("Contacts due")
        self.reviews = Card("To look at again")
        self.drafts = Card("Drafts")
        self.recent = Card("Lately")
        for card in (self.contacts, self.reviews):
            columns.first.addWidget(card)
        for card in (self.drafts, self.recent):
            columns.second.addWidget(card)
        columns.first.addStretch(1)
        columns.second.addStretch(1)
        self._sides = columns
        self.body.addWidget(columns)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Ask for the page again."""
        self.ask(look, self._show)

    def first_focus(self) -> QWidget:
        """The first contact that is due, once it is known; a new referral before."""
        return next(iter(self.contacts.findChildren(Button)[1:]), self._new)

    def panes(self) -> list[QWidget]:
        return [self.contacts, self.reviews, self.drafts, self.recent]

    def _show(self, page: TodayPage) -> None:
        self._day.setText(page.day_words)
        for line in page.contacts:
            self.expect(line.safe.changes_at)
        self._show_contacts(page.contacts)
        self._show_reviews(page.reviews)
        self._show_drafts(page.drafts)
        self._show_recent(page.recent)

    def _show_recent(self, recent: tuple[RecentLine, ...]) -> None:
        self.recent.clear()
        for line in recent:
            self.recent.add_row(self._recent_row(line))
        if not recent:
            self.recent.say_empty("Nothing yet. Begin with a new referral.")

    def _show_contacts(self, contacts: tuple[DueContact, ...]) -> None:
        self.contacts.clear()
        over = sum(line.due.over_days > 0 for line in contacts)
        self.contacts.note.setText(f"{len(contacts)} · {over} overdue" if over else str(len(contacts) or ""))
        for line in contacts[:_SHOWN]:
            self.contacts.add_row(self._contact_row(line))
        if not contacts:
            self.contacts.say_empty("Nobody is due today. The next contacts stand in Cases, in their order.")
        elif len(contacts) > _SHOWN:
            more = Button(f"All {len(contacts)}, in Cases", "link", on_click=lambda: self.go_to(CasesDestination()))
            self.contacts.add_row(Row().add(more))

    def _contact_row(self, line: DueContact) -> Row:
        """Due and who first; what for, the word for this moment and what to do; the rules below, whole."""
        top = self._due_row(line.due, line.label)
        rules = quiet(_and_next(rules_below(line.safe), line.next_step))
        end = self._contact_step(line)
        if theme().large:
            top.line.addStretch(1)
            return _below(top.add(safety_pill(line.safe)).add(end), TextLabel(line.what), rules)
        words = Row().add_words(TextLabel(line.what)).add(safety_pill(line.safe)).add(end)
        words.line.setContentsMargins(0, 0, 0, 0)
        inner = _below(words, rules)
        inner.line.setContentsMargins(0, 0, 0, 0)
        top.line.addWidget(inner, 1)
        return top

    def _contact_step(self, line: DueContact) -> Button:
        label = line.label
        if line.safe.safety == "never":
            return self._link("Look", f"Look at {label.initials}", CaseDestination(label.case))
        return self._link("Start", f"Start the contact with {label.initials}", form_page("contact", label.case))

    def _due_row(self, due: Due, label: CaseLabel) -> Row:
        pill = Pill(due.words, "danger" if due.over_days > 0 else "quiet")
        return Row().add(pill, width=_DUE_WIDTH).add(self._name(label), width=_NAME_WIDTH)

    def _show_reviews(self, reviews: tuple[DueReview, ...]) -> None:
        self.reviews.clear()
        self.reviews.note.setText(str(len(reviews) or ""))
        for line in reviews[:_SHOWN]:
            row = self._due_row(line.due, line.label).add_words(TextLabel(line.what))
            case = line.label.case
            there = RecordDestination(line.entry, case) if line.entry else CaseDestination(case, "plan")
            self.reviews.add_row(row.add(self._link("Look", f"Look at {line.what}, {line.label.initials}", there)))
        if not reviews:
            self.reviews.say_empty("Nothing falls due in the coming week.")

    def _show_drafts(self, drafts: tuple[DraftLine, ...]) -> None:
        self.drafts.clear()
        self.drafts.note.setText(str(len(drafts) or ""))
        for line in drafts:
            whom = f" · {line.label.initials}" if line.label else ""
            began = f"saved {short_day_in_words(line.saved.date())} {line.saved:%H:%M}"
            there = filling_in(line.layout, FormRequest(line.form, line.case, draft=line.id))
            drop = Button("Discard", "link", on_click=partial(self._ask_to_discard, line))
            drop.setAccessibleName(f"Discard the draft of {line.title}{whom}")
            row = Row(spacing=4).add_words(TextLabel(f"{line.title}{whom}"), quiet(began)).add(drop)
            self.drafts.add_row(row.add(self._link("Finish", f"Finish {line.title}{whom}", there)))
        if not drafts:
            self.drafts.say_empty("Nothing is half done.")

    def _recent_row(self, line: RecentLine) -> Row:
        words = f"{line.title} · {line.line}" if line.line else line.title
        row = Row().add(self._name(line.label), width=_NAME_WIDTH)
        return row.add_words(
            TextLabel(words if len(words) < 160 else words[:159].rstrip() + "…"),
            quiet(_and_next(line.when_words, line.next_step)),
        )

    def _name(self, label: CaseLabel) -> Button:
        there = CaseDestination(label.case)
        return self._link(label.initials, f"Open the case of {label.initials}", there, kind="name")

    def _link(self, words: str, spoken: str, destination: Destination, *, kind: Kind = "link") -> Button:
        button = Button(literal(words), kind, on_click=lambda: self.go_to(destination))
        button.setAccessibleName(spoken)
        return button

    def _ask_to_discard(self, line: DraftLine) -> None:
        self.banner.show_message(
            f"Discard the draft of {line.title}? What was typed there is gone for good.",
            "caution",
            action="Discard it",
            on_action=lambda: self.ask(discard_draft, self.notify, line.id),
        )


def _and_next(words: str, step: str) -> str:
    """Words with the first step of the case that was not begun."""
    return " · ".join(part for part in (words, f"not begun yet: {step}" if step else "") if part)


def _below(row: Row, *words: QWidget) -> Row:
    """A row with words below it, as wide as the row."""
    outer = Row()
    outer.line.setContentsMargins(0, 5, 0, 8)
    row.line.setContentsMargins(0, 0, 0, 0)
    holder = QVBoxLayout()
    holder.setSpacing(2)
    for widget in (row, *words):
        holder.addWidget(widget)
    outer.line.addLayout(holder, 1)
    return outer
