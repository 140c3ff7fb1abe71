"""The keys one can work with, on one page."""

from __future__ import annotations

from typing import ClassVar, Final

from PySide6.QtWidgets import QWidget

from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, title
from ui.controls.layout.cards import Card, Columns, Row
from ui.shell.destinations import KeysDestination
from ui.shell.screen import Screen, ScreenContext

_KEYS: Final = {
    "Everywhere": (
        ("F12", "Cover everything with a calendar; F12 again shows it. Nothing else does."),
        ("Ctrl L", "Lock: drafts are saved, the vault is closed, the program starts afresh."),
        ("Ctrl K", "Search everything. Arrow down goes into the results, Enter opens."),
        ("Ctrl 1 … 5", "Today, Cases, Directory, Unit, Settings."),
        ("F6", "The next part of the window."),
        ("Esc", "One step back. What you typed is kept as a draft."),
        ("Enter", "What the blue button says."),
        ("F1", "This page."),
    ),
    "In a conversation": (
        ("1 … 5", "Yes, no, not known, declined, not now or unsafe to ask."),
        ("Enter", "The next question."),
        ("Tab", "The next field of the same question."),
    ),
    "In a plan": (
        ("← →", "What we know, the suggestions, the plan."),
        ("↑ ↓", "The thing, the suggestion or the measure above or below."),
        ("Enter", "Add the suggestion and go on to the next; on a measure, say who and when."),
        ("N", "The next risk, event, need or wish without a measure."),
        ("W", "Her or his own words for the measure; on a suggestion, add it in own words."),
        ("C, K, S", "Carry, keep with us, speak only."),
        ("Alt ↑ ↓", "Move the measure among those of its situation."),
        ("Del", "Take the measure out."),
        ("B", "Keep a measure that needs a look, because."),
        ("A", "In a situation: add what is ticked."),
        ("H", "Hide or show, side by side, what is only spoken."),
        ("Ctrl Z", "Undo; Ctrl Shift Z does it again."),
        ("Ctrl S", "Ask for the sign-off; once more, sign off."),
    ),
    "Side by side": (
        ("Y, N, L", "Yes, no, later."),
        ("W", "My own words."),
        ("↑ ↓", "The measure above or below."),
    ),
    "In lists": (
        ("↑ ↓", "The line above or below."),
        ("Enter", "Open the line."),
        ("Tab", "Out of the list, to the next thing."),
    ),
}


class KeysScreen(Screen[KeysDestination]):
    """A page of what every key does."""

    title: ClassVar[str] = "Keys"

    def __init__(self, context: ScreenContext, destination: KeysDestination) -> None:
        super().__init__(context, destination)
        self._back = Button("Back", on_click=self.back_requested.emit)
        self.body.addWidget(Row().add_words(title("Keys")).add(self._back))
        columns = Columns(wide=1, narrow=1)
        self.body.addWidget(columns)
        for number, (name, keys) in enumerate(_KEYS.items()):
            card = Card(name)
            for key, words in keys:
                card.add_row(Row().add(TextLabel(key, "strong", wrap=False), width=96).add_words(TextLabel(words)))
            (columns.second if number else columns.first).addWidget(card)
        columns.first.addStretch(1)
        columns.second.addStretch(1)
        self.body.addStretch(1)

    def first_focus(self) -> QWidget:
        return self._back
