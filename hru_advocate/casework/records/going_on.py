"""The version that a short step is laid over: a step without a form shows nobody what another version says."""

from __future__ import annotations

from hru_advocate.casework.records.entries import Disagreement
from hru_advocate.casework.session import Session
from hru_advocate.domain.ledger.records import Record
from hru_advocate.store.ledger import ledger


def one_that_stands(session: Session, entry: str) -> Record:
    """The record of an entry, where no other version of it stands beside it.

    Raises:
        Disagreement: another version stands too, and a step over one of them would leave the other as it was.
        NotFound: there is no such entry.
    """
    if not stands_alone(session, entry):
        raise Disagreement
    return session.read(ledger.entry(session.vault, entry))


def stands_alone(session: Session, entry: str) -> bool:
    """False where another version stands beside that of an entry; one that was corrected already is told by saving."""
    heads = [head.header.id for head in ledger.heads(session.vault, ledger.entry(session.vault, entry).header.record)]
    return len(heads) == 1 or entry not in heads
