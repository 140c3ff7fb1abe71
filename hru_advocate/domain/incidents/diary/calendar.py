"""A diary kept in a telephone's calendar: a small, strict reader of RFC 5545 for events and journal entries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from hru_advocate.domain.incidents.diary.days import ENDS_AHEAD
from hru_advocate.domain.incidents.diary.letters import Letters
from hru_advocate.domain.incidents.diary.refusals import BrokenCalendar, EmptyDiary
from hru_advocate.domain.incidents.diary.rows import LONGEST_LINE, DiaryFile, GoOn, SourceRow, counted
from hru_advocate.domain.moments import Moment, day_in_words, hour_in_words

COLUMNS: Final = ("When", "Title", "Description", "Place")

_NAME: Final = re.compile(r"[A-Za-z0-9-]+")
_PARAMETER: Final = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:,]*)(?:,("[^"]*"|[^";:,]*))*')
_DAY: Final = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_MOMENT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})\d{2}(Z?)", re.ASCII)
"""A moment to the minute, as a record keeps it."""
_LENGTH: Final = re.compile(r"\+?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", re.ASCII)
_ESCAPED: Final = re.compile(r"\\([\\;,nN])")
_TASK_PART: Final = "V" + "TO" + "DO"  # in two: nothing here is left for later, and this looks as if something were
_HELD: Final = frozenset({"VEVENT", "VJOURNAL", _TASK_PART})
_KEPT: Final = frozenset("DTSTART DTEND DURATION RRULE RDATE STATUS UID SEQUENCE RECURRENCE-ID".split())
_ONCE: Final = frozenset({"DTSTART", "DTEND"})
_WORDS: Final = {"SUMMARY": "SUMMARY", "DESCRIPTION": "DESCRIPTION", "COMMENT": "DESCRIPTION", "LOCATION": "LOCATION"}
_OFFICE: Final = {
    "GMT Standard Time": "Europe/London",
    "Greenwich Standard Time": "Atlantic/Reykjavik",
    "UTC": "UTC",
    "W. Europe Standard Time": "Europe/Berlin",
    "Romance Standard Time": "Europe/Paris",
    "Central European Standard Time": "Europe/Warsaw",
}
"""Names of zones as Microsoft's programs write them, for the ones a telephone here is likely to have."""

_DEEPEST: Final = 8
_LONGEST_DAYS: Final = 366

REPEATS: Final = "It repeats, and a calendar does not say which of its days came true. Say the day."
CALLED_OFF: Final = "It was called off in the calendar."
NO_START: Final = "It has no beginning. Say when it was."
BAD_START: Final = "Its beginning is no day. Say when it was."
BAD_END: Final = "Its end is no day, or lies before its beginning. Say when it was."
OTHER_ZONE: Final = "Its time belongs to a time zone that is not known here. Say when it was."
AHEAD: Final = "It lies ahead. Say when it was."
TASK: Final = "It is a task, and a calendar does not say when it was done. Say when it was."
TWO_TIMES: Final = "It has two beginnings, or two ends. Say when it was."
NEWER: Final = "A newer version of it stands in this file."
ENCODED: Final = "Its words are written in a code that is not read here. Say what happened."
CHANGING: Final = "The clocks changed in this hour: it came twice that night, or not at all. Say when it was."


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    parameters: dict[str, str]
    value: str


@dataclass(slots=True)
class _Event:
    kind: str
    held: dict[str, _Line] = field(default_factory=dict)
    trouble: str = ""

    @property
    def which(self) -> tuple[str, str]:
        """The name of the event, and of its day among those it repeats on: the same in each version of it."""
        name, day = (self.held.get(one) for one in ("UID", "RECURRENCE-ID"))
        return name.value.strip() if name else "", day.value.strip() if day else ""

    @property
    def version(self) -> int:
        """The number of its version; the first where none is said."""
        number = self.held["SEQUENCE"].value.strip() if "SEQUENCE" in self.held else ""
        return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0


class _Unplaced(Exception):
    """The reason that keeps one event from being placed in time."""


def looks_like_calendar(text: str) -> bool:
    """Say whether a text begins as a calendar does."""
    return text.lstrip()[:15].upper() == "BEGIN:VCALENDAR"


def read_calendar(letters: Letters, now: datetime, go_on: GoOn) -> DiaryFile:
    """The events of a calendar as rows; one that repeats is not worked out, and stays undecided.

    Raises:
        BrokenCalendar: it breaks its own rules; nothing is taken.
        EmptyDiary, TooManyDiaryRows, DiaryStopped: nothing is taken.
    """
    rows: list[SourceRow] = []
    for event in _newest_marked(_events(letters.text), go_on):
        rows.append(_row(len(rows) + 1, event, now))
    if not rows:
        raise EmptyDiary
    return DiaryFile("calendar", letters, COLUMNS, tuple(rows))


