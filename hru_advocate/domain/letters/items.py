"""Everybody and everything a letter is held against, and what is found in it: items that wait for their tick."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from hru_advocate.domain.identifying.folded_text import FoldedText, TextSpan
from hru_advocate.domain.identifying.items import Item
from hru_advocate.domain.identifying.known_things import KnownNumber, KnownWords
from hru_advocate.domain.identifying.name_forms import NameSought
from hru_advocate.domain.identifying.words_known import WordsKnown
from hru_advocate.domain.text_folding import words_of

LetterItemKind = Literal[
    "name",
    "maybe_name",
    "number",
    "address",
    "place",
    "email",
    "account",
    "vehicle",
    "born",
    "age",
    "reference",
    "code_word",
]


@dataclass(frozen=True, slots=True)
class LetterItem:
    """One thing in a letter that tells who somebody is: the words as they stand, why they matter, how often.

    ``third_party`` is about somebody else than the person; ``never`` goes out on no paper, ticked or not.
    """

    kind: LetterItemKind
    words: str
    why: str
    third_party: bool = False
    never: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """The kind and words a tick is for: the same words again need no second one."""
        return self.kind, key_of(self.words)


def key_of(words: str) -> str:
    """Words to compare by."""
    return " ".join(words_of(words)) or words


@dataclass(frozen=True)
class PersonInLetter:
    """Somebody of the case, as far as it can be told from a text. ``who`` says who it is: *the person*, *a child*.

    ``passing`` is whoever is only named in some record: the recipient may be.
    """

    who: str
    own: bool = False
    passing: bool = False
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    born: tuple[date, ...] = ()

    @cached_property
    def named(self) -> NameSought:
        """The names, in every form."""
        return NameSought(self.names)

    @cached_property
    def reached(self) -> tuple[KnownNumber, ...]:
        """The numbers, however they are written."""
        return tuple(KnownNumber(Item("", "number", self.who, number)) for number in self.numbers)

    @cached_property
    def lives(self) -> tuple[KnownWords, ...]:
        """The addresses, and the parts of them that tell as much."""
        return tuple(KnownWords(Item("", "address", self.who, address)) for address in self.addresses)


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything a text is held against.

    ``standard`` are words of the template itself and of the recipient's lines, ``everyday`` names that are words as
    well, ``titles`` words within names that name nobody, ``known_words`` plain words that may begin a sentence,
    ``words`` what any word can be taken for.
    """

    words: WordsKnown
    people: tuple[PersonInLetter, ...] = ()
    code_words: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    standard: frozenset[str] = frozenset()
    known_words: frozenset[str] = frozenset()
    everyday: frozenset[str] = frozenset()
    titles: frozenset[str] = field(default_factory=frozenset)

    def is_standard(self, words: str) -> bool:
        """Say whether the template or the recipient's lines have each of these words."""
        return self.standard.issuperset(words_of(words))


@dataclass(frozen=True)
class LetterText:
    """A text as it is read, and folded to be searched."""

    text: str

    @cached_property
    def folded(self) -> FoldedText:
        """The text folded, with the place of each letter."""
        return FoldedText(self.text)

    def at(self, span: TextSpan) -> str:
        """The words of a stretch, on one line."""
        return " ".join(self.text[span.start : span.end].split())
