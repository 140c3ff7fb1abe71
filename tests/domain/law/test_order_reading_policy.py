"""What a record says of an order: its conditions one by one, when it is interim, and which versions agree."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pytest

from hru_advocate.domain.law.current_orders import named_apart, one_of
from hru_advocate.domain.law.due import order_due
from hru_advocate.domain.law.order_parts import OrderCondition
from hru_advocate.domain.law.orders import read_order
from tests.documents.composed_cases import record
from tests.domain.law.test_orders import TODAY, day, lifted, order, over

MILL: Final = OrderCondition(0, "area", "", "Mill Street.")


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ({}, {}, True),
        ({"court": "Chester"}, {"court": "Warrington"}, True),  # nothing is leant on in a court
        ({}, {"until": 99}, False),
        ({}, {"until_at": "16:00"}, False),
        ({}, {"kind": "spo_full"}, False),
        ({}, {"against": "Dee Example"}, False),
        ({}, {"served_on": None, "aware_on": -9}, False),
        ({}, {"conditions": (MILL,)}, False),
        ({"conditions": (MILL,)}, {"conditions": (MILL, over(-1))}, True),  # what is over forbids nothing
        ({"conditions": (MILL,)}, {"conditions": (MILL, over(0))}, False),
        ({"conditions": (MILL,)}, {"conditions": (MILL, lifted(0))}, True),
        ({"conditions": (MILL,)}, {"conditions": (replace(MILL, kind="direct"),)}, False),
        # it may hold: told or not told of it, though nothing of it holds
        ({"served_on": None, "conditions": (over(-1),)}, {"served_on": None, "aware_on": -9, "conditions": (over(-1),)},
         False),
        ({"stage": "applied"}, {"stage": "refused"}, True),  # neither was made
        ({"stage": "applied", "conditions": (MILL,)}, {"stage": "applied"}, True),
        ({"stage": "applied"}, {}, False),
        ({"stage": "ended", "conditions": (MILL,)}, {"stage": "ended"}, True),
    ],
)  # fmt: skip
def test_two_versions_of_an_order_are_one_where_what_is_leant_on_is_the_same(
    one: dict[str, Any], other: dict[str, Any], *, agree: bool
) -> None:
    versions = [order(-10, **{"until": 100} | more) for more in (one, other)]
    for told in (versions, versions[::-1]):
        assert (one_of(told, TODAY).disagreeing == ()) is agree


@pytest.mark.parametrize(
    ("kind", "stage", "interim"),
    [
        ("nmo", "interim", True),
        ("nmo", "made", False),
        ("nmo", "varied", False),
        ("spo_full", "made", False),
        ("spo_interim", "made", True),
        ("spo_interim", "varied", True),  # new terms do not make it a full one
        ("spo_interim", "applied", False),
        ("spo_interim", "ended", False),
    ],
)
def test_what_holds_only_until_a_hearing(kind: str, stage: str, *, interim: bool) -> None:
    assert order(kind=kind, stage=stage).interim is interim


@pytest.mark.parametrize(
    ("orders", "marks"),
    [
        ([{"made_on": -9}], [""]),
        ([{}, {"kind": "spo_full", "name": "SPO"}], ["", ""]),  # another name
        ([{"until": 5}, {"until": 6}], ["", ""]),  # another last day
        ([{"made_on": -9}, {"made_on": -8}], ["made 14 Nov 2026", "made 15 Nov 2026"]),
        ([{"number": "A1"}, {"number": "A2"}], ["number A1", "number A2"]),
        ([{"number": "A1", "court": "Chester"}, {"court": "Crewe"}], ["Chester", "Crewe"]),
        ([{"number": "A1", "court": "Chester"}, {"number": "A1", "court": "Crewe"}], ["Chester", "Crewe"]),
        ([{}, {}], ["noted first", "noted second"]),
        (
            [{}] * 7,
            [f"noted {word}" for word in ("first", "second", "third", "fourth", "fifth", "as number 6", "as number 7")],
        ),
    ],
)
def test_orders_that_are_called_the_same_are_told_apart(orders: list[dict[str, Any]], marks: list[str]) -> None:
    given = [order(-10, **{"until": 9} | more, record=f"r{place}") for place, more in enumerate(orders)]
    found = [one.name.partition(" (")[2].rstrip(")") for one in named_apart(given[::-1])][::-1]
    assert found == marks


@pytest.mark.parametrize(
    ("more", "day"),
    [
        ({"stage": "applied", "made_on": "2026-11-01"}, None),
        ({"stage": "refused"}, None),
        ({"stage": "ended", "until": "2026-12-01", "ended_on": "2026-11-10"}, None),
        ({"made_on": "2026-11-01", "until": "2026-12-01"}, "2026-11-01"),  # nobody knows it to be served
        ({"made_on": "2026-11-01", "until": "2026-12-01", "served_on": "2026-11-02"}, "2026-12-01"),
        ({"made_on": "2026-11-01", "until": "2026-12-01", "aware_on": "2026-11-02"}, "2026-12-01"),
        ({"made_on": "2026-11-01", "until": "2026-12-01", "there": True}, "2026-12-01"),
        ({"made_on": "2026-11-01", "until": "2026-12-01", "kind": "police_bail"}, "2026-12-01"),
        ({"made_on": "2026-11-01", "served_on": "2026-11-02"}, "2026-11-01"),  # no last day
        ({"made_on": "2026-11-01", "served_on": "2026-11-02", "no_end": True}, None),
        ({"made_on": "2026-11-01", "served_on": "2026-11-02", "no_end": True,
          "conditions": [{"kind": "area", "words": "x", "until": "2026-11-30"}]}, "2026-11-30"),
        ({"until": "2026-12-01", "served_on": "2026-11-02",
          "conditions": [{"kind": "area", "words": "x", "lifted_on": "2026-11-20"}]}, "2026-11-20"),
    ],
)  # fmt: skip
def test_the_first_day_an_order_can_ask_for_anything(more: dict[str, object], day: str | None) -> None:
    told = record("order", {"kind": "nmo", "stage": "made"} | more, 20)
    assert order_due(told.asked_answers)[0] == day


def test_each_condition_keeps_its_sort_its_words_and_its_own_end() -> None:
    rows: list[dict[str, object]] = [
        {"kind": "area", "words": "Mill Street.", "until": "2026-12-01"},
        {"kind": "direct", "words": "No contact.", "lifted_on": "2026-11-20"},
        {"words": "Leave the dog alone."},
    ]
    read = read_order(record("order", {"kind": "nmo", "stage": "made", "conditions": rows}, 20))
    assert [(one.index, one.kind, one.words, one.until, one.lifted_on) for one in read.conditions] == [
        (0, "area", "Mill Street.", day(8), None),
        (1, "direct", "No contact.", None, day(-3)),
        (2, "other", "Leave the dog alone.", None, None),
    ]
    assert [bool(one.kind_words) for one in read.conditions] == [True, True, True]


def test_who_holds_a_copy_is_said_by_sort_and_name() -> None:
    rows: list[dict[str, object]] = [{"who": "school", "name": "Mill School", "since": "2026-11-20"}, {"name": "Una"}]
    read = read_order(record("order", {"kind": "nmo", "stage": "made", "copies": rows}, 20))
    assert [(one.words.partition(": ")[2] or one.words, one.since) for one in read.copies] == [
        ("Mill School", day(-3)),
        ("Una", None),
    ]
    assert read.copies[0].words != "Mill School"
