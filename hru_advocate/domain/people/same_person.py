"""Compares two people by their names, however written, and the day they were born: they may be one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hru_advocate.domain.births import Birth, days_of_birth
from hru_advocate.domain.people.names import Alike, alike, is_same_name, one_letter_off, share_a_name
from hru_advocate.domain.people.spellings import spelt
from hru_advocate.domain.people.written_names import plain_name
from hru_advocate.domain.text_folding import words_of


@dataclass(frozen=True, slots=True)
class KnownBy:
    """Somebody, by what they are known: every name, and the births that were told."""

    names: Sequence[str]
    births: Sequence[Birth] = ()


def may_be_one(one: KnownBy, other: KnownBy) -> Alike:
    """Say how far two people are one: the same name; perhaps, or not at all.

    Perhaps: a name that is spelt otherwise, shortened or given by an initial, against a name of two words or more,
    unless they were born on days of which none is mistyped for the other (one name alone counts where it is all that
    is known); or one name in common and the same day of birth, for who has married or goes by another. A day of birth
    that is mistyped counts beside a first name in common: a sister has the other.
    """
    ours, theirs = ([plain_name(name) for name in known.names] for known in (one, other))
    if any(is_same_name(name, theirs) for name in ours):
        return "same"
    if _apart(one.births, other.births):
        return ""
    whole = [name for name in theirs if _of_several_words(name)]
    if any(alike(name, whole) for name in ours if _of_several_words(name) or len(ours) == 1):
        return "perhaps"
    if any(_one_word(name) == _one_word(held) != "" for name in ours for held in theirs):
        return "perhaps"
    pairs = [(birth, held) for birth in one.births for held in other.births if isinstance(birth, date)]
    if any(birth == held for birth, held in pairs):
        return "perhaps" if any(share_a_name(name, held) for name in ours for held in theirs) else ""
    slip = any(isinstance(held, date) and _mistyped(birth, held) for birth, held in pairs)
    return (
        "perhaps" if slip and any(share_a_name(_first(name), _first(held)) for name in ours for held in theirs) else ""
    )


def _apart(births: Sequence[Birth], others: Sequence[Birth]) -> bool:
    """Say whether births are known of both, and none of them can be one day, not even mistyped."""
    pairs = [(one, two) for one in births for two in others]
    return bool(pairs) and not any(_may_be_one_day(one, two) for one, two in pairs)


def _may_be_one_day(one: Birth, two: Birth) -> bool:
    """Say whether two births may be one: the same span of days, or two dates as one is mistyped for the other."""
    (first, last), (begin, end) = days_of_birth(one), days_of_birth(two)
    if first <= end and begin <= last:
        return True
    return isinstance(one, date) and isinstance(two, date) and _mistyped(one, two)


def _first(name: str) -> str:
    return name.partition(" ")[0]


def _one_word(name: str) -> str:
    """A name of one word as it is spelt, or nothing: Joergen is Jørgen."""
    words = words_of(name)
    return spelt(words[0]) if len(words) == 1 else ""


def _mistyped(one: date, two: date) -> bool:
    """Say whether day and month changed places, or a digit is another, or two beside each other did."""
    swapped = (one.year, one.month, one.day) == (two.year, two.day, two.month)
    return swapped or one_letter_off(f"{one:%Y%m%d}", f"{two:%Y%m%d}")


def _of_several_words(name: str) -> bool:
    return len(name.split()) > 1
