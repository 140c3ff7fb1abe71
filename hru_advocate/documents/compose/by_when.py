"""By when something is to be done, as every paper says it: words that are right on whichever day they are read."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Final

import msgspec

from hru_advocate.domain.moments import (
    Moment,
    changes_with_its_day,
    day_in_words,
    day_with_other_year,
    is_relative,
    moment_asked_for,
    moment_on_paper,
    read_written_day,
    short_day_in_words,
)
from hru_advocate.domain.time_words.phrases import AT_THE_LATEST, BY
from hru_advocate.domain.time_words.tokens import symbols_of

_LEAD: Final = re.compile(
    rf"(?P<by>{BY})\s+(?P<due>.+)"
    r"|(?P<lead>before|from|starting|after|until|till)\s+(?P<rest>.+)",
    re.IGNORECASE,
)
_AT_THE_LATEST: Final = re.compile(rf",?\s+{AT_THE_LATEST}$", re.IGNORECASE)
_FIRST_OF_A_SPAN: Final = frozenset({"before", "from", "starting"})
_UNTIL: Final = frozenset({"until", "till"})
_DAY_ALONE: Final = re.compile(
    r"(?:on )?(?:the )?(?:[dt]\S+|[noz]\d+(?: of)? m\d+(?:(?: ,)? [ys]\d+)?|m\d+ (?:the )?[no]\d+(?:(?: ,)? [ys]\d+)?"
    r"|o\d+(?: of (?:the|this|next) month)?|now)"
)
_NEXT_WEEKDAY: Final = re.compile(r"(?:on )?(?:the )?next w\d")
_WEEKDAY_WITHOUT_DATE: Final = re.compile(r"(?!.*\b[mdt]\d).*\bw\d\b")
"""Words as symbols: one day and nothing else; a weekday that may be one of two; one that is told without its date."""

_UNTIL_ITS_END: Final = re.compile(r"\bwithin\b|\bend of\b.*\b(?:month|year)\b", re.IGNORECASE)
"""Words for several days of which the last is meant: within a week, the end of the month."""


def by_when_in_words(moment: Moment, today: date) -> str:
    """By when, for a page of today: ``by 12 Nov``, ``Friday (13 Nov)``, ``16 to 22 Nov``; no day is relative.

    What was told as *tomorrow* is the day it meant when it was told. What no day can be made out of stays as it was
    told, with ``(said on 11 Nov)``, so that the day it was said is not read as the day it must be done.
    """
    placed, lead = placed_by_when(moment), _lead_of(moment.told)
    if placed.day is None or (lead in _UNTIL and not _on_one_day(placed)):
        told_on = read_written_day(moment.on) if changes_with_its_day(moment.told) else None
        return f"{moment.told} (said on {day_with_other_year(told_on, today)})" if told_on else moment.told
    day, symbols = day_with_other_year(placed.day, today), " ".join(symbols_of(placed.told))
    if _DAY_ALONE.fullmatch(symbols) and placed.one_day:
        return f"{lead or 'by'} {day}"
    if is_relative(placed.told):
        return _without_relative_words(placed, lead, today)
    if not _WEEKDAY_WITHOUT_DATE.match(symbols):
        return moment.told
    if _on_one_day(placed):
        return f"{moment.told} ({day})"
    between = "or" if re.search(r"\bor\b", symbols) else "to"
    return f"{moment.told} ({_two_days(*_ends_of(placed), between, today)})"


def placed_by_when(moment: Moment) -> Moment:
    """The words behind *by*, *before* or *from*, placed as on the day they were told."""
    found = _LEAD.fullmatch(moment.told)
    rest = _AT_THE_LATEST.sub("", (found["due"] or found["rest"]) if found else moment.told)
    told_on = read_written_day(moment.on)
    if moment.start is not None or told_on is None:
        return msgspec.structs.replace(moment, told=rest)
    return moment_asked_for(rest, datetime.combine(told_on, time()), "future")


def _lead_of(told: str) -> str:
    """The word that stands before the day: by, before, from; "" for none."""
    found = _LEAD.fullmatch(told)
    if found is None:
        return "by" if _AT_THE_LATEST.search(told) else ""
    return "by" if found["by"] else found["lead"].lower()


def _without_relative_words(placed: Moment, lead: str, today: date) -> str:
    """A day or days in place of *tomorrow* and *next week*."""
    first, last = _ends_of(placed)
    if "T" in (placed.start or ""):
        return f"{lead} {moment_on_paper(placed)}".strip()
    if _NEXT_WEEKDAY.fullmatch(" ".join(symbols_of(placed.told))) and first != last:
        return f"{lead or 'by'} {_two_days(first, last, 'or', today)}"
    if first == last or _UNTIL_ITS_END.search(placed.told):
        return f"{lead or 'by'} {day_with_other_year(last, today)}"
    if lead in ("", "by"):
        return _two_days(first, last, "to", today)
    return f"{lead} {day_with_other_year(first if lead in _FIRST_OF_A_SPAN else last, today)}"


def _ends_of(moment: Moment) -> tuple[date, date]:
    return moment.day or date.min, date.fromisoformat((moment.end or date.min.isoformat())[:10])


def _on_one_day(moment: Moment) -> bool:
    return moment.one_day is not None or moment.until_midnight


def _two_days(first: date, last: date, between: str, today: date) -> str:
    """Two days with a word between them: 13 or 20 Nov, 30 Nov to 6 Dec, 28 Dec 2026 to 3 Jan 2027."""
    if first.year != last.year or last.year != today.year:
        return f"{day_in_words(first)} {between} {day_in_words(last)}"
    begin = str(first.day) if first.month == last.month else short_day_in_words(first)
    return f"{begin} {between} {short_day_in_words(last)}"
