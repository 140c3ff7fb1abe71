"""The values behind the pictures of a case: asked for once, drawn the same on the screen and on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final

from hru_advocate.casework.plan.planning import label_of
from hru_advocate.casework.session import Session
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.pictures import NeedChanges, TimeLine, need_changes_of, time_line_of
from hru_advocate.store.ledger import ledger

_READ_ALREADY: Final = ("contact", "judgement", "order")
_FORMS_OF_OTHERS: Final = ("general",)
"""Incidents are known by the id of their form."""


def time_line(session: Session, case: str, records: Sequence[Record] | None = None) -> TimeLine:
    """Contacts, incidents and the moments that matter, up to today; ``records`` are current ones already read."""
    if records is None:
        records = session.heads(case, _READ_ALREADY)
    others = session.heads(case, _FORMS_OF_OTHERS)
    return time_line_of((*records, *others), _plans(session, case), session.now().date(), partial(label_of, session))


def need_changes(session: Session, records: Iterable[Record]) -> NeedChanges:
    """Each need as it was rated at first and is rated now, by the person and by the advocate, in conversations."""
    return need_changes_of(records, partial(label_of, session))


def _plans(session: Session, case: str) -> list[Record]:
    """Every version of the plan."""
    records = dict.fromkeys(head.header.record for head in ledger.heads_of_case(session.vault, case, slot="plan"))
    entries = [entry for record in records for entry in ledger.entries_of_record(session.vault, record)]
    return [session.read(entry) for entry in entries if entry.header.kind == "record"]
