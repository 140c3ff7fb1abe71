"""What stays counted of cases that were erased by authority."""

from __future__ import annotations

from typing import Final

from hru_advocate.casework.session import Session
from hru_advocate.domain.outcomes.facts import CaseFacts
from hru_advocate.store import settings as rows

KEPT: Final = "kept_statistics"
"""The place in the vault where the statistics of erased cases are kept: a list of ``CaseFacts``, nobody named."""


def kept_facts(session: Session) -> tuple[CaseFacts, ...]:
    """The facts of every erased case whose statistics were kept."""
    return rows.read(session.vault, KEPT, tuple[CaseFacts, ...]) or ()
