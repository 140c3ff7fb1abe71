"""Entries as they are read back: by id, by record, by case, newest first."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from hru_advocate.domain.ledger.entry import Entry, Header, Stamp
from hru_advocate.errors import NotFound
from hru_advocate.store import faults
from hru_advocate.store.vault_file.driver import Cursor, Row
from hru_advocate.store.vault_file.vault import Vault

_COLUMNS: Final = "SELECT e.header, e.signature, c.salt, c.body, e.position FROM"
_TABLES: Final = "entry AS e LEFT JOIN entry_content AS c ON c.position = e.position"

_OLDER: Final = "e.position < :before ORDER BY e.position DESC LIMIT :limit + 0"
_NEWEST_FIRST: Final = "h.sort DESC, e.recorded DESC, e.id DESC"
_HEAD_TABLES: Final = (
    "entry AS e CROSS JOIN head AS h ON h.position = e.position LEFT JOIN entry_content AS c ON c.position = e.position"
)
_OF_RECORD: Final = (
    "WHERE e.position IN (SELECT position FROM entry WHERE id = ?1 AND record = ?1"
    " UNION ALL SELECT position FROM entry WHERE record = ?1 AND record <> id)"
)

_ONE: Final = f"{_COLUMNS} {_TABLES} WHERE e.id = ?"
_ALL: Final = f"{_COLUMNS} {_TABLES} WHERE e.position > ? ORDER BY e.position LIMIT ? + 0"
_CASE: Final = f"{_COLUMNS} {_TABLES} WHERE e.case_id IS :case AND {_OLDER}"
_CASE_KIND: Final = f"{_COLUMNS} {_TABLES} WHERE e.case_id IS :case AND e.kind = :kind AND {_OLDER}"
_RECORD: Final = f"{_COLUMNS} {_TABLES} {_OF_RECORD} ORDER BY e.position"
_HEADS_OF_RECORD: Final = f"{_COLUMNS} {_HEAD_TABLES} {_OF_RECORD} ORDER BY {_NEWEST_FIRST}"
_HEADS: Final = (
    f"{_COLUMNS} {_HEAD_TABLES} WHERE e.case_id IS ?1 AND e.kind = 'record' AND ?2 IS NULL"
    f" ORDER BY h.slot, {_NEWEST_FIRST}"
)
_HEADS_AFTER: Final = (
    f"{_COLUMNS} head AS h CROSS JOIN entry AS e ON e.position = h.position"
    " LEFT JOIN entry_content AS c ON c.position = e.position"
    f" WHERE h.slot = ?2 AND h.case_id IS ?1 AND h.sort > ?3 ORDER BY {_NEWEST_FIRST}"
)
_HEADS_OF_SLOT: Final = (
    f"{_COLUMNS} head AS h CROSS JOIN entry AS e ON e.position = h.position"
    " LEFT JOIN entry_content AS c ON c.position = e.position"
    f" WHERE h.slot = ?2 AND h.case_id IS ?1 ORDER BY {_NEWEST_FIRST}"
)
_HEADS_OF_CASES: Final = (
    f"{_COLUMNS} json_each(?1) AS wanted CROSS JOIN head AS h ON h.slot = ?2 AND h.case_id = wanted.value"
    " CROSS JOIN entry AS e ON e.position = h.position"
    f" LEFT JOIN entry_content AS c ON c.position = e.position ORDER BY wanted.key, {_NEWEST_FIRST}"
)
_HEADS_OF_SLOT_ANYWHERE: Final = (
    f"{_COLUMNS} head AS h CROSS JOIN entry AS e ON e.position = h.position"
    f" LEFT JOIN entry_content AS c ON c.position = e.position WHERE h.slot = ?1 ORDER BY {_NEWEST_FIRST}"
)
_NEWEST_OF_SLOT: Final = (
    f"{_COLUMNS} {_HEAD_TABLES} WHERE h.position IN (SELECT position FROM head WHERE slot = ?2 AND case_id IS ?1"  # noqa: S608 - fixed words
    f" ORDER BY sort DESC, position DESC LIMIT ?3 + 0) ORDER BY {_NEWEST_FIRST}"
)
_HOLDING_SINCE: Final = (
    f"{_COLUMNS} entry AS e CROSS JOIN entry_content AS c ON c.position = e.position"  # noqa: S608 - fixed words
    " WHERE e.case_id = ?1 AND e.kind = 'record' AND e.position > ?2"
    " AND EXISTS (SELECT 1 FROM json_each(?3) AS word WHERE instr(CAST(c.body AS TEXT), word.value))"
    " ORDER BY e.position"
)
_EMPTIED: Final = (
    "SELECT header FROM entry WHERE case_id = ?"
    " AND NOT EXISTS (SELECT 1 FROM entry_content AS c WHERE c.position = entry.position) ORDER BY position"
)
# The moment a record was begun; of one whose first version is not here yet, when the version at hand was written.
_BEGUN: Final = "coalesce((SELECT first.recorded FROM entry AS first WHERE first.id = e.record), e.recorded)"
_HEADS_BEGUN_SINCE: Final = (
    f"SELECT e.header, e.signature, c.salt, c.body, {_BEGUN} FROM head AS h CROSS JOIN entry AS e"  # noqa: S608 - fixed words
    " ON e.position = h.position LEFT JOIN entry_content AS c ON c.position = e.position"
    f" WHERE h.slot = ?2 AND h.case_id IS ?1 AND {_BEGUN} >= ?3 ORDER BY {_NEWEST_FIRST}"
)

_NAMED: Final = "e.kind = 'event' AND json_extract(e.header, '$.form') IN (SELECT value FROM json_each(?1))"
_NAMED_EVENTS: Final = f"{_COLUMNS} {_TABLES} WHERE {_NAMED}"
# Most vaults have such events among their last entries. Where there are few, an index finds them: going back through
# the whole ledger would read it all.
_LAST_EVENTS_OF_CASES: Final = (
    f"{_NAMED_EVENTS} AND e.case_id IS NOT NULL AND e.position > (SELECT max(position) FROM entry) - ?3"  # noqa: S608 - as above
    " ORDER BY e.position DESC LIMIT ?2 + 0"
)
# The index alone says where a case's events are; each is read only as far as they are asked for.
_PLACES_OF_CASE: Final = "SELECT position FROM entry INDEXED BY entry_case WHERE case_id = ? AND kind = 'event'"
_PLACES_OF_CASES: Final = (
    "SELECT position FROM entry INDEXED BY entry_case WHERE case_id IS NOT NULL AND kind = 'event'"
)
_EVENTS_AT: Final = (
    f"{_COLUMNS} json_each(?2) AS place CROSS JOIN entry AS e ON e.position = place.value"
    f" LEFT JOIN entry_content AS c ON c.position = e.position WHERE {_NAMED} ORDER BY place.key"
)
_UNIT_EVENTS: Final = f"{_NAMED_EVENTS} AND e.case_id IS NULL ORDER BY e.position"
# Few entries stand behind a place that was looked at before: they are gone through as they stand.
_UNIT_EVENTS_SINCE: Final = f"{_NAMED_EVENTS} AND e.position > ?2 AND +e.case_id IS NULL ORDER BY e.position"
_LAST: Final = "SELECT header FROM entry WHERE device = ? ORDER BY sequence DESC LIMIT 1"

_WRITTEN: Final = f"SELECT e.header, e.signature, c.salt, c.body, e.device, e.case_id, e.position FROM {_TABLES}"  # noqa: S608 - only fixed words
_WRITTEN_OF_CASE: Final = f"{_WRITTEN} WHERE e.case_id = ? ORDER BY e.device, e.lane_sequence, e.position"
_WRITTEN_EVER: Final = f"{_WRITTEN} WHERE e.position > ? ORDER BY e.position LIMIT ? + 0"
_WRITTEN_ONE: Final = f"{_WRITTEN} WHERE e.id = ?"

_BATCH: Final = 500
_LATELY: Final = 200
"""The count of last entries gone through before an index is asked."""
_AT_A_TIME: Final = 200
"""Events that are read at a time while newer ones are not enough."""
_END: Final = (1 << 63) - 1
_DECODE: Final = msgspec.json.Decoder(Header).decode


def header_of(text: str | bytes) -> Header:
    """Read a header back from its canonical text.

    Raises:
        msgspec.DecodeError: it is none, however it is written.
    """
    try:
        return _DECODE(text)
    except (RecursionError, UnicodeDecodeError) as error:  # written by a stranger: nested without end, or no letters
        message = "This is no header."
        raise msgspec.DecodeError(message) from error


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Some entries, newest first, and the id to ask on from (``None``: that was all)."""

    entries: tuple[Entry, ...]
    older: str | None


