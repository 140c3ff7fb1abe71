"""Every clock of a record on one day, and the first last day that asks for something."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from hru_advocate.domain.law.clocks import Beginning, ClockReading, last_day, read_clock
from hru_advocate.domain.law.victims_code import CodeClock, VictimsCode


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Clocks are counted by the day, the bank holidays, enhanced rights, the edition of the Code ("": none).

    ``enhanced_since`` is the day a ground for enhanced rights was found, where it was written down.
    """

    today: date
    holidays: Container[date]
    edition: str
    enhanced: bool = False
    enhanced_since: date | None = None


def read_clocks(
    code: VictimsCode, form: Literal["criminal_case", "hearing"], beginnings: Iterable[Beginning], by: Reckoning
) -> tuple[ClockReading, ...]:
    """Every clock of a record's form that some beginning belongs to, in the order of the file."""
    begun: dict[str, list[Beginning]] = {}
    for beginning in beginnings:
        begun.setdefault(beginning.event, []).append(beginning)
    readings = [
        read_clock(clock, beginning, by.today, by.holidays, enhanced=by.enhanced, since=by.enhanced_since)
        for clock in code.clocks
        if clock.form == form and clock.edition in ("", by.edition)
        for beginning in begun.get(clock.starts, ())
    ]
    return tuple(_at_the_latest(reading, readings, by) for reading in readings)


def _at_the_latest(reading: ClockReading, readings: list[ClockReading], by: Reckoning) -> ClockReading:
    """A clock whose beginning is not known cannot begin later than the last day of the one it follows."""
    clock = reading.clock
    if reading.state != "cannot_tell" or not clock.follows:
        return reading
    before = next(
        (one for one in readings if one.clock.id == clock.follows and one.beginning.place == reading.beginning.place),
        None,
    )
    if before is None or before.last is None:
        return reading
    return replace(reading, latest=last_day(clock, before.last, reading.days, by.holidays))


def asking(readings: Iterable[ClockReading]) -> Iterator[tuple[date, ClockReading]]:
    """The clocks that ask for something by a day: begun, not met, and no right whose last day has gone by."""
    for reading in readings:
        day = reading.last or reading.latest
        if reading.waits and reading.state != "over" and day is not None:
            yield day, reading


def counted(clock: CodeClock) -> str:
    """The length of a clock in words: ``5 working days, 1 with enhanced rights``."""
    if clock.unit == "before":
        return f"before the {clock.until}"
    if clock.unit == "none":
        return "no number of days is set"
    unit = clock.unit.replace("_", " ")
    words = f"{clock.days} {unit.removesuffix('s') if clock.days == 1 else unit}"
    return f"{words}, {clock.enhanced_days} with enhanced rights" if clock.enhanced_days else words
