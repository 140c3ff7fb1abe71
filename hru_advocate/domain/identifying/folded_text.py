"""A text folded for comparing, which still knows where each of its letters stood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property
from typing import Final, NamedTuple

from hru_advocate.domain.text_folding import fold

_PARTS: Final = re.compile(r"[^\W\d_]+")
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SENTENCE_ENDS: Final = frozenset('.!?:;"“”‘()[]*•–—|/\n…')


class TextSpan(NamedTuple):
    """A stretch of a text, from its first character to behind its last."""

    start: int
    end: int


class TextChunk(NamedTuple):
    """A run of letters, digits and underscores: as typed, its folded letters, the folded words inside it, its place."""

    text: str
    letters: str
    inner: frozenset[str]
    span: TextSpan
    opens: bool

    @property
    def capital(self) -> bool:
        """True if it begins with a capital, or has one inside."""
        return any(char.isupper() for char in self.text)

    @property
    def shouted(self) -> bool:
        """True if all of its letters are capitals and there are several."""
        return len(self.letters) > 1 and self.text.isupper()


class FoldedText:
    """One text: ``folded`` is what is looked at, ``place`` gives back the stretch of the text as typed."""

    def __init__(self, text: str) -> None:
        self.text = text
        letters: list[str] = []
        places: list[int] = []
        for at, char in enumerate(text):
            for one in fold(char):
                letters.append(one)
                places.append(at)
        self.folded = "".join(letters)
        self._places = places

    def place(self, start: int, end: int) -> TextSpan:
        """The stretch as typed of a stretch of the folded text; signs that stand on its last letter go with it."""
        first, last = self._places[start], self._places[end - 1] + 1
        while last < len(self.text) and not fold(self.text[last]):
            last += 1
        return TextSpan(first, last)

    @cached_property
    def chunks(self) -> tuple[TextChunk, ...]:
        """Every run of letters and digits."""
        return tuple(self._chunks())

    def _chunks(self) -> Iterator[TextChunk]:
        for found in self._runs:
            text = found[0]
            if not text.isascii():  # an accent may stand by itself behind its letter: the word is whole all the same
                text = "".join(char for char in unicodedata.normalize("NFC", text) if fold(char))
            parts = [piece for part in _PARTS.findall(text) for piece in _HUMP.split(part)]
            letters = "".join(_PARTS.findall(fold(text)))
            inner = frozenset(fold(part) for part in parts)
            yield TextChunk(text, letters, inner, self._whole(found.start(), found.end()), self._opens(found.start()))

    @property
    def _runs(self) -> Iterator[re.Match[str]]:
        """Runs of letters and digits; what is no sign by itself, an accent or what nobody sees, parts none of them."""
        parted = "" if self.text.isascii() else "".join({char for char in self.text if not fold(char)})
        return re.finditer(rf"\w+(?:[{re.escape(parted)}]+\w+)*" if parted else r"\w+", self.text)

    def _whole(self, start: int, end: int) -> TextSpan:
        while end < len(self.text) and not fold(self.text[end]) and not self.text[end].isspace():
            end += 1
        return TextSpan(start, end)

    def _opens(self, start: int) -> bool:
        """Say whether a sentence, a line or a quotation begins there."""
        before = self.text[:start].rstrip(" \t'’")
        return not before or before[-1] in _SENTENCE_ENDS or "\n" in self.text[len(before) : start]
