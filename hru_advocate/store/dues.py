"""Tells what falls due: the lines of open cases, and when closed ones are looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import msgspec

from hru_advocate.store.vault_file.driver import Row
from hru_advocate.store.vault_file.vault import Vault
from hru_advocate.store.views import LINE, LINES, RecordRow, as_json, line_of_row, read_lines

# Plans are not among them: a case's plan is due as its row says, and a pause ends by itself. Of judgements only the
# newest asks to be looked at again, of one day the one recorded last, and each version of it while they disagree. So of
# outcomes: the newest says when to ask again.
_WHICH: Final = "(head.slot IN (SELECT value FROM json_each(?2))) = ?3"
_NEAR_OR_NAMED: Final = "(head.due <= ?2 OR head.slot IN (SELECT value FROM json_each(?3)))"
_DUES_OF_OPEN: Final = (
    f"{LINE}, case_row.case_id, case_row.ref, case_row.initials"  # noqa: S608 - only fixed words of this file
    " FROM head CROSS JOIN case_row ON case_row.case_id = head.case_id"
    " CROSS JOIN entry ON entry.position = head.position"
    " WHERE head.due <= ?1 AND head.case_id IN (SELECT case_id FROM case_row WHERE status = 'open')"
    f" AND head.slot NOT IN ('plan', 'pause') AND {_WHICH}"
    " AND head.case_id NOT IN (SELECT value FROM json_each(?4))"
    " AND (head.slot <> 'judgement' OR head.sort = case_row.level_on OR head.disputed = 1)"
    " AND (head.slot NOT IN ('judgement', 'outcome') OR NOT EXISTS ("
    "SELECT 1 FROM head AS newer CROSS JOIN entry AS other ON other.position = newer.position"
    " WHERE newer.slot = head.slot AND newer.case_id = head.case_id AND newer.sort >= head.sort"
    " AND other.record <> entry.record"
    " AND (newer.sort, other.recorded, other.id) > (head.sort, entry.recorded, entry.id)))"
    " ORDER BY head.due, entry.case_id, entry.id LIMIT ?5 + 0"
)
_SEVERAL_DUES_OF_OPEN: Final = _DUES_OF_OPEN.replace(_WHICH, _NEAR_OR_NAMED)
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
# Of the thousands of closed cases the index of what is due tells all that is asked, so that no row of a head is read.
_DUES_OF_CLOSED: Final = """
SELECT head.due, head.case_id, head.position FROM head INDEXED BY head_due
WHERE head.due <= ?1 AND (head.slot = ?2 OR head.slot = ?3) AND EXISTS (
    SELECT 1 FROM case_row WHERE case_row.case_id = head.case_id AND case_row.status = 'closed'
) ORDER BY head.due, head.case_id"""
_PLACES_OF_SLOTS: Final = "SELECT case_id, position FROM head WHERE slot = ?1 OR slot = ?2"
_RECORDED: Final = "SELECT position, recorded, id FROM entry WHERE position IN (SELECT value FROM json_each(?))"


DueLine = tuple[RecordRow, str, str]
"""A line that is due, with the reference and the initials of its case."""
_ALL: Final = -1
"""No limit, as SQLite understands it."""


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

    def asks_for(self, line: RecordRow) -> bool:
        """Say whether a line that falls due in an open case is among those asked for."""
        in_time = line.due is not None and line.due <= self.until
        return in_time and (line.slot in self.slots) != self.others and line.case not in self.resting


def of_open_cases(vault: Vault, wanted: DueLines) -> list[DueLine]:
    """List what falls due in open cases, earliest first: each its line, and the case's reference and initials."""
    values = (wanted.until, as_json(wanted.slots), not wanted.others, as_json(wanted.resting), wanted.limit)
    with vault.read() as cursor:
        return [_due_line(row) for row in cursor.execute(_DUES_OF_OPEN, values)]


def several_of_open_cases(vault: Vault, *wanted: DueLines) -> list[list[DueLine]]:
    """Answer several questions for what falls due in open cases, each as ``of_open_cases`` does, in one look.

    Most of what was ever due lies in closed cases, and each look goes through all of it.
    """
    near = max((one.until for one in wanted if one.others), default="")
    named = sorted({slot for one in wanted if not one.others for slot in one.slots})
    values = (max(one.until for one in wanted), near, as_json(named), "[]", _ALL)
    with vault.read() as cursor:
        lines = [_due_line(row) for row in cursor.execute(_SEVERAL_DUES_OF_OPEN, values)]
    return [[line for line in lines if one.asks_for(line[0])][: one.limit] for one in wanted]


def disputed_in_open_cases(vault: Vault, slot: str) -> list[DueLine]:
    """List the lines of one slot in open cases of which versions disagree, as ``of_open_cases`` does."""
    with vault.read() as cursor:
        return [_due_line(row) for row in cursor.execute(_DISPUTED_IN_OPEN, (slot,))]


def _due_line(row: Row) -> DueLine:
    return line_of_row(row[:7]), row[8], row[9] or "?"


def reviews_of_closed(vault: Vault, slots: tuple[str, str], until: str) -> list[tuple[str, str]]:
    """List the day and the case of closed cases that the newest record of two slots has looked at up to ``until``.

    What was recorded last decides: a closure after a review begins anew, a review after a closure holds.
    """
    with vault.read() as cursor:
        found = cursor.execute(_DUES_OF_CLOSED, (until, *slots)).fetchall()
        held: dict[str, list[int]] = {}
        for case, position in cursor.execute(_PLACES_OF_SLOTS, slots):
            held.setdefault(case, []).append(position)
        several = [place for case in {row[1] for row in found} if len(held[case]) > 1 for place in held[case]]
        recorded = {row[0]: row[1:] for row in cursor.execute(_RECORDED, (msgspec.json.encode(several).decode(),))}
    return [
        (day, case)
        for day, case, position in found
        if len(held[case]) == 1 or position == max(held[case], key=recorded.__getitem__)
    ]


def of_slot(vault: Vault, slot: str, until: str) -> list[RecordRow]:
    """List what falls due of one slot up to ``until`` in every case, whatever its status, earliest first."""
    return read_lines(vault, _DUES_OF_SLOT, (slot, until))


def of_case(vault: Vault, case: str) -> list[RecordRow]:
    """List every current entry of a case that has a due date, earliest first."""
    return read_lines(vault, _DUES_OF_CASE, (case,))
