"""Changes between two plans, each a plain sentence an advocate can say."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from hru_advocate.domain.forms.pronouns import Pronoun, spoken_of
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.plan.matching import Places, match
from hru_advocate.domain.plan.measure_changes import OF_THE_PERSON, Mark, MeasureDifference, differences
from hru_advocate.domain.plan.plan import Plan, PlanItem

Label = Callable[[str], str]
"""The words for the id of a section, a reason or a service."""

_PLACES: Final = ("section", "order")
_Named = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """One measure as it stands in both plans; ``old`` is missing where it was added, ``new`` where taken out."""

    old: PlanItem | None
    new: PlanItem | None
    changes: tuple[MeasureDifference, ...] = ()

    @property
    def mark(self) -> Mark:
        """The change in one word; ``moved`` where nothing but its place is another."""
        if self.old is None:
            return "added"
        if self.new is None:
            return "taken out"
        if not self.changes:
            return "same"
        return "moved" if all(change.part in _PLACES for change in self.changes) else "changed"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two plans held against each other: every measure of both once, in order, and the changes of the whole.

    When a plan was made, what was written of the change and what asked for it belong to a version, and are not
    compared. ``pronoun`` is how the person is spoken of.
    """

    measures: tuple[Pair, ...]
    whole: tuple[MeasureDifference, ...]
    pronoun: Pronoun = ""

    def count(self, mark: Mark) -> int:
        """The number of measures that were added, taken out, changed or moved."""
        return sum(pair.mark == mark for pair in self.measures)

    def summary(self) -> str:
        """The changes in one line."""
        counted = [f"{count} {mark}" for mark in _MARKS if (count := self.count(mark))]
        rest = dict.fromkeys(spoken_of(_WHOLE[change.part], self.pronoun) for change in self.whole)
        return ", ".join((*counted, *(f"{words} changed" for words in rest))).capitalize() or "Nothing changed"


_MARKS: Final[tuple[Mark, ...]] = ("added", "taken out", "changed", "moved")
_WHOLE: Final = {
    "own_words": "her or his own words",
    "wish": "wishes",
    "service": "services",
    "number": "own numbers",
    "review": "the day to look again",
}


def compare(old: Plan, new: Plan, label: Label = str, pronoun: Pronoun = "") -> Comparison:
    """Hold two plans against each other; ``label`` gives the words for ids, ``pronoun`` how the person is spoken of."""
    measures = tuple(
        replace(pair, changes=_said(pair.changes, pronoun)) for pair in _measures(old.items, new.items, label)
    )
    return Comparison(measures, _said(_whole(old, new, label), pronoun), pronoun)


def _said(changes: tuple[MeasureDifference, ...], pronoun: Pronoun) -> tuple[MeasureDifference, ...]:
    """The changes as they are said of this person; sentences that hold typed words are left as they are."""
    return tuple(
        replace(one, sentence=spoken_of(one.sentence, pronoun)) if one.part in OF_THE_PERSON else one for one in changes
    )


def _measures(old: Sequence[PlanItem], new: Sequence[PlanItem], label: Label) -> tuple[Pair, ...]:
    """Every measure of both, in the new order; what was taken out stands behind what it stood behind."""
    places = match(old, new)
    moves = _moves(old, new, places)
    found = {
        other: Pair(old[one], new[other], (*differences(old[one], new[other], label), *moves.get((one, other), ())))
        for one, other in places
    }
    before = dict(places)
    ordered = [(other, found.get(other) or Pair(None, item)) for other, item in enumerate(new)]
    last = -1
    for one, item in enumerate(old):
        last = before.get(one, last)
        if one not in before:
            ordered.append((last, Pair(item, None)))
    return tuple(pair for _place, pair in sorted(ordered, key=lambda one: one[0]))


