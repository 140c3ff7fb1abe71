"""Finds the entries of a few forms by their headers alone, without any list, and proves each where it stands."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import msgspec

from hru_advocate.domain.ledger.entry import GENESIS, Entry, is_bound
from hru_advocate.store.ledger.entries import header_of
from hru_advocate.store.ledger.findings import Check
from hru_advocate.store.vault_file.driver import Cursor
from hru_advocate.store.vault_file.vault import Vault

# A header is written with its fields in order, and no text in it holds an unescaped quotation mark, so that what
# follows the first of these is its form. Its first letters leave few to be read in full.
_LETTERS: Final = 4
_OF_FORMS: Final = """
SELECT entry.header, entry.position FROM entry
WHERE entry.position > ?1 AND (entry.kind = 'erasure' OR entry.kind = 'record'
    AND substr(entry.header, instr(entry.header, '"form":"') + 8, 4) IN (SELECT value FROM json_each(?2)))
ORDER BY entry.position"""
_WHOLE: Final = """
SELECT entry.header, entry.signature, content.salt, content.body, entry.hash
FROM entry LEFT JOIN entry_content AS content ON content.position = entry.position WHERE entry.position = ?"""
_LAST: Final = "SELECT coalesce(max(position), 0) FROM entry"
_BESIDE: Final = "SELECT hash FROM entry WHERE device = ? AND sequence = ?"
_NEXT: Final = "SELECT header FROM entry WHERE device = ? AND sequence = ?"
_HEADS: Final = "SELECT position FROM head WHERE slot = ? AND case_id IS ?"
_HEADS_BY_CASE: Final = "SELECT case_id, position FROM head WHERE slot = ?"
_ID_AT: Final = "SELECT id FROM entry WHERE position = ?"


class Told(msgspec.Struct, frozen=True, gc=False):
    """All of a header that finding needs: years hold tens of thousands, and few of them are current."""

    id: str
    kind: str
    form: str
    case: str | None
    parents: tuple[str, ...]


_DECODE = msgspec.json.Decoder(Told).decode


@dataclass(frozen=True, slots=True)
class Guarding:
    """An entry that guards somebody, where it stands, and the hash that is kept beside it."""

    position: int
    entry: Entry
    digest: bytes


def find(vault: Vault, forms: Collection[str], after: int) -> tuple[list[tuple[int, Told]], int]:
    """Find the records of some forms and all erasures after a place, each with its place; gives the last place too."""
    letters = msgspec.json.encode([form[:_LETTERS] for form in forms]).decode()
    found = []
    with vault.read() as cursor:
        for text, position in cursor.execute(_OF_FORMS, (after, letters)).fetchall():
            try:
                told = _DECODE(text)
                if told.parents:
                    header_of(text)  # what ends others must be a header in every part
            except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
                continue  # no version of anything; verifying says so
            if told.kind == "erasure" or told.form in forms:
                found.append((position, told))
        last = cursor.execute(_LAST).fetchone()
    return found, int(last[0]) if last else 0


def read(vault: Vault, position: int) -> Guarding | None:
    """The entry at a place with its content, if that is there; nothing where its header is none."""
    with vault.read() as cursor:
        row = cursor.execute(_WHOLE, (position,)).fetchone()
    try:
        return None if row is None else Guarding(position, Entry(header_of(row[0]), *row[1:4]), row[4])
    except msgspec.DecodeError:
        return None


def stands(vault: Vault, one: Guarding, check: Check) -> bool:
    """Say whether an entry was signed as it is, and stands in its device's chain between the two it must stand by."""
    header = one.entry.header
    with vault.read() as cursor:
        row = cursor.execute("SELECT header FROM entry WHERE position = ?", (one.position,)).fetchone()
        told = hashlib.sha256(str(row[0]).encode()).digest() if row is not None else b""
        linked = told == one.digest and _is_linked(cursor, one)
    if not linked or one.entry.body is None or not is_bound(one.entry):
        return False
    return check(header.device, one.digest, one.entry.signature)


def _is_linked(cursor: Cursor, one: Guarding) -> bool:
    """The chain of a device whose other entries are elsewhere says nothing, and is not held against this one."""
    header = one.entry.header
    before = cursor.execute(_BESIDE, (header.device, header.sequence - 1)).fetchone()
    after = cursor.execute(_NEXT, (header.device, header.sequence + 1)).fetchone()
    wanted = before[0].hex() if before is not None else GENESIS if header.sequence == 1 else header.previous
    try:
        return header.previous == wanted and (after is None or header_of(after[0]).previous == one.digest.hex())
    except msgspec.DecodeError:
        return False


def heads(vault: Vault, slot: str, case: str) -> set[int]:
    """The places that the lists show something of a case at, in one slot."""
    with vault.read() as cursor:
        return {row[0] for row in cursor.execute(_HEADS, (slot, case))}


def heads_by_case(vault: Vault, slot: str) -> dict[str | None, set[int]]:
    """The same of every case in one slot."""
    found: dict[str | None, set[int]] = defaultdict(set)
    with vault.read() as cursor:
        for case, position in cursor.execute(_HEADS_BY_CASE, (slot,)).fetchall():
            found[case].add(position)
    return found


def id_at(vault: Vault, position: int) -> str:
    """The id of the entry at a place as the file's table has it, whatever its header says; ``""`` for none."""
    with vault.read() as cursor:
        row = cursor.execute(_ID_AT, (position,)).fetchone()
    return "" if row is None else str(row[0])
