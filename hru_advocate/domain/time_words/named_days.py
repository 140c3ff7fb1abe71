"""Days that have a name in England: feasts, bank holidays, the evenings people remember."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final

MONTHS: Final = (
    "january february march april may june july august september october november december"
).split()  # fmt: skip
DAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
MONTH_NAMES: Final = "|".join(f"{month}|{month[:3]}" for month in MONTHS)
DAY_NAMES: Final = "|".join(f"{day}|{day[:3]}" for day in DAYS)
"""Their names as a pattern, whole or by three letters."""

Span = tuple[date, date]


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian method)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    rest = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * rest) // 433
    month = (h + rest - 7 * m + 90) // 25
    return date(year, month, (h + rest - 7 * m + 33 * month + 19) % 32)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth such weekday of a month, counted from 1; 0 is the last one. ``None`` when the month has no fifth."""
    day = _nth(year, month, weekday, nth)
    return day if day.month == month else None


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday from the first of a month on; 0 is the last of the month."""
    if nth == 0:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _fixed(month: int, day: int) -> Callable[[int], Span]:
    return lambda year: (date(year, month, day), date(year, month, day))


def _from_easter(days: int, length: int = 0) -> Callable[[int], Span]:
    return lambda year: (easter(year) + timedelta(days=days), easter(year) + timedelta(days=days + length))


def _weekday(month: int, weekday: int, nth: int) -> Callable[[int], Span]:
    def find(year: int) -> Span:
        day = _nth(year, month, weekday, nth)
        return day, day

    return find


def _clocks(month: int, *, night: bool) -> Callable[[int], Span]:
    """The night before the last Sunday of a month, in which the clocks change, and that Sunday."""

    def find(year: int) -> Span:
        sunday = _nth(year, month, 6, 0)
        return sunday - timedelta(days=1 if night else 0), sunday

    return find


def _christmas(year: int) -> Span:
    return date(year, 12, 24), date(year, 12, 26)


def _after_christmas(year: int) -> Span:
    return date(year, 12, 25), date(year + 1, 1, 1)


def _early_may(year: int) -> Span:
    """The first Monday of May; in 2020 it was moved to the 8th."""
    return (date(2020, 5, 8), date(2020, 5, 8)) if year == 2020 else _weekday(5, 0, 1)(year)


def _spring(year: int) -> Span:
    """The last Monday of May; moved for the jubilees of 2002, 2012 and 2022."""
    moved = {2002: date(2002, 6, 4), 2012: date(2012, 6, 4), 2022: date(2022, 6, 2)}
    return (moved[year], moved[year]) if year in moved else _weekday(5, 0, 0)(year)


NAMED: Final[Mapping[str, Callable[[int], Span]]] = {
    "xmas eve": _fixed(12, 24),
    "xmas day": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
    "xmas": _christmas,
    "between xmas and new year": _after_christmas,
    "between xmas and the new year": _after_christmas,
    "new year eve": _fixed(12, 31),
    "new year day": _fixed(1, 1),
    "nye": _fixed(12, 31),
    "hogmanay": _fixed(12, 31),
    "st david day": _fixed(3, 1),
    "st patrick day": _fixed(3, 17),
    "st george day": _fixed(4, 23),
    "clocks went ago": _clocks(10, night=True),
    "clocks went forward": _clocks(3, night=True),
    "night the clocks went ago": _clocks(10, night=True),
    "w6 the clocks went ago": _clocks(10, night=False),
    "night the clocks went forward": _clocks(3, night=True),
    "w6 the clocks went forward": _clocks(3, night=False),
    "valentine day": _fixed(2, 14),
    "valentines day": _fixed(2, 14),
    "halloween": _fixed(10, 31),
    "bonfire night": _fixed(11, 5),
    "guy fawkes night": _fixed(11, 5),
    "m4 fools day": _fixed(4, 1),
    "m4 fool day": _fixed(4, 1),
    "good w4": _from_easter(-2),
    "easter w5": _from_easter(-1),
    "easter w6": _from_easter(0),
    "easter day": _from_easter(0),
    "easter w0": _from_easter(1),
    "easter weekend": _from_easter(-2, 3),
    "easter": _from_easter(-2, 3),
    "maundy w3": _from_easter(-3),
    "palm w6": _from_easter(-7),
    "shrove w1": _from_easter(-47),
    "pancake day": _from_easter(-47),
    "ash w2": _from_easter(-46),
    "mothering w6": _from_easter(-21),
    "mother day": _from_easter(-21),
    "mothers day": _from_easter(-21),
    "father day": _weekday(6, 6, 3),
    "fathers day": _weekday(6, 6, 3),
    "remembrance w6": _weekday(11, 6, 2),
    "remembrance day": _fixed(11, 11),
    "may day": _fixed(5, 1),
    "m5 day": _fixed(5, 1),
    "m5 day bank holiday": _early_may,
    "early m5 bank holiday": _early_may,
    "spring bank holiday": _spring,
    "late m5 bank holiday": _spring,
    "m8 bank holiday": _weekday(8, 0, 0),
    "summer bank holiday": _weekday(8, 0, 0),
    "late m8 bank holiday": _weekday(8, 0, 0),
}
"""Each name in symbols, with the days it has in a year."""

SEASONS: Final[Mapping[str, tuple[int, int]]] = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "winter": (12, 2),
}
"""The first and last month of each season."""


def bank_holidays(year: int) -> list[date]:
    """The bank holidays of England and Wales in a year, with their substitutes, as the law of 1971 sets them."""
    days = [easter(year) - timedelta(days=2), easter(year) + timedelta(days=1)]
    days += [find(year)[0] for find in (_early_may, _spring, _weekday(8, 0, 0))]
    days.append(_moved_on(date(year, 1, 1), ()))
    christmas = date(year, 12, 25)
    if christmas.weekday() < 5:
        first = christmas
        second = _moved_on(date(year, 12, 26), (first,))
    else:
        second = _moved_on(date(year, 12, 26), ())
        first = _moved_on(christmas, (second,))
    return sorted([*days, first, second])


def _moved_on(day: date, taken: tuple[date, ...]) -> date:
    while day.weekday() > 4 or day in taken:
        day += timedelta(days=1)
    return day
