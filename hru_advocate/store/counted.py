"""Tells what figures are counted from: the current lines of cases, read in one pass, with few of their bodies."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

import msgspec

from hru_advocate.domain.ledger.entry import Header
from hru_advocate.store.ledger.entries import header_of
from hru_advocate.store.vault_file.vault import Vault

# The index of a case's entries has what is needed, so that no entry's row is read: its header is the longest of all.
_CASES: Final = "SELECT position, case_id FROM entry INDEXED BY entry_case WHERE kind = 'record'"
_CASES_OF: Final = (
    "SELECT position, case_id FROM json_each(?1) AS wanted"
    " CROSS JOIN entry INDEXED BY entry_case ON entry.case_id = wanted.value AND entry.kind = 'record'"
)
_UNITS: Final = "SELECT position, case_id FROM entry INDEXED BY entry_case WHERE case_id IS NULL AND kind = 'record'"
_COLUMNS: Final = "SELECT position, slot, sort, columns, disputed, line LIKE 'Taken back:%' FROM head"
_HEADS: Final = f"{_COLUMNS} ORDER BY position"
_HEADS_OF: Final = f"{_COLUMNS} WHERE position IN (SELECT value FROM json_each(?))"  # noqa: S608 - fixed words
_BODIES: Final = "SELECT position, body FROM entry_content WHERE position IN (SELECT value FROM json_each(?))"
_RECORDS: Final = "SELECT position, record FROM entry WHERE position IN (SELECT value FROM json_each(?))"
# Two looks, because a record's first entry usually bears the record's own id and has no place in the index of records.
_VERSIONS: Final = """
SELECT entry.record, entry_content.body FROM json_each(?1) AS wanted
CROSS JOIN entry ON entry.id = wanted.value AND entry.record = wanted.value AND entry.kind = 'record'
CROSS JOIN entry_content ON entry_content.position = entry.position
UNION ALL
SELECT entry.record, entry_content.body FROM json_each(?1) AS wanted
CROSS JOIN entry ON entry.record = wanted.value AND entry.record <> entry.id AND entry.kind = 'record'
CROSS JOIN entry_content ON entry_content.position = entry.position"""
_BEGUN: Final = (
    "SELECT entry.position, first.header FROM entry CROSS JOIN entry AS first ON first.id = entry.record"
    " WHERE entry.position IN (SELECT value FROM json_each(?)) AND entry.record <> entry.id"
)
_CHANGED: Final = "SELECT DISTINCT coalesce(case_id, '') FROM entry WHERE position > ? AND kind <> 'event'"
_AT: Final = "SELECT id FROM entry WHERE position = ?"
_NOW: Final = "SELECT coalesce(max(position), 0) FROM entry"

_NEVER_ASKED: Final = """
SELECT case_id, ref, coalesce(initials, '?'), opened FROM case_row WHERE status = 'open' AND opened < ?1
AND case_id NOT IN (SELECT value FROM json_each(?2)) AND NOT EXISTS (
    SELECT 1 FROM head WHERE head.slot = 'outcome' AND head.case_id = case_row.case_id
) ORDER BY opened, case_id LIMIT ?3 + 0"""
_NOT_ASKED_AT_END: Final = """
SELECT case_row.case_id, ref, coalesce(initials, '?'), max(head.sort)
FROM case_row CROSS JOIN head ON head.case_id = case_row.case_id AND head.slot = 'closure'
WHERE case_row.status = 'closed' AND coalesce(case_row.last_contact, case_row.opened) >= date(?1, '-1 year')
AND head.sort >= ?1 AND NOT EXISTS (
    SELECT 1 FROM head AS said
    WHERE said.case_id = case_row.case_id AND said.slot = 'outcome' AND said.line LIKE ?2 || '%'
) GROUP BY case_row.case_id ORDER BY max(head.sort), case_row.case_id LIMIT ?3 + 0"""


@dataclass(frozen=True, slots=True)
class NotAsked:
    """A case that nobody asked how it is going, with the moment it was opened or closed."""

    case: str
    ref: str
    initials: str
    since: str


class CountedLine(NamedTuple):
    """One current entry: where it stands, of which slot, when it happened, what it says to the case's row.

    ``case`` is "" for the unit's own.
    """

    position: int
    case: str
    slot: str
    sort: str
    columns: str
    disputed: bool
    taken_back: bool


def position_now(vault: Vault) -> int:
    """The position of the last entry."""
    with vault.read() as cursor:
        row = cursor.execute(_NOW).fetchone()
    return int(row[0]) if row else 0


def entry_at(vault: Vault, position: int) -> str | None:
    """The id of the entry at a position, if there is one."""
    with vault.read() as cursor:
        row = cursor.execute(_AT, (position,)).fetchone()
    return str(row[0]) if row else None


def changed_since(vault: Vault, position: int) -> list[str]:
    """The cases in which anything but an event was written after a position; "" stands for the unit's own."""
    with vault.read() as cursor:
        return [row[0] for row in cursor.execute(_CHANGED, (position,))]


