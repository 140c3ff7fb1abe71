"""The partner meetings on the page of a case: the repeat question first, then each meeting with its actions."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.partners.meetings import MeetingLine, MeetingsPage, meetings_page
from hru_advocate.casework.repeats import RepeatQuestion
from ui.case.actions import ACTION_LOOKS
from ui.case.tab import CaseTab, stacked_row
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, Row, add_action, row_button
from ui.controls.layout.flow_layout import flowing
from ui.controls.pills import Pill, Shape
from ui.controls.theme import Tone
from ui.shell.destinations import UnitDestination, form_page
from ui.shell.screen import AnyScreen

_STATES: Final[dict[str, tuple[Tone, Shape]]] = {
    "planned": ("accent", "diamond"),
    "held": ("quiet", "none"),
    "not_accepted": ("caution", "cross"),
    "cancelled": ("quiet", "dash"),
}
"""Colour and shape beside the words of how a meeting stands."""


class MeetingsPiece(CaseTab):
    """MARAC, MAPPA, IOM, strategy and professionals' meetings of one case."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__(screen, case)
        self.card = Card("Meetings")
        self.note_button = Button("Note a meeting", on_click=self._note)
        self.numbers_button = Button("Thresholds", "link", on_click=self._numbers)
        add_action(self.card, self.numbers_button)
        add_action(self.card, self.note_button)
        self.column.addWidget(self.card)

    def refresh(self) -> None:
        self.owner.ask_hiding(meetings_page, self._show, self.case)

    def first_focus(self) -> QWidget | None:
        return self.note_button

    def _show(self, page: MeetingsPage) -> None:
        self.card.clear()
        if page.question is not None:
            self.card.add_row(self._question(page.question))
        for line in page.lines:
            self.card.add_row(self._meeting(line))
        if not page.lines:
            self.card.say_empty("No meeting yet. Note a referral as soon as it is made: then its day is asked after.")
        numbers = ". ".join(f"{words[:1].upper()}{words[1:]}" for words in page.numbers)
        self.card.add_row(Row().add_words(quiet(f"{numbers}.")))

    def _question(self, question: RepeatQuestion) -> QWidget:
        steps = flowing(
            Button("Refer again", on_click=self._refer_again),
            Button("Not referred again", on_click=partial(self._look, question)),
            Button("Open the MARAC", "link", on_click=partial(self.open_record, question.meeting)),
        )
        return stacked_row(flowing(Pill("a repeat?", "caution", "diamond")), TextLabel(question.words, "strong"), steps)

    def _meeting(self, line: MeetingLine) -> QWidget:
        about = f"{line.title}, {line.when}"
        words: list[QWidget] = [flowing(TextLabel(f"{line.title} · {line.when}", "strong", wrap=False), _pill(line))]
        words += [TextLabel(ask) for ask in line.to_do]
        facts = [f"Threshold: {line.basis}" if line.basis else "", line.points]
        words += [quiet(" · ".join(part for part in facts if part))] if any(facts) else []
        words += [quiet(text) for text in (line.why,) if text]
        words += [TextLabel(line.outcome)] if line.outcome else []
        for action in line.actions:
            pill = Pill(action.words, *ACTION_LOOKS[action.standing])
            words.append(Row().add(pill).add_words(TextLabel(f"{action.what} ({action.owner})")))
        steps = [row_button("Open", about, partial(self.open_record, line.entry))]
        if line.state == "planned":
            go_on = "How did it go?" if line.over else "Go on"
            steps.append(row_button(go_on, about, partial(self.go_on_with, "meeting", line.entry)))
        if line.state == "held":
            steps.append(row_button("Note an action", about, partial(self._act, line.entry)))
            steps.append(row_button("Go on", about, partial(self.go_on_with, "meeting", line.entry)))
        return stacked_row(*words, flowing(*steps))

    def _note(self) -> None:
        self.owner.go_to(form_page("meeting", self.case, state="planned"))

    def _numbers(self) -> None:
        self.owner.go_to(UnitDestination("thresholds"))

    def _refer_again(self) -> None:
        self.owner.go_to(form_page("meeting", self.case, kind="marac", basis=["repeat"], state="planned"))

    def _look(self, question: RepeatQuestion) -> None:
        self.owner.go_to(form_page("repeat_look", self.case, incidents=" ".join(question.incidents)))

    def _act(self, entry: str) -> None:
        self.owner.go_to(form_page("action", self.case, state="open", agreed_at="meeting", from_entry=entry))


def _pill(line: MeetingLine) -> Pill:
    if line.over:
        return Pill("no outcome yet", "caution", "square")
    words = line.near if line.state == "planned" and line.near else line.state_words.lower()
    return Pill(words, *_STATES[line.state])
