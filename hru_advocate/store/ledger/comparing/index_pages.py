"""The pages of the search index held against the table by which a search is led to them.

Format: FTS5 as SQLite writes it (ext/fts5/fts5_index.c). A page of words ends in the places its words begin at; its
first word stands whole, of each other one only what differs from the word before. ``search_idx`` names for each page a
text that no word before it reaches and no word of it comes before: SQLite's own check sees neither that such a text was
moved down among the words of the page before, nor that the last ones are missing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Final

from hru_advocate.store.vault_file.driver import Cursor

_SEGMENT: Final = 37
"""The bits of a page's number below the number of its segment."""
_TREE: Final = 1 << 31
"""Numbers from this on, within a segment, are pages of another kind."""
_MOST: Final = 1 << (_SEGMENT + 16)
"""Pages from this number on say what was removed."""
_PAGES: Final = 400
_HEAD: Final = 4
"""The bytes a page begins with: the place of its first entry, and that of its foot."""

_NEXT: Final = f"""
SELECT id, block FROM search_data WHERE id > ? AND id < {_MOST} ORDER BY id LIMIT {_PAGES}"""  # noqa: S608 - fixed numbers
_LED_TO: Final = """
SELECT term, pgno >> 1 FROM search_idx WHERE segid = ?1 AND term <= ?3 AND typeof(term) = 'blob'
AND term >= coalesce((SELECT max(term) FROM search_idx WHERE segid = ?1 AND term <= ?2), x'') ORDER BY term"""
# What is no text of bytes stands before or behind all that are, and no search is led by it as it seems.
_ODD: Final = """
SELECT count(*) FROM search_idx
WHERE typeof(segid) <> 'integer' OR typeof(term) <> 'blob' OR typeof(pgno) <> 'integer'"""
_FIRST: Final = "SELECT min(id) FROM search_data WHERE id > ?"


class IndexPages:
    """Counts the words that stand on a page no search for them is led to; some hundred pages at a time."""

    def __init__(self) -> None:
        self.done = False
        """True once every page was read."""
        self.not_found = 0
        """The number of words that are in the index and that a search does not find, as far as it has come."""
        self._after = (1 << _SEGMENT) - 1

    def page(self, cursor: Cursor) -> None:
        """Look at the next pages, each with what leads to it as it is now."""
        rows: list[tuple[int, bytes]] = cursor.execute(_NEXT, (self._after,)).fetchall()
        self.done = len(rows) < _PAGES
        if self.done:
            self.not_found += (cursor.execute(_ODD).fetchone() or (0,))[0]
        if rows:
            self._after = rows[-1][0]
        numbered = ((number >> _SEGMENT, number & ((1 << _SEGMENT) - 1), block) for number, block in rows)
        for segment, pages in groupby(numbered, itemgetter(0)):
            words = [(page, read) for _, page, block in pages if page < _TREE and (read := words_of(block))]
            if words:
                self._compare(cursor, segment, words)

    def _compare(self, cursor: Cursor, segment: int, pages: list[tuple[int, list[bytes]]]) -> None:
        """Follow each word as a search does: to the page of the greatest text that is not behind it."""
        (first,) = cursor.execute(_FIRST, (segment << _SEGMENT,)).fetchone() or (0,)
        first -= segment << _SEGMENT
        asked = segment, min(words[0] for _, words in pages), max(words[-1] for _, words in pages)
        led = cursor.execute(_LED_TO, asked).fetchall()
        terms = [term for term, _ in led]
        for page, words in pages:
            # Pages before the first are gone as segments are merged, and what led there leads to the first.
            here, there = bisect_right(terms, words[0]), bisect_right(terms, words[-1])
            if all(max(to, first) == page for _, to in led[max(here - 1, 0) : there]) and (here or page == first):
                continue
            self.not_found += sum(_page_for(word, terms, led, first) != page for word in words)


def _page_for(word: bytes, terms: list[bytes], led: list[tuple[bytes, int]], first: int) -> int:
    place = bisect_right(terms, word)
    return max(led[place - 1][1], first) if place else first


def words_of(block: bytes) -> list[bytes]:
    """Read the words that begin on a page; none where it only goes on with one, or is no page at all."""
    try:
        return list(_words(block))
    except IndexError:
        return []


def _words(block: bytes) -> Iterator[bytes]:
    foot = int.from_bytes(block[2:4], "big")
    place, word = 0, b""
    while _HEAD <= foot < len(block):
        step, foot = _number(block, foot)
        place += step
        kept, start = _number(block, place) if word else (0, place)
        more, start = _number(block, start)
        word = word[:kept] + block[start : start + more]
        yield word


def _number(block: bytes, place: int) -> tuple[int, int]:
    """Read a number of seven bits to a byte, the greatest first; give it and the place behind it."""
    byte = block[place]
    if byte < 0x80:
        return byte, place + 1
    number = 0
    while byte >= 0x80:
        number = number << 7 | byte & 0x7F
        place += 1
        byte = block[place]
    return number << 7 | byte, place + 1
