"""The page before a visit: what changed, what is safe, flags, what to take; and how to raise it when overdue."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import ClassVar, Final

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from hru_advocate.casework.visits.before_going import BeforeGoing, before_going
from ui.case_head.safe_contact_strip import SafeStrip
from ui.case_head.visit_pill import fill_pill, visit_pill, when_of
from ui.controls.labels import TextLabel, quiet, title
from ui.controls.layout.cards import Card, Columns, Row, row_button
from ui.controls.layout.flow_layout import flowing
from ui.form.fields_keeper import FieldsKeeper
from ui.shell.destinations import BeforeVisitDestination, RecordDestination
from ui.shell.screen import Screen, ScreenContext
from ui.visits.raise_card import RaiseCard
from ui.visits.step_row import StepRow

_PRIVACY: Final = (
    "Who else can see this screen? Sit so that only the person does, or turn it away.",
    "In visit mode nothing of another case can be reached. F12 covers the screen, Ctrl+L locks it.",
    "Phones, speakers and cameras in the room may listen; ask before the talk begins.",
)


class BeforeVisitScreen(Screen[BeforeVisitDestination]):
    """One page for one visit, with everything to know and to do; letters take its steps."""

    title: ClassVar[str] = "Before you go"

    def __init__(self, context: ScreenContext, destination: BeforeVisitDestination) -> None:
        super().__init__(context, destination)
        self.fields = FieldsKeeper(self, f"visit {destination.case} {destination.entry}")
        self.head, self.pill, self.when = title(), visit_pill(), quiet()
        self.strip = SafeStrip()
        self.steps, self.raising = StepRow(self, destination.case), RaiseCard(self)
        self.steps.stepped.connect(self.refresh)
        self.raising.noted.connect(self.refresh)
        self.new, self.owed = Card("Changed since the last contact"), Card("Promises owed")
        self.flags, self.ahead = Card("Flags and risks at the door"), Card("Dates ahead")
        self.take, self.trouble = Card("Take along"), Card("If something goes wrong")
        self.privacy = Card("Before you open the laptop there")
        self.body.setSpacing(12)
        self.body.addWidget(flowing(self.head, self.pill, self.when, gap=12))
        for widget in (self.steps, self.raising, self.strip):
            self.body.addWidget(widget)
        columns = Columns(wide=1, narrow=1)
        for card in (self.new, self.owed, self.ahead):
            columns.first.addWidget(card)
        for card in (self.flags, self.take, self.trouble, self.privacy):
            columns.second.addWidget(card)
        columns.first.addStretch(1)
        columns.second.addStretch(1)
        self.body.addWidget(columns)
        self.body.addStretch(1)
        for words in _PRIVACY:
            self.privacy.add_row(Row().add_words(TextLabel(words)))

    def refresh(self) -> None:
        self.ask_hiding(before_going, self._show, self.destination.entry)

    def first_focus(self) -> QWidget | None:
        """The way to raise it, else the first step; none before it is known how the visit stands."""
        return next((one for one in (self.raising.done, *self.steps.all) if one.isVisible()), None)

    def panes(self) -> list[QWidget]:
        return [self.steps, self.raising, self.new]

    def step_back(self) -> bool:
        return self.steps.step_back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter takes the step that carries it."""
        if not self.steps.take_key(event):
            super().keyPressEvent(event)

    def _show(self, page: BeforeGoing) -> None:
        line = page.line
        self.expect(line.changes_at)
        self.expect(page.safe.changes_at)
        self.head.setText(f"Visit · {line.label.initials}")
        fill_pill(self.pill, line)
        self.when.setText(" · ".join(part for part in (when_of(line), line.who, line.place) if part))
        self.strip.show_safe(page.safe)
        self.steps.show_line(line)
        self.raising.ask(line.entry, overdue=line.standing == "overdue")
        self._show_changes(page)
        self._fill(self.owed, page.promises, "Nothing is owed.")
        self._fill(self.ahead, page.ahead, "No date in the next two weeks.")
        flags = [flag.heard for flag in page.flags]
        said = [f"After an earlier visit: {words}" for words in page.last_words]
        self._fill(self.flags, (page.rules_then, *flags, *page.risks, *said), "Nothing is noted.")
        self.flags.set_tone("caution" if page.flags or page.rules_then else None)
        self._fill(self.take, page.take, "Nothing is noted.")
        self._fill(self.trouble, page.if_in_trouble, "")

    def _show_changes(self, page: BeforeGoing) -> None:
        self.new.clear()
        self.new.note.setText(page.since)
        for change in page.changes:
            row = Row().add_words(TextLabel(change.text or change.kind), quiet(f"{change.kind} · {change.when}"))
            self.new.add_row(row.add(row_button("Open", change.text, partial(self._open, change.entry))))
        if page.more:
            self.new.add_row(quiet(f"And {page.more} more, in History."))
        if not page.changes:
            self.new.say_empty("Nothing was written since.")

    def _fill(self, card: Card, words: Iterable[str], nothing: str) -> None:
        card.clear()
        found = [one for one in words if one]
        for one in found:
            card.add_row(Row().add_words(TextLabel(one)))
        if not found and nothing:
            card.say_empty(nothing)

    def _open(self, entry: str) -> None:
        self.go_to(RecordDestination(entry, self.destination.case))
