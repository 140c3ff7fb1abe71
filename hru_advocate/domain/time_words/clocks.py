"""Words that mean a time of day: clock times, parts of a day, and what both say together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from hru_advocate.domain.time_words.frame import DAY


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in minutes. ``sure`` says whether the half of the day is known: *at 3* is not, *3 pm* is.

    ``about`` is for what is more or less then; ``before`` where it is said to lie just before.
    """

    minutes: int
    sure: bool
    about: bool = False
    before: bool = False
    or_year: bool = False
    """Four figures that a year has too, such as 1930: a time of day only beside a day without room for a year."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a day: when it begins and ends as people say it, and the widest it can mean, in minutes."""

    begin: int
    end: int
    widest: tuple[int, int]


def _part(begin: float, end: float, least: float, most: float) -> Part:
    return Part(round(begin * 60), round(end * 60), (round(least * 60), round(most * 60)))


_NIGHT: Final = _part(20, 24, 18, 30)
PARTS: Final[Mapping[str, Part]] = {
    "early": _part(0, 9, 0, 10),
    "early hour": _part(0, 5, 0, 6),
    "small hour": _part(0, 5, 0, 6),
    "very early morning": _part(2, 7, 0, 8),
    "early morning": _part(5, 8, 0, 9),
    "mid morning": _part(9.5, 11.5, 9, 12),
    "late morning": _part(10, 12, 9, 12),
    "morning": _part(6, 12, 0, 12),
    "am": _part(6, 12, 0, 12),
    "pm": _part(12, 18, 12, 24),
    "dawn": _part(4, 8, 3, 9),
    "breakfast time": _part(7, 10, 6, 11),
    "lunchtime": _part(12, 14, 11, 15),
    "lunchtime time": _part(12, 14, 11, 15),
    "early afternoon": _part(12, 14, 12, 15),
    "mid afternoon": _part(14, 16, 13.5, 17),
    "late afternoon": _part(15, 18, 14, 19),
    "afternoon": _part(12, 18, 12, 18.5),
    "teatime": _part(16, 19, 15, 19),
    "dusk": _part(16, 22, 15, 23),
    "after dark": _part(16, 24, 15, 30),
    "early evening": _part(17, 19, 16, 20),
    "late evening": _part(20, 24, 19, 24),
    "evening": _part(17, 22, 16, 24),
    "eve": _part(17, 22, 16, 24),
    "late night": _part(22, 24, 21, 30),
    "late at night": _part(22, 24, 21, 30),
    "late": _part(21, 24, 18, 30),
    "night": _NIGHT,
    "bedtime": _part(20, 24, 18, 25),
    "overnight": _part(20, 30, 18, 33),
}
"""Each part of a day with its hours; a night goes on into the next morning."""

_EDGES: Final[Mapping[str, Mapping[str, str]]] = {
    "early": {"": "early", "morning": "early morning", "afternoon": "early afternoon", "evening": "early evening"},
    "very early": {"": "early", "morning": "very early morning"},
    "late": {
        "": "late",
        "morning": "late morning",
        "afternoon": "late afternoon",
        "evening": "late evening",
        "night": "late",
    },
    "mid": {"morning": "mid morning", "afternoon": "mid afternoon"},
    "o1 thing": {"": "early morning", "morning": "early morning"},
    "last thing": {"": "late evening", "evening": "late evening", "night": "late evening"},
}
"""The meaning of *early*, *late* or *first thing* that stands before a day, alone and with each part of the day."""

TOGETHER: Final = tuple(
    (re.compile(rf"{words}(?= |$)"), days, part)
    for words, days, part in (
        ("last night", -1, "night"),
        ("(?:late last night|last night late)", -1, "late night"),
        ("(?:the )?night before last", -2, "night"),
        *((f"(?:about )?n{nights} nights? ago", -nights, "night") for nights in range(2, 8)),
        ("tonight", 0, "night"),
        ("late tonight", 0, "late night"),
        ("o1 thing morning", 0, "early morning"),
        ("this early morning", 0, "early morning"),
        ("this late morning", 0, "late morning"),
        ("this morning", 0, "morning"),
        ("this lunchtime", 0, "lunchtime"),
        ("this afternoon", 0, "afternoon"),
        ("this evening", 0, "evening"),
    )
)
"""Words that mean a day and a part of it in one: the day counted from today, and the part."""

