"""Throws the views away and works them out again from the ledger."""

from __future__ import annotations

from typing import Final

from hru_advocate.domain.ledger.projection import Project
from hru_advocate.store.ledger import upkeep
from hru_advocate.store.ledger.entries import walk_pages
from hru_advocate.store.vault_file.vault import Vault

_INDEXED_AT_ONCE: Final = 20_000
"""The entries whose words wait in memory until the index takes them in together: some ten megabytes."""


def rebuild(vault: Vault, project: Project) -> int:
    """Recreate heads, case rows and search from every entry; gives how many there were.

    All in one transaction: the old views stand until the new ones are whole. Each line is made once, and what hangs on
    several of them is worked out at the end: entry by entry it took four times as long (benchmarks/bulk.py). Heads are
    quickest written from the oldest to the newest, the index the other way round.
    """
    count = 0
    with vault.write() as cursor:
        corrected = upkeep.clear(cursor)
        words: list[tuple[int, str]] = []
        for page in walk_pages(cursor):
            count += len(page)
            told = (
                (position, entry.header.case, project(entry))
                for position, entry in page
                if entry.body is not None and entry.header.id not in corrected
            )
            words += upkeep.show(cursor, [(place, case, shown) for place, case, shown in told if shown is not None])
            if len(words) >= _INDEXED_AT_ONCE:
                upkeep.index(cursor, words)
                words = []
        upkeep.index(cursor, words)
        upkeep.work_out_rows(cursor)
    return count
