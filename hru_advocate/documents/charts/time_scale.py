"""The scale of a time line: where a day stands, how long a bar's period is, and which days are named under it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from hru_advocate.documents.charts.chart_space import ChartSpace
from hru_advocate.domain.moments import day_in_words, month_in_words, short_day_in_words
from hru_advocate.domain.pictures import PicturePeriod

_MOST_WEEKS: Final = 60  # longer times are counted by month
_LEAST_PITCH: Final = 4.0  # between bars, or they cannot be told apart
_MOST_PITCH: Final = 44.0  # between bars: two weeks do not stand at the two edges of a page
_GAP: Final = 9.0  # between the words of two days, or they are read as one
_MOST_TICKS: Final = 12  # days named under a time line


@dataclass(frozen=True, slots=True)
class Scale:
    """Days from ``left`` to ``right``, in points; ``starts`` are the first days of the periods, and the end."""

    left: float
    right: float
    unit: str
    starts: tuple[int, ...]

    def at(self, day: date) -> float:
        """The place of a day, in points: its middle, so that no day falls between two periods."""
        return self._at(day.toordinal() + 0.5)

    def _at(self, ordinal: float) -> float:
        first, end = self.starts[0], self.starts[-1]
        return self.left + (self.right - self.left) * (ordinal - first) / (end - first)

    def starting(self, day: date) -> float:
        """The place where a day begins, in points."""
        return self._at(day.toordinal())

    def period(self, day: date) -> int:
        """The period a day falls into, from 0."""
        return bisect_right(self.starts, day.toordinal()) - 1

    def span(self, period: int) -> tuple[float, float]:
        """The start and the end of a period, in points."""
        return self._at(self.starts[period]), self._at(self.starts[period + 1])


def scale_of(first: date, last: date, left: float, right: float, period: PicturePeriod = "") -> Scale:
    """The shortest periods whose bars can be told apart: weeks, months, quarters, years.

    Where one is wanted it is taken, or the next longer one whose bars can be told apart.
    """
    wide = right - left
    ladder: tuple[tuple[str, Callable[[date], date], Callable[[date], date], int], ...] = (
        ("week", _monday, lambda day: date.fromordinal(day.toordinal() + 7), 7),
        ("month", lambda day: day.replace(day=1), lambda day: _later(day, 1), 30),
        ("quarter", lambda day: date(day.year, day.month - (day.month - 1) % 3, 1), lambda day: _later(day, 3), 91),
        ("year", lambda day: date(day.year, 1, 1), lambda day: _later(day, 12), 365),
    )
    wanted = period == "month"
    for unit, begin, after, length in ladder[wanted:]:
        count = (last - first).days / length + 1
        if unit == "year" or (
            count <= max(1.0, wide / _LEAST_PITCH) and not (unit == "week" != period and count > _MOST_WEEKS)
        ):
            starts = [begin(first)]
            while starts[-1] <= last:
                starts.append(after(starts[-1]))
            right = min(right, left + _MOST_PITCH * (len(starts) - 1))
            return Scale(left, right, unit, tuple(day.toordinal() for day in starts))
    raise AssertionError  # a year always serves


def _monday(day: date) -> date:
    return date.fromordinal(day.toordinal() - day.weekday())


def _later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def ticks(scale: Scale, space: ChartSpace) -> list[tuple[float, str]]:
    """The days, months or years to name, as many as stand clear of one another."""
    made: list[tuple[float, str]] = []
    for named in _ladder(scale):
        made = [(scale.starting(day), text) for day, text in named]
        ends = [x + space.measure(text) for x, text in made]
        clear = all(end + _GAP <= x for end, (x, _text) in zip(ends, made[1:], strict=False))
        if made and clear and ends[-1] <= space.width and len(made) <= _MOST_TICKS:
            return made
    first = date.fromordinal(scale.starts[0])
    text = _day(first, year=True)
    return [(max(0.0, min(scale.left, space.width - space.measure(text))), space.shorten(text, space.width))]


def _ladder(scale: Scale) -> Iterator[list[tuple[date, str]]]:
    """Ever fewer days to name."""
    first, end = date.fromordinal(scale.starts[0]), scale.starts[-1]
    mondays = [date.fromordinal(at) for at in range(_monday(first).toordinal(), end, 7) if at >= scale.starts[0]]
    for step in (1, 2, 4):
        if len(mondays) <= _MOST_TICKS * step:
            days = mondays[::step]
            yield [(day, _day(day, year=day == days[0] or day.year != before.year)) for before, day in _pairs(days)]
    months = []
    month = first if first.day == 1 else _later(first, 1)
    while month.toordinal() < end:
        months.append(month)
        month = _later(month, 1)
    for step in (1, 2, 3, 6):
        days = [day for day in months if (day.month - 1) % step == 0]
        yield [(day, _month(day, year=day == days[0] or day.year != before.year)) for before, day in _pairs(days)]
    years = [day for day in months if day.month == 1]
    for step in (1, 2, 5, 10, 20, 50, 100):
        yield [(day, str(day.year)) for day in years if day.year % step == 0]


def _pairs(days: list[date]) -> Iterator[tuple[date, date]]:
    """Each day with the one before it; the first with itself."""
    return zip([*days[:1], *days[:-1]], days, strict=True)


def _day(day: date, *, year: bool) -> str:
    return day_in_words(day) if year else short_day_in_words(day)


def _month(day: date, *, year: bool) -> str:
    name = month_in_words(day)[:3]
    return f"{name} {day.year}" if year else name
