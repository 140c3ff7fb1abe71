"""Everything in a letter that tells who somebody is: names, places, numbers, days of birth. Each waits for its tick."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from hru_advocate.domain.identifying.folded_text import TextSpan
from hru_advocate.domain.identifying.items import Item
from hru_advocate.domain.identifying.known_things import KnownWords, code_word_of
from hru_advocate.domain.identifying.patterns import (
    Shape,
    births_in,
    days_in,
    digits_of,
    email_of,
    inside,
    numbers_in,
    shapes_in,
)
from hru_advocate.domain.letters.items import LetterItem, LetterItemKind, LetterText, Reading, key_of
from hru_advocate.domain.letters.names import names_in
from hru_advocate.domain.text_folding import fold

_NO_DOOR: Final = re.compile(
    r"\d{1,4}[a-z]?,?\s+(?:at|on|in|of|to|for|and|or|by|from|is|was|days?|weeks?|months?|years?|hours?|minutes?|times?"
    r"|steps?|january|february|march|april|may|june|july|august|september|october|november|december)(?!\w)",
    re.IGNORECASE,
)
"""A number with the word of a road behind it that is a time or an amount."""
_OF_A_TIME: Final = re.compile(r"\d[:/.]$")
_SHAPES: Final[Mapping[Shape, tuple[LetterItemKind, str]]] = {
    "insurance": ("number", "It is a National Insurance number."),
    "ending": ("number", "It is the end of a number."),
    "dialled": ("number", "It is a number in words."),
    "account": ("account", "It is an account, or an address on the web."),
    "postcode": ("address", "It is a postcode."),
    "spot": ("address", "It tells a place by three words."),
    "door": ("address", "It is a street with its number."),
    "school": ("place", "It tells where somebody goes."),
    "works": ("place", "It tells where somebody works or goes."),
    "age": ("age", "It tells how old somebody is."),
    "vehicle": ("vehicle", "It may be the plate of a vehicle."),
    "code": ("reference", "It is a reference that finds somebody in a system."),
}
"""A shape's kind in a letter; e-mails, and days of birth, are told apart by whose they are."""
_NOT_IN_LETTERS: Final = frozenset({"short_number", "room", "road"})
"""The shapes that the lines of whom a letter goes to are made of, and its officers' numbers."""
_HOLDS_OTHERS: Final = frozenset({"address", "reference", "email"})
"""The kinds whose own words need no second tick."""


def items_in(text: str, reading: Reading) -> tuple[LetterItem, ...]:
    """Everything in a text that tells who somebody is, each once, what can never go out first."""
    seen = LetterText(_seen(text))
    found: list[LetterItem] = []
    for finder in (_code_words, names_in, _emails, _dates, _addresses, _numbers, _references, _shapes):
        found += finder(seen, reading)
    places = [f" {one.key[1]} " for one in found if one.kind in _HOLDS_OTHERS]
    first: dict[tuple[str, str], LetterItem] = {}
    for one in found:
        held = one.kind in ("maybe_name", "number") and any(f" {one.key[1]} " in place for place in places)
        if not held:
            first.setdefault(one.key, one)
    return tuple(sorted(first.values(), key=lambda one: (not one.never, one.third_party)))


def left_open(items: Iterable[LetterItem], kept: Iterable[tuple[str, str]]) -> tuple[LetterItem, ...]:
    """The items that nobody ticked, and those no tick can let out."""
    ticked = {(kind, key_of(words)) for kind, words in kept}
    return tuple(one for one in items if one.never or one.key not in ticked)


def _seen(text: str) -> str:
    """The text as it is read: without signs that nobody sees, spaces of every kind as one."""
    kept = "".join(
        " " if unicodedata.category(char) == "Zs" else char
        for char in unicodedata.normalize("NFC", text)
        if unicodedata.category(char) not in ("Cf", "Co")
    )
    return re.sub("[\u2010\u2011]", "-", kept).replace("\r\n", "\n")


def _code_words(seen: LetterText, reading: Reading) -> Iterator[LetterItem]:
    for word in reading.code_words:
        first = code_word_of(word)
        sought = [KnownWords(Item("", "secret", "", part), everywhere=True) for part in (word, first)]
        if any(True for one in sought for _span in one.whole_spans(seen.folded)):
            yield LetterItem("code_word", first, "It holds the code word, which goes on no paper.", never=True)


def _emails(seen: LetterText, reading: Reading) -> Iterator[LetterItem]:
    for shape, span in shapes_in(seen.folded):
        if shape == "email":
            words = seen.at(span)
            whose = next((one for one in reading.people if email_of(words) in map(fold, one.emails)), None)
            why = f"It is an e-mail address of {whose.who}." if whose else "It is an e-mail address."
            yield LetterItem("email", words, why, third_party=whose is None or not whose.own)


def _dates(seen: LetterText, reading: Reading) -> Iterator[LetterItem]:
    for span, day in days_in(seen.folded):
        whose = next((one for one in reading.people if day in one.born), None)
        if whose is not None:
            why = f"It is the day {whose.who} was born."
            yield LetterItem("born", seen.at(span), why, third_party=not whose.own)
    for _said, span in births_in(seen.folded):
        yield LetterItem("born", seen.at(span), "It tells when somebody was born.", third_party=True)


def _addresses(seen: LetterText, reading: Reading) -> Iterator[LetterItem]:
    for person in reading.people:
        for home in person.lives:
            for span in home.whole_spans(seen.folded):
                words = seen.at(span)
                part = next((one for one in home.parts if key_of(one) == key_of(words)), words)
                why = f"It is where {person.who} can be found."
                yield LetterItem("address", part, why, third_party=not person.own)


def _numbers(seen: LetterText, reading: Reading) -> Iterator[LetterItem]:
    for span in numbers_in(seen.folded):
        words = seen.at(span)
        digits = digits_of(words)
        whole = (one for one in reading.people if any(number.digits == digits for number in one.reached))
        part = (one for one in reading.people if any(number.is_in(digits) for number in one.reached))
        whose = next(whole, None) or next(part, None)
        why = f"It is a number of {whose.who}." if whose else "It is a number."
        yield LetterItem("number", words, why, third_party=whose is None or not whose.own)


def _references(seen: LetterText, reading: Reading) -> Iterator[LetterItem]:
    for reference in reading.references:
        if any(True for _span in KnownWords(Item("", "account", "", reference)).whole_spans(seen.folded)):
            yield LetterItem("reference", reference, _SHAPES["code"][1])


def _shapes(seen: LetterText, reading: Reading) -> Iterator[LetterItem]:
    """Yield what has a shape that identifies, but for what the template and the recipient's lines say by themselves."""
    taken: list[TextSpan] = []
    for shape, span in shapes_in(seen.folded):
        if shape in _NOT_IN_LETTERS or (shape in ("account", "code") and inside(span, taken)):
            continue
        taken.append(span)
        if shape not in _SHAPES or (shape == "door" and _is_no_door(seen.text, span)):
            continue
        kind, why = _SHAPES[shape]
        words = seen.at(span)
        if kind != "place" or not reading.is_standard(words):
            yield LetterItem(kind, words, why)


def _is_no_door(text: str, span: TextSpan) -> bool:
    return bool(_OF_A_TIME.search(text[: span.start]) or _NO_DOOR.match(text, span.start, span.end))
