"""The marks of every place in the lists: whether a line stands there, in the index or waiting for it, disputed or not.

One reading of all lines marks each place. What the marks leave in doubt is asked about by itself, in one question that
nothing can come between: what was written while the lines were read explains most of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from hru_advocate.store.ledger.upkeep import NEWEST
from hru_advocate.store.vault_file.driver import Cursor

LINE: Final = 1
"""Marks a place with a line."""
INDEXED: Final = 2
"""Marks a place whose words are said to be in the index."""
DISPUTED: Final = 4
"""Marks a place whose line is said to disagree with another."""
_FOUND: Final = 8
_SETTLED: Final = LINE | INDEXED
_IN_DOUBT: Final = frozenset(mark for mark in range(16) if bool(mark & INDEXED) != bool(mark & _FOUND))

_BEYOND: Final = "SELECT position FROM head WHERE position < 1 OR position > ?"
_CORRECTED: Final = "SELECT entry.position FROM entry_parent CROSS JOIN entry ON entry.id = entry_parent.parent"
_FOUND_IN_INDEX: Final = "SELECT ? - id FROM search_docsize"


class LineMarks:
    """The marks of every place up to one."""

    def __init__(self, until: int) -> None:
        self._until = until
        self._marks = bytearray(until + 1)

    def take(self, after: int, marks: bytes) -> None:
        """Take in the marks of the places behind one."""
        self._marks[after + 1 : after + 1 + len(marks)] = marks

    def odd(self, cursor: Cursor, others: Iterable[int]) -> list[int]:
        """The places whose line may not be as it must: at ``others`` no record stands."""
        marks, until = self._marks, self._until
        corrected = (row[0] for row in cursor.execute(_CORRECTED).fetchall())
        stray = {place for place in (*others, *corrected) if 0 < place <= until and marks[place]}
        stray.update(place for place, mark in enumerate(marks) if mark and mark != _SETTLED)
        stray.update(row[0] for row in cursor.execute(_BEYOND, (until,)).fetchall())
        return sorted(stray)

    def unreached(self, cursor: Cursor) -> list[int]:
        """The places that the index may reach and should not, or the other way round."""
        marks, beyond = bytearray(self._marks), []
        for (place,) in cursor.execute(_FOUND_IN_INDEX, (NEWEST,)):
            if 0 < place <= self._until:
                marks[place] |= _FOUND
            else:
                beyond.append(place)
        return [place for place, mark in enumerate(marks) if mark in _IN_DOUBT] + beyond
