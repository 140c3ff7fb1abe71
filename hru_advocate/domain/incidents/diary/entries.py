"""A diary as plain text: entries that begin with a date, one a line, or the messages of a telephone's export."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from hru_advocate.domain.incidents.diary.letters import Letters
from hru_advocate.domain.incidents.diary.refusals import BrokenRow
from hru_advocate.domain.incidents.diary.rows import LONGEST_LINE, DiaryFile, GoOn, SourceRow, counted

TEXT_COLUMNS: Final = ("When", "What is written")
MESSAGE_COLUMNS: Final = ("When", "Name", "Message")

_DIGITS: Final = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}"
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_TIME: Final = r"(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?)"
_WEEKDAY: Final = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_DAY: Final = (
    rf"{_WEEKDAY}(?:{_DIGITS}|\d{{1,2}}[/.]\d{{1,2}}(?![\d/.:])"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{4}}\b)?"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,?\s+\d{{4}}\b)?)"
)
_AT: Final = rf"(?:(?:T|,?\s+(?:at\s+|about\s+|around\s+)?){_TIME})"
_TO: Final = r"(?:\s*[-\u2013]\s*|\s+(?:to|until|till)\s+)"
_BEGINS: Final = re.compile(
    rf"\s*[-*\u2022]?\s*[\[(]?(?P<when>{_DAY}(?:{_AT}(?:{_TO}{_TIME})?)?(?:{_TO}{_DAY}{_AT}?)?)[\])]?"
    r"(?P<rest>\s*[-\u2013\u2014:;,.|]\s*.*|\s+.*|)$",
    re.IGNORECASE | re.DOTALL,
)
_LEADING: Final = (
    r"(?:on|in|at|over|during|around|about|from|since|between|by|then|and|the|that|this|all|every|each|most|next"
    r"|following|same|last|first|early|late|later|my|his|her|our|whole|of|a|an|few|couple|two|three)"
)
_TIME_WORD: Final = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|days?|nights?|weeks?|weekends?|months?|mornings?|afternoons?"
    r"|evenings?|midnight|christmas|xmas|easter|hallowe.?en|bonfire|boxing|new year\S*|half[- ]term|bank holiday)"
)
_OWN_TIME: Final = re.compile(rf"\W*(?:{_LEADING}\s+){{0,4}}{_TIME_WORD}(?!\w)", re.IGNORECASE)
_OWN_DAY: Final = re.compile(
    rf"\W*(?:(?:{_LEADING}|{_TIME_WORD})\s+){{1,5}}(?:\d{{1,2}}(?:st|nd|rd|th)?\s*(?:and|to|or|&|[-\u2013])\s*)?{_DAY}",
    re.IGNORECASE,
)
_PARTING: Final = re.compile(r"^\s*(?:[-\u2013\u2014:;,.|]+(?=\s|$))?\s*")

_STAMP: Final = rf"(?P<when>{_DIGITS},?\s+{_TIME})"
_MESSAGES: Final = (
    re.compile(rf"\[{_STAMP}\]\s(?P<rest>.*)$", re.IGNORECASE),
    re.compile(rf"{_STAMP}\s[-\u2013](?:\s(?P<rest>.*))?$", re.IGNORECASE),
)
_NAMED: Final = re.compile(r"(?P<name>[^:]{1,80}):(?:\s(?P<text>.*)|$)")
_UNSEEN: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_NARROW: Final = re.compile("[\u00a0\u202f\u2007]")
_LINE_END: Final = re.compile("\r\n|[\r\n\u2028\u2029\x85]")
_LOOK: Final = 30

_NO_DAY: Final = "It begins with no date. Say when it was."
_NOT_FIRST: Final = "It tells a time of its own, and begins with no date. Say when it was."
_NOBODY: Final = "Nobody's name stands before it: a line of the messaging program itself."


@dataclass(slots=True)
class _Begun:
    """An entry while its lines are gathered."""

    when: str
    name: str = ""
    lines: list[str] = field(default_factory=list)
    trouble: str = ""

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
    for line in _lines(letters.text):
        stamp = _stamped(line)
        if stamp is not None:
            named = _NAMED.match(stamp["rest"] or "")
            if named:
                entries.append(_Begun(stamp["when"], named["name"].strip(), [named["text"] or ""]))
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

    A line that tells a time of its own in words (*The week after*, *weekend of 10/11 Oct*) goes on with no entry above
    it, whose day it would get: it stands alone and waits for its day.
    """
    lines = list(_lines(letters.text))
    dated = any(_begins(line) for line in lines)
    entries: list[_Begun] = []
    for line in lines:
        begun = _begins(line) if dated else None
        if begun is not None:
            entries.append(begun)
        elif not dated or not entries:
            if line.strip():
                entries.append(_Begun("", "", [line], _NO_DAY))
        elif _tells_own_time(line):
            entries.append(_Begun("", "", [line], _NOT_FIRST))
        else:
            entries[-1].lines.append(line)
        counted(len(entries), go_on)
    rows = tuple(
        SourceRow(number, (one.when, one.text), trouble=one.trouble) for number, one in enumerate(entries, start=1)
    )
    return DiaryFile("text", letters, TEXT_COLUMNS, rows)


def _begins(line: str) -> _Begun | None:
    """The entry a line begins, if it begins with a date."""
    if not any(char.isdigit() for char in line[:_LOOK]):
        return None
    found = _BEGINS.match(_NARROW.sub(" ", _UNSEEN.sub("", line[:200])))
    if found is None:
        return None
    whole = _NARROW.sub(" ", _UNSEEN.sub("", line))
    rest = whole[found.end("when") :]
    rest = rest[1:] if rest[:1] in "])" else rest
    return _Begun(found["when"].strip(), "", [_PARTING.sub("", rest, count=1)])


def _tells_own_time(line: str) -> bool:
    """Say whether a line without a date before it begins by telling a time.

    One in small letters may be the middle of a sentence that went on to the next line: there a day has to be named.
    """
    begins = line.lstrip(" \t-*\u2022")[:80]
    return bool(_OWN_DAY.match(begins)) or (begins[:1].isupper() and bool(_OWN_TIME.match(begins)))


def _stamped(line: str) -> re.Match[str] | None:
    clean = _NARROW.sub(" ", _UNSEEN.sub("", line))
    return next((found for one in _MESSAGES if (found := one.match(clean))), None)


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