@dataclass(frozen=True, slots=True)
class Written:
    """An entry byte for byte as it stands in the file: the header as it was signed, the body as it was committed to."""

    header: bytes
    signature: bytes
    salt: bytes | None
    body: bytes | None
    device: str
    case: str | None


def from_row(row: Row) -> Entry:
    """Put an entry together from its row and the row of its content, if that is still there.

    Raises:
        DamagedFile: The header is not one.
    """
    try:
        return Entry(header_of(row[0]), row[1], row[2], row[3])
    except msgspec.DecodeError:
        raise faults.DamagedFile from None


def find(cursor: Cursor, entry: str) -> Entry | None:
    """Look one entry up by id."""
    row = cursor.execute(_ONE, (entry,)).fetchone()
    return None if row is None else from_row(row)


def entry(vault: Vault, entry_id: str) -> Entry:
    """Read one entry.

    Raises:
        NotFound: No entry has that id.
    """
    with vault.read() as cursor:
        found = find(cursor, entry_id)
    if found is None:
        raise NotFound
    return found


def entries(vault: Vault, ids: Sequence[str]) -> list[Entry]:
    """Read several entries, in the order asked for; ids that are not here are left out."""
    with vault.read() as cursor:
        found = [find(cursor, one) for one in ids]
    return [one for one in found if one is not None]


