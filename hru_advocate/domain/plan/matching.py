"""Matching the measures of two plans: by the library's measure, by the same words, by the words most alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import Final

from hru_advocate.domain.plan.plan import PlanItem
from hru_advocate.domain.text_folding import words_of

ALIKE: Final = 0.6
"""Two measures are one that was reworded when this share of their words stands in both, in the same order."""

PARTS: Final = (
    "measure",
    "section",
    "text",
    "words",
    "words_instead",
    "discreet",
    "who",
    "when",
    "review",
    "state",
    "carry",
    "advice",
    "override",
    "decision",
    "decided_on",
)
"""Every part of a measure that may differ, but for its place and what it answers."""

Places = tuple[int, int]
_Rank = tuple[float, ...]


def match(old: Sequence[PlanItem], new: Sequence[PlanItem]) -> tuple[Places, ...]:
    """The places ``(old, new)``, counted from 0, of measures that are one; each place at most once.

    First by the library's measure and by the same words, however written, then by words most alike. Swapping the
    plans swaps the places.
    """
    sure = _choose(old, new, range(len(old)), range(len(new)), _surely)
    rest_old = [place for place in range(len(old)) if place not in {one for one, _ in sure}]
    rest_new = [place for place in range(len(new)) if place not in {one for _, one in sure}]
    return tuple(sorted(sure + _choose(old, new, rest_old, rest_new, _alike)))


def _choose(
    old: Sequence[PlanItem],
    new: Sequence[PlanItem],
    places_old: Iterable[int],
    places_new: Sequence[int] | range,
    rank: Callable[[PlanItem, PlanItem], _Rank | None],
) -> list[Places]:
    """Take the best pairs first, nothing twice; among equals the ones that stand nearest to each other.

    Two pairs of one rank that share a measure never stand equally near and equally high, so the order is whole
    whichever plan comes first.
    """
    ranked = []
    for one in places_old:
        for other in places_new:
            found = rank(old[one], new[other])
            if found is not None:
                ranked.append(((*found, abs(one - other), min(one, other)), one, other))
    taken_old, taken_new, pairs = set[int](), set[int](), list[Places]()
    for _rank, one, other in sorted(ranked):
        if one not in taken_old and other not in taken_new:
            taken_old.add(one)
            taken_new.add(other)
            pairs.append((one, other))
    return pairs


def _surely(old: PlanItem, new: PlanItem) -> _Rank | None:
    same_measure = bool(old.measure) and old.measure == new.measure
    same_words = words_of(old.text) == words_of(new.text)
    if not (same_measure or same_words):
        return None
    return (not same_measure, not same_words, old.text != new.text, _differing(old, new))


def _alike(old: PlanItem, new: PlanItem) -> _Rank | None:
    if old.measure and new.measure:
        return None
    share = likeness(old.text, new.text)
    return (-share, _differing(old, new)) if share >= ALIKE else None


def _differing(old: PlanItem, new: PlanItem) -> int:
    return sum(getattr(old, part) != getattr(new, part) for part in PARTS)


def likeness(one: str, other: str) -> float:
    """Measure how alike two texts are, 0 to 1, whichever comes first: the share of their words that run in both."""
    first, second = sorted((words_of(one), words_of(other)))
    total = len(first) + len(second)
    if not total:
        return 1.0
    shared = sum((Counter(first) & Counter(second)).values())
    if 2 * shared < ALIKE * total:
        return 0.0  # cannot be alike enough, and counting is much quicker
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
