"""While versions of a plan disagree the more careful one holds, in everything, and however many there are."""

from __future__ import annotations

from datetime import date

from hypothesis import given

from hru_advocate.domain.plan.coverage import coverage
from hru_advocate.domain.plan.plan import EMPTY, OwnNumber, Plan
from hru_advocate.domain.plan.safer import safer
from hru_advocate.domain.plan.suggestions import Facts
from tests.domain.plan.plans import measure, plan, plans, versions
from tests.domain.plan.test_coverage_of_plans import LIBRARY

CAREFUL = ("speak", "keep", "carry")


def on_paper(one: Plan) -> set[tuple[object, ...]]:
    """What of a plan may stand on the person's paper, as it would read."""
    return {
        (item.text, item.words, item.words_instead, item.discreet, item.who, item.when)
        for item in one.live
        if item.carry == "carry"
    }


@given(plans)
def test_versions_that_agree_are_the_plan_itself(one: Plan) -> None:
    assert safer([one]) == safer([one, one]) == one
    assert safer([]) == EMPTY


@given(versions(3))
def test_nothing_is_on_paper_that_is_not_in_every_version(three: list[Plan]) -> None:
    for these in (three, three[:2]):
        held = safer(these)
        assert all(on_paper(held) <= on_paper(one) for one in these)
        assert all(set(held.services) <= set(one.services) for one in these)
        assert all(set(held.own_numbers) <= set(one.own_numbers) for one in these)
        assert held.own_words in (
            "",
            *({one.own_words for one in these} if len({x.own_words for x in these}) == 1 else ()),
        )


@given(versions(3))
def test_one_version_more_never_makes_it_less_careful(three: list[Plan]) -> None:
    two, all_three = safer(three[:2]), safer(three)
    assert on_paper(all_three) <= on_paper(two)
    assert set(all_three.services) <= set(two.services)
    if two.review is not None:
        assert all_three.review is not None
        assert all_three.review <= two.review


@given(versions())
def test_no_measure_is_lost_from_sight(pair: list[Plan]) -> None:
    held = safer(pair)
    texts = {item.text for item in held.items if item.stands}
    assert len(held.items) >= max(len(one.items) for one in pair)
    assert all(item.text in texts for item in pair[0].items if item.stands)
    assert [item.id for item in held.items] == [str(number) for number in range(1, len(held.items) + 1)]


@given(versions())
def test_which_version_came_first_does_not_make_it_less_careful(pair: list[Plan]) -> None:
    one, other = safer(pair), safer(pair[::-1])
    assert on_paper(one) == on_paper(other)
    assert (one.review, set(one.services)) == (other.review, set(other.services))


def test_the_more_careful_mark_holds() -> None:
    for first in CAREFUL:
        for second in CAREFUL:
            held = safer([plan(measure("Lock up", carry=first)), plan(measure("Lock up", carry=second))])
            assert held.items[0].carry == min(first, second, key=CAREFUL.index)


def test_what_stands_in_one_version_only_is_shown_and_is_neither_cover_nor_on_paper() -> None:
    only = measure("Tell reception", answers=("rf_watching_following",))
    both = measure("Lock up", answers=("rf_very_frightened", "nd_housing"))
    held = safer([plan(both), plan(both, only)])
    item = held.items[1]
    assert (item.text, item.stands, item.live, item.agreed, item.carry) == (
        "Tell reception",
        True,
        False,
        False,
        "speak",
    )
    facts = Facts(present=frozenset({"rf_watching_following", "rf_very_frightened"}))
    states = {row.id: row.state for row in coverage(LIBRARY, facts, held.items).rows}
    assert states == {"rf_watching_following": "no live measure", "rf_very_frightened": "covered"}


def test_stopped_in_one_version_is_stopped_for_paper() -> None:
    held = safer([plan(measure("Lock up")), plan(measure("Lock up", state="stopped"))])
    assert (held.items[0].stands, held.items[0].live) == (True, False)


def test_a_measure_that_reads_differently_is_not_carried_until_it_is_settled() -> None:
    held = safer([plan(measure("Ring Anna", measure="sm_x")), plan(measure("Ring a friend", measure="sm_x"))])
    assert (held.items[0].live, held.items[0].carry) == (True, "speak")


def test_it_answers_only_what_every_version_says_it_answers() -> None:
    one, other = measure("Lock up", answers=("rf_a", "nd_b")), measure("Lock up", answers=("nd_b", "tr_c"))
    assert safer([plan(one), plan(other)]).items[0].answers == ("nd_b",)


def test_the_rest_of_the_plan_is_the_careful_one_too() -> None:
    one = plan(
        own_words="a", wishes=(("wish_1", "the dog"),), services=("paladin", "shelter"),
        own_numbers=(OwnNumber("Mum", "01632 960001"), OwnNumber("Sam", "01632 960002")), review=date(2026, 12, 7),
        because=("tr_breach",),
    )  # fmt: skip
    other = plan(
        own_words="b", wishes=(("wish_2", "to move"),), services=("shelter",),
        own_numbers=(OwnNumber("Mum", "01632 960001"),),
        review=date(2026, 12, 1), because=("tr_arrest",),
    )  # fmt: skip
    held = safer([one, other])
    assert (held.own_words, held.services, held.own_numbers) == ("", ("shelter",), (OwnNumber("Mum", "01632 960001"),))
    assert (held.review, held.because) == (date(2026, 12, 1), ("tr_breach", "tr_arrest"))
    assert {words for _wish, words in held.wishes} == {"the dog", "to move"}
    assert safer([one, plan(review=None)]).review == date(2026, 12, 7)