def entries_of_record(vault: Vault, record: str) -> list[Entry]:
    """Read everything ever written of a record, oldest first: versions, events about it, erasures."""
    with vault.read() as cursor:
        return [from_row(row) for row in cursor.execute(_RECORD, (record,))]


def entries_of_case(
    vault: Vault, case: str | None, *, kind: str | None = None, older: str | None = None, limit: int = 100
) -> EntryPage:
    """Read a page of a case's entries, newest first; ``case`` None reads the unit's own.

    ``kind`` keeps to ``record``, ``event`` or ``erasure``; ``older`` is the ``older`` of the page before.

    Raises:
        NotFound: ``older`` is no entry here.
    """
    with vault.read() as cursor:
        before = _END
        if older is not None:
            row = cursor.execute("SELECT position FROM entry WHERE id = ?", (older,)).fetchone()
            if row is None:
                raise NotFound
            before = row[0]
        values = {"case": case, "before": before, "limit": limit + 1}
        if kind is None:
            rows = cursor.execute(_CASE, values).fetchall()
        else:
            rows = cursor.execute(_CASE_KIND, values | {"kind": kind}).fetchall()
    found = tuple(from_row(row) for row in rows[:limit])
    return EntryPage(found, found[-1].header.id if len(rows) > limit else None)


def events_about_cases(vault: Vault, names: Sequence[str], limit: int, *, case: str | None = None) -> list[Entry]:
    """Read the newest events of some names about cases, or about one case, newest first."""
    wanted = msgspec.json.encode(list(names)).decode()
    with vault.read() as cursor:
        if case is None:
            rows = cursor.execute(_LAST_EVENTS_OF_CASES, (wanted, limit, _LATELY)).fetchall()
            if len(rows) >= limit:
                return [from_row(row) for row in rows]
        asked = (_PLACES_OF_CASES, ()) if case is None else (_PLACES_OF_CASE, (case,))
        places = sorted((place for (place,) in cursor.execute(*asked)), reverse=True)
        rows = []
        for first in range(0, len(places), _AT_A_TIME):
            some = msgspec.json.encode(places[first : first + _AT_A_TIME]).decode()
            rows += cursor.execute(_EVENTS_AT, (wanted, some)).fetchall()
            if len(rows) >= limit:
                break
    return [from_row(row) for row in rows[:limit]]


def written_of_case(vault: Vault, case: str) -> list[Written]:
    """Read every entry about a case as it was written: device by device, each by its number in the lane."""
    with vault.read() as cursor:
        return [_written(row) for row in cursor.execute(_WRITTEN_OF_CASE, (case,))]


def signatures_of_case(vault: Vault, case: str) -> dict[bytes, bytes]:
    """The signature of every entry about a case, by the hash of its header: not one that stands beside it."""
    with vault.read() as cursor:
        rows = cursor.execute("SELECT header, signature FROM entry WHERE case_id = ?", (case,))
        return {hashlib.sha256(header.encode()).digest(): signature for header, signature in rows}


def written_one(vault: Vault, entry_id: str) -> Written:
    """Read one entry as it was written.

    Raises:
        NotFound: No entry has that id.
    """
    with vault.read() as cursor:
        row = cursor.execute(_WRITTEN_ONE, (entry_id,)).fetchone()
    if row is None:
        raise NotFound
    return _written(row)


def written_ever(vault: Vault) -> Iterator[Written]:
    """Read every entry of the vault as it was written, in the order it came in, some at a time."""
    after = 0
    while True:
        with vault.read() as cursor:
            rows = cursor.execute(_WRITTEN_EVER, (after, _BATCH)).fetchall()
        if not rows:
            return
        yield from map(_written, rows)
        after = rows[-1][-1]


def _written(row: Row) -> Written:
    return Written(row[0].encode(), *row[1:-1])


