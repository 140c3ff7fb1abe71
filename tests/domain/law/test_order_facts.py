"""The facts that orders decide on a day, both sides of each boundary: of several people each order is judged alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest

from hru_advocate.domain.law.order_facts import facts_of_orders
from hru_advocate.domain.law.orders import Order
from tests.domain.law.test_orders import TODAY, lifted, order

KIMS: Final = order(-30, -1, against="Kim Example")
LEES: Final = order(-30, 100, against="Lee Sample")
BARE = (order(-30, 100, kind="police_bail", conditions=(lifted(-1),)),)


@pytest.mark.parametrize(
    ("fact", "orders", "present"),
    [
        ("ci_on_bail", (order(-30, 100, kind="police_bail"),), True),
        ("ci_on_bail", (order(-30, 0, kind="post_charge_bail"),), True),
        ("ci_on_bail", (order(-30, -1, kind="police_bail"),), False),
        ("ci_on_bail", BARE, True),  # whose conditions were all lifted is on bail still
        ("ci_on_bail", (order(None, kind="police_bail", stage="refused"),), False),
        ("ci_on_bail", (order(1, 100, kind="police_bail"),), None),
        ("ci_on_bail", (order(-30, None, kind="police_bail"),), None),
        ("ci_on_bail", (order(-30, -1, kind="police_bail"), order(1, 100, kind="post_charge_bail")), None),
        ("ci_on_bail", (order(-30, -1, kind="police_bail"), order(-1, 100, kind="post_charge_bail")), True),
        ("ci_on_bail", (order(-30, 100),), None),
        ("ci_court_ordered_contact", (order(-30, 100, kind="child_arrangements"),), True),
        ("ci_court_ordered_contact", (order(-30, 0, kind="prohibited_steps"),), True),
        ("ci_court_ordered_contact", (order(-30, -1, kind="child_arrangements"),), None),
        ("ci_court_ordered_contact", (order(1, 100, kind="child_arrangements"),), None),
        ("ci_court_ordered_contact", (order(-30, 100),), None),
        ("ci_order_in_place", (order(-30, 100, kind="child_arrangements"),), None),  # it protects nobody
        ("ci_order_in_place", (order(-30, 100, kind="barring_order_91_14"),), None),
        ("ci_order_in_place", (order(-30, 100),), True),
        ("ci_order_in_place", (order(-30, -1),), False),
        ("ci_order_in_place", (order(-30, None),), None),
        ("ci_order_in_place", (order(-30, -1), order(-30, None)), None),
        ("ci_no_order", (order(-30, -1),), True),
        ("ci_order_ended", (order(-30, -1),), True),
        ("ci_order_ended", (order(None, stage="applied", applied_on=-3),), False),
        ("ci_no_order", (order(None, stage="applied", applied_on=-3),), True),
        ("ci_order_ended", (KIMS, order(-30, 100, against="Lee Sample")), True),
        ("ci_order_ended", (KIMS, order(-30, 100, against="Kim Example")), False),
        ("ci_order_ended", (KIMS, order(-30, 100, against="Mr K. Example")), False),
        ("ci_order_ended", (KIMS, order(-30, 100)), False),  # it may bind Kim
        ("ci_order_ended", (order(-30, -1), order(-30, 100, against="Lee Sample")), False),
        ("ci_order_ended", (KIMS, order(-30, None, against="Lee Sample")), True),  # Lee's may hold: Kim's does not
        ("ci_order_ended", (KIMS, order(-30, None, against="Kim Example")), None),
        ("ci_order_ended", (KIMS, order(-30, None)), None),
        ("ci_order_ended", (KIMS, replace(LEES, disagreeing=(LEES, order(-30, 100, against="Kim Example")))), None),
        ("ci_order_ended", (KIMS, replace(LEES, disagreeing=(LEES, order(-30, 90, against="Lee Sample")))), True),
        ("ci_order_ended", (KIMS, LEES, order(-5, 100, against="Kim Example")), False),
        ("ci_order_ended", (order(-30, -1, kind="police_bail", against="Kim Example"), LEES), False),
        ("ci_order_in_place", (KIMS, order(-30, None, against="Lee Sample")), None),
        ("ci_order_ending", (order(-30, 28),), True),
        ("ci_order_ending", (order(-30, 29),), False),
        ("ci_order_ending", (order(-30, -1),), False),
    ],
)
def test_each_fact_an_order_decides(fact: str, orders: tuple[Order, ...], *, present: bool | None) -> None:
    found = {one.fact: one.present for one in facts_of_orders(orders, TODAY)}
    assert found.get(fact) is present
