"""Paper out: every copy that may still be found, what on it has changed, and where each went."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hru_advocate.casework.paper import copies
from hru_advocate.casework.paper.copies import Carrying, CopyLine, CopyState
from hru_advocate.casework.records.entries import Saved
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, heading, quiet
from ui.controls.layout.cards import Card, Row, empty
from ui.controls.layout.flow_layout import flowing
from ui.controls.lists.filter_bar import FilterBar
from ui.controls.lists.line_list import ListLine
from ui.controls.lists.list_and_page import ListAndPage
from ui.controls.pills import Pill, Shape
from ui.controls.signs import Sign
from ui.controls.theme import Tone
from ui.controls.tick_boxes import TickBox
from ui.shell.destinations import RecordDestination
from ui.shell.screen import AnyScreen
from ui.unit.part import UnitPart

_STATE_LOOKS: Final[dict[str, tuple[str, Tone, Shape]]] = {
    "out": ("out", "accent", "dot"),
    "lost": ("lost", "danger", "triangle"),
    "returned": ("returned", "fine", "tick"),
    "destroyed": ("destroyed", "fine", "tick"),
}
_CHANGED: Final[tuple[str, Tone, Shape]] = ("out, number changed", "danger", "triangle")
_STATES: Final[tuple[tuple[CopyState, str], ...]] = (
    ("returned", "Returned"),
    ("destroyed", "Destroyed"),
    ("lost", "Lost"),
)


class PaperPart(UnitPart):
    """The copies of all cases at the left, those to call back first; one copy at the right."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__(screen)
        self._lines: dict[str, CopyLine] = {}
        self._only = Carrying()
        self._out = TickBox("Only what is out")
        self.filters = FilterBar("Number or words", (self._out,))
        self.filters.changed.connect(self.refresh)
        self._count, self._only_words = quiet(""), quiet("")
        self._all = Button("Show every copy", "link", on_click=self._show_all)
        self._all.hide()
        self.view = CopyView()
        self.view.noted.connect(self._note)
        self.view.opening.connect(self._open)
        head = Row().add_words(self._count, self._only_words).add(self._all)
        head.line.setContentsMargins(0, 0, 0, 0)
        self._only_words.hide()
        nothing = "Choose a copy. Those that may still be found come first."
        self.both = ListAndPage("Copies", self.view, nothing, above=(self.filters, head))
        self.both.chosen.connect(self._chosen)
        self.filters.search.walked.connect(self.both.take_keyboard)
        self.column.addWidget(self.filters)
        self.column.addWidget(head)
        self.column.addWidget(self.both, 1)

    def show_only(self, wanted: Carrying, words: str) -> None:
        """Show only copies that carry one service or one measure, named in words."""
        self._only = wanted
        self._only_words.setText(f"Only copies that carry: {words}")
        self._only_words.setVisible(bool(words))
        self._all.setVisible(bool(words))
        self.refresh()

    def refresh(self) -> None:
        only, out = self._only, self._out.isChecked()
        wanted = Carrying(only.number, only.service, only.measure, out_only=out, text=self.filters.text())
        self.owner.ask(copies.recall_list, self._show_list, wanted)

    def first_focus(self) -> QWidget:
        return self.filters.search

    def panes(self) -> list[QWidget]:
        return [self.filters, *self.both.panes()]

    def step_back(self) -> bool:
        return self.both.step_back()

    def _show_all(self) -> None:
        self.show_only(Carrying(), "")

    def _show_list(self, lines: tuple[CopyLine, ...]) -> None:
        self._lines = {line.entry: line for line in lines}
        out, changed = sum(line.out for line in lines), sum(bool(line.changed) for line in lines)
        count = "1 copy" if len(lines) == 1 else f"{len(lines)} copies"
        summary = f"{count} · {out} out" + (f" · {changed} with something that has changed" if changed else "")
        self._count.setText(summary if lines else "No copy fits. Copies are noted when a paper is printed or saved.")
        self.both.show_lines(list(self._lines), [_line(line) for line in lines])
        if self.both.shown in self._lines:
            self._chosen(self.both.shown)

    def _chosen(self, entry: str) -> None:
        line = self._lines.get(entry)
        if line is not None:
            self.view.show_copy(line)
            self.both.show_page()
            self.owner.ask(copies.carried, self.view.show_carried, entry)

    def _note(self, state: str) -> None:
        chosen = next(known for known, _words in _STATES if known == state)
        self.owner.ask(copies.note_state, self._noted, self.both.shown, chosen)

    def _noted(self, saved: Saved) -> None:
        self.both.shown = saved.entry
        self.owner.show_status("Kept where the copy is")
        self.owner.notify(saved.changed)

    def _open(self) -> None:
        line = self._lines.get(self.both.shown)
        if line is not None:
            self.owner.go_to(RecordDestination(line.entry, line.case))


class CopyView(QWidget):
    """One copy: what it is, what on it no longer holds. ``noted`` emits where it is now, ``opening`` its record."""

    noted = Signal(str)
    opening = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(12)
        self._carries = Card("What it carries")

    def show_copy(self, line: CopyLine) -> None:
        """Show another copy."""
        empty(self._rows)
        self._rows.addWidget(heading(line.words))
        self._rows.addWidget(quiet(line.ref))
        self._rows.addWidget(flowing(*(Pill(*look) for look in _looks(line))))
        buttons = [Button("Open the record", on_click=self.opening.emit)]
        buttons += [
            Button(words, on_click=partial(self.noted.emit, state)) for state, words in _STATES if state != line.state
        ]
        self._rows.addWidget(flowing(*buttons))
        if line.changed:
            card = Card("No longer as it was printed", tone="danger")
            for change in line.changed:
                card.add_row(Row(spacing=8).add(Sign("triangle", "danger")).add_words(TextLabel(change)))
            self._rows.addWidget(card)
        self._carries = Card("What it carries")
        self._rows.addWidget(self._carries)

    def show_carried(self, carried: tuple[str, ...]) -> None:
        """Say what stands on it: measures and services in words, never a number."""
        self._carries.clear()
        for words in carried:
            self._carries.add_row(Row().add_words(TextLabel(words)))
        if not carried:
            self._carries.say_empty("No measure and no number was noted for it.")


def _looks(line: CopyLine) -> list[tuple[str, Tone, Shape]]:
    found = [_STATE_LOOKS.get(line.state, _STATE_LOOKS["out"])]
    return [*found, ("number changed", "danger", "triangle")] if line.changed else found


def _line(line: CopyLine) -> ListLine:
    look = _CHANGED if line.changed and line.state == "out" else _STATE_LOOKS.get(line.state, _STATE_LOOKS["out"])
    note = " · ".join((line.words, *line.changed))
    return ListLine(line.ref, note, look)
