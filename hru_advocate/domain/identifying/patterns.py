"""The shapes of what tells who or where somebody is: numbers, e-mails, accounts, places, plates, days of birth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from itertools import product
from typing import Final, Literal

from hru_advocate.domain.identifying.folded_text import FoldedText, TextSpan
from hru_advocate.domain.text_folding import fold

_NUMBER: Final = re.compile(r"(?<![\w])\+?\(?\d(?:(?:[\s().\-–‑/\\_·]{0,3}|,)[\dOo](?![a-np-z])){4,}|\d{5,}")
_EMAIL: Final = re.compile(
    r"[^\s@<>()\[\],;:\"“”]+@[^\s@<>()\[\],;:\"“”]*\w"
    r"|[\w.+\-']+(?:@|\s@\s|\s?\(at\)\s?|\s?\[at\]\s?)[\w\-]+(?:\s?(?:\.|\(dot\)|\[dot\])\s?[\w\-]+)*"
    r"|[\w.+\-']+ at [\w\-]+ dot [a-z]{2,}(?: dot [a-z]{2,})?",
    re.IGNORECASE,
)
_AT_IN_WORDS: Final = re.compile(r"\s?(?:\(at\)|\[at\])\s?|\sat\s")
_DOT_IN_WORDS: Final = re.compile(r"\s?(?:\(dot\)|\[dot\])\s?|\sdot\s")
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
    rf"(?<!\w)(?:flat|apartment|apt|unit|no\.?|number)?\s?\d{{1,4}}[a-z]?,?\s+(?:[^\W\d_]+['’.\-]?[^\W\d_]*,?\s+){{1,4}}"
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
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s\-.,/]+(?P<m3>{_MONTH_WORD})[\s\-.,/]+(?P<y3>\d{{4}}|\d{{2}})"
    rf"|(?P<m4>{_MONTH_WORD})\.?\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y4>\d{{4}}))(?!\d)"
)
_BORN_WORDS: Final = r"d\.?\s?o\.?\s?b|born|birthday|date of birth|birth date"
_BORN: Final = re.compile(rf"(?<!\w)(?:{_BORN_WORDS})(?!\w)\.?[^.;\n]{{0,40}}", re.IGNORECASE)
_BORN_BEFORE: Final = re.compile(rf"(?<!\w)(?:{_BORN_WORDS}|birth)(?!\w)\.?[^.;\n]{{0,40}}$")
_AGE: Final = re.compile(
    r"(?<!\w)(?:aged?|age of)\s+\d{1,3}(?!\w)|(?<!\w)\d{1,3}[\s-]+years?[\s-]+(?:old|of age)(?!\w)", re.IGNORECASE
)
_CODE: Final = re.compile(r"[a-z\d]+(?:[/-][a-z\d]+)*", re.IGNORECASE)
_DIGITS_OF_A_CODE: Final = 3

Shape = Literal[
    "email", "insurance", "ending", "account", "postcode", "door", "school", "works", "born", "age", "vehicle", "code"
]
"""The look of something."""


def digits_of(number: str) -> str:
    """The digits of a number as it is dialled here, to compare by."""
    digits = "".join(char for char in fold(number).replace("o", "0") if char.isdigit())
    for start in ("0044", "44"):
        if digits.startswith(start):
            rest = digits.removeprefix(start)
            return rest if rest.startswith("0") else f"0{rest}"
    return digits


def email_of(words: str) -> str:
    """An e-mail address as it is typed into a computer: *joe at example dot com* is ``joe@example.com``."""
    plain = _AT_IN_WORDS.sub("@", fold(words))
    return "".join(_DOT_IN_WORDS.sub(".", plain).split())


def numbers_in(text: FoldedText) -> Iterator[TextSpan]:
    """Yield every run of five digits or more, however they are grouped; days are not among them."""
    days = {span for span, _day in days_in(text)}
    for found in _NUMBER.finditer(text.folded):
        place = text.place(found.start(), found.end())
        if not inside(place, days):
            yield place


def inside(span: TextSpan, others: Iterable[TextSpan]) -> bool:
    """Say whether a stretch lies in one of others."""
    return any(one.start <= span.start and span.end <= one.end for one in others)


def days_in(text: FoldedText) -> Iterator[tuple[TextSpan, date]]:
    """Yield every written day with its year: the month first or the day, two digits of a year in both centuries."""
    for found in _DAY.finditer(text.folded):
        parts = {name: value for name, value in found.groupdict().items() if value}
        year, month, day = (next(value for name, value in parts.items() if name[0] == one) for one in "ymd")
        years = (int(year),) if len(year) > 2 else (1900 + int(year), 2000 + int(year))
        number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
        for whole, (one, two) in product(years, {(number, int(day)), (int(day), number)}):
            with suppress(ValueError):
                yield text.place(found.start(), found.end()), date(whole, one, two)


def births_in(text: FoldedText) -> Iterator[tuple[TextSpan, TextSpan]]:
    """Yield every day that is said to be one of birth: the whole of what says so, and the day alone."""
    for day in dict.fromkeys(span for span, _day in days_in(text)):
        said = _BORN_BEFORE.search(text.text[: day.start].casefold())
        if said is not None:
            yield TextSpan(said.start(), day.end), day


def shapes_in(text: FoldedText) -> Iterator[tuple[Shape, TextSpan]]:
    """Yield what has the shape of something that identifies, the surest first; numbers and days come apart."""
    for shape, pattern in _SHAPES:
        for found in pattern.finditer(text.text):
            start, end = found.span("place") if "place" in pattern.groupindex else found.span()
            if shape != "code" or _is_code(found[0]):
                yield shape, TextSpan(start, end)


def _is_code(word: str) -> bool:
    """Letters and three digits or more: a reference of some system."""
    return sum(char.isdigit() for char in word) >= _DIGITS_OF_A_CODE and any(char.isalpha() for char in word)


_SHAPES: Final[tuple[tuple[Shape, re.Pattern[str]], ...]] = (
    ("email", _EMAIL),
    ("insurance", _INSURANCE),
    ("ending", _ENDING),
    ("account", _ACCOUNT),
    ("postcode", _POSTCODE),
    ("door", _DOOR),
    ("school", _SCHOOL),
    ("works", _WORKS),
    ("born", _BORN),
    ("age", _AGE),
    ("vehicle", _PLATE),
    ("code", _CODE),
)
