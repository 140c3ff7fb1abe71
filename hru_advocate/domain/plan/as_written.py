"""A measure as a plan words it: whatever somebody typed meets the same gates as the library's own words."""

from __future__ import annotations

from typing import Final, Protocol

import msgspec

from hru_advocate.domain.library.library import Library
from hru_advocate.domain.library.reference import Measure
from hru_advocate.domain.library.traits import traits_in

_OWN: Final = Measure(
    id="",
    section="",
    text="",
    advocate_note="",
    when=(),
    advice_first_when=(),
    never_when=(),
    living_situation=("any",),
    discreet_ok=False,
    discreet_text="",
    children=False,
    child_facing=False,
    priority="soon",
    sources=(),
)
"""The rules of a measure of the person's own before its words are read: none."""


class WrittenLine(Protocol):
    """A line of a plan: the library's measure it was made from, if any, and the words it has now."""

    @property
    def measure(self) -> str | None: ...
    @property
    def wording(self) -> str: ...
    @property
    def discreet(self) -> str: ...


def as_written(library: Library, line: WrittenLine) -> Measure | None:
    """The measure with the traits that its present words need; never fewer than the library gives it.

    ``None`` for one of a library measure that this edition does not hold.
    """
    known = library.measures_by_id.get(line.measure) if line.measure else _OWN
    if known is None:
        return None
    typed = [
        words for words in (line.wording, line.discreet) if words and words not in (known.text, known.discreet_text)
    ]
    more = (one for one in traits_in(library.measures.traits, *typed) if one not in known.not_traits)
    traits = tuple(dict.fromkeys((*known.traits, *more)))
    return known if traits == known.traits else msgspec.structs.replace(known, traits=traits)
