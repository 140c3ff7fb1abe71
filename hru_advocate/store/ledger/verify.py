"""Proves the ledger: the file itself, every chain, signature and content, what corrects what, and the views."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

import msgspec

from hru_advocate.domain.ledger.entry import GENESIS, Entry, Header, canonical, commitment_of
from hru_advocate.domain.ledger.projection import Projection
from hru_advocate.errors import DeviceError
from hru_advocate.store.ledger.entries import find, header_of
from hru_advocate.store.vault_file import pages
from hru_advocate.store.vault_file.driver import Cursor, Row
from hru_advocate.store.vault_file.vault import Vault

Check = Callable[[str, bytes, bytes], bool]
"""Whether a device (by id) signed these 32 bytes with this signature of 64 bytes."""

Fault = Literal["file", "header", "chain", "gap", "signature", "content", "parent", "view", "anchor"]


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One fault: its sort, the entry it is about if it is about one, and a sentence with ids and numbers only."""

    fault: Fault
    sentence: str
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What verifying found; nothing when everything holds."""

    found: tuple[Discrepancy, ...]
    entries: int

    @property
    def findings(self) -> tuple[str, ...]:
        """The sentences alone."""
        return tuple(finding.sentence for finding in self.found)


_ROWS: Final = """
SELECT entry.header, entry.hash, entry.signature, entry.id, entry.device, entry.sequence, entry.case_id, entry.record,
    entry.kind, entry.recorded, content.salt, content.body
