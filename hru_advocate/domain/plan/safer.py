"""The plan to go by while two versions of it disagree: the more careful of both in everything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, TypeVar

from hru_advocate.domain.plan.matching import match
from hru_advocate.domain.plan.plan import EMPTY, Carry, Plan, PlanItem

_CAREFUL: Final[tuple[Carry, ...]] = ("speak", "keep", "carry")
_ANSWERS: Final = ("no", "later", "", "yes")
_ON_PAPER: Final = ("text", "words", "words_instead", "discreet", "who", "when")

T = TypeVar("T")
_Group = list[PlanItem | None]


def safer(plans: Sequence[Plan]) -> Plan:
    """Merge versions that disagree into the plan that holds until a person settles them, the newest of them first.

    A measure stands only if it stands in every version; one that stands in some is kept to be shown, and is no cover
    and on nobody's paper (``agreed`` is false). It is carried only if it is carried in every version and would read
    the same on paper. Services, own numbers and own words are those of every version, wishes those of any; the
    earliest day to look again holds.
    """
    if not plans:
        return EMPTY
    newest = plans[0]
    if all(plan == newest for plan in plans):
        return newest
    merged = (_merged(group) for group in _groups(plans))
    return replace(
        newest,
        own_words=newest.own_words if all(plan.own_words == newest.own_words for plan in plans) else "",
        wishes=tuple({wish: (wish, words) for plan in reversed(plans) for wish, words in plan.wishes}.values()),
        items=tuple(replace(item, id=str(number)) for number, item in enumerate(merged, start=1)),
        services=_in_all([plan.services for plan in plans]),
        own_numbers=_in_all([plan.own_numbers for plan in plans]),
        review=_earliest(plan.review for plan in plans),
        because=tuple(dict.fromkeys(one for plan in plans for one in plan.because)),
    )


def _groups(plans: Sequence[Plan]) -> list[_Group]:
    """Every measure with what the versions make of it, one place a version: the newest's order, then what else is."""
    groups: list[_Group] = [[item] for item in plans[0].items]
    for number, plan in enumerate(plans[1:], start=1):
        known = [next(item for item in group if item is not None) for group in groups]
        found = dict(match(known, plan.items))
        for place, group in enumerate(groups):
            group.append(plan.items[found[place]] if place in found else None)
        new = set(range(len(plan.items))).difference(found.values())
        groups += [[*[None] * number, plan.items[place]] for place in sorted(new)]
    return groups


def _merged(group: _Group) -> PlanItem:
    held = [item for item in group if item is not None]
    shown = next((item for item in held if item.stands), held[0])
    everywhere = len(held) == len(group) and all(item.live for item in held)
    alike = all(getattr(item, part) == getattr(shown, part) for item in held for part in _ON_PAPER)
    marks: list[Carry] = [item.carry for item in held] if everywhere and alike else ["speak"]
    decision = min((item.decision for item in held), key=_ANSWERS.index)
    return replace(
        shown,
        answers=_in_all([item.answers for item in held]),
        carry=min(marks, key=_CAREFUL.index),
        review=_earliest(item.review for item in held),
        decision=decision,
        decided_on=next(item.decided_on for item in held if item.decision == decision),
        agreed=everywhere or not any(item.stands for item in held),
    )


def _in_all(lists: Sequence[Sequence[T]]) -> tuple[T, ...]:
    """The entries that stand in every list, in the order of the first."""
    return tuple(one for one in lists[0] if all(one in other for other in lists[1:]))


def _earliest(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)
