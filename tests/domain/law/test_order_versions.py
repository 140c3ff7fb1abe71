"""Versions of one order that disagree: what is asked of them, and what each of them tells, is all said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hru_advocate.domain.law.current_orders import one_of
from hru_advocate.domain.law.due import notices_of
from hru_advocate.domain.law.orders import Order
from tests.domain.law.test_orders import TODAY, day, lifted, order, over


@pytest.mark.parametrize(
    ("versions", "said"),
    [
        # what all of them say is said plainly, the rest is said by one
        ([order(-1, 5), order(-1, 5, conditions=(lifted(0),))],
         [(0, "two versions disagree"), (5, "ends in 5 days"),
          (0, "every condition was lifted or is over (as one version says)")]),
        ([order(-1, 90), order(-1, 5)],
         [(0, "two versions disagree"), (90, "last day (as one version says)"),
          (5, "ends in 5 days (as one version says)")]),
        ([order(-1, 90), order(-9, -1)],
         [(0, "two versions disagree"), (90, "last day (as one version says)"),
          (-1, "has ended: say what comes now (as one version says)")]),
        ([order(-1, 0), order(-1, 0, until_at="10:00")],
         [(0, "two versions disagree"), (0, "today is its last day (as one version says)"),
          (0, "ends today at 10:00 (as one version says)")]),
        ([order(-1, no_end=True), order(-1, 3, stage="ended", ended_on=0)], [(0, "two versions disagree")]),
        # or may hold, in other terms
        ([order(-2, 90, served_on=None), order(-2, 90, served_on=None, conditions=(over(9),))],
         [(0, "two versions disagree"), (-2, "made, not known to be served"), (90, "last day"),
          (9, "a condition ends (as one version says)")]),
        ([order(None, stage="applied"), order(-2, served_on=None)],
         [(0, "two versions disagree"), (-2, "made, not known to be served (as one version says)")]),
        # or binds somebody else, or is of another sort
        ([order(-1, 90, against="Mo Example"), order(-1, 90, against="Colin Sample")],
         [(0, "two versions disagree"), (90, "last day")]),
        ([order(-1, 90), order(-1, 90, kind="restraining_order_acquittal")],
         [(0, "two versions disagree"), (90, "last day")]),
        # nothing anybody leans on is another
        ([order(None, stage="applied"), order(None, stage="refused")], []),
        ([order(-1, 5), order(-1, 5, ring="101")], [(5, "ends in 5 days")]),
    ],
)  # fmt: skip
def test_of_versions_that_disagree_all_is_asked_that_one_of_them_asks(
    versions: list[Order], said: list[tuple[int, str]]
) -> None:
    found = [((one.day - TODAY).days, one.words) for one in notices_of(one_of(versions, TODAY), TODAY)]
    assert [(away, words.removeprefix("Non-molestation order").lstrip(": ")) for away, words in found] == said


def test_of_versions_that_disagree_every_condition_and_every_day_is_told() -> None:
    one, other = order(-1, 90, conditions=(over(9),)), order(-1, 5, conditions=(over(9), lifted(None)))
    merged = one_of([one, other], TODAY)
    assert [(row.index, row.words) for row in merged.conditions] == [(0, over(9).words), (1, lifted(None).words)]
    assert [on for what, on, _how in merged.days_told() if what == "last day"] == [day(90), day(5)]
    assert one_of([one, replace(one, ring="101")], TODAY).conditions == one.conditions
