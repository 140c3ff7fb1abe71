"""Proves the ledger: chains, signatures, contents, parents, views and the file itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hru_advocate.domain.entry import GENESIS, Entry, commitment_of, hash_of
from hru_advocate.domain.projection import Projection
from hru_advocate.store.driver import Cursor
from hru_advocate.store.entries import walk
from hru_advocate.store.vault import Vault

Check = Callable[[str, bytes, bytes], bool]
"""Whether a device (by id) signed these 32 bytes with this signature."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, one line a fault with ids and never a typed word; none when everything holds."""

    findings: tuple[str, ...]
    entries: int


def verify(vault: Vault, *, check: Check, project: Callable[[Entry], Projection | None]) -> Report:
    """Go through everything; changes nothing."""
    with vault.read() as cursor:
        entries = [entry for _position, entry in walk(cursor)]
        findings = [*_chains(entries, check), *_contents(entries), *_heads(cursor, entries, project), *_file(cursor)]
    return Report(tuple(findings), len(entries))


def _chains(entries: list[Entry], check: Check) -> Iterator[str]:
    tails: dict[str, tuple[int, str]] = {}
    for entry in entries:
        header = entry.header
        digest = hash_of(header)
        sequence, previous = tails.get(header.device, (0, GENESIS))
        if header.sequence != sequence + 1 or header.previous != previous:
            yield f"entry {header.id}: the chain of device {header.device} is broken at number {header.sequence}"
        if not check(header.device, bytes.fromhex(digest), entry.signature):
            yield f"entry {header.id}: its signature does not fit"
        tails[header.device] = (header.sequence, digest)


def _contents(entries: list[Entry]) -> Iterator[str]:
    known = {entry.header.id: entry.header for entry in entries}
    erased = {parent for entry in entries if entry.header.kind == "erasure" for parent in entry.header.parents}
    for entry in entries:
        header = entry.header
        if entry.salt is None or entry.body is None:
            if header.id not in erased:
                yield f"entry {header.id}: its content is missing, and no erasure says so"
        elif commitment_of(entry.salt, entry.body) != header.commitment:
            yield f"entry {header.id}: its content was changed"
        for parent in header.parents:
            if parent not in known:
                yield f"entry {header.id}: what it corrects is missing"


def _heads(cursor: Cursor, entries: list[Entry], project: Callable[[Entry], Projection | None]) -> Iterator[str]:
    corrected = {parent for entry in entries for parent in entry.header.parents}
    wanted = {entry.header.id for entry in entries if entry.header.id not in corrected and project(entry) is not None}
    rows = cursor.execute("SELECT entry.id FROM head JOIN entry ON entry.position = head.position").fetchall()
    found = {row[0] for row in rows}
    for missing in sorted(wanted - found):
        yield f"entry {missing}: it is current, but not in the lists; rebuild them"
    for stray in sorted(found - wanted):
        yield f"entry {stray}: it is not current, but in the lists; rebuild them"


def _file(cursor: Cursor) -> Iterator[str]:
    for row in cursor.execute("PRAGMA cipher_integrity_check").fetchall():
        yield f"the file is damaged: {row[0]}"
    for row in cursor.execute("PRAGMA integrity_check").fetchall():
        if row[0] != "ok":
            yield "the file is damaged: its pages do not fit together"
