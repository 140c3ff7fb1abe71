"""First column of the plan builder: what we know, and whether a live measure answers it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QButtonGroup, QHBoxLayout, QWidget

from hru_advocate.casework.plan.planning import Board, KnownRow
from hru_advocate.domain.forms.pronouns import spoken_of
from ui.controls.buttons import Button, small_button
from ui.controls.inputs import OneLine, bare, small_words
from ui.controls.labels import Divider, quiet
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.in_good_time import InGoodTime
from ui.controls.layout.kept_heights import ByWidth
from ui.controls.layout.rows_anew import RowsAnew
from ui.controls.names import Names
from ui.controls.pills import Pill, Shape
from ui.controls.theme import Tone
from ui.controls.widget_button import WidgetButton
from ui.form.fields_keeper import keep_as
from ui.plan.offer import STOP, is_arrow
from ui.plan.offers import PressColumn
from ui.plan.seen import seen_known

AROUND: Final = "around"
"""Chosen in place of a known thing: the measures that fit how things are for this person, and nearly everyone."""
FIRST_TEN: Final = "first_ten"
"""Chosen in place of a known thing: the measures to begin with."""
_AT_ONCE: Final = 12
"""Known things that fill a laptop's window: of a long case there are eighty."""
_KIND_WORDS: Final = {
    "first": "balanced, the gravest answered first",
    "turn": "how things are",
    "need": "need", "event": "what happened", "wish": "own wish", "around": "and what fits nearly everyone",
}  # fmt: skip


