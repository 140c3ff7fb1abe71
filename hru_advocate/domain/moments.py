"""Times as people say them: kept as told, with a normal form beside it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Final, Literal

import msgspec

from hru_advocate.domain.time_words import phrases
from hru_advocate.domain.time_words.elsewhere import relative_elsewhere
from hru_advocate.domain.time_words.frame import Frame, day_at
from hru_advocate.domain.time_words.named_days import DAY_NAMES, DAYS, MONTHS
from hru_advocate.domain.time_words.tokens import symbols_of

TimeDirection = Literal["past", "future"]
AskedDirection = Literal["past", "future", "either"]
"""The side a field asks for; *either* takes a day on both, such as the last day of an order that may have ended."""

_HOUR: Final = timedelta(hours=1)
_PLAIN: Final = re.compile(r"(?:(?:[dtnomyszcw]\d[\d/-]*|today|yesterday|tomorrow|now|at|on|of|the|noon|[,.])(?: |$))*")
"""Words, as symbols, that say no more than a day and a time of day do."""

_DATE_ALONE: Final = re.compile(
    r"(?:[dt]\S+|(?:the )?[noz]\d+(?: of)? m\d+(?: [ys]\d+)?|(?:the )?o\d+|today|yesterday|tomorrow)"
)
_RELATIVE: Final = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|now|(?<!went )ago|last(?! thing)|this|next|weekend|fortnight)\b"
    r"|\bgone\b(?! (?:[nkc]\d|half|quarter|midnight))"
    r"|(?<!half )(?<!quarter )(?<!minute )(?<!n\d )(?<!n\d\d )\bpast\b"
    r"|\b(?:n\d+|an?|few|couple|of|half|in|the) (?:day|week|month|year|hour|minute)s?\b"
    r"(?! (?:of|commencing|beginning|to|past))"
    r"|\bw\d week\b"
)
"""Words, as symbols, that mean something else when they are read on another day."""

_OF_ITS_DAY: Final = re.compile(
    r"(?<!every )(?<!each )(?<!any )\bw\d\b(?! (?:mornings|afternoons|evenings|nights)\b)"
    r"|\bthe o\d+\b(?! (?:of )?(?:m\d|w\d|thing\b|week\b))"
)
"""Words, as symbols, that name a day by its week or month alone: by Wednesday if I can, the 14th at the latest."""

_DAY: Final = rf"(?:{DAY_NAMES}|tues|weds|thurs?)"
_COUNT: Final = r"(?:\d+|an?|one|two|three|four|five|six)"
_NEAR_DAY: Final = re.compile(
    rf"\b(?:(?:the )?day (?:before yesterday|after tomorrow)|{_COUNT} days? (?:ago|from now)"
    rf"|(?:{_COUNT} )?(?:weeks?|fortnights?) (?:(?:ago )?(?:last|on) |ago )?(?:{_DAY}|yesterday|today|tomorrow)"
    rf"|(?:the )?{_DAY} before last"
    rf"|(?:the )?{_DAY} (?:of )?(?:last|this|next) week|(?:last|this|next) week,? (?:on )?{_DAY}"
    rf"|(?:today|yesterday|tomorrow)(?! week| fortnight)|(?P<night>last night|tonight)"
    rf"|this (?P<part>morning|lunchtime|afternoon|evening)"
    rf"|(?:last|this|next|past) {_DAY}(?! (?:in|of|before)\b)(?: (?P<of>morning|afternoon|evening|night))?"
    rf"|{_DAY} (?:just )?gone)\b",
    re.IGNORECASE,
)
"""Words for one day near today that a date can stand in for."""


class Moment(msgspec.Struct, frozen=True, omit_defaults=True):
    """A time as told, with its normal form.

    ``start`` and ``end`` are ISO local times without zone (``2026-11-17T03:00``) or dates, ``None`` when
    the words could not be placed; ``exact`` is true only for a stated day and clock time. ``on`` is the day
    the words were told, kept where they could not be placed and mean something else on another day.
    """

    told: str
    start: str | None = None
    end: str | None = None
    exact: bool = False
    on: str = ""

    @property
    def sort(self) -> str:
        """A text that sorts by time; empty when the words could not be placed."""
        return self.start or ""

    @property
    def day(self) -> date | None:
        """The first day it may have been."""
        return date.fromisoformat(self.start[:10]) if self.start else None

    @property
    def one_day(self) -> date | None:
        """The day it was, where that is certain."""
        return self.day if self.start and self.end and self.end[:10] == self.start[:10] else None

    @property
    def until_midnight(self) -> bool:
        """Say whether it is hours of one day that end with it: *last night* is one day, though the next begins."""
        if self.day is None or "T" not in (self.start or ""):
            return False
        return self.end == f"{(self.day + timedelta(days=1)).isoformat()}T00:00"


def read_moment(text: str, now: datetime, direction: TimeDirection = "past") -> Moment:
    """Place words about time as well as they allow; never fails, the words are always kept.

    The whole phrase is understood, or it is not placed at all. Weekdays and days without a year are taken in
    ``direction`` from ``now``. A date with its year is that day, wherever it lies; see ``moment_asked_for``.
    """
    told = " ".join(text.split())
    frame = Frame(now.replace(tzinfo=None), direction == "future")
    read = phrases.read_phrase(told, frame)
    return _as_told(told, now) if read is None else _placed(told, read, frame)


def moment_asked_for(text: str, now: datetime, direction: AskedDirection) -> Moment:
    """Place words about time as a field takes them: nothing gone by lies ahead, nothing to come lies behind.

    On *either* side a day without its year is the nearest, so that an order that ended is not taken for one in force.
    """
    if direction == "either":
        sides: tuple[TimeDirection, ...] = ("past", "future")
        found = [moment for side in sides if (moment := moment_asked_for(text, now, side)).day is not None]
        return min(found, key=lambda one: abs((one.day or date.max) - now.date()), default=read_moment(text, now))
    moment = read_moment(text, now, direction)
    if moment.start is None or moment.end is None:
        return moment
    edge = f"{now:%Y-%m-%dT%H:%M}"
    late = direction == "past" and moment.start > edge[: len(moment.start)]
    early = direction == "future" and moment.end < edge[: len(moment.end)]
    return _as_told(moment.told, now) if late or early else moment


def all_the_time(words: str) -> bool:
    """Say whether words for a time are *24/7* alone: round the clock, and no day of July unless the year is said."""
    return words.strip(" .!") == "24/7"


def read_again(moment: Moment, now: datetime, direction: AskedDirection) -> Moment:
    """Read words once more that could not be placed, as on the day they were told where that is known.

    A record that is corrected weeks later is of the same *tomorrow*.
    """
    told_on = read_written_day(moment.on)
    if told_on is None:
        return moment_asked_for(moment.told, now, direction)
    hour = time() if direction == "future" else time(23, 59)
    return moment_asked_for(moment.told, datetime.combine(told_on, hour), direction)


def read_days(text: str, now: datetime, *, born: bool = False) -> tuple[date, date] | None:
    """The first and last day gone by that words mean, without any time of day; for a birth, years lie in the past."""
    read = phrases.read_phrase(text, Frame(now.replace(tzinfo=None), born=born))
    return (read.days.first, min(read.days.last, now.date())) if read and read.begin is None else None


def read_time(text: str, now: datetime) -> time | None:
    """The time of day that words mean, without any day; ``9.30`` is that of the morning."""
    return phrases.read_clock(text, Frame(now.replace(tzinfo=None)))


def says_an_hour(text: str, now: datetime) -> bool:
    """Say whether words for a day name an hour of it by the clock too, certain or one of two; *now* names today."""
    read = (phrases.read_phrase(text, Frame(now.replace(tzinfo=None), ahead)) for ahead in (False, True))
    return any(told is not None and told.by_clock for told in read)


def read_written_day(text: str) -> date | None:
    """The day of an ISO date, as records and scripts write it."""
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text.strip(), re.ASCII)
    return day_at(*(int(part) for part in found.groups())) if found else None


def _placed(told: str, read: phrases.TimeSpan, frame: Frame) -> Moment:
    """The reading as ISO times; what is not said to reach further ends, or begins, now."""
    days, now = read.days, frame.now.replace(second=0, microsecond=0)
    if read.begin is None or read.end is None:
        first = max(days.first, min(frame.today, days.last)) if frame.ahead else days.first
        last = days.last if frame.ahead or read.stated else max(days.first, min(days.last, frame.today))
        return Moment(told, first.isoformat(), last.isoformat())
    begin = datetime.combine(days.first, time()) + timedelta(minutes=read.begin)
    end = datetime.combine(days.last, time()) + timedelta(minutes=read.end)
    if frame.ahead and begin < frame.now:
        begin = min(now + timedelta(minutes=1 if now < frame.now else 0), end)
    if not frame.ahead and not read.stated:
        end = max(min(end, now), begin)
    return Moment(told, begin.isoformat(timespec="minutes"), end.isoformat(timespec="minutes"), read.exact)


def day_in_words(day: date, *, weekday: bool = False) -> str:
    """A date as people read it, in English wherever the computer stands: 3 Nov 2026, or Tue 3 Nov 2026."""
    words = f"{short_day_in_words(day)} {day.year}"
    return f"{weekday_in_words(day)[:3]} {words}" if weekday else words


def day_with_other_year(day: date, today: date) -> str:
    """A day in words, with its year where that is another than today's: 24 Nov, or 3 Mar 2027."""
    return short_day_in_words(day) if day.year == today.year else day_in_words(day)


