"""The board of a plan as it may be seen: names are hidden in its words; ids and codes stay as they are.

A name may be a word of an id, *Child* for instance. What is chosen from the board goes into the plan by its ids, and
what belongs together is found by them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hru_advocate.casework.plan.planning import Board, KnownRow, SuggestedMeasure
from ui.controls.names import Names


def seen_board(board: Board, names: Names) -> Board:
    """The board to look at, for the columns that what is chosen comes back from."""
    hidden = names.hide_in(board)
    if hidden is board:
        return board
    templates = [
        replace(seen, offers=_offers(seen.offers, row.offers, names))
        for seen, row in zip(hidden.templates, board.templates, strict=True)
    ]
    return replace(
        hidden,
        known=tuple(seen_known(row, names) for row in board.known),
        suggestions=_offers(hidden.suggestions, board.suggestions, names),
        templates=tuple(templates),
        first_ten=board.first_ten,
        pronoun=board.pronoun,
    )


def seen_known(row: KnownRow, names: Names) -> KnownRow:
    """One known thing to look at."""
    return replace(names.hide_in(row), mark=row.mark)


def _offers(
    hidden: Sequence[SuggestedMeasure], rows: Sequence[SuggestedMeasure], names: Names
) -> tuple[SuggestedMeasure, ...]:
    return tuple(
        replace(seen, suggestion=replace(seen.suggestion, answers=row.suggestion.answers, refused=_refused(row, names)))
        for seen, row in zip(hidden, rows, strict=True)
    )


def _refused(row: SuggestedMeasure, names: Names) -> str | None:
    return row.suggestion.refused and names.hide(row.refused_words)
