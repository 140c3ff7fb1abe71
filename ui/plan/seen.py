"""The board of a plan as far as it is shown: names are hidden in its words; ids and codes stay as they are.

A name may be a word of an id, *Child* for instance. What is chosen from the board goes into the plan by its ids, and
what belongs together is found by them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hru_advocate.casework.plan.planning import KnownRow, SuggestedMeasure, TemplateRow
from ui.controls.names import Names


def seen_known(row: KnownRow, names: Names) -> KnownRow:
    """One known thing to look at."""
    hidden = names.hide_in(row)
    return row if hidden is row else replace(hidden, mark=row.mark)


def seen_offers(rows: Sequence[SuggestedMeasure], names: Names) -> tuple[SuggestedMeasure, ...]:
    """Suggested measures to look at, for the columns that what is chosen comes back from."""
    return tuple(_seen_offer(row, names) for row in rows)


def seen_templates(rows: Sequence[TemplateRow], names: Names) -> tuple[TemplateRow, ...]:
    """Situations to look at, with their measures."""
    return tuple(
        replace(row, label=names.hide(row.label), note=names.hide(row.note), offers=seen_offers(row.offers, names))
        for row in rows
    )


def _seen_offer(row: SuggestedMeasure, names: Names) -> SuggestedMeasure:
    hidden = names.hide_in(row)
    if hidden is row:
        return row
    refused = row.suggestion.refused and names.hide(row.refused_words)
    return replace(hidden, suggestion=replace(hidden.suggestion, answers=row.suggestion.answers, refused=refused))
