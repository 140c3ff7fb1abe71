"""The search index held against the words of the entries it must find, and against those that wait."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from hru_advocate.store.ledger.findings import Discrepancy, lane_name
from hru_advocate.store.ledger.upkeep import NEWEST
from hru_advocate.store.vault_file.driver import Cursor

_NOT_INDEXED: Final = """
SELECT head.position, entry.id, entry.case_id FROM head LEFT JOIN entry ON entry.position = head.position
WHERE head.words IS NULL AND ?1 - head.position NOT IN (SELECT id FROM search_docsize)"""
_INDEXED_TOO: Final = """
SELECT ?1 - id FROM search_docsize WHERE ?1 - id NOT IN (SELECT position FROM head WHERE words IS NULL)"""
_OPEN: Final = "CREATE VIRTUAL TABLE temp.words_of_index USING fts5vocab('main', 'search', 'instance')"
_SHUT: Final = "DROP TABLE IF EXISTS temp.words_of_index"
_WORDS: Final = "SELECT term, ?1 - doc FROM temp.words_of_index"
_IN_INDEX: Final = "SELECT position FROM head WHERE words IS NULL"
_WHERE: Final = "SELECT id, case_id FROM entry WHERE position = ?"


def reach(cursor: Cursor) -> Iterator[Discrepancy]:
    """Name every entry that the index should reach and does not, and the other way round; its words are not read."""
    for position, entry, case in cursor.execute(_NOT_INDEXED, (NEWEST,)).fetchall():
        yield _said(position, entry, case, "no search finds it (table search)")
    for (position,) in cursor.execute(_INDEXED_TOO, (NEWEST,)).fetchall():
        yield _about(cursor, position, "it is found, and should not be (table search)")


def words(cursor: Cursor, expected: Mapping[int, int]) -> Iterator[Discrepancy]:
    """Compare the words the index holds of each entry with those it must hold, by what they come to.

    What went into the index or out of it since ``expected`` was gathered is left alone. The index tells its words one
    after the other, each with the entries it stands in: every word is told once.
    """
    indexed = {row[0] for row in cursor.execute(_IN_INDEX).fetchall()}
    held = _held(cursor)
    for position in sorted(expected.keys() & indexed):
        if expected[position] != held.get(position, 0):
            yield _about(cursor, position, "it is found by other words than its own (table search)")
    for position in sorted(held.keys() - indexed):
        yield _about(cursor, position, "it is found, and should not be (table search)")


def _held(cursor: Cursor) -> dict[int, int]:
    cursor.execute(_SHUT)
    cursor.execute(_OPEN)
    try:
        held: dict[int, int] = {}
        for term, position in cursor.execute(_WORDS, (NEWEST,)):
            held[position] = held.get(position, 0) + hash(term)
    finally:
        cursor.execute(_SHUT)
    return held


def _about(cursor: Cursor, position: int, what: str) -> Discrepancy:
    entry, case = cursor.execute(_WHERE, (position,)).fetchone() or (None, None)
    return _said(position, entry, case, what)


def _said(position: int, entry: str | None, case: str | None, what: str) -> Discrepancy:
    if entry is None:
        return Discrepancy("view", f"the search, at place {position}, where no entry is: {what}")
    return Discrepancy("view", f"entry {entry} of {lane_name(case)}: {what}", entry, case or "")
