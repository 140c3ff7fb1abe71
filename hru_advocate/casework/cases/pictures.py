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

_READ_ALREADY: Final = ("incident", "contact", "judgement", "order", "criminal_case", "hearing")
_OTHERS: Final = ("paper", "visit", "letter", "general")
"""Never read for anything else; a form of no purpose of its own is known by its id."""


def time_line(session: Session, case: str, records: Sequence[Record] | None = None, behaviour: str = "") -> TimeLine:
    """Contacts, incidents and the moments that matter, up to today; ``records`` are current ones already read.

    Of incidents it shows those with ``behaviour``, where one is named.
    """
    if records is None:
        records = session.heads(case, _READ_ALREADY)
    others = session.heads(case, _OTHERS)
    now, label = session.now(), partial(label_of, session)
    return time_line_of((*records, *others), _plans(session, case), now, label, behaviour)


def need_changes(session: Session, records: Iterable[Record]) -> NeedChanges:
    """Each need as it was rated at first and is rated now, by the person and by the advocate, in conversations."""
    return need_changes_of(records, partial(label_of, session))


def _plans(session: Session, case: str) -> list[Record]:
    """Every version of the plan."""
    records = dict.fromkeys(head.header.record for head in ledger.heads_of_case(session.vault, case, slot="plan"))
    return [version for record in records for version in session.versions(record)]
