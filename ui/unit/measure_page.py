"""One measure in full: its words, when it fits, where it comes from, what was done to it, and what one can do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.controls.banner import Banner
from ui.controls.buttons import Button
from ui.controls.inputs import ManyLines, OneLine
from ui.controls.labels import TextLabel, field_label, heading, quiet
from ui.controls.layout.cards import Card, Row, empty
from ui.controls.layout.flow_layout import flowing
from ui.controls.pills import Pill, Shape
from ui.controls.theme import Tone
from ui.form.fields_keeper import fields_in, keep_as

if TYPE_CHECKING:
    from hru_advocate.casework.unit.unit_measures import MeasureChange, MeasureLine, MeasurePage

Look = tuple[str, Tone, Shape]


def looks_of(line: MeasureLine) -> list[Look]:
    """List the pills of a measure, the most important first."""
    found: list[Look] = []
    if line.retired:
        found.append(("retired", "quiet", "cross"))
    if line.needs_sign_off:
        found.append(("needs sign-off", "caution", "dash"))
    if line.signed_off:
        found.append(("signed off", "fine", "tick"))
    if line.own:
        found.append(("our own", "accent", "dot"))
    if line.reworded:
        found.append(("reworded", "accent", "diamond"))
    return found


class MeasurePanel(QWidget):
    """One measure. ``wanted`` emits the name of what is to be done, such as ``sign_off`` or ``copies``."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.head, self._about = heading(), quiet()
        self._pills, self._actions = QVBoxLayout(), QVBoxLayout()
        self.action = QVBoxLayout()
        self._rest = QVBoxLayout()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(self.head)
        rows.addLayout(self._pills)
        rows.addWidget(self._about)
        for part in (self._actions, self.action, self._rest):
            part.setSpacing(12)
            rows.addLayout(part)

    def show_measure(self, page: MeasurePage) -> None:
        """Show another measure, or the same after a change."""
        line = page.line
        self.head.setText(line.text)
        self._about.setText(f"{line.section_words} · {line.id}")
        for part in (self._pills, self._actions, self._rest):
            empty(part)
        pills = [Pill(*look) for look in looks_of(line)]
        if pills:
            self._pills.addWidget(flowing(*pills))
        self._actions.addWidget(flowing(*self._buttons(page)))
        self._add_words(page)
        for head, words in page.rules:
            if words:
                self._add(head, list(words))
        self._add("Where it comes from", list(page.sources))
        self._rest.addWidget(_history(page.history))

    def show_action(self, card: QWidget | None) -> None:
        """Put a card with one thing to do between the words and the rest, in place of the one before."""
        empty(self.action)
        if card is not None:
            self.action.addWidget(card)

    def _buttons(self, page: MeasurePage) -> list[Button]:
        line = page.line
        offered = [("copies", "Copies that carry it")]
        if line.retired:
            offered.insert(0, ("bring_back", "Bring back"))
        else:
            offered = [("sign_off", "Sign off"), ("reword", "Reword"), ("retire", "Retire"), *offered]
            if line.own:
                offered.insert(2, ("change", "Change its rules"))
        return [Button(words, on_click=partial(self.wanted.emit, what)) for what, words in offered]

    def _add_words(self, page: MeasurePage) -> None:
        self._add("Short words for a card", [page.short or "None: nothing about it stands on a card."])
        self._add("Note for the advocate", [page.note] if page.note else [])
        if page.program_text:
            note = "These are newer than when it was reworded: compare them." if page.newer_program_text else ""
            self._add("The program's own words", [page.program_text, note], tone="caution" if note else None)
        if page.signed:
            self._add("Signed off", [page.signed], tone=None if page.line.signed_off else "caution")

    def _add(self, head: str, words: list[str], *, tone: Tone | None = None) -> None:
        lines = [word for word in words if word]
        if not lines:
            return
        card = Card(head, tone=tone)
        for line in lines:
            card.add_row(Row().add_words(TextLabel(line)))
        self._rest.addWidget(card)


