"""Everything that goes with answers that are saved as an entry."""

from __future__ import annotations

from dataclasses import dataclass

from hru_advocate.casework.session import Session
from hru_advocate.domain.ledger.records import Record
from hru_advocate.store.ledger import ledger


@dataclass(frozen=True, slots=True)
class Filing:
    """The case answers belong to, the entries they correct and why."""

    case: str | None = None
    corrects: tuple[str, ...] = ()
    reason: str = ""


def corrected_version(session: Session, filing: Filing) -> Record | None:
    """The version that is corrected; of several that are settled together, the first."""
    return session.read(ledger.entry(session.vault, filing.corrects[0])) if filing.corrects else None
