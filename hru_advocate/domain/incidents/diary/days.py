"""The day of a row of a diary: read only where it does not depend on who reads it, or on which day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Final, Literal

from hru_advocate.domain.incidents.line_words import DAY_NAME, MONTH_NAME
from hru_advocate.domain.moments import Moment, hour_in_words, is_relative, moment_asked_for, read_moment
from hru_advocate.domain.time_words.frame import day_at

DayOrder = Literal["", "day_first", "month_first"]
"""Readings of 03/11; nothing where it has to be asked."""

_NUMBERS: Final = re.compile(
    r"(?<![\d/.:-])(?P<a>\d{1,2})(?P<sign>[/.-])(?P<b>\d{1,2})(?P=sign)(?P<year>\d{4}|\d{2})(?![\d/-])"
)
_TWO: Final = re.compile(r"(?<![\d/.:-])(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d/])")
_NIGHT: Final = re.compile(rf"\d\s?/\s?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH_NAME}", re.IGNORECASE)
"""One day and the next with the name of their month: 28/29 Nov. The figures are no month."""
_NIGHT_IN_FIGURES: Final = re.compile(
    r"(?<![\d/.-])(?P<first>\d{1,2})\s?[-\u2013/&]\s?(?P<second>\d{1,2})"
    r"(?P<month>(?P<sign>[/.])\d{1,2}(?P=sign)(?:\d{4}|\d{2}))(?![\d/.-])"
)
"""28-29/11/2026: one day and the next."""
_SPAN: Final = re.compile(r"(?<=\d)[-\u2013](?=\d{1,2}([/.])\d{1,2}\1\d)")
_SLASHED_ISO: Final = re.compile(r"(?<!\d)(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_COMPACT: Final = re.compile(r"^(\d{4})(\d{2})(\d{2})(?=$|[T ,])")
_NAMED_MONTH: Final = re.compile(
    rf"(?<![\w/.-])(?P<day>\d{{1,2}})(?P<sign>[-/. ])(?P<month>{MONTH_NAME})"
    r"(?P=sign)(?P<year>\d{4}|\d{2})(?![\w/-]|[:.]\d|\s*[ap]\.?m\b)",
    re.IGNORECASE,
)
"""As spreadsheets write it: 3-Nov-26. In *3 Nov 09:30* two figures are an hour."""
_SECONDS: Final = re.compile(r"(\d{1,2}:\d{2}):\d{2}(?:[.,]\d{1,9})?")
_DOTTED: Final = re.compile(r"(?<=\d)(,?\s+\d{1,2})\.(\d{2})\.\d{2}(?=\s*(?:[ap]\.?m\.?\s*)?$)", re.IGNORECASE)
"""19.31.12 behind a day: a time with its seconds, and no day."""
_FIXED: Final = re.compile(
    r"^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::\d{2}(?:[.,]\d{1,9})?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})$",
    re.IGNORECASE,
)
_PLAIN: Final = re.compile(r"^(?P<day>\d{4}-\d{2}-\d{2})(?:(?:T|,?\s+)(?P<hour>\d{1,2}):(?P<minute>\d{2}))?$")
_SERIAL: Final = re.compile(r"(?:\d{5}(?:[.,]\d+)?|\d{9,14})(?:\s+[\d.,:]+)?")
_YEAR_TOLD: Final = re.compile(r"\b(?:19|20)\d\d\b")
_GAP: Final = timedelta(days=365 * 3 + 100)
_MONTHS: Final = 12
_TYPED_WRONG: Final = 20
_CHANGING: Final = (3, 10)

NO_WHEN: Final = "It does not say when. Say the day."
NO_ORDER: Final = "Day or month first? Say it once for the whole file."
NO_YEAR: Final = "It says no year. Say it once for the file, or for this row."
OTHER_DAY: Final = "Its words depend on the day they were written. Say the day."
AHEAD: Final = "This day lies ahead. Say when it was."
ENDS_AHEAD: Final = "It ends on a day or at an hour that lies ahead. Say when it was."
UNREAD: Final = "No day can be made out of this. Say the day."
NO_DAY: Final = "There is no such day in this order of day and month. Say the day."
SPREADSHEETS: Final = "This is a bare number, not a day. Show it as a date in the spreadsheet, or say the day."
OTHER_WEEKDAY: Final = "Its day of the week is not that of its date. Say the day."
TIME_ALONE: Final = "It says a time and no day. Say the day, with its time."
DAY_AS_ABOVE: Final = "It only points to a day that stands elsewhere. Say the day."
OVER_NEW_YEAR: Final = (
    "The days of this file go over a New Year: one year is not right for all. Say the day with its year."
)
TWO_WAYS: Final = "Year or day first? With two figures each it can be either. Say the day."


NAMED_DAY: Final = re.compile(rf"\b{DAY_NAME}\b\.?,?", re.IGNORECASE)
_AS_ABOVE: Final = re.compile(
    r"\W*(?:ditto|do|(?:the )?same(?: again| day| time| thing| as (?:above|before|yesterday|last time|usual))?"
    r"|as (?:above|before)|see above|idem)\W*"
    r"|[\s.,\-_]*[\"'\u2018-\u201f\u3003\u2033][\s.,\-_\"'\u2018-\u201f\u3003\u2033]*",
    re.IGNORECASE,
)


def only_as_above(text: str) -> bool:
    """Say whether words only point to others: *as above*, *ditto*, a pair of ditto marks."""
    return _AS_ABOVE.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class OrderFound:
    """The order of the numeric dates of a file. ``asked``: it has to be asked; ``row`` shows why, from 1.

    ``mixed``: some rows can only be day first and others only month first. ``any``: the file has such dates at all.
    """

    order: DayOrder
    asked: bool = False
    row: int = 0
    mixed: bool = False
    any: bool = False


@dataclass(frozen=True, slots=True)
class WhenRead:
    """A row's when: placed, or what is missing in a sentence."""

    moment: Moment
    missing: str = ""


