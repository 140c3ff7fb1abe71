"""The lanes a vault holds, a lane being one device's entries about one case, and which of them are whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hru_advocate.store.vault_file.vault import Vault

# Beside max() SQLite gives other columns from the row that has it (sqlite.org/lang_select.html#bareagg).
_LANES: Final = """
SELECT device, case_id, count(*), count(DISTINCT lane_sequence), max(lane_sequence), hash FROM entry
GROUP BY case_id, device ORDER BY case_id, device"""

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
    found = []
    with vault.read() as cursor:
        for device, case, entries, numbers, last, head in cursor.execute(_LANES).fetchall():
            gaps = () if numbers == last else tuple(cursor.execute(_GAPS, (case, device)).fetchall())
            found.append(Lane(device, case, entries, last, head.hex(), gaps))
    return tuple(found)
