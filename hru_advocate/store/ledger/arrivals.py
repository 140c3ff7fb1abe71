"""Takes in entries written on other devices: proven first, the same one twice is one, nothing here is overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hru_advocate.domain.ledger.entry import GENESIS, Entry, Header, canonical, commitment_of, hash_of
from hru_advocate.domain.ledger.projection import Projection
from hru_advocate.store import faults
from hru_advocate.store.ledger import ledger
from hru_advocate.store.ledger.entries import header_of
from hru_advocate.store.ledger.verify import Check
from hru_advocate.store.vault_file.driver import Cursor
from hru_advocate.store.vault_file.vault import Vault

_AT: Final = "SELECT id, hash, header FROM entry WHERE device = ? AND sequence = ?"
_FAMILY: Final = "SELECT record, case_id FROM entry WHERE id = ?"
_CHILD: Final = """
SELECT entry.record, entry.case_id FROM entry_parent JOIN entry ON entry.id = entry_parent.child
WHERE entry_parent.parent = ?"""
_EMPTIED: Final = """
SELECT 1 FROM entry_parent JOIN entry ON entry.id = entry_parent.child AND entry.kind = 'erasure'
WHERE entry_parent.parent = ?"""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came of an entry: whether it was new here, and what it refers to that has not arrived yet."""

    new: bool
    gap: bool = False
    """The device's entry before it is not here."""
    missing: tuple[str, ...] = ()
    """Ids of the entries it corrects that are not here."""


def take_in(vault: Vault, entry: Entry, *, projection: Projection | None, check: Check) -> Arrival:
    """Take in one entry of another device, in one transaction with the views.

    Its place in the views is the same whatever order entries arrive in. A body an erasure here has
    emptied stays away. An entry that is here already, by id and hash, changes nothing.

    Raises:
        UnprovenEntry: Signature or content do not fit.
        ConflictingEntry: Its id, or its number on its device, is taken by another entry.
        BrokenChain: The entry before or after it on its device does not link with it.
        ParentOfAnotherRecord: It corrects, or is corrected by, an entry of another record or case.
    """
    header = entry.header
    digest = hash_of(header)
    if not check(header.device, bytes.fromhex(digest), entry.signature) or not _is_whole(entry):
        raise faults.UnprovenEntry
    with vault.write() as cursor:
        known = cursor.execute("SELECT hash FROM entry WHERE id = ?", (header.id,)).fetchone()
        if known is not None:
            if known[0].hex() != digest:
                raise faults.ConflictingEntry
            return Arrival(new=False)
        gap = _check_chain(cursor, header, digest)
        missing = _check_family(cursor, header)
        if cursor.execute(_EMPTIED, (header.id,)).fetchone() is not None:
            entry, projection = Entry(header, entry.signature, None, None), None
        ledger.place(cursor, entry, canonical(header), projection)
        vault.tails.pop(header.device, None)
    return Arrival(new=True, gap=gap, missing=missing)


def _is_whole(entry: Entry) -> bool:
    if entry.body is None or entry.salt is None:
        return entry.body is None and entry.salt is None
    return commitment_of(entry.salt, entry.body) == entry.header.commitment


def _check_chain(cursor: Cursor, header: Header, digest: str) -> bool:
    """Compare with the neighbours on the same device; say whether the one before is not here."""
    if cursor.execute(_AT, (header.device, header.sequence)).fetchone() is not None:
        raise faults.ConflictingEntry
    after = cursor.execute(_AT, (header.device, header.sequence + 1)).fetchone()
    if after is not None and header_of(after[2]).previous != digest:
        raise faults.BrokenChain
    if header.sequence == 1:
        if header.previous != GENESIS:
            raise faults.BrokenChain
        return False
    before = cursor.execute(_AT, (header.device, header.sequence - 1)).fetchone()
    if before is not None and before[1].hex() != header.previous:
        raise faults.BrokenChain
    return before is None


def _check_family(cursor: Cursor, header: Header) -> tuple[str, ...]:
    """Compare with what it corrects and what corrects it; give the ids that are not here."""
    own = (header.record, header.case)
    missing = []
    for parent in header.parents:
        family = cursor.execute(_FAMILY, (parent,)).fetchone()
        if family is None:
            missing.append(parent)
        elif family != own:
            raise faults.ParentOfAnotherRecord
    if any(family != own for family in cursor.execute(_CHILD, (header.id,)).fetchall()):
        raise faults.ParentOfAnotherRecord
    return tuple(missing)