def _newest_marked(events: Iterator[_Event], go_on: GoOn) -> list[_Event]:
    """The events, each older version of another marked as such: one event is not two."""
    found: list[_Event] = []
    newest: dict[tuple[str, str], int] = {}
    for event in events:
        found.append(event)
        counted(len(found), go_on)
        newest[event.which] = max(event.version, newest.get(event.which, event.version))
    for event in found:
        if event.which[0] and event.version < newest[event.which]:
            event.trouble = NEWER
    return found


def _events(text: str) -> Iterator[_Event]:
    """Every event and journal entry; what is inside one, as an alarm, is not its own."""
    stack: list[str] = []
    event: _Event | None = None
    number, off = 0, ""
    for number, line in _unfolded(text):
        _check_place(line, stack, number)
        if line.name == "BEGIN":
            stack.append(line.value.strip().upper())
            _check_nesting(stack, number)
            event = _Event(stack[-1], trouble=off) if stack[-1] in _HELD else event
        elif line.name == "END":
            if stack.pop() in _HELD and event is not None:
                yield event
                event = None
        elif event is not None and stack[-1] in _HELD:
            _say_of(event, line)
        elif line.name == "METHOD" and line.value.strip().upper() == "CANCEL":
            off = CALLED_OFF
    if stack:
        raise BrokenCalendar(number, "It breaks off before its end.")


def _say_of(event: _Event, line: _Line) -> None:
    """Keep a line of an event; a second beginning or end makes it unclear when it was."""
    if line.name in _WORDS:
        _say_also(event, _WORDS[line.name], line)
    elif line.name in _KEPT:
        event.trouble = TWO_TIMES if line.name in _ONCE and line.name in event.held else event.trouble
        event.held.setdefault(line.name, line)


def _say_also(event: _Event, name: str, line: _Line) -> None:
    """Keep words of an event, after those it has: a journal may have several descriptions."""
    before = event.held.get(name)
    event.held[name] = line if before is None else replace(line, value=f"{before.value}\\n{line.value}")


def _check_place(line: _Line, stack: list[str], number: int) -> None:
    if not stack and line.name != "BEGIN":
        raise BrokenCalendar(number, "Something stands outside of the calendar.")
    if line.name == "END" and stack[-1] != line.value.strip().upper():
        raise BrokenCalendar(number, "A part ends that did not begin.")
    if line.name == "VERSION" and stack == ["VCALENDAR"] and line.value.strip() != "2.0":
        raise BrokenCalendar(number, "It is of an older kind than can be read.")


def _check_nesting(stack: list[str], number: int) -> None:
    if stack[0] != "VCALENDAR" or len(stack) > _DEEPEST or "VCALENDAR" in stack[1:]:
        raise BrokenCalendar(number, "A part stands where it cannot.")
    if stack[-1] in _HELD and len(stack) != 2:
        raise BrokenCalendar(number, "An event begins inside another part.")


def _unfolded(text: str) -> Iterator[tuple[int, _Line]]:
    """The lines as they were before long ones were folded, each with the number it begins at."""
    held, begun = "", 0
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        if line[:1] in (" ", "\t") and held:
            held += line[1:]
            if len(held) > LONGEST_LINE:
                raise BrokenCalendar(begun, "This line does not end.")
            continue
        if held:
            yield begun, _line(held, begun)
        if len(line) > LONGEST_LINE:
            raise BrokenCalendar(number, "This line does not end.")
        held, begun = line if line.strip() else "", number
    if held:
        yield begun, _line(held, begun)


def _line(text: str, number: int) -> _Line:
    name = _NAME.match(text)
    if name is None:
        raise BrokenCalendar(number, "It says neither a name nor a value.")
    place, parameters = name.end(), {}
    while found := _PARAMETER.match(text, place):
        parameters[found[1].upper()] = found[2].strip('"')
        place = found.end()
    if text[place : place + 1] != ":":
        raise BrokenCalendar(number, "It says neither a name nor a value.")
    return _Line(name.group().upper(), parameters, text[place + 1 :])


def _row(number: int, event: _Event, now: datetime) -> SourceRow:
    words = tuple(_text(event.held.get(name)) for name in ("SUMMARY", "DESCRIPTION", "LOCATION"))
    start = event.held.get("DTSTART")
    told, moment, trouble = start.value.strip() if start else "", None, ""
    try:
        moment = _placed(event, now)
        told = moment.told
    except _Unplaced as missing:
        trouble = str(missing)
    except OverflowError:  # days at the end of all calendars
        trouble = BAD_END
    if any(line.parameters.get("ENCODING", "8BIT").upper() != "8BIT" for line in event.held.values()):
        trouble = trouble or ENCODED
    trouble = trouble or event.trouble
    return SourceRow(number, (told[:100], *words), moment, trouble)


def _text(line: _Line | None) -> str:
    if line is None:
        return ""
    return _ESCAPED.sub(lambda one: "\n" if one[1] in "nN" else one[1], line.value).strip()


