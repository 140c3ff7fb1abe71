"""The rows of the list of cases held against their heads, column by column."""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.domain.ledger.projection import CASE_COLUMNS
from hru_advocate.store.ledger.findings import Discrepancy, lane_name
from hru_advocate.store.ledger.said_of_case import SPEAKING, CaseValues, found_by, said_by_heads
from hru_advocate.store.vault_file.driver import Cursor

_COLUMNS: Final = ("case_id", "ref", "opened", *CASE_COLUMNS, "disputed", "folded", "newest")
_HEAPS: Final = 128
_SUM: Final = 12
"""Bytes of a heap's number: nobody finds other rows that come to the same."""
_ROWS: Final = f"SELECT {', '.join(_COLUMNS)} FROM case_row ORDER BY case_id"  # noqa: S608 - fixed words
_TOUCHED: Final = "SELECT DISTINCT case_id FROM entry WHERE position > ? AND case_id IS NOT NULL"
_ENCODE = msgspec.msgpack.Encoder().encode
_ROW: Final = f"SELECT {', '.join(_COLUMNS)} FROM case_row WHERE case_id = ?"  # noqa: S608 - fixed words
# Each case is looked for by its own place in the index: of all entries at once a sort of every one would be made.
_NEXT_CASES: Final = """
WITH RECURSIVE one(case_id) AS (
    SELECT min(case_id) FROM entry WHERE case_id > ?1
    UNION ALL
    SELECT (SELECT min(case_id) FROM entry WHERE case_id > one.case_id) FROM one WHERE one.case_id IS NOT NULL
)
SELECT case_id FROM one WHERE case_id IS NOT NULL LIMIT ?2 + 0"""
_OPENED: Final = "SELECT min(recorded) FROM entry WHERE case_id = ? AND kind = 'record'"
_HEADS: Final = """
SELECT count(*), count(DISTINCT CASE WHEN head.disputed = 1 THEN entry.record END)
FROM entry CROSS JOIN head ON head.position = entry.position WHERE entry.case_id = ? AND entry.kind = 'record'"""
_STRAY: Final = (
    "SELECT case_id FROM case_row WHERE case_id NOT IN (SELECT case_id FROM entry WHERE case_id IS NOT NULL)"
)


def sums(cursor: Cursor, secret: bytes) -> str:
    """The numbers that the rows come to, a heap of cases each; nobody without the secret can try names against one."""
    heaps = [hashlib.sha256(secret) for _ in range(_HEAPS)]
    for row in cursor.execute(_ROWS):
        heaps[heap_of(row[0])].update(_ENCODE(row))
    return base64.b64encode(b"".join(heap.digest()[:_SUM] for heap in heaps)).decode()


def heaps_to_compare(cursor: Cursor, now: str, before: str, since: int) -> set[int]:
    """The heaps whose rows may be other than they were: by their numbers, or because entries are about their cases."""
    here, there = base64.b64decode(now), base64.b64decode(before)
    touched = {heap_of(case) for (case,) in cursor.execute(_TOUCHED, (since,)).fetchall()}
    parts = [slice(heap * _SUM, (heap + 1) * _SUM) for heap in range(_HEAPS)]
    return touched | {heap for heap, part in enumerate(parts) if here[part] != there[part]}


def heap_of(case: str) -> int:
    """The heap a case lies in; the cases of a day spread over them."""
    return zlib.crc32(case.encode()) % _HEAPS


def next_cases(cursor: Cursor, after: str, count: int) -> list[str]:
    """Some cases that entries are about, in the order of their ids."""
    return [row[0] for row in cursor.execute(_NEXT_CASES, (after, count)).fetchall()]


def rows_of(cursor: Cursor, cases: Sequence[str]) -> Iterator[Discrepancy]:
    """Compare the rows of some cases; the heads they are worked out from are compared elsewhere."""
    for case in cases:
        row = cursor.execute(_ROW, (case,)).fetchone()
        try:
            wanted = _wanted(cursor, case)
        except (msgspec.DecodeError, ValueError, TypeError):  # a forged head, or a case that bears no id
            yield _of_row(case, "cannot be worked out from its entries (table case_row)")
            continue
        if wanted is None and row is not None:
            yield _of_row(case, "stands there, and nothing in it is current (table case_row)")
        elif wanted is not None and row is None:
            yield _of_row(case, "is missing there (table case_row)")
        elif wanted is not None and row is not None:
            cells = [name for name, held in zip(_COLUMNS, row, strict=True) if held != wanted[name]]
            if cells:
                yield _of_row(case, f"says something else than its entries (table case_row: {', '.join(cells)})")


def strays(cursor: Cursor) -> Iterator[Discrepancy]:
    """Name the rows of cases that no entry is about."""
    for (case,) in cursor.execute(_STRAY).fetchall():
        yield _of_row(case, "stands there, and no entry is about it (table case_row)")


def _wanted(cursor: Cursor, case: str) -> CaseValues | None:
    heads, disputed = cursor.execute(_HEADS, (case,)).fetchone() or (0, 0)
    if not heads:
        return None
    (opened,) = cursor.execute(_OPENED, (case,)).fetchone() or ("",)
    wanted = said_by_heads(cursor.execute(SPEAKING, (case,)).fetchall())
    return wanted | {
        "case_id": case,
        "ref": case_ref(case),
        "opened": opened,
        "disputed": disputed,
        "folded": found_by(case, wanted["initials"], wanted["name"]),
    }


def _of_row(case: str, what: str) -> Discrepancy:
    return Discrepancy("view", f"the list of cases: {lane_name(case)} {what}", None, case)
