"""Traits of a measure, found in its words, so that no wording of one kind of thing escapes the gates about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from hru_advocate.domain.library.reference import Measures, Trait
from hru_advocate.domain.text_folding import words_of

PRACTICE: Final = "practice point"
"""In the place of a gate's source: sensible practice nobody has published, or the lead's decision."""

_NOT: Final = re.compile("n['\N{RIGHT SINGLE QUOTATION MARK}]t\\b")


def traits_in(traits: tuple[Trait, ...], *texts: str) -> tuple[str, ...]:
    """The traits the words of these texts need, in the order of the file."""
    said = " | ".join(" ".join(words_of(_NOT.sub(" not", text))) for text in texts)
    return tuple(trait.id for trait in traits if trait.words and _pattern(trait.words).search(said))


@lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words and phrases; a star at the end stands for any ending."""
    found = []
    for word in words:
        whole = re.escape(" ".join(words_of(word.removesuffix("*"))))
        found.append(whole + (r"\w*" if word.endswith("*") else r"\b"))
    return re.compile(r"\b(?:" + "|".join(found) + ")")


def faults_of_gates(read: Measures) -> Iterator[str]:
    """Yields whatever does not fit together between the measures file's traits, gates and measures."""
    traits = {trait.id for trait in read.traits}
    sources = {source.key for source in read.sources} | {PRACTICE}
    for number, gate in enumerate(read.gates):
        if gate.trait not in traits:
            yield f"gate[{number}].trait: there is no trait {gate.trait}"
        if gate.source not in sources:
            yield f"gate[{number}].source: there is no source {gate.source}"
    for number, measure in enumerate(read.measures):
        for trait in (*measure.traits, *measure.not_traits):
            if trait not in traits:
                yield f"measure[{number}].traits: there is no trait {trait}"


def faults_of_beginnings(read: Measures) -> Iterator[str]:
    """Yields whatever a beginning names that the measures file does not know."""
    suggesting = {measure.id: measure.when for measure in read.measures}
    facts = {fact for when in suggesting.values() for fact in when}
    for number, beginning in enumerate(read.beginnings):
        if beginning.fact not in facts:
            yield f"beginning[{number}].fact: nothing answers {beginning.fact}"
        for one in beginning.measures:
            if one not in suggesting:
                yield f"beginning[{number}].measures: there is no measure {one}"
