"""Contents and corrections held against the entries they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Final

import msgspec

from hru_advocate.store.ledger.findings import Discrepancy, Fault, lane_name
from hru_advocate.store.vault_file.driver import Cursor

_UNEXPLAINED: Final = """
SELECT entry.id, entry.case_id FROM json_each(?) AS empty CROSS JOIN entry ON entry.position = empty.value
LEFT JOIN entry_content AS content ON content.position = entry.position
WHERE content.position IS NULL AND NOT EXISTS (
    SELECT 1 FROM entry_parent JOIN entry AS erasure ON erasure.id = entry_parent.child AND erasure.kind = 'erasure'
    WHERE entry_parent.parent = entry.id
)"""
_PLACES: Final = "SELECT min(position), max(position), count(*) FROM entry"
_BEYOND: Final = "SELECT position FROM entry_content WHERE position < 1 OR position > (SELECT max(position) FROM entry)"
_STRAY: Final = "SELECT position FROM entry_content WHERE position NOT IN (SELECT position FROM entry)"
_NO_PARENT: Final = """
SELECT child, parent, case_id FROM entry_parent LEFT JOIN entry ON entry.id = child
WHERE parent NOT IN (SELECT id FROM entry)"""
_OTHER_RECORD: Final = """
SELECT child.id, child.case_id FROM entry_parent JOIN entry AS child ON child.id = entry_parent.child
JOIN entry AS parent ON parent.id = entry_parent.parent
WHERE parent.record <> child.record OR parent.case_id IS NOT child.case_id"""
_PAIRS: Final = """
SELECT parent, child, entry.case_id FROM entry_parent LEFT JOIN entry ON entry.id = child
WHERE entry.position IS NULL OR (entry.position > ? AND entry.position <= ?)"""
_CASE_OF: Final = "SELECT case_id FROM entry WHERE id = ?"


def every_place(cursor: Cursor) -> bool:
    """Say whether an entry stands at each place from the first to the last."""
    first, last, count = cursor.execute(_PLACES).fetchone() or (None, None, 0)
    return bool(first == 1 and last == count)


def explained(empty: Iterable[int], cursor: Cursor) -> Iterator[Discrepancy]:
    """Name the entries, of those a walk met without content, whose content no erasure took, and stray contents."""
    asked = msgspec.json.encode(list(empty)).decode()
    for entry, case in cursor.execute(_UNEXPLAINED, (asked,)).fetchall():
        yield _in(case, "content", entry, "its content is missing, and no erasure says so")
    # Where an entry stands at each place only what lies beyond them can be without one.
    for (position,) in cursor.execute(_BEYOND if every_place(cursor) else _STRAY).fetchall():
        yield Discrepancy("content", f"there is content at place {position} without its entry")


def corrections(told: AbstractSet[tuple[str, str]], since: int, until: int, cursor: Cursor) -> Iterator[Discrepancy]:
    """Hold what corrects what, as the file's table has it, against what the headers of some places say."""
    for child, parent, case in cursor.execute(_NO_PARENT).fetchall():
        yield _in(case, "parent", child, f"what it corrects, {parent}, is missing")
    for child, case in cursor.execute(_OTHER_RECORD).fetchall():
        yield _in(case, "parent", child, "it corrects an entry of another record")
    kept = {(row[0], row[1]): row[2] for row in cursor.execute(_PAIRS, (since, until)).fetchall()}
    for child in sorted({child for _parent, child in kept.keys() ^ told}):
        (case,) = cursor.execute(_CASE_OF, (child,)).fetchone() or (None,)
        yield _in(case, "parent", child, "what it corrects was changed")


def _in(case: str | None, fault: Fault, entry: str, what: str) -> Discrepancy:
    return Discrepancy(fault, f"entry {entry} of {lane_name(case)}: {what}", entry, case or "")
