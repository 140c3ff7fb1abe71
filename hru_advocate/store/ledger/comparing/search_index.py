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
_WORDS: Final = "SELECT term, ?1 - doc FROM temp.words_of_index WHERE term > ?2"
_A_PAGE: Final = 40_000
"""The number of places a word may stand in before the next word waits for the next step."""
_IN_INDEX: Final = "SELECT position FROM head WHERE words IS NULL"
_WHERE: Final = "SELECT id, case_id FROM entry WHERE position = ?"


def reach(cursor: Cursor) -> Iterator[Discrepancy]:
    """Name every entry that the index should reach and does not, and the other way round; its words are not read."""
    for position, entry, case in cursor.execute(_NOT_INDEXED, (NEWEST,)).fetchall():
        yield _said(position, entry, case, "no search finds it (table search)")
    for (position,) in cursor.execute(_INDEXED_TOO, (NEWEST,)).fetchall():
        yield _about(cursor, position, "it is found, and should not be (table search)")


class IndexWords:
    """The words the index holds of each entry up to a place, by what they come to; read some thousands at a time.

    The index tells its words one after the other, each with the entries it stands in: every word is told once. What
    goes into the index or out of it meanwhile is left alone.
    """

    def __init__(self, until: int) -> None:
        self.done = False
        """True once every word was read."""
        self._until = until
        self._last = ""
        self._held: dict[int, int] = {}
        self._before: set[int] | None = None

    def page(self, cursor: Cursor) -> None:
        """Read the next words, each to the last entry it stands in."""
        if self._before is None:
            self._before = _in_index(cursor)
        cursor.execute(_SHUT)
        cursor.execute(_OPEN)
        try:
            self._read(cursor)
        finally:
            cursor.execute(_SHUT)

    def _read(self, cursor: Cursor) -> None:
        held, last, number = self._held, self._last, 0
        for read, (term, position) in enumerate(cursor.execute(_WORDS, (NEWEST, last))):
            if term != last:
                if read >= _A_PAGE:
                    self._last = last
                    return
                last, number = term, hash(term)
            held[position] = held.get(position, 0) + number
        self.done = True

    def compare(self, cursor: Cursor, expected: Mapping[int, int]) -> Iterator[Discrepancy]:
        """Compare what was read with what each entry's words must come to."""
        now = _in_index(cursor)
        for position in sorted(expected.keys() & now):
            if expected[position] != self._held.get(position, 0):
                yield _about(cursor, position, "it is found by other words than its own (table search)")
        for position in sorted(self._held.keys() - now - (self._before or set())):
            if position <= self._until:
                yield _about(cursor, position, "it is found, and should not be (table search)")


def _in_index(cursor: Cursor) -> set[int]:
    return {row[0] for row in cursor.execute(_IN_INDEX).fetchall()}


def _about(cursor: Cursor, position: int, what: str) -> Discrepancy:
    entry, case = cursor.execute(_WHERE, (position,)).fetchone() or (None, None)
    return _said(position, entry, case, what)


def _said(position: int, entry: str | None, case: str | None, what: str) -> Discrepancy:
    if entry is None:
        return Discrepancy("view", f"the search, at place {position}, where no entry is: {what}")
    return Discrepancy("view", f"entry {entry} of {lane_name(case)}: {what}", entry, case or "")
