"""Tells what falls due: the lines of open cases, the cases with something due, when closed ones are looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hru_advocate.store.vault_file.vault import Vault
from hru_advocate.store.views import LINE, LINES, RecordRow, as_json, line_of_row, read_lines

# Plans are not among them: a case's plan is due as its row says, and a pause ends by itself. Of judgements only the
# newest asks to be looked at again, of one day the one recorded last, and each version of it while they disagree. So of
# outcomes: the newest says when to ask again.
_DUES_OF_OPEN: Final = (
    f"{LINE}, case_row.case_id, case_row.ref, case_row.initials"  # noqa: S608 - only fixed words of this file
    " FROM head CROSS JOIN case_row ON case_row.case_id = head.case_id"
    " CROSS JOIN entry ON entry.position = head.position"
    " WHERE head.due <= ?1 AND head.case_id IN (SELECT case_id FROM case_row WHERE status = 'open')"
    " AND head.slot NOT IN ('plan', 'pause') AND (head.slot IN (SELECT value FROM json_each(?2))) = ?3"
    " AND head.case_id NOT IN (SELECT value FROM json_each(?4))"
    " AND (head.slot <> 'judgement' OR head.sort = case_row.level_on OR head.disputed = 1)"
    " AND (head.slot NOT IN ('judgement', 'outcome') OR NOT EXISTS ("
    "SELECT 1 FROM head AS newer CROSS JOIN entry AS other ON other.position = newer.position"
    " WHERE newer.slot = head.slot AND newer.case_id = head.case_id AND newer.sort >= head.sort"
    " AND other.record <> entry.record"
    " AND (newer.sort, other.recorded, other.id) > (head.sort, entry.recorded, entry.id)))"
    " ORDER BY head.due, entry.case_id, entry.id LIMIT ?5 + 0"
)
_DISPUTED_IN_OPEN: Final = (
    f"{LINE}, case_row.case_id, case_row.ref, case_row.initials"
    " FROM case_row CROSS JOIN head ON head.slot = ?1 AND head.case_id = case_row.case_id"
    " CROSS JOIN entry ON entry.position = head.position"
    " WHERE case_row.status = 'open' AND case_row.disputed > 0 AND head.disputed = 1"
    " ORDER BY entry.case_id, entry.id"
)
_DUES_OF_SLOT: Final = (
    f"{LINE} FROM head CROSS JOIN entry ON entry.position = head.position"
    " WHERE head.due <= ?2 AND head.slot = ?1 ORDER BY head.due, entry.id"
)
_DUES_OF_CASE: Final = f"{LINES} AND entry.case_id = ? AND head.due IS NOT NULL ORDER BY head.due, entry.id"
# Every head has its case beside it, so that no entry of a case that is not open is read.
_CASES_DUE: Final = (
    "SELECT head.case_id FROM head WHERE head.due <= ?1"
    " AND head.case_id IN (SELECT case_id FROM case_row WHERE status = 'open')"
    " AND head.slot IN (SELECT value FROM json_each(?2))"
    " GROUP BY head.case_id ORDER BY min(head.due), head.case_id LIMIT ?3 + 0"
)
# What was recorded last decides: a closure after a review begins anew, a review after a closure holds.
_REVIEWS_OF_CLOSED: Final = """
SELECT head.due, head.case_id FROM head
WHERE head.due <= ?1 AND head.slot IN (SELECT value FROM json_each(?2))
AND head.case_id IN (SELECT case_id FROM case_row WHERE status = 'closed') AND NOT EXISTS (
    SELECT 1 FROM head AS newer CROSS JOIN entry AS other ON other.position = newer.position
    WHERE newer.case_id = head.case_id AND newer.slot IN (SELECT value FROM json_each(?2))
    AND newer.position <> head.position AND (other.recorded, other.id) > (
        SELECT entry.recorded, entry.id FROM entry WHERE entry.position = head.position
    )
) ORDER BY head.due, head.case_id"""


@dataclass(frozen=True, slots=True)
class DueLines:
    """A question for what falls due in open cases: up to which day, how many, and of which slots or of all others.

    Plans and pauses are never among them. ``resting`` are the cases whose reminders rest.
    """

    until: str
    limit: int
    slots: tuple[str, ...]
    others: bool = False
    resting: tuple[str, ...] = ()


def of_open_cases(vault: Vault, wanted: DueLines) -> list[tuple[RecordRow, str, str]]:
    """List what falls due in open cases, earliest first: each its line, and the case's reference and initials."""
    values = (wanted.until, as_json(wanted.slots), not wanted.others, as_json(wanted.resting), wanted.limit)
    with vault.read() as cursor:
        rows = cursor.execute(_DUES_OF_OPEN, values).fetchall()
    return [(line_of_row(row[:7]), row[8], row[9] or "?") for row in rows]


def disputed_in_open_cases(vault: Vault, slot: str) -> list[tuple[RecordRow, str, str]]:
    """List the lines of one slot in open cases of which versions disagree, as ``of_open_cases`` does."""
    with vault.read() as cursor:
        rows = cursor.execute(_DISPUTED_IN_OPEN, (slot,)).fetchall()
    return [(line_of_row(row[:7]), row[8], row[9] or "?") for row in rows]


def cases_with(vault: Vault, slots: Sequence[str], until: str, limit: int = -1) -> list[str]:
    """List the open cases in which something of these slots is due up to ``until``, the longest due first."""
    with vault.read() as cursor:
        return [row[0] for row in cursor.execute(_CASES_DUE, (until, as_json(slots), limit))]


def reviews_of_closed(vault: Vault, slots: Sequence[str], until: str) -> list[tuple[str, str]]:
    """List the day and the case of closed cases that the newest record of these slots has looked at up to ``until``."""
    with vault.read() as cursor:
        return [(row[0], row[1]) for row in cursor.execute(_REVIEWS_OF_CLOSED, (until, as_json(slots)))]


def of_slot(vault: Vault, slot: str, until: str) -> list[RecordRow]:
    """List what falls due of one slot up to ``until`` in every case, whatever its status, earliest first."""
    return read_lines(vault, _DUES_OF_SLOT, (slot, until))


def of_case(vault: Vault, case: str) -> list[RecordRow]:
    """List every current entry of a case that has a due date, earliest first."""
    return read_lines(vault, _DUES_OF_CASE, (case,))
