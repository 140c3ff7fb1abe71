"""The forms a known name is met in: short forms, endings, a slip of a letter, letters spread, initials."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from hru_advocate.domain.identifying.folded_text import FoldedText, TextChunk, TextSpan
from hru_advocate.domain.identifying.words_known import WordsKnown
from hru_advocate.domain.people.initials import without_titles
from hru_advocate.domain.people.names import share_a_name
from hru_advocate.domain.people.short_forms import is_short_form
from hru_advocate.domain.text_folding import fold

_TAILS: Final = ("zza", "zzer", "zz", "z", "zo", "y", "ie", "ey", "o", "s", "er", "ers", "sy", "bo", "kins", "a")
_NOT_NAMES: Final = frozenset(
    "the of and or not known unknown mother father son daughter partner mum dad family friend child baby brother sister"
    " aunt auntie uncle nan coach".split()
)
"""Words in a field for a name that are no name."""
_WITHIN_NAMES: Final = frozenset("van von der den de la le al el bin bint ibn".split())
"""Words within a name that nobody is called by; at its beginning they may be a name: *Al*."""
_SHORTEST: Final = 2
_LONG: Final = 4
_STEM: Final = 3
_LIKE_LETTERS: Final = str.maketrans("034578", "oeastb")
"""Figures typed for the letters they look like; a 1 is an *i* or an *l*."""
_BREAK: Final = r"(?:[-‐‑­'’.ʼ]?\s*\n\s*|[-‐‑­'’.`]\s?)?"
_SPREAD: Final = r"[\s.\-_*·]+"


@dataclass(frozen=True)
class NameSought:
    """The words of somebody's names, folded. ``loosely``: short forms, slips and initials are looked for as well."""

    names: tuple[str, ...]
    loosely: bool = True

    @cached_property
    def words(self) -> frozenset[str]:
        """Each word of each name, the parts of a double one, and both joined."""
        found = set[str]()
        for name in self.names:
            for at, part in enumerate(without_titles(name).split()):
                folded = fold(part)
                pieces = re.findall(r"[^\W\d_]+", folded)
                signed = ("".join(re.findall(r"[^\W\d_]+", one)) for one in re.split(r"[-‐‑–]", folded))
                words = {*pieces, *signed, "".join(pieces)}
                found |= words - _WITHIN_NAMES if at or len(words) > 1 else words
        return frozenset(one for one in found if len(one) >= _SHORTEST and one not in _NOT_NAMES)

    def is_word(self, typed: str) -> bool:
        """Say whether something typed is one of the words by its letters, in no other form of it."""
        return "".join(re.findall(r"[^\W\d_]+", fold(typed))) in self.words

    @cached_property
    def _held(self) -> dict[str, bool]:
        """Answers given of a word before: a case says the same few thousand over and over."""
        return {}

    @cached_property
    def _initials(self) -> re.Pattern[str] | None:
        letters = {
            "".join(word[0] for word in words)
            for name in (*self.names, *map(without_titles, self.names))
            if 1 < len(words := re.findall(r"[^\W\d_]+", fold(name))) <= _LONG
        }
        if not letters or not self.loosely:
            return None
        each = (r"[ .]{0,2}".join(re.escape(one.upper()) for one in word) for word in sorted(letters))
        return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)\.?")

    @cached_property
    def _broken(self) -> re.Pattern[str] | None:
        """Letters of a word with a line end, a hyphen or a sign between them, or all of them spread."""
        wanted = sorted((word for word in self.words if len(word) >= _LONG), key=len, reverse=True)
        if not wanted:
            return None
        each = [_BREAK.join(re.escape(one) for one in word) for word in wanted]
        each += [_SPREAD.join(re.escape(one) for one in word) for word in wanted]
        return re.compile(rf"(?<![^\W_])(?:{'|'.join(each)})(?![^\W_])")

    def spans(self, text: FoldedText, known: WordsKnown) -> Iterator[tuple[TextSpan, str]]:
        """Yield where a name stands, and the word if it is an everyday one that may mean no name there, else ""."""
        for chunk in text.chunks:
            if self._holds(chunk, known):
                everyday = chunk.text.islower() and known.is_ordinary(chunk.letters)
                yield chunk.span, chunk.letters if everyday else ""
        if self._broken is not None:
            for found in self._broken.finditer(text.folded):
                if not found[0].isalnum():
                    yield text.place(found.start(), found.end()), ""
        if self._initials is not None:
            for found in self._initials.finditer(text.text):
                yield TextSpan(found.start(), found.end()), ""

    def _holds(self, chunk: TextChunk, known: WordsKnown) -> bool:
        found = self._held.get(chunk.text)
        if found is None:
            found = self._held[chunk.text] = self._judge(chunk, known)
        return found

    def _judge(self, chunk: TextChunk, known: WordsKnown) -> bool:
        """Say whether a run of letters and digits is one of the words, or has one inside."""
        letters = chunk.letters
        if not letters:
            return False
        if self._in_signs(chunk.text) or letters in self.words or not self.words.isdisjoint(chunk.inner):
            return True
        if known.is_ordinary(letters) and not (chunk.capital and known.may_be_name(letters)):
            return False
        if any(_inside(word, letters) for word in self.words):
            return True
        return self.loosely and any(_stands_for(letters, word) for word in self.words)

    def _in_signs(self, typed: str) -> bool:
        """Say whether figures that look like letters spell one of the words: *h0lt*, *d4rren*."""
        if not any(char.isdigit() for char in typed):  # nearly every word: each is asked for each name
            return False
        spelled = fold(typed).translate(_LIKE_LETTERS)
        return not self.words.isdisjoint({spelled, spelled.replace("1", "i"), spelled.replace("1", "l")})


def _inside(word: str, letters: str) -> bool:
    """Say whether a name stands in a longer word: anywhere if it is long enough, else at its head."""
    return word in letters if len(word) >= _LONG else len(word) >= _STEM and letters.startswith(word)


def _stands_for(short: str, name: str) -> bool:
    if len(short) < _SHORTEST:
        return False
    if is_short_form(short, name):
        return True
    if min(len(short), len(name)) >= _LONG and share_a_name(short, name):
        return True
    tails = (short.removesuffix(tail) for tail in _TAILS if short.endswith(tail))
    return any(len(stem) >= _SHORTEST and name.startswith(stem) for stem in tails)