def _moves(
    old: Sequence[PlanItem], new: Sequence[PlanItem], places: Sequence[Places]
) -> dict[Places, tuple[MeasureDifference]]:
    """The measures that stand in another order than the most of them; one that changed its section says only that."""
    stay = [(one, other) for one, other in places if old[one].section == new[other].section]
    kept = _longest_rising([other for _one, other in stay])
    among = [pair for pair in stay if pair[1] in kept]
    found = {}
    for one, other in stay:
        if other not in kept:
            before = sum(place < one for place, _ in among)
            after = sum(place < other for _, place in among)
            words = "Moved up" if after < before else "Moved down"
            found[one, other] = (MeasureDifference("order", words),)
    return found


def _longest_rising(numbers: Sequence[int]) -> frozenset[int]:
    """The members of a longest run of ever greater numbers."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        place = bisect_left(tails, number)
        before[number] = tails[place - 1] if place else None
        tails[place : place + 1] = [number]
    found = set[int]()
    last = tails[-1] if tails else None
    while last is not None:
        found.add(last)
        last = before[last]
    return frozenset(found)


def _whole(old: Plan, new: Plan, label: Label) -> tuple[MeasureDifference, ...]:
    found = []
    if old.own_words != new.own_words:
        what = "added" if not old.own_words else "taken out" if not new.own_words else "changed"
        found.append(
            MeasureDifference("own_words", f"Her or his own words on the plan {what}", old.own_words, new.own_words)
        )
    found += _listed("wish", old.wishes, new.wishes, "Wish")
    found += _listed("service", _services(old, label), _services(new, label), "Service")
    found += _listed("number", _own_numbers(old), _own_numbers(new), "Own number")
    if old.review != new.review:
        days = [day_in_words(plan.review) if plan.review else "" for plan in (old, new)]
        found.append(MeasureDifference("review", _say_review(*days), *days))
    return tuple(found)


def _services(plan: Plan, label: Label) -> tuple[_Named, ...]:
    return tuple((one, label(f"sv_{one}")) for one in plan.services)


def _own_numbers(plan: Plan) -> tuple[_Named, ...]:
    return tuple((one.label, one.number) for one in plan.own_numbers)


def _say_review(before: str, now: str) -> str:
    if not now:
        return f"The plan has no day to look again, had {before}"
    return f"The plan is to be looked at again by {now}" + (f", was {before}" if before else "")


def _listed(part: str, old: Sequence[_Named], new: Sequence[_Named], name: str) -> list[MeasureDifference]:
    """List what was added to a list of named things, taken out of it, changed in it, or put into another order."""
    gone, come = _less(old, new), _less(new, old)
    found = []
    for same in (0, 1):
        for one in list(gone):
            other = next((other for other in come if other[same] == one[same]), None)
            if other is not None:
                gone.remove(one)
                come.remove(other)
                found.append(
                    MeasureDifference(
                        part, f"{name} changed: {_called(part, other)}", _told(part, one), _told(part, other)
                    )
                )
    found += [MeasureDifference(part, f"{name} taken out: {_called(part, one)}", _told(part, one), "") for one in gone]
    found += [MeasureDifference(part, f"{name} added: {_called(part, one)}", "", _told(part, one)) for one in come]
    if not found and tuple(old) != tuple(new):
        orders = [", ".join(_called(part, one) for one in these) for these in (old, new)]
        found.append(MeasureDifference(part, f"{_WHOLE[part].capitalize()} in another order", *orders))
    return found


def _less(these: Sequence[_Named], others: Sequence[_Named]) -> list[_Named]:
    """These without as many of the others as there are."""
    left = list(others)
    found = []
    for one in these:
        if one in left:
            left.remove(one)
        else:
            found.append(one)
    return found


def _called(part: str, one: _Named) -> str:
    """The words for a thing in a sentence: a wish by its words, a service by its name, a number by its label."""
    return f"“{one[1]}”" if part == "wish" else one[0 if part == "number" else 1]


def _told(part: str, one: _Named) -> str:
    return " ".join(one) if part == "number" else one[1]
