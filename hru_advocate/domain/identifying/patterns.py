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

_UNITS: Final = "one|two|three|four|five|six|seven|eight|nine"
_NUMBER: Final = re.compile(r"(?<![\w])\+?\(?\d(?:(?:[\s().\-–‑/\\_·]{0,3}|,)[\dOo](?![a-np-z])){4,}|\d{5,}")
_EMAIL: Final = re.compile(
    r"(?<![^\s@<>()\[\],;:\"“”])[^\s@<>()\[\],;:\"“”]+@[^\s@<>()\[\],;:\"“”]*\w"
    r"|(?<![\w.+\-'])[\w.+\-']+(?:@|\s@\s|\s?\(at\)\s?|\s?\[at\]\s?)[\w\-]+(?:\s?(?:\.|\(dot\)|\[dot\])\s?[\w\-]+)*"
    r"|(?<![\w.+\-'])[\w.+\-']+ at [\w\-]+ dot [a-z]{2,}(?: dot [a-z]{2,})?",
    re.IGNORECASE,
)
_AT_IN_WORDS: Final = re.compile(r"\s?(?:\(at\)|\[at\])\s?|\sat\s")
_DOT_IN_WORDS: Final = re.compile(r"\s?(?:\(dot\)|\[dot\])\s?|\sdot\s")
_ACCOUNT: Final = re.compile(
    r"https?://\S+|www\.\S+|(?<![\w@])@[\w.]{2,}|\b[\w\-]+\.(?:com|co\.uk|org|net|uk|me|io|tv)(?:/\S*)?\b",
    re.IGNORECASE,
)
_PLATFORM: Final = (
    r"(?:insta(?:gram)?|ig|snap(?:chat)?|tik\s?tok|twitter|facebook|fb|messenger|discord|telegram|kik|reddit|steam|xbox|psn"
    r"|playstation|twitch|youtube|linkedin|onlyfans|hinge|tinder|bumble|grindr|strava)"
)
_CALLED: Final = r"(?:(?:user|screen|profile|account|login)\s?name|gamer\s?tag|handle|nickname|user\s?id)"
_GOES_ON: Final = (
    "and|but|or|where|when|who|which|that|on|until|from|every|as|so|because|since|in|while|with|he|she|they|i|we|you|it"
    "|is|was|has|had|then|to|of|at|for|by|if|though|well|usual|soon|the|a|an|my|her|his|their|our|your|not|no"
)
"""Words that are no part of a name of a place or an account: where one stands, the name is over."""
_ACCOUNT_SAID: Final = re.compile(
    rf"(?<!\w)(?:{_PLATFORM}(?:\s+(?:{_CALLED}|name|user|account|profile|id|tag))?\s*(?:[:=]|\s(?:as|called|under|named)\s)"
    rf"|{_CALLED}\s*(?:[:=]|\s(?:is|was|of|called)\s)|{_PLATFORM}\s(?=[\w.\-]*[a-z])(?=[\w.\-]*[\d_.]\w)(?!\d))"
    rf"\s*(?P<place>(?=[\w.\-]*[\d_.]\w)[\w.\-]*\w"
    rf"|(?!(?:{_GOES_ON})\b)[\w.\-]*\w(?:\s(?!(?:{_GOES_ON})\b)[\w.\-]*\w){{0,2}})",
    re.IGNORECASE,
)
"""An account behind the name of a platform, or behind a word that says it is one, whatever words it is made of."""
_ACCOUNT_SHAPED: Final = re.compile(
    r"(?<!\w)[ur]/[\w\-]{3,}|(?<![\w.])[\w.]{2,}#\d{3,5}(?!\w)|(?<![\w.])(?=\w*[a-z])(?=\w*\d)\w+_\w+", re.IGNORECASE
)
_SPOT: Final = re.compile(r"(?:///|(?<![\w.@/])(?!www\.))[a-z]{3,}\.[a-z]{3,}\.[a-z]{3,}(?![\w.@])")
"""Three words with full stops, as an app for places gives them."""
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
_NO_ROADS: Final = (
    f"{_GOES_ON}|this|these|those|same|other|another|next|main|side|busy|quiet|dark|whole|one|each|any|some|what|across|up"
    "|down|back|front|long|short|wrong|right|left|first|last|single|very|too|so|quite|really|get|got|be|being|come|came"
    "|go|went|getting|coming|test|hard|own|nearest|near|into|out|off|over"
)
_ROAD: Final = re.compile(
    rf"(?<!\w)(?:on|in|at|off|near|to|down|along|from|outside|by|behind)\s+(?P<place>"
    rf"(?:(?!(?:{_NO_ROADS})\b)[^\W\d_]+(?:['’][^\W\d_]+)?\s+){{1,3}}"
    r"(?:road|rd|street|st|avenue|ave|lane|ln|crescent|cres|terrace|grove|mews|drive|close)(?!\w))",
    re.IGNORECASE,
)
"""A road without its number, though it be made of everyday words in small letters."""
_NO_SCHOOLS: Final = (
    f"{_NO_ROADS}|primary|secondary|infant|infants|junior|nursery|boarding|special|after|before|during|local|private|new"
    "|old|high|big|general|mental|teaching"
)
_SCHOOL_SMALL: Final = re.compile(
    rf"(?<!\w)(?:at|to|from|in|near|outside|of)\s+(?P<place>(?:(?!(?:{_NO_SCHOOLS})\b)[^\W\d_]+(?:['’.][^\W\d_]*)?\s+){{1,4}}"
    r"(?:(?:primary|high|junior|infant|infants|nursery)\s+)?"
    r"(?:school|academy|college|nursery|primary|university|hospital|infirmary|general|surgery)(?!\w))",
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
    r"(?<!\w)(?:[a-z]{2}\d{2}[\s\-]?[a-z]{3}|[a-z]\d{1,3}[\s\-]?[a-z]{3}|[a-z]{3}[\s\-]?\d{1,3}[a-z]"
    r"|(?-i:[A-Z]{2}[\s\-]\d{2}[\s\-][A-Z]{3}|[A-Z]\s[A-Z]\s\d\s\d\s[A-Z]\s[A-Z]\s[A-Z]))(?!\w)",
    re.IGNORECASE,
)
_PLATE_SAID: Final = re.compile(
    r"(?<!\w)(?:reg|registration|plates?|vrm)\.?"
    r"(?:\s+(?:number|no\.?|mark|is|was|of|starts?|starting|begins?|beginning|ends?|ending|with|in|partial)|\s?[:=])*"
    r"\s+(?P<place>[a-z]{2}\s\d{2}(?:\s[a-z]{3})?|(?=[a-z]*\d)[a-z\d]{2,7}(?:\s[a-z]{3})?"
    r"|(?-i:[A-Z]{2,3}(?:\s\d{1,3})?|\d{1,3}\s[A-Z]{2,3}))(?!\w)",
    re.IGNORECASE,
)
"""A plate, or a part of one, behind a word that says it is one: then it need not be whole, nor in capitals."""
_ENDING: Final = re.compile(
    r"(?<!\w)(?:number|phone|mobile|line|account|card|reg|plate)?\s?(?:ending|ends|last (?:two|three|four) digits)"
    r"\s+(?:in|with|are|is)?\s*(?P<place>\d{2,4})(?!\w)",
    re.IGNORECASE,
)
_SHORT_NUMBER: Final = re.compile(
    r"(?<!\w)(?:(?:pcso|pc|dc|ps|ds|sgt|constable|sergeant|(?:collar|warrant|shoulder|staff|badge|payroll|employee|pin)"
    r"(?=\s(?:number|no|num|id)|\s?[:#])|ext|extension)\.?(?:\s+(?:number|no\.?|num|id))?\s*(?:[:#]|is|was)?\s*"
    r"(?:(?-i:[A-Z][\w’'-]+\s)){0,2}(?P<place>\d{2,5}))(?!\w|[:/.]\d)",
    re.IGNORECASE,
)
"""A number of few digits that finds somebody within a force or an office."""
_ROOM: Final = re.compile(
    r"(?<!\w)(?:flat|apartment|apt|room|caravan|plot|bedsit)\s+(?:no\.?\s*|number\s+)?\d{1,4}[a-z]?(?!\w)",
    re.IGNORECASE,
)
_DIGIT_WORD: Final = rf"(?:oh|zero|nought|double|treble|triple|hundred|{_UNITS})"
_DIALLED: Final = re.compile(
    rf"(?<!\w){_DIGIT_WORD}(?:[\s,\-]{{1,2}}(?:o|and|{_DIGIT_WORD})){{5,}}(?!\w)", re.IGNORECASE
)
"""A number in words, as somebody says it on the phone."""
_LICENCE: Final = re.compile(r"(?<!\w)[a-z9]{5}\s?\d{6}\s?[a-z9]{2}\d[a-z]{2}(?!\w)", re.IGNORECASE)
_INSURANCE: Final = re.compile(r"(?<!\w)[a-z]{2}\s?(?:\d\s?){6}[a-d](?!\w)", re.IGNORECASE)
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH_WORD: Final = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY: Final = re.compile(
    r"(?<!\d)(?:(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})"
    r"|(?P<d2>\d{1,2})\s?[-/.\s]\s?(?P<m2>\d{1,2})\s?[-/.\s]\s?(?P<y2>\d{4}|\d{2})"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s\-.,/]+(?P<m3>{_MONTH_WORD})[\s\-.,/]+(?P<y3>\d{{4}}|\d{{2}})"
    rf"|(?P<m4>{_MONTH_WORD})\.?\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y4>\d{{4}})"
    rf"|(?P<y5>\d{{4}})[\s\-.,/]+(?P<m5>{_MONTH_WORD})[\s\-.,/]+(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?)(?![\d])"
)
_BORN_WORDS: Final = r"d\.?\s?o\.?\s?b|born|birthday|date of birth|birth date"
_BORN: Final = re.compile(rf"(?<!\w)(?:{_BORN_WORDS})(?!\w)\.?[^.;\n]{{0,40}}", re.IGNORECASE)
_BORN_BEFORE: Final = re.compile(rf"(?<!\w)(?:{_BORN_WORDS}|birth)(?!\w)\.?[^.;\n]{{0,40}}$")
_COUNT: Final = (
    r"(?:\d{1,3}|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    rf"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[\s-](?:{_UNITS}))?|{_UNITS})"
)
"""A number below a thousand in figures, or below a hundred in words."""
_AGE: Final = re.compile(
    rf"(?<!\w)(?:aged?|ages|age of)\s*:?\s*{_COUNT}(?:\s?(?:,|and|&|or)\s?{_COUNT})*(?!\w)"
    rf"|(?<!\w){_COUNT}[\s-]*(?:years?|yrs?|months?|mths?|weeks?|wks?)[\s-]+(?:old|of age)(?!\w)"
    r"|(?<!\w)\d{1,3}\s?(?:y/o|yo)(?!\w)|(?<!\w)turn(?:s|ed|ing)\s+\d{1,2}(?!\w|[:.]\d|\s+times)",
    re.IGNORECASE,
)
_CODE: Final = re.compile(r"[a-z\d]+(?:[/-][a-z\d]+)*", re.IGNORECASE)
_DIGITS_OF_A_CODE: Final = 3

Shape = Literal[
    "email", "insurance", "ending", "dialled", "short_number", "account", "postcode", "spot", "door", "room", "road",
    "school", "works", "born", "age", "vehicle", "code",
]  # fmt: skip
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
    ("dialled", _DIALLED),
    ("short_number", _SHORT_NUMBER),
    ("account", _ACCOUNT),
    ("account", _ACCOUNT_SAID),
    ("account", _ACCOUNT_SHAPED),
    ("postcode", _POSTCODE),
    ("spot", _SPOT),
    ("door", _DOOR),
    ("room", _ROOM),
    ("road", _ROAD),
    ("school", _SCHOOL),
    ("school", _SCHOOL_SMALL),
    ("works", _WORKS),
    ("born", _BORN),
    ("age", _AGE),
    ("vehicle", _PLATE),
    ("vehicle", _PLATE_SAID),
    ("code", _LICENCE),
    ("code", _CODE),
)
