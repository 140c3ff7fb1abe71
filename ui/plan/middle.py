"""The middle of the plan builder: suggestions for what is chosen at the left, or the situations to start from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import Signal

from hru_advocate.casework.plan.planning import Board, SuggestedMeasure, TemplateRow
from ui.controls.inputs import bare
from ui.controls.layout.kept_heights import ByWidth
from ui.controls.names import Names
from ui.controls.signals import SignalOf, value_signal
from ui.plan.known import AROUND, FIRST_TEN
from ui.plan.offers import Group, OffersColumn
from ui.plan.seen import seen_known, seen_offers, seen_templates
from ui.plan.situations import TemplatesColumn
from ui.plan_draft.plan_draft import ChosenSuggestion


class PlanMiddle(ByWidth):
    """Suggestions or situations, one at a time. ``taken`` emits a list of what was chosen; ``beyond`` -1 or 1."""

    taken: SignalOf[Sequence[ChosenSuggestion]] = value_signal()
    beyond = Signal(int)

    def __init__(self, names: Names) -> None:
        super().__init__()
        self._names = names
        self._templates: tuple[TemplateRow, ...] = ()
        self.setAccessibleName("Suggested")
        self.offers, self.situations = OffersColumn(), TemplatesColumn()
        column = bare(self)
        column.addWidget(self.offers, 1)
        column.addWidget(self.situations, 1)
        self.situations.hide()
        for part in (self.offers, self.situations):
            part.beyond.connect(self.beyond)
            part.taken.connect(self._take_one)
        self.situations.taken_all.connect(self.taken)
        self.situations.closed.connect(self.show_suggestions)

    def show_board(self, board: Board, chosen: str, *, fresh: bool) -> None:
        """Show what fits what is chosen; ``fresh`` when something else was chosen than before."""
        if fresh:
            self._turn(to_situations=False)
        row = next((seen_known(one, self._names) for one in board.known if one.id == chosen), None)
        label = row.label if row else _OF_OTHERS.get(chosen, "")
        groups = [(self._names.hide(head), seen_offers(rows, self._names)) for head, rows in _groups(board, chosen)]
        self.offers.pronoun = board.pronoun
        self.offers.show_offers(label, row.said if row else "", groups, fresh=fresh)
        self._templates = board.templates
        if not self.situations.isHidden():
            self._fill_situations()

    def show_situations(self) -> None:
        """Turn to the situations a plan can start from."""
        self._fill_situations()
        self._turn(to_situations=True)
        self.situations.enter()

    def show_suggestions(self) -> None:
        """Turn back to the suggestions."""
        self._turn(to_situations=False)
        self.offers.enter()

    def enter(self) -> bool:
        """Take the keyboard to the first thing to add; ``False`` where there is none."""
        return self.offers.enter() if self.situations.isHidden() else self.situations.enter()

    def step_back(self) -> bool:
        """Esc: out of a situation, then out of the situations."""
        if self.situations.isHidden():
            return False
        self.situations.put_away()
        return True

    def _fill_situations(self) -> None:
        self.situations.show_templates(seen_templates(self._templates, self._names))

    def _turn(self, *, to_situations: bool) -> None:
        self.situations.setVisible(to_situations)
        self.offers.setVisible(not to_situations)

    def _take_one(self, taken: ChosenSuggestion) -> None:
        self.taken.emit([taken])
        if self.situations.isHidden() and not taken.own_words:
            self.offers.show_taken(taken.offer)


_OF_OTHERS: Final = {AROUND: "how things are", FIRST_TEN: "where to begin"}


def _groups(board: Board, chosen: str) -> list[Group]:
    if chosen == FIRST_TEN:
        rows = {row.suggestion.measure: row for row in board.suggestions}
        return [("", tuple(rows[measure] for measure in board.first_ten if measure in rows))]
    return _by_circumstance(around(board)) if chosen == AROUND else _by_priority(board.suggestions, chosen)


def around(board: Board) -> tuple[SuggestedMeasure, ...]:
    """List the measures that fit how things are for this person, or nearly everyone, and answer nothing at the left."""
    shown = {row.id for row in board.known}
    return tuple(row for row in board.suggestions if shown.isdisjoint(row.suggestion.answers))


def _by_priority(rows: Iterable[SuggestedMeasure], chosen: str) -> list[Group]:
    """Group the measures that answer one thing by how soon to talk about it."""
    return _grouped((_capital(row.priority_words), row) for row in rows if chosen in row.suggestion.answers)


def _by_circumstance(rows: Iterable[SuggestedMeasure]) -> list[Group]:
    """Group the measures that answer a circumstance by it."""
    return _grouped((row.answers_words[0] if row.answers_words else "", row) for row in rows)


def _grouped(named: Iterable[tuple[str, SuggestedMeasure]]) -> list[Group]:
    groups: dict[str, list[SuggestedMeasure]] = {}
    for head, row in named:
        groups.setdefault(head, []).append(row)
    return [(head, tuple(rows)) for head, rows in groups.items()]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