class KnownButton(WidgetButton):
    """One thing we know, with its mark: word, shape and colour."""

    def __init__(self, row: KnownRow) -> None:
        super().__init__("rail")
        self.setProperty("kind", "theme")
        self.setMinimumHeight(34)
        self.setProperty("known", row.id)
        self.setProperty(STOP, True)
        words, tone, shape = mark_of(row)
        self.setAccessibleName(f"{row.label}, {spoken_mark(row)}")
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 7, 8, 7)
        line.setSpacing(8)
        holder = ByWidth()
        names = bare(holder, gap=0)
        label = small_words(f"“{row.label}”" if row.kind == "wish" else row.label)
        names.addWidget(label)
        kind = _KIND_WORDS.get(row.kind, "")
        note = " · ".join(part for part in ("high harm" if row.high_harm else "", kind) if part)
        if note:
            names.addWidget(quiet(note))
        line.addWidget(holder, 1)
        line.addWidget(Pill(words, tone, shape), 0, Qt.AlignmentFlag.AlignTop)
        self.let_through()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_arrow(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class KnownColumn(PressColumn):
    """Everything known, the open first; one of it is chosen.

    ``chosen`` emits its id, ``wished`` a new own wish, ``renamed`` a wish's id and its new words, ``removed`` the id
    of a wish and its words.
    """

    chosen = Signal(str)
    wished = Signal(str)
    renamed = Signal(str, str)
    removed = Signal(str, str)

    def __init__(self, names: Names) -> None:
        super().__init__()
        self._names = names
        self.setAccessibleName("What we know")
        self._rows, self._more = RowsAnew(), RowsAnew()
        self._later = InGoodTime(self)
        self._chosen = ""
        self._left = quiet()
        self.wish_line = OneLine("In her or his own words")
        self.wish_line.setAccessibleName("A wish in her or his own words")
        self.wish_line.returnPressed.connect(self._wish)
        self.wish_button = Button("Own wish", "link", on_click=self._open_wish)
        self.rename = small_button("Rename", self._open_rename)
        self.remove = small_button("Remove", self._remove)
        self.wish_tools = flowing(self.rename, self.remove, gap=4)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._wishes: dict[str, str] = {}
        self._wish_id = ""
        self._line_for = ""
        column = bare(self)
        column.addWidget(self._rows)
        column.addWidget(self._more)
        column.addWidget(self._left)
        column.addWidget(self.wish_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.wish_tools)
        column.addWidget(self.wish_line)
        column.addStretch(1)
        self.wish_line.hide()
        self._buttons: dict[str, KnownButton] = {}

    def show_board(self, board: Board, chosen: str, around: int) -> None:
        """Show what we know, keeping what is chosen; ``around`` measures fit how things are for this person."""
        focus = next((known_id for known_id, button in self._buttons.items() if button.hasFocus()), "")
        for button in self._buttons.values():
            self._group.removeButton(button)
        self._buttons = {}
        self.wish_line.setPlaceholderText(spoken_of("In her or his own words", board.pronoun))
        self.wish_line.setAccessibleName(spoken_of("A wish in her or his own words", board.pronoun))
        known = self._known(board, around)
        ids = [row.id for row in known]
        here = ids.index(chosen) if chosen in ids else 0
        many = len(known) if here >= _AT_ONCE else _AT_ONCE  # what is chosen stands with the page
        self._chosen = chosen
        self._fill(self._rows, known[:many], focus)
        self._later.fill(partial(self._fill, self._more, known[many:], focus))
        self._wishes = {row.id: row.label for row in board.known if row.kind == "wish"}
        self.follow(chosen)
        self._left.setText(f"Not asked yet: {board.not_asked} · Unsafe to ask: {board.unsafe}")
        if not board.known:
            self._left.setText("Nothing is known yet. A risk conversation or a needs assessment comes first.")

    def follow(self, chosen: str) -> None:
        """Show one thing as chosen; a wish can be renamed or removed."""
        self._chosen = chosen
        if chosen in self._buttons:
            self._buttons[chosen].setChecked(True)
        self._wish_id = chosen if chosen in self._wishes else ""
        self.wish_tools.setVisible(bool(self._wish_id))
        words = self._names.hide(self._wishes.get(chosen, ""))
        self.rename.setAccessibleName(f"Rename the wish: {words}")
        self.remove.setAccessibleName(f"Remove the wish: {words}")

    def first(self) -> QWidget | None:
        """The widget where the keyboard starts."""
        return next(
            (button for button in self._buttons.values() if button.isChecked()),
            next(iter(self._buttons.values()), None),
        )

    def enter(self) -> bool:
        """Take the keyboard to what is chosen."""
        first = self.first()
        if first is not None:
            first.show()  # a widget on its way to being shown does not take the keyboard
            first.setFocus(Qt.FocusReason.TabFocusReason)
        return first is not None

    def step(self, by: int) -> None:
        """Walking up and down chooses."""
        super().step(by)
        focus = QApplication.focusWidget()
        if isinstance(focus, KnownButton):
            focus.click()

    def _known(self, board: Board, around: int) -> list[KnownRow]:
        """The rows of the column: where to begin, what the case turns on, what is known, how things are."""
        count = len(board.first_ten)
        first = KnownRow(FIRST_TEN, "Where to begin", "first", "nothing", count, "", "Measures to begin with", False)
        last = KnownRow(AROUND, "How things are", "around", "nothing", around, "", "Measures that fit it", False)
        seen = [seen_known(row, self._names) for row in board.known]
        turns = [seen_known(row, self._names) for row in board.turns]
        return [*([first] if count else []), *turns, *seen, *([last] if around else [])]

    def _fill(self, place: RowsAnew, known: Sequence[KnownRow], focus: str) -> None:
        with place.made() as rows:
            for row in known:
                self._add(rows, row)
        if focus in {row.id for row in known}:
            self._buttons[focus].setFocus()

    def _add(self, rows: QBoxLayout, row: KnownRow) -> None:
        button = KnownButton(row)
        if self._buttons:
            rows.addWidget(Divider())
        button.clicked.connect(self._choose)
        self._group.addButton(button)
        button.setChecked(row.id == self._chosen)
        self._buttons[row.id] = button
        rows.addWidget(button)

    def _choose(self) -> None:
        self.chosen.emit(str(self.sender().property("known")))

    def _open_wish(self) -> None:
        self._wish_id = ""
        self._open_line("wish", "")

    def _open_rename(self) -> None:
        words = self._wishes.get(self._wish_id, "")
        if self._names.hide(words) != words:
            self._names.show()  # it is written in its true words, which are seen then
        self._open_line(f"wish {self._wish_id}", words)

    def _open_line(self, name: str, words: str) -> None:
        """Open the line for a wish; what is typed for one and not entered yet is there again."""
        if self._line_for != name:
            keep_as(self.wish_line, "")
            self.wish_line.setText(words)
            keep_as(self.wish_line, name)
        self._line_for = name
        self.wish_line.show()
        self.wish_line.setFocus()

    def _remove(self) -> None:
        self.removed.emit(self._wish_id, self._wishes.get(self._wish_id, ""))

    def _wish(self) -> None:
        words = self.wish_line.text()
        if words.strip():
            self.wish_line.clear()
            self.wish_line.hide()
            self._line_for = ""
            if self._wish_id:
                self.renamed.emit(self._wish_id, words)
            else:
                self.wished.emit(words)


def mark_of(row: KnownRow) -> tuple[str, Tone, Shape]:
    """The mark of a known thing: how many live measures, none, or nothing that could be offered."""
    if row.kind in {"around", "turn"}:
        return f"{row.count} more", "quiet", "none"
    if row.kind == "first":
        return f"first {row.count}", "accent", "dot"
    if row.mark == "covered":
        return str(row.count), "fine", "tick"
    if row.mark == "action":
        return "action only", "caution", "bar"
    if row.mark == "general":
        return "general only", "caution", "dash"
    if row.mark == "none":
        return "none", "danger", "cross"
    return "nothing yet", "caution", "dash"


def spoken_mark(row: KnownRow) -> str:
    """The same mark for whom listens."""
    return row.sentence.rstrip(".").lower()
