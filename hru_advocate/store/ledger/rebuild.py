"""Throws the views away and works them out again from the ledger."""

from __future__ import annotations

from hru_advocate.domain.ledger.projection import Project
from hru_advocate.store.ledger import upkeep
from hru_advocate.store.ledger.entries import walk_back
from hru_advocate.store.vault_file.vault import Vault


def rebuild(vault: Vault, project: Project) -> int:
    """Recreate heads, case rows and search from every entry; gives how many there were.

    All in one transaction: the old views stand until the new ones are whole. Each line is made once, from the newest
    to the oldest, and what hangs on several of them is worked out at the end: entry by entry it took four times as
    long (benchmarks/bulk.py).
    """
    count = 0
    with vault.write() as cursor:
        corrected = upkeep.clear(cursor)
        for page in walk_back(cursor):
            count += len(page)
            told = [
                (position, entry.header.case, project(entry))
                for position, entry in page
                if entry.body is not None and entry.header.id not in corrected
            ]
            upkeep.show(cursor, [(position, case, shown) for position, case, shown in told if shown is not None])
        upkeep.work_out_rows(cursor)
    return count
