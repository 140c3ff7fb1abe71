"""The criminal case on the case page and in scripts: where it stands, its clocks, and a day that meets one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hru_advocate.casework.law.clock_lines import ClockLine, clock_lines, not_begun
from hru_advocate.casework.law.court import CaseInCourt, court_of, everything
from hru_advocate.casework.law.legal_options import checks_of
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.records.going_on import one_that_stands
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answer, Answers, value_of
from hru_advocate.domain.forms.kinds import answer_in_words
from hru_advocate.domain.law.criminal_case import CriminalCase
from hru_advocate.domain.law.legal_talks import OptionCheck
from hru_advocate.domain.moments import day_in_words
from hru_advocate.errors import NotFound

_ROW: Final = 3
"""The parts of the place of an answer within a row: the group, the number of the row, the question."""


@dataclass(frozen=True, slots=True)
class CriminalCaseLine:
    """One criminal case: its stage, offences, rights, and its clocks."""

    entry: str
    stage_words: str
    offences: tuple[str, ...]
    enhanced_words: str
    statement_words: str
    edition_words: str
    clocks: tuple[ClockLine, ...]
    not_begun: int

    @property
    def title(self) -> str:
        """The offences, or what there is to call it by."""
        return ", ".join(self.offences) or "Criminal case"


def criminal_cases(session: Session, case: str) -> tuple[CriminalCaseLine, ...]:
    """The criminal cases of a case, the newest written first, each with its clocks today."""
    checks = checks_of(session)
    return tuple(_line(session, one, checks) for one in court_of(session, case).cases)


def _line(session: Session, court: CaseInCourt, checks: Mapping[str, OptionCheck]) -> CriminalCaseLine:
    one = court.case
    since = value_of(one.answers, "stage_on")
    return CriminalCaseLine(
        entry=one.entry,
        stage_words=f"{one.stage_words}, since {day_in_words(since)}" if since else one.stage_words,
        offences=one.offences,
        enhanced_words=_enhanced_words(session, one),
        statement_words=_statement_words(one),
        edition_words=court.edition.name
        if court.edition
        else "No edition of the Victims' Code is held here for the day of this report: its clocks cannot be told",
        clocks=clock_lines(session, court, checks),
        not_begun=not_begun(court),
    )


def _enhanced_words(session: Session, one: CriminalCase) -> str:
    if one.enhanced is None:
        return "Enhanced rights: not asked yet"
    if not one.enhanced:
        return "Enhanced rights: no ground found"
    field = session.forms.newest("criminal_case").by_id["enhanced"]
    grounds = answer_in_words(field, Answer("answered", one.enhanced))
    on = value_of(one.answers, "enhanced_on")
    return f"Enhanced rights: {grounds}" + (f" · assessed {day_in_words(on)}" if on else "")


def _statement_words(one: CriminalCase) -> str:
    steps = (("statement_updated_on", "brought up to date"), ("statement_made_on", "made"))
    for field, word in (*steps, ("statement_offered_on", "offered")):
        if day := value_of(one.answers, field):
            return f"Personal statement: {word} {day_in_words(day)}"
    return "Personal statement: not offered yet, as far as is written"


def meet_clock(session: Session, clock: ClockLine, day: str) -> Saved:
    """Write the day that meets a clock into its record, as a version of its own that says so.

    Raises:
        InvalidAnswer: the day cannot be read, or does not fit; nothing was saved.
        NotCorrectable: the record was changed meanwhile; nothing was saved.
        Disagreement: another version of it stands too; nothing was saved.
    """
    record = one_that_stands(session, clock.entry)
    parts = clock.field.split(".")
    if len(parts) == _ROW:
        group, number, inner = parts
        change: dict[str, object] = {group: _with_day(value_of(record.answers, group) or (), int(number), inner, day)}
    else:
        change = {clock.field: day}
    raw, reason = {**record.answers, **change}, f"{clock.label}: {clock.done}"
    return save(session, record.form.id, raw, case=record.case, corrects=(clock.entry,), reason=reason)


def _with_day(rows: Sequence[Answers], number: int, inner: str, day: str) -> list[Mapping[str, object]]:
    """The rows of a group, a day written into one of them."""
    if not 1 <= number <= len(rows):
        raise NotFound
    return [{**row, inner: day} if place == number else row for place, row in enumerate(rows, start=1)]


def clock_of(session: Session, case: str, clock: str) -> ClockLine:
    """The clock of a case that waits and has that id, the first to end where there are several.

    Raises:
        NotFound: no such clock waits.
    """
    checks = checks_of(session)
    lines = [line for one in everything(court_of(session, case)) for line in clock_lines(session, one, checks)]
    found = next((line for line in lines if line.id == clock and line.waits and line.field), None)
    if found is None:
        raise NotFound
    return found