FROM entry LEFT JOIN entry_content AS content ON content.position = entry.position
ORDER BY entry.device, entry.sequence"""

_UNEXPLAINED: Final = """
SELECT entry.id FROM entry LEFT JOIN entry_content AS content ON content.position = entry.position
WHERE content.position IS NULL AND NOT EXISTS (
    SELECT 1 FROM entry_parent JOIN entry AS erasure ON erasure.id = entry_parent.child AND erasure.kind = 'erasure'
    WHERE entry_parent.parent = entry.id
)"""
_STRAY: Final = "SELECT position FROM entry_content WHERE position NOT IN (SELECT position FROM entry)"
_NO_PARENT: Final = "SELECT child, parent FROM entry_parent WHERE parent NOT IN (SELECT id FROM entry)"
_OTHER_RECORD: Final = """
SELECT child.id FROM entry_parent JOIN entry AS child ON child.id = entry_parent.child
JOIN entry AS parent ON parent.id = entry_parent.parent
WHERE parent.record <> child.record OR parent.case_id IS NOT child.case_id"""
_PARENTS: Final = "SELECT parent FROM entry_parent WHERE child = ? ORDER BY parent"
_NOT_SHOWN: Final = """
SELECT id FROM entry WHERE kind = 'record' AND position NOT IN (SELECT position FROM head)
AND id NOT IN (SELECT parent FROM entry_parent)"""
_WRONGLY_SHOWN: Final = """
SELECT entry.id FROM head LEFT JOIN entry ON entry.position = head.position
WHERE entry.id IS NULL OR entry.kind <> 'record' OR entry.id IN (SELECT parent FROM entry_parent)"""


def verify(
    vault: Vault,
    *,
    check: Check,
    project: Callable[[Entry], Projection | None] | None = None,
    anchors: Mapping[str, tuple[int, str]] | None = None,
    every_signature: bool = False,
) -> Report:
    """Go through everything; changes nothing.

    Every header and content is hashed, every chain followed. A chain's last signature proves all before it, so
    only that one is checked unless ``every_signature`` asks for each. ``anchors`` are sequence and hash of a
    device's entry, kept outside the file: they show a file cut short or put back. ``project`` tells records that
    are meant to show in no list; without it every record is.
    """
    vault.checkpoint()
    walk = _Chains(check, anchors or {}, every_signature=every_signature)
    found: list[Discrepancy] = []
    try:
        with vault.read() as cursor:
            found += _file(vault, cursor)
            found += walk.follow(cursor)
            found += _contents(cursor)
            found += _parents(cursor)
            found += _views(cursor, project)
    except DeviceError:
        found.append(Discrepancy("file", "the file is damaged: part of it cannot be read"))
    return Report(tuple(found), walk.entries)


def _file(vault: Vault, cursor: Cursor) -> Iterator[Discrepancy]:
    for row in cursor.execute("PRAGMA cipher_integrity_check").fetchall():
        yield Discrepancy("file", f"the file is damaged: {row[0]}")
    for row in cursor.execute("PRAGMA integrity_check").fetchall():
        if row[0] != "ok":
            yield Discrepancy("file", "the file is damaged: its pages do not fit together")
            break
    counted = cursor.execute("PRAGMA page_count").fetchone()
    if counted is not None and vault.path.stat().st_size != counted[0] * pages.SIZE:
        yield Discrepancy("file", f"the file is damaged: it should have {counted[0]} pages")


class _Chains:
    """Follows the chain of each device, entry by entry in the order of its numbers."""

    def __init__(self, check: Check, anchors: Mapping[str, tuple[int, str]], *, every_signature: bool) -> None:
        self.entries = 0
        self._check = check
        self._anchors = anchors
        self._every_signature = every_signature
        self._device = ""
        self._sequence = 0
        self._previous = GENESIS
        self._last: tuple[str, bytes, bytes] | None = None
        self._unmet = dict(anchors)

    def follow(self, cursor: Cursor) -> Iterator[Discrepancy]:
        """Check every entry; then that every anchor was met."""
        for row in cursor.execute(_ROWS):
            self.entries += 1
            yield from self._step(row)
        yield from self._end()
        for device, (sequence, _) in sorted(self._unmet.items()):
            yield Discrepancy("anchor", f"device {device}: number {sequence} was here once and is missing")

    def _step(self, row: Row) -> Iterator[Discrepancy]:
        text, stored, signature, *columns, salt, body = row
        told = text.encode()
        digest = hashlib.sha256(told).digest()
        if columns[1] != self._device:
            yield from self._end()
            self._device, self._sequence, self._previous = columns[1], 0, GENESIS
        try:
            header = header_of(told)
        except msgspec.DecodeError:
            yield Discrepancy("header", f"entry {columns[0]}: its header cannot be read", columns[0])
            return
        yield from self._header(header, told, columns, fits=digest == stored)
        yield from self._link(header, digest.hex())
        if body is not None and commitment_of(salt, body) != header.commitment:
            yield Discrepancy("content", f"entry {header.id}: its content was changed", header.id)
        if self._every_signature and not self._check(header.device, digest, signature):
            yield Discrepancy("signature", f"entry {header.id}: its signature does not fit", header.id)
        self._last = (header.id, digest, signature)

    def _header(self, header: Header, told: bytes, columns: list[object], *, fits: bool) -> Iterator[Discrepancy]:
        beside = [header.id, header.device, header.sequence, header.case, header.record, header.kind]
        if not fits or columns != [*beside, header.recorded.utc] or canonical(header) != told:
            yield Discrepancy("header", f"entry {columns[0]}: its header was changed", str(columns[0]))

    def _link(self, header: Header, digest: str) -> Iterator[Discrepancy]:
        wanted = self._sequence + 1
        if header.sequence != wanted:
            yield Discrepancy("gap", f"device {header.device}: numbers {wanted} to {header.sequence - 1} are missing")
        elif header.previous != self._previous:
            yield Discrepancy("chain", f"entry {header.id}: it does not follow the entry before it", header.id)
        self._sequence, self._previous = header.sequence, digest
        anchor = self._anchors.get(header.device)
        if anchor is not None and anchor[0] == header.sequence:
            del self._unmet[header.device]
            if anchor[1] != digest:
                yield Discrepancy("anchor", f"entry {header.id}: it is not the one that was here once", header.id)

    def _end(self) -> Iterator[Discrepancy]:
        if self._last is not None and not self._every_signature and not self._check(self._device, *self._last[1:]):
            yield Discrepancy("signature", f"entry {self._last[0]}: its signature does not fit", self._last[0])
        self._last = None


def _contents(cursor: Cursor) -> Iterator[Discrepancy]:
    for (entry,) in cursor.execute(_UNEXPLAINED).fetchall():
        yield Discrepancy("content", f"entry {entry}: its content is missing, and no erasure says so", entry)
    for (position,) in cursor.execute(_STRAY).fetchall():
        yield Discrepancy("content", f"there is content at place {position} without its entry")


def _parents(cursor: Cursor) -> Iterator[Discrepancy]:
    for child, parent in cursor.execute(_NO_PARENT).fetchall():
        yield Discrepancy("parent", f"entry {child}: what it corrects, {parent}, is missing", child)
    for (child,) in cursor.execute(_OTHER_RECORD).fetchall():
        yield Discrepancy("parent", f"entry {child}: it corrects an entry of another record", child)
    for entry, text in cursor.execute("SELECT id, header FROM entry WHERE id <> record OR kind <> 'record'").fetchall():
        kept = [row[0] for row in cursor.execute(_PARENTS, (entry,)).fetchall()]
        if kept != sorted(header_of(text).parents):
            yield Discrepancy("parent", f"entry {entry}: what it corrects was changed", entry)


def _views(cursor: Cursor, project: Callable[[Entry], Projection | None] | None) -> Iterator[Discrepancy]:
    for (entry,) in cursor.execute(_NOT_SHOWN).fetchall():
        held = find(cursor, entry)
        if project is None or (held is not None and project(held) is not None):
            yield Discrepancy("view", f"entry {entry}: it is current, but not in the lists; rebuild them", entry)
    for (entry,) in cursor.execute(_WRONGLY_SHOWN).fetchall():
        yield Discrepancy("view", f"entry {entry}: it is not current, but in the lists; rebuild them", entry)
