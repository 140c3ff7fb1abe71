"""Writes the ledger: one entry becomes header, content, views and search in one transaction, for good."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from hru_advocate.domain.ledger.entry import FORMAT, GENESIS, Entry, EntryKind, Header, Stamp, canonical, commitment_of
from hru_advocate.domain.ledger.projection import Projection
from hru_advocate.store import faults
from hru_advocate.store.ledger import upkeep
from hru_advocate.store.ledger.entries import (
    emptied,
    entries,
    entries_of_case,
    entries_of_record,
    entry,
    events_about_cases,
    heads,
    heads_after,
    heads_begun_since,
    heads_of_case,
    heads_of_cases,
    heads_of_slot,
    newest_of_slot,
)
from hru_advocate.store.ledger.upkeep import Placed
from hru_advocate.store.vault_file import kept
from hru_advocate.store.vault_file.driver import Cursor
from hru_advocate.store.vault_file.vault import Vault

__all__ = [
    "NewEntry",
    "Sign",
    "append",
    "append_many",
    "emptied",
    "entries",
    "entries_of_case",
    "entries_of_record",
    "entry",
    "events_about_cases",
    "heads",
    "heads_after",
    "heads_begun_since",
    "heads_of_case",
    "heads_of_cases",
    "heads_of_slot",
    "lane_tail",
    "newest_of_slot",
    "tail",
]

Sign = Callable[[bytes], bytes]
"""Signs 32 bytes (the hash of a header) with the device's key; gives 64 bytes."""

INSERT_ENTRY: Final = """
INSERT INTO entry
    (position, id, device, sequence, case_id, lane_sequence, record, kind, recorded, header, hash, signature)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
INSERT_CONTENT: Final = "INSERT INTO entry_content (position, salt, body) VALUES (?, ?, ?)"
INSERT_PARENT: Final = "INSERT INTO entry_parent (parent, child) VALUES (?, ?)"
EMPTY_CONTENT: Final = "DELETE FROM entry_content WHERE position = (SELECT position FROM entry WHERE id = ?)"

_TAIL: Final = "SELECT sequence, hash FROM entry WHERE device = ? ORDER BY sequence DESC LIMIT 1"

# One look for each kind, because the index of a case's entries has the kind before the lane.
_LAST_IN_LANE: Final = """
SELECT * FROM (
    SELECT lane_sequence, hash FROM entry INDEXED BY entry_case
    WHERE case_id IS ?2 AND kind = '{kind}' AND device = ?1 ORDER BY lane_sequence DESC LIMIT 1
)"""
_LANE_TAIL: Final = " UNION ALL ".join(_LAST_IN_LANE.format(kind=kind) for kind in ("record", "event", "erasure"))

_OF_PARENT: Final = "SELECT record, coalesce(case_id, '') FROM entry WHERE id = ?"
_BEGUN: Final = """
SELECT 1 FROM entry WHERE id = ?1 AND record = ?1 AND kind = 'record'
UNION ALL SELECT 1 FROM entry WHERE record = ?1 AND record <> id AND kind = 'record'
LIMIT 1"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """An entry as it is handed in to be written; the ledger adds sequences, chains, commitment, hash and signature.

    ``record`` of a new record is best its first entry's own ``id``. ``parents`` are the entries this one
    corrects (two: it settles a disagreement) or, for kind ``erasure``, the entries whose bodies go.
    ``definition`` is the SHA-256 of the form's definition file, and empty for events and erasures.
    ``projection`` is what the views show of it (none for events and erasures). ``draft`` is deleted with it.
    """

    id: str
    device: str
    record: str
    form: str
    version: int
    author: str
    recorded: Stamp
    body: bytes
    case: str | None = None
    kind: EntryKind = "record"
    definition: str = ""
    parents: tuple[str, ...] = ()
    happened: str = ""
    projection: Projection | None = None
    draft: str | None = None
    salt: bytes = field(default_factory=lambda: secrets.token_bytes(16))


def append(vault: Vault, new: NewEntry, *, sign: Sign) -> Entry:
    """Write one entry: signed, chained, shown in the views, findable; durable when this returns.

    Raises:
        EntryRefused: A parent is unknown or of another record, the record was already begun, or a record does not say
            which definition it was made with.
        RefusedByFile: The id is taken.
        DiskFull, DiskFailed, FileInUse: Nothing was saved.
    """
    with vault.write() as cursor:
        return _append(cursor, vault, new, sign)


def append_many(vault: Vault, news: Iterable[NewEntry], *, sign: Sign) -> list[Entry]:
    """Write several entries in one transaction: all of them or none; errors as ``append``.

    What is in the file and the views afterwards is what ``append`` would have left there, one entry after the other.
    """
    with vault.write() as cursor:
        return _append_many(cursor, vault, list(news), sign)


def tail(vault: Vault, device: str) -> tuple[int, str]:
    """The sequence and hash of a device's last entry: the anchor to keep outside the file. (0, GENESIS) for none."""
    known = vault.tails.get(device)
    if known is None:
        with vault.read() as cursor:
            known = _tail(cursor, device)
        vault.tails[device] = known
    return known


def _tail(cursor: Cursor, device: str) -> tuple[int, str]:
    row = cursor.execute(_TAIL, (device,)).fetchone()
    return (0, GENESIS) if row is None else (row[0], row[1].hex())


def lane_tail(vault: Vault, device: str, case: str | None) -> tuple[int, str]:
    """The lane sequence and hash of a device's last entry about a case, or about none; (0, GENESIS) for none."""
    with vault.read() as cursor:
        return _lane_tail(cursor, vault, device, case)