def hour_in_words(moment: datetime) -> str:
    """A time of day as clocks here showed it; of one they showed twice in a night, with which: 01:30 BST."""
    twice = moment.utcoffset() != moment.replace(fold=1 - moment.fold).utcoffset()
    return f"{moment:%H:%M} {moment:%Z}" if twice else f"{moment:%H:%M}"


def short_day_in_words(day: date) -> str:
    """A day near enough to need no year: 3 Nov."""
    return f"{day.day} {month_in_words(day)[:3]}"


def weekday_in_words(day: date) -> str:
    """The name of a day: Tuesday."""
    return DAYS[day.weekday()].title()


def month_in_words(day: date) -> str:
    """The name of a day's month: November."""
    return MONTHS[day.month - 1].title()


def moment_in_words(moment: Moment) -> str:
    """The words as told, with the normal form beside them where it adds something."""
    if moment.day is None or moment.start is None:
        return _with_day_told(moment)
    if moment.told == normal_form(moment):  # as a page proposes it: most of a long list, and nothing to be read in it
        return moment.told
    symbols = " ".join(symbols_of(moment.told))
    if (moment.exact and _PLAIN.fullmatch(symbols)) or (moment.one_day and _DATE_ALONE.fullmatch(symbols)):
        return normal_form(moment)
    if moment.one_day is None and not moment.until_midnight:
        dated = re.search(r"\b[yd]\d", symbols) and not _RELATIVE.search(symbols)
        return moment.told if dated else f"{moment.told} ({normal_form(moment)})"
    day = normal_form(moment) if moment.exact else day_in_words(moment.day)
    return moment.told if day in moment.told else f"{moment.told} ({day})"


