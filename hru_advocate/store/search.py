"""Finds current entries by any word in them, however it is typed; what people type is words, never a query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hru_advocate.domain.folding import words_of
from hru_advocate.store import upkeep
from hru_advocate.store.driver import Cursor
from hru_advocate.store.vault import Vault

_INDEXED: Final = """
SELECT entry.id, entry.case_id, search.rowid FROM search CROSS JOIN entry ON entry.position = search.rowid
WHERE search MATCH ? ORDER BY search.rowid DESC LIMIT ?"""

_WAITING: Final = """
SELECT entry.id, entry.case_id, search_waiting.position, words FROM search_waiting
CROSS JOIN entry ON entry.position = search_waiting.position ORDER BY search_waiting.position DESC"""


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry found; ``position`` grows with every entry written, so a greater one is more recent."""

    entry: str
    case: str | None
    position: int


def search(vault: Vault, text: str, *, limit: int = 50, case: str | None = None) -> list[Hit]:
    """Find the current entries that hold every word typed, the last one perhaps unfinished; most recent first.

    ``case`` keeps to one case. Words are folded (``lodz`` finds ``Łódź``); signs between them mean nothing.
    Corrected and erased entries are not found. Text without a word finds nothing.
    """
    words = words_of(text)
    if not words:
        return []
    with vault.read() as cursor:
        hits = _waiting(cursor, words, case)[:limit]
        if len(hits) < limit:
            rows = cursor.execute(_INDEXED, (_query(words, case), limit - len(hits)))
            hits += [Hit(*row) for row in rows]
    return hits


def _query(words: list[str], case: str | None) -> str:
    exact = [*words[:-1], *([] if case is None else [upkeep.case_word(case)])]
    return " AND ".join([*(f'"{word}"' for word in exact), f'"{words[-1]}"*'])


def _waiting(cursor: Cursor, words: list[str], case: str | None) -> list[Hit]:
    exact = set(words[:-1])
    if case is not None:
        exact.add(upkeep.case_word(case))
    hits = []
    for entry, its_case, position, text in cursor.execute(_WAITING):
        held = text.split(" ")
        if exact.issubset(held) and any(word.startswith(words[-1]) for word in held):
            hits.append(Hit(entry, its_case, position))
    return hits