def order_of(whens: Iterable[str], today: datetime) -> OrderFound:
    """Find how the numeric dates of a file are ordered; UK order where nothing speaks against it.

    It has to be asked where a number above 12 stands second, or where UK order alone would lie ahead.
    """
    day_first = False
    month_first = ahead = seen = 0
    for number, when in enumerate(whens, start=1):
        text = _SPAN.sub(" - ", _DOTTED.sub(r"\1:\2", when))
        for found in [*_NUMBERS.finditer(text)] or [*_TWO.finditer(text)]:
            seen = seen or number
            first, second = int(found["a"]), int(found["b"])
            if first > _MONTHS >= second:
                day_first = True
            elif second > _MONTHS >= first:
                month_first = month_first or number
            elif not ahead and first != second and _only_uk_ahead(found, today):
                ahead = number
    if month_first:
        return OrderFound("", asked=True, row=month_first, mixed=day_first, any=True)
    if ahead and not day_first:
        return OrderFound("", asked=True, row=ahead, any=True)
    return OrderFound("day_first", row=seen, any=bool(seen))


def _only_uk_ahead(found: re.Match[str], today: datetime) -> bool:
    if "year" not in found.groupdict():
        return False
    year = _full_year(found["year"], today)
    uk, us = day_at(year, int(found["b"]), int(found["a"])), day_at(year, int(found["a"]), int(found["b"]))
    return uk is not None and us is not None and uk > today.date() >= us


