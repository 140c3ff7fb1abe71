"""How an order stands on a day: both sides of every boundary, and what holds on any day whatever."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hru_advocate.domain.forms.answers import Answer
from hru_advocate.domain.law.due import notices_of, order_due
from hru_advocate.domain.law.order_facts import facts_of_orders
from hru_advocate.domain.law.order_head import head_words
from hru_advocate.domain.law.order_history import terms_on
from hru_advocate.domain.law.order_parts import OrderCondition
from hru_advocate.domain.law.orders import HOLDS, OPEN_STATES, Order, OrderState

TODAY: Final = date(2026, 11, 23)


def day(away: int | None) -> date | None:
    return TODAY + timedelta(away) if away is not None else None


def order(made: int | None = -10, until: int | None = None, **more: Any) -> Order:
    """A restraining order served as it was made, its days so many from today."""
    days = {name: day(value) for name, value in more.items() if name.endswith("_on")}
    given: dict[str, Any] = {
        "entry": "e1",
        "record": "r1",
        "kind": "nmo",
        "name": "Non-molestation order",
        "stage": "made",
        "made_on": day(made),
        "served_on": day(made),
        "until": day(until),
    }
    return Order(**given | more | days)


def lifted(away: int | None) -> OrderCondition:
    return OrderCondition(0, "direct", "", "No contact.", None, day(away))


def over(away: int) -> OrderCondition:
    """A condition whose own last day lies so many days from today."""
    return OrderCondition(0, "area", "", "Keep out of Mill Street.", day(away))


APART: Final = replace(order(-10, 100), disagreeing=(order(-10, 100), order(-10, 90)))
STANDS: Final[list[tuple[str, Order]]] = [
    ("asked_for", order(None, stage="applied", applied_on=-3)),
    ("refused", order(None, stage="refused")),
    ("to_come", order(1, 100)),
    ("live", order(0, 100)),
    ("unserved", order(-1, 100, served_on=None)),
    ("unserved", order(-1, 100, served_on=1)),
    ("live", order(-1, 100, served_on=0)),
    ("live", order(-1, 100, served_on=None, aware_on=0)),
    ("unserved", order(-1, 100, served_on=None, aware_on=1)),
    ("live", order(-1, 100, served_on=None, was_there=True)),
    ("live", order(None, 100, kind="police_bail", served_on=None)),
    ("live", order(None, 100, kind="licence_conditions", served_on=None)),
    ("live", order(None, 100, kind="post_charge_bail", served_on=None)),
    ("live", order(None, 100, kind="undertaking", served_on=None)),
    ("unserved", order(None, 100, kind="dapn", served_on=None)),
    ("no_last_day", order(-1)),
    ("live", order(-1, no_end=True)),
    ("live", order(-1, 29)),
    ("ending", order(-1, 28)),
    ("ending", order(-1, 8)),
    ("ending_week", order(-1, 7)),
    ("ending_week", order(-1, 1)),
    ("last_day", order(-1, 0)),
    ("ended", order(-10, -1)),
    ("ended", order(-10, -1, served_on=None)),
    ("ended", order(-10, -1, no_end=True)),
    ("ended", order(-10, 100, stage="ended", ended_on=0)),
    ("last_day", order(-10, 100, stage="ended", ended_on=1)),
    ("ended", order(-10, 100, stage="ended", ended_on=-1)),
    ("ended", order(-10, 100, stage="ended")),
    ("ended", order(-10, -5, stage="ended", ended_on=0)),
    ("ended", order(-10, 5, until_at="16:00", stage="ended", ended_on=0)),  # its hour is that of a later day
    ("ended", order(-10, 0, until_at="16:00", stage="ended", ended_on=0)),
    ("live", order(-10, 40, until_at="16:00")),
    ("live", order(-10, 100, stage="varied", varied_on=-2)),
    ("live", order(-10, 100, stage="interim")),
    ("disputed", APART),
    ("live", order(-10, 100, conditions=(lifted(1),))),
    ("no_condition", order(-10, 100, conditions=(lifted(0),))),
    ("live", order(-10, 100, conditions=(lifted(0), lifted(1)))),
    ("no_condition", order(-10, 100, conditions=(lifted(0), over(-1)))),
    ("live", order(-10, 100, conditions=(over(0),))),
    ("live", order(-10, 100, conditions=(lifted(0), lifted(None)))),
    ("no_condition", order(-10, 0, conditions=(lifted(0),))),
    ("no_condition", order(-10, conditions=(lifted(0),))),
    ("ended", order(-10, -1, conditions=(lifted(-2),))),
    ("unserved", order(-10, 100, served_on=None, conditions=(lifted(0),))),
    ("asked_for", order(None, stage="applied", conditions=(lifted(0),))),
]


@pytest.mark.parametrize(("state", "one"), STANDS)
def test_an_order_stands_as_its_days_say(state: str, one: Order) -> None:
    assert one.state_on(TODAY) == state


def test_every_state_has_a_row() -> None:
    assert {state for state, _one in STANDS} == set(get_args(OrderState))


@pytest.mark.parametrize(
    ("words", "one"),
    [
        ("Non-molestation order: asked for, not made", order(None, stage="applied")),
        ("Non-molestation order: refused or withdrawn", order(None, stage="refused")),
        ("Non-molestation order from 24 Nov", order(1, 100)),
        ("Non-molestation order: made, not known to be served", order(-1, 100, served_on=None)),
        ("Non-molestation order: last day not noted", order(-1)),
        ("Non-molestation order: no last day set", order(-1, no_end=True)),
        ("Non-molestation order until 3 Mar 2027", order(-1, 100)),
        ("Non-molestation order until 3 Mar 2027, not known to be served", order(-1, 100, served_on=None, aware_on=0)),
        ("Non-molestation order until 3 Mar 2027", order(-1, 100, served_on=None, was_there=True)),
        ("Non-molestation order until 21 Dec", order(-1, 28)),
        ("Non-molestation order ends in 7 days", order(-1, 7)),
        ("Non-molestation order ends in 1 day", order(-1, 1)),
        ("Non-molestation order: last day today", order(-1, 0)),
        ("Non-molestation order ended 12 Nov", order(-100, -11)),
        ("Non-molestation order: ended", order(-100, stage="ended")),
        ("Non-molestation order ended 12 Nov", order(-100, -11, stage="ended")),
        # the day it was lifted, or its own last day where that came first
        ("Non-molestation order ended 12 Nov", order(-100, 100, stage="ended", ended_on=-11)),
        ("Non-molestation order ended 12 Nov", order(-100, -11, stage="ended", ended_on=-11)),
        ("Non-molestation order ended 12 Nov", order(-100, -11, stage="ended", ended_on=-10)),
        # the hour is said of the day the paper says, and nobody says at which hour it was lifted
        ("Non-molestation order ended 12 Nov, 16:00", order(-100, -11, until_at="16:00")),
        ("Non-molestation order ended 12 Nov", order(-100, -11, until_at="16:00", stage="ended", ended_on=-11)),
        ("Non-molestation order ended 12 Nov", order(-100, -9, until_at="16:00", stage="ended", ended_on=-11)),
        ("Non-molestation order: two versions disagree", APART),
        (
            "Non-molestation order until 3 Mar 2027, every condition was lifted or is over",
            order(-1, 100, conditions=(lifted(0),)),
        ),
        ("Non-molestation order until 3 Mar 2027", order(-1, 100, conditions=(lifted(1),))),
        (
            "Non-molestation order: no last day set, every condition was lifted or is over",
            order(-1, no_end=True, conditions=(over(-1),)),
        ),
        (
            "Non-molestation order: last day not noted, every condition was lifted or is over",
            order(-1, conditions=(over(-1),)),
        ),
        (
            "Non-molestation order: made, not known to be served, every condition was lifted or is over",
            order(-1, 100, served_on=None, conditions=(over(-1),)),
        ),
    ],
)
def test_a_pill_says_which_order_and_how_it_stands(words: str, one: Order) -> None:
    assert one.in_a_pill(TODAY) == words


@pytest.mark.parametrize(
    ("words", "one"),
    [
        ("Holds until 3 Mar 2027", order(-1, 100, conditions=(lifted(1),))),
        ("Until 3 Mar 2027, every condition was lifted or is over", order(-1, 100, conditions=(lifted(0),))),
        ("No last day set, every condition was lifted or is over", order(-1, no_end=True, conditions=(over(-1),))),
        ("Holds until 3 Mar 2027", order(-1, 100)),
    ],
)
def test_a_page_says_that_an_order_holds_only_while_a_condition_of_it_does(words: str, one: Order) -> None:
    assert one.on_paper(TODAY) == words


@pytest.mark.parametrize(
    ("words", "one"),
    [
        ("Non-molestation order until 3 Mar 2027", order(-1, 100)),
        ("Non-molestation order until 30 Nov 2026", order(-1, 7)),
        ("Non-molestation order until 24 Nov 2026", order(-1, 1)),
        ("Non-molestation order until 23 Nov 2026", order(-1, 0)),
        ("Non-molestation order until 23 Nov 2026, not known to be served", order(-1, 0, served_on=None, aware_on=0)),
        ("Non-molestation order ended 22 Nov 2026", order(-9, -1)),
        ("Non-molestation order from 24 Nov 2026", order(1, 100)),
        ("Non-molestation order: no last day set", order(-1, no_end=True)),
        ("Non-molestation order: made, not known to be served", order(-1, 0, served_on=None)),
        ("Non-molestation order: asked for, not made", order(None, stage="applied")),
    ],
)
def test_a_line_on_paper_says_every_day_by_its_date(words: str, one: Order) -> None:
    assert one.in_a_line(TODAY) == words


@pytest.mark.parametrize(
    ("words", "soon", "one"),
    [
        ("Non-molestation order: last day", False, order(-1, 29)),
        ("Non-molestation order ends: ask about a new one now", True, order(-1, 28)),
        ("Non-molestation order ends in 7 days", True, order(-1, 7)),
        ("Non-molestation order: today is its last day", True, order(-1, 0)),
        ("Non-molestation order has ended: say what comes now", True, order(-9, -1)),
        ("Non-molestation order: made, not known to be served", True, order(-1, served_on=None, no_end=True)),
        ("Non-molestation order: last day not noted", True, order(-1)),
        (None, True, order(-1, no_end=True)),
        (None, True, order(-1, no_end=True, conditions=(lifted(1),))),
        (
            "Non-molestation order: every condition was lifted or is over",
            True,
            order(-1, no_end=True, conditions=(lifted(0),)),
        ),
        (None, True, order(-9, -1, stage="ended", ended_on=0)),
        ("Non-molestation order begins", True, order(28, 100)),
        ("Non-molestation order begins", False, order(29, 100)),
        (None, True, order(None, stage="applied")),
        (None, True, order(None, stage="refused")),
    ],
)
def test_the_days_of_an_order_ask_for_something_until_its_end_was_written_down(
    words: str | None, soon: bool, one: Order
) -> None:
    found = [(notice.words, notice.soon) for notice in notices_of(one, TODAY)]
    assert found == ([(words, soon)] if words else [])


@pytest.mark.parametrize(("left", "words", "soon"), [
    (29, "last day", False), (28, "ends: ask about a new one now", True), (7, "ends in 7 days", True),
    (1, "ends in 1 day", True), (0, "today is its last day", True),
])  # fmt: skip
def test_the_end_of_an_order_nobody_served_is_said_all_the_same(left: int, words: str, soon: bool) -> None:
    gap, end = notices_of(order(-1, left, served_on=None), TODAY)
    assert gap.words == "Non-molestation order: made, not known to be served"
    assert (end.words.removeprefix("Non-molestation order").lstrip(": "), end.soon) == (words, soon)


def test_a_condition_ends_though_the_last_day_of_its_order_is_not_noted() -> None:
    row = OrderCondition(0, "area", "", "Mill Street", day(5))
    found = [notice.words for notice in notices_of(order(-1, conditions=(row,)), TODAY)]
    assert found == ["Non-molestation order: last day not noted", "Non-molestation order: a condition ends"]


def test_conditions_that_end_before_their_order_are_dates_of_their_own() -> None:
    ends = (day(28), day(28), day(29), day(-1), None, day(100))
    rows = tuple(OrderCondition(number, "area", "", "Mill Street", until) for number, until in enumerate(ends))
    found = [(notice.day, notice.words, notice.soon) for notice in notices_of(order(-1, 100, conditions=rows), TODAY)]
    assert found[1:] == [
        (day(28), "Non-molestation order: 2 conditions end", True),
        (day(29), "Non-molestation order: a condition ends", False),
    ]


LEES: Final = order(-1, 90, against="Lee Sample")


@pytest.mark.parametrize(
    ("pill", "tone", "orders"),
    [
        ("", "quiet", []),
        ("", "quiet", [order(-1, 90, kind="child_arrangements")]),
        ("", "quiet", [order(None, stage="refused")]),
        ("Non-molestation order: asked for, not made", "quiet", [order(None, stage="applied")]),
        ("Non-molestation order until 21 Feb 2027", "accent", [order(-1, 90)]),
        (
            "Non-molestation order until 21 Feb 2027, not known to be served",
            "caution",
            [order(-1, 90, served_on=None, aware_on=0)],
        ),
        ("Non-molestation order until 21 Feb 2027 · 1 more", "accent", [order(-1, 90), order(-90, -28)]),
        ("Non-molestation order until 21 Feb 2027", "accent", [order(-1, 90), order(-90, -29)]),
        ("Non-molestation order until 21 Feb 2027", "accent", [LEES, replace(LEES, made_on=day(-90), until=day(-29))]),
        ("Non-molestation order until 21 Feb 2027 · 1 more", "accent", [LEES, order(-90, -29, against="Kim Example")]),
        ("Non-molestation order until 21 Dec", "caution", [order(-1, 28)]),
        ("Non-molestation order ended 22 Nov", "caution", [order(-90, -1)]),
        (
            "Non-molestation order until 21 Feb 2027, every condition was lifted or is over",
            "caution",
            [order(-1, 90, conditions=(lifted(0),))],
        ),
        ("Non-molestation order until 21 Feb 2027", "accent", [order(-1, 90, conditions=(lifted(1),))]),
        ("Non-molestation order: made, not known to be served", "caution", [order(-1, 90, served_on=None)]),
    ],
)
def test_the_head_says_what_to_know_first_and_only_what_holds_for_long_looks_calm(
    pill: str, tone: str, orders: list[Order]
) -> None:
    head = head_words(orders, TODAY)
    assert (head.pill, head.tone) == (pill, tone)


def test_a_full_order_takes_the_place_of_an_interim_one_from_the_day_it_was_made() -> None:
    interim, full = order(-60, stage="interim", no_end=True, entry="a"), order(-10, 300, entry="b")
    assert [terms_on([full, interim], TODAY + timedelta(away)).entry for away in (-11, -10)] == ["a", "b"]
    spo = order(-60, kind="spo_interim", entry="a")
    assert terms_on([order(-10, 300, kind="spo_full", entry="b"), spo], TODAY - timedelta(30)).entry == "a"


AWAY: Final = st.integers(-900, 900)
ORDERS: Final = st.builds(
    lambda made, length, told, stage, **more: order(
        made, None if length is None else made + length, served_on=told, stage=stage, **more
    ),
    AWAY,
    st.none() | st.integers(0, 900),
    st.none() | AWAY,
    st.sampled_from(["applied", "refused", "interim", "made", "varied", "ended"]),
    kind=st.sampled_from(["nmo", "police_bail", "licence_conditions", "child_arrangements", "spo_interim"]),
    no_end=st.booleans(),
    ended_on=st.none() | AWAY,
    was_there=st.booleans(),
)


@given(ORDERS, AWAY)
def test_what_holds_was_made_was_told_and_has_not_passed_its_last_day(one: Order, away: int) -> None:
    now = TODAY + timedelta(away)
    if one.state_on(now) in HOLDS:
        assert one.told_by(now)
        assert one.made_on is None or one.made_on <= now
        assert (one.last_day or date.max) >= now
        assert one.last_day or one.no_end


@given(ORDERS, AWAY, st.integers(1, 400))
def test_what_has_ended_never_holds_again(one: Order, away: int, later: int) -> None:
    now = TODAY + timedelta(away)
    if one.state_on(now) == "ended":
        assert one.state_on(now + timedelta(later)) == "ended"


@given(st.lists(ORDERS, max_size=4), AWAY)
def test_the_facts_never_comfort_and_never_contradict(orders: list[Order], away: int) -> None:
    now = TODAY + timedelta(away)
    decided = {one.fact: one.present for one in facts_of_orders(orders, now)}
    states = [one.state_on(now) for one in orders if one.protecting]
    assert (decided.get("ci_order_in_place") is True) == any(state in HOLDS for state in states)
    if decided.get("ci_no_order"):
        assert not any(state in HOLDS | OPEN_STATES for state in states)
        assert not decided["ci_order_in_place"]
    if decided.get("ci_order_ended"):  # bail and a licence stand in the place of no court's order
        given = ("police_bail", "licence_conditions")
        assert not any(one.state_on(now) in HOLDS for one in orders if one.protecting and one.kind not in given)
    if decided.get("ci_order_ending"):
        assert decided["ci_order_in_place"]


@pytest.mark.parametrize(("raw", "due"), [
    ({"stage": "applied"}, None),
    ({"stage": "refused"}, None),
    ({"stage": "ended", "until": date(2026, 12, 1)}, None),
    ({"stage": "made", "made_on": date(2026, 6, 1)}, "2026-06-01"),
    ({"stage": "made", "made_on": date(2026, 6, 1), "until": date(2026, 12, 1)}, "2026-06-01"),
    ({"stage": "made", "made_on": date(2026, 6, 1), "there": True, "until": date(2026, 12, 1)}, "2026-12-01"),
    ({"stage": "made", "made_on": date(2026, 6, 1), "there": True, "no_end": True}, None),
    ({"stage": "made", "made_on": date(2026, 6, 1), "there": True}, "2026-06-01"),
    ({"kind": "police_bail", "made_on": date(2026, 6, 1), "until": date(2026, 12, 1)}, "2026-12-01"),
    ({"kind": "licence_conditions", "made_on": date(2026, 6, 1), "no_end": True}, None),
])  # fmt: skip
def test_lists_find_an_order_by_the_first_day_that_can_ask_for_anything(raw: dict[str, Any], due: str | None) -> None:
    answers = {field: Answer("answered", value) for field, value in ({"kind": "nmo", "stage": "made"} | raw).items()}
    assert order_due(answers)[0] == due
