"""The criminal cases and hearings of a case as they stand today, read from their current records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hru_advocate.casework.session import Session
from hru_advocate.domain.law.clocks import ClockReading
from hru_advocate.domain.law.criminal_case import CriminalCase, case_beginnings, edition_for, read_criminal_case
from hru_advocate.domain.law.hearings import HearingView, hearing_beginnings, read_hearing
from hru_advocate.domain.law.readings import Reckoning, read_clocks
from hru_advocate.domain.law.sentence_days import CourtDiary, sentence_day
from hru_advocate.domain.law.victims_code import CodeEdition
from hru_advocate.domain.ledger.records import Record
from hru_advocate.store.ledger import ledger


@dataclass(frozen=True, slots=True)
class CaseInCourt:
    """A criminal case with every clock of it on this day, and the edition it is worked under, if one is held."""

    case: CriminalCase
    readings: tuple[ClockReading, ...]
    edition: CodeEdition | None

    @property
    def entry(self) -> str:
        """The version it is read from."""
        return self.case.entry

    @property
    def record(self) -> str:
        """The record whose version it is."""
        return self.case.record


@dataclass(frozen=True, slots=True)
class HearingInCourt:
    """A hearing with every clock of it on this day."""

    hearing: HearingView
    readings: tuple[ClockReading, ...]

    @property
    def entry(self) -> str:
        """The version it is read from."""
        return self.hearing.entry

    @property
    def record(self) -> str:
        """The record whose version it is."""
        return self.hearing.record


@dataclass(frozen=True, slots=True)
class Court:
    """Everything of a case that goes before police, prosecution and courts, but for orders."""

    cases: tuple[CaseInCourt, ...]
    hearings: tuple[HearingInCourt, ...]


def court_of(session: Session, case: str) -> Court:
    """The criminal cases and hearings of a case today; a record erased by authority tells nothing."""
    today, holidays, code = session.now().date(), session.product.bank_holidays, session.product.victims_code
    records = [record for record in session.heads(case, ["criminal_case"]) if not record.erased]
    held = [record for record in session.heads(case, ["hearing"]) if not record.erased]
    cases = [(read_criminal_case(record), _written(session, record)) for record in records]
    hearings = [(read_hearing(record), _written(session, record)) for record in held]
    diary = CourtDiary(tuple(one for one, _on in hearings), tuple(one for one, _on in cases))
    with_rights = [one.enhanced_on or date.min for one, _on in cases if one.enhanced]
    since = min(with_rights, default=date.min)
    found: list[CaseInCourt] = []
    for one, written in cases:
        edition = edition_for(code, one, written)
        by = Reckoning(today, holidays, edition.id if edition else "", bool(one.enhanced), one.enhanced_on)
        day = sentence_day(one, diary, today)
        readings = read_clocks(code, "criminal_case", case_beginnings(one, written, day), by)
        found.append(CaseInCourt(one, readings, edition))
    kept = min((one.edition for one in found if one.edition), key=lambda edition: edition.first_day, default=None)
    shown: list[HearingInCourt] = []
    for hearing, written in hearings:
        edition = kept or code.edition_on(written)
        by = Reckoning(today, holidays, edition.id if edition else "", bool(with_rights), since)
        shown.append(HearingInCourt(hearing, read_clocks(code, "hearing", hearing_beginnings(hearing, written), by)))
    return Court(tuple(found), tuple(shown))


def everything(court: Court) -> tuple[CaseInCourt | HearingInCourt, ...]:
    """The criminal cases, then the hearings."""
    return (*court.cases, *court.hearings)


def _written(session: Session, record: Record) -> date:
    """The day a record was first written down, whatever corrected it since."""
    if not record.parents:
        return record.recorded.day
    versions = [one for one in ledger.entries_of_record(session.vault, record.record) if one.header.kind == "record"]
    return min(one.header.recorded.day for one in versions)
