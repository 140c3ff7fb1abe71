"""The search index held against the words of the entries it must find, and against those that wait."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

import msgspec

from hru_advocate.store.ledger.comparing.index_pages import IndexPages
from hru_advocate.store.ledger.findings import Discrepancy, lane_name
from hru_advocate.store.ledger.upkeep import NEWEST
from hru_advocate.store.vault_file.driver import Cursor

_NOT_INDEXED: Final = """
SELECT head.position, entry.id, entry.case_id FROM json_each(?2) AS place
CROSS JOIN head ON head.position = place.value LEFT JOIN entry ON entry.position = head.position
WHERE head.words IS NULL AND NOT EXISTS (SELECT 1 FROM search_docsize WHERE id = ?1 - head.position)"""
_INDEXED_TOO: Final = """
SELECT place.value FROM json_each(?2) AS place CROSS JOIN search_docsize ON search_docsize.id = ?1 - place.value
WHERE NOT EXISTS (SELECT 1 FROM head WHERE head.position = place.value AND head.words IS NULL)"""
_OPEN: Final = (
    "CREATE VIRTUAL TABLE temp.words_of_index USING fts5vocab('main', 'search', 'row')",
    "CREATE VIRTUAL TABLE temp.places_of_index USING fts5vocab('main', 'search', 'instance')",
)
_SHUT: Final = ("DROP TABLE IF EXISTS temp.words_of_index", "DROP TABLE IF EXISTS temp.places_of_index")
_WORDS: Final = "SELECT term, doc FROM temp.words_of_index WHERE term > ?"
# The entries of many words in a row, in the order of the words, and no word with them: a text of its own for each pair
# would be memory to be taken, locked, wiped and given back, which took most of the time.
_PLACES: Final = """
SELECT json_group_array(CASE WHEN ?1 - doc > ?2 THEN ?2 + 1 ELSE max(?1 - doc, 0) END)
FROM temp.places_of_index WHERE term > ?3 AND term <= ?4"""
_FOUND: Final = "SELECT count(*) FROM search WHERE search MATCH '\"' || ? || '\"'"
_A_PAGE: Final = 100_000
"""The number of places that words may stand in before the next word waits for the next step."""
_POSITIONS = msgspec.json.Decoder(list[int]).decode
_IN_INDEX: Final = "SELECT position FROM head WHERE words IS NULL"
_WHERE: Final = "SELECT id, case_id FROM entry WHERE position = ?"


def reach(places: Sequence[int], cursor: Cursor) -> Iterator[Discrepancy]:
    """Name those of some entries that the index should reach and does not, and the other way round.

    Its words are not read.
    """
    asked = (NEWEST, msgspec.json.encode(places).decode())
    for position, entry, case in cursor.execute(_NOT_INDEXED, asked).fetchall():
        yield _said(position, entry, case, "no search finds it (table search)")
    for (position,) in cursor.execute(_INDEXED_TOO, asked).fetchall():
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
        self._held = [0] * (until + 2)
        """The words held of each place; of all before the first, where no entry can be, and of all after the last."""
        self._before: set[int] | None = None
        self._pages = IndexPages()
        self._not_searched = 0

    def page(self, cursor: Cursor) -> None:
        """Look at what leads to the words; then read the next words, each to the last entry it stands in."""
        if self._before is None:
            self._before = _in_index(cursor)
        if not self._pages.done:
            self._pages.page(cursor)
            return
        _each(cursor, _SHUT)
        _each(cursor, _OPEN)
        try:
            self._read(cursor)
        finally:
            _each(cursor, _SHUT)

    def _read(self, cursor: Cursor) -> None:
        words, many = [], 0
        for term, entries in cursor.execute(_WORDS, (self._last,)):
            words.append((term, entries))
            many += entries
            if many >= _A_PAGE:
                break
        else:
            self.done = True
        if not words:
            return
        first, self._last = self._last, words[-1][0]
        sample, stands_in = words[0]  # that what leads to the others leads a search as well
        self._not_searched += cursor.execute(_FOUND, (sample,)).fetchone() != (stands_in,)
        told = cursor.execute(_PLACES, (NEWEST, self._until, first, self._last)).fetchone()
        positions = iter(_POSITIONS(told[0] if told is not None else "[]"))
        held = self._held
        for term, entries in words:
            number = hash(term)
            for position in islice(positions, entries):
                held[position] += number

    def compare(self, cursor: Cursor, expected: Mapping[int, int]) -> Iterator[Discrepancy]:
        """Compare what was read with what each entry's words must come to."""
        if not_found := self._pages.not_found or self._not_searched:
            what = f"the search: {not_found} words are in the index and are not found by it (table search)"
            yield Discrepancy("view", what)
        now = _in_index(cursor)
        for position in sorted(expected.keys() & now):
            if expected[position] != self._held[position]:
                yield _about(cursor, position, "it is found by other words than its own (table search)")
        reached = {position for position, number in enumerate(self._held[: self._until + 1]) if number}
        for position in sorted(reached - now - (self._before or set())):
            yield _about(cursor, position, "it is found, and should not be (table search)")


def _each(cursor: Cursor, statements: Sequence[str]) -> None:
    for statement in statements:
        cursor.execute(statement)


def _in_index(cursor: Cursor) -> set[int]:
    return {row[0] for row in cursor.execute(_IN_INDEX).fetchall()}


def _about(cursor: Cursor, position: int, what: str) -> Discrepancy:
    entry, case = cursor.execute(_WHERE, (position,)).fetchone() or (None, None)
    return _said(position, entry, case, what)


def _said(position: int, entry: str | None, case: str | None, what: str) -> Discrepancy:
    if entry is None:
        return Discrepancy("view", f"the search, at place {position}, where no entry is: {what}")
    return Discrepancy("view", f"entry {entry} of {lane_name(case)}: {what}", entry, case or "")
