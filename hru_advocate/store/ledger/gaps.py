"""The holes in a ledger: numbers of a device that are not here, and entries whose text is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hru_advocate.store.vault_file.vault import Vault

_NUMBERS: Final = """
SELECT device, before + 1, sequence - 1 FROM (
    SELECT device, sequence, lag(sequence, 1, 0) OVER (PARTITION BY device ORDER BY sequence) AS before FROM entry
    WHERE device NOT IN (SELECT id FROM device WHERE whole_chain = 0)
) WHERE sequence > before + 1 ORDER BY device, before"""
_LAST: Final = """
SELECT device, max(sequence) FROM entry
WHERE device NOT IN (SELECT id FROM device WHERE whole_chain = 0) GROUP BY device ORDER BY device"""
_WITHOUT_TEXT: Final = """
SELECT device, sequence, case_id FROM entry
WHERE position NOT IN (SELECT position FROM entry_content) AND NOT EXISTS (
    SELECT 1 FROM entry_parent JOIN entry AS erasure ON erasure.id = entry_parent.child AND erasure.kind = 'erasure'
    WHERE entry_parent.parent = entry.id
) ORDER BY device, sequence"""


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of a device's numbers that is not here: first and last."""

    device: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Textless:
    """An entry that is here without its text, though nobody erased it."""

    device: str
    sequence: int
    case: str | None


def gaps(vault: Vault) -> tuple[Gap, ...]:
    """The stretches missing between the numbers that are here; of devices only some of whose cases are, none."""
    with vault.read() as cursor:
        return tuple(Gap(*row) for row in cursor.execute(_NUMBERS))


def last_numbers(vault: Vault) -> dict[str, int]:
    """The greatest number of each device that is meant to be here whole."""
    with vault.read() as cursor:
        return dict(cursor.execute(_LAST).fetchall())


def without_text(vault: Vault) -> tuple[Textless, ...]:
    """The entries whose text is lost."""
    with vault.read() as cursor:
        return tuple(Textless(*row) for row in cursor.execute(_WITHOUT_TEXT))
