"""The middle of the plan builder: suggestions for what is chosen at the left, or the situations to start from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal

from hru_advocate.casework.plan.planning import Board, SuggestedMeasure, TemplateRow
from ui.controls.inputs import OneLine, bare
from ui.controls.layout.kept_heights import ByWidth
from ui.controls.names import Names
from ui.controls.signals import SignalOf, value_signal
from ui.plan.known import AROUND, FIRST_TEN
from ui.plan.offers import Group, OffersColumn
from ui.plan.seen import seen_known, seen_offers, seen_templates
from ui.plan.situations import TemplatesColumn
from ui.plan_draft.plan_draft import ChosenSuggestion

_PAUSE: Final = 200
"""Milliseconds without a letter before a search is made by itself."""


class PlanMiddle(ByWidth):
    """Suggestions or situations, one at a time. ``taken`` emits a list of what was chosen; ``beyond`` -1 or 1.

    ``searched`` emits the words that measures of all parts are looked for by; ``show_found`` takes what was found.
    """

    taken: SignalOf[Sequence[ChosenSuggestion]] = value_signal()
    beyond = Signal(int)
    searched = Signal(str)

    def __init__(self, names: Names) -> None:
        super().__init__()
        self._names = names
        self._templates: tuple[TemplateRow, ...] = ()
        self.setAccessibleName("Suggested")
        self.offers, self.situations = OffersColumn(), TemplatesColumn()
        self.search = OneLine("F: find a measure in all parts, such as court")
        self.search.setAccessibleName("Find a measure in all parts, F")
        self._board: Board | None = None
        self._found = ""
        self._enters = False
        self._chosen = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._look)
        self.search.textEdited.connect(lambda _words: self._pause.start(_PAUSE))
        self.search.returnPressed.connect(self._look_now)
        column = bare(self)
        column.addWidget(self.search)
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
            self.search.clear()
            self._turn(to_situations=False)
        self._board, self._chosen, self._templates = board, chosen, board.templates
        if self.search.text().strip():
            self._look()  # what is in the plan by now, or refused, is told of what was found too
        else:
            self._show_chosen(fresh=fresh)
        if not self.situations.isHidden():
            self._fill_situations()

    def show_found(self, words: str, rows: Sequence[SuggestedMeasure]) -> None:
        """Show the measures that were found by words, unless others stand in the line by now."""
        if self._board is not None and words == self.search.text().strip():
            found = _grouped((row.section_label, row) for row in rows)
            self.offers.pronoun = self._board.pronoun
            groups = [(self._names.hide(head), seen_offers(some, self._names)) for head, some in found]
            self.offers.show_offers(words, "", groups, fresh=words != self._found)
            self._found = words
            if self._enters:
                self._enters = False
                self.offers.enter()

    def take_search(self) -> None:
        """Take the keyboard to the line that finds measures."""
        self._turn(to_situations=False)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _look_now(self) -> None:
        """Look for what is typed, and go on to the first that is found."""
        self._enters = bool(self.search.text().strip())
        self._look()

    def _look(self) -> None:
        self._pause.stop()
        words = self.search.text().strip()
        if words:
            self.searched.emit(words)
        else:
            self._found = ""
            self._show_chosen(fresh=True)

    def _show_chosen(self, *, fresh: bool) -> None:
        board, chosen = self._board, self._chosen
        if board is None:
            return
        row = next((seen_known(one, self._names) for one in (*board.known, *board.turns) if one.id == chosen), None)
        label = row.label if row else _OF_OTHERS.get(chosen, "")
        groups = [(self._names.hide(head), seen_offers(rows, self._names)) for head, rows in _groups(board, chosen)]
        self.offers.pronoun = board.pronoun
        self.offers.show_offers(label, row.said if row else "", groups, fresh=fresh)

    def show_situations(self) -> None:
        """Turn to the situations a plan can start from, from one of them too."""
        self.situations.list_all()
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
        """Esc: out of a search; out of a situation, then out of the situations."""
        if self.situations.isHidden() and self.search.text():
            self.search.clear()
            self._look()
            self.offers.enter()
            return True
        if self.situations.isHidden():
            return False
        self.situations.put_away()
        return True

    def _fill_situations(self) -> None:
        self.situations.show_templates(seen_templates(self._templates, self._names))

    def _turn(self, *, to_situations: bool) -> None:
        self.situations.setVisible(to_situations)
        self.offers.setVisible(not to_situations)
        self.search.setVisible(not to_situations)

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
    shown = {row.id for row in (*board.known, *board.turns)}
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
