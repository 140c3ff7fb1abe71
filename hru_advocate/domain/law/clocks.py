"""A clock on a day: when it began, its last day, and whether it runs, is late, was met, or cannot be told.

Pure: a record says what began (``Beginning``), the file of the Code says how long, a calendar which days count.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

from hru_advocate.domain.law.victims_code import CodeClock
from hru_advocate.domain.law.working_days import working_days_after, working_days_between
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.time_words.frame import months_on

ClockState = Literal[
    "not_started", "running", "due_today", "late", "over", "met", "met_late", "set_aside", "open", "cannot_tell"
]
WAITING: Final[frozenset[ClockState]] = frozenset({"running", "due_today", "late", "over", "open", "cannot_tell"})
"""The states in which a clock has begun and was not met."""

_MONTHS: Final = {"months": 1, "years": 12}


@dataclass(frozen=True, slots=True)
class Beginning:
    """Something a clock may begin with, as a record tells it.

    ``happened`` without a ``day`` means that it happened and its day is not written down; ``because`` says so in words.
    ``met`` holds the days that may meet a clock, by field; ``place`` is the row they stand in. ``until`` is a
    day it has to be done by, ``rest`` what qualifies it; ``aside`` are the fields with a reason why there is no day.
    """

    event: str
    day: date | None
    happened: bool
    met: dict[str, date | None]
    words: str = ""
    because: str = ""
    place: str = ""
    until: date | None = None
    rest: str = ""
    aside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ClockReading:
    """One clock of one beginning on one day.

    ``gap`` counts the days left (running) or gone by (late, met late), working days where the clock counts those.
    ``latest`` is the last day it can have at all, where its own beginning is not known.
    """

    clock: CodeClock
    beginning: Beginning
    state: ClockState
    last: date | None = None
    met_on: date | None = None
    gap: int = 0
    because: str = ""
    latest: date | None = None
    days: int = 0

    @property
    def waits(self) -> bool:
        """True if it has begun and was not met."""
        return self.state in WAITING

    @property
    def place(self) -> str:
        """The field its meeting day is written in: ``told_on``, or ``events.2.told_on`` in the third row."""
        place = self.beginning.place
        return f"{place}.{self.clock.met_by}" if place else self.clock.met_by

    @property
    def words(self) -> str:
        """The state in words, which never rest on a colour."""
        return _STATES[self.state](self)


def last_day(clock: CodeClock, start: date, days: int, holidays: Container[date]) -> date:
    """The last day of a clock that counts days and begins on ``start``."""
    if clock.unit == "working_days":
        return working_days_after(start, days, holidays)
    if clock.unit in _MONTHS:
        return months_on(start, days * _MONTHS[clock.unit])
    return start + timedelta(days=days)


def days_of(clock: CodeClock, *, enhanced: bool) -> int:
    """The number of days a clock has for this person."""
    return clock.enhanced_days if enhanced and clock.enhanced_days else clock.days


def read_clock(
    clock: CodeClock,
    beginning: Beginning,
    today: date,
    holidays: Container[date],
    *,
    enhanced: bool,
    since: date | None = None,
) -> ClockReading:
    """Say how a clock stands on a day; ``since`` is the day enhanced rights were found, where it is known.

    A clock that had begun before counts its shorter days from then: nobody was late for rights not yet found.
    """
    days = days_of(clock, enhanced=enhanced)
    last = _not_before(since if enhanced else None, _last(clock, beginning, days, holidays), clock, beginning, holidays)
    bare = ClockReading(clock, beginning, "not_started", last, days=days)
    met = beginning.met.get(clock.met_by)
    if met is not None:
        return _met_reading(bare, met, holidays)
    if clock.met_by in beginning.aside:
        return replace(bare, state="set_aside")
    if not beginning.happened:
        return bare
    if last is None:
        if beginning.day is None:
            return replace(bare, state="cannot_tell", because=beginning.because)
        return replace(bare, state="open", because=_not_set(clock))
    if today > last:
        return replace(bare, state="late" if clock.sort == "duty" else "over", gap=_gap(clock, last, today, holidays))
    if today == last:
        return replace(bare, state="due_today")
    return replace(bare, state="running", gap=_gap(clock, today, last, holidays))


def _met_reading(bare: ClockReading, met: date, holidays: Container[date]) -> ClockReading:
    """A clock that a day is written for; nobody is told of what has not happened yet."""
    clock, start, last = bare.clock, bare.beginning.day, bare.last
    if start is not None and met < start and clock.done in _AFTER:
        because = f"the day written for it, {day_in_words(met)}, lies before {day_in_words(start)}, when it began"
        return replace(bare, state="cannot_tell", because=because)
    if last is not None and met > last:
        return replace(bare, state="met_late", met_on=met, gap=_gap(clock, last, met, holidays))
    return replace(bare, state="met", met_on=met)


_AFTER: Final = frozenset({"Told", "Reached them"})
"""Acts that cannot come before the thing happened; a referral or a statement can."""


def _last(clock: CodeClock, beginning: Beginning, days: int, holidays: Container[date]) -> date | None:
    if clock.unit == "none":
        return None
    if clock.unit == "before":
        return beginning.until if beginning.happened else None
    return last_day(clock, beginning.day, days, holidays) if beginning.day is not None else None


def _not_before(
    since: date | None, last: date | None, clock: CodeClock, beginning: Beginning, holidays: Container[date]
) -> date | None:
    """The last day of a clock that enhanced rights made shorter, for one that had begun before they were found."""
    day = beginning.day
    if since is None or last is None or day is None or not clock.enhanced_days or since <= day:
        return last
    whole = last_day(clock, day, clock.days, holidays)
    return max(last, min(whole, last_day(clock, since, clock.enhanced_days, holidays)))


def _gap(clock: CodeClock, start: date, end: date, holidays: Container[date]) -> int:
    if clock.unit == "working_days":
        return working_days_between(start, end, holidays)
    return (end - start).days


def _not_set(clock: CodeClock) -> str:
    if clock.unit == "before":
        return f"the day of the {clock.until} is not written down"
    return "no number of days is set"


def _counted(reading: ClockReading) -> str:
    sort = "working day" if reading.clock.unit == "working_days" else "day"
    return f"{reading.gap} {sort}{'' if reading.gap == 1 else 's'}"


def _day(day: date | None) -> str:
    return day_in_words(day, weekday=True) if day else ""


def _late(reading: ClockReading) -> str:
    if not reading.gap:
        return f"Late: the last day was {_day(reading.last)}"
    return f"Late by {_counted(reading)}: the last day was {_day(reading.last)}"


def _running(reading: ClockReading) -> str:
    left = f"{_counted(reading)} left" if reading.gap else "no working day left before it"
    return f"Runs: the last day is {_day(reading.last)}, {left}"


def _cannot_tell(reading: ClockReading) -> str:
    words = f"Cannot be told: {reading.because}"
    if reading.latest is None:
        return words
    return f"{words}. At the very latest {_day(reading.latest)}"


def _met_late(reading: ClockReading) -> str:
    return f"{_met(reading)}, {_counted(reading)} late: the last day was {_day(reading.last)}"


def _met(reading: ClockReading) -> str:
    return f"{reading.clock.done} on {_day(reading.met_on)}"


_STATES: Final = {
    "not_started": lambda _reading: "Has not begun",
    "running": _running,
    "due_today": lambda reading: f"Due today, {_day(reading.last)}",
    "late": _late,
    "over": lambda reading: f"The last day was {_day(reading.last)}: ask whether it can still be done",
    "met": _met,
    "met_late": _met_late,
    "set_aside": lambda _reading: "Not wanted, or unsafe: a reason stands in the record",
    "open": lambda reading: f"Not yet: {reading.because}",
    "cannot_tell": _cannot_tell,
}
