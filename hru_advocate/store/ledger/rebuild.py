"""Throws the views away and works them out again from the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.domain.ledger.projection import CASE_COLUMNS, Project
from hru_advocate.store.ledger import entries, upkeep
from hru_advocate.store.ledger.said_of_case import found_by, said_by_heads
from hru_advocate.store.vault_file.driver import Cursor, Row
from hru_advocate.store.vault_file.vault import Vault

_INDEXED_AT_ONCE: Final = 10_000
"""The entries whose words wait in memory until the index takes them in together: some seven megabytes."""
_A_PAGE: Final = 500
"""The entries that are read in one go."""

_GATHER: Final = "INSERT INTO search (search, rank) VALUES ('hashsize', ?)"
_AS_EVER: Final = 1 << 20
"""The bytes of words that FTS5 gathers by itself."""
_MUCH: Final = 4 << 20
"""More than those that a rebuild has it take in together come to."""

_WRITTEN: Final = """
SELECT e.header, e.signature, c.salt, c.body, e.position, e.kind, e.case_id, e.recorded, e.id, e.sequence, e.record
FROM entry AS e LEFT JOIN entry_content AS c ON c.position = e.position
WHERE e.position > ? ORDER BY e.position LIMIT ? + 0"""
_DISPUTED: Final = """
SELECT entry.case_id, count(DISTINCT entry.record) FROM head CROSS JOIN entry ON entry.position = head.position
WHERE head.disputed = 1 AND entry.kind = 'record' AND entry.case_id IS NOT NULL GROUP BY entry.case_id"""
_CELLS: Final = ("case_id", "ref", "opened", *CASE_COLUMNS, "disputed", "folded", "newest")
_INSERT_ROW: Final = f"INSERT INTO case_row ({', '.join(_CELLS)}) VALUES ({', '.join('?' * len(_CELLS))})"  # noqa: S608 - fixed words


def rebuild(vault: Vault, project: Project) -> int:
    """Recreate heads, case rows and search from every entry; gives how many there were.

    All in one transaction: the old views stand until the new ones are whole. Each line is made once, and what hangs on
    several of them is worked out at the end: entry by entry it took four times as long (benchmarks/bulk.py). Heads are
    quickest written from the oldest to the newest, the index the other way round. What heads say of their cases is
    kept until then: asked for case by case every page of the ledger would be read twice more.
    """
    count = 0
    with vault.write() as cursor:
        corrected = upkeep.clear(cursor)
        cases = _Cases()
        with _gathering_more(cursor):
            words: list[tuple[int, str]] = []
            for page in _pages(cursor):
                count += len(page)
                told = [(row, None if row[8] in corrected else _shown(row, project)) for row in page]
                for row, shown in told:
                    cases.take(row[5:], shown)
                words += upkeep.show(cursor, [shown for _row, shown in told if shown is not None])
                if len(words) >= _INDEXED_AT_ONCE:
                    upkeep.index(cursor, words)
                    words = []
            upkeep.index(cursor, words)
        upkeep.settle_all(cursor)
        cursor.executemany(_INSERT_ROW, cases.rows(dict(cursor.execute(_DISPUTED).fetchall())))
    return count


@contextmanager
def _gathering_more(cursor: Cursor) -> Iterator[None]:
    """Have the index gather more words in memory before it writes them; part of a transaction.

    A word that is gathered for the first time takes a piece of memory, which is locked, wiped and given back by itself
    whenever the heap is written: of all that indexing many entries costs that is half. The file keeps nothing of it.
    """
    cursor.execute(_GATHER, (_MUCH,))
    yield
    cursor.execute(_GATHER, (_AS_EVER,))
    cursor.execute("DELETE FROM search_config WHERE k = 'hashsize'")


def _shown(row: Row, project: Project) -> upkeep.Shown | None:
    """The rows of an entry that nothing corrected, if it shows anything."""
    entry = entries.from_row(row)
    told = project(entry) if entry.body is not None else None
    return None if told is None else upkeep.shown_at(row[4], entry.header.case, told)


def _pages(cursor: Cursor) -> Iterator[list[Row]]:
    """Go through the whole ledger in order, some entries at a time."""
    after = 0
    while rows := cursor.execute(_WRITTEN, (after, _A_PAGE)).fetchall():
        yield rows
        after = rows[-1][4]


class _Cases:
    """All that entries say of the rows of cases, until each can be written whole."""

    def __init__(self) -> None:
        self._opened: dict[str, str] = {}
        self._said: dict[str, list[Row]] = {}
        """By each case that something shows in, what its heads say, as ``said_by_heads`` takes it."""

    def take(self, written: Row, shown: upkeep.Shown | None) -> None:
        """Take in an entry with its line, if it has one."""
        kind, case, recorded, entry, sequence, record = written
        if kind != "record" or case is None:
            return
        self._opened[case] = min(self._opened.get(case, recorded), recorded)
        if shown is not None:
            said = self._said.setdefault(case, [])
            if shown.columns is not None:
                of = entry if record == entry else record  # one text in memory for both: most records have one entry
                said.append((shown.sort, recorded, entry, sequence, of, shown.columns))

    def rows(self, disputed: dict[str, int]) -> Iterator[list[object]]:
        """The row of every case, in the order they are kept in; how many of its records are disputed comes with it."""
        for case in sorted(self._said):
            wanted = said_by_heads(self._said.pop(case))
            wanted |= {
                "case_id": case,
                "ref": case_ref(case),
                "opened": self._opened[case],
                "disputed": disputed.get(case, 0),
                "folded": found_by(case, wanted["initials"], wanted["name"]),
            }
            yield [wanted[cell] for cell in _CELLS]