def _lane_tail(cursor: Cursor, vault: Vault, device: str, case: str | None) -> tuple[int, str]:
    known = vault.lane_tails.get((device, case))
    if known is None:
        rows = cursor.execute(_LANE_TAIL, (device, case)).fetchall()
        known = max(((row[0], row[1].hex()) for row in rows), default=(0, GENESIS))
        vault.lane_tails[device, case] = known
    return known


def _append(cursor: Cursor, vault: Vault, new: NewEntry, sign: Sign) -> Entry:
    _check(cursor, new, _Together())
    written, told = _chained(cursor, vault, new, sign)
    place(cursor, written, told, new.projection, fresh=new.record == new.id and not new.parents)
    if new.draft is not None:
        kept.throw_away(vault, cursor, "id = ?", (new.draft,))
    return written


def _append_many(cursor: Cursor, vault: Vault, news: Sequence[NewEntry], sign: Sign) -> list[Entry]:
    """Every entry is checked, chained and signed by itself; tables and views are written once for all of them."""
    row = cursor.execute("SELECT coalesce(max(position), 0) FROM entry").fetchone()
    first = row[0] + 1 if row else 1
    together, chained = _Together(), []
    for new in news:
        _check(cursor, new, together)
        together.add(new)
        chained.append(_chained(cursor, vault, new, sign))
    numbered = list(enumerate(chained, start=first))
    cursor.executemany(INSERT_ENTRY, [(position, *entry_row(one, told)) for position, (one, told) in numbered])
    cursor.executemany(INSERT_CONTENT, [(position, one.salt, one.body) for position, (one, _told) in numbered])
    parents = [(parent, one.header.id) for one, _told in chained for parent in one.header.parents]
    cursor.executemany(INSERT_PARENT, parents)
    shown = zip(numbered, news, strict=True)
    upkeep.apply_many(cursor, [Placed(position, one.header, new.projection) for (position, (one, _)), new in shown])
    for new in news:
        if new.kind == "erasure":
            cursor.executemany(EMPTY_CONTENT, [(target,) for target in new.parents])
        if new.draft is not None:
            kept.throw_away(vault, cursor, "id = ?", (new.draft,))
    return [one for one, _told in chained]


def _chained(cursor: Cursor, vault: Vault, new: NewEntry, sign: Sign) -> tuple[Entry, bytes]:
    """The entry as the next of its chains, signed, and the very bytes of its header."""
    sequence, previous = vault.tails.get(new.device) or _tail(cursor, new.device)
    lane_sequence, lane_previous = _lane_tail(cursor, vault, new.device, new.case)
    header = Header(
        format=FORMAT,
        id=new.id,
        device=new.device,
        sequence=sequence + 1,
        previous=previous,
        case=new.case,
        lane_sequence=lane_sequence + 1,
        lane_previous=lane_previous,
        record=new.record,
        kind=new.kind,
        form=new.form,
        version=new.version,
        definition=new.definition,
        parents=new.parents,
        author=new.author,
        happened=new.happened,
        recorded=new.recorded,
        commitment=commitment_of(new.salt, new.body),
    )
    told = canonical(header)
    digest = hashlib.sha256(told).digest()
    written = Entry(header, sign(digest), new.salt, new.body)
    vault.tails[new.device] = (header.sequence, digest.hex())
    vault.lane_tails[new.device, new.case] = (header.lane_sequence, digest.hex())
    return written, told


def place(cursor: Cursor, entry: Entry, told: bytes, projection: Projection | None, *, fresh: bool = False) -> None:
    """Put a finished entry, whose header is ``told``, into the file and the views; part of a transaction.

    ``fresh`` says that it begins a record and nothing can know of it yet.
    """
    header = entry.header
    cursor.execute(INSERT_ENTRY, (None, *entry_row(entry, told)))
    position = cursor.lastrowid
    if entry.body is not None and entry.salt is not None:
        cursor.execute(INSERT_CONTENT, (position, entry.salt, entry.body))
    for parent in header.parents:
        cursor.execute(INSERT_PARENT, (parent, header.id))
    upkeep.apply(cursor, position, header, projection, fresh=fresh)
    if header.kind == "erasure":
        for target in header.parents:
            cursor.execute(EMPTY_CONTENT, (target,))


def entry_row(entry: Entry, told: bytes) -> tuple[object, ...]:
    """The values ``INSERT_ENTRY`` takes after the position, for an entry whose header is ``told``."""
    header = entry.header
    return (
        header.id,
        header.device,
        header.sequence,
        header.case,
        header.lane_sequence,
        header.record,
        header.kind,
        header.recorded.utc,
        told.decode(),
        hashlib.sha256(told).digest(),
        entry.signature,
    )


@dataclass
class _Together:
    """The entries about to be written in one step: the record and the case of each, and the records they begin."""

    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def add(self, new: NewEntry) -> None:
        """One that comes before the next."""
        self.places[new.id] = (new.record, new.case or "")
        if new.kind == "record":
            self.begun.add(new.record)


def _check(cursor: Cursor, new: NewEntry, together: _Together) -> None:
    """Refuse what cannot be an entry; ``together`` are those that are written with it and stand before it."""
    if (new.kind == "record") != bool(new.definition) or (new.kind != "record" and new.projection is not None):
        raise faults.EntryRefused
    for parent in new.parents:
        row = together.places.get(parent) or cursor.execute(_OF_PARENT, (parent,)).fetchone()
        if row is None:
            raise faults.UnknownParent
        if row != (new.record, new.case or ""):
            raise faults.ParentOfAnotherRecord
    begins = new.kind == "record" and not new.parents and new.record != new.id
    if begins and (new.record in together.begun or cursor.execute(_BEGUN, (new.record,)).fetchone() is not None):
        raise faults.RecordExists
    if new.kind == "erasure" and not new.parents:
        raise faults.EntryRefused