def unit_events(vault: Vault, names: Sequence[str]) -> list[Entry]:
    """Read every event of some names that is about no case, oldest first."""
    with vault.read() as cursor:
        return [from_row(row) for row in cursor.execute(_UNIT_EVENTS, (msgspec.json.encode(list(names)).decode(),))]


def unit_events_since(vault: Vault, names: Sequence[str], position: int) -> list[Entry]:
    """Read those of them that stand behind a position."""
    with vault.read() as cursor:
        told = msgspec.json.encode(list(names)).decode()
        return [from_row(row) for row in cursor.execute(_UNIT_EVENTS_SINCE, (told, position))]


def heads(vault: Vault, record: str) -> list[Entry]:
    """Read the entries of a record nobody has corrected, newest first; two or more are a disagreement."""
    with vault.read() as cursor:
        return [from_row(row) for row in cursor.execute(_HEADS_OF_RECORD, (record,))]


def heads_of_case(vault: Vault, case: str | None, *, slot: str | None = None) -> list[Entry]:
    """Read the current entries of a case, by slot and newest first; ``case`` None reads the unit's own."""
    with vault.read() as cursor:
        return [from_row(row) for row in cursor.execute(_HEADS if slot is None else _HEADS_OF_SLOT, (case, slot))]


def heads_of_cases(vault: Vault, cases: Sequence[str], slot: str) -> dict[str, list[Entry]]:
    """Read the current entries of a slot in several cases at once, newest first, by case; of none where it has none."""
    found: dict[str, list[Entry]] = {}
    with vault.read() as cursor:
        for row in cursor.execute(_HEADS_OF_CASES, (msgspec.json.encode(list(dict.fromkeys(cases))).decode(), slot)):
            entry = from_row(row)
            found.setdefault(entry.header.case or "", []).append(entry)
    return found


def heads_of_slot(vault: Vault, slot: str) -> list[Entry]:
    """Read the current entries of a slot in every case, newest first."""
    with vault.read() as cursor:
        return [from_row(row) for row in cursor.execute(_HEADS_OF_SLOT_ANYWHERE, (slot,))]


def newest_of_slot(vault: Vault, case: str | None, slot: str, limit: int) -> list[Entry]:
    """Read the newest current entries of a slot, at most so many; -1 reads all of them."""
    with vault.read() as cursor:
        return [from_row(row) for row in cursor.execute(_NEWEST_OF_SLOT, (case, slot, limit))]


def holding_since(vault: Vault, case: str, position: int, words: Sequence[str]) -> list[Entry]:
    """Read the versions of a case's records behind a position whose content holds any of some words, oldest first."""
    wanted = msgspec.json.encode(list(words)).decode()
    with vault.read() as cursor:
        return [from_row(row) for row in cursor.execute(_HOLDING_SINCE, (case, position, wanted))]


def emptied(vault: Vault, case: str) -> list[bytes]:
    """Read the headers, as they were hashed, of the entries of a case whose bodies are gone."""
    with vault.read() as cursor:
        return [row[0].encode() for row in cursor.execute(_EMPTIED, (case,))]


def heads_after(vault: Vault, case: str, slot: str, sort: str) -> list[Entry]:
    """Read the current entries of a slot that happened after a moment, newest first; "" reads all of them."""
    with vault.read() as cursor:
        return [from_row(row) for row in cursor.execute(_HEADS_AFTER, (case, slot, sort))]


def heads_begun_since(vault: Vault, case: str, slot: str, since: str) -> list[tuple[Entry, str]]:
    """Read the current entries of a slot whose records were begun at a moment (UTC) or later, each with its moment."""
    with vault.read() as cursor:
        return [(from_row(row), row[-1]) for row in cursor.execute(_HEADS_BEGUN_SINCE, (case, slot, since))]


def walk(cursor: Cursor) -> Iterator[tuple[int, Entry]]:
    """Go through the whole ledger in order, with positions; the file may be changed while walking."""
    after = 0
    while rows := cursor.execute(_ALL, (after, _BATCH)).fetchall():
        for row in rows:
            yield row[-1], from_row(row)
        after = rows[-1][-1]


def place_of(vault: Vault, entry_id: str) -> int | None:
    """The place an entry stands at in this file, if it is here."""
    with vault.read() as cursor:
        row = cursor.execute("SELECT position FROM entry WHERE id = ?", (entry_id,)).fetchone()
    return None if row is None else int(row[0])


def last_recorded(vault: Vault, device: str) -> Stamp | None:
    """The moment a device's last entry was recorded, or ``None`` when it has none."""
    with vault.read() as cursor:
        row = cursor.execute(_LAST, (device,)).fetchone()
    return None if row is None else header_of(row[0]).recorded
