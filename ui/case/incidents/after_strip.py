"""The strip of four questions after an incident was noted: a new look, conditions, the plan, the level."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from hru_advocate.casework.incidents.after_noting import (
    AfterAnswers,
    AfterNoting,
    TouchedCondition,
    after_noting,
    answer_after,
)
from hru_advocate.casework.records.entries import Saved
from ui.controls.announcements import announce
from ui.controls.answer_keys import KeyBar, Keys
from ui.controls.buttons import Button, without_mnemonic
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, Row
from ui.controls.layout.flow_layout import flowing
from ui.controls.tick_boxes import TickBox
from ui.form.editors.links import Chooser
from ui.shell.destinations import PlanDestination, form_page
from ui.shell.screen import AnyScreen

_YES_NO: Final[Keys] = (("yes", "Yes", "1"), ("no", "No", "2"))
_NO_CONDITION: Final = "No order, bail or licence in this record was live that day."
_POLICE: Final = "A question for the police or the court, never a finding of ours."


class AfterStrip(Card):
    """Four questions in one strip. What is kept is a correction of the incident; a yes leads on to the next step."""

    put_away = Signal()

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__("What does it ask for?", tone="accent")
        self._screen, self._case = screen, case
        self.asked: AfterNoting | None = None
        self._tells = False
        self.conditions: list[tuple[TickBox, TouchedCondition]] = []
        self.hide()

    def ask(self, entry: str) -> None:
        """Ask about one incident; the same one is not asked about anew."""
        if self.asked is None or self.asked.entry != entry:
            self._screen.ask_hiding(after_noting, self._show, entry)

    def tell_next(self) -> None:
        """Say the questions aloud when they come: an incident was just noted, and the keyboard is on its line."""
        self._tells = True

    def close_strip(self) -> None:
        """Put it away unanswered."""
        self.asked = None
        self.clear()
        self.hide()

    def keep(self) -> None:
        """Keep the answers."""
        if self.asked is None:
            return
        answers = AfterAnswers(
            events=tuple(dict.fromkeys((*self.events.pressed, *self._more_events))),
            conditions=tuple(condition.id for box, condition in self.conditions if box.isChecked()),
            plan_change=_answer(self.plan),
            level_up=_answer(self.level),
        )
        if answers == AfterAnswers():
            self._screen.banner.show_message("Nothing is answered yet. Answer one of the four, or leave it for later.")
            return
        self._screen.ask(answer_after, self._kept, self.asked.entry, answers)

    def _show(self, asked: AfterNoting) -> None:
        self.asked = asked
        self.clear()
        self._more_events: list[str] = []
        self.note.setText("")
        self.rows.addWidget(quiet(asked.about))
        self._show_events(asked)
        self._show_conditions(asked)
        self.plan = self._yes_no("Does the plan change?", asked.plan_change)
        self.level = self._yes_no("Does the level go up?", asked.level_up)
        keep = Button("Keep the answers", on_click=self.keep)
        later = Button("Not now", "link", on_click=self._later)
        ends = QHBoxLayout()
        ends.setContentsMargins(0, 8, 0, 0)
        ends.addWidget(keep)
        ends.addWidget(later)
        ends.addStretch(1)
        self.rows.addLayout(ends)
        self.show()
        if self._tells:
            self._tells = False
            announce(self, f"{self.head.text()} {asked.about}")

    def _show_events(self, asked: AfterNoting) -> None:
        self.events = KeyBar([(one, words, "") for one, words in asked.events[: asked.likely]], several=True)
        self.events.press(asked.chosen_events)
        self.events.name_inputs("What in it asks for a new look")
        self.other = Button("Another event", "link", on_click=self._offer_events)
        self.rows.addWidget(_question("What in it asks for a new look?"))
        self.rows.addWidget(self.events)
        self._chosen = flowing(self.other, gap=6)
        self.rows.addWidget(self._chosen)
        self._chooser: Chooser | None = None

    def _offer_events(self) -> None:
        if self.asked is None:
            return
        if self._chooser is None:
            self._chooser = Chooser(self.asked.events[self.asked.likely :], "another event")
            self._chooser.taken.connect(self._take_event)
            self._chooser.closed.connect(self._close_chooser)
            self.rows.insertWidget(self.rows.indexOf(self._chosen) + 1, self._chooser)
        self._chooser.leave_out(self._more_events)
        self._chooser.show()
        self._chooser.line.setFocus()

    def _take_event(self, event: str) -> None:
        words = next((label for one, label in self.asked.events if one == event), event) if self.asked else event
        self._more_events.append(event)
        layout = self._chosen.layout()
        if layout is not None:
            layout.addWidget(TextLabel(f"✓ {without_mnemonic(words)}", wrap=False))
        self._close_chooser()

    def _close_chooser(self) -> None:
        if self._chooser is not None:
            self._chooser.hide()
            self._chooser.line.clear()
        self.other.setFocus()

    def _show_conditions(self, asked: AfterNoting) -> None:
        self.conditions = []
        self.rows.addWidget(_question("May it touch a live condition?"))
        self.rows.addWidget(quiet(_POLICE if asked.conditions else _NO_CONDITION))
        for condition in asked.conditions:
            unsure = "" if condition.sure else " (not known to have held)"
            box = TickBox(without_mnemonic(f"{condition.words}{unsure}"), ticked=condition.chosen)
            self.conditions.append((box, condition))
            self.rows.addWidget(box)

    def _yes_no(self, question: str, answer: bool | None) -> KeyBar:
        bar = KeyBar(_YES_NO)
        bar.name_inputs(question)
        if answer is not None:
            bar.press(("yes" if answer else "no",))
        row = Row().add_words(TextLabel(question, "strong")).add(bar)
        self.rows.addWidget(row)
        return bar

    def _later(self) -> None:
        self.put_away.emit()  # first: whoever takes the keyboard takes it from what is still in sight
        self.close_strip()

    def _kept(self, saved: Saved) -> None:
        """Say that it is kept, and lead on where something was answered with yes."""
        plan, level = _answer(self.plan), _answer(self.level)
        events = (*self.events.pressed, *self._more_events)
        self.close_strip()
        self._screen.show_status("Kept with the incident")
        self._screen.notify(saved.changed)
        ways = []
        if plan:
            ways.append(Button("Open the plan", on_click=lambda: self._screen.go_to(PlanDestination(self._case))))
        if level:
            grade = form_page("judgement", self._case, prompted_by=list(events))
            ways.append(Button("Grade the level", on_click=lambda: self._screen.go_to(grade)))
        if not ways:
            return
        self.rows.addWidget(quiet("The answers are kept. What you said changes is one press away."))
        row = QHBoxLayout()
        for way in ways:
            row.addWidget(way)
        row.addWidget(Button("Later", "link", on_click=self._later))
        row.addStretch(1)
        self.rows.addLayout(row)
        self.show()
        ways[0].setFocus()


def _question(words: str) -> TextLabel:
    label = TextLabel(words, "strong")
    label.setContentsMargins(0, 8, 0, 0)
    return label


def _answer(bar: KeyBar) -> bool | None:
    return {"yes": True, "no": False}.get("".join(bar.pressed))
