"""Letters and statements on the case page: begin one from a template, what is to be sent or answered first."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.letters.letters import FORM, LetterLine, TemplateChoice, letter_lines, templates_to_choose
from ui.case.tab import CaseTab
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, Row, row_button
from ui.controls.layout.flow_layout import flowing
from ui.controls.pills import Pill, Shape
from ui.controls.theme import Tone, theme
from ui.controls.tick_boxes import Dropdown
from ui.shell.destinations import FormDestination, FormRequest, LetterDestination
from ui.shell.screen import AnyScreen

_LOOKS: Final[dict[str, tuple[Tone, Shape]]] = {
    "draft": ("caution", "square"),
    "agreed": ("accent", "diamond"),
    "sent": ("accent", "dot"),
    "answered": ("fine", "tick"),
    "withdrawn": ("quiet", "none"),
}
"""Colour and shape beside the words of how a letter stands."""


_REASONS: Final = {"sent": "It was sent", "answered": "It was answered"}


class LettersCard(CaseTab):
    """The letters of a case, and the way to a new one."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__(screen, case)
        self.card = Card("Letters and statements")
        self.template = Dropdown("Template of a letter")
        self.template.setSizeAdjustPolicy(Dropdown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.template.setMinimumContentsLength(16 if theme().large else 34)
        self.template.currentIndexChanged.connect(lambda _index: self._follow())
        self.whom = quiet("")
        self.begin_button = Button("Write", on_click=self._begin)
        self.begin_button.setAccessibleName("Write a letter from this template")
        self._choices: dict[str, TemplateChoice] = {}
        self.card.put_below_head(flowing(self.template, self.begin_button, self.whom))
        self.column.addWidget(self.card)

    def refresh(self) -> None:
        self.owner.ask(templates_to_choose, self._offer)
        self.owner.ask_hiding(letter_lines, self._show, self.case)

    def first_focus(self) -> QWidget | None:
        return self.template

    def _offer(self, choices: tuple[TemplateChoice, ...]) -> None:
        self._choices = {one.id: one for one in choices}
        self.template.set_choices([(one.id, one.title) for one in choices])
        self.begin_button.setEnabled(bool(choices))
        self._follow()

    def _follow(self) -> None:
        chosen = self._choices.get(self.template.chosen())
        self.whom.setText(f"For: {chosen.to}" if chosen is not None else "")

    def _begin(self) -> None:
        if self.template.chosen():
            self.owner.go_to(LetterDestination(self.case, self.template.chosen()))

    def _show(self, lines: tuple[LetterLine, ...]) -> None:
        self.card.clear()
        self.card.set_tone("danger" if any(line.over_days for line in lines) else None)
        for line in lines:
            self.card.add_row(self._row(line))
        if not lines:
            self.card.say_empty("No letter yet. Choose a template; it is filled from the case, and you finish it.")

    def _row(self, line: LetterLine) -> Row:
        head = " · ".join(part for part in (line.title, line.to) if part)
        words: list[QWidget] = [TextLabel(head, "strong")]
        if line.due:
            due = f"{line.due[:1].upper()}{line.due[1:]}"
            words.append(TextLabel(due, "strong" if line.over_days else "body"))
        facts = " · ".join(part for part in (line.when, line.consent) if part)
        words += [quiet(text) for text in (facts, line.answer) if text]
        row = Row().add_words(*words).add(Pill(line.state_words.lower(), *_LOOKS[line.state]))
        if line.state in ("draft", "agreed"):
            row.add(row_button("Go on", head, partial(self._go_on, line.entry)))
            row.add(row_button("It was sent", head, partial(self._note, line.entry, "sent")))
        elif line.state == "sent":
            row.add(row_button("It was answered", head, partial(self._note, line.entry, "answered")))
        return row.add(row_button("Open", head, partial(self.open_record, line.entry)))

    def _note(self, entry: str, state: str) -> None:
        """Note that it went, or what came back: the rest of its form is filled in already."""
        today = f"{self.owner.context.now():%Y-%m-%d}"
        answers = {"state": state, "sent_on" if state == "sent" else "answered_on": today}
        reason = _REASONS[state]
        there = FormRequest(FORM, self.case, corrects=(entry,), answers=answers, reason=reason)
        self.owner.go_to(FormDestination(there))

    def _go_on(self, entry: str) -> None:
        self.owner.go_to(LetterDestination(self.case, corrects=(entry,)))
