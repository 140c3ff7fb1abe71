"""What weighs as much as what, where suggestions are put in order: each kind of thing known against another."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from hru_advocate.domain.library.reference import Priority
from hru_advocate.domain.plan.ranking import first_ten, ranked
from hru_advocate.domain.plan.suggestions import Facts, suggest
from tests.domain.plan.test_suggestions import LIBRARY

HIGH, HIGH_2, HIGH_3, HIGH_4 = "rf_very_frightened", "rf_believes_could_be_killed", "rf_separation", "rf_strangulation"
RISK, RISK_2, RISK_3, RISK_4 = "rf_feared_harm", "rf_recent_injury", "rf_isolated", "rf_sudden_silence"
EVENT, DECIDES, CIRCUMSTANCE, OTHER = "tr_arrest", "ci_tracker_found", "ci_mutual_friends", "ci_recently_left"
TURNS = "ci_shared_children"
NEED, NEED_2 = "nd_money", "nd_pets"
GENERAL = "sm_not_fault"


@dataclass(frozen=True)
class Offer:
    """One suggestion as the order reads it."""

    answers: tuple[str, ...]
    priority: Priority = "later"
    text: str = "Do this."
    measure: str = "sm_a"
    section: str = "home"
    refused: str | None = None
    advice_first: tuple[str, ...] = ()


FACTS = Facts(
    present=frozenset({HIGH, HIGH_2, HIGH_3, HIGH_4, RISK, RISK_2, RISK_3, RISK_4, EVENT, DECIDES, CIRCUMSTANCE, OTHER})
    | {TURNS, NEED, NEED_2}
).settled()


def rated(rating: int, *, first: bool = False) -> Facts:
    return replace(FACTS, ratings={NEED: rating}, first=frozenset({NEED} if first else ()))


def so(
    *answers: str,
    priority: Priority = "later",
    text: str = "Do this.",
    measure: str = "sm_a",
    section: str = "home",
) -> Offer:
    return Offer(answers, priority, text, measure, section)


def recent(*facts: str) -> Facts:
    return replace(FACTS, recent=frozenset(facts))


def order(facts: Facts, one: Offer, other: Offer) -> str:
    """Which of two stands first whatever they are called; "alike" where only their names decide."""
    found = set()
    for names in (("sm_a", "sm_z"), ("sm_z", "sm_a")):
        both = [
            replace(offer, measure=name if offer.measure != GENERAL else GENERAL)
            for offer, name in zip((one, other), names, strict=True)
        ]
        found.add("first" if ranked(LIBRARY, facts, both)[0] is both[0] else "second")
    return found.pop() if len(found) == 1 else "alike"


WISH = replace(FACTS, wishes={"w1": "to walk the puppy again"})


@pytest.mark.parametrize(
    ("facts", "one", "other"),
    [
        # what decides everything else, and a need that asks for most, stand beside a high-harm factor
        (FACTS, so(HIGH), so(DECIDES)),
        (rated(4), so(NEED), so(HIGH)),
        (rated(5), so(NEED), so(HIGH)),  # no rating is higher than the highest
        (rated(0), so(NEED), so("ci_all")),
        (rated(-1), so(NEED), so("ci_all")),
        (rated(1), so(NEED), so(CIRCUMSTANCE)),
        (rated(2), so(NEED), so("ci_all", priority="soon")),
        (replace(FACTS, ratings={}), so(NEED), so("ci_all", priority="soon")),  # not rated is taken as a middling need
        (rated(3), so(NEED), so("ci_all", priority="immediate")),
        # a risk at once is as a high-harm factor that can wait
        (FACTS, so(RISK, priority="immediate"), so(HIGH)),
        (FACTS, so(EVENT), so(RISK, CIRCUMSTANCE)),
        (FACTS, so(CIRCUMSTANCE, OTHER), so("ci_all", priority="soon")),
        # what a case turns on stands between what happened and what decides
        (FACTS, so(TURNS), so(EVENT, CIRCUMSTANCE)),
        (FACTS, so(TURNS, RISK), so(HIGH)),
        # of the last month
        (recent(CIRCUMSTANCE), so(CIRCUMSTANCE), so(EVENT)),
        (recent(RISK), so(RISK), so(RISK_2, RISK_3)),
        (recent(EVENT), so(EVENT), so(RISK_2, RISK_3, CIRCUMSTANCE)),
        (recent(HIGH), so(HIGH), so(HIGH_2, RISK)),
        (recent(DECIDES), so(DECIDES), so(HIGH, RISK)),
        (replace(rated(0), recent=frozenset({NEED})), so(NEED), so(RISK)),
        # what the person wants to start with, and what she or he wished for
        (rated(0, first=True), so(NEED), so(RISK, RISK_2)),
        (WISH, so(text="Walk the puppy with somebody."), so(RISK, RISK_2)),
        # three reasons count in full, each further one as one
        (FACTS, so(RISK, RISK_2, RISK_3, RISK_4), so(RISK, RISK_2, RISK_3, CIRCUMSTANCE)),
        (FACTS, so(HIGH, HIGH_2, HIGH_3, HIGH_4), so(HIGH, HIGH_2, HIGH_3, CIRCUMSTANCE)),
        (FACTS, so(CIRCUMSTANCE, HIGH, HIGH_2, HIGH_3), so(HIGH, HIGH_2, HIGH_3, HIGH_4)),
        # general advice weighs half of what it answers
        (FACTS, so(HIGH, measure=GENERAL), so(EVENT)),
        (FACTS, so(HIGH, HIGH_2, measure=GENERAL), so(HIGH)),
    ],
)  # fmt: skip
def test_what_weighs_the_same_is_put_in_order_by_its_name_alone(facts: Facts, one: Offer, other: Offer) -> None:
    assert order(facts, one, other) == "alike"


@pytest.mark.parametrize(
    ("facts", "one", "other"),
    [
        (FACTS, so(HIGH), so(RISK, RISK_2)),
        (FACTS, so(RISK, RISK_2, RISK_3), so(HIGH)),
        (FACTS, so(EVENT), so(RISK)),
        (FACTS, so(RISK), so(CIRCUMSTANCE)),
        (FACTS, so(TURNS), so(EVENT)),
        (FACTS, so(DECIDES), so(TURNS)),
        (FACTS, so(CIRCUMSTANCE), so("ci_all")),
        (FACTS, so(CIRCUMSTANCE), so("rf_not_so")),
        (FACTS, so(RISK, priority="soon"), so(RISK)),
        (FACTS, so(RISK, priority="immediate"), so(RISK, priority="soon")),
        (FACTS, so(HIGH), so(HIGH, measure=GENERAL)),
        (rated(4), so(NEED), so(NEED_2)),
        (WISH, so(NEED, text="Walk the puppy with somebody."), so(NEED, text="Go with somebody.")),
        (WISH, so(NEED, text="Walk it again with the dog."), so(RISK)),  # *walk* is a word of the wish, *again* is not
        (FACTS, so("ci_all"), replace(so(HIGH), refused="Not offered.")),
    ],
)
def test_what_weighs_more_stands_first_whatever_it_is_called(facts: Facts, one: Offer, other: Offer) -> None:
    assert order(facts, one, other) == "first"
    assert order(facts, other, one) == "second"


@pytest.mark.parametrize(
    ("text", "brought"),
    [
        ("Keep the puppy in.", True),
        ("PUPPY", True),
        ("Be out and about again.", False),  # words everybody uses bring nothing
        ("A pup.", False),
    ],
)
def test_a_wish_brings_what_shares_a_word_that_says_what_it_is_about(text: str, *, brought: bool) -> None:
    wished = replace(FACTS, wishes={"w1": "to be out with the puppy again"})
    assert (order(wished, so(NEED, text=text), so(NEED, text="Do this.")) == "first") is brought


def test_of_equal_weight_the_parts_of_the_plan_decide_and_then_the_name() -> None:
    these = [
        so(RISK, section="home", measure="sm_c"),
        so(RISK, section="emergency", measure="sm_d"),
        so(RISK, section="home", measure="sm_b"),
    ]
    assert [one.measure for one in ranked(LIBRARY, FACTS, these)] == ["sm_d", "sm_b", "sm_c"]


def test_ten_to_begin_with_of_which_three_come_from_one_part_of_the_plan() -> None:
    crowd = replace(FACTS, present=FACTS.present | {"ci_has_pet", "nd_wellbeing", "nd_housing", "rf_loiters"})
    ten = first_ten(LIBRARY, crowd, suggest(LIBRARY, crowd))
    assert len(ten) == 10
    parts = [one.section for one in ten]
    assert max(parts.count(part) for part in parts) <= 4
    offers = [
        Offer((RISK,), measure=f"sm_{part}{number}", section=part)
        for part in ("home", "out", "devices", "people", "pets")
        for number in range(5)
    ]
    taken = [one.section for one in first_ten(LIBRARY, Facts(frozenset({RISK})).settled(), offers)]
    assert len(taken) == 10
    assert max(taken.count(part) for part in taken) == 3


def test_a_case_of_many_kinds_begins_with_seven_measures_of_its_kinds_and_leaves_room_for_the_rest() -> None:
    facts = frozenset(one.fact for one in LIBRARY.measures.beginnings)
    begins = [one for start in LIBRARY.measures.beginnings for one in start.measures]
    parts = ("home", "out", "devices", "people", "pets", "money")
    offers = [
        Offer((RISK,), measure=measure, section=parts[number % len(parts)])
        for number, measure in enumerate(dict.fromkeys(begins))
    ]
    others = [Offer((RISK,), priority="immediate", measure=f"sm_other_{part}", section=part) for part in parts]
    taken = [one.measure for one in first_ten(LIBRARY, Facts(facts | {RISK}).settled(), [*others, *offers])]
    assert len(taken) == 10
    assert sum(one in begins for one in taken) == 7
