"""What is typed after an undo is never overwritten by doing something again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hru_advocate.casework.plan import changes
from hru_advocate.casework.plan.history import PlanEdit
from tests.casework.plan.plan_desk import ROWS, Desk


def typing(text: str, *, run: str = "typing") -> PlanEdit:
    """Own words as they are typed: changes of one run."""
    return PlanEdit("typing", lambda sheet: changes.answering({"own_words": text}, ("own_words",)).do(sheet), run=run)


MARK = changes.marking(0, ROWS[0], "speak")


def words(desk: Desk) -> object:
    return desk.sheet.raw()["own_words"]


@pytest.mark.parametrize(
    "before",
    [
        [MARK],
        [typing("a"), MARK],
        [MARK, typing("a")],
        [typing("a"), typing("ab"), MARK],
        [MARK, MARK],
        [typing("a", run="other"), MARK],
    ],
)
@pytest.mark.parametrize("undone", [1, 2])
@pytest.mark.parametrize("new", [typing("typed anew"), typing("typed anew", run="")])
def test_redo_after_typing_leaves_what_was_typed(before: list[PlanEdit], undone: int, new: PlanEdit) -> None:
    desk = Desk()
    for change in before:
        desk.make(change)
    for _ in range(undone):
        desk.undo()
    desk.make(new)
    assert desk.history.undone == ()
    stands = desk.sheet.snapshot()
    desk.redo()
    assert desk.sheet.snapshot() == stands
    assert words(desk) == "typed anew"


@pytest.mark.parametrize("step", [Desk.undo, Desk.redo])
def test_with_nothing_to_do_nothing_happens(step: Callable[[Desk], None]) -> None:
    desk = Desk()
    stands = desk.sheet.snapshot()
    step(desk)
    assert desk.sheet.snapshot() == stands


def test_typing_is_one_step_until_it_pauses() -> None:
    desk = Desk()
    for text in ("a", "ab"):
        desk.make(typing(text))
    desk.history = desk.history.paused()
    desk.make(typing("abc"))
    desk.undo()
    assert words(desk) == "ab"
    desk.undo()
    assert words(desk) == "I want to walk."
    desk.redo()
    assert words(desk) == "ab"
    desk.redo()
    assert words(desk) == "abc"
