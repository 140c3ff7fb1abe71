"""Two neighbouring days written as one: 28/29 Nov, Sat/Sun night, the night of the 28th/29th."""

from __future__ import annotations

import re
from typing import Final

from hru_advocate.domain.time_words.named_days import DAYS, MONTHS

_MONTH: Final = rf"(?:{'|'.join(f'{month}|{month[:3]}' for month in MONTHS)}|sept)\b"
_WEEKDAY: Final = rf"(?:{'|'.join(f'{day}|{day[:3]}' for day in DAYS)}|tues|weds|thurs?)"
_NIGHT: Final = r"(?:over ?night|nights?|(?:during|through) the night)"
_ORDINAL: Final = r"\d{1,2}(?:st|nd|rd|th)"
_PAIR: Final = (
    rf"(?P<first>{_ORDINAL}|\d{{1,2}}(?=[^a-z]*?(?:st|nd|rd|th)?\s*(?:of\s+)?{_MONTH})|{_WEEKDAY})"
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
    if not _follow(found["first"], found["second"]) or night == "nights" or not (night or found["sign"] == "/"):
        return found[0]
    dated = "".join(filter(None, (found["month"], found["year"])))
    word = "overnight" if night.startswith("over") else "night"
    if night:
        return f"{word} of {found['first']}{dated} into {found['second']}{dated}"
    return f"{found['first']} to {found['second']}{dated}"


def _follow(first: str, second: str) -> bool:
    """Say whether the second day is the one after the first."""
    if first[0].isdigit() != second[0].isdigit():
        return False
    if first[0].isdigit():
        return int(re.sub(r"\D", "", second)) == int(re.sub(r"\D", "", first)) + 1
    places = [next(place for place, day in enumerate(DAYS) if day.startswith(name[:3])) for name in (first, second)]
    return places[1] == (places[0] + 1) % 7
