"""Clocks in words, for the screen, for lists and for scripts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hru_advocate.casework.law.confirmable import CLOCK
from hru_advocate.casework.law.court import CaseInCourt, HearingInCourt
from hru_advocate.casework.law.legal_options import check_words
from hru_advocate.casework.session import Session
from hru_advocate.domain.law.clocks import ClockReading, ClockState
from hru_advocate.domain.law.legal_talks import OptionCheck
from hru_advocate.domain.law.readings import counted
from hru_advocate.domain.law.victims_code import CodeClock
from hru_advocate.domain.moments import day_in_words

TO_CONFIRM = "to be confirmed by the unit"


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One clock that has begun: what, who owes it, its last day and its state in words.

    ``right`` says that the person may use it, and nobody owes it. ``field`` is where its meeting day is written (""
    where the whole form is needed), ``done`` the word for it (Told, Asked). ``confirm`` says who confirmed its number
    and when, or that it is to be confirmed, ``rests`` how long it is and where that stands.
    """

    id: str
    entry: str
    field: str
    label: str
    owed_by: str
    right: bool
    state: ClockState
    words: str
    last: date | None
    waits: bool
    done: str
    confirm: str
    rests: str
    note: str


def clock_lines(
    session: Session, court: CaseInCourt | HearingInCourt, checks: Mapping[str, OptionCheck]
) -> tuple[ClockLine, ...]:
    """The clocks of a criminal case or a hearing that have begun: what waits first, by its last day.

    ``checks`` are what the unit said of options and clocks, by id.
    """
    entry, asked = court.entry, not isinstance(court, CaseInCourt) or court.case.enhanced is not None
    lines = [
        _line(session, entry, reading, checks, asked=asked)
        for reading in court.readings
        if reading.state != "not_started"
    ]
    return tuple(sorted(lines, key=lambda line: (not line.waits, line.last is None, line.last or date.max)))


def not_begun(court: CaseInCourt) -> int:
    """Count the clocks that have not begun."""
    return sum(reading.state == "not_started" for reading in court.readings)


def label_of_clock(reading: ClockReading) -> str:
    """The subject of a clock, with the hearing or the row it belongs to where there may be several."""
    beginning = reading.beginning
    day = f", {day_in_words(beginning.day)}" if beginning.place and beginning.day else ""
    return f"{reading.clock.label}{day}"


def _line(
    session: Session, entry: str, reading: ClockReading, checks: Mapping[str, OptionCheck], *, asked: bool
) -> ClockLine:
    clock = reading.clock
    notes = [clock.note, reading.beginning.rest]
    if clock.enhanced_days and not asked and reading.waits:
        days = "1 working day" if clock.enhanced_days == 1 else f"{clock.enhanced_days} working days"
        notes.append(f"Enhanced rights were not asked about: with them it is {days}.")
    if reading.last and not session.product.bank_holidays.listed(reading.last.year):
        notes.append(
            f"The bank holidays of {reading.last.year} are not listed here; they were worked out from the law as it "
            "stands."
        )
    return ClockLine(
        id=clock.id,
        entry=entry,
        field=reading.place if not clock.met_by.startswith("measures_") else "",
        label=label_of_clock(reading),
        owed_by=session.product.victims_code.owner_words[clock.owed_by],
        right=clock.sort == "right",
        state=reading.state,
        words=reading.words,
        last=reading.last,
        waits=reading.waits,
        done=clock.done,
        confirm=_confirmed(clock, checks.get(f"{CLOCK}{clock.id}"), session.now().date()),
        rests=_rests(session, reading),
        note=" ".join(note for note in notes if note),
    )


def _confirmed(clock: CodeClock, check: OptionCheck | None, today: date) -> str:
    """Say who confirmed the number and when, what the unit says instead, or that nobody has."""
    if check is not None:
        words = check_words(check, today)
        return words if check.right else f"{words}: “{check.words}”"
    return "" if clock.confirmed else TO_CONFIRM


def _rests(session: Session, reading: ClockReading) -> str:
    """The length of a clock, by which right, and where that stands: never more sure than its source."""
    clock, code = reading.clock, session.product.victims_code
    titles = {source.id: source.title for source in code.sources}
    edition = next((one.name for one in code.editions if one.id == clock.edition), "")
    right = f"right {clock.right} of the {edition}" if clock.right and edition else ""
    source = "; ".join(titles[source] for source in clock.sources) or "no source was read"
    return " · ".join(part for part in (counted(clock), right, source) if part)
