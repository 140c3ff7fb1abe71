"""Risks, events and needs that no live measure answers, as rows that lead to the measures for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from hru_advocate.casework.plan.planning import KnownRow
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, Row, row_button
from ui.controls.layout.more_rows import add_rows


def show_open(card: Card, rows: Sequence[KnownRow], unasked: str, find: Callable[[str], object]) -> None:
    """Fill a card with what stands open and what has not been asked; ``find`` is handed the id to find measures for."""
    card.clear()
    bare = [known for known in rows if known.mark != "action"]
    card.set_tone("danger" if bare else None)
    card.note.setText(str(len(bare)) if bare else "")
    add_rows(card, [partial(_open_row, known, find) for known in rows])
    if unasked:
        card.add_row(Row().add_words(quiet(f"{unasked}.")))
    elif not rows:
        card.say_empty("Every present risk and open need we know of has a live measure of its own.")


def _open_row(known: KnownRow, find: Callable[[str], object]) -> Row:
    kind = "" if known.kind == "risk" else known.kind
    kind = " · ".join(part for part in (kind, "only general advice" if known.mark == "general" else "") if part)
    words = [TextLabel(known.label)] + ([quiet(kind)] if kind else [])
    words += [quiet(f"{known.action[:1].upper()}{known.action[1:]}")] if known.action else []
    row = Row().add_words(*words)
    return row.add(row_button("Find measures", known.label, partial(find, known.id)))
