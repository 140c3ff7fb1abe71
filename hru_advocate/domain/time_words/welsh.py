"""Welsh words for days in the English the phrases are read in; the words as told stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from hru_advocate.domain.time_words.named_days import DAYS, MONTHS

MONTHS_IN_WELSH: Final = (
    "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr".split(),
    "ionawr chwefror fawrth ebrill fai fehefin orffennaf awst fedi hydref dachwedd ragfyr".split(),
)
"""The months, and the same as they begin behind *o*: 3ydd o Dachwedd."""
_DAYS: Final = (
    "llun mawrth mercher iau gwener sadwrn sul".split(),
    "lun fawrth fercher iau wener sadwrn sul".split(),
)
"""The days of the week behind *dydd*, and behind *nos*, which is the night: nos Wener."""
_WHOLE: Final = {
    "echdoe": "the day before yesterday",
    "neithiwr": "last night",
    "ddoe": "yesterday",
    "heddiw": "today",
    "heno": "tonight",
    "yfory": "tomorrow",
    "wythnos diwethaf": "last week",
    "mis diwethaf": "last month",
    "bore ma": "this morning",
    "bore 'ma": "this morning",
}
_PARTS: Final = {"bore": "morning", "prynhawn": "afternoon", "pnawn": "afternoon", "noson": "evening"}
_MONTH_OF: Final = {word: english for words in MONTHS_IN_WELSH for word, english in zip(words, MONTHS, strict=True)}
_DAY_OF: Final = {word: english for words in _DAYS for word, english in zip(words, DAYS, strict=True)}


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_OF_A_WEEK: Final = re.compile(rf"\b(?P<sort>dydd|nos) (?P<day>{_any(_DAY_OF)})\b(?P<last> diwethaf)?", re.IGNORECASE)
_PART_OF: Final = re.compile(rf"\b(?P<part>{_any(_PARTS)}) (?P<day>ddoe|heddiw)\b", re.IGNORECASE)
_WORD: Final = re.compile(rf"\b(?P<word>{_any(_WHOLE)})\b", re.IGNORECASE)
_MONTH: Final = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:af|il|ydd|edd|ed|fed|eg|ain)?(?: o)? )?(?:mis )?(?P<month>{_any(_MONTH_OF)})\b",
    re.IGNORECASE,
)
_HOUR: Final = re.compile(r"\b(?P<near>am|tua) (?=\d)|(?P<oclock>o['\u2019]r gloch)", re.IGNORECASE)


def in_english(text: str) -> str:
    """Words for a time with those of Welsh in English; words without any are given back as they are."""
    found = _OF_A_WEEK.sub(_day, text)
    found = _PART_OF.sub(lambda one: f"{_WHOLE[one['day'].lower()]} {_PARTS[one['part'].lower()]}", found)
    found = _WORD.sub(lambda one: _WHOLE[one["word"].lower()], found)
    found = _MONTH.sub(lambda one: f"{one['day'] or ''} {_MONTH_OF[one['month'].lower()]}".strip(), found)
    return found if found == text else _HOUR.sub(_hour, found)


def _day(found: re.Match[str]) -> str:
    night = " night" if found["sort"].lower() == "nos" else ""
    last = "last " if found["last"] else ""
    return f"{last}{_DAY_OF[found['day'].lower()]}{night}"


def _hour(found: re.Match[str]) -> str:
    if found["oclock"]:
        return "o'clock"
    return "at " if found["near"].lower() == "am" else "about "
