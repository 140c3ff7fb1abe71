"""Everything that goes with answers that are saved as an entry."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filing:
    """The case answers belong to, the entries they correct and why."""

    case: str | None = None
    corrects: tuple[str, ...] = ()
    reason: str = ""
