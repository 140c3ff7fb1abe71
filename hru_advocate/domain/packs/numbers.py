"""The numbers of a service as a pack has them, held against those here: each change stands by itself.

A number is never changed because a pack says so: somebody ticks each one. What is not ticked stays as it is, and open.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final, Literal, TypeVar

import msgspec

from hru_advocate.domain.phone_numbers import read_phone
from hru_advocate.domain.services.confirmations import PrintRules, banned, questions_about
from hru_advocate.domain.services.directory import PERPETRATOR_KIND, Directory, ListedNumber, Service, TextLine

DialledFor = Literal["ring", "text"]
MEANS: Final[dict[DialledFor, str]] = {"ring": "Number to ring", "text": "Number to text"}
_HARMFUL: Final = "This number is of a line for people who do harm; it never becomes a number for a victim."
_BETWEEN: Final = r"[^\w£$€%]|_"
"""Signs that may part the digits of a number, however it is written: no letter, and none of money or shares."""
_IN_WORDS: Final = re.compile(rf"\+?\d(?:(?:{_BETWEEN}){{0,6}}\d){{8,}}")
"""As many digits as a number that can be rung, together; a day has eight."""
_SHORT_IN_WORDS: Final = re.compile(
    rf"(?<!\d)(?:[678]\d{{4}}|11[68](?:{_BETWEEN}){{0,3}}\d{{3}}|0800(?:{_BETWEEN}){{0,3}}1111)(?!\d)"
)
"""Numbers that have fewer: codes to text, 116 and 118 numbers, Childline. 999, 101 and 111 are no news to anybody."""
_SPAN: Final = re.compile(r"(?<!\d)(?:[01]\d|2[0-4]):[0-5]\d ?[-\u2013] ?(?:[01]\d|2[0-4]):[0-5]\d(?!\d)")
"""From one time of day to another, of which opening hours have several in a row."""
_ZEROS, _ONES = "Oo\u039f\u03bf\u041e\u043e", "lI\u0399\u0406\u0456\u04c0"
_LOOKS_LIKE: Final = str.maketrans(_ZEROS + _ONES, "0" * len(_ZEROS) + "1" * len(_ONES))
_AS_DIGITS: Final = re.compile(rf"(?<![^\W_])(?=[^\W\d_]*\d)[\d{_ZEROS}{_ONES}]+(?![^\W_])")
"""Digits with letters among them that are read as a nought or a one: Latin, Greek and Cyrillic."""
_LONG: Final = 9
"""The digits from which on a number is known among others that were written right beside it."""
_T = TypeVar("_T", ListedNumber, TextLine)


@dataclass(frozen=True, slots=True)
class NumberChange:
    """One number that a pack brings, takes away or puts in the place of another; ``id`` is what is ticked.

    ``refused`` is the reason it can never be taken, ``asks`` what a careful person looks at before it is ticked.
    """

    id: str
    service: str
    means: DialledFor
    was: str
    now: str
    refused: str = ""
    asks: tuple[str, ...] = ()


def number_changes(
    directory: Directory, harmful: AbstractSet[str], ours: Service | None, theirs: Service
) -> tuple[NumberChange, ...]:
    """Every change of a number; ``theirs`` has the kind and the do-not-print list that would hold.

    ``harmful`` are the digits of lines for people who do harm, here and in the pack.
    """
    phones, texts = (ours.phones, ours.texts) if ours else ((), ())
    found = [
        *_changes(theirs.id, "ring", phones, theirs.phones),
        *_changes(theirs.id, "text", texts, theirs.texts),
    ]
    return tuple(_looked_at(directory, harmful, ours, theirs, one) for one in found)


def with_numbers(ours: Service | None, theirs: Service, taken: Container[str]) -> Service:
    """A service with the numbers here, in which only the changes that were taken are made."""
    phones, texts = (ours.phones, ours.texts) if ours else ((), ())
    return msgspec.structs.replace(
        theirs,
        phones=_merged(theirs.id, "ring", phones, theirs.phones, taken),
        texts=_merged(theirs.id, "text", texts, theirs.texts, taken),
    )


def _pairs(ours: Sequence[_T], theirs: Sequence[_T]) -> Iterator[tuple[_T | None, _T | None]]:
    """The numbers that go beside those that come, in their order: as many as can be are one in another's place."""
    held, given = {_key(one) for one in ours}, {_key(one) for one in theirs}
    going = {_key(one): one for one in reversed(ours) if _key(one) not in given}
    coming = {_key(one): one for one in reversed(theirs) if _key(one) not in held}
    yield from zip_longest(reversed(going.values()), reversed(coming.values()))


def _changes(service: str, means: DialledFor, ours: Sequence[_T], theirs: Sequence[_T]) -> Iterator[NumberChange]:
    for was, now in _pairs(ours, theirs):
        yield NumberChange(_id(service, means, was, now), service, means, _words(was), _words(now))


