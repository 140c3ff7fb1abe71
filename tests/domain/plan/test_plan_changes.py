"""Two plans held against each other: nothing is missed, nothing is said twice, and every change can be said aloud."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hru_advocate.domain.moments import Moment
from hru_advocate.domain.plan.comparing import Comparison, compare
from hru_advocate.domain.plan.matching import likeness, match
from hru_advocate.domain.plan.plan import OwnNumber, Plan
from tests.domain.plan.plans import measure, plan, plans, sentences, versions

SISTER = "If I text our word, my sister rings the police."
SISTER_AGAIN = "If I text our word, my sister and my mum ring the police at once."


def is_empty(found: Comparison) -> bool:
    """The two say the same."""
    return not found.whole and all(pair.mark == "same" for pair in found.measures)


def sentences_of(found: Comparison) -> list[str]:
    return [change.sentence for pair in found.measures for change in pair.changes]


def parts(found: Comparison) -> Counter[str]:
    """What differs and how often, the order left out."""
    return Counter(change.part for pair in found.measures for change in pair.changes if change.part != "order")


def marks(found: Comparison) -> list[str]:
    return [pair.mark for pair in found.measures]


@given(plans)
def test_a_plan_held_against_itself_has_not_changed(one: Plan) -> None:
    found = compare(one, one)
    assert is_empty(found)
    assert found.summary() == "Nothing changed"
    assert set(marks(found)) <= {"same"}


@given(versions())
def test_every_measure_of_both_is_accounted_for_once(pair: list[Plan]) -> None:
    old, new = pair
    found = compare(old, new)
    assert Counter(one.old.id for one in found.measures if one.old) == Counter(item.id for item in old.items)
    assert [one.new.id for one in found.measures if one.new] == [item.id for item in new.items]
    assert all(one.old or one.new for one in found.measures)


@given(versions())
def test_seen_from_the_other_side_added_is_taken_out(pair: list[Plan]) -> None:
    """Which of two that changed places has moved is a matter of taste; everything else is the same both ways."""
    old, new = pair
    there, back = compare(old, new), compare(new, old)
    assert {(one.old, one.new) for one in there.measures} == {(one.new, one.old) for one in back.measures}
    assert there.count("added") == back.count("taken out")
    assert there.count("taken out") == back.count("added")
    orders = [
        sum(change.part == "order" for one in found.measures for change in one.changes) for found in (there, back)
    ]
    assert orders[0] == orders[1]
    assert parts(there) == parts(back)
    assert Counter(change.part for change in there.whole) == Counter(change.part for change in back.whole)
    assert is_empty(there) == is_empty(back)


@given(versions())
def test_two_plans_that_differ_are_never_called_the_same(pair: list[Plan]) -> None:
    def plain(one: Plan) -> Plan:
        items = tuple(replace(item, answers=tuple(sorted(item.answers)), decided_on=None) for item in one.items)
        return replace(one, made_on=None, what_changed="", because=(), items=items)

    if plain(pair[0]) != plain(pair[1]):
        assert not is_empty(compare(pair[0], pair[1]))


@given(sentences, sentences)
def test_likeness_is_the_same_both_ways(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) == 1


@given(
    st.lists(st.integers(0, 9), max_size=8, unique=True).flatmap(lambda n: st.tuples(st.just(n), st.permutations(n)))
)
def test_as_few_as_possible_are_called_moved(orders: tuple[list[int], list[int]]) -> None:
    old, new = (plan(*(measure(f"step {number}", measure=f"sm_{number}") for number in order)) for order in orders)
    found = compare(old, new)
    places = [orders[0].index(number) for number in orders[1]]
    longest = [1] * len(places)
    for one in range(len(places)):
        longest[one] += max((longest[other] for other in range(one) if places[other] < places[one]), default=0)
    assert found.count("moved") == len(places) - max(longest, default=0)


def test_a_measure_of_the_library_is_known_whatever_its_words() -> None:
    old = plan(measure("Ring 999.", measure="sm_call_999"))
    new = plan(measure("Call the police, always.", measure="sm_call_999", carry="speak"))
    found = compare(old, new)
    assert marks(found) == ["changed"]
    assert sentences_of(found) == ["Reworded", "Now spoken only, was carried"]


def test_an_own_measure_that_was_reworded_counts_as_reworded() -> None:
    found = compare(plan(measure(SISTER), measure("Walk the dog.")), plan(measure("Lock up."), measure(SISTER_AGAIN)))
    assert marks(found) == ["taken out", "added", "changed"] or marks(found) == ["added", "changed", "taken out"]
    changed = next(pair for pair in found.measures if pair.mark == "changed")
    assert (changed.changes[0].old, changed.changes[0].new) == (SISTER, SISTER_AGAIN)


def test_two_measures_of_the_library_are_never_taken_for_one_that_was_reworded() -> None:
    old, new = plan(measure(SISTER, measure="sm_a")), plan(measure(SISTER_AGAIN, measure="sm_b"))
    assert sorted(marks(compare(old, new))) == ["added", "taken out"]


def test_the_same_words_are_one_measure_wherever_they_come_from() -> None:
    found = compare(plan(measure("Keep the receipts")), plan(measure("keep the receipts.", measure="sm_receipts")))
    assert sentences_of(found) == ["Reworded", "Now one of the library's measures, was an own measure"]


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ({"carry": "carry"}, {"carry": "speak"}, "Now spoken only, was carried"),
        ({"state": "chosen"}, {"state": "stopped"}, "Now stopped, was chosen; it no longer counts"),
        ({"state": "not_now"}, {"state": "done"}, "Now done, was not for now; it counts again"),
        ({"state": "chosen"}, {"state": "done"}, "Now done, was chosen"),
        ({"who": "me"}, {"who": "my sister"}, "Now done by my sister, was me"),
        ({"who": "me"}, {}, "No longer says who does it, was me"),
        ({}, {"when": Moment("Friday", "2026-11-27", "2026-11-27")}, "Now to be done: Friday (27 Nov 2026)"),
        ({"review": date(2026, 11, 27)}, {"review": date(2026, 12, 3)},
         "Now to be looked at again on 3 Dec 2026, was 27 Nov 2026"),
        ({"decision": "later"}, {"decision": "yes"}, "Her or his answer is now yes, was later"),
        ({}, {"words": "my words"}, "Her or his own words added"),
        ({"words": "a"}, {"words": "b"}, "Her or his own words changed"),
        ({"words_instead": True}, {}, "Now printed in our words"),
        ({"discreet": "library"}, {}, "Short words for a card taken out"),
        ({"answers": ("rf_a",)}, {"answers": ("nd_b",)}, "Now also answers: nd_b. No longer answers: rf_a"),
        ({}, {"advice": "Do not remove it yet"}, "Advice given first added"),
        ({}, {"section": "out"}, "Moved to “out”, was in “home”"),
    ],
)  # fmt: skip
def test_each_change_can_be_said(before: dict[str, object], now: dict[str, object], said: str) -> None:
    assert sentences_of(compare(plan(measure("Lock up", **before)), plan(measure("Lock up", **now)))) == [said]


def test_order_is_told_of_what_moved_and_of_nothing_else() -> None:
    steps = [measure(f"step {one}") for one in ("one", "two", "three", "four")]
    found = compare(plan(*steps), plan(steps[3], *steps[:3]))
    assert [(pair.new.text, pair.mark) for pair in found.measures if pair.new and pair.changes] == [
        ("step four", "moved")
    ]
    assert sentences_of(found) == ["Moved up"]
    assert sentences_of(compare(plan(*steps), plan(*steps[1:], steps[0]))) == ["Moved down"]


def test_what_was_taken_out_stands_where_it_stood() -> None:
    steps = [measure(f"step {one}") for one in ("one", "two", "three")]
    found = compare(plan(*steps), plan(steps[0], steps[2]))
    assert marks(found) == ["same", "taken out", "same"]


def test_what_belongs_to_the_whole_plan_is_told() -> None:
    old = plan(
        own_words="I want to sleep.", wishes=(("wish_1", "the dog"),), services=("paladin",),
        own_numbers=(OwnNumber("Mum", "01632 960001"),), review=date(2026, 12, 7),
    )  # fmt: skip
    new = plan(
        own_words="I want to walk.", wishes=(("wish_1", "my dog"), ("wish_2", "to move")), services=("shelter",),
        own_numbers=(OwnNumber("Mum", "01632 960002"),), review=date(2026, 12, 1),
    )  # fmt: skip
    found = compare(old, new, {"sv_paladin": "Paladin", "sv_shelter": "Shelter"}.__getitem__)
    assert [change.sentence for change in found.whole] == [
        "Her or his own words on the plan changed",
        "Wish changed: “my dog”",
        "Wish added: “to move”",
        "Service taken out: Paladin",
        "Service added: Shelter",
        "Own number changed: Mum",
        "The plan is to be looked at again by 1 Dec 2026, was 7 Dec 2026",
    ]
    assert found.summary() == (
        "Her or his own words changed, wishes changed, services changed, own numbers changed, "
        "the day to look again changed"
    )
    assert (
        compare(plan(services=("a", "b")), plan(services=("b", "a"))).whole[0].sentence == "Services in another order"
    )


def test_the_largest_plans_are_compared() -> None:
    old = plan(*(measure(f"I tell number {one} of the street that he may come by tonight") for one in range(200)))
    new = plan(*(measure(f"I tell number {one} of our street he might come by tonight") for one in range(200, 400)))
    assert len(match(old.items, new.items)) == 200
