"""An incident in one line: *yesterday 3 pm, followed me from the bus stop* taken apart into when, how often and what.

What stands at its beginning, or at its end, is the when if the whole of it can be placed in time; otherwise what
stands before the first comma is kept as told. Nothing is guessed: what was read is shown before anything is saved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from hru_advocate.domain.incidents.line_words import DAY_NAME, DID, MONTH_NAME, NO_THING, NUMBER_WORD, SOMEBODY, UNIT
from hru_advocate.domain.moments import Moment, all_the_time, moment_asked_for
from hru_advocate.domain.pasted_text import cleaned

_PART: Final = re.compile(r"\s*(?:[,;]|:(?=\s)|\s[-\u2013\u2014](?=\s)|\.(?=\s))\s*")
"""The break between two pieces of a line: a comma, a colon or full stop before a space, a dash between spaces."""

_WORD_END: Final = re.compile(r"\s+")
_PLACE: Final = (
    r"(?:at|on|in|from) (?:the|my|our|his|her|a|an) (?!early|late|mid|morning|afternoon|evening|night|day|week|month"
    r"|same|following|next|end|start|beginning|small|wee|hour|half|quarter|last|first|second|third|four|fif"
    r"|six|seven|eigh|nin|ten|eleven|twel|\d)"
)
_GOES_ON: Final = re.compile(
    rf"(?!{_PLACE})(?:of|to|till|until|or|and|before|after|when|while|since|ago|later|earlier|than|ish|o'?clock|am|pm|a|p|at|on|in"
    r"|from|between|about|around|for|during|every|each|time|weeks?|fortnight|last|next|doors"
    r"|gone(?! (?:half |\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|mid)|$)|\d\S*)\b",
    re.IGNORECASE,
)
"""A first word that may still belong to the time before it: *last week of the holidays* is no *last week*.