def moment_on_paper(moment: Moment) -> str:
    """A moment as a page says it: the words where they stand for themselves, the date in place of *tomorrow*."""
    if moment.start is None or moment.told == normal_form(moment) or not is_relative(moment.told):
        return moment_in_words(moment)
    if not moment.exact and (moment.one_day or moment.until_midnight):
        words, replaced = _NEAR_DAY.subn(partial(_dated, day_in_words(moment.day or date.min)), moment.told)
        if replaced == 1 and not is_relative(words):
            return words
    return normal_form(moment)


def _dated(day: str, found: re.Match[str]) -> str:
    """A date in place of a word: on 27 Nov 2026, the night of 27 Nov 2026."""
    part = "night" if found["night"] else (found["part"] or found["of"] or "").lower()
    words = f"the {part} of {day}" if part else day
    plain = not found.start() or re.search(
        r"\b(?:of|on|at|in|from|since|until|to|by)\s+$", found.string[: found.start()]
    )
    return words if plain else f"on {words}"


def is_relative(told: str) -> bool:
    """Say whether words mean something else when they are read on another day: tomorrow, last week."""
    return _RELATIVE.search(" ".join(symbols_of(told))) is not None


def changes_with_its_day(told: str) -> bool:
    """Say whether words mean another day when they are told on another: those that are relative, a bare weekday.

    Those of other languages that are known for it too.
    """
    return is_relative(told) or relative_elsewhere(told) or _OF_ITS_DAY.search(" ".join(symbols_of(told))) is not None


def _as_told(told: str, now: datetime) -> Moment:
    """Words that are not placed, with the day they were told where they mean something else on another."""
    return Moment(told, on=now.date().isoformat() if changes_with_its_day(told) else "")


def _with_day_told(moment: Moment) -> str:
    day = read_written_day(moment.on)
    return f"{moment.told} (told on {day_in_words(day)})" if day else moment.told


def _says_clock(told: str, clock: datetime) -> bool:
    """Say whether words name this time of day: 19:00-20:00 names both of its ends, and *about seven* only one."""
    hour, half, minute = clock.hour, clock.hour % 12 or 12, f"{clock:%M}"
    whole = "(?:[:.]00)?" if minute == "00" else f"[:.]?{minute}"
    pattern = (
        rf"(?<![\d:.])(?:0?{hour}[:.]{minute}(?!\d)|{hour:02}{minute}\s*h|0?{half}{whole}\s*{'ap'[hour > 11]}\.?m)"
    )
    return re.search(pattern, told, re.IGNORECASE) is not None


def normal_form(moment: Moment, *, weekday: bool = False) -> str:
    """The day and time in full: ``17 Nov 2026, about 03:00``; "" for what could not be placed."""
    if moment.day is None or moment.start is None:
        return ""
    first, end = day_in_words(moment.day, weekday=weekday), moment.end or moment.start
    last = day_in_words(date.fromisoformat(end[:10]), weekday=weekday)
    if "T" not in moment.start:
        return first if moment.one_day else f"{first} to {last}"
    begin, until = datetime.fromisoformat(moment.start), datetime.fromisoformat(end)
    if moment.exact:
        return f"{first}, {begin:%H:%M}"
    if timedelta() <= until - begin <= _HOUR and not _says_clock(moment.told, until):
        return f"{first}, about {begin:%H:%M}"
    if until == datetime.combine(moment.day + timedelta(days=1), time()):
        return f"{first}, {begin:%H:%M} to 24:00"
    return (
        f"{first}, {begin:%H:%M} to {until:%H:%M}"
        if moment.one_day
        else f"{first}, {begin:%H:%M} to {last}, {until:%H:%M}"
    )
