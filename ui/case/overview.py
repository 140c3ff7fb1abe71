"""The overview of a case: what is new, what no live measure answers, what comes next, plan, paper, people, times."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from hru_advocate.casework.overview import Overview, overview
from hru_advocate.casework.records.entries import DraftLine, drafts
from hru_advocate.casework.records.plan_drafts import plan_drafts
from hru_advocate.domain.moments import weekday_in_words
from ui.case.actions import ActionsCard
from ui.case.next_steps import NextStepsCard
from ui.case.open_risks import show_open
from ui.case.tab import CaseTab
from ui.controls.buttons import Button
from ui.controls.chart_view import Pictured
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, Columns, Row, add_action, row_button
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.in_good_time import InGoodTime
from ui.controls.pills import Pill
from ui.plan_draft.open_drafts import OpenDrafts
from ui.shell.destinations import (
    ClosingDestination,
    CoverageDestination,
    DisclosureDestination,
    FormRequest,
    PaperDestination,
    PlanDestination,
    filling_in,
)
from ui.shell.screen import AnyScreen


class OverviewTab(CaseTab):
    """A case at a glance."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__(screen, case)
        self.steps = NextStepsCard(screen, case)
        self.since = Card("Since last time")
        self.drafts = Card("Drafts")
        self.people = Card("People")
        self.uncovered = Card("Risks without a live measure of their own")
        self.next = Card("Next")
        self.owed = ActionsCard(screen, case)
        self.plan = Card("Plan")
        self.plan_drafts = OpenDrafts(screen, case)
        self.plan.put_below_head(self.plan_drafts)
        add = Button("Add a person", "link", on_click=partial(self.open_form, "person"))
        add_action(self.people, add)
        everything = Button("What covers what", "link", on_click=partial(screen.go_to, CoverageDestination(case)))
        add_action(self.uncovered, everything)
        columns = Columns()
        for card in (self.owed, self.since, self.drafts, self.people, self.plan):
            columns.first.addWidget(card)
        for card in (self.uncovered, self.next):
            columns.second.addWidget(card)
        columns.first.addStretch(1)
        columns.second.addStretch(1)
        self.drafts.hide()
        self.close_button = Button("Close case", on_click=partial(screen.go_to, ClosingDestination(case)))
        self.hand_over = Button(
            "Hand-over summary", on_click=partial(screen.go_to, PaperDestination(case, "hand_over"))
        )
        self.own_data = Button(
            "The person's own data", on_click=partial(screen.go_to, DisclosureDestination(case, "subject"))
        )
        self.line = Card("Time line")
        self.line.hide()
        self._further_down = InGoodTime(self)
        self.column.addWidget(self.steps)
        self.column.addWidget(columns)
        self.column.addWidget(self.line)
        self.column.addWidget(flowing(self.close_button, self.hand_over, self.own_data))
        self.column.addStretch(1)

    def refresh(self) -> None:
        self.owner.ask_hiding(overview, self._show, self.case)
        self.owner.ask_hiding(drafts, self._show_drafts, case=self.case)
        self.owner.ask(plan_drafts, self.plan_drafts.show_drafts, self.case)

    def _show(self, seen: Overview) -> None:
        self.steps.show_steps(seen.steps)
        self._show_since(seen)
        show_open(self.uncovered, seen.uncovered, seen.unasked, self._find)
        self.owed.show_actions(seen.actions)
        self._further_down.fill(partial(self._show_further, seen))

    def _show_further(self, seen: Overview) -> None:
        """Show what comes next, plan, time line and people: below the first screenful."""
        self.next.clear()
        for due in seen.next:
            row = Row().add(TextLabel(due.day_words, wrap=False), width=90).add_words(TextLabel(due.words))
            self.next.add_row(row.add(Pill("over", "danger")) if due.over else row)
        if not seen.next:
            self.next.say_empty("Nothing is due. A next contact is set when a contact is logged.")
        self.plan.clear()
        self.plan.add_row(Row().add_words(TextLabel(seen.plan_words), quiet(f"Paper: {seen.paper_words}")))
        if seen.cover.rows:
            self.plan.add_row(Pictured(seen.cover, titled=True))
        self.line.clear()
        self.line.setVisible(bool(seen.time_line.days))
        if seen.time_line.days:
            self.line.add_row(Pictured(seen.time_line))
        self.people.clear()
        for person in seen.people:
            words = TextLabel(f"{person.name} ({person.relation})" if person.relation else person.name)
            row = Row().add(quiet(person.role), width=150).add_words(words)
            self.people.add_row(row.add(row_button("Open", person.role, partial(self.open_record, person.entry))))
        if not seen.people:
            self.people.say_empty("Nobody yet. Add the people of this case: the victim, children, a safe person.")

    def _show_since(self, seen: Overview) -> None:
        self.since.head.setText(f"New {seen.since_words}")
        self.since.clear()
        for line in seen.since:
            row = Row().add(Pill(line.kind, "accent", "none"), width=140).add_words(TextLabel(line.text))
            self.since.add_row(row.add(row_button("Open", line.text, partial(self.open_record, line.entry))))
        if not seen.since:
            self.since.say_empty("Nothing new has been written since the last contact.")

    def _find(self, known: str) -> None:
        self.owner.go_to(PlanDestination(self.case, known))

    def _show_drafts(self, lines: tuple[DraftLine, ...]) -> None:
        self.drafts.clear()
        self.drafts.setVisible(bool(lines))
        for line in lines:
            row = Row().add_words(TextLabel(line.title), quiet(f"last typed {_weekday_and_time(line.saved)}"))
            self.drafts.add_row(row.add(row_button("Go on", line.title, partial(self._go_on, line))))

    def _go_on(self, line: DraftLine) -> None:
        self.owner.go_to(filling_in(line.layout, FormRequest(line.form, self.case, draft=line.id)))


def _weekday_and_time(at: datetime) -> str:
    return f"{weekday_in_words(at.date())[:3]} {at:%H:%M}"
