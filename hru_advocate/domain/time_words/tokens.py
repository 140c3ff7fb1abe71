"""Words about time as symbols: ``about 3.30pm Tuesday`` is ``about c1530 w1``. What is not known stays a word."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from hru_advocate.domain.time_words.frame import FIRST_YEAR, LAST_YEAR
from hru_advocate.domain.time_words.named_days import DAY_NAMES, DAYS, MONTH_NAMES, MONTHS
from hru_advocate.domain.time_words.neighbours import neighbours_apart
from hru_advocate.domain.time_words.welsh import in_english

UNITS: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
"""Words for numbers, from one on."""
_TENS: Final = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
_ORDINALS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()

_WORDS: Final[dict[str, str]] = (
    {month: f"m{number}" for number, month in enumerate(MONTHS, start=1)}
    | {month[:3]: f"m{number}" for number, month in enumerate(MONTHS, start=1)}
    | {"sept": "m9"}
    | {day: f"w{number}" for number, day in enumerate(DAYS)}
    | {day[:3]: f"w{number}" for number, day in enumerate(DAYS)}
    | {"tues": "w1", "weds": "w2", "thur": "w3", "thurs": "w3"}
    | {word: f"n{number}" for number, word in enumerate(UNITS, start=1)}
    | {word: f"n{number}" for word, number in _TENS.items()}
    | {f"{ten}-{unit}": f"n{tens + one}" for ten, tens in _TENS.items() for one, unit in enumerate(UNITS[:9], 1)}
    | {word: f"o{number}" for number, word in enumerate(_ORDINALS, start=1)}
    | {f"twenty-{word}": f"o{20 + number}" for number, word in enumerate(_ORDINALS[:9], start=1)}
    | {"thirtieth": "o30", "thirty-first": "o31"}
    | {f"{one}s": one for one in ("day", "week", "month", "year", "hour", "minute")}
    | {"wk": "week", "wks": "week", "hr": "hour", "hrs": "hour", "min": "minute", "mins": "minute", "yr": "year"}
    | {"yrs": "year", "mth": "month", "mths": "month", "weekends": "weekends"}
    | dict.fromkeys(("around", "approximately", "approx", "roughly", "circa", "nearly", "almost"), "about")
    | dict.fromkeys(("perhaps", "possibly", "probably", "presumably"), "maybe")
    | {"until": "to", "till": "to", "til": "to", "through": "to"}
    | {"midday": "noon", "previous": "last", "past": "past", "following": "next"}
    | {"yest": "yesterday", "yday": "yesterday", "tmrw": "tomorrow", "tomo": "tomorrow", "tonite": "tonight"}
    | {"christmas": "xmas", "beginning": "start", "middle": "mid", "tea-time": "teatime", "lunch-time": "lunchtime"}
    | {"back": "ago", "sundown": "dusk", "sunset": "dusk", "sunrise": "dawn", "daybreak": "dawn"}
    | {"morn": "morning", "aft": "afternoon", "nite": "night"}
    | {"lunch": "lunchtime", "tea": "teatime", "o'clock": "oclock", "oclock": "oclock"}
)

_TOKEN: Final = re.compile(
    r"(?P<iso>\d{4}-\d{2}-\d{2}(?:t(?P<iso_clock>\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?)?(?![\d-]))"
    r"|(?P<named_month>(?P<day>\d{1,2})(?P<between>[/.-])(?P<month>[a-z]{3,9})(?P=between)(?P<in_year>\d{4}|\d{2})(?!\d))"
    r"|(?P<date>\d{1,2}(?P<sign>[/.-])\d{1,2}(?P=sign)(?:\d{4}|\d{2})(?!\d))"
    r"|(?P<slash>(?P<day_month>\d{1,2}/\d{1,2})(?:\s+(?P<four>(?:185|19[0-5]|2[0-3][0-5])\d)(?!\d))?(?![\d/]))"
    r"|(?P<half_day>\d{1,2}(?:[:.]?[0-5]\d)?\s*(?:a\.?m\b\.?|p\.?m\b\.?))"
    r"|(?P<hours>[0-2]\d[:.]?[0-5]\d\s*(?:hrs|hours|h)\b)"
    r"|(?P<clock>\d{1,2}[:.]\d{2}(?::\d{2})?(?![\d]))"
    r"|(?P<zero>0\d{3}(?!\d))"
    r"|(?P<ordinal>\d{1,2}(?:st|nd|rd|th)\b)"
    r"|(?P<year>(?<!\d)\d{4}(?!\d))"
    r"|(?P<short_year>'\d{2}\b)"
    r"|(?P<number>\d+)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)?(?:-(?=first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|one\b|two\b"
    r"|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|time\b)[^\W\d_]+)?)"
    r"|(?P<mark>\S)"
)
_MARKS: Final = {
    ",": ",",
    ";": ",",
    "(": ",",
    ")": ",",
    "-": "to",
    "~": "about",
    "?": "maybe",
    "&": "and",
    "@": "at",
    "[": ",",
    "]": ",",
    ".": ".",
}
_QUOTES: Final = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u2013": "-", "\u2014": "-", "\u2011": "-"}
)
UNREAD: Final = "?"
"""The symbol of a number that can be no time."""


def symbols_of(text: str) -> list[str]:
    """The symbols of a phrase, in its order; every letter and figure of it is in one of them.

    ``n3`` a number, ``o14`` an ordinal, ``m3`` a month, ``w0`` a weekday, ``y2026`` a year, ``d2026-03-04`` a day,
    ``t14/6/85`` a day with a year of two figures, ``c1530`` a certain time of day, ``k0330`` one of two in a day,
    ``v1930`` figures after a day in figures, which are a time of day or a year.
    """
    return list(_symbols(text))


@lru_cache(maxsize=64)
def _symbols(text: str) -> tuple[str, ...]:
    """They are the same whenever they are told, and one key press in a line for a day asks for them six times."""
    plain = in_english(unicodedata.normalize("NFKC", text).translate(_QUOTES).lower())
    plain = re.sub(r"\b(mid|early|late)\s*-\s*(?=[a-z])", r"\1 ", plain)
    plain = re.sub(rf"\b({_UNIT})-({_UNIT})\b", r"\1 to \2", plain)
    plain = re.sub(r"-?ish\b", " ish", plain).replace("w/c", "week commencing").replace("two-", "two ")
    plain = re.sub(r"(?<=s)'(?=\s|$)", "", plain)
    plain = re.sub(r"\bthe previous (?=week|month|year)", "last ", plain)  # the last week may be that until today
    plain = re.sub(r"(?<![\d/])1/([24])(?=[\s-]+(?:past|to)\b)", lambda one: _FRACTIONS[one[1]], plain)
    plain = re.sub(r"\b(half|quarter)-(past|to)\b-?", r"\1 \2 ", plain)
    plain = re.sub(r"(?<!\d)(?<!\d )\b([ap])\.m\b\.?", r"\1m", plain)
    plain = re.sub(rf"\bhalf-({_UNIT}|ten|eleven|twelve)\b", r"half \1", plain)
    plain = re.sub(r"\b(?:back|tail)[ -]end of\b", "end of", plain)
    plain = re.sub(rf"\bcoming\b(?! (?:{DAY_NAMES}|weekend)\b)", "next", plain)
    plain = neighbours_apart(plain)
    plain = _HALF_HOURS.sub(_half_hours, plain)
    plain = _MINUTES_TO.sub(_minutes_to, plain)
    plain = re.sub(rf"\b(?:an? )?({_LENGTH}) or two\b", r"1 or 2 \1s", plain)
    plain = re.sub(r"^\s*(1[3-9]|2\d|3[01])-(0?[1-9]|1[0-2])\s*$", r"\1/\2", plain)  # 27-11, a day and no hours
    plain = re.sub(r"\b(\d{4})([/.])(\d{2})\2(\d{2})\b", r"\1-\3-\4", plain)  # 2026/10/01, the year first
    plain = re.sub(r"\b(\d{1,2}) ?/ ?(\d{1,2}) ?/ ?(\d{4})\b", r"\1/\2/\3", plain)
    plain = re.sub(r"\b(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})\b", r"\1.\2.\3", plain)
    found: list[str] = []
    for token in _TOKEN.finditer(plain):
        found += _READERS[token.lastgroup or ""](token) if token.lastgroup in _READERS else _other(token)
    return tuple(_joined(_counted_in_order(found, plain)))


_FRACTIONS: Final = {"2": "half", "4": "quarter"}
_AFTER_ORDINAL: Final = frozenset("of in thing week day half or to into and".split())
"""Words after an ordinal in a word that is a day, or counts one: the first of May, first thing, second or third."""
_FEW: Final = r"one|two|three|four|\d{1,2}"
_HALF_HOURS: Final = re.compile(rf"\b(?:(an|{_FEW}) hours? and a half|({_FEW}) and a half hours)\b")


def _half_hours(found: re.Match[str]) -> str:
    """An hour and a half is 90 minutes."""
    count = found[1] or found[2]
    hours = int(count) if count.isdigit() else _HOURS.get(count, 1)
    return f"{hours * 60 + 30} minutes"


_UNIT: Final = "|".join(UNITS[:9])
_HOURS: Final = {word: number for number, word in enumerate(UNITS[:9], start=1)}
_LENGTH: Final = "day|week|fortnight|month|year|hour|minute"
_NO_HOUR: Final = rf"am|pm|a\.m|p\.m|st|nd|rd|th|(?:{_LENGTH})s?|{MONTH_NAMES}"
_MINUTES_TO: Final = re.compile(
    rf"(?<!from )(?<!between )(?<![\d:/.-])\b(?P<minutes>ten|five|10|5) to (?P<hour>{'|'.join(_HOURS)}|[1-9])\b"
    rf"(?![\d:/.-])(?! ?(?:{_NO_HOUR})\b)"
)


def _minutes_to(found: re.Match[str]) -> str:
    """Ten to eight is a time of day; five to nine may be hours from one to the other, and stays so."""
    minutes = 10 if found["minutes"] in ("ten", "10") else 5
    hour = _HOURS.get(found["hour"]) or int(found["hour"])
    return f"{minutes} minutes to {hour}" if minutes > hour else found[0]


def _counted_in_order(symbols: list[str], text: str) -> list[str]:
    """The symbols without an ordinal that counts things and is no day: the 2nd time, second he rang."""
    found = list(symbols)
    for place, symbol in enumerate(symbols):
        if re.fullmatch(r"o\d+", symbol) is None:
            continue
        before = symbols[place - 1] if place else ""
        after = symbols[place + 1] if place + 1 < len(symbols) else ""
        dated = after in _AFTER_ORDINAL or re.match(r"[mwoy]\d", after) or re.match(r"the|on|[mwn]\d", before)
        in_figures = re.search(rf"\b{symbol[1:]}(?:st|nd|rd|th)\b", text) is not None
        if after == "time" or not (dated or in_figures):
            found[place] = UNREAD
    return found


def _joined(symbols: list[str]) -> list[str]:
    """Twenty first, written apart, as one ordinal."""
    joined: list[str] = []
    for symbol in symbols:
        if joined and joined[-1] in ("n20", "n30") and re.fullmatch(r"o[1-9]", symbol):
            joined[-1] = f"o{int(joined[-1][1:]) + int(symbol[1:])}"
        else:
            joined.append(symbol)
    return joined


def _iso(token: re.Match[str]) -> list[str]:
    clock = token["iso_clock"]
    return [f"d{token['iso'][:10]}", *([_clock(int(clock[:2]), int(clock[3:]))] if clock else [])]


def _date(token: re.Match[str]) -> list[str]:
    day, month, year = (int(part) for part in re.split(r"[/.-]", token["date"]))
    return [f"d{year:04}-{month:02}-{day:02}"] if year > 99 else [f"t{day}/{month}/{year:02}"]


def _named_month(token: re.Match[str]) -> list[str]:
    """01-Oct-2026, as spreadsheets and other systems write a day."""
    month = _WORDS.get(token["month"], "")
    figures = token["in_year"]
    if not re.fullmatch(r"m\d+", month):
        return [UNREAD]
    known = len(figures) == 2 or FIRST_YEAR <= int(figures) <= LAST_YEAR
    year = f"{'y' if len(figures) == 4 else 's'}{figures}" if known else UNREAD
    return [f"n{int(token['day'])}", month, year]


def _slash(token: re.Match[str]) -> list[str]:
    day, month = (int(part) for part in token["day_month"].split("/"))
    figures = [f"v{token['four']}"] if token["four"] else []
    return [f"n{day}", f"m{month}", *figures] if 1 <= day <= 31 and 1 <= month <= 12 else [UNREAD]


def _half_day(token: re.Match[str]) -> list[str]:
    figures = re.sub(r"\D", "", token["half_day"])
    hour, minute = (int(figures), 0) if len(figures) < 3 else (int(figures[:-2]), int(figures[-2:]))
    later = "p" in token["half_day"]
    if 12 < hour < 24 and later:
        return [_clock(hour, minute)]
    return [_clock(hour % 12 + 12 * later, minute) if 1 <= hour <= 12 else UNREAD]


def _plain_clock(token: re.Match[str]) -> list[str]:
    figures = re.sub(r"(?<=[:.]\d\d):\d\d$", "", re.sub(r"[^\d:.]", "", token[0]))  # without its seconds
    hour, minute = (
        (int(part) for part in re.split("[:.]", figures))
        if re.search("[:.]", figures)
        else (int(figures[:2]), int(figures[2:]))
    )
    if token.lastgroup == "clock" and len(re.split("[:.]", figures)[0]) == 1 and hour:
        return [f"k{hour:02}{minute:02}" if minute < 60 else UNREAD]
    return [_clock(hour, minute)]


def _clock(hour: int, minute: int) -> str:
    return f"c{hour:02}{minute:02}" if hour < 24 and minute < 60 else UNREAD


def _ordinal(token: re.Match[str]) -> list[str]:
    return [f"o{int(token['ordinal'][:-2])}"]


def _year(token: re.Match[str]) -> list[str]:
    if not FIRST_YEAR <= int(token["year"]) <= LAST_YEAR:  # 1430, 2230: in no life, but a time of day
        return [_clock(int(token["year"][:2]), int(token["year"][2:]))]
    return [f"y{token['year']}"]


def _short_year(token: re.Match[str]) -> list[str]:
    return [f"s{token['short_year'][1:]}"]


def _number(token: re.Match[str]) -> list[str]:
    figures = token["number"]
    return [
        (f"z{figures}" if figures.startswith("0") and len(figures) == 2 else f"n{int(figures)}")
        if len(figures) < 5
        else UNREAD
    ]


def _word(token: re.Match[str]) -> list[str]:
    word = token["word"]
    known = _WORDS.get(word)
    if known is None and (word.endswith(("'s", "s'"))):
        word = word[:-2]
        known = _WORDS.get(word)
    return [known or word]


def _other(token: re.Match[str]) -> list[str]:
    return [_MARKS.get(token[0], f"{UNREAD}{token[0]}")]


_READERS: Final = {
    "iso": _iso,
    "named_month": _named_month,
    "date": _date,
    "slash": _slash,
    "half_day": _half_day,
    "hours": _plain_clock,
    "clock": _plain_clock,
    "zero": _plain_clock,
    "ordinal": _ordinal,
    "year": _year,
    "short_year": _short_year,
    "number": _number,
    "word": _word,
}
