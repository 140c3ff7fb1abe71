"""The plan part of a case page: the version that holds, whether it is due and why, and what stands open."""

from __future__ import annotations

from functools import partial

from hru_advocate.casework.plan.current import PlanNow, plan_now
from hru_advocate.casework.plan.review_requests import PlanReview, ReviewRequest
from hru_advocate.casework.plan.sections import PlanMeasure
from hru_advocate.casework.records.plan_drafts import PlanDraftLine, plan_drafts
from ui.case.agreed_card import AgreedCard
from ui.case.open_risks import show_open
from ui.case.tab import CaseTab
from ui.case.version_sheet import fill_sections
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, Columns, Row, add_action, row_button
from ui.plan_draft.open_drafts import OpenDrafts
from ui.shell.destinations import PlanDestination, VersionsDestination, form_page
from ui.shell.screen import AnyScreen


class PlanTab(CaseTab):
    """The plan as it stands. It is worked on in the builder, its versions are read on a page of their own."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__(screen, case)
        self._entry = ""
        self.work_button = Button("Make a plan", on_click=self._work_on_plan)
        self.versions = Button("Versions", on_click=self._show_versions)
        self.plan = Card("Safety plan")
        add_action(self.plan, self.versions)
        add_action(self.plan, self.work_button)
        self.drafts = OpenDrafts(screen, case)
        self.plan.put_below_head(self.drafts)
        self._drafts: tuple[PlanDraftLine, ...] = ()
        self.review = Card("Look again")
        self.agreed = AgreedCard()
        self.agreed.opening.connect(self.open_record)
        self.agreed.beginning.connect(self._begin)
        self.open = Card("Risks without a live measure")
        columns = Columns()
        columns.first.addWidget(self.plan)
        columns.first.addStretch(1)
        for card in (self.review, self.agreed, self.open):
            columns.second.addWidget(card)
        columns.second.addStretch(1)
        self.column.addWidget(columns)
        self.column.addStretch(1)

    def refresh(self) -> None:
        self.owner.ask(
            plan_drafts, self._know_drafts, self.case
        )  # first: where one stands, that is what one goes on with
        self.owner.ask_hiding(plan_now, self._show, self.case)

    def _know_drafts(self, drafts: tuple[PlanDraftLine, ...]) -> None:
        self._drafts = drafts
        self.drafts.show_drafts(drafts)
        self.work_button.setHidden(any(not one.overtaken for one in drafts))

    def _show(self, now: PlanNow) -> None:
        self._show_plan(now)
        self._show_review(now.review, now.asks, there=bool(now.current))
        self.agreed.show_plan(now)
        show_open(self.open, now.open, now.unasked, self._find)

    def _show_plan(self, now: PlanNow) -> None:
        card = self.plan
        card.clear()
        card.set_tone("danger" if now.disagrees else None)
        self.versions.setVisible(bool(now.current))
        self.work_button.setText("Work on it" if now.current else "Make a plan")
        self.work_button.setAccessibleName("Work on it: the plan" if now.current else "Make a plan")
        if not now.current:
            card.head.setText("Safety plan")
            make = "" if self._drafts else " Make one together, side by side; it is signed off as version 1."
            card.say_empty(f"No signed-off plan yet.{make}")
            return
        numbers = " and ".join(str(line.number) for line in reversed(now.current))
        card.head.setText(f"Version{'s' if now.disagrees else ''} {numbers}")
        for line in now.current:
            which = f"Version {line.number} signed" if now.disagrees else "Signed"
            card.rows.addWidget(quiet(f"{which} off {line.signed_words} by {line.author}"))
        if now.disagrees:
            words = "They disagree. What stands here is the safer of them until a person settles it, under Versions."
            card.rows.addWidget(TextLabel(words, tone="danger"))
        card.rows.addWidget(quiet(now.counts_words))
        if now.orders.full:
            card.rows.addWidget(TextLabel(f"{now.orders.full}.", tone=now.orders.tone))
        if now.own_words:
            card.rows.addWidget(TextLabel(f"“{now.own_words}”", "quote"))
        self._entry = now.current[0].entry
        fill_sections(card, ((section.title, section.measures) for section in now.sections), self._make_action)

    def _show_review(self, review: PlanReview, asks: tuple[ReviewRequest, ...], *, there: bool) -> None:
        card = self.review
        card.clear()
        card.set_tone("caution" if review.due else None)
        for ask in asks:
            card.add_row(self._ask_row(ask))
        if asks:
            ends = "a newer version is signed off" if there else "a plan is signed off"
            card.add_row(quiet(f"This stands until {ends}."))
        elif review.words:
            card.add_row(TextLabel(review.sentence, tone="caution" if review.due else None))
        else:
            card.say_empty("Nothing asks for a new look. An event that is recorded with a contact does.")

    def _ask_row(self, ask: ReviewRequest) -> Row:
        soon = f" · suggested: {ask.soon}" if ask.soon else ""
        words = [TextLabel(ask.label, "strong"), quiet(f"{ask.title}, recorded {ask.day_words}{soon}"), quiet(ask.why)]
        words += [TextLabel(check) for check in ask.checks]
        row = Row().add_words(*(label for label in words if label.text()))
        return row.add(row_button("Open", ask.label, partial(self.open_record, ask.entry)))

    def _make_action(self, measure: PlanMeasure) -> None:
        """Begin an action with the words of a measure, what it answers, and where it comes from."""
        answers = {
            "what": measure.true_text[:300],
            "targets": list(measure.answers),
            "agreed_at": "plan",
            "state": "open",
        }
        self.owner.go_to(form_page("action", self.case, from_entry=self._entry, **answers))

    def _begin(self, form: str) -> None:
        """Begin an answer to the plan, or a countersign: of the version on show, and with nothing answered before."""
        today = f"{self.owner.context.now():%Y-%m-%d}"
        answers = dict.fromkeys(("answer", "because", "again_by", "words")) if form == "agreement" else {}
        self.owner.go_to(form_page(form, self.case, plan=self._entry, on=today, **answers))

    def _work_on_plan(self) -> None:
        self.owner.go_to(PlanDestination(self.case))

    def _show_versions(self) -> None:
        self.owner.go_to(VersionsDestination(self.case))

    def _find(self, known: str) -> None:
        self.owner.go_to(PlanDestination(self.case, known))
