"""The lanes a vault holds, a lane being one device's entries about one case, and which of them are whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import msgspec

from hru_advocate.store.vault_file.driver import Cursor, Row
from hru_advocate.store.vault_file.vault import Vault

# The numbers stand in the index of a case's entries, with their places; only the last entry of a lane is looked up.
_NUMBERS: Final = "SELECT case_id, device, lane_sequence, position FROM entry INDEXED BY entry_case"
_NUMBERS_OF_CASE: Final = f"{_NUMBERS} WHERE case_id = ?"
_HASHES: Final = "SELECT position, hash FROM json_each(?) CROSS JOIN entry ON entry.position = json_each.value"

_SAID: Final = """
SELECT device, max(lane_sequence) FROM entry INDEXED BY entry_case
WHERE case_id = ? AND kind IN ('record', 'erasure') GROUP BY device"""

_GAPS: Final = """
SELECT before + 1, lane_sequence - 1 FROM (
    SELECT lane_sequence, lag(lane_sequence, 1, 0) OVER (ORDER BY lane_sequence) AS before FROM entry
    WHERE case_id IS ? AND device = ?
) WHERE lane_sequence > before + 1"""


@dataclass(frozen=True, slots=True)
class Lane:
    """A device's entries about a case, as far as they are here; ``case`` is None for the unit's own.

    ``head`` is the hash of its last entry here and ``last`` that entry's number. Entries after it may be elsewhere:
    only who holds more of the lane can tell, by a greater number, and that both hold the same by the same head.
    """

    device: str
    case: str | None
    entries: int
    last: int
    head: str
    missing: tuple[tuple[int, int], ...] = ()
    """First and last number of each stretch that is not here."""

    @property
    def whole(self) -> bool:
        """True when each number up to the last is here, and here once."""
        return not self.missing and self.entries == self.last


def held(vault: Vault) -> tuple[Lane, ...]:
    """Every lane the file holds something of, the unit's own first. By numbers alone: verifying proves them."""
    with vault.read() as cursor:
        return _lanes(cursor, cursor.execute(_NUMBERS).fetchall())


def of_case(vault: Vault, case: str) -> tuple[Lane, ...]:
    """The lanes of one case, by device; numbers alone, as ``held``."""
    with vault.read() as cursor:
        return _lanes(cursor, cursor.execute(_NUMBERS_OF_CASE, (case,)).fetchall())


def said_up_to(vault: Vault, case: str) -> dict[str, int]:
    """The number, in each lane of a case, of the last entry that is no event: how far it says something of the case."""
    with vault.read() as cursor:
        return dict(cursor.execute(_SAID, (case,)).fetchall())


def _lanes(cursor: Cursor, rows: Iterable[Row]) -> tuple[Lane, ...]:
    numbers: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for case, device, number, position in rows:
        numbers[case or "", device].append((number, position))
    lasts = {named: max(lane) for named, lane in numbers.items()}
    places = msgspec.json.encode([position for _number, position in lasts.values()]).decode()
    hashes: dict[int, bytes] = dict(cursor.execute(_HASHES, (places,)).fetchall())
    found = []
    for (case, device), lane in sorted(numbers.items()):
        (last, position), case_id = lasts[case, device], case or None
        whole = len({number for number, _position in lane}) == last
        gaps = [] if whole else cursor.execute(_GAPS, (case_id, device)).fetchall()
        found.append(Lane(device, case_id, len(lane), last, hashes[position].hex(), tuple(gaps)))
    return tuple(found)
