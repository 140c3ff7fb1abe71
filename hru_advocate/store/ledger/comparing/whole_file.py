"""The file itself: its length, and whether its pages, tables, indexes and free pages fit together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hru_advocate.store.ledger.findings import Discrepancy
from hru_advocate.store.vault_file import pages
from hru_advocate.store.vault_file.driver import Cursor
from hru_advocate.store.vault_file.vault import Vault

TABLES: Final = ("entry", "entry_content", "entry_parent", "head", "case_row", "draft", "device", "setting", "search")
_FITS: Final = [("ok",)]


def length(vault: Vault, cursor: Cursor) -> Iterator[Discrepancy]:
    """Compare the length of the file with the number of pages it says it has."""
    counted = cursor.execute("PRAGMA page_count").fetchone()
    if counted is not None and vault.path.stat().st_size != counted[0] * pages.SIZE:
        yield Discrepancy("file", f"the file is damaged: it should have {counted[0]} pages")


def all_at_once(cursor: Cursor) -> Iterator[Discrepancy]:
    """Ask one question about every table, index and free page: each page is read once, and not for two questions."""
    yield from _asked(cursor, "PRAGMA integrity_check")


def of_table(table: str, cursor: Cursor) -> Iterator[Discrepancy]:
    """Ask about one table with its indexes, which is over sooner."""
    yield from _asked(cursor, f"PRAGMA integrity_check({table})")


def free_pages(cursor: Cursor) -> Iterator[Discrepancy]:
    """Look whether a page that is offered as free is in use: an older page of that list fits its seal.

    Of a table its own pages are looked at; only looking at all together finds it, before it is written over.
    """
    (free,) = cursor.execute("PRAGMA freelist_count").fetchone() or (0,)
    yield from _asked(cursor, "PRAGMA quick_check" if free else "PRAGMA integrity_check(sqlite_schema)")


def _asked(cursor: Cursor, question: str) -> Iterator[Discrepancy]:
    if cursor.execute(question).fetchall() != _FITS:
        yield Discrepancy("file", "the file is damaged: its pages do not fit together")
