"""The places of entries, which nobody signs: whether each stands where a vault that writes in turn puts it."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Final

from hru_advocate.store.ledger.findings import Discrepancy, lane_name
from hru_advocate.store.vault_file.driver import Cursor

MOST: Final = 10_000_000
"""The last place that is gone to: a hundred entries a day do not reach it in two hundred years."""

_OUTSIDE: Final = """
SELECT id, case_id FROM entry WHERE position < 1 UNION ALL SELECT id, case_id FROM entry WHERE position > ?"""
# The places of a device stand in the index of its numbers: no entry is read for them.
_OUT_OF_TURN: Final = """
WITH placed AS (
    SELECT position, lag(position, 1, 0) OVER (ORDER BY sequence) AS before FROM entry WHERE device = ?
)
SELECT entry.id, entry.case_id FROM placed CROSS JOIN entry ON entry.position = placed.position
WHERE placed.position < placed.before"""
# Of the unit's own only that a package was sealed leaves, and may come back to whoever lost it.
_UNITS_OUT_OF_TURN: Final = """
WITH own AS (SELECT id, created FROM device WHERE wrapped_signing_key IS NOT NULL),
placed AS (
    SELECT entry.position, lag(entry.position, 1, 0) OVER (ORDER BY own.created, own.id, entry.sequence) AS before
    FROM own CROSS JOIN entry ON entry.device = own.id
    WHERE entry.case_id IS NULL AND instr(entry.header, '"form":"package_sealed"') = 0
)
SELECT entry.id, entry.case_id FROM placed CROSS JOIN entry ON entry.position = placed.position
WHERE placed.position < placed.before"""
_OWN: Final = "SELECT id FROM device WHERE wrapped_signing_key IS NOT NULL ORDER BY created DESC, id DESC"


def out_of_turn(turned: Container[str], cursor: Cursor) -> Iterator[Discrepancy]:
    """Name each entry of this vault that stands before one it was written after, and each at a place there is not.

    ``turned`` are the devices with such an entry among their own; of others nothing need be asked.

    What comes last counts, of settings, of the roster, of answers to colleagues. What others wrote comes in any order,
    and so may what a device of before wrote about a case, once its vault was brought back from a backup.
    """
    for entry, case in cursor.execute(_OUTSIDE, (MOST,)).fetchall():
        yield _said(entry, case, "it stands at a place where nothing looks for it")
    own = [row[0] for row in cursor.execute(_OWN).fetchall()]
    found = cursor.execute(_OUT_OF_TURN, own[:1]).fetchall() if own and own[0] in turned else []
    found += cursor.execute(_UNITS_OUT_OF_TURN).fetchall() if len(own) > 1 else []
    for entry, case in dict.fromkeys(found):
        yield _said(entry, case, "it stands before one that this vault wrote earlier")


def _said(entry: str, case: str | None, what: str) -> Discrepancy:
    return Discrepancy("chain", f"entry {entry} of {lane_name(case)}: {what}", entry, case or "")
