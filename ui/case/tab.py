"""A part of a case page: a widget that asks through its screen, and the rows it shows records in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hru_advocate.casework.records.records import RecordLine
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, Row, add_action, row_button
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.kept_heights import ByWidth, KeptColumn
from ui.controls.layout.more_rows import add_rows
from ui.controls.pills import Pill
from ui.controls.theme import theme
from ui.shell.destinations import FormDestination, FormRequest, RecordDestination, conversation, form_page
from ui.shell.screen import AnyScreen


class CaseTab(ByWidth):
    """One part of the page of a case. ``refresh`` asks again for what it shows."""

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__()
        self.owner, self.case = screen, case
        self.column = KeptColumn(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)

    def refresh(self) -> None:
        """Ask for everything shown here again."""

    def first_focus(self) -> QWidget | None:
        """Name the widget where the keyboard starts in this part."""
        return None

    def take_keyboard(self) -> None:
        """Put the keyboard where typing begins, now or as soon as there is such a place."""

    def leave(self) -> None:
        """Hand drafts to the worker before this part goes."""

    def open_record(self, entry: str) -> None:
        """Go and read an entry."""
        self.owner.go_to(RecordDestination(entry, self.case))

    def open_form(self, form: str) -> None:
        """Go and fill in a form of this case."""
        self.owner.go_to(form_page(form, self.case))

    def go_on_with(self, form: str, entry: str) -> None:
        """Go and say more in an entry: its form, filled in."""
        self.owner.go_to(FormDestination(FormRequest(form, self.case, corrects=(entry,))))

    def offer_conversation(self, form: str, card: Card, words: str) -> None:
        """Offer a conversation in the head of a card."""
        add_action(card, Button(words, on_click=partial(self.owner.go_to, conversation(form, self.case))))

    def record_row(self, line: RecordLine, *, narrow: bool = False) -> Row:
        """A record in a list: when, what, by whom, and the way into it."""
        row = Row()
        if not narrow:
            row.add(quiet(line.when_words), width=150)
        words = [TextLabel(line.line)]
        notes = [line.when_words] if narrow else []
        notes.append(line.author)
        if line.late:
            notes.append(f"recorded {line.recorded_words}")
        words.append(quiet(" · ".join(note for note in notes if note)))
        row.add_words(*words)
        if line.disputed:
            row.add(Pill("two versions", "danger"))
        elif line.corrected:
            row.add(Pill("corrected", "quiet"))
        row.add(row_button("Open", line.line, partial(self.open_record, line.entry)))
        return row

    def fill_records(self, card: Card, lines: tuple[RecordLine, ...], nothing: str, *, narrow: bool = False) -> None:
        """Show records in a card, or what to do when there are none."""
        card.clear()
        add_rows(card, [partial(self.record_row, line, narrow=narrow) for line in lines])
        if not lines:
            card.say_empty(nothing)


def stepped_row(words: Sequence[QWidget], pill: Pill, steps: Sequence[Button], width: int) -> Row:
    """A row with what can be done at its end, its pill in a column ``width`` wide; in large type the words below."""
    if theme().large:
        return Row().add_words(flowing(pill, *steps), *words)
    row = Row().add(pill, width=width).add_words(*words)
    for step in steps:
        row.add(step)
    return row


def stacked_row(*widgets: QWidget) -> QWidget:
    """A row of things one below the other, each as wide as the card."""
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 8, 0, 10)
    column.setSpacing(theme().px(4))
    for widget in widgets:
        column.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
    return row
