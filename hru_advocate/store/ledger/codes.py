"""Finds the entry a head code belongs to, and follows its device's chain up to it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Final

import msgspec

from hru_advocate.domain.ledger.entry import GENESIS, commitment_of
from hru_advocate.store.ledger.entries import header_of
from hru_advocate.store.ledger.findings import Check
from hru_advocate.store.vault_file.vault import Vault

_FORMS: Final = re.compile(r"[0-9a-f]{16}|[0-9a-f]{64}")
_FIND: Final = """
SELECT id, case_id, device, sequence, recorded, (SELECT max(sequence) FROM entry AS newer WHERE newer.device = e.device)
FROM entry AS e WHERE lower(substr(hex(hash), 1, ?2)) = ?1 ORDER BY position LIMIT 1"""
_CHAIN: Final = """
SELECT e.header, e.signature, e.sequence, c.salt, c.body, EXISTS (
    SELECT 1 FROM entry_parent AS p JOIN entry AS x ON x.id = p.child AND x.kind = 'erasure' WHERE p.parent = e.id
) FROM entry AS e LEFT JOIN entry_content AS c ON c.position = e.position
WHERE e.device = ? AND e.sequence <= ? ORDER BY e.sequence"""


@dataclass(frozen=True, slots=True)
class CodeFound:
    """The entry a code belongs to; ``newest`` is the number of its device's newest entry."""

    entry: str
    case: str | None
    device: str
    sequence: int
    recorded: str
    newest: int


@dataclass(frozen=True, slots=True)
class Followed:
    """All that is wrong with a chain up to an entry, and how many of its contents were erased by authority."""

    faults: tuple[str, ...]
    erased: int


def read_code(typed: str) -> str | None:
    """A code as it was copied from paper: with or without spaces, its label, and letters taken for figures."""
    text = re.sub(r"chain head", "", typed.strip(), flags=re.IGNORECASE)
    code = re.sub(r"[\s·:-]+", "", text).lower().translate(str.maketrans("oil", "011"))
    return code if _FORMS.fullmatch(code) else None


def find_code(vault: Vault, code: str) -> CodeFound | None:
    """The entry whose hash begins with a code of lower-case hex digits."""
    with vault.read() as cursor:
        row = cursor.execute(_FIND, (code, len(code))).fetchone()
    return None if row is None else CodeFound(*row)


def follow_to(vault: Vault, device: str, sequence: int, check: Check) -> Followed:
    """Hash every header and content of a device up to an entry, and check that entry's signature."""
    faults: list[str] = []
    erased = wanted = 0
    previous, last = GENESIS, b""
    with vault.read() as cursor:
        for text, signature, number, salt, body, was_erased in cursor.execute(_CHAIN, (device, sequence)):
            wanted += 1
            told = text.encode()
            if number != wanted:
                faults.append(f"numbers {wanted} to {number - 1} are missing")
                wanted = number
            try:
                header = header_of(told)
            except msgspec.DecodeError:
                faults.append(f"number {number} cannot be read")
                continue
            if header.previous != previous or header.sequence != number:
                faults.append(f"number {number} does not follow the one before it")
            if body is not None and commitment_of(salt, body) != header.commitment:
                faults.append(f"the content of number {number} was changed")
            elif body is None and not was_erased:
                faults.append(f"the content of number {number} is missing, and no erasure says so")
            erased += body is None and bool(was_erased)
            digest = hashlib.sha256(told).digest()
            previous, last = digest.hex(), signature
    if not check(device, bytes.fromhex(previous), last):
        faults.append(f"the signature of number {sequence} does not fit")
    return Followed(tuple(faults[:20]), erased)
