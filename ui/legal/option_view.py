"""One legal option in full: how far it can be relied on first, then what it can do, what to ask, what to watch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls.answer_keys import KeyBar, numbered
from ui.controls.banner import Banner
from ui.controls.buttons import Button
from ui.controls.inputs import ManyLines, OneLine
from ui.controls.labels import TextLabel, field_label, heading, quiet
from ui.controls.layout.cards import Card, CardColumn, Row, empty
from ui.controls.layout.flow_layout import flowing
from ui.controls.pills import SHAPES, Pill, Shape
from ui.controls.theme import Tone
from ui.form.fields_keeper import Field, keep_as

if TYPE_CHECKING:
    from hru_advocate.casework.law.legal_options import OptionPage

TONES: Final[dict[str, Tone]] = {"fine": "fine", "caution": "caution", "danger": "danger"}


class OptionView(QWidget):
    """Everything known of one option. ``noting`` asks to note it in a case, ``checking`` to confirm it for the unit."""

    noting = Signal()
    checking = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(12)

    def show_page(self, page: OptionPage) -> None:
        """Show another option."""
        empty(self._rows)
        line = page.line
        self._rows.addWidget(heading(line.name))
        about = (line.category_words, line.who_words, line.cost_words, line.speed_words)
        self._rows.addWidget(quiet(" · ".join(words for words in about if words)))
        self._rows.addWidget(TextLabel(page.not_advice, "strong"))
        self._add_standing(page)
        steps = [self._note_button()] if page.talk else []
        self._rows.addWidget(flowing(*steps, Button("Confirm it for the unit", on_click=self.checking.emit)))
        if page.unit_words:
            self._add("What has changed, in the unit's words", [page.unit_words], tone="caution")
        self._add("What it can do", [page.can_do])
        self._add("To ask", page.prompts)
        short = (
            ("Who applies", line.who_words),
            ("Court", page.court),
            ("Law", page.statute),
            ("How long", page.duration),
            ("If it is broken", page.breach),
            ("What it costs the person", page.cost),
            ("The person's part in it", page.role),
        )
        self._add("In short", [f"{head}: {words}" for head, words in short if words or page.talk])
        self._add("Days to watch", page.dates)
        self._add("What helps to show it", page.evidence)
        self._add("Good to know", [page.notes])
        self._add("To be confirmed by the unit", page.to_confirm, tone="caution")
        self._add("Where this comes from", [part for one in page.sources for part in (one.words, one.url)])

    def _note_button(self) -> Button:
        return Button("Note in a case that it was talked about", "primary", on_click=self.noting.emit)

    def _add_standing(self, page: OptionPage) -> None:
        """Say how far it can be relied on: each with a word and a shape, nothing by colour alone."""
        worst: Tone = next((tone for tone in ("danger", "caution") if tone in dict(page.standing)), "fine")
        card = Card("How far it can be relied on", tone=worst if worst != "fine" else None)
        for tone, words in page.standing:
            card.add_row(
                Row().add(Pill(_MARKS[tone][0], TONES[tone], _MARKS[tone][1]), width=88).add_words(TextLabel(words))
            )
        self._rows.addWidget(card)

    def _add(self, head: str, lines: Sequence[str], *, tone: Tone | None = None) -> None:
        """A card with a text a line, in one label: a page of many lines opens at once."""
        filled = [line for line in lines if line]
        if not filled:
            return
        card = Card(head, tone=tone)
        mark = "• " if len(filled) > 1 else ""
        card.add_row(TextLabel("\n".join(f"{mark}{line}" for line in filled)))
        self._rows.addWidget(card)


_MARKS: Final[dict[str, tuple[str, Shape]]] = {
    "fine": ("sure", SHAPES["fine"]),
    "caution": ("check", SHAPES["caution"]),
    "danger": ("careful", SHAPES["danger"]),
}


class ConfirmOptionCard(Card):
    """Asks who checked the option against what, and what has changed. ``confirming`` when it is to be kept."""

    confirming = Signal()

    def __init__(self) -> None:
        super().__init__("Confirm it for the unit")
        self._option = ""
        self.problem = Banner()
        self.against: KeyBar | None = None
        self.by, self.on = OneLine(), OneLine("today, or the day it was checked")
        self.by.setMaxLength(120)
        self.changed = ManyLines(2)
        self._fields: dict[str, Field] = {"by": self.by, "on": self.on, "changed": self.changed}
        self.keep = Button("Still right: keep it", "primary", keys="Ctrl S", on_click=self.confirming.emit)
        self.changed.textChanged.connect(self._name_step)
        self._place = QVBoxLayout()
        column = CardColumn(TextLabel("Against what"))
        column.rows.addLayout(self._place)
        for label, field in (
            ("Checked by", self.by),
            ("On which day", self.on),
            ("What has changed, in the unit's words; empty where all is still right", self.changed),
        ):
            column.rows.addWidget(field_label(label, field))
            column.rows.addWidget(field)
        column.rows.addWidget(flowing(self.keep))
        self.rows.addWidget(column)
        self.add_row(self.problem)  # last, so that nothing above it moves

    def offer(self, against: Sequence[tuple[str, str]]) -> None:
        """Offer what it can be held against."""
        self.against = KeyBar(numbered(against))
        self.against.name_inputs("Against what")
        self._place.addWidget(self.against)

    def begin(self, option: str, author: str) -> None:
        """Begin with another option; for the one on show already what is typed stays."""
        if option != self._option:
            self._option = option
            self.begin_anew(author)

    def begin_anew(self, author: str) -> None:
        """Begin with the same option once more: what was said of it is kept."""
        self.problem.clear()
        self._fill(changed="", on="", by=self.by.text() or author)
        if self.against is not None:
            self.against.press(())

    def know_author(self, name: str) -> None:
        """Fill in who checks it, unless somebody stands there."""
        self._fill(by=self.by.text() or name)

    def _fill(self, **shown: str) -> None:
        """Fill fields in; only what is typed into them from then on is kept, each for its option."""
        for name, words in shown.items():
            field = self._fields[name]
            keep_as(field, "")
            if isinstance(field, ManyLines):
                field.setPlainText(words)
            else:
                field.setText(words)
            keep_as(field, f"{self._option} {name}" if self._option else "")

    def take_keyboard(self) -> None:
        """Stand on what it was held against: a digit chooses it, Ctrl S keeps it."""
        if self.against is not None:
            self.against.take_focus()

    def chosen(self) -> str:
        """Give what it was held against, or nothing yet."""
        return next(iter(self.against.pressed), "") if self.against is not None else ""

    def _name_step(self) -> None:
        words = "Keep what has changed" if self.changed.toPlainText().strip() else "Still right: keep it"
        self.keep.setText(words)
