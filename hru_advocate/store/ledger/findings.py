"""The faults that verifying finds: of each its sort, the entry and the case it is about, and a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from hru_advocate.domain.ledger.ids import case_ref

Check = Callable[[str, bytes, bytes], bool]
"""Says of a device (by id), 32 bytes and a signature of 64 bytes whether the device signed these very bytes."""

Fault = Literal[
    "file",
    "header",
    "format",
    "form",
    "chain",
    "gap",
    "lane",
    "signature",
    "content",
    "parent",
    "view",
    "anchor",
    "schema",
    "clock",
    "device",
    "setting",
]
"""``gap`` and ``chain`` are faults in the numbers and the links of a device, ``lane`` in either of a lane; ``view`` one
of lists or search, which can be worked out again; ``schema`` one of tables and triggers, ``clock`` a wrong date."""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One fault: its sort, the entry and the case it is about if it is about one, a sentence of ids and numbers only.

    ``lane`` is the case's id, ``""`` for the unit's own entries, and ``None`` where no entry is concerned.
    """

    fault: Fault
    sentence: str
    entry: str | None = None
    lane: str | None = None


@dataclass(frozen=True, slots=True)
class Proven:
    """All that a file came to when everything held, up to the place of the last entry then.

    ``digest`` is the number of the lists, ``ledger`` that of the entries with their contents, ``cases`` those of the
    rows of cases, a heap of cases each.
    """

    position: int
    digest: str
    ledger: str
    cases: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that verifying found; nothing when everything holds."""

    found: tuple[Discrepancy, ...]
    entries: int
    replayed: bool = False
    """True where every line of the lists was worked out again, not only those written since it was last done."""
    followed: bool = True
    """True where every entry was gone through, not only those written since that was last done."""
    set_back: int = 0
    """The times a clock went back and an entry says so: no fault of the file, and worth knowing."""
    proven: Proven | None = None
    """All that the lists come to, where everything holds: the next check need not work them out again."""

    @property
    def findings(self) -> tuple[str, ...]:
        """The sentences alone."""
        return tuple(finding.sentence for finding in self.found)


def lane_name(case: str | None) -> str:
    """The name of a lane in a sentence: the case's reference, which people say aloud."""
    if not case:
        return "the unit's own entries"
    try:
        return f"case {case_ref(case)}"
    except ValueError:  # only a forged id is none
        return f"case {case}"


def stretch(first: int, last: int) -> str:
    """Say which numbers are missing."""
    return f"number {first} is missing" if first == last else f"numbers {first} to {last} are missing"