def _history(changes: tuple[MeasureChange, ...]) -> Card:
    card = Card("What was done to it", "newest first" if changes else "")
    for change in changes:
        words: list[QWidget] = [TextLabel(change.what), quiet(f"{change.when_words} · {change.author}")]
        if change.text:
            words.insert(1, TextLabel(f"“{change.text}”"))
        if change.reason:
            words.append(quiet(f"Reason: {change.reason}"))
        card.add_row(Row().add_words(*words))
    if not changes:
        card.say_empty("Nothing yet: it is as it came with the program.")
    return card


class ActionCard(Card):
    """One change with its fields, and the two ways out of it."""

    def __init__(self, head: str, keep: str, on_click: Callable[[], object], leaves: Callable[[], object]) -> None:
        super().__init__(head, tone="accent")
        self._head = head
        self.problem = Banner()
        self._fields = QVBoxLayout()
        self._fields.setContentsMargins(0, 4, 0, 4)
        self._fields.setSpacing(6)
        self.rows.addLayout(self._fields)
        self.keep = Button(keep, "primary", on_click=on_click)
        ends = QHBoxLayout()
        ends.setSpacing(12)
        ends.addStretch(1)
        ends.addWidget(Button("Leave it", on_click=leaves))
        ends.addWidget(self.keep)
        self.rows.addLayout(ends)
        self.rows.addWidget(self.problem)

    def keep_for(self, measure: str) -> None:
        """Have what is typed here kept for this measure until it is saved."""
        for field in fields_in(self):
            keep_as(field, f"{measure} {self._head}: {field.accessibleName()}")

    def ask_line(self, words: str, text: str = "") -> OneLine:
        """A line to fill in."""
        line = OneLine()
        line.show_text(text)
        self._add(words, line)
        return line

    def ask_lines(self, words: str, text: str = "") -> ManyLines:
        """Several lines to fill in."""
        lines = ManyLines(2, 6)
        lines.show_words(text)
        self._add(words, lines)
        return lines

    def say(self, words: str, tone: Tone | None = None) -> None:
        """Say something between the fields and the buttons."""
        note = quiet(words)
        note.set_tone(tone)
        self._fields.addWidget(note)

    def _add(self, words: str, field: QWidget) -> None:
        self._fields.addWidget(field_label(words, field))
        self._fields.addWidget(field)


class SignCard(ActionCard):
    """A card that asks who signed a measure off, and against what."""

    def __init__(self, author: str, on_click: Callable[[], object], leaves: Callable[[], object]) -> None:
        super().__init__("Sign off", "Keep the sign-off", on_click, leaves)
        self.by = self.ask_line("Signed off by", author)
        self.against = self.ask_line("Against what: a policy, a published page, a meeting of the unit")
        self.by.setMaxLength(120)
        self.against.setMaxLength(200)
        self.say("It holds for these very words, from today. Other words need signing off again.")


class RewordCard(ActionCard):
    """Other words for a measure, and why."""

    def __init__(self, page: MeasurePage, on_click: Callable[[], object], leaves: Callable[[], object]) -> None:
        super().__init__("Reword", "Keep these words", on_click, leaves)
        self.text = self.ask_lines("The measure, in words for the person", page.line.text)
        self.short = self.ask_line("Short words for a card, or nothing", page.short)
        self.short.setMaxLength(60)
        self.reason = self.ask_line("Why")
        self.languages = quiet("")
        self._fields.addWidget(self.languages)
        if page.line.signed_off:
            self.say("It is signed off as it stands. Other words need signing off again.", "caution")

    def show_languages(self, names: tuple[str, ...]) -> None:
        """Say whose translation of it goes out of date."""
        if names:
            self.languages.setText(f"Its words in {', '.join(names)} go out of date; English is printed until then.")
            self.languages.set_tone("caution")
        else:
            self.languages.setText("No other language says it in its words of today.")


class ReasonCard(ActionCard):
    """A card that asks why a measure is retired or brought back."""

    def __init__(self, head: str, says: str, on_click: Callable[[], object], leaves: Callable[[], object]) -> None:
        super().__init__(head, head, on_click, leaves)
        self.reason = self.ask_line("Why")
        self.say(says)


def put_in_view(card: QWidget) -> None:
    """Give the keyboard to the first field of a card."""
    field = next((widget for widget in card.findChildren(QWidget) if isinstance(widget, OneLine | ManyLines)), None)
    if field is not None:
        field.setFocus(Qt.FocusReason.TabFocusReason)