class DayReader:
    """Reads the whens of one file, all in one order, with one year for those that say none. Never guesses."""

    def __init__(self, now: datetime, order: DayOrder, year: int | None = None) -> None:
        self._now, self._order, self._year = now, order, year
        self._later = now + _GAP
        self._known: dict[str, WhenRead] = {}

    def read(self, told: str) -> WhenRead:
        """Place one when as it is written."""
        words = " ".join(told.split())
        found = self._known.get(words)
        if found is None:
            found = self._known[words] = self._read(words)
        return found

    def _read(self, told: str) -> WhenRead:
        if not told:
            return WhenRead(Moment(""), NO_WHEN)
        if len(told) > 200:
            return WhenRead(Moment(""), UNREAD)
        if _SERIAL.fullmatch(told):
            return WhenRead(Moment(told), SPREADSHEETS)
        if fixed := _FIXED.match(told):
            return self._fixed(told, fixed)
        plain, missing = self._in_plain_order(told)
        if missing:
            return WhenRead(Moment(told), missing)
        return self._placed(told, plain)

    def _fixed(self, told: str, found: re.Match[str]) -> WhenRead:
        """A moment with its distance from UTC, told in UK time."""
        try:
            moment = datetime.fromisoformat(f"{found[1]}T{found[2]}").replace(tzinfo=_zone(found["zone"]))
        except ValueError:
            return WhenRead(Moment(told), NO_DAY)
        local = moment.astimezone(self._now.tzinfo)
        if local > self._now:
            return WhenRead(Moment(told), AHEAD)
        text = f"{local:%Y-%m-%dT%H:%M}"
        return WhenRead(Moment(f"{local:%Y-%m-%d} {hour_in_words(local)}", text, text, exact=True))

    def _in_plain_order(self, told: str) -> tuple[str, str]:
        """The words with their numeric date as year, month, day; or what is missing."""
        text = _SPAN.sub(" - ", _SECONDS.sub(r"\1", _DOTTED.sub(r"\1:\2", told)))
        text = _NIGHT_IN_FIGURES.sub(self._both_days, text)
        text = _SLASHED_ISO.sub(lambda one: f"{one[1]}-{int(one[2]):02}-{int(one[3]):02}", text)
        text = _COMPACT.sub(r"\1-\2-\3", text)
        text = _NAMED_MONTH.sub(self._with_blanks, text)
        found = _NUMBERS.search(text)
        if found is None and _TWO.search(text) and not _NIGHT.search(text):
            return self._without_year(text)
        if found is None:
            return text, ""
        if not self._order:
            return text, NO_ORDER
        missing = [self._plain(one)[1] for one in _NUMBERS.finditer(text)]
        if any(missing):
            return text, next(filter(None, missing))
        return _TWO.sub(self._uk_order, _NUMBERS.sub(lambda one: self._plain(one)[0], text)), ""

    def _plain(self, found: re.Match[str]) -> tuple[str, str]:
        """A numeric date as year, month, day; or what is missing."""
        first, second = int(found["a"]), int(found["b"])
        if len(found["year"]) == 2 and found["sign"] == "-" and _also_year_first(found, self._now):
            return "", TWO_WAYS
        day, month = (first, second) if self._order == "day_first" else (second, first)
        year = _full_year(found["year"], self._now)
        return ("", NO_DAY) if day_at(year, month, day) is None else (f"{year:04}-{month:02}-{day:02}", "")

    def _both_days(self, found: re.Match[str]) -> str:
        """One day and the next with one month between them, each with it; any other two stay as they are."""
        if self._order != "day_first" or int(found["second"]) != int(found["first"]) + 1:
            return found.group()
        return f"{found['first']}{found['month']} - {found['second']}{found['month']}"

    def _uk_order(self, found: re.Match[str]) -> str:
        """A day and month beside a whole date, as words are read here."""
        return found.group() if self._order == "day_first" else f"{found['b']}/{found['a']}"

    def _with_blanks(self, found: re.Match[str]) -> str:
        """A day whose month is a name, as it is said: no order has to be asked for it."""
        return f"{int(found['day'])} {found['month']} {_full_year(found['year'], self._now)}"

    def _without_year(self, text: str) -> tuple[str, str]:
        """Days of the year that was said for the file: both ends of a span, or its end lay in the year that is now."""
        if not self._order:
            return text, NO_ORDER
        if self._year is None:
            return text, NO_YEAR
        for found in reversed([*_TWO.finditer(text)]):
            first, second = int(found["a"]), int(found["b"])
            day, month = (first, second) if self._order == "day_first" else (second, first)
            if day_at(self._year, month, day) is None:
                return text, NO_DAY
            text = f"{text[: found.start()]}{self._year:04}-{month:02}-{day:02}{text[found.end() :]}"
        return text, ""

    def _placed(self, told: str, plain: str) -> WhenRead:
        """Place words whose day is the same on whichever day they are read."""
        if found := _PLAIN.match(plain):
            return self._quick(told, found, plain)
        return self._by_words(told, plain)

    def _by_words(self, told: str, plain: str) -> WhenRead:
        if is_relative(plain):
            return WhenRead(Moment(told), OTHER_DAY)
        for text in (plain, *self._with_year(plain)):
            here, there = read_moment(text, self._now), read_moment(text, self._later)
            if here.start is None and there.start is None:
                continue
            if here.start != there.start:
                ahead = here.start is None and read_moment(text, self._now, "future").start == there.start
                if ahead:
                    return WhenRead(Moment(told), AHEAD)
                continue
            placed = moment_asked_for(text, self._now, "past")
            if placed.day is None:
                return WhenRead(Moment(told), AHEAD)
            edge = f"{self._now:%Y-%m-%dT%H:%M}"
            if placed.end is not None and placed.end > edge[: len(placed.end)]:
                return WhenRead(Moment(told), ENDS_AHEAD)
            return WhenRead(Moment(self._told(told, plain), placed.start, placed.end, placed.exact))
        return WhenRead(Moment(told), self._why_not(told, plain))

    def _with_year(self, plain: str) -> list[str]:
        """The words with the year that was said for the file; behind one they tell themselves it would be an hour."""
        if self._year is None or _YEAR_TOLD.search(plain):
            return []
        whole, told = (read_moment(text, self._later) for text in (str(self._year), f"{plain} {self._year}"))
        if told.start == whole.start and told.end == whole.end and not any(char.isdigit() for char in plain):
            return []  # a question mark, or some time: no day of that year
        return [f"{plain} {self._year}", *_year_inside(plain, self._year)]

    def _why_not(self, told: str, plain: str) -> str:
        """Say what is missing of words that were not placed."""
        if self._year is None and read_moment(plain, self._now).start is not None:
            return OTHER_DAY if _YEAR_TOLD.search(plain) else NO_YEAR
        bare = NAMED_DAY.sub(" ", plain)
        if bare != plain and read_moment(bare, self._now).start is not None:
            return OTHER_WEEKDAY
        return DAY_AS_ABOVE if only_as_above(told) else UNREAD

    def _quick(self, told: str, found: re.Match[str], plain: str) -> WhenRead:
        """A plain day, with or without a time: a hundred thousand of them are read in a second or two."""
        year, month, number = (int(part) for part in found["day"].split("-"))
        day = day_at(year, month, number)
        if day is None:
            return WhenRead(Moment(told), NO_DAY)
        if found["hour"] is None:
            if day > self._now.date():
                return WhenRead(Moment(told), AHEAD)
            return WhenRead(Moment(self._told(told, plain), day.isoformat(), day.isoformat()))
        hour, minute = int(found["hour"]), int(found["minute"])
        if hour > 23 or minute > 59:
            return WhenRead(Moment(told), UNREAD)
        if hour == 1 and month in _CHANGING:  # the clocks may change in this hour
            return self._by_words(told, f"{found['day']} {hour:02}:{found['minute']}")
        text = f"{found['day']}T{hour:02}:{found['minute']}"
        if text > f"{self._now:%Y-%m-%dT%H:%M}":
            return WhenRead(Moment(told), AHEAD)
        return WhenRead(Moment(self._told(told, plain), text, text, exact=True))

    def _told(self, told: str, plain: str) -> str:
        """As told; where the file has the month first, in an order nobody here reads wrongly."""
        return plain.replace("T", " ") if self._order == "month_first" and plain != told else told


def _year_inside(plain: str, year: int) -> list[str]:
    """The words with the year where people put it, before a time of day."""
    found = re.search(
        r",?\s+(?:at\s+|about\s+|around\s+)?\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?$", plain, re.IGNORECASE
    )
    return [f"{plain[: found.start()]} {year}{plain[found.start() :]}"] if found else []


def _also_year_first(found: re.Match[str], now: datetime) -> bool:
    day = day_at(2000 + int(found["a"]), int(found["b"]), int(found["year"]))
    return day is not None and day <= now.date()


def _full_year(figures: str, now: datetime) -> int:
    """Two figures are a year near this one; what lies far ahead was a year of the last century.

    A year typed wrong, 27 for 26, lies ahead and is asked for: nobody kept a diary a hundred years ago.
    """
    year = int(figures)
    if len(figures) == 4:
        return year
    return 2000 + year if 2000 + year <= now.year + _TYPED_WRONG else 1900 + year


def _zone(words: str) -> timezone:
    if words.upper() in ("Z", "UTC", "GMT"):
        return UTC
    sign, digits = -1 if words[0] == "-" else 1, words[1:].replace(":", "")
    return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))
