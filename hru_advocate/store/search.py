"""Finds current entries by any word in them, however it is typed; what people type is words, never a query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hru_advocate.domain.text_folding import words_of
from hru_advocate.store.ledger import upkeep
from hru_advocate.store.vault_file.driver import Cursor
from hru_advocate.store.vault_file.vault import Vault

_INDEXED: Final = """
SELECT entry.id, entry.case_id, entry.position FROM search CROSS JOIN entry ON entry.position = ? - search.rowid
WHERE search MATCH ? ORDER BY search.rowid LIMIT ?"""

_WAITING: Final = """
SELECT position, words FROM head WHERE position > (SELECT max(position) FROM entry) - ? AND words IS NOT NULL
ORDER BY position DESC"""
_ENTRY: Final = "SELECT id, case_id FROM entry WHERE position = ?"


@dataclass(frozen=True, slots=True)
class EntryHit:
    """One entry found; ``position`` grows with every entry written, so a greater one is more recent."""

    entry: str
    case: str | None
    position: int


def search(vault: Vault, text: str, *, limit: int = 50, case: str | None = None) -> list[EntryHit]:
    """Find the current entries that hold every word typed, the last one perhaps unfinished; most recent first.

    ``case`` keeps to one case. Words are folded (``lodz`` finds ``Łódź``); signs between them mean nothing.
    A single letter is a whole word (an initial), never the beginning of one. Corrected and erased entries are
    not found. Text without a word finds nothing.
    """
    words = words_of(text)
    if not words:
        return []
    begun = words.pop() if len(words[-1]) > 1 else None
    if case is not None:
        words.append(upkeep.case_word(case))
    with vault.read() as cursor:
        hits = _waiting(cursor, _pieces(words, begun), limit)
        if len(hits) < limit:
            values = (upkeep.NEWEST, _query(words, begun), limit - len(hits))
            hits += [EntryHit(*row) for row in cursor.execute(_INDEXED, values)]
    return hits


def _waiting(cursor: Cursor, pieces: list[str], limit: int) -> list[EntryHit]:
    found = [
        position
        for position, text in cursor.execute(_WAITING, (upkeep.BATCH,)).fetchall()
        if all(piece in text for piece in pieces)
    ]
    rows = ((position, cursor.execute(_ENTRY, (position,)).fetchone()) for position in found[:limit])
    return [EntryHit(row[0], row[1], position) for position, row in rows if row is not None]


def _query(exact: list[str], begun: str | None) -> str:
    return " AND ".join([*(f'"{word}"' for word in exact), *([] if begun is None else [f'"{begun}"*'])])


def _pieces(exact: list[str], begun: str | None) -> list[str]:
    """The pieces each waiting text must hold: it has a space on both sides of every word."""
    return [*(f" {word} " for word in exact), *([] if begun is None else [f" {begun}"])]


def purge(vault: Vault) -> None:
    """Take the words of corrected and erased entries out of the index for good; do this after erasing.

    Until then they cannot be found, but still stand in the (encrypted) index. Takes about a second for
    100,000 entries.
    """
    with vault.write() as cursor:
        cursor.execute("INSERT INTO search (search) VALUES ('optimize')")
    vault.checkpoint()