*Thursday week gone* is no *Thursday*; *Saturday night gone 11* is a Saturday night.
"""

_OPEN_END: Final = re.compile(r"\b(?:of|to|till|until|and|or|between|before|after|than)$", re.IGNORECASE)
_HANGING: Final = re.compile(r"\s+(?P<word>at|on|in|by|from)$", re.IGNORECASE)
"""A word at the end of a time that belongs to the place after it: *this morning at* the school gate."""

_COUNTED: Final = re.compile(r"(?:the )?(?:\d{1,2}(?:st|nd|rd|th)|\w+st|\w*second|\w+rd|\w+th)", re.IGNORECASE)
_SOMEBODY: Final = re.compile(SOMEBODY, re.IGNORECASE)
"""Words after a bare *the 2nd* that is a day: *the 2nd letter came* is the second of some letters."""

_ALSO_WORDS: Final = frozenset({"sat", "sun", "sun was", "may", "march", "mar"})
"""Days and months that begin a line as words too: *sat outside the flat*, *sun was out*, *may have seen us*."""

_DAY_MONTH: Final = (
    rf"(?:\d{{1,2}}/\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH_NAME}"
    rf"|{MONTH_NAME}\s+\d{{1,2}}(?:st|nd|rd|th)?)"
)
_ANOTHER_DAY: Final = re.compile(
    rf"(?:(?:and|&|or|to)\s+)?(?:{_DAY_MONTH}(?![\d/])|\d{{1,2}}(?:st|nd|rd|th)\b(?!\s+time)"
    rf"|{DAY_NAME}s?(?=\s+(?:and|or|to|{SOMEBODY})|\s*[,&-]|\s*\d))",
    re.IGNORECASE,
)
"""Another day right behind the first: the two may be one time, or two of which the line says no more."""
_ANOTHER_HOUR: Final = re.compile(r"\d{1,2}[:.]\d{2}|\d{1,2}(?:[:.]\d{2})?\s*[ap]\.?m\b", re.IGNORECASE)
_ENDS_IN_HOUR: Final = re.compile(r"(?:\d{1,2}[:.]\d{2}|\d\s*[ap]\.?m\.?)$", re.IGNORECASE)
_AND_ON: Final = 6
"""Words of a second day or hour that are tried as one time with the first."""

_THINGS: Final = (
    r"(?:(?:more|silent|missed|withheld|unknown|abusive|nasty|new|different|other|voice|text|long|short|blank|empty)\s+)*"
    r"(?:calls?|texts?|messages?|msgs?|e-?mails?|letters?|cards?|voice-?mails?|whats\s?apps?|photos?|pictures?|pics?"
    r"|videos?|visits?|parcels?|packages?|flowers|roses|bunches|notes?|gifts?|rings?|knocks?|(?:friend\s+)?requests?"
    r"|comments?|posts?|likes?|men|women|people|friends|mates|lads|cars?|vans?|accounts?|slaps?|punch(?:es)?|kicks?"
    r"|hits?|blows?|bites?|scratch(?:es)?|bruis(?:e|es)|burns?|cuts?|marks?|wounds?|stabs?|threats?|attempts?|hang-?ups?"
    r"|drive-?bys?|incidents?|of\s+(?:them|his|her|their|my)"
    r"|(?:minutes?|mins?|hours?|hrs?)(?!\s+(?:ago|later|earlier|before|after|or|and|to)\b))\b(?!\s+(?:me|us|him|them)\b)"
)
_MORE_OR_LESS: Final = r"\+?(?:\s+(?:or\s+so|odd|or\s+more|plus))?"
_COUNT_OF_THINGS: Final = re.compile(rf"\d{{1,3}}{_MORE_OR_LESS}\s+{_THINGS}", re.IGNORECASE)
"""A number of things, and no hour or year: *yesterday 14 missed calls*."""
_COUNT_OF_ANYTHING: Final = re.compile(
    rf"\d{{1,3}}{_MORE_OR_LESS}\s+(?!{SOMEBODY}|{NO_THING}|{MONTH_NAME}\b|{DAY_NAME}\b)[^\W\d_]", re.IGNORECASE
)
"""A number before a word that may be a thing: *yesterday 14 wotsits*, *25 Nov 14 knocked*."""
_FIGURE_LAST: Final = re.compile(
    rf"(?<!\bat)(?<!\bpast)(?<!\bhalf)(?<!\bgone)(?<!\bquarter to)\s(?:\d{{1,3}}|{NUMBER_WORD}){_MORE_OR_LESS}$",
    re.IGNORECASE,
)
"""A number at the end of a time that may count what follows; after *at* or *half* it is an hour."""
_MINUTES_TO: Final = re.compile(
    rf"\b(?:(?:ten|10) to (?:{UNIT}|[1-9])|(?:twenty(?:[ -]five)?|2[05]) to (?:{UNIT}|ten|eleven|twelve|1?[0-9]))$",
    re.IGNORECASE,
)
"""*Ten to eight*, and no number from one to the other: the hour is less than the minutes before it."""
_HEDGE: Final = re.compile(r"(?:about|around)\s+", re.IGNORECASE)
_AFTER_A_TIME: Final = re.compile(rf"(?:{SOMEBODY}|{NO_THING})", re.IGNORECASE)
_MONTH_LAST: Final = re.compile(rf"(?<!\d )(?<!th )(?<!st )(?<!nd )(?<!rd )(?<!of )\b{MONTH_NAME}$", re.IGNORECASE)
_MONTH_DAY_LAST: Final = re.compile(
    rf"(?<!\d )(?<!th )(?<!st )(?<!nd )(?<!rd )(?<!of )\b{MONTH_NAME} \d{{1,2}}$", re.IGNORECASE
)
"""*Nov 3*: before something done that is the day, as nothing is there that a figure could count."""
_DID: Final = re.compile(DID, re.IGNORECASE)
_WEEKDAY_LAST: Final = re.compile(rf"\b{DAY_NAME}$", re.IGNORECASE)
_FIGURES_LAST: Final = re.compile(rf"(?:(?<=\s)|^){_DAY_MONTH}\s+\d{{2}}$", re.IGNORECASE)
_NEAR_YEARS, _LIKELY_YEARS = 5, 50
"""Years back that two figures are meant for even before a thing that can be counted, and before any other word."""
_FRACTION: Final = re.compile(r"\d/\d$")
_OF_FRACTION: Final = re.compile(r"(?:past|an?|hours?|days?|way)\b", re.IGNORECASE)

_PAST_ONLY: Final = re.compile(r"\b(?:yesterday|last|ago|this morning)\b", re.IGNORECASE)

_LONGEST_TIME: Final = 12
_QUOTE: Final = re.compile(
    r"^(?P<what>.*?)[\s,:]*(?:\"(?P<a>[^\"]+)\"|\u201c(?P<b>[^\u201d]+)\u201d)\s*[.!]?\s*$", re.DOTALL
)

_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(),
        start=1,
    )
}
_COUNT: Final = re.compile(
    r"(?P<vague>(?:about|around|roughly|nearly|almost|over|at least|more than|up to|some|maybe|probably)\s+)?"
    rf"(?:(?P<once>once|twice)|(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|{'|'.join(_NUMBERS)})\s+times)"
    r"(?P<rate>\s+(?:a|an|each|every|per)\s+(?:hour|day|night|morning|evening|week|weekend|fortnight|month|year)\b)?"
    r"(?=$|[\s,;:])(?!\s+(?:or|to|and|if)\b)",
    re.IGNORECASE,
)
_OFTEN: Final = re.compile(
    r"(?:(?:nearly |almost )?every (?:single )?(?:other )?(?:hour|day|night|morning|evening|week|weekend|month)"
    r"|daily|weekly|all the time|constantly|too many (?:times )?to count|several times|many times|most days"
    r"|most nights)"
    r"(?=$|[\s,;:])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class HowOften:
    """A count as told: a counted number, or the words where none was counted."""

    times: int | None = None
    told: str = ""


@dataclass(frozen=True, slots=True)
class QuickIncident:
    """A line taken apart. ``when`` without a place in time is kept as told; ``None`` where nothing says when."""

    when: Moment | None
    what: str
    words: str = ""
    often: HowOften = HowOften()

    @property
    def placed(self) -> bool:
        """True where a day could be made out."""
        return self.when is not None and self.when.day is not None


def read_line(text: str, now: datetime) -> QuickIncident:
    """Take a line apart; the words beside the when are never changed."""
    line = cleaned(text, lines=False)
    found = _QUOTE.match(line)
    words = (found["a"] or found["b"]).strip() if found and found["what"].strip() else ""
    body = found["what"].strip() if found and words else line
    often, rest = _often_first(body)
    when, what = _split(rest, now)
    if when is not None and often == HowOften():
        often, what = _often_first(what)
    return QuickIncident(when, what.strip(), words, often)


def read_often(text: str) -> HowOften:
    """The count in a cell: a whole number is one, other words are kept as told."""
    told = " ".join(text.split())
    plain = told.replace(",", "")
    if plain.isascii() and plain.isdigit() and len(plain) < 7 and int(plain):
        return HowOften(int(plain))
    found = _COUNT.fullmatch(told)
    return _counted(found) if found else HowOften(told=told)


def _often_first(text: str) -> tuple[HowOften, str]:
    """The count a line begins with, and the rest."""
    for pattern in (_COUNT, _OFTEN):
        found = pattern.match(text)
        if found is None:
            continue
        often = _counted(found) if pattern is _COUNT else HowOften(told=found.group())
        return often, text[found.end() :].lstrip(" ,;:-")
    return HowOften(), text


def _counted(found: re.Match[str]) -> HowOften:
    """A count where a number was counted; *about three times* and *three times a week* stay words."""
    if found["vague"] or found["rate"]:
        return HowOften(told=" ".join(found.group().split()))
    if found["once"]:
        return HowOften(1 if found["once"].lower() == "once" else 2)
    number = found["number"].lower()
    return HowOften(_NUMBERS[number] if number in _NUMBERS else int(number.replace(",", "")))


def _split(text: str, now: datetime) -> tuple[Moment | None, str]:
    for time, rest in (*_over_cuts(text), *_by_parts(text), *_by_words(text)):
        moment = moment_asked_for(time, now, "past")
        if moment.day is None or all_the_time(time):
            continue
        if _may_be_of_time(time, rest, now):
            return None, text
        if text.startswith(time) and _ANOTHER_DAY.match(rest):
            return Moment(time), rest
        hanging = _HANGING.search(time)
        if hanging is None:
            return moment, rest
        return moment_asked_for(time[: hanging.start()], now, "past"), f"{hanging['word']} {rest}"
    first = _PART.search(text)
    if first is None or not text[: first.start()].strip() or not text[first.end() :].strip():
        return None, text
    return moment_asked_for(text[: first.start()], now, "past"), text[first.end() :]


def _may_be_of_time(time: str, rest: str, now: datetime) -> bool:
    """Say whether figures before what can be counted may be a year or a day too: *25 Nov 25 calls*, *Fri 6 calls*."""
    figures = rest.split(maxsplit=1)[0].rstrip("+") if _COUNT_OF_ANYTHING.match(rest) else ""
    if figures and _MONTH_LAST.search(time):
        return True
    if figures and (day := _WEEKDAY_LAST.search(time)):
        return moment_asked_for(f"{day[0]} the {figures}th", now, "past").day is not None
    if _FIGURES_LAST.search(f"{time} {figures}") is None:
        return False
    back = (now.year - int(figures)) % 100
    return back <= (_NEAR_YEARS if _COUNT_OF_THINGS.match(rest) else _LIKELY_YEARS)


def _over_cuts(text: str) -> Iterator[tuple[str, str]]:
    """A time that goes on behind a comma or dash with another day or hour: *4 Oct - 6 Oct*, *19:00 - 20:00*."""
    for cut in list(_PART.finditer(text))[:_LONGEST_TIME]:
        other = _ANOTHER_DAY.match(text, cut.end())
        if other is None and _ENDS_IN_HOUR.search(text[: cut.start()]):
            other = _ANOTHER_HOUR.match(text, cut.end())
        if other is not None:  # the whole of it: of *20 Nov, 21 Nov* the 21 is neither an hour nor a year
            ends = [one for one in _WORD_END.finditer(text) if one.start() >= other.end()][:_AND_ON]
            for end in reversed(ends):
                time, rest = text[: end.start()].rstrip(" ,"), text[end.end() :]
                if not _OPEN_END.search(time) and not _GOES_ON.match(rest):
                    yield time, rest


def _by_parts(text: str) -> Iterator[tuple[str, str]]:
    """Every cut at a comma, colon or dash: the longest beginning first, then the longest end."""
    cuts = list(_PART.finditer(text))
    for cut in reversed(cuts[:_LONGEST_TIME]):
        yield text[: cut.start()], text[cut.end() :]
    for cut in cuts[-_LONGEST_TIME:]:
        yield text[cut.end() :].rstrip(" ."), text[: cut.start()]


def _no_time(time: str, rest: str) -> bool:
    """Say whether the end of a time belongs to the words behind it: *3* of *3 calls*, *1/2* of *1/2 past 9*."""
    figure = _FIGURE_LAST.search(time) is not None and _MINUTES_TO.search(time) is None
    a_day = _MONTH_DAY_LAST.search(time) is not None and _DID.match(rest) is not None
    counted = figure and not a_day and _AFTER_A_TIME.match(rest) is None
    return counted or (_FRACTION.search(time) is not None and _OF_FRACTION.match(rest) is not None)


def _by_words(text: str) -> Iterator[tuple[str, str]]:
    """Every cut between two words near either end, where what follows cannot belong to the time any more.

    A time at the end counts only where it can but lie in the past: *said he would come on Friday* says when he would.
    """
    cuts = list(_WORD_END.finditer(text))
    for cut in reversed(cuts[:_LONGEST_TIME]):
        time, rest = text[: cut.start()], text[cut.end() :]
        hedge = _HEDGE.match(rest)
        counted = _COUNT_OF_ANYTHING.match(rest, hedge.end() if hedge else 0)
        if _OPEN_END.search(time) or (_GOES_ON.match(rest) and not counted):
            continue
        if _no_time(time, rest):
            continue
        doubtful = _COUNTED.fullmatch(time) or time.lower() in _ALSO_WORDS
        if not doubtful or _SOMEBODY.match(rest) or _COUNT_OF_THINGS.match(rest):
            yield time, rest
    for cut in cuts[-_LONGEST_TIME:]:
        time = text[cut.end() :].rstrip(" .")
        if _PAST_ONLY.search(time):
            yield time, text[: cut.start()]
