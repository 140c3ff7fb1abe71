"""Names hidden as initials in whatever is about to be shown, so that a glance at the screen tells nobody who it is."""

from __future__ import annotations

import dataclasses
import operator
import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import permutations
from typing import Any, Final, Literal, TypeVar

import msgspec

from hru_advocate.domain.people.spellings import gathered
from hru_advocate.domain.text_folding import fold

T = TypeVar("T")
_Other = Literal["text", "list", "mapping", ""]
"""Data that is no row of named fields; nothing for what holds no text."""

KEPT: Final = {"names": "kept"}
"""The metadata of a field that holds a name to show on request: it is not hidden with the rest."""
_IDS: Final = frozenset(
    "entry record case ref form layout kind field state fact id measure status level safety purpose author".split()
)
"""Fields that hold ids, or the worker's own name."""
WORD: Final = re.compile(r"(?:[^\W\d_]|(?<=\w)[\u0300-\u036f])+(?:[’'-](?:[^\W\d_]|[\u0300-\u036f])+)*")
"""A word; an accent may stand by itself after its letter."""
JOINT: Final = re.compile("[’'-]")
_MC, _MAC = re.compile(r"\bmc(?=\w)"), re.compile(r"\bmac(?=\w)")
_NO_NAMES: Final = frozenset(
    "mr mrs ms miss mx dr prof sir lady the of and or not known unknown van von der den de la le al el bin bint ibn"
    " mother father son daughter sister brother partner".split()
)
"""Words in a field for a name that are no name."""
_ALSO_WORDS: Final = frozenset(
    "amber april art august baker best bill bishop black bond bright brown case chance chase church cook dale dawn day"
    " dean don drew earl early example faith field frank gene good grace grant green guy hall hill hope ivy jack joy"
    " june kind king lane lily little long love major mark max may miles moon noble norm north page park pat penny"
    " poppy price ray read rich rob rose short small stone street sue summer wade west white will wood young".split()
)
"""Names that are words as well: hidden where they have a capital, left where they have none."""


_SHORTEST_RUN: Final = 5
"""Letters of words in one run at least; of a writing whose words stand without spaces two are a name."""
_MOST_PAIRED: Final = 12
"""Words of one name of which any two are looked for in one run. No name has more; a text where a name goes has many."""
_AS_TYPED: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ß": "ss"})
_PLURALS: Final = ("s", "es")


class HiddenWords(str):
    """Words with a name in them hidden: to be shown, and never to begin an answer with."""

    __slots__ = ()


def check_whole(answers: Iterable[object]) -> None:
    """Raise TypeError where an answer is words in which a name is hidden: initials would be saved."""
    if any(isinstance(answer, HiddenWords) for answer in answers):
        raise TypeError("an answer begins with words in which a name is hidden")


