"""The shapes of what tells who or where somebody is: numbers, e-mails, accounts, places, plates, days of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from hru_advocate.domain.identifying.folded_text import FoldedText, TextSpan
from hru_advocate.domain.identifying.items import ItemKind
from hru_advocate.domain.text_folding import fold

_NUMBER: Final = re.compile(r"(?<![\w])\+?\(?\d(?:(?:[\s().\-–‑/\\_·]{0,3}|,)[\dOo](?![a-z])){4,}|\d{5,}")
_EMAIL: Final = re.compile(
    r"[\w.+\-']+(?:@|\s@\s|\s?\(at\)\s?|\s?\[at\]\s?)[\w\-]+(?:\s?(?:\.|\(dot\)|\[dot\])\s?[\w\-]+)*"
    r"|[\w.+\-']+ at [\w\-]+ dot [a-z]{2,}(?: dot [a-z]{2,})?",
    re.IGNORECASE,
)
_ACCOUNT: Final = re.compile(
    r"https?://\S+|www\.\S+|(?<![\w@])@[\w.]{2,}|\b[\w\-]+\.(?:com|co\.uk|org|net|uk|me|io|tv)(?:/\S*)?\b",
    re.IGNORECASE,
)
_POSTCODE: Final = re.compile(r"(?<!\w)[a-z]{1,2}\d[a-z\d]?\s*-?\s*\d\s?[a-z]{2}(?!\w)", re.IGNORECASE)
_ROAD_WORDS: Final = (
    "road|rd|street|st|str|avenue|ave|av|lane|ln|close|cl|drive|dr|court|ct|place|pl|crescent|cres|terrace|terr|gardens"
    "|gdns|grove|gr|square|sq|way|mews|hill|row|walk|rise|park|view|green|parade|bank|house|cottage|farm|flats|lodge"
)
_DOOR: Final = re.compile(
    rf"(?<!\w)(?:flat|apartment|apt|unit|no\.?|number)?\s?\d{{1,4}}[a-z]?,?\s+(?:[^\W\d_]+['’.\-]?[^\W\d_]*\s+){{1,3}}"
    rf"(?:{_ROAD_WORDS})(?!\w)",
    re.IGNORECASE,
)
_SCHOOL: Final = re.compile(
    r"(?<!\w)(?:[A-Z][\w'’.\-]*\s+){1,5}(?:[Ss]chool|[Aa]cademy|[Cc]ollege|[Nn]ursery|[Pp]rimary|[Hh]igh|[Uu]niversity"
    r"|[Hh]ospital|[Ss]urgery)(?!\w)"
)
_WORKS: Final = re.compile(
    r"(?<!\w)(?:(?:works?|worked|working|employed|job|shifts?|starts?|goes to school|goes to nursery|studies)"
    r"\s+(?:at|for|by|with)|attends|attended)"
    r"\s+(?P<place>(?:the\s+)?[^\s.,;:!?()]+(?:\s+(?!(?:and|but|where|when|who|which|that|on|until"
    r"|from|every|as|so|or|because|since|in|while|with|he|she|they|i|we|it|is|was|has|had)\b)[^\s.,;:!?()]+){0,3})",
    re.IGNORECASE,
)
_PLATE: Final = re.compile(
    r"(?<!\w)(?:[a-z]{2}\d{2}[\s\-]?[a-z]{3}|[a-z]\d{1,3}[\s\-]?[a-z]{3}|[a-z]{3}[\s\-]?\d{1,3}[a-z])(?!\w)",
    re.IGNORECASE,
)
_ENDING: Final = re.compile(
    r"(?<!\w)(?:number|phone|mobile|line|account|card|reg|plate)?\s?(?:ending|ends|last (?:two|three|four) digits)"
    r"\s+(?:in|with|are|is)?\s*(?P<place>\d{2,4})(?!\w)",
    re.IGNORECASE,
)
_INSURANCE: Final = re.compile(r"(?<!\w)[a-z]{2}\s?(?:\d\s?){6}[a-d](?!\w)", re.IGNORECASE)
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH_WORD: Final = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY: Final = re.compile(
    r"(?<!\d)(?:(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})"
    r"|(?P<d2>\d{1,2})\s?[-/.\s]\s?(?P<m2>\d{1,2})\s?[-/.\s]\s?(?P<y2>\d{4}|\d{2})"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s\-.,]+(?P<m3>{_MONTH_WORD})[\s\-.,]+(?P<y3>\d{{4}}|\d{{2}})"
    rf"|(?P<m4>{_MONTH_WORD})\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y4>\d{{4}}))(?!\d)"
)
_BORN: Final = re.compile(
    r"\b(?:d\.?\s?o\.?\s?b\.?|born|birthday|date of birth|birth date)\b[^.;\n]{0,40}", re.IGNORECASE
)
_CENTURY: Final = 100
_SPLIT: Final = 30
"""Two digits of a year up to this are of this century: it is for comparing with days that are known."""


def digits_of(number: str) -> str:
    """The digits of a number as it is dialled here, to compare by."""
    digits = "".join(char for char in fold(number).replace("o", "0") if char.isdigit())
    for start in ("0044", "44"):
        if digits.startswith(start):
            rest = digits.removeprefix(start)
            return rest if rest.startswith("0") else f"0{rest}"
    return digits


def numbers_in(text: FoldedText) -> Iterator[TextSpan]:
    """Yield every run of five digits or more, however they are grouped; days are not among them."""
    days = [found.span() for found in _DAY.finditer(text.folded)]
    for found in _NUMBER.finditer(text.folded):
        if not any(start <= found.start() and found.end() <= end for start, end in days):
            yield text.place(found.start(), found.end())


def days_in(text: FoldedText) -> Iterator[tuple[TextSpan, date]]:
    """Yield every written day with its year."""
    for found in _DAY.finditer(text.folded):
        parts = {name: value for name, value in found.groupdict().items() if value}
        year, month, day = (next(value for name, value in parts.items() if name[0] == one) for one in "ymd")
        whole = int(year)
        if whole < _CENTURY:
            whole += 2000 if whole <= _SPLIT else 1900
        number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
        for one, two in ((number, int(day)), (int(day), number)):
            try:
                yield text.place(found.start(), found.end()), date(whole, one, two)
            except ValueError:
                continue


def shapes_in(text: FoldedText) -> Iterator[tuple[ItemKind, TextSpan]]:
    """Yield what has the shape of something that identifies, the surest first; numbers come apart."""
    for kind, pattern in _SHAPES:
        for found in pattern.finditer(text.text):
            start, end = found.span("place") if "place" in pattern.groupindex else found.span()
            yield kind, TextSpan(start, end)


_SHAPES: Final[tuple[tuple[ItemKind, re.Pattern[str]], ...]] = (
    ("email", _EMAIL),
    ("number", _INSURANCE),
    ("number", _ENDING),
    ("account", _ACCOUNT),
    ("place", _POSTCODE),
    ("place", _DOOR),
    ("place", _SCHOOL),
    ("place", _WORKS),
    ("born", _BORN),
    ("vehicle", _PLATE),
)
