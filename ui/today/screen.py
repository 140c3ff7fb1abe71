"""Today: who to contact and when it is safe, dates ahead, what was promised, what to look at again, what was begun."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar, Final, TypeVar

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hru_advocate.casework.records.entries import DraftLine, discard_draft
from hru_advocate.casework.today import RecentLine, TodayPage, look
from hru_advocate.casework.vault.backups import BackupState, backup_state
from hru_advocate.domain.moments import short_day_in_words
from ui.controls.buttons import Button
from ui.controls.keyboard.single_keys import single_key
from ui.controls.labels import TextLabel, quiet, title
from ui.controls.layout.cards import Card, Columns, Row, add_action
from ui.controls.layout.flow_layout import flowing
from ui.controls.theme import Theme, theme
from ui.shell.destinations import (
    CasesDestination,
    Destination,
    FormRequest,
    LateDestination,
    SettingsDestination,
    TodayDestination,
    VisitsDestination,
    filling_in,
    form_page,
)
from ui.shell.screen import Screen, ScreenContext
from ui.today.lines import CONSULTATIONS, SUPERVISION, TodayLines

T = TypeVar("T")
_SHOWN: Final = 12
_WHERE: Final[Mapping[Destination | None, str]] = {
    CasesDestination(): ", in Cases",
    CONSULTATIONS: ", in Unit",
    VisitsDestination(): "",
}
"""The place of all a card's lines, in words."""
_NOT_KNOWN: Final = (
    "What is due cannot be said: the lists of this vault could not be worked out. Look into each case; tell force IT."
)