class NameMask:
    """Hides the names of some people, each word of them by itself, however accents and capitals fall."""

    def __init__(
        self, names: Iterable[str], in_passing: Iterable[str] = (), also_words: AbstractSet[str] = frozenset()
    ) -> None:
        """``names`` are recorded as names, ``in_passing`` told among other words.

        Of the latter ``also_words``, which are names and words as well, are hidden only with a capital.
        """
        recorded, told = _every_word(names), _every_word(in_passing)
        self._words = recorded | told
        self._told_by = _shortest(self._words)
        self._also_words = _ALSO_WORDS | (also_words - recorded)
        self._named: dict[str, bool] = {}
        """The answer found for each word: a page says the same ones again and again."""

    def hide(self, text: str) -> str:
        """The text with each word of a name as its initial: *Mary's sister* becomes *M.'s sister*."""
        if not self._told_by:
            return text
        folded = fold(text)
        # Most texts hold no name: a whole page is masked each time it is shown, and taking words apart takes time.
        for word in self._told_by:
            if word in folded:
                hidden = WORD.sub(self._hidden, text)
                return text if hidden == text else HiddenWords(hidden)
        return text

    def hide_in(self, value: T) -> T:
        """The same data with every text in it hidden; ids stay, and fields whose metadata is ``KEPT``.

        What holds no name is given back itself, no copy of it.
        """
        return value if not self._words else self._inside(value)

    def _inside(self, value: Any) -> Any:  # noqa: ANN401 - whatever casework gives a screen
        kind = type(value)
        if kind is str:
            return self.hide(value)
        shape = _SHAPES[kind]
        if isinstance(shape, tuple):
            return self._in_fields(value, shape)
        if shape == "text":
            return self.hide(value)
        if shape == "list":
            inside = [self._inside(one) for one in value]
            if all(map(operator.is_, inside, value)):
                return value
            return kind(*inside) if hasattr(value, "_fields") else kind(inside)
        if shape == "mapping":
            shown = {key: self._inside(one) for key, one in value.items()}
            return value if all(map(operator.is_, shown.values(), value.values())) else shown
        return value

    def _in_fields(self, value: Any, names: tuple[str, ...]) -> Any:  # noqa: ANN401 - as above
        changed = {}
        for name in names:
            before = getattr(value, name)
            after = self._inside(before)
            if after is not before:
                changed[name] = after
        if not changed:
            return value
        return (msgspec.structs if isinstance(value, msgspec.Struct) else dataclasses).replace(value, **changed)

    def _hidden(self, found: re.Match[str]) -> str:
        word = found.group()
        bare, possessive = (word[:-2], word[-2:]) if word[-2:] in ("'s", "’s") else (word, "")
        named = self._named.get(bare)
        if named is None:
            named = self._named[bare] = self._is_name(bare)
        if not named:
            return word
        stop = "" if not possessive and found.string[found.end() :].startswith(".") else "."
        return f"{bare[0].upper()}{stop}{possessive}"

    def _is_name(self, bare: str) -> bool:
        folded = fold(bare)
        names = {folded} | set(_parts(folded))
        if bare[:1].isupper():  # a family: the O'Neills
            names |= {name.removesuffix(end) for name in names for end in _PLURALS if len(name) > _SHORTEST_RUN - 1}
        return bool(names & self._words) and not (bare.islower() and names <= self._also_words)


def _every_word(names: Iterable[str]) -> frozenset[str]:
    """The words of some names that are hidden, in each way they are written."""
    words = {word for name in names for written in _ways(name) for word in _words(written)}
    return frozenset(word for word in words if len(word) > 1 and word not in _NO_NAMES)


class _Shapes(dict[type[Any], "tuple[str, ...] | _Other"]):
    """For each kind of data the fields where a name may stand, or how else it is gone through; a page has thousands."""

    def __missing__(self, kind: type[Any]) -> tuple[str, ...] | _Other:
        found = self[kind] = _shape_of(kind)
        return found


def _shape_of(kind: type[Any]) -> tuple[str, ...] | _Other:
    if issubclass(kind, str):
        return "text"
    if issubclass(kind, tuple | list):
        return "list"
    if issubclass(kind, Mapping):
        return "mapping"
    if issubclass(kind, msgspec.Struct):
        return tuple(name for name in kind.__struct_fields__ if name not in _IDS)
    if dataclasses.is_dataclass(kind):
        fields = (field for field in dataclasses.fields(kind) if field.init and field.metadata != KEPT)
        return tuple(field.name for field in fields if field.name not in _IDS)
    return ""


_SHAPES: Final = _Shapes()


def _shortest(words: Iterable[str]) -> tuple[str, ...]:
    """The words that hold no other of them: a text that holds any word holds one of these."""
    found: list[str] = []
    for word in sorted(words, key=len):
        if not any(shorter in word for shorter in found):
            found.append(word)
    return tuple(found)


def _parts(word: str) -> list[str]:
    return JOINT.split(word)


def _ways(name: str) -> tuple[str, ...]:
    """A name as it is, as a keyboard without its letters has it, and with Mac for Mc, and Mc for Mac."""
    small = name.casefold()
    return tuple(dict.fromkeys((name, small.translate(_AS_TYPED), _MC.sub("mac", small), _MAC.sub("mc", small))))


def _words(name: str) -> Iterator[str]:
    """The folded words of a name: each, its parts, and what may be written in one: O'Neill, Van der Berg, a handle."""
    found = WORD.findall(name)
    for word in found:
        yield from (fold(word), *map(fold, _parts(word)))
    single = list(gathered(filter(None, (fold(part) for word in found for part in _parts(word)))))
    joined = [fold("".join(_parts(word))) for word in found]
    runs = {*joined, *single, "".join(joined), *(one + two for one, two in permutations(single[:_MOST_PAIRED], 2))}
    yield from (run for run in runs if len(run) >= _SHORTEST_RUN or not run.isascii())
