"""What falls due: several questions in one look say what each says alone; of a closed case the last word holds."""

from __future__ import annotations

import random
from typing import Any

import pytest

from hru_advocate.store import dues
from hru_advocate.store.dues import DueLines
from hru_advocate.store.ledger import ledger
from hru_advocate.store.vault_file.vault import Vault

DAYS = ("2026-12-01", "2026-12-02", "2026-12-05", "2026-12-06", "2026-12-20", "2026-12-21", None)
SLOTS = ("action", "order", "hearing", "judgement", "outcome", "flag", "plan", "pause", "visit")
REVIEWS = ("closure", "retention")


def filled(writer: Any) -> list[str]:
    """Cases of two statuses, with something of every slot on many days."""
    drawn, cases = random.Random(7), [writer.id() for _ in range(8)]
    for number, case in enumerate(cases):
        writer.write(case=case, columns={"status": "closed" if number == 7 else "open"}, slot="contact")
        for slot in SLOTS * 3:
            writer.write(case=case, slot=slot, due=drawn.choice(DAYS))
    return cases


@pytest.mark.parametrize(
    ("asked", "others_until"),
    [
        ((("2026-12-20", ("order", "hearing")), ("2026-12-05", ("action",))), "2026-12-05"),
        ((("2026-12-05", ("order",)), ("2026-12-20", ("outcome",))), "2026-12-21"),
        ((("2026-12-20", ("order", "hearing")), ("2026-12-05", ("action", "judgement"))), None),
    ],
)
@pytest.mark.parametrize("limit", [1, 3, 100_000])
def test_several_questions_at_once_are_answered_as_each_is_alone(
    opened: Vault, writer: Any, asked: tuple[tuple[str, tuple[str, ...]], ...], others_until: str | None, limit: int
) -> None:
    cases = filled(writer)
    wanted = [
        DueLines(until, limit, slots, resting=tuple(cases[:2]) if number else ())
        for number, (until, slots) in enumerate(asked)
    ]
    if others_until is not None:
        named = tuple(slot for _until, slots in asked for slot in slots)
        wanted.append(DueLines(others_until, limit, named, others=True, resting=tuple(cases[2:3])))
    alone = [dues.of_open_cases(opened, one) for one in wanted]
    assert all(alone)
    assert dues.several_of_open_cases(opened, *wanted) == alone


@pytest.mark.parametrize(
    ("written", "until", "due"),
    [
        ((("closure", "2032-12-01"),), "2032-12-01", "2032-12-01"),
        ((("closure", "2032-12-01"),), "2032-11-30", None),
        ((("closure", None),), "9999-12-31", None),
        ((("closure", "2032-12-01"), ("retention", "2034-12-01")), "9999-12-31", "2034-12-01"),
        ((("closure", "2032-12-01"), ("retention", "2034-12-01")), "2033-01-01", None),
        ((("closure", "2032-12-01"), ("retention", None)), "9999-12-31", None),
        ((("retention", "2030-12-01"), ("closure", "2032-12-01")), "9999-12-31", "2032-12-01"),
        ((("closure", "2032-12-01"), ("closure", "2031-12-01")), "9999-12-31", "2031-12-01"),
        ((("action", "2031-12-01"),), "9999-12-31", None),
    ],
)
@pytest.mark.parametrize("status", ["closed", "open", "erased"])
def test_a_closed_case_is_looked_at_again_on_the_day_that_was_said_last(
    opened: Vault, writer: Any, written: tuple[tuple[str, str | None], ...], until: str, due: str | None, status: str
) -> None:
    case, other = writer.id(), writer.id()
    for one in (case, other):
        writer.write(case=one, columns={"status": status if one == case else "closed"})
    for slot, day in written:
        writer.write(case=case, slot=slot, due=day)
    writer.write(case=other, slot="closure", due="9999-12-31")
    found = [(day, one) for day, one in dues.reviews_of_closed(opened, ("closure", "retention"), until) if one == case]
    assert found == ([(due, case)] if due and status == "closed" else [])


def test_the_heads_of_several_cases_are_those_of_each(opened: Vault, writer: Any) -> None:
    cases = filled(writer)
    asked = [cases[3], cases[0], writer.id(), cases[3]]
    found = ledger.heads_of_cases(opened, asked, "action")
    each = {case: ledger.heads_of_case(opened, case, slot="action") for case in cases}
    assert found == {case: each[case] for case in (cases[3], cases[0])}
