"""Things a case knows to identify somebody by, found in a text however they were typed there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from hru_advocate.domain.identifying.folded_text import FoldedText, TextSpan
from hru_advocate.domain.identifying.items import Item
from hru_advocate.domain.identifying.name_forms import NameSought
from hru_advocate.domain.identifying.patterns import days_in, digits_of, numbers_in
from hru_advocate.domain.identifying.words_known import WordsKnown
from hru_advocate.domain.text_folding import fold, words_of

_FEWEST_DIGITS: Final = 5
_LONG: Final = 4
_ROADS: Final = {
    "road": "rd", "street": "st|str", "avenue": "ave|av", "lane": "ln", "close": "cl", "drive": "dr", "court": "ct",
    "place": "pl", "crescent": "cres", "terrace": "terr", "gardens": "gdns", "grove": "gr", "square": "sq",
}  # fmt: skip
_SIGNS: Final = r"[\W_]*"
_MEANING: Final = re.compile(r"[–—:;=,(\n]| - | means | is ")


@dataclass(frozen=True)
class KnownName:
    """Somebody's names. An everyday word in small letters is ``maybe``, an item of its own, or nothing."""

    item: Item
    forms: NameSought
    maybe: Item | None = None

    def spans(self, text: FoldedText, known: WordsKnown) -> Iterator[tuple[TextSpan, Item]]:
        """Yield where they stand."""
        for span, everyday in self.forms.spans(text, known):
            item = self.maybe if everyday else self.item
            if item is not None:
                yield span, item


@dataclass(frozen=True)
class KnownNumber:
    """A number, found by its digits."""

    item: Item

    @cached_property
    def digits(self) -> str:
        """Its digits as it is dialled here."""
        return digits_of(self.item.value)

    def is_in(self, digits: str) -> bool:
        """Say whether other digits are it, most of it, or more than it."""
        short, long = sorted((digits, self.digits), key=len)
        return len(short) >= _FEWEST_DIGITS and (short in long or short.lstrip("0") in long)

    def spans(self, text: FoldedText, _known: WordsKnown) -> Iterator[tuple[TextSpan, Item]]:
        """Yield where it, most of it, or more than it stands."""
        for span in numbers_in(text):
            if self.is_in(digits_of(text.text[span.start : span.end])):
                yield span, self.item


@dataclass(frozen=True)
class KnownDay:
    """A day of birth, found however it is written."""

    item: Item
    day: date

    def spans(self, text: FoldedText, _known: WordsKnown) -> Iterator[tuple[TextSpan, Item]]:
        """Yield where it stands."""
        for span, day in days_in(text):
            if day == self.day:
                yield span, self.item


@dataclass(frozen=True)
class KnownWords:
    """Words that belong together: an address, an e-mail, a code word. ``everywhere``: inside other words as well."""

    item: Item
    everywhere: bool = False

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The whole, and of an address each line that tells as much."""
        lines = _lines_of(self.item.value) if self.item.kind == "address" else ()
        return tuple(dict.fromkeys((self.item.value, *lines)))

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        return tuple(self._pattern(words) for part in self.parts if (words := words_of(part)))

    def _pattern(self, words: Sequence[str]) -> re.Pattern[str]:
        whole = _SIGNS.join(_SIGNS.join(re.escape(char) for char in word) for word in words)
        free = self.everywhere and len("".join(words)) > _LONG
        return re.compile(whole if free else rf"(?<![^\W_])(?:{whole})(?:(?:['’]?s)?)(?![^\W_])")

    @cached_property
    def _doors(self) -> re.Pattern[str] | None:
        """A house number with its road, the road alone, and the postcode of an address."""
        if self.item.kind != "address":
            return None
        words = words_of(self.item.value)
        found = []
        for at, word in enumerate(words):
            road = _ROADS.get(word) or next((f"{long}|{short}" for long, short in _ROADS.items() if word in short), "")
            if road and at and not words[at - 1].isdigit():
                name = [one for one in words[max(at - 3, 0) : at] if not one[0].isdigit()][-2:]
                number = next((one for one in reversed(words[:at]) if one[0].isdigit()), "")
                door = rf"(?:{re.escape(number)}{_SIGNS})?" if number else ""
                found.append(door + _SIGNS.join(map(re.escape, name)) + rf"{_SIGNS}(?:{re.escape(word)}|{road})")
                found += [_SIGNS.join((re.escape(number), *map(re.escape, name)))] if number else []
        code = re.search(r"[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}", fold(self.item.value))
        found += [_SIGNS.join(re.escape(char) for char in code[0] if not char.isspace())] if code else []
        return re.compile(rf"(?<![^\W_])(?:{'|'.join(found)})(?![^\W_])") if found else None

    @cached_property
    def _local(self) -> re.Pattern[str] | None:
        """The part of an e-mail address before the sign, which is often an account as well."""
        name = fold(self.item.value).partition("@")[0] if self.item.kind == "email" else ""
        return re.compile(re.escape(name)) if len(name) > _LONG else None

    def spans(self, text: FoldedText, known: WordsKnown) -> Iterator[tuple[TextSpan, Item]]:
        """Yield where the words stand; of an address the words no other place has as well."""
        yield from ((span, self.item) for span in self.whole_spans(text))
        if self.item.kind == "address":
            for chunk in text.chunks:
                if chunk.letters in self._own_words and not known.is_ordinary(chunk.letters):
                    yield chunk.span, self.item

    def whole_spans(self, text: FoldedText) -> Iterator[TextSpan]:
        """Yield where they stand, with any signs between them; of an address its door and its postcode."""
        for pattern in (*self._patterns, self._doors, self._local):
            for found in pattern.finditer(text.folded) if pattern else ():
                yield text.place(found.start(), found.end())

    @cached_property
    def _own_words(self) -> frozenset[str]:
        return frozenset(word for word in words_of(self.item.value) if len(word) >= _LONG and word.isalpha())


def code_word_of(secret: str) -> str:
    """A code word without what is written of its meaning behind it: *pineapple – she is in danger*."""
    return _MEANING.split(secret, maxsplit=1)[0].strip()


def _lines_of(address: str) -> Iterator[str]:
    """Yield the parts of an address that say where: the first line, or one with a number in it."""
    parts = [" ".join(part.split()) for part in re.split(r"[\n,]", address) if part.strip()]
    for at, part in enumerate(parts):
        if len(words_of(part)) > 1 and (at == 0 or any(char.isdigit() for char in part)):
            yield part


KnownThing = KnownName | KnownNumber | KnownDay | KnownWords
"""Anything a case knows."""
