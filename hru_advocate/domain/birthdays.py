"""Birthdays told with an age: *turned 16 last May*, *18 on 3 December*, *16 next birthday*, and ages in words."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from hru_advocate.domain.moments import AskedDirection, moment_asked_for
from hru_advocate.domain.time_words.tokens import UNITS

_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS: Final = {word: number for number, word in enumerate(UNITS, start=1)} | {
    word: tens * 10 for tens, word in enumerate(_TENS, start=2)
}
_IN_WORDS: Final = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(_TENS)})[\s-]+"
    rf"(?P<one>{'|'.join(UNITS[:9])})|(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))}))\b"
)
_TOLD: Final = re.compile(
    r"(?:(?:she|he|they)(?:['\u2019](?:s|d|ll|re))?\s+)?"
    r"(?:(?P<turned>(?:just\s+|only\s+)?(?:turned|was|were|became))"
    r"|(?P<turns>(?:is\s+|are\s+)?(?:turns?|turning|becomes|going to be|will be|will turn|to be|be))|is|are|aged?)?\s*"
    r"(?P<age>\d{1,3})(?:\s+years?\s+old)?,?\s+(?P<when>\S.*)"
)
_PLAIN_WHEN: Final = re.compile(r"(?:on|in|at|over|this|last|next|earlier|later|today|yesterday|tomorrow)\b")
"""Words that begin a time behind a bare figure: 16 on Tuesday is an age, 16 May is a day without its year."""
_BEHIND: Final = re.compile(r"(?:today|yesterday|last|a|an|\d+|earlier|the other)\b")
_AHEAD: Final = re.compile(r"(?:tomorrow|next|later)\b")
"""Words that begin a time on one side of today by themselves; any other may be on either."""


def figures_for_words(text: str) -> str:
    """The same words with ages in figures: *forty-two* is 42. Takes small letters."""
    return _IN_WORDS.sub(lambda found: str(_number(found)), text)


def _number(found: re.Match[str]) -> int:
    return _WORDS[found["word"]] if found["word"] else _WORDS[found["tens"]] + _WORDS[found["one"]]


def birthday_told(text: str, now: datetime) -> tuple[int, date, date] | None:
    """The age and the first and last day it was or will be reached on; ``None`` where no birthday is told.

    What is said neither as gone by nor as to come may be either: the days between are open. Takes small letters.
    """
    found = _TOLD.fullmatch(text)
    if found is None:
        return None
    when = found["when"]
    if not (found["turned"] or found["turns"] or _PLAIN_WHEN.match(when)):
        return None
    sides: tuple[AskedDirection, ...] = ("past", "future")
    if found["turned"] or _BEHIND.match(when):
        sides = ("past",)
    elif found["turns"] or _AHEAD.match(when):
        sides = ("future",)
    moments = [moment_asked_for(when, now, side) for side in sides]
    days = [day[:10] for one in moments if one.start and one.end for day in (one.start, one.end)]
    if not days:
        return None
    return int(found["age"]), date.fromisoformat(min(days)), date.fromisoformat(max(days))
