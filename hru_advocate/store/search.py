"""Finds current entries by any word in them, however it is typed; what people type is words, never a query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from hru_advocate.domain.text_folding import ways_to_find
from hru_advocate.store.ledger import upkeep
from hru_advocate.store.vault_file.driver import Cursor
from hru_advocate.store.vault_file.vault import Vault

_INDEXED: Final = """
SELECT entry.id, entry.case_id, entry.position FROM search CROSS JOIN entry ON entry.position = ? - search.rowid
WHERE search MATCH ? ORDER BY search.rowid"""

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


def search(
    vault: Vault, text: str, *, limit: int = 50, case: str | None = None, without: frozenset[str] = frozenset()
) -> list[EntryHit]:
    """Find the current entries that hold every word typed, the last one perhaps unfinished; most recent first.

    ``case`` keeps to one case; what is in a case of ``without`` is passed over and takes no place of the ``limit``.
    Words are folded (``lodz`` finds ``Łódź``); signs between them mean nothing. A single letter is a whole word (an
    initial), never the beginning of one. Corrected and erased entries are not found. Text without a word finds nothing.
    """
    ways = [_Way.of(words, case) for words in ways_to_find(text)]
    if not ways:
        return []
    with vault.read() as cursor:
        hits = [*islice(_others(_waiting(cursor, ways), without), limit)]
        if len(hits) < limit:
            query = " OR ".join(f"({way.query})" for way in ways)
            rows = cursor.execute(_INDEXED, (upkeep.NEWEST, query))
            hits += islice(_others((EntryHit(*row) for row in rows), without), limit - len(hits))
    return hits


def _others(hits: Iterable[EntryHit], without: frozenset[str]) -> Iterator[EntryHit]:
    return (hit for hit in hits if hit.case not in without)


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to look: words that must all be there, and the beginning of one."""

    exact: tuple[str, ...]
    begun: str | None

    @classmethod
    def of(cls, words: list[str], case: str | None) -> _Way:
        """A way of words as typed; the last may be unfinished, a single letter is whole."""
        exact, begun = (words[:-1], words[-1]) if len(words[-1]) > 1 else (words, None)
        return cls((*exact, *([] if case is None else [upkeep.case_word(case)])), begun)

    @property
    def query(self) -> str:
        """The way as the index is asked."""
        begun = [] if self.begun is None else [f'"{self.begun}"*']
        return " AND ".join([*(f'"{word}"' for word in self.exact), *begun])

    def is_in(self, text: str) -> bool:
        """Say whether a waiting text holds it; it has a space on both sides of every word."""
        return all(f" {word} " in text for word in self.exact) and (self.begun is None or f" {self.begun}" in text)


def _waiting(cursor: Cursor, ways: list[_Way]) -> Iterator[EntryHit]:
    found = [
        position
        for position, text in cursor.execute(_WAITING, (upkeep.BATCH,)).fetchall()
        if any(way.is_in(text) for way in ways)
    ]
    rows = ((position, cursor.execute(_ENTRY, (position,)).fetchone()) for position in found)
    return (EntryHit(row[0], row[1], position) for position, row in rows if row is not None)


def purge(vault: Vault) -> None:
    """Take the words of corrected and erased entries out of the index for good; do this after erasing.

    Until then they cannot be found, but still stand in the (encrypted) index. Takes about a second for
    100,000 entries.
    """
    with vault.write() as cursor:
        cursor.execute("INSERT INTO search (search) VALUES ('optimize')")
    vault.checkpoint()
