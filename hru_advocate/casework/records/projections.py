"""A record as the entry that is written, with its contribution to the views and the first day its clocks ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from hru_advocate.casework.session import Session
from hru_advocate.domain.law.criminal_case import case_beginnings, edition_for, read_criminal_case
from hru_advocate.domain.law.hearings import hearing_beginnings, read_hearing
from hru_advocate.domain.law.readings import Reckoning, asking, read_clocks
from hru_advocate.domain.law.sentence_days import days_told
from hru_advocate.domain.ledger.projection import Projection
from hru_advocate.domain.ledger.records import Record, body_of
from hru_advocate.domain.projecting import project
from hru_advocate.store.ledger.ledger import NewEntry

_Asked = Iterator[tuple[date, str]]


def projected(session: Session, record: Record) -> Projection:
    """The contribution of a record to the views; a criminal case and a hearing are due by their clocks as well."""
    found = project(record)
    days = _CLOCKS.get(record.form.purpose)
    if days is None or record.erased:
        return found
    day, label = min(days(session, record), default=(None, ""))
    if day is None or (found.due is not None and found.due <= day.isoformat()):
        return found
    return replace(found, due=day.isoformat(), due_label=label)


def entry_of(session: Session, record: Record, draft: str | None = None) -> NewEntry:
    """A checked record as the entry that is to be written, with what the views show of it."""
    happened = record.happened
    return NewEntry(
        id=record.entry,
        device=session.device.device_id,
        record=record.record,
        form=record.form.id,
        version=record.form.version,
        author=record.author,
        recorded=record.recorded,
        body=body_of(record.form, record.answers, record.reason),
        case=record.case,
        parents=record.parents,
        happened=happened.sort if happened else "",
        projection=projected(session, record),
        draft=draft,
    )


def _criminal_case(session: Session, record: Record) -> _Asked:
    case, written = read_criminal_case(record), record.recorded.day
    code = session.product.victims_code
    edition = edition_for(code, case, written)
    rights = bool(case.enhanced)
    by = Reckoning(written, session.product.bank_holidays, edition.id if edition else "", rights, case.enhanced_on)
    sentence = case.sentenced_on or case.sentence_due
    readings = read_clocks(code, "criminal_case", case_beginnings(case, written, sentence), by)
    yield from ((day, reading.clock.label) for day, reading in asking(readings))


def _hearing(session: Session, record: Record) -> _Asked:
    """A hearing's own clocks, the next hearing it tells, and the days of sentence, which end clocks of its case.

    The enhanced rights of its criminal case are seen where the whole case is read.
    """
    hearing, written = read_hearing(record), record.recorded.day
    code = session.product.victims_code
    edition = code.edition_on(written)
    by = Reckoning(written, session.product.bank_holidays, edition.id if edition else "", enhanced=True)
    readings = read_clocks(code, "hearing", hearing_beginnings(hearing, written), by)
    yield from ((day, reading.clock.label) for day, reading in asking(readings))
    if hearing.next_set is not None:
        yield hearing.next_set, hearing.what
    if hearing.criminal:
        yield from ((day, hearing.what) for day in days_told(hearing))


_CLOCKS: Final[dict[str, Callable[[Session, Record], _Asked]]] = {
    "criminal_case": _criminal_case,
    "hearing": _hearing,
}
