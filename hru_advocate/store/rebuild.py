"""Throws the views away and works them out again from the ledger."""

from __future__ import annotations

from collections.abc import Callable

from hru_advocate.domain.entry import Entry
from hru_advocate.domain.projection import Projection
from hru_advocate.store import upkeep
from hru_advocate.store.entries import walk
from hru_advocate.store.vault import Vault

Project = Callable[[Entry], Projection | None]
"""What an entry contributes to the views; ``None`` for events, erasures and erased bodies."""


def rebuild(vault: Vault, project: Project) -> int:
    """Recreate heads, case rows and search by replaying every entry; gives how many there were.

    All in one transaction: the old views stand until the new ones are whole.
    """
    count = 0
    with vault.write() as cursor:
        cursor.execute("DELETE FROM head")
        cursor.execute("DELETE FROM case_row")
        cursor.execute("INSERT INTO search (search) VALUES ('delete-all')")
        for position, entry in walk(cursor):
            upkeep.apply(cursor, position, entry.header, project(entry))
            count += 1
    return count