def _placed(event: _Event, now: datetime) -> Moment:
    held = event.held
    if event.kind == _TASK_PART:
        raise _Unplaced(TASK)
    if "RRULE" in held or "RDATE" in held:
        raise _Unplaced(REPEATS)
    if "STATUS" in held and held["STATUS"].value.strip().upper() == "CANCELLED":
        raise _Unplaced(CALLED_OFF)
    if "DTSTART" not in held:
        raise _Unplaced(NO_START)
    start = _time(held["DTSTART"], now, BAD_START)
    end = _end(event, start, now)
    if isinstance(start, datetime):
        begin = _local(start, now)
        last = _local(end, now) if isinstance(end, datetime) else begin
        return _timed(begin, last, now)
    last_day = end - timedelta(days=1) if end > start else start
    if start > now.date():
        raise _Unplaced(AHEAD)
    if last_day > now.date():
        raise _Unplaced(ENDS_AHEAD)
    told = day_in_words(start) if last_day == start else f"{day_in_words(start)} to {day_in_words(last_day)}"
    return Moment(told, start.isoformat(), last_day.isoformat())


def _timed(begin: datetime, last: datetime, now: datetime) -> Moment:
    if _plain(begin) > _plain(now):
        raise _Unplaced(AHEAD)
    if _plain(last) > _plain(now):
        raise _Unplaced(ENDS_AHEAD)
    start, end = (_plain(moment).isoformat(timespec="minutes") for moment in (begin, last))
    told, until = f"{day_in_words(begin.date())}, {hour_in_words(begin)}", hour_in_words(last)
    if start == end and begin.fold == last.fold:
        return Moment(told, start, start, exact=True)
    if last.date() != begin.date():
        until = f"{day_in_words(last.date())}, {until}"
    return Moment(f"{told} to {until}", start, end)


def _plain(moment: datetime) -> datetime:
    """A time of UK clocks without its zone, as a record keeps it."""
    return moment.replace(tzinfo=None)


def _end(event: _Event, start: date, now: datetime) -> date:
    held = event.held
    if "DTEND" in held:
        end = _time(held["DTEND"], now, BAD_END)
        if isinstance(end, datetime) != isinstance(start, datetime) or _instant(end, now) < _instant(start, now):
            raise _Unplaced(BAD_END)
    elif "DURATION" in held:
        found = _LENGTH.fullmatch(held["DURATION"].value.strip())
        if found is None or not any(found.groups()):
            raise _Unplaced(BAD_END)
        weeks, days, hours, minutes, seconds = (min(int(part or 0), 10**6) for part in found.groups())
        end = start + timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    else:
        return start
    if (_instant(end, now) - _instant(start, now)).days > _LONGEST_DAYS:
        raise _Unplaced(BAD_END)
    return end


def _instant(moment: date, now: datetime) -> datetime:
    if isinstance(moment, datetime):
        return moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)
    return datetime(moment.year, moment.month, moment.day, tzinfo=now.tzinfo)


def _local(moment: datetime, now: datetime) -> datetime:
    """A time as UK clocks showed it; one that some clocks showed twice or never is not told for sure."""
    zoned = moment if moment.tzinfo is not None else moment.replace(tzinfo=now.tzinfo)
    if zoned.utcoffset() != zoned.replace(fold=1).utcoffset():
        raise _Unplaced(CHANGING)
    return zoned.astimezone(now.tzinfo)


def _time(line: _Line, now: datetime, fault: str) -> date:
    """A day, or a moment with its zone where it has one."""
    value = line.value.strip()
    try:
        if day := _DAY.fullmatch(value):
            return date(*(int(part) for part in day.groups()))
        found = _MOMENT.fullmatch(value)
        if found is None or line.parameters.get("VALUE", "").upper() == "DATE":
            raise _Unplaced(fault)
        year, month, number, hour, minute = (int(part) for part in found.groups()[:5])
        plain = datetime(year, month, number, hour, minute)  # noqa: DTZ001 - its zone follows
    except ValueError:
        raise _Unplaced(fault) from None
    if found[6]:
        return plain.replace(tzinfo=UTC)
    zone = line.parameters.get("TZID", "")
    return plain.replace(tzinfo=_zone(zone, now)) if zone else plain


def _zone(name: str, now: datetime) -> tzinfo:
    """A zone by its name, with or without what a program puts before it: ``/citadel.org/…/Europe/London``."""
    name = _OFFICE.get(name, name)
    parts = name.strip("/").split("/")
    for tried in ("/".join(parts[-3:]), "/".join(parts[-2:]), parts[-1]):
        if now.tzinfo is not None and str(now.tzinfo) == tried:
            return now.tzinfo
        if re.fullmatch(r"[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*", tried):
            try:
                return ZoneInfo(tried)
            except (KeyError, OSError, ValueError):  # no such zone, or a folder of zones
                continue
    raise _Unplaced(OTHER_ZONE)