_EDGE: Final = re.compile(
    r"(?:(?:very|quite|really|rather|fairly|pretty) (?=early|late))?(?P<edge>early|late|mid|(?:o1|last) thing)"
    r"(?: on)?(?: in| of)?(?: the)?(?= |$)"
)
_NAMES: Final = "|".join(sorted(PARTS.keys() - _EDGES.keys(), key=len, reverse=True))
_PART: Final = re.compile(rf"(?:in the |at |during the |over |the )?(?P<part>{_NAMES})(?: of)?(?= |$)")
_HEDGE: Final = (
    r"(?:at )?(?P<about>about |(?:just |shortly |soon |not long |a (?:bit|little) )(?:after |before )|just past "
    r"|(?:just )?gone |turned |(?:getting|going) on for )?(?:at )?"
)
_HOUR: Final = r"(?:n(?P<hour>\d+)|c(?P<certain>\d\d)00)"
_CLOCKS: Final = tuple(
    re.compile(rf"{_HEDGE}(?:{pattern})(?P<after> ish| or so| or thereabouts)?(?= |$)")
    for pattern in (
        r"(?P<sure>c\d{4})",
        r"(?P<four>[yv](?:18[5-9]|19|20|21|22|23)\d+)",
        r"(?P<unsure>k\d{4})",
        r"(?P<named>noon|midnight|12 noon|n12 noon|n12 midnight|c1200 noon|c0000 midnight)",
        rf"(?P<half>half) (?:past )?{_HOUR}",
        rf"(?:a )?(?P<quarter>quarter) (?P<side>past|to) {_HOUR}",
        rf"n(?P<minutes>\d+) (?:minute )?(?P<side>past) {_HOUR}",
        rf"n(?P<minutes>\d+) minute (?P<side>to) {_HOUR}",
        rf"n(?P<minutes>5|10|20|25) (?P<side>to) {_HOUR}",
        rf"{_HOUR} oclock",
        r"n(?P<hour>\d+)",
        r"n(?P<hour>\d+) n(?P<figures>\d\d)",
    )
)


def clocks_at(symbols: str) -> Iterator[tuple[int, Clock]]:
    """Each reading of a clock time at the beginning of some symbols, with its length."""
    for pattern in _CLOCKS:
        if (found := pattern.match(symbols)) is not None and (clock := _clock(found)) is not None:
            hedge = found["about"] or ""
            yield (
                found.end(),
                replace(clock, about=bool(hedge or found["after"]), before="before" in hedge or " for" in hedge),
            )


def parts_at(symbols: str, edge: str = "") -> Iterator[tuple[int, Part]]:
    """The part of a day named at the beginning of some symbols, with its length; its end, if one was said before."""
    if (found := _PART.match(symbols)) is not None and (part := part_at_edge(found["part"], edge)) is not None:
        yield found.end(), part


def edges_at(symbols: str) -> Iterator[tuple[int, str]]:
    """The *early*, *late* or *first thing* at the beginning of some symbols, with its length."""
    if (found := _EDGE.match(symbols)) is not None:
        very = found[0].startswith(("very early", "really early"))
        yield found.end(), "very early" if very else found["edge"]


def part_at_edge(name: str, edge: str) -> Part | None:
    """A part of a day at the end of it that was said; ``None`` where nobody says so (*early* lunchtime)."""
    return PARTS.get(_EDGES[edge].get(name, "") if edge else name)


def edge_of(part: Part, edge: str) -> Part | None:
    """The end of a part of a day that was named before it: Monday night, late."""
    return next((found for name in PARTS if PARTS[name] == part and (found := part_at_edge(name, edge))), None)


def _clock(found: re.Match[str]) -> Clock | None:
    parts = {name: text or "" for name, text in found.groupdict().items()}
    if whole := parts.get("sure") or parts.get("unsure"):
        return Clock(int(whole[1:3]) * 60 + int(whole[3:]), sure=whole[0] == "c")
    if four := parts.get("four"):
        minutes = int(four[3:])
        return (
            Clock(int(four[1:3]) * 60 + minutes, sure=True, or_year=four[0] == "y" or four[1:3] == "20")
            if minutes < 60
            else None
        )
    if named := parts.get("named"):
        return Clock(DAY if "midnight" in named else DAY // 2, sure=True)
    hour = int(parts.get("hour") or parts.get("certain") or 0)
    sure = bool(parts.get("certain"))
    if not (sure or 1 <= hour <= 12):
        return None
    minutes = 30 if parts.get("half") else 15 if parts.get("quarter") else int(parts.get("minutes") or 0)
    minutes = int(parts.get("figures") or minutes)
    if minutes > 59:
        return None
    at = hour * 60 + (-minutes if parts.get("side") == "to" else minutes)
    return Clock(at % DAY, sure)


def placed_in(clock: Clock, part: Part) -> Clock | None:
    """A clock time within a part of a day, ``None`` where the two contradict each other.

    At night, what is before dawn lies beyond the day's end: *2 am last night* is 26 hours after yesterday began.
    """
    halves = (clock.minutes,) if clock.sure else (clock.minutes % (DAY // 2), clock.minutes % (DAY // 2) + DAY // 2)
    least, most = part.widest
    fits = {at + on for at in halves for on in ((0, DAY) if most > DAY else (0,)) if least <= at + on <= most}
    if clock.minutes == DAY and least <= DAY <= most:
        fits = {DAY}
    return replace(clock, minutes=min(fits), sure=True) if len(fits) == 1 else None
