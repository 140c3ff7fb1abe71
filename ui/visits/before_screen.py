"""The page before a visit: what changed, what is safe, flags, what to take; and how to raise it when overdue."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import ClassVar, Final

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from hru_advocate.casework.paper.document_kinds import SLIP
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.visits.before_going import BeforeGoing, before_going
from hru_advocate.casework.visits.raising import Raising, raising
from hru_advocate.casework.visits.steps import call_off, check_in, go_out, note_raised, stay_longer
from hru_advocate.casework.visits.visits import VisitLine
from hru_advocate.errors import InvalidAnswer
from ui.case_head.safe_contact_strip import SafeStrip
from ui.case_head.visit_pill import fill_pill, visit_pill, when_of
from ui.controls.buttons import Button
from ui.controls.inputs import OneLine, bare
from ui.controls.keyboard.arrows import unmodified
from ui.controls.labels import TextLabel, field_label, quiet, title
from ui.controls.layout.cards import Card, Columns, Row, row_button
from ui.controls.layout.flow_layout import flowing
from ui.controls.theme import theme
from ui.shell.destinations import (
    BeforeVisitDestination,
    CaseDestination,
    FormDestination,
    FormRequest,
    PaperDestination,
    RecordDestination,
    VisitModeDestination,
)
from ui.shell.screen import Screen, ScreenContext
from ui.visits.end_screen import LONGER

_PRIVACY: Final = (
    "Who else can see this screen? Sit so that only the person does, or turn it away.",
    "In visit mode nothing of another case can be reached. F12 covers the screen, Ctrl+L locks it.",
    "Phones, speakers and cameras in the room may listen; ask before the talk begins.",
)


class BeforeVisitScreen(Screen[BeforeVisitDestination]):
    """Everything to know and to do for one visit, on one page."""

    title: ClassVar[str] = "Before you go"

    def __init__(self, context: ScreenContext, destination: BeforeVisitDestination) -> None:
        super().__init__(context, destination)
        self.line: VisitLine | None = None
        self.head, self.pill, self.when = title(), visit_pill(), quiet(wrap=False)
        self.strip = SafeStrip()
        self.begin_button = Button("Begin visit mode", "primary", keys="V", on_click=self._begin_mode)
        self.out_button = Button("Out now", keys="O", on_click=self._go_out)
        self.back_button = Button("Back: check in", keys="B", on_click=self._check_in)
        self.longer_button = Button(f"{LONGER} minutes longer", keys="M", on_click=self._longer)
        self.slip_button = Button("Slip for the office", keys="S", on_click=self._slip)
        self.change_button = Button("Change the visit", "link", on_click=self._change)
        self.off_button = Button("Call off", "link", on_click=self._open_reason)
        self.because = OneLine("Why, in a line")
        self.because.setAccessibleName("Why the visit is called off")
        self.off_save = Button("Call it off", "danger", on_click=self._call_off)
        self._reason = flowing(self.because, self.off_save)
        self._reason.hide()
        self.raise_card = Card("Overdue: raise it now", tone="danger")
        self.done = OneLine("What was done, by whom")
        self.done_button = Button("Note it", on_click=self._note_raised)
        self._raised = QWidget()
        self.new, self.owed = Card("Changed since the last contact"), Card("Promises owed")
        self.flags, self.ahead = Card("Flags and risks at the door"), Card("Dates ahead")
        self.take, self.trouble = Card("Take along"), Card("If something goes wrong")
        self.privacy = Card("Before you open the laptop there")
        self._lay_out()

    def _lay_out(self) -> None:
        self.body.setSpacing(12)
        self.body.addWidget(flowing(self.head, self.pill, self.when, gap=12))
        steps = (self.begin_button, self.out_button, self.back_button, self.longer_button, self.slip_button)
        self.body.addWidget(flowing(*steps, self.change_button, self.off_button))
        self.body.addWidget(self._reason)
        self.body.addWidget(self.raise_card)
        raised = bare(self._raised, gap=4)
        raised.addWidget(field_label("What was done, by whom; each line is kept with its time", self.done))
        raised.addWidget(flowing(self.done, self.done_button))
        self.done.setMinimumWidth(theme().px(420))
        self.body.addWidget(self._raised)
        self.body.addWidget(self.strip)
        columns = Columns(wide=1, narrow=1)
        for card in (self.new, self.owed, self.ahead):
            columns.first.addWidget(card)
        for card in (self.flags, self.take, self.trouble, self.privacy):
            columns.second.addWidget(card)
        columns.first.addStretch(1)
        columns.second.addStretch(1)
        self.body.addWidget(columns)
        self.body.addStretch(1)
        self.raise_card.hide()
        self._raised.hide()
        for words in _PRIVACY:
            self.privacy.add_row(TextLabel(words))

    def refresh(self) -> None:
        self.ask_hiding(before_going, self._show, self.destination.entry)
        self.ask_hiding(raising, self._show_raising, self.destination.entry)

    def first_focus(self) -> QWidget:
        overdue = self.line is not None and self.line.standing == "overdue"
        return self.done if overdue else self.begin_button if self.begin_button.isVisible() else self.slip_button

    def panes(self) -> list[QWidget]:
        return [self, self.new, self.flags]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter does what the button does that carries it."""
        keys = {
            "v": self.begin_button,
            "o": self.out_button,
            "b": self.back_button,
            "m": self.longer_button,
            "s": self.slip_button,
        }
        button = keys.get(event.text().lower())
        if unmodified(event) and button is not None and button.isVisible():
            button.click()
        else:
            super().keyPressEvent(event)

    def _show(self, page: BeforeGoing) -> None:
        line = self.line = page.line
        self.expect(line.changes_at)
        self.expect(page.safe.changes_at)
        self.head.setText(f"Visit · {line.label.initials}")
        fill_pill(self.pill, line)
        self.when.setText(" · ".join(part for part in (when_of(line), line.who, line.place) if part))
        self.strip.show_safe(page.safe)
        self._show_steps(line)
        self._fill(self.new, (), "Nothing was written since.")
        for change in page.changes:
            row = Row().add_words(TextLabel(change.text or change.kind), quiet(f"{change.kind} · {change.when}"))
            self.new.add_row(row.add(row_button("Open", change.text, partial(self._open, change.entry))))
        self.new.note.setText(page.since)
        if page.more:
            self.new.add_row(quiet(f"And {page.more} more, in History."))
        self._fill(self.owed, page.promises, "Nothing is owed.")
        self._fill(self.ahead, page.ahead, "No date in the next two weeks.")
        flags = [flag.heard for flag in page.flags]
        self._fill(self.flags, (page.rules_then, *flags, *page.risks, *page.last_words), "Nothing is noted.")
        self.flags.set_tone("caution" if page.flags or page.rules_then else None)
        self._fill(self.take, page.take, "Nothing is noted.")
        self._fill(self.trouble, page.if_in_trouble, "")

    def _show_steps(self, line: VisitLine) -> None:
        planned = line.standing in ("planned", "not_out")
        self.begin_button.setVisible(planned or line.standing == "out")
        self.out_button.setVisible(planned)
        self.back_button.setVisible(line.standing in ("out", "overdue", "not_out"))
        self.longer_button.setVisible(line.standing in ("out", "overdue"))
        for button in (self.slip_button, self.off_button, self.change_button):
            button.setVisible(line.open)
        for widget in (self.raise_card, self._raised):
            widget.setVisible(line.standing == "overdue")

    def _show_raising(self, page: Raising) -> None:
        if page.line.standing != "overdue":
            return
        reach = f"Ring who goes: {page.reach}" if page.reach else "No number of who goes is written down."
        ring = [reach, f"Told, and raises it: {page.told}" if page.told else ""]
        duty = f"Duty number: {page.duty}" if page.duty else ""
        signal = f"The code word to know: {page.signal}" if page.signal else ""
        self._fill(self.raise_card, (page.danger, *ring, signal, *page.steps, duty, page.whereabouts), "")
        for words in page.unconfirmed:
            self.raise_card.add_row(TextLabel(f"Unconfirmed: {words}", tone="caution"))
        if page.raised:
            self.raise_card.add_row(quiet(page.raised))

    def _fill(self, card: Card, words: Iterable[str], nothing: str) -> None:
        card.clear()
        found = [one for one in words if one]
        for one in found:
            card.add_row(TextLabel(one))
        if not found and nothing and card is not self.new:
            card.say_empty(nothing)

    def _open(self, entry: str) -> None:
        self.go_to(RecordDestination(entry, self.destination.case))

    def _begin_mode(self) -> None:
        self.go_to(VisitModeDestination(self.destination.case, self.destination.entry))

    def _go_out(self) -> None:
        self.ask_or(go_out, self._stepped, self._refuse, self.destination.entry)

    def _check_in(self) -> None:
        self.ask_or(check_in, self._stepped, self._refuse, self.destination.entry)

    def _longer(self) -> None:
        self.ask_or(stay_longer, self._stepped, self._refuse, self.destination.entry, LONGER)

    def _note_raised(self) -> None:
        self.ask(note_raised, self._stepped, self.destination.entry, self.done.text())

    def _open_reason(self) -> None:
        self._reason.show()
        self.because.setFocus()

    def _call_off(self) -> None:
        self.ask(call_off, self._stepped, self.destination.entry, self.because.text())

    def _stepped(self, saved: Saved) -> None:
        self._reason.hide()
        self.done.clear()
        self.show_status("Visit saved")
        self.notify(saved.changed)
        checked_in = self.line is not None and self.line.standing in ("out", "overdue", "not_out")
        self.refresh()
        if checked_in:
            self.ask(before_going, self._offer_note, saved.entry)

    def _offer_note(self, page: BeforeGoing) -> None:
        if page.line.standing == "back":
            note = CaseDestination(self.destination.case, log_contact=True)
            words = "Back, and checked in. Note the contact now: two minutes."
            self.banner.show_message(words, "fine", action="Note the contact", on_action=partial(self.go_to, note))

    def _slip(self) -> None:
        self.ask(raising, lambda page: self._go_to_slip(page.line.entry), self.destination.entry)

    def _go_to_slip(self, entry: str) -> None:
        self.go_to(PaperDestination(self.destination.case, SLIP.id, record=entry))

    def _change(self) -> None:
        self.ask(raising, lambda page: self._go_to_form(page.line.entry), self.destination.entry)

    def _go_to_form(self, entry: str) -> None:
        self.go_to(FormDestination(FormRequest("visit", self.destination.case, corrects=(entry,))))

    def _refuse(self, error: BaseException) -> None:
        if isinstance(error, InvalidAnswer) and error.field in ("alone_because", "outside_rules"):
            self.banner.show_message(error.message, "danger", action="Write it", on_action=self._change)
        else:
            self.show_error(error)