def cases(vault: Vault) -> list[str]:
    """Every case of which anything is shown."""
    with vault.read() as cursor:
        return [row[0] for row in cursor.execute("SELECT case_id FROM case_row")]


def lines(vault: Vault, of: Collection[str] | None = None) -> list[CountedLine]:
    """Every current entry, of all cases and the unit or of some, in the order they were written."""
    with vault.read() as cursor:
        if of is None:
            case_of: dict[int, str | None] = dict(cursor.execute(_CASES))
            rows = cursor.execute(_HEADS)
        else:
            case_of = dict(cursor.execute(_CASES_OF, (_json(of),)))
            if "" in of:
                case_of |= dict(cursor.execute(_UNITS))
            rows = cursor.execute(_HEADS_OF, (_json(sorted(case_of)),))
        return [
            CountedLine(position, case_of[position] or "", slot, sort, columns or "", bool(disputed), bool(taken))
            for position, slot, sort, columns, disputed, taken in rows
            if position in case_of
        ]


def bodies(vault: Vault, positions: Iterable[int]) -> dict[int, bytes]:
    """The bodies of some entries; those erased by authority are missing."""
    with vault.read() as cursor:
        return dict(cursor.execute(_BODIES, (_json(positions),)))


def records(vault: Vault, positions: Iterable[int]) -> dict[int, str]:
    """The records some entries belong to."""
    with vault.read() as cursor:
        return dict(cursor.execute(_RECORDS, (_json(positions),)))


def versions(vault: Vault, records_wanted: Iterable[str]) -> list[tuple[str, bytes]]:
    """The bodies of every version of some records, each with its record; those erased by authority are missing."""
    with vault.read() as cursor:
        return [(str(record), body) for record, body in cursor.execute(_VERSIONS, (_json(records_wanted),))]


def begun(vault: Vault, positions: Iterable[int]) -> dict[int, Header]:
    """The header of a record's first entry, for those of some entries that are later versions."""
    with vault.read() as cursor:
        return {row[0]: header_of(row[1]) for row in cursor.execute(_BEGUN, (_json(positions),))}


def never_asked(vault: Vault, opened_before: str, resting: Iterable[str], limit: int) -> list[NotAsked]:
    """List the open cases opened before a moment in which nobody asked how it is going, the first opened first."""
    with vault.read() as cursor:
        return [NotAsked(*row) for row in cursor.execute(_NEVER_ASKED, (opened_before, _json(resting), limit))]


def not_asked_at_end(vault: Vault, closed_from: str, words: str, limit: int) -> list[NotAsked]:
    """List the cases closed from a day on that have no outcome whose line begins with the words for the end."""
    with vault.read() as cursor:
        return [NotAsked(*row) for row in cursor.execute(_NOT_ASKED_AT_END, (closed_from, words, limit))]


def _json(values: Iterable[str] | Iterable[int]) -> str:
    return msgspec.json.encode(list(values)).decode()
