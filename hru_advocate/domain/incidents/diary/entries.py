"""A diary as plain text: entries that begin with a date, one a line, or the messages of a telephone's export."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from hru_advocate.domain.incidents.diary.entry_lines import (
    DIGITS,
    TIME,
    LineStart,
    day_of_month,
    minutes_of,
    month_alone,
    seen,
    tells_own_time,
    time_of_day,
    whole_day,
)
from hru_advocate.domain.incidents.diary.letters import Letters
from hru_advocate.domain.incidents.diary.refusals import BrokenRow
from hru_advocate.domain.incidents.diary.rows import LONGEST_LINE, DiaryFile, GoOn, SourceRow, counted, polled

TEXT_COLUMNS: Final = ("When", "What is written")
MESSAGE_COLUMNS: Final = ("When", "Name", "Message")

_STAMP: Final = rf"(?P<when>{DIGITS},?\s+{TIME})"
_MESSAGES: Final = (
    re.compile(rf"\[{_STAMP}\]\s(?P<rest>.*)$", re.IGNORECASE),
    re.compile(rf"{_STAMP}\s[-\u2013](?:\s(?P<rest>.*))?$", re.IGNORECASE),
)
_NAMED: Final = re.compile(r"(?P<name>[^:]{1,80}):(?:\s(?P<text>.*)|$)")
_LINE_END: Final = re.compile("\r\n|[\r\n\u2028\u2029\x85]")
_LOOK: Final = 30

_NO_DAY: Final = "It begins with no date. Say when it was."
_NOT_FIRST: Final = "It tells a time of its own, and begins with no date. Say when it was."
_EARLIER: Final = "Its time is earlier than the one above: this day or the next? Say when it was."
_NOBODY: Final = "Nobody's name stands before it: a line of the messaging program itself."
_PROGRAM: Final = "A line of the messaging program itself, though a name stands before it."
_OF_PROGRAM: Final = re.compile(
    r"\W*messages (?:and calls )?(?:to this \w+ )?(?:are|is) (?:now )?(?:secured with )?end-to-end", re.IGNORECASE
)
"""The words an exported chat begins with: the program writes them below the name of the chat."""


@dataclass(slots=True)
class _Begun:
    """An entry while its lines are gathered. ``spent``: it only heads others, and is none if it has no words."""

    when: str
    name: str = ""
    lines: list[str] = field(default_factory=list)
    trouble: str = ""
    spent: bool = False

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()


def looks_like_messages(text: str) -> bool:
    """Say whether the first line with words, or most of the first thirty, has the stamp of an exported message."""
    lines = [line for line in islice(_LINE_END.split(text[: 64 * 1024]), _LOOK) if line.strip()]
    found = [_stamped(line) is not None for line in lines]
    return bool(found) and (found[0] or sum(found) * 2 > len(found)) and any(_sent(line) for line in lines)


def read_messages(letters: Letters, go_on: GoOn) -> DiaryFile:
    """The messages of an export, each with who wrote it; lines without a stamp go on with the message before."""
    entries: list[_Begun] = []
    for number, line in enumerate(_lines(letters.text), start=1):
        polled(number, len(entries), go_on)
        stamp = _stamped(line)
        if stamp is not None:
            named = _NAMED.match(stamp["rest"] or "")
            if named and named["name"].count('"') % 2 == 0:
                trouble = _PROGRAM if _OF_PROGRAM.match(seen(named["text"] or "")) else ""
                entries.append(_Begun(stamp["when"], named["name"].strip(), [named["text"] or ""], trouble))
            else:
                entries.append(_Begun(stamp["when"], "", [stamp["rest"] or ""], _NOBODY))
            counted(len(entries), go_on)
        elif entries:
            entries[-1].lines.append(line)
        elif line.strip():
            entries.append(_Begun("", "", [line], _NO_DAY))
    rows = tuple(
        SourceRow(number, (one.when, one.name, one.text), trouble=one.trouble)
        for number, one in enumerate(entries, start=1)
    )
    return DiaryFile("messages", letters, MESSAGE_COLUMNS, rows)


def read_entries(letters: Letters, go_on: GoOn) -> DiaryFile:
    """The entries of a plain text: each begins with a date; where no line does, one a line, and none has a when.

    A month alone on its line dates the days below it (*October*, then *Mon 5th*), and a day alone the times of day
    below it. A line that tells a time of its own in any other words (*The week after*, *weekend of 10/11 Oct*) goes on
    with no entry above it, whose day it would get: it stands alone and waits for its day.
    """
    reading = _Reading()
    for number, line in enumerate(_lines(letters.text), start=1):
        polled(number, len(reading.entries), go_on)
        reading.take(line)
        counted(len(reading.entries), go_on)
    entries = reading.finished()
    rows = tuple(
        SourceRow(number, (one.when, one.text), trouble=one.trouble) for number, one in enumerate(entries, start=1)
    )
    return DiaryFile("text", letters, TEXT_COLUMNS, rows)


@dataclass(slots=True)
class _Reading:
    """The entries of a plain text so far, and the headings above the next line.

    ``month`` is a month that stood alone, with the entry that holds it until a day below it has taken it. ``day`` is a
    day that stood alone; ``clock`` is the last time of day below it, in minutes.
    """

    entries: list[_Begun] = field(default_factory=list)
    month: str = ""
    heading: _Begun | None = None
    day: str = ""
    clock: int = -1
    before: str = ""

    def take(self, line: str) -> None:
        """Take the next line."""
        self._take(line)
        self.before = line

    def finished(self) -> list[_Begun]:
        """Every entry; a day that stands alone says nothing itself where times of day stand below it."""
        return [one for one in self.entries if not (one.spent and not one.text)]

    def _take(self, line: str) -> None:
        if month := month_alone(line):
            self.month, self.day = month, ""
            self.heading = self._alone(line, _NO_DAY)
        elif (begun := whole_day(line)) is not None:
            self.month = ""
            self._begin(begun)
        elif self.month and (begun := day_of_month(line)) is not None:
            if self.heading is not None:
                self.heading.spent, self.heading.lines = True, []
            self._begin(LineStart(f"{begun.when} {self.month}", begun.rest))
        elif self.day and (begun := time_of_day(line)) is not None:
            self._clocked(begun)
        else:
            self._undated(line)

    def _undated(self, line: str) -> None:
        """A line that begins with no day: one of the entry above it, or one alone."""
        if not self.entries or self.entries[-1].trouble == _NO_DAY:
            if line.strip():
                self._alone(line, _NO_DAY)
        elif tells_own_time(line, self.before):
            self._alone(line, _NOT_FIRST)
            self.day = ""
        else:
            self.entries[-1].lines.append(line)

    def _begin(self, begun: LineStart) -> None:
        self.entries.append(_Begun(begun.when, "", [begun.rest], begun.trouble))
        self.day, self.clock = ("" if begun.rest.strip() else begun.when), -1

    def _clocked(self, begun: LineStart) -> None:
        """A time of day below a day; one earlier than the time above it may be of the night that follows."""
        minutes = minutes_of(begun.when)
        self.entries[-1].spent = True
        self.entries.append(
            _Begun(f"{self.day} {begun.when}", "", [begun.rest], _EARLIER if minutes < self.clock else "")
        )
        self.clock = max(minutes, self.clock)

    def _alone(self, line: str, trouble: str) -> _Begun:
        self.entries.append(_Begun("", "", [line], trouble))
        return self.entries[-1]


def _stamped(line: str) -> re.Match[str] | None:
    return next((found for one in _MESSAGES if (found := one.match(seen(line)))), None)


def _sent(line: str) -> bool:
    stamp = _stamped(line)
    return stamp is not None and _NAMED.match(stamp["rest"] or "") is not None


def _lines(text: str) -> Iterator[str]:
    """The lines of a text, whatever ends them.

    Raises:
        BrokenRow: a line does not end.
    """
    for number, line in enumerate(_LINE_END.split(text), start=1):
        if len(line) > LONGEST_LINE:
            raise BrokenRow(number, "This line does not end.")
        yield line
