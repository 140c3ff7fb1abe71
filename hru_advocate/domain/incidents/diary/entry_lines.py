"""Lines of a diary kept as plain text: what a line begins with, a whole day, a day of the month above, or a time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from hru_advocate.domain.incidents.line_words import DAY_NAME, MONTH_NAME, SOMEBODY, WELSH_MONTH

DIGITS: Final = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}"
_MONTH: Final = rf"(?:{MONTH_NAME}|{WELSH_MONTH}\b)\.?"
_TH: Final = r"(?:st|nd|rd|th|ydd|edd|fed|eg|ain|af|il)"
"""Ends of ordinal numbers, in English and in Welsh."""
_HOURS: Final = r"\s*(?:hrs|hours|h)\b\.?"
TIME: Final = (
    r"(?:\d{1,2}[:.]\d{2}[:.]\d{2}(?:[.,]\d{1,9})?(?:Z\b|[+-]\d{2}:?\d{2}\b)"
    rf"|\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?(?:\s*[ap]\.?m\b\.?|{_HOURS})?|\d{{1,2}}\s*[ap]\.?m\b\.?"
    rf"|(?:[01]\d|2[0-3])[0-5]\d(?:{_HOURS}|(?<!19\d\d)(?<!20\d\d)(?=\s*(?:[-\u2013\u2014:;,]\s|$))))"
)
_WEEKDAY: Final = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_YEAR: Final = (
    r"(?:,?\s+\d{4}\b(?!\s*(?:hrs|hours|h)\b)|,?\s*['\u2019]\d{2}\b"
    rf"|,?\s+\d{{2}}(?=\s*$|\s*[:;,|](?!\d)|\s+[-\u2013\u2014|]\s|,?\s+(?:at\s+)?{TIME}))"
)
"""A year behind a month's name: of two figures only where a time, a sign or nothing follows, and no word to count."""
_DAY: Final = (
    rf"{_WEEKDAY}(?:\d{{1,2}}\s?[-\u2013/&]\s?\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}(?!\d)|{DIGITS}|(?:19|20)\d{{2}}(?:0\d|1[0-2])[0-3]\d(?!\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s?/\s?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}{_YEAR}?"
    rf"|\d{{1,2}}(?:/\d{{1,2}}|\.(?:0?[1-9]|1[0-2]))(?![\d/.:]|\s*[ap]\.?m\b)"
    rf"|\d{{1,2}}[-/.]{MONTH_NAME}[-/.](?:\d{{4}}|\d{{2}})(?![\w/-])"
    rf"|\d{{1,2}}{_TH}?\s+(?:(?:of|o)\s+)?{_MONTH}{_YEAR}?"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d){_YEAR}?)"
)
_NAMED_AFTER: Final = (
    r"(?:,?\s+\(?(?:(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri)(?:day)?|saturday|sunday)\b\)?(?!['\u2019]))"
)
"""The name of a day behind its date, which may be that of another: *sat* there is a word of what happened."""
_AT: Final = rf"(?:(?:T|,?\s+(?:at\s+|about\s+|around\s+)?){TIME})"
_TO: Final = r"(?:\s*[-\u2013]\s*|\s+(?:to|until|till)\s+)"
_CLOSING: Final = r"[\])*_\"'\u2019\u201d]*"
"""Signs that may close what stands round a date: brackets, quotes, the stars and lines of bold letters."""
_BEGINS: Final = re.compile(
    rf"\s*[-*\u2022]?\s*[\[(]?(?P<when>{_DAY}{_NAMED_AFTER}?(?:{_AT}(?:{_TO}{TIME})?)?(?:{_TO}{_DAY}{_AT}?)?){_CLOSING}"
    r"(?P<rest>\s*[-\u2013\u2014:;,.|]\s*.*|\s+.*|)$",
    re.IGNORECASE | re.DOTALL,
)
_LEADING: Final = (
    r"(?:on|in|at|over|during|around|about|from|since|between|by|then|and|the|that|this|all|every|each|most|next"
    r"|following|same|last|first|or|early|late|later|my|his|her|our|whole|of|a|an|few|couple|two|three)"
)
_TIME_WORD: Final = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|days?|nights?|weeks?|weekends?|months?|mornings?|afternoons?"
    r"|evenings?|overnight|midnight|christmas|xmas|easter|hallowe.?en|bonfire|boxing|new year\S*|half[- ]term"
    r"|bank holiday)"
)
_OWN_TIME: Final = re.compile(
    rf"\W*(?:(?:{_LEADING}\s+){{0,4}}{_TIME_WORD}|(?:{_LEADING}\s+){{1,4}}{DAY_NAME})(?!\w)", re.IGNORECASE
)
_OWN_DAY: Final = re.compile(
    rf"\W*(?:(?:{_LEADING}|{_TIME_WORD}|{TIME}),?\s+){{1,5}}(?:\d{{1,2}}(?:st|nd|rd|th)?\s*(?:and|to|or|&|[-\u2013])\s*)?{_DAY}",
    re.IGNORECASE,
)
_COUNT_OR_YEAR: Final = re.compile(r"\d{2}\s+[^\W\d]")
_NO_YEAR_YET: Final = re.compile(
    rf"(?:{_MONTH}|\d{{1,2}}[/.]\d{{1,2}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?)$", re.IGNORECASE
)
_MORE_DAYS: Final = re.compile(
    rf"\s*(?:(?:[-\u2013\u2014]|to|until|till)\s*(?:{DAY_NAME}\.?\s+)?\d{{1,2}}(?:st|nd|rd|th)\b"
    rf"|\(?(?:&|\+|/|,|and|or|then)\s*(?:{DAY_NAME}\.?\s+)?(?:the\s+)?\d{{1,2}}(?:(?:st|nd|rd|th)\b|[/.]\d|\s+{MONTH_NAME}\b))"
    rf"|\s*(?:{DAY_NAME}\.?\s+)?(?:{DIGITS}|\d{{1,2}}{_TH}?\s+(?:of\s+)?{_MONTH}\s+(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
"""Another day behind the first: 12th - 15th, 12 Oct & 13 Oct. Which of them is meant nobody says."""
_NUMBER: Final = re.compile(r"\s*\d{1,3}[.)]\s+(?=\S)")
_MARKS: Final = r"(?:[>*_\"'\u2018-\u201f\u2022\u2023\u25aa\u25cf\u25e6\u2192\u2713\u2714\u260e\u2709]|#(?!\d))+\s*"
_LABEL: Final = re.compile(
    rf"\s*(?:{_MARKS})?(?:(?:[(\[]?(?:\d{{1,3}}(?:\.\d{{1,2}})*|[a-z]|[ivx]{{1,4}})[.)\]:]+|(?:#|no\.?\s*)\d{{1,3}}[.):]?"
    r"|(?:entry|incident|event|item|row|date|date and time)(?:\s+(?:no\.?\s*)?\d{1,3})?(?:\s*[-\u2013:.])?)\s+)?(?=\S)",
    re.IGNORECASE,
)
"""Whatever a row of a chronology may have before its day: a sign, its number, a name such as *Entry 3:* or *Date:*."""
_NEAR_DAY: Final = re.compile(
    r"\W*(?:(?!reported|logged|told|crime|ref|police|statement|photo|screenshot|see\b|dated)[^\W\d][\w'\u2019.]*\W+"
    rf"|\d{{1,3}}\W+){{0,2}}?\W*(?:{DAY_NAME})?"
    rf"(?:\d{{1,2}}-(?:0?[1-9]|1[0-2])(?=\s*[-\u2013:]\s|\s+{SOMEBODY})|"
    r"(?<!\d)\d{1,2}(?:\s?[-/.\\_:,]\s?\d{1,2}\s?[-/.\\_:,]\s?(?:19|20)\d{2}"
    r"|\s?[-/.\\_]\s?\d{1,2}\s?[-/.\\_]\s?\d{2})(?!\d)"
    rf"|\d{{1,2}}{_TH}?[\s,./-]*(?:of\s+|o\s+)?{_MONTH}[\s,./-]*(?:19|20)\d\d(?!\d)"
    rf"|{MONTH_NAME}[\s,./-]*\d{{1,2}}{_TH}?[\s,./-]+(?:19|20)\d\d(?!\d)"
    rf"|(?:19|20)\d\d[\s,./-]+(?:{_MONTH}|\d{{1,2}})[\s,./-]*\d{{1,2}}(?!\d)"
    r"|(?<!\d)(?:(?:19|20)\d\d[01]\d[0-3]\d(?=\D|$)|[0-3]\d[01]\d(?:19|20)\d\d(?!\d)))",
    re.IGNORECASE,
)
"""A whole day with its year close to the beginning of a line, however it is written: what follows is of that day."""
_WITH_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b|\d[/.-]\d{1,2}[/.-]\d")
_PARTING: Final = re.compile(r"^\s*(?:[-\u2013\u2014:;,.|]+(?=\s|$))?\s*")
_CLOSED: Final = re.compile(rf"^{_CLOSING}")
_LOOK: Final = 30
_UNSEEN: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_NARROW: Final = re.compile("[\u00a0\u202f\u2007]")

_MONTH_ALONE: Final = re.compile(
    rf"[\W_]*(?P<month>{_MONTH})[\s,]*(?P<year>(?:['\u2019]\s?\d{{2}}|\d{{4}})?)[\W_]*", re.IGNORECASE
)
_OF_MONTH: Final = (
    rf"\s*[-*\u2022]?\s*(?P<when>{DAY_NAME}\.?,?\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)%s)"
    r"(?![\w/]|[.:]\d|\s*[ap]\.?m\b|\s+times?\b)(?P<rest>.*)$"
)
_NUMBERED: Final = re.compile(_OF_MONTH % "", re.IGNORECASE | re.DOTALL)
_HEADED: Final = re.compile(_OF_MONTH % rf"(?=\s*(?:$|[-\u2013\u2014:;,.|])|\s+{SOMEBODY})", re.IGNORECASE | re.DOTALL)
"""A day of a month that stands in a heading above it: *Mon 5th*, *Weds 7*, *22nd*; *2nd letter* is a letter."""
_NAMED_ALONE: Final = re.compile(rf"\W*{DAY_NAME}\.?\s*(?:[-\u2013\u2014:,]|$)", re.IGNORECASE)
_TOTAL: Final = re.compile(r"\W*(?:grand\s+)?totals?\b", re.IGNORECASE)
_PAIR: Final = re.compile(r"\W*\d{1,2}(?:st|nd|rd|th)\s?[/&+]\s?\d{1,2}(?:st|nd|rd|th)\b", re.IGNORECASE)
_NO_DATE: Final = re.compile(r"\W*(?:undated|no date|date (?:not known|unknown|unsure))\b", re.IGNORECASE)
_CLOCKED: Final = re.compile(
    rf"\s*[-*\u2022]?\s*(?P<clock>\d{{1,2}}(?:[:.]\d{{2}})?\s*[ap]\.?m\b\.?|(?:[01]\d|2[0-3]):[0-5]\d(?![:\d])"
    rf"|(?:[01]\d|2[0-3]):?[0-5]\d{_HOURS})(?!{_TO}\d)(?P<rest>\s*[-\u2013\u2014:;,.|]\s*.*|\s+.*)$",
    re.IGNORECASE | re.DOTALL,
)
"""A time of day that can be read in one way only, as lines below a day begin with."""
_SAME_DAY: Final = re.compile(
    r"\W*(?:(?:later|on|the)\s+){0,3}same\s+(?:day|morning|afternoon|evening)\b", re.IGNORECASE
)
_YEAR_OR_COUNT: Final = "The figures behind its day may be a year or a number of things. Say when it was."
_SEVERAL: Final = "It begins with more than one day. Say when it was."
_UNWRAPPED: Final = 40
"""Letters of a line that is no full one: it did not go on to the next."""


@dataclass(frozen=True, slots=True)
class LineStart:
    """The beginning of a line, and the rest of it. ``trouble`` is why its day cannot be taken as it stands."""

    when: str
    rest: str
    trouble: str = ""


def seen(line: str) -> str:
    """A line without signs nobody sees, and with plain blanks."""
    return _NARROW.sub(" ", _UNSEEN.sub("", line))


def whole_day(line: str) -> LineStart | None:
    """The day a line begins with, if it names its month."""
    label = _LABEL.match(seen(line[:_LOOK]))
    if label and label.end() and (begun := _begun(seen(line)[label.end() :])) and _WITH_YEAR.search(begun.when):
        return begun
    return _begun(line)


def _begun(line: str) -> LineStart | None:
    if not any(char.isdigit() for char in line[:_LOOK]):
        return None
    found = _BEGINS.match(seen(line[:200]))
    if found is None:
        return None
    rest = seen(line)[found.end("when") :]
    trouble = _SEVERAL if _MORE_DAYS.match(rest) else ""
    rest = _PARTING.sub("", _CLOSED.sub("", rest, count=1), count=1)
    if _COUNT_OR_YEAR.match(rest) and _NO_YEAR_YET.search(found["when"].strip()):
        trouble = _YEAR_OR_COUNT
    return LineStart(found["when"].strip(), rest, trouble)


def day_of_month(line: str) -> LineStart | None:
    """The day a line begins with, if its month stands above it."""
    found = _HEADED.match(seen(line))
    if found is None or _MORE_DAYS.match(found["rest"]):
        return None
    return LineStart(found["when"].strip(), _PARTING.sub("", found["rest"], count=1))


def month_alone(line: str) -> str:
    """The month, with its year where one is said, of a line that says nothing else; nothing for any other line."""
    found = _MONTH_ALONE.fullmatch(seen(line)) if len(line) < _UNWRAPPED else None
    return f"{found['month'].rstrip('.')} {found['year']}".strip() if found else ""


def time_of_day(line: str) -> LineStart | None:
    """The time a line begins with, if nobody can read it as another."""
    found = _CLOCKED.match(seen(line))
    return LineStart(found["clock"].strip(), _PARTING.sub("", found["rest"], count=1)) if found else None


def minutes_of(clock: str) -> int:
    """The minutes of a time of day since midnight."""
    figures = re.findall(r"\d+", clock)
    hour, minute = (int(figures[0]), int(figures[1])) if len(figures) > 1 else divmod(int(figures[0]), 100)
    if half := re.search(r"([ap])\.?m\b", clock, re.IGNORECASE):
        hour, minute = (hour or minute, minute if hour else 0)
        hour = hour % 12 + (12 if half[1].lower() == "p" else 0)
    return hour * 60 + minute


def tells_own_time(line: str, before: str) -> bool:
    """Say whether a line without a whole day before it begins by telling a time, or a total, after a line.

    One in small letters may be the middle of a sentence that went on to the next line: there a day has to be named, or
    the line before has to have ended.
    """
    begins = _NUMBER.sub("", line.lstrip(" \t-*\u2022"), count=1)[:80]
    if _SAME_DAY.match(begins):
        return False
    if _OWN_DAY.match(begins) or _NUMBERED.match(begins) or _NAMED_ALONE.match(begins) or _TOTAL.match(begins):
        return True
    if _PAIR.match(begins) or _NO_DATE.match(begins):
        return True
    ended = len(before.strip()) < _UNWRAPPED or before.rstrip()[-1:] in ".!?"
    return (not begins[:1].islower() or ended) and bool(_OWN_TIME.match(begins) or _NEAR_DAY.match(begins))
