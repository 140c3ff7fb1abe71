"""The name somebody is written to by: without rank, collar number, look-alike letters, and whose family it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from hru_advocate.domain.people.initials import without_titles
from hru_advocate.domain.people.names import one_letter_off
from hru_advocate.domain.text_folding import words_of

_LOOKS_LIKE: Final = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u0442\u043d\u0432\u043c\u043a"
    "\u0410\u0415\u041e\u0420\u0421\u0423\u0425\u0406\u0408\u0405\u0500\u0422\u041d\u0412\u041c\u041a"
    "\u03b1\u03bf\u03c1\u03bd\u03b9\u03ba\u03c4\u03c5\u03c7"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7",
    "aeopcyxijsdthbmkAEOPCYXIJSDTHBMKaopviktuxABEZHIKMNOPTYX",
)
"""Cyrillic and Greek letters that nobody can tell from one of ours by the eye: a name in them is the same name."""
_NO_NAME: Final = frozenset("the family household home of and to for attention fao".split())
"""Words around a family name: *the Example family*, *household of Example*."""
_ROADS: Final = frozenset(
    "road rd street st avenue ave lane ln close cl drive dr court ct place pl crescent cres terrace gardens grove gr "
    "square sq way row house park hill".split()
)
"""Words that make a line with a family name in it a place: *14 Example Street*."""
_FEWEST_SPREAD: Final = 3
_FEWEST_OF_NUMBER: Final = 3
_OF_SEVERAL: Final = 2


def plain_name(text: str) -> str:
    """A name without titles, ranks and numbers, in the letters it looks to be written in."""
    parts = text.translate(_LOOKS_LIKE).replace(".", " ").split()
    return without_titles(" ".join(filter(None, map(_without_digits, parts))))


def _without_digits(part: str) -> str:
    """A part of a name as it is; of one with digits what is left if it may be a name: not of a postcode."""
    letters = re.sub(r"\d+", "", part)
    return part if letters == part or len(letters) >= _FEWEST_OF_NUMBER else ""


def is_road(text: str) -> bool:
    """Say whether a line is the number of a house and its road, and names nobody."""
    return any(char.isdigit() for char in text) and not _ROADS.isdisjoint(words_of(text)[-1:])


def of_that_family(text: str, names: Iterable[str]) -> bool:
    """Say whether a name nobody knows holds the family name of one of the names, but for a slip, and is no road."""
    given = _together([word for word in words_of(plain_name(text)) if word not in _NO_NAME])
    if not given or given[-1] in _ROADS:
        return False
    families = {words[-1] for name in names if (words := _words_to_the_family(name))}
    return any(_is_family(word, family) for word in given if len(word) > 1 for family in families)


def _words_to_the_family(name: str) -> list[str]:
    """The words of a name of several of which the last is the family's: of *Example, Ann* those before the comma."""
    before, comma, behind = name.partition(",")
    words = words_of(plain_name(name))
    if len(words) < _OF_SEVERAL:
        return []
    return words_of(plain_name(before)) if comma and words_of(plain_name(behind)) else words


def _together(words: list[str]) -> list[str]:
    """The words of a name; letters that stand alone, three and more, are one: *E x a m p l e*."""
    alone = [word for word in words if len(word) == 1]
    return ["".join(words)] if len(alone) == len(words) >= _FEWEST_SPREAD else words


def _is_family(word: str, family: str) -> bool:
    """Say whether a word is a family name, of one or of all of them, or begins like it and is one letter off."""
    if word in (family, f"{family}s", f"{family}es"):
        return True
    return word[:1] == family[:1] and one_letter_off(word, family)