class TodayScreen(Screen[TodayDestination]):
    """The next safe thing to do, first; everything else on the side."""

    title: ClassVar[str] = "Today"

    def __init__(self, context: ScreenContext, destination: TodayDestination) -> None:
        super().__init__(context, destination)
        self.lines = TodayLines(self.go_to)
        self._page: TodayPage | None = None
        self._drawn: Theme | None = None
        self._rules_shown = self._paused_shown = False
        self._day = quiet("", wrap=False)
        self._new = Button("New referral", "primary", on_click=lambda: self.go_to(form_page("referral")))
        self.late = Button("", keys="L", on_click=lambda: self.go_to(LateDestination()))
        self.late.hide()
        self.visits_button = Button("Visits", keys="V", on_click=lambda: self.go_to(VisitsDestination()))
        self.body.addWidget(self._head())
        self.visits = Card("Visits")
        self.contacts, self.dates = Card("Contacts due"), Card("Dates ahead")
        self.promises, self.reviews = Card("Promises and actions"), Card("To look at again")
        self.unreached, self.paused = Card("Nobody reached"), Card("Paused")
        self.reminders = Card("Consultations")
        self.drafts, self.recent = Card("Drafts"), Card("Lately")
        self.backup = Card("Backups", tone="caution")
        self.backup.hide()
        self.rules_button = Button("Show rules", "link", keys="R", on_click=self.toggle_rules)
        add_action(self.contacts, self.rules_button)
        self.paused_button = Button("Show", "link", keys="P", on_click=self.toggle_paused)
        add_action(self.paused, self.paused_button)
        columns = Columns()
        for card in (self.visits, self.contacts, self.dates, self.promises, self.reviews):
            columns.first.addWidget(card)
        for card in (self.unreached, self.reminders, self.backup, self.paused, self.drafts, self.recent):
            columns.second.addWidget(card)
        columns.first.addStretch(1)
        columns.second.addStretch(1)
        self.body.addWidget(columns)
        self.body.addStretch(1)

    def _head(self) -> QWidget:
        if theme().large:
            return flowing(title("Today"), self._day, self.late, self.visits_button, self._new)
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        for part in (title("Today"), self._day):
            line.addWidget(part)
        line.addStretch(1)
        for button in (self.late, self.visits_button, self._new):
            line.addWidget(button)
        return head

    def refresh(self) -> None:
        """Ask for the page again."""
        self.ask(look, self._show)
        if not self.context.made_up:
            self.ask(backup_state, self._show_backup)

    def first_focus(self) -> QWidget:
        """The first thing that has a key, once it is known; a new referral before."""
        return next(iter(self.lines.keyed), self._new)

    def panes(self) -> list[QWidget]:
        first = (self.visits, self.contacts, self.dates, self.promises, self.reviews)
        return [*first, self.unreached, self.reminders, self.backup, self.drafts, self.recent]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit goes to the line that carries it; a letter to what is late, visits, rules or paused cases."""
        key = single_key(self, event)
        letters: dict[str, Callable[[], object]] = {
            "l": self.late.click,
            "r": self.toggle_rules,
            "p": self.toggle_paused,
            "v": self.visits_button.click,
        }
        if key in letters:
            letters[key]()
        elif key.isdigit() and 0 < int(key) <= len(self.lines.keyed):
            self.lines.keyed[int(key) - 1].click()
        else:
            super().keyPressEvent(event)

    def toggle_rules(self) -> None:
        """Show the safe contact rules below every contact, or fold them again."""
        self._rules_shown = not self._rules_shown
        for rules in self.lines.rules:
            rules.setVisible(self._rules_shown)
        self.rules_button.setText("Hide rules" if self._rules_shown else "Show rules")

    def toggle_paused(self) -> None:
        """Show the cases whose reminders rest, or fold them again."""
        self._paused_shown = not self._paused_shown
        if self._page is not None:
            self._show_paused(self._page)

    def _show(self, page: TodayPage) -> None:
        for line in page.contacts:
            self.expect(line.safe.changes_at)
        for visit in page.visits:
            self.expect(visit.changes_at)
        for day in page.dates:
            self.expect(day.changes_at)
        if page == self._page and theme() == self._drawn:
            return  # coming back to a page that is as it was costs nothing, and the keyboard stays where it is
        anew = theme() != self._drawn
        self._page, self._drawn = page, theme()
        self._day.setText(page.day_words)
        late = page.late + page.to_ask_after
        self.late.setText(f"{late} late or to ask after")
        self.late.setVisible(late > 0)
        self.lines.begin(anew=anew)
        self._show_visits(page)
        self._show_contacts(page)
        over = sum(line.due.over_days > 0 for line in page.dates)
        self._fill(self.dates, page.dates, self.lines.date, over, "No hearing, no end of an order in the next 28 days.")
        over = sum(line.action.late_days > 0 for line in page.actions)
        self._fill(
            self.promises, page.actions, self.lines.action, over, "Nothing promised falls due in the coming week."
        )
        over = sum(line.due.over_days > 0 for line in page.reviews)
        self._fill(self.reviews, page.reviews, self.lines.review, over, "Nothing falls due in the coming week.")
        self._show_unreached(page)
        self._show_reminders(page)
        self._show_paused(page)
        self._show_drafts(page.drafts)
        self._show_recent(page.recent)

    def _show_visits(self, page: TodayPage) -> None:
        """Show who goes today and who is out, an overdue return before everything else."""
        over = sum(line.standing == "overdue" for line in page.visits)
        self.visits.setVisible(bool(page.visits))
        self._fill(self.visits, page.visits, self.lines.visit, over, "", there=VisitsDestination())
        self.visits.set_tone("danger" if over else None)

    def _show_contacts(self, page: TodayPage) -> None:
        over = sum(line.due.over_days > 0 for line in page.contacts)
        make = partial(self.lines.contact, rules_shown=self._rules_shown)
        nothing = "Nobody is due today. The next contacts stand in Cases, in their order."
        self._fill(self.contacts, page.contacts, make, over, nothing, there=CasesDestination())
        self.rules_button.setVisible(bool(page.contacts))

    def _fill(
        self,
        card: Card,
        lines: Sequence[T],
        make: Callable[[T], Row],
        over: int,
        nothing: str,
        *,
        there: Destination | None = None,
    ) -> None:
        card.note.setText(f"{len(lines)} · {over} overdue" if over else str(len(lines) or ""))
        made = self._page is None or self._page.lists_made
        if self.lines.stands(card, (*lines, made)):
            return
        card.clear()
        for line in lines[:_SHOWN]:
            card.add_row(make(line))
        if not lines:
            card.say_empty(nothing if made or not nothing else _NOT_KNOWN)
        elif len(lines) > _SHOWN:
            where = _WHERE.get(there, ", those that are late")
            card.add_row(self.lines.all_of(f"All {len(lines)}{where}", there or LateDestination()))

    def _show_unreached(self, page: TodayPage) -> None:
        lines = page.not_reached
        self.unreached.setVisible(bool(lines))
        self.unreached.set_tone("caution" if lines else None)
        self.unreached.note.setText(str(len(lines) or ""))
        if self.lines.stands(self.unreached, lines, digits=False):
            return
        self.unreached.clear()
        for line in lines[:_SHOWN]:
            self.unreached.add_row(self.lines.unreached(line))
        if len(lines) > _SHOWN:
            self.unreached.add_row(self.lines.all_of(f"All {len(lines)}, in Unit", SUPERVISION))

    def _show_reminders(self, page: TodayPage) -> None:
        """Show the consultations to come back to; they are of no case, and a unit without any is not told so."""
        over = sum(line.due.over_days > 0 for line in page.reminders)
        self.reminders.setVisible(bool(page.reminders))
        self._fill(self.reminders, page.reminders, self.lines.reminder, over, "", there=CONSULTATIONS)

    def _show_backup(self, state: BackupState) -> None:
        """Say that backups are overdue or fail, for as long as they do."""
        self.backup.setVisible(bool(state.trouble))
        self.backup.clear()
        if state.trouble:
            there = self.lines.link("Settings", "Settings, for backups", SettingsDestination())
            self.backup.add_row(Row().add_words(TextLabel(state.trouble)).add(there))

    def _show_paused(self, page: TodayPage) -> None:
        lines = page.paused
        self.paused.setVisible(bool(lines))
        self.paused.head.setText("1 case paused" if len(lines) == 1 else f"{len(lines)} cases paused")
        self.paused_button.setText("Hide" if self._paused_shown else "Show")
        self.paused_button.setAccessibleName(f"{self.paused_button.text()} the paused cases, P")
        shown = lines if self._paused_shown else ()
        if self.lines.stands(self.paused, shown, digits=False):
            return
        self.paused.clear()
        for line in shown:
            self.paused.add_row(self.lines.paused(line))

    def _show_drafts(self, drafts: tuple[DraftLine, ...]) -> None:
        self.drafts.note.setText(str(len(drafts) or ""))
        if self.lines.stands(self.drafts, drafts, digits=False):
            return
        self.drafts.clear()
        for line in drafts:
            whom = f" · {line.label.initials}" if line.label else ""
            began = f"saved {short_day_in_words(line.saved.date())} {line.saved:%H:%M}"
            there = filling_in(line.layout, FormRequest(line.form, line.case, draft=line.id))
            drop = Button("Discard", "link", on_click=partial(self._ask_to_discard, line))
            drop.setAccessibleName(f"Discard the draft of {line.title}{whom}")
            finish = self.lines.link("Finish", f"Finish {line.title}{whom}", there)
            # Where a row is new the keyboard may come back to its first stop: Discard stands last.
            row = Row(spacing=4).add_words(TextLabel(f"{line.title}{whom}"), quiet(began)).add(finish)
            self.drafts.add_row(row.add(drop))
        if not drafts:
            self.drafts.say_empty("Nothing is half done.")

    def _show_recent(self, recent: tuple[RecentLine, ...]) -> None:
        if self.lines.stands(self.recent, recent, digits=False):
            return
        self.recent.clear()
        for line in recent:
            words = f"{line.title} · {line.line}" if line.line else line.title
            step = f"not begun yet: {line.next_step}" if line.next_step else ""
            said = TextLabel(words if len(words) < 160 else words[:159].rstrip() + "…")
            self.recent.add_row(
                self.lines.recent(line, said, quiet(" · ".join(part for part in (line.when_words, step) if part)))
            )
        if not recent:
            self.recent.say_empty("Nothing yet. Begin with a new referral.")

    def _ask_to_discard(self, line: DraftLine) -> None:
        self.banner.show_message(
            f"Discard the draft of {line.title}? What was typed there is gone for good.",
            "caution",
            action="Discard it",
            on_action=lambda: self.ask(discard_draft, self.notify, line.id),
        )
