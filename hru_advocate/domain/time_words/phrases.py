"""A whole phrase about time: its days and hours together, from one to another, one or the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from hru_advocate.domain.time_words.clocks import Clock
from hru_advocate.domain.time_words.frame import DAY, Days, Frame
from hru_advocate.domain.time_words.hours_away import hours_away
from hru_advocate.domain.time_words.parsing import TimeParts, parse
from hru_advocate.domain.time_words.tokens import symbols_of


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """The meaning of a phrase: its days, and within them from which minute to which.

    ``begin`` and ``end`` count from the beginning of the first and of the last day; ``None`` when no time of day is
    known. ``stated`` says that both ends were said, so that the second may lie beyond what is asked for; ``by_clock``
    that an hour was, which may be one of two in the day.
    """

    days: Days
    begin: int | None = None
    end: int | None = None
    exact: bool = False
    stated: bool = False
    by_clock: bool = False


_HOUR = 60
_YEAR: Final = timedelta(days=366)
"""No longer is it from one day without its year to another."""
_EVENING, _MORNING = 17 * 60, 9 * 60
"""From when a day can go on *into* the next one, and until when that one is its night's, in minutes."""

BY: Final = r"(?:(?:at the )?latest )?by|(?:no|not) later than"
AT_THE_LATEST: Final = r"(?:at the )?latest"
"""Words that make a day a deadline, before it and behind it."""

_DEADLINE_BEFORE: Final = re.compile(rf"^(?:{BY}) (?=.)")
_DEADLINE_AFTER: Final = re.compile(rf"(?<=.)(?: ,)? {AT_THE_LATEST}$")
_NIGHT_OF: Final = re.compile(r"(?:(?:on|in|during|over) )?(?:the )?night of ")
"""The night of 14 to 15 November is one night, and not the whole of the second day."""
_DAY_OR_HOUR: Final = re.compile(r"(?:0?[1-9]|1\d|2[0-3])\.(?:0[1-9]|1[0-2])")
"""Figures that alone may be a day as well as an hour: 03.11."""


def read_phrase(text: str, frame: Frame) -> TimeSpan | None:
    """Read a whole phrase; ``None`` when a word of it is not understood, or the words contradict each other."""
    if _DAY_OR_HOUR.fullmatch(text.strip()):
        return None
    symbols = symbols_of(text)
    while symbols and symbols[-1] in (".", ","):
        symbols.pop()
    if frame.ahead:
        symbols = _the_deadline(symbols)
    if not 0 < len(symbols) <= 24:
        return None
    return _phrase(symbols, frame)


def _the_deadline(symbols: list[str]) -> list[str]:
    """The day in words for a deadline, without *by*: by Friday, Friday at the latest, no later than the 14th."""
    found = " ".join(symbols)
    return _DEADLINE_AFTER.sub("", _DEADLINE_BEFORE.sub("", found)).split()