def _merged(
    service: str, means: DialledFor, ours: Sequence[_T], theirs: Sequence[_T], taken: Container[str]
) -> tuple[_T, ...]:
    """Theirs in their order; in the place of each that was not taken the one it was to replace, if any."""
    instead: dict[tuple[str, str], _T | None] = {}
    staying: list[_T] = []
    for was, now in _pairs(ours, theirs):
        if _id(service, means, was, now) in taken:
            continue
        if now is not None:
            instead[_key(now)] = was
        elif was is not None:
            staying.append(was)
    laid: list[_T] = []
    for line in theirs:
        if _key(line) not in instead:
            laid.append(line)
        elif (kept := instead[_key(line)]) is not None:
            laid.append(kept)
            instead[_key(line)] = None
    return tuple(laid + staying)


def _id(service: str, means: DialledFor, was: _T | None, now: _T | None) -> str:
    parts = (service, means, *(_key(was) if was else ("", "")), *(_key(now) if now else ("", "")))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def _key(line: ListedNumber | TextLine) -> tuple[str, str]:
    """Tell two lines apart: by the number that is rung, with its extension, or texted with this word."""
    number = f"{line.phone.digits} {line.phone.extension}".strip()
    return number, line.keyword if isinstance(line, TextLine) else ""


def _words(line: ListedNumber | TextLine | None) -> str:
    if line is None:
        return ""
    word = line.keyword if isinstance(line, TextLine) else ""
    return f"{line.number}, with the word {word}" if word else line.number


def numbers_in(text: str) -> frozenset[str]:
    """The digits of everything in a text that is as long as a telephone number, or is a short one of a service."""
    plain = _SPAN.sub(" x ", _read_as(text))
    short = _SHORT_IN_WORDS.findall(_IN_WORDS.sub(" ", plain))
    return frozenset(map(_digits_of, (*_IN_WORDS.findall(plain), *short)))


def _read_as(text: str) -> str:
    """A text with each sign that is read as a digit as that digit: in a circle, of another writing, a letter O."""
    seen = (one for one in unicodedata.normalize("NFKC", text) if unicodedata.category(one) not in {"Mn", "Me", "Cf"})
    return _AS_DIGITS.sub(lambda match: match[0].translate(_LOOKS_LIKE), "".join(map(_digit, seen)))


def _digit(one: str) -> str:
    value = unicodedata.numeric(one, -1) if unicodedata.category(one) in {"Nd", "No"} else -1
    return str(int(value)) if value in range(10) else one


def _digits_of(found: str) -> str:
    digits = re.sub(r"\D", "", found)
    phone = read_phone(f"+{digits}" if found.startswith("+") else digits)
    return phone.whose if phone else digits


def refused_in_words(directory: Directory, harmful: AbstractSet[str], theirs: Service, numbers: Iterable[str]) -> str:
    """The reason for which none of these numbers stands in words about a service, or "".

    Words may have other digits right before or behind them.
    """
    rules, given = PrintRules(directory), sorted(numbers)
    long = {ban.digits for ban in theirs.do_not_print if ban.type == "number" and len(ban.digits) >= _LONG}
    if theirs.kind != PERPETRATOR_KIND and any(_holds(one, harmful) for one in given):
        return _HARMFUL
    wanted = (*given, *(ban for ban in long if any(ban in one for one in given)))
    return next((why for one in wanted if (why := banned(theirs, one, rules=rules))), "")


def _holds(digits: str, wanted: Iterable[str]) -> bool:
    return any(one == digits or (len(one) >= _LONG and one in digits) for one in wanted)


def numbers_beside(service: Service) -> frozenset[str]:
    """The numbers that stand in the words beside a number of a service and are not that number."""
    return frozenset(
        digits
        for line in every_line(service)
        for digits in numbers_in(f"{line.label}\n{line.cost_note}") - {line.phone.whose}
    )


def every_line(service: Service) -> tuple[ListedNumber | TextLine, ...]:
    """The numbers of a service as they are listed, those to text last."""
    return (*service.phones, *service.texts)


def _looked_at(
    directory: Directory, harmful: AbstractSet[str], ours: Service | None, theirs: Service, change: NumberChange
) -> NumberChange:
    if not change.now:
        return change
    rules = PrintRules(directory)
    line = next(one for one in every_line(theirs) if _words(one) == change.now)
    phone = line.phone
    refused = banned(theirs, line.number, rules=rules) or ""
    if phone.whose in harmful and theirs.kind != PERPETRATOR_KIND:
        refused = _HARMFUL
    without = ours or msgspec.structs.replace(theirs, phones=(), texts=())
    return replace(change, refused=refused, asks=tuple(questions_about(without, phone, rules)))
