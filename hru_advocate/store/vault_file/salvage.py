"""Saves what can still be read of a damaged vault into a new one; the damaged file is only read.

SQLite reads a table from its root down, and a lost root hides whole tables. So nothing is asked of it here: every page
of the file and of its log is decrypted by itself and its rows are told by their shape. Entries never change, so any
version of a page will do for them, even of one whose seal is broken: an entry is taken where its own hash proves it, a
text where its entry does. What does change (drafts, settings) is taken from the version that counts.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import msgspec

from hru_advocate.domain.ledger.entry import UNREADABLE, Header
from hru_advocate.store import faults
from hru_advocate.store.vault_file import cells, copying, kept, vault
from hru_advocate.store.vault_file.cells import Cell, Value
from hru_advocate.store.vault_file.driver import Cursor
from hru_advocate.store.vault_file.page_versions import PageVersions, Version
from hru_advocate.store.vault_file.vault import Vault

_STEP: Final = 256
_INSERT: Final = {
    "entry": "INSERT OR IGNORE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "entry_content": "INSERT OR IGNORE INTO entry_content VALUES (?, ?, ?)",
    "draft": "INSERT OR IGNORE INTO draft (id, case_id, form, version, record, parents, body, saved)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "device": "INSERT OR IGNORE INTO device (id, public_key, wrapped_signing_key, label, created, whole_chain)"
    " VALUES (?, ?, ?, ?, ?, ?)",
    "setting": "INSERT OR IGNORE INTO setting VALUES (?, ?)",
}
_PARENTS: Final = (
    "INSERT OR IGNORE INTO entry_parent SELECT value, entry.id FROM entry, json_each(entry.header, '$.parents')"
)
_ID: Final = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}")
_SALT: Final = 16
_READ: Final = msgspec.json.Decoder(Header).decode

_ENTRY: Final = (type(None), str, str, int, (str, type(None)), int, str, str, str, str, bytes, bytes)
_CONTENT: Final = (type(None), bytes, bytes)
_DRAFT: Final = (str, (str, type(None)), str, int, str, str, bytes, str)
_DEVICE: Final = (str, bytes, (bytes, type(None)), str, str, int)
_SETTING: Final = (str, str)


@dataclass(frozen=True, slots=True)
class Salvaged:
    """The number of rows of each table that came over, and what did not.

    ``lost`` are the pages of which nothing is left that fits its seal; ``homeless`` counts texts whose entry is lost;
    ``set_aside`` entries that bear the place or number of another one that counts more. ``as_kept`` says that drafts
    and settings are all there as they were last kept.
    """

    rows: dict[str, int]
    lost: tuple[int, ...]
    homeless: int
    set_aside: int
    as_kept: bool


@dataclass(slots=True)
class _Found:
    """The entries found so far: rows to write, and by place what the text that belongs there must hash to."""

    rows: list[tuple[Value, ...]] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    numbers: set[tuple[str, int]] = field(default_factory=set)
    commitments: dict[int, str] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    emptied: set[str] = field(default_factory=set)
    set_aside: int = 0


def salvage(source: Path, target: Path, key: bytes) -> Salvaged:
    """Copy every readable row of a damaged vault into a new vault; rebuild the views and verify it afterwards.

    Raises:
        WrongKey: Nothing in it is of this key; nothing was made.
        MissingFile, FileExists, DiskFull, DiskFailed, CannotReachFile: Nothing was made.
    """
    with PageVersions(source, key) as versions:
        found = _entries(versions)
        if not found.rows and not versions.any_sealed:
            raise faults.WrongKey
        made = vault.create(target, key)
        try:
            with made.write() as cursor:
                salvaged = _carry(versions, found, made, cursor)
            made.close()
        except BaseException:
            made.close()
            copying.remove(target)
            raise
        return salvaged


def _carry(versions: PageVersions, found: _Found, made: Vault, cursor: Cursor) -> Salvaged:
    found.rows.sort(key=_place)
    cursor.executemany(_INSERT["entry"], found.rows)
    cursor.execute(_PARENTS)
    rows = {"entry": len(found.rows)}
    rows["entry_content"], homeless = _carry_contents(versions, found, cursor)
    for table, rows_of in (("draft", _drafts), ("device", _devices), ("setting", _settings)):
        unique = {values[0]: values for values in rows_of(versions)}
        cursor.executemany(_INSERT[table], unique.values())
        rows[table] = len(unique)
    as_kept = kept.standing_in(cursor)
    rows["setting"] -= as_kept.begun
    kept.begin(made, cursor)
    return Salvaged(rows, versions.lost(), homeless, found.set_aside, as_kept.begun and as_kept.fits)


def _place(row: tuple[Value, ...]) -> int:
    return row[0] if isinstance(row[0], int) else 0


def _entries(versions: PageVersions) -> _Found:
    found = _Found()
    for cell in _rows(versions, _ENTRY):
        row = _entry(cell)
        if row is not None:
            _keep(found, *row)
    emptied = (found.places[one] for one in found.emptied if one in found.places)
    for place in emptied:
        del found.commitments[place]
    return found


def _entry(cell: Cell) -> tuple[Header, tuple[Value, ...]] | None:
    """An entry, if its own hash proves it; its columns are those its header gives."""
    text, told = cell.values[9], cell.values[10]
    if not isinstance(text, str) or cell.rowid is None:
        return None
    try:
        header = _READ(text)
    except (*UNREADABLE, ValueError):
        return None
    digest = hashlib.sha256(text.encode()).digest()
    if digest != told:
        return None
    columns = (header.id, header.device, header.sequence, header.case, header.lane_sequence, header.record)
    stamps = (header.kind, header.recorded.utc, text, digest, cell.values[11])
    return header, (cell.rowid, *columns, *stamps)


def _keep(found: _Found, header: Header, row: tuple[Value, ...]) -> None:
    if header.id in found.ids:
        return
    place = _place(row)
    if place in found.commitments or (header.device, header.sequence) in found.numbers:
        found.set_aside += 1
        return
    found.rows.append(row)
    found.ids.add(header.id)
    found.numbers.add((header.device, header.sequence))
    found.commitments[place] = header.commitment
    found.places[header.id] = place
    if header.kind == "erasure":
        found.emptied.update(header.parents)


def _carry_contents(versions: PageVersions, found: _Found, cursor: Cursor) -> tuple[int, int]:
    """Write each text that belongs to an entry here; that entry proves it."""
    wanted, places = dict(found.commitments), set(found.places.values())
    batch: list[tuple[Value, ...]] = []
    homeless: set[int] = set()
    count = 0
    for cell in _rows(versions, _CONTENT):
        place, salt, body = cell.rowid, cell.values[1], cell.values[2]
        if place is None or not isinstance(salt, bytes) or not isinstance(body, bytes) or len(salt) != _SALT:
            continue
        if place in wanted and hashlib.sha256(salt + body).hexdigest() == wanted[place]:
            del wanted[place]
            batch.append((place, salt, body))
            count += 1
        elif place not in places:
            homeless.add(place)
        if len(batch) == _STEP:
            cursor.executemany(_INSERT["entry_content"], batch)
            batch.clear()
    cursor.executemany(_INSERT["entry_content"], batch)
    return count, len(homeless)


def _rows(versions: PageVersions, shape: tuple[object, ...]) -> Iterator[Cell]:
    """Every row of a shape in any version of any page, what counts most first; a long one as it was and as it is."""
    for version in versions.all():
        page = versions.text(version)
        found = list(cells.cells(page, version.number, _as_it_was(versions, version)))
        if len(found) < cells.told(page, version.number):
            found += cells.cells(page, version.number, versions.today)
        yield from (cell for cell in found if cell.rowid is not None and _is(cell, shape))


def _as_it_was(versions: PageVersions, version: Version) -> Callable[[int], bytes | None]:
    return lambda number: versions.beside(version, number)


def _is(cell: Cell, shape: tuple[object, ...]) -> bool:
    return len(cell.values) == len(shape) and all(
        isinstance(value, kind)  # type: ignore[arg-type]  # shapes hold types and pairs of types
        for value, kind in zip(cell.values, shape, strict=True)
    )


def _newest(versions: PageVersions, shape: tuple[object, ...], *, in_table: bool) -> Iterator[tuple[Value, ...]]:
    for version in versions.newest():
        for cell in cells.cells(versions.text(version), version.number, versions.today):
            if (cell.rowid is not None) == in_table and _is(cell, shape):
                yield cell.values


def _drafts(versions: PageVersions) -> Iterator[tuple[Value, ...]]:
    return _newest(versions, _DRAFT, in_table=True)


def _devices(versions: PageVersions) -> Iterator[tuple[Value, ...]]:
    """The keys that count; of one whose page is damaged what its own name proves, the public half, and no more."""
    for cell in _rows(versions, _DEVICE):
        public = cell.values[1]
        if isinstance(public, bytes) and hashlib.sha256(public).hexdigest()[:16] == cell.values[0]:
            yield cell.values[0], public, None, "", "", 1
    yield from _newest(versions, _DEVICE, in_table=True)


def _settings(versions: PageVersions) -> Iterator[tuple[Value, ...]]:
    """A setting is a name and some JSON; which entry corrects which has the same shape, two ids."""
    for key, value in _newest(versions, _SETTING, in_table=False):
        if isinstance(key, str) and isinstance(value, str) and not _ID.fullmatch(value):
            try:
                json.loads(value)
            except (ValueError, RecursionError):
                continue
            yield key, value
