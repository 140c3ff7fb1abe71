"""Whether two names are one: apostrophes, hyphens, spaces, accents, case and titles apart."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from hru_advocate.domain.text_folding import words_of

_TITLES: Final = frozenset(
    "mr mrs ms miss mx master dr doctor prof professor sir dame lady lord rev reverend fr father pc dc ds".split()
)


@lru_cache(maxsize=20_000)
def _letters(name: str) -> tuple[str, str]:
    """A name in one run of folded letters, without its titles; and the first letters of its words."""
    words = words_of(name)
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    return "".join(words), "".join(word[0] for word in words)


def same_name(one: str, other: str) -> bool:
    """Say whether two names are the same name, the family name first or last."""
    run, other_run = _letters(one)[0], _letters(other)[0]
    return bool(run) and (run == other_run or _turned(one) == _turned(other))


def _turned(name: str) -> str:
    """A name written *Example, Mo* the other way round."""
    family, comma, given = name.partition(",")
    return _letters(f"{given} {family}" if comma else name)[0]


def initials_may_agree(name: str, initials: str, listed: str) -> bool:
    """Say whether a case with these initials, or listed under this name, may be of a person called so.

    Cheap, and never says no where ``same_name`` might say yes of a name with these initials.
    """
    if same_name(name, listed):
        return True
    first, held = _letters(_turned_plain(name))[1], "".join(words_of(initials))
    return bool(first) and bool(held) and (first[0] in held or held[0] in first)


def _turned_plain(name: str) -> str:
    family, comma, given = name.partition(",")
    return f"{given} {family}" if comma else name
