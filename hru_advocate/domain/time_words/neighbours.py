"""Two neighbouring days written as one: 28/29 Nov, Sat/Sun night, the night of the 28th/29th."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import Final

from hru_advocate.domain.time_words.named_days import DAY_NAMES, DAYS, MONTH_NAMES, MONTHS

_MONTH: Final = rf"(?:{MONTH_NAMES}|sept)\b"
_WEEKDAY: Final = rf"(?:{DAY_NAMES}|tues|weds|thurs?)"
_NIGHT: Final = r"(?:over ?night|nights?|(?:during|through) the night)"
_ORDINAL: Final = r"\d{1,2}(?:st|nd|rd|th)"
_PAIR: Final = (
    rf"(?P<first>{_ORDINAL}|\d{{1,2}}(?=[^a-z]*?(?:st|nd|rd|th)?\s*(?:of\s+)?{_MONTH})|{_WEEKDAY})"
    rf"(?P<own>\s+{_MONTH})?(?P<own_year>\s+\d{{4}}\b)?"
    rf"\s*(?P<sign>/|-|\bto\b)\s*(?:the )?(?P<second>{_ORDINAL}|\d{{1,2}}|{_WEEKDAY})(?![\w/:.])"
    rf"(?P<month>\s+(?:of\s+)?{_MONTH})?(?P<year>\s+(?:\d{{4}}|'\d\d)\b)?"
)
_NEIGHBOURS: Final = re.compile(
    rf"(?:\b(?:the )?(?P<before>{_NIGHT}) (?:of |on )?)?(?:\b(?:the|on the|on) )?"
    rf"(?<![\d/:.-])\b{_PAIR}(?: (?P<after>{_NIGHT})\b)?"
)


def neighbours_apart(text: str) -> str:
    """The text with two neighbouring days as a span: *28 to 29 nov*; with a night, that from one into the other."""
    return _NEIGHBOURS.sub(_apart, text)


def _apart(found: re.Match[str]) -> str:
    night = found["before"] or found["after"] or ""
    as_one = found["sign"] == "/" or found["before"] or night.startswith("over")  # Thursday to Friday night is both
    if not _follow(found) or night == "nights" or not as_one:
        return found[0]
    last = f"{found['second']}{found['month'] or ''}{found['year'] or ''}"
    first = f"{found['first']}{found['own'] or found['month'] or ''}{found['own_year'] or found['year'] or ''}"
    word = "overnight" if night.startswith("over") else "night"
    if night:
        return f"{word} of {first} into {last}"
    return f"{first} to {last}"


def _follow(found: re.Match[str]) -> bool:
    """Say whether the second day is the one after the first."""
    first, second = found["first"], found["second"]
    if first[0].isdigit() != second[0].isdigit() or (found["own"] and not found["month"]):
        return False
    if found["own_year"] and not _years_follow(found):
        return False
    if not first[0].isdigit():
        places = [_place(DAYS, name) for name in (first, second)]
        return places[1] == (places[0] + 1) % 7
    day, next_day = (int(re.sub(r"\D", "", figures)) for figures in (first, second))
    months = [_place(MONTHS, found[name].split()[-1]) for name in ("own", "month") if found["own"]]
    if months and months[0] != months[1]:
        return next_day == 1 and day in _last_days(found, months[0]) and months[1] == (months[0] + 1) % 12
    return next_day == day + 1


def _last_days(found: re.Match[str], month: int) -> set[int]:
    """The days that may be the last of a month: that of the year that is told, or those of any year."""
    told = found["own_year"] or found["year"]
    years = (int(told.strip().lstrip("'")),) if told else (2027, 2028)
    return {monthrange(year, month + 1)[1] for year in years}


def _years_follow(found: re.Match[str]) -> bool:
    """Say whether each day has its month and its year, and the second year is that of the next day."""
    if not found["own"] or not found["year"] or not found["year"].strip().isdigit():
        return False
    over = found["own"].split()[-1].startswith("dec") and found["month"].split()[-1].startswith("jan")
    return int(found["year"]) - int(found["own_year"]) == int(over)


def _place(names: list[str], said: str) -> int:
    return next(place for place, name in enumerate(names) if name.startswith(said[:3]))
