"""Throws the views away and works them out again from the ledger."""

from __future__ import annotations

from collections.abc import Callable

from hru_advocate.domain.ledger.entry import Entry
from hru_advocate.domain.ledger.projection import Projection
from hru_advocate.store.ledger import upkeep
from hru_advocate.store.ledger.entries import walk
from hru_advocate.store.vault_file.vault import Vault

Project = Callable[[Entry], Projection | None]
"""Gives what an entry contributes to the views; ``None`` for events and erasures. Never asked about erased bodies."""


def rebuild(vault: Vault, project: Project) -> int:
    """Recreate heads, case rows and search by replaying every entry; gives how many there were.

    All in one transaction: the old views stand until the new ones are whole.
    """
    count = last = 0
    with vault.write() as cursor:
        upkeep.clear(cursor)
        for position, entry in walk(cursor):
            projection = None if entry.body is None else project(entry)
            upkeep.apply(cursor, position, entry.header, projection)
            count, last = count + 1, position
        upkeep.move_waiting(cursor, 0, last)  # a salvaged ledger has gaps in its positions
    return count
