"""Every change of a plan that is being written, each with the words it is undone by."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Concatenate, Final, ParamSpec

from hru_advocate.casework.plan.history import PlanEdit
from hru_advocate.casework.plan.sheet import PlanSheet, SheetRow, said

P = ParamSpec("P")
_MOST: Final = 60
_WHOLE_WORDS: Final = re.compile(rf".{{1,{_MOST}}}(?!\S)", re.DOTALL)


def marking(place: int, row: SheetRow, carry: str) -> PlanEdit:
    """Carry, keep or speak."""
    return PlanEdit("marking", _and_go(place, PlanSheet.mark, place, carry), _short(row))


def marking_all(marks: Mapping[int, str]) -> PlanEdit:
    """Carry, keep or speak for several measures at once, each by its place."""

    def do(sheet: PlanSheet) -> None:
        for place, carry in marks.items():
            sheet.mark(place, carry)

    counted = "1 measure" if len(marks) == 1 else f"{len(marks)} measures"
    return PlanEdit(f"marking {counted}", do, focus=False)


def moving(place: int, row: SheetRow, by: int) -> PlanEdit:
    """Up or down among the measures of its situation."""
    return PlanEdit("moving", lambda sheet: sheet.move(place, by), _short(row))


def dragging(place: int, row: SheetRow, aim: int) -> PlanEdit:
    """To the place of another measure of its situation."""
    return PlanEdit("moving", lambda sheet: sheet.move_to(place, aim), _short(row))


def dropping(place: int, row: SheetRow) -> PlanEdit:
    """Out of this version; the keyboard goes to the one that takes its place."""

    def do(sheet: PlanSheet) -> int | None:
        sheet.drop(place)
        return min(place, len(sheet.rows) - 1) if sheet.rows else None

    return PlanEdit("taking out", do, _short(row))


def changing(place: int, row: SheetRow, to: SheetRow) -> PlanEdit:
    """Takes the answers given about a measure; one step as long as it is typed."""
    do = _and_go(None, PlanSheet.change, place, to)
    return PlanEdit("changing", do, _short(row), run=f"change {place}", focus=False)


def saying(place: int, row: SheetRow, field: str, words: str) -> PlanEdit:
    """Words in one answer of a measure; one step as long as they are typed."""
    do = _and_go(None, PlanSheet.say, place, field, words)
    return PlanEdit("the words", do, _short(row), run=f"say {field} {place}", focus=False)


def keeping(place: int, row: SheetRow, why: str) -> PlanEdit:
    """A measure whose reason has gone, or that a rule refuses, kept with a reason."""
    return PlanEdit("keeping", _and_go(place, PlanSheet.say, place, "override", why), _short(row))


def deciding(place: int, row: SheetRow, decision: str, on: str) -> PlanEdit:
    """Takes the person's yes, no or later to a measure."""
    return PlanEdit("the answer", _and_go(None, PlanSheet.decide, place, decision, on), _short(row), focus=False)


def adding(row: SheetRow, *, focus: bool = False) -> PlanEdit:
    """One measure into the plan."""
    return PlanEdit("adding", lambda sheet: sheet.add(row), _short(row), focus=focus)


def adding_all(rows: list[SheetRow]) -> PlanEdit:
    """Several measures at once, in their order."""

    def do(sheet: PlanSheet) -> None:
        for row in rows:
            sheet.add(row)

    return PlanEdit(f"adding {len(rows)}", do, focus=False)


def own_measure(section: str, answers: tuple[str, ...], carry: str) -> PlanEdit:
    """An empty measure of one's own."""
    return PlanEdit("own measure", lambda sheet: sheet.own_measure(section, answers, carry))


def wishing(words: str) -> PlanEdit:
    """A wish in the person's own words."""
    return PlanEdit("the wish", _and_go(None, PlanSheet.wish, words), _beginning(words), focus=False)


def renaming(wish: str, words: str) -> PlanEdit:
    """A wish in other words."""
    return PlanEdit("the wish", _and_go(None, PlanSheet.rename_wish, wish, words), _beginning(words), focus=False)


def unwishing(wish: str, words: str) -> PlanEdit:
    """A wish taken out."""
    return PlanEdit("removing", _and_go(None, PlanSheet.drop_wish, wish), _beginning(words), focus=False)


def answering(answers: dict[str, object], fields: tuple[str, ...]) -> PlanEdit:
    """Answers about the whole plan; one step as long as they are typed."""
    do = _and_go(None, PlanSheet.take, answers, fields)
    return PlanEdit("changing", do, run=f"answers {' '.join(fields)}", focus=False)


def _and_go(
    place: int | None, do: Callable[Concatenate[PlanSheet, P], object], *args: P.args, **more: P.kwargs
) -> Callable[[PlanSheet], int | None]:
    """Do something and go to a place."""

    def run(sheet: PlanSheet) -> int | None:
        do(sheet, *args, **more)
        return place

    return run


def _short(row: SheetRow) -> str:
    return _beginning(said(row))


def _beginning(words: str) -> str:
    """The beginning of some words. No word is cut that follows another: half a name would not be hidden as a name."""
    found = _WHOLE_WORDS.match(words)
    return found.group() if found else words[:_MOST]