def read_clock(text: str, frame: Frame) -> time | None:
    """The certain time of day a phrase names, without any day; ``None`` when it may be one of two."""
    symbols = [re.sub(r"^k", "c", symbol) for symbol in symbols_of(text)]
    for parts in parse(" ".join(symbols), frame):
        clock = parts.clock_in_part
        if parts.days or clock is None or not clock.sure or parts.vague or clock.about or parts.about:
            continue
        return time(clock.minutes % DAY // 60, clock.minutes % 60)
    return None


def _phrase(symbols: list[str], frame: Frame) -> TimeSpan | None:
    told = _corrected(symbols, frame) or _one_or_other(symbols, frame)
    if told is None and ("to" in symbols or "into" in symbols):
        told = _from_to(symbols, frame)
    if told is None and "between" in symbols:
        told = _between(symbols, frame)
    return told or _expression(symbols, frame)


def _between(symbols: list[str], frame: Frame) -> TimeSpan | None:
    """Between 9 and 10 last night; on Friday between 9 and 10 pm: what stands before it holds for both."""
    place = symbols.index("between")
    before, ends = symbols[:place], symbols[place + 1 :]
    if not {"and", "to"} & {*ends}:
        return None
    return _from_to(["from", *("to" if symbol == "and" else symbol for symbol in ends), *before], frame)


def _corrected(symbols: list[str], frame: Frame) -> TimeSpan | None:
    """Not Tuesday, Wednesday; Wednesday, not Tuesday: what is meant is read, once what is not meant is understood."""
    if "not" not in symbols:
        return None
    place = symbols.index("not")
    if place == 0:
        cut = next((at for at, symbol in enumerate(symbols) if symbol in (",", "but")), None)
        if cut is None:
            return None
        denied, meant = symbols[1:cut], [symbol for symbol in symbols[cut:] if symbol not in (",", "but")]
    else:
        denied, meant = (
            symbols[place + 1 :],
            [symbol for symbol in symbols[:place] if symbol not in (",", "but", "and")],
        )
    if not denied or not meant or _expression(denied, replace(frame, ahead=False)) is None:
        return None
    return _expression(meant, frame)


def _one_or_other(symbols: list[str], frame: Frame) -> TimeSpan | None:
    """Tuesday or Wednesday: somewhere from the earlier to the later, never a certain day or hour."""
    for place, symbol in enumerate(symbols):
        if symbol != "or" or symbols[place + 1 : place + 2] in (["so"], ["thereabouts"]):
            continue
        ends = _both(symbols[:place], symbols[place + 1 :], frame, in_order=False)
        if ends is not None:
            first, last = sorted(_or_a_week_ago(ends, frame), key=lambda told: (told.days.first, told.begin or 0))
            if last.days.last < first.days.last and last.end is None:  # on or about the 10th
                last = replace(last, days=replace(last.days, last=first.days.last))
            joined = _join(first, last)
            return replace(joined, exact=False) if joined else None
    return None


def _or_a_week_ago(ends: tuple[TimeSpan, TimeSpan], frame: Frame) -> list[TimeSpan]:
    """Monday or Tuesday, told on a Monday: the one before Tuesday may be meant as well as today."""
    first, second = ends
    today = first.days.sort == second.days.sort == "weekday" and first.days.first == frame.today
    return [replace(first, days=first.days.moved(-7)), first] if today and not frame.ahead else [first, second]


def _from_to(symbols: list[str], frame: Frame) -> TimeSpan | None:
    """From 3 March to 9 April; 8 pm to 9 pm Monday; 3 - 9 April; Friday from 3 to 5."""
    if "from" in symbols:
        opened = symbols.index("from")
        symbols = symbols[:opened] + symbols[opened + 1 :]
    for place, symbol in enumerate(symbols):
        if symbol not in ("to", "into") or place == 0:
            continue
        ends = _both(symbols[:place], symbols[place + 1 :], frame)
        overnight = symbol == "into" or _NIGHT_OF.match(" ".join(symbols)) is not None
        if ends is not None and (joined := _join(*ends, overnight=overnight)) is not None:
            return replace(joined, stated=True)
    return None


def _both(begin: list[str], end: list[str], frame: Frame, *, in_order: bool = True) -> tuple[TimeSpan, TimeSpan] | None:
    """Both ends of a span; what only one of them says (the day, the month, pm) holds for the other too."""
    closes = _bare(end, frame)
    told = _expression(end, frame) or (_expression(end, replace(frame, ahead=True)) if not frame.ahead else None)
    for first in _completed(begin, end):
        start, last, opens = _expression(first, frame), told, _bare(first, frame)
        if opens is not None and last is not None and (start is None or closes is None):
            start = _on_day_of(opens, last, last.days.first)
        elif closes is not None and start is not None and (last is None or opens is None):
            last = _on_day_of(closes, start, start.days.last)
        if start is None or last is None:
            continue
        if closes is None and _night_backwards(start, last):
            continue
        if in_order:
            return _in_order(start, last, frame)
        return None if closes is not None and (start.begin or 0) > (last.begin or 0) else (start, last)
    return None


def _on_day_of(clock: Clock, other: TimeSpan, day: date) -> TimeSpan | None:
    """An end of a span that names no day lies on the day of the other, where that tells a time: 3 Nov, 10:00 to 11:00.

    Today's clock is not meant by it; and *Monday to 3 pm* does not say on which day.
    """
    return None if other.begin is None else TimeSpan(Days(day, day), clock.minutes, clock.minutes, by_clock=True)


def _night_backwards(start: TimeSpan, last: TimeSpan) -> bool:
    """Say whether hours of one night run backwards: 5 to 12 last night, where five is in the morning."""
    return start.days == last.days and start.begin is not None and start.begin > max(DAY, last.end or start.begin)


def _completed(begin: list[str], end: list[str]) -> Iterator[list[str]]:
    """The first end as it stands, and with what the second says for it too."""
    if begin and end:
        rest = end[1:] if end[0] == "the" else end
        if len(rest) > 1 and _figure(begin[-1], "no") and _figure(rest[0], "no"):
            yield [*begin, *rest[1:]]
        if _figure(begin[-1], "nk") and _figure(end[0], "c"):  # 3 - 5 pm
            yield [*begin[:-1], _same_half(begin[-1], end[0]), *end[1:]]
        dated = any(_figure(symbol, "mno") for symbol in begin)  # a year beside none is an hour
        if _figure(end[-1], "y") and dated and not any(_figure(symbol, "y") for symbol in begin):
            yield [*begin, end[-1]]
        yield begin
        for cut in range(1, len(end)):
            if dated or not _figure(end[cut], "y"):
                yield [*begin, *end[cut:]]


def _figure(symbol: str, sorts: str) -> bool:
    """Say whether a symbol holds a figure of one of these sorts and is no word: y2026, not yesterday."""
    return symbol[0] in sorts and symbol[1:].isdigit()


def _same_half(begin: str, end: str) -> str:
    hour, minute = (int(begin[1:3]), int(begin[3:])) if begin[0] == "k" else (int(begin[1:]), 0)
    if not 1 <= hour <= 12:
        return begin
    at, until = hour % 12 * 60 + minute, int(end[1:3]) * 60 + int(end[3:])
    later = at + DAY // 2
    at = later if later < until else at
    return f"c{at // 60:02}{at % 60:02}"


def _in_order(start: TimeSpan, last: TimeSpan, frame: Frame) -> tuple[TimeSpan, TimeSpan]:
    """Move the end that was left without its week or year, so that the first comes first."""
    if start.days.first > last.days.last:
        if start.days.sort == "weekday" and not frame.ahead:
            start = replace(start, days=start.days.moved(-7))
        elif last.days.sort == "weekday" and frame.ahead:
            last = replace(last, days=last.days.moved(7))
    return start, last


def _join(start: TimeSpan, last: TimeSpan, *, overnight: bool = False) -> TimeSpan | None:
    days = Days(start.days.first, last.days.last)
    if start.days.sort == last.days.sort == "date" and days.last - days.first > _YEAR:  # of 29 Feb and 1 Mar
        return None
    begin, end, by_clock = start.begin, last.end, start.by_clock or last.by_clock
    if start.by_clock and begin is None and end not in (None, DAY):  # between 5 and 6 pm today, told in the morning
        return None
    if overnight and begin is not None and end is None and days.last == days.first + timedelta(days=1):
        end = _MORNING if begin >= _EVENING else end  # the night of the 4th into the 5th
    if begin is None and end is None:
        return TimeSpan(days, by_clock=by_clock) if days.first <= days.last else None
    begin, end = begin or 0, DAY if end is None else end
    if days.first == days.last and end < begin:  # from 8 pm to 2 am
        end += DAY
    return TimeSpan(days, begin, end, by_clock=by_clock) if days.first <= days.last else None


def _bare(symbols: list[str], frame: Frame) -> Clock | None:
    """A clock time that stands without a day."""
    for parts in parse(" ".join(symbols), frame):
        clock = parts.clock_in_part
        if not parts.days and clock is not None and clock.sure:
            return clock
    return None


def _expression(symbols: list[str], frame: Frame) -> TimeSpan | None:
    """Read one expression, with its days and hours in any order."""
    if symbols in (["now"], ["just", "now"], ["right", "now"]):
        minutes = frame.now.hour * 60 + frame.now.minute
        return TimeSpan(Days(frame.today, frame.today), minutes, minutes, exact=len(symbols) == 1)
    for parts in parse(" ".join(symbols), frame):
        if _doubtful(parts):
            return None
        told = _put_together(parts, frame)
        if told is not None:
            return told
    away = hours_away(" ".join(symbols), frame)
    return TimeSpan(*away) if away else None


def _doubtful(parts: TimeParts) -> bool:
    """Say whether a figure may be the day, or else the hour or the year, and nothing beside it tells which."""
    alone = len(parts.days) == 1 and parts.clock is None and parts.part is None
    return any(days.or_else == "hour" or (days.or_else == "year" and alone) for days in parts.days)


def _put_together(parts: TimeParts, frame: Frame) -> TimeSpan | None:
    days = _days_of(parts, frame)
    clock = parts.clock_in_part
    if days is None or (parts.clock is not None and clock is None):
        return None
    told = _timed(parts, days, clock)
    if told is not None and parts.clock is not None:
        told = replace(told, by_clock=True)
    if told is not None and days.sort == "weekday" and not _lies_right(told, frame):
        told = replace(told, days=days.moved(7 if frame.ahead else -7))
    return told if told is None or _lies_right(told, frame) else None


def _timed(parts: TimeParts, days: Days, clock: Clock | None) -> TimeSpan | None:
    """Days with the hours said of them."""
    if not days.single or days.rest:  # an hour of November is none of today, though today is all that is left of it
        return TimeSpan(days) if clock is None and parts.part is None else None
    vague = parts.vague or parts.about
    if clock is not None and clock.sure:
        if clock.minutes == DAY and parts.part is None:  # midnight on Tuesday: as it begins, or as it ends
            return TimeSpan(days, 0, DAY)
        after_midnight = clock.minutes > DAY and days.sort != "told"  # Friday night at 1 am
        vague = vague or clock.about or after_midnight or _twice_or_never(days.first, clock.minutes)
        begin = clock.minutes - (_HOUR if clock.before else 0)
        return TimeSpan(days, begin, begin + (_HOUR if vague else 0), exact=not vague)
    if clock is not None:
        return TimeSpan(days)
    if parts.part is not None:
        return TimeSpan(days, parts.part.begin, parts.part.end)
    if parts.about:
        return TimeSpan(Days(days.first - timedelta(days=1), days.last + timedelta(days=1)))
    return TimeSpan(days)


def _days_of(parts: TimeParts, frame: Frame) -> Days | None:
    """The days that are said; today for a time that stands alone; a weekday beside a date must be that day."""
    if not parts.days:
        clock = parts.clock_in_part
        if clock is None or not clock.sure or clock.or_year:
            return None
        hedged = clock.about or parts.about or parts.vague
        return None if hedged and clock.minutes == DAY else Days(frame.today, frame.today)  # of which night?
    if parts.clock and parts.clock.or_year and all(days.sort == "date" for days in parts.days):
        return None
    if len(parts.days) == 1:
        return parts.days[0]
    weekday = next((days for days in parts.days if days.sort == "weekday"), None)
    other = next((days for days in parts.days if days is not weekday), None)
    if weekday is None or other is None or other.sort == "weekday" or not other.single:
        return None
    return other if other.first.weekday() == weekday.first.weekday() else None


def _lies_right(told: TimeSpan, frame: Frame) -> bool:
    """Say whether it can lie where it is asked for: begun already, or not yet over."""
    if told.days.sort == "dated":
        return True
    now = frame.now
    if frame.ahead:
        if told.end is None:
            return told.days.last >= frame.today
        return _moment(told.days.last, told.end) >= now
    if told.begin is None:
        return told.days.first <= frame.today
    return _moment(told.days.first, told.begin) <= now


def _moment(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minutes)


def _twice_or_never(day: date, minutes: int) -> bool:
    """Say whether the clocks change in this hour: it is not there in March, and there twice in October."""
    last_of_month = day.month in (3, 10) and day.weekday() == 6 and day.day > 24
    return last_of_month and 60 <= minutes < 120
