"""Marks for paper, carry, keep or speak: the one that is proposed, and those that the record has overtaken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from hru_advocate.domain.library.library import Library
from hru_advocate.domain.library.reference import Measure
from hru_advocate.domain.plan.case_facts import CaseFacts
from hru_advocate.domain.plan.paper_safety import DANGERS, SPOKEN, dangers, from_record, proposed
from hru_advocate.domain.plan.plan import Carry, Plan

_SPOKEN: Final = frozenset({"code_words"})
_KEPT: Final = frozenset({"leaving"})
_OF_LEAVING: Final = frozenset({"sm_refuge", "sm_pet_plan", "sm_pet_foster"})
"""Measures of other sections that speak of moving out: found, they would betray it as those of leaving would."""
_SEVERAL: Final = 2
"""One measure that is only spoken is somebody's choice; a whole plan that is may be what a danger left behind."""


@dataclass(frozen=True, slots=True)
class MarksToChange:
    """Marks that no longer fit what the record says of paper: why, an offer to change them all at once, and to what.

    ``marks`` goes by the id of a line of the plan.
    """

    sentence: str
    offer: str
    marks: Mapping[str, Carry]


def proposed_mark(measure: Measure, facts: CaseFacts | None = None) -> Carry:
    """The mark proposed for a measure of the library: only spoken where the record says that paper may be found.

    A way out and a code word are never for paper, words for a child are only spoken.
    """
    if measure.child_facing:
        return "speak"
    mark = proposed_for_own(measure.section, facts)
    return "keep" if mark == "carry" and measure.id in _OF_LEAVING else mark


def proposed_for_own(section: str, facts: CaseFacts | None = None) -> Carry:
    """The mark proposed for a measure of one's own in a section, by the same rules as one of the library's there."""
    if (facts is not None and dangers(facts)) or section in _SPOKEN:
        return "speak"
    return "keep" if section in _KEPT else "carry"


def marks_to_change(library: Library, plan: Plan, facts: CaseFacts) -> MarksToChange | None:
    """Say which marks the record has overtaken since they were made; ``None`` where none was, or nothing is certain.

    Danger makes what is carried only spoken. Towards paper nothing is offered before every question about it has a no
    in the record, nor where it is spoken for another reason (under 18, no English), nor where something of the plan is
    carried: then the rest is spoken because somebody wants it so.
    """
    if found := dangers(facts):
        marks: dict[str, Carry] = {item.id: "speak" for item in plan.live if item.carry == "carry"}
        why = f"Paper may be found: {', '.join(DANGERS[one] for one in found)}."
        said, them = f"{len(marks)} measures are carried. None of them goes", "them"
        if len(marks) == 1:
            said, them = "1 measure is carried. It does not go", "it"
        sentence = f"{why} {said} on paper without a reason."
        return MarksToChange(sentence, f"Mark {them} spoken only", marks) if marks else None
    if any(one.answer is not False for one in from_record(facts)) or any(one.carry == "carry" for one in plan.live):
        return None
    if proposed(facts).document == SPOKEN:
        return None
    back = dict(_towards_paper(library, plan))
    if len(back) < _SEVERAL:
        return None
    said = "Nothing in the record speaks against paper now. Ask first whether it is wanted:"
    return MarksToChange(f"{said} {len(back)} measures are spoken only.", "Mark them as proposed for paper", back)


def _towards_paper(library: Library, plan: Plan) -> Iterator[tuple[str, Carry]]:
    """The measures of the library that are spoken, and would be carried or kept if they were added today."""
    for item in plan.live:
        if item.carry == "speak" and item.measure and item.measure not in library.retired:
            mark = proposed_mark(library.measure(item.measure))
            if mark != "speak":
                yield item.id, mark
