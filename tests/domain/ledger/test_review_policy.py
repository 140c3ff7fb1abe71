"""What the heads of a case say together: the day its plan is due, the events that ask for it, and its level."""

from __future__ import annotations

import pytest

from hru_advocate.domain.ledger.projection import OF_REVIEW, events_in_row, level_of_heads, review_asks, review_of_heads

Said = dict[str, str | None]


def plan(day: str | None) -> Said:
    return {"review_due": day, "review_asks": None}


def event(day: str, *names: str) -> Said:
    return {"review_due": day, "review_asks": review_asks(names)}


NAMED: Said = {"name": "Mara Kent"}


@pytest.mark.parametrize(
    ("said", "day", "asks"),
    [
        ([], None, ()),
        ([NAMED], None, ()),
        ([plan("2026-12-07")], "2026-12-07", ()),
        ([plan(None)], None, ()),
        # without a plan every event asks, from the first one's day on, each told once
        ([event("2026-11-20", "tr_a"), event("2026-11-23", "tr_b")], "2026-11-20", ("tr_a", "tr_b")),
        ([event("2026-11-20", "tr_b"), event("2026-11-23", "tr_a", "tr_b")], "2026-11-20", ("tr_b", "tr_a")),
        # a plan answers what was recorded before it, and only that
        ([event("2026-11-20", "tr_a"), plan("2026-12-07")], "2026-12-07", ()),
        ([event("2026-11-20", "tr_a"), plan(None)], None, ()),
        ([event("2026-11-20", "tr_a"), plan("2026-12-07"), event("2026-11-23", "tr_b")], "2026-11-23", ("tr_b",)),
        # the plan's own day holds where it is the earlier
        ([plan("2026-11-20"), event("2026-11-23", "tr_a")], "2026-11-20", ("tr_a",)),
        # what else is recorded changes nothing
        ([plan("2026-12-07"), event("2026-11-23", "tr_a"), NAMED], "2026-11-23", ("tr_a",)),
        ([NAMED, event("2026-11-23", "tr_a"), NAMED], "2026-11-23", ("tr_a",)),
        # two versions beside each other: what one could not know of asks, and the earliest day holds
        ([plan("2026-12-07"), plan("2026-12-01")], "2026-12-01", ()),
        ([plan("2026-12-01"), plan("2026-12-07")], "2026-12-01", ()),
        ([plan(None), plan("2026-12-07")], "2026-12-07", ()),
        ([plan("2026-12-01"), event("2026-11-23", "tr_a"), plan("2026-12-07")], "2026-11-23", ("tr_a",)),
        ([event("2026-11-19", "tr_b"), plan("2026-12-01"), plan("2026-12-07")], "2026-12-01", ()),
    ],
)  # fmt: skip
def test_a_plan_is_due_by_its_own_day_or_by_what_it_could_not_know(
    said: list[Said], day: str | None, asks: tuple[str, ...]
) -> None:
    found = review_of_heads(said)
    assert set(found) == {"review_due", "review_asks"} == OF_REVIEW
    assert (found["review_due"], events_in_row(found["review_asks"])) == (day, asks)
    assert (found["review_asks"] is None) is (asks == ())


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ([], None),
        ([("a", "standard")], "standard"),
        ([("a", "high"), ("b", "standard")], "standard"),  # judged anew
        ([("a", "high"), ("a", "standard")], "high"),  # two versions that disagree
        ([("a", "standard"), ("a", "high")], "high"),
        ([("a", "medium"), ("a", "standard")], "medium"),
        ([("a", "standard"), ("a", "not_graded_yet")], "standard"),
        ([("a", "high"), ("b", "medium"), ("b", "standard")], "medium"),
        ([("b", "medium"), ("a", "high"), ("b", "standard")], "medium"),
        ([("a", "high"), ("a", None)], "high"),
        ([("a", "of a later program")], "of a later program"),
    ],
)
def test_the_level_of_a_case(said: list[tuple[str, str | None]], level: str | None) -> None:
    told: list[tuple[str, Said]] = [(record, {"level": one}) for record, one in said]
    assert level_of_heads([*told, ("c", NAMED)]) == {"level": level}
