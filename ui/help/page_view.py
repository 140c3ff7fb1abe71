"""One page of the help, laid out: its sections as cards, then the keys that work there, then where to read on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hru_advocate.domain.help_pages import HelpPage, HelpSection
from ui.controls.buttons import Button
from ui.controls.inputs import bare
from ui.controls.labels import TextLabel, heading, quiet
from ui.controls.layout.cards import Card, Row, empty
from ui.controls.layout.in_good_time import make_in_turn
from ui.controls.signals import SignalOf, value_signal

_AT_ONCE: Final = 3
"""Lists of keys that fill a window."""
Key = tuple[str, str]
"""Keys as they are written, and what they do."""


class HelpPageView(QWidget):
    """The page: Tab goes from section to section, each says all of itself; ``wanted`` emits another page's id."""

    wanted: SignalOf[str] = value_signal()

    def __init__(self) -> None:
        super().__init__()
        self._column: QVBoxLayout = bare(self, gap=12)
        self.sections: list[Card] = []

    def show_page(self, page: HelpPage, keys: Iterable[tuple[str, Sequence[Key]]]) -> None:
        """Show a page of the help, with the keys that work where it is about."""
        self._begin(page.title, page.first)
        for section in page.sections:
            self._add(section.heading or page.title, _words_of(section), section.spoken)
        self._add_keys(keys)
        for words, target in page.links:
            link = Button(f"Read on: {words}", "link", on_click=partial(self.wanted.emit, target))
            self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def show_keys(self, title: str, first: str, keys: Iterable[tuple[str, Sequence[Key]]]) -> None:
        """Show keys alone, by where they work."""
        self._begin(title, first)
        make_in_turn(self, [partial(self._add_keys_of, name, those) for name, those in keys], _AT_ONCE, step=2)

    def _begin(self, title: str, first: str) -> None:
        make_in_turn(self, (), 0)  # nothing more of the page before
        empty(self._column)
        self.sections = []
        self._column.addWidget(heading(title))
        self._column.addWidget(quiet(first))

    def _add_keys(self, keys: Iterable[tuple[str, Sequence[Key]]]) -> None:
        for name, those in keys:
            self._add_keys_of(name, those)

    def _add_keys_of(self, name: str, those: Sequence[Key]) -> None:
        rows = [_row(key, does, wide=132) for key, does in those]
        self._add(f"Keys: {name.lower()}", rows, "\n".join(f"{key}: {does}" for key, does in those))

    def _add(self, head: str, rows: Iterable[QWidget], spoken: str) -> None:
        """Add a section, which the keyboard comes to: who hears the page has all of it read there."""
        card = Card(head)
        card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        card.setAccessibleDescription(spoken)
        card.setProperty("reads", True)
        card.rows.setSpacing(8)
        for row in rows:
            card.rows.addWidget(row)
        self.sections.append(card)
        self._column.addWidget(card)


def _words_of(section: HelpSection) -> Iterable[QWidget]:
    number = 0
    for block in section.blocks:
        number = number + 1 if block.kind == "step" else 0
        if block.kind == "row":
            yield _row(block.words, block.means, wide=190)
        elif block.kind == "text":
            yield TextLabel(block.words)
        else:
            yield _row(f"{number}." if number else "–", block.words, wide=22)


def _row(first: str, second: str, *, wide: int) -> Row:
    row = Row().add(TextLabel(first, "strong", wrap=wide > 150), width=wide).add_words(TextLabel(second))
    row.line.setContentsMargins(0, 0, 0, 0)
    return row
