"""Compares a name somebody typed with the names a person is known by: signs, order, initials and short forms apart."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, Literal

from hru_advocate.domain.people.short_forms import is_short_form
from hru_advocate.domain.people.spellings import gathered, sound, spelt
from hru_advocate.domain.text_folding import words_of

Alike = Literal["same", "perhaps", ""]
"""The likeness of two names: the same; perhaps (initials, one name of two, a short form); or not at all."""

_SHORTEST_SLIP: Final = 3
"""Letters of a name in which a slip is looked for at least."""
_SHORTEST_HEARD: Final = 4
"""Letters of a name that is compared by its sound, or as the end of a longer one, at least."""
_SHORTEST_RUN: Final = 8
_MOST_INITIALS: Final = 4
_WITH_A_MIDDLE: Final = 2


@dataclass(frozen=True, slots=True)
class NameForms:
    """A name in the forms it is compared by: its words, and two with words in one.

    ``joined`` has in one what a sign parts, ``gathered`` each *van der* with its name.
    """

    words: tuple[str, ...]
    joined: tuple[str, ...]
    gathered: tuple[str, ...]

    @classmethod
    def of(cls, name: str, titles: Container[str] = ()) -> NameForms:
        """Fold a name; titles fall away."""
        words = tuple(word for word in words_of(name) if word not in titles)
        joined = tuple(one for part in name.split() if (one := "".join(words_of(part))) and one not in titles)
        return cls(words, joined, tuple(gathered(words)))

    @property
    def forms(self) -> tuple[tuple[str, ...], ...]:
        """The forms that differ; one of them without the letters that stand for middle names."""
        first, rest = self.words[:1], self.words[1:]
        no_middle = (*first, *(word for word in rest if len(word) > 1)) if len(self.words) > _WITH_A_MIDDLE else ()
        every = (self.words, self.joined, self.gathered, *((no_middle,) if len(no_middle) > 1 else ()))
        return tuple(dict.fromkeys(every))

    @property
    def run(self) -> str:
        """All of it in one run, the same whether it was written with a space, a hyphen or an apostrophe."""
        return "".join(self.words)


def alike(typed: str, known: Iterable[str], titles: Container[str] = ()) -> Alike:
    """Say how far a typed name is one of those a person is known by."""
    found: Alike = ""
    given = NameForms.of(typed, titles)
    for name in known:
        held = NameForms.of(name, titles)
        if not given.run or not held.run:
            continue
        if _same(given, held):
            return "same"
        if _perhaps(given, held):
            found = "perhaps"
    return found


def is_same_name(typed: str, known: Iterable[str]) -> bool:
    """Say whether a typed name is the very name of somebody: what ``alike`` calls the same, and nothing else of it."""
    given = NameForms.of(typed)
    return bool(given.run) and any(held.run and _same(given, held) for held in map(NameForms.of, known))


def share_a_name(one: str, two: str) -> bool:
    """Say whether two names have a word in common, a family name or a first name, but for a slip or a short form."""
    given, held = NameForms.of(one), NameForms.of(two)
    pairs = ((mine, yours) for mine in {*chain(*given.forms)} for yours in {*chain(*held.forms)})
    return any(
        min(len(mine), len(yours)) > 1
        and (_stands_for(mine, yours) or _stands_for(yours, mine) or one_letter_off(mine, yours))
        for mine, yours in pairs
    )


def _same(given: NameForms, held: NameForms) -> bool:
    """The same letters in one run, the same words in any order, or all of a known name of two words among more."""
    if given.run == held.run:
        return True
    pairs = ((given.words, held.words), (given.joined, held.joined), (given.words, held.joined))
    return any(sorted(one) == sorted(two) or (len(two) > 1 and set(two) <= set(one)) for one, two in pairs)


def _perhaps(given: NameForms, held: NameForms) -> bool:
    """Initials, a short form, a surname or first name alone, or a known single name among others."""
    parted = len(given.words) != len(held.words) and min(len(given.run), len(held.run)) >= _SHORTEST_RUN
    if parted and one_letter_off(given.run, held.run):
        return True  # in one run here and parted there, and a letter is off
    return any(_fits(one, two) or _fits(two, one) or _initials(one, two) for one in given.forms for two in held.forms)


def _fits(fewer: Sequence[str], more: Sequence[str]) -> bool:
    """Say whether each word of one name stands for a word of the other, one of them by more than its first letter.

    A slip is let through where another word is the very same, but for its spelling.
    """
    left = list(more)
    whole = exact = slips = 0
    for word in sorted(fewer, key=len, reverse=True):
        match = next((one for one in left if _stands_for(word, one)), None)
        slip = next((one for one in left if _is_slip(word, one)), None) if match is None else None
        found = match or slip
        if found is None:
            return False
        left.remove(found)
        whole += len(word) > 1
        exact += spelt(word) == spelt(found)
        slips += match is None
    return whole > 0 and slips <= exact


def _is_slip(word: str, name: str) -> bool:
    """Say whether a word is one letter off, sounds the same, or is the end of a longer name: Lana of Svetlana."""
    long = len(word) >= _SHORTEST_HEARD
    heard = long and sound(word) == sound(name)
    return heard or one_letter_off(word, name) or (long and name.endswith(word))


def one_letter_off(one: str, two: str) -> bool:
    """Say whether a letter was left out, put in or mistaken, or two changed places: Daren, Darrin, Darne."""
    short, long = sorted((one, two), key=len)
    if len(short) < _SHORTEST_SLIP or len(long) - len(short) > 1:
        return False
    at = next(
        (place for place, (here, there) in enumerate(zip(short, long, strict=False)) if here != there), len(short)
    )
    if short[at : at + 2] == long[at : at + 2][::-1] and len(short) == len(long):
        return short[at + 2 :] == long[at + 2 :]
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def _stands_for(short: str, name: str) -> bool:
    if short == name or (len(short) == 1 and name.startswith(short)):
        return True
    return len(short) > 1 and is_short_form(short, name)


def _initials(given: Sequence[str], held: Sequence[str]) -> bool:
    """Say whether a name is given by its first letters alone: ``D. H.``, ``DH``."""
    letters = "".join(given)
    alone = all(len(word) == 1 for word in given) or len(given) == 1
    return alone and 1 < len(letters) <= _MOST_INITIALS and letters == "".join(word[0] for word in held)


class NamedText:
    """A text in which names are looked for: whole names alone, in any order, however their parts are joined."""

    def __init__(self, text: str) -> None:
        self._words = words_of(text)
        self._capitals = {word for part in text.split() if part[:1].isupper() for word in words_of(part)}

    def holds(self, name: str) -> bool:
        """Say whether somebody's name stands in the text; a name of one word only where it has a capital letter."""
        wanted = NameForms.of(name)
        if not wanted.words:
            return False
        if len(wanted.words) == 1:
            return wanted.run in self._capitals
        return self._together(wanted) or self._in_one_run(wanted.run)

    def _together(self, wanted: NameForms) -> bool:
        """All words of a name beside each other in any order, with at most one more among them."""
        size = len(wanted.words) + 1
        windows = (self._words[at : at + size] for at in range(max(1, len(self._words) - size + 1)))
        return any(set(wanted.words) <= set(window) for window in windows)

    def _in_one_run(self, run: str) -> bool:
        """The letters of a name beginning with a word: ``O'Example`` typed as ``OExample``."""
        for at in range(len(self._words)):
            letters = ""
            for word in self._words[at:]:
                letters += word
                if letters == run:
                    return True
                if not run.startswith(letters):
                    break
        return False
