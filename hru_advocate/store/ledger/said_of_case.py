"""A case's row as all its heads together say it: kept up to date from here, and held against them when verifying."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.domain.ledger.projection import (
    BY_DAY,
    CASE_COLUMNS,
    level_of_heads,
    review_of_heads,
    status_of_heads,
)
from hru_advocate.domain.text_folding import fold, searchable_words
from hru_advocate.store.vault_file.driver import Row

CaseValues = dict[str, str | int | None]
"""Columns of a case's row with what stands in them."""

SPEAKING: Final = """
SELECT head.sort, entry.recorded, entry.id, entry.sequence, entry.record, head.columns
FROM entry CROSS JOIN head ON head.position = entry.position
WHERE entry.case_id = ? AND entry.kind = 'record' AND head.columns IS NOT NULL"""
"""Asks for all that the heads of a case say to its row."""

_DECODE = msgspec.json.Decoder(dict[str, str | None]).decode


def said_by_heads(rows: Iterable[Row]) -> CaseValues:
    """Work out every column from what ``SPEAKING`` found.

    Within one millisecond of recording a device's own numbers decide.
    """
    wanted: CaseValues = dict.fromkeys(CASE_COLUMNS)
    wanted["newest"] = ""
    speaking = [(*row[:5], _DECODE(row[5])) for row in rows]
    by_place = sorted(speaking, key=lambda one: one[:3])
    for *_where, columns in by_place:
        wanted.update(columns)
    if by_place:
        wanted["newest"] = place_of(*by_place[-1][:3])
    wanted |= level_of_heads((record, columns) for *_where, record, columns in by_place)
    by_day = sorted(speaking, key=lambda one: (one[0][:10], one[1], one[3], one[2]))
    for *_where, columns in by_day:
        if not BY_DAY.isdisjoint(columns):
            wanted.update({column: value for column, value in columns.items() if column in BY_DAY})
    recorded_in_order = sorted(speaking, key=lambda one: (one[1], one[3], one[2]))
    wanted |= status_of_heads(columns for *_where, columns in by_day)
    return wanted | review_of_heads(columns for *_where, columns in recorded_in_order)


def found_by(case: str, initials: object, name: object) -> str:
    """The text a case is found by in lists: its reference, initials and name, folded."""
    parts = [str(part) for part in (case_ref(case), initials, name) if part]
    return " ".join((fold(" ".join(parts)), *searchable_words("\n".join(parts))))


def place_of(sort: str, recorded: str, entry: str) -> str:
    """The place of a head among those of its case; a later place has the greater text."""
    return f"{sort}\x1f{recorded}\x1f{entry}"
