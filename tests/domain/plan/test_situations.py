"""Living together and being something to each other are two things: what each rules out, and what it leaves open."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

import pytest

from hru_advocate.casework.product import shipped
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.library.reference import LivingSituation
from hru_advocate.domain.plan.case_facts import facts_of
from hru_advocate.domain.plan.situations import fits, living_settled, situations
from hru_advocate.domain.plan.suggestions import Facts, misfit, refusal
from tests.domain.plan.test_case_facts import TODAY, person, told
from tests.domain.plan.ways_of_living import FACTS_OF, MEANT_FOR

LIBRARY = shipped().library
LIVINGS: tuple[LivingSituation, ...] = tuple(one for one in get_args(LivingSituation) if one != "any")
MOTHER_ALONE = frozenset({"ci_separated", "ci_family_member", "ci_grown_up_child"})


@pytest.mark.parametrize("meant", LIVINGS)
@pytest.mark.parametrize("so", LIVINGS)
def test_a_measure_for_one_situation_fits_only_where_it_is_meant(so: LivingSituation, meant: LivingSituation) -> None:
    assert fits((meant,), FACTS_OF[so]) == (meant in MEANT_FOR[so])
    everybody: tuple[LivingSituation, ...] = ("any",)
    assert fits(everybody, FACTS_OF[so])


@pytest.mark.parametrize(
    ("facts", "meant", "right"),
    [
        ({"ci_lives_with", "ci_family_member"}, "family_member", False),
        ({"ci_lives_with", "ci_works_with_perp"}, "colleague", False),
        ({"ci_lives_with", "ci_separated", "ci_former_partner"}, "separated", False),
        ({"ci_separated", "ci_family_member"}, "separated", True),
        ({"ci_separated", "ci_family_member"}, "never_lived_with", True),
        ({"ci_separated", "ci_family_member"}, "living_with", False),
        ({"ci_separated", "ci_former_partner", "ci_works_with_perp"}, "colleague", True),
        ({"ci_separated", "ci_former_partner", "ci_works_with_perp"}, "separated", True),
        ({"ci_never_lived_with", "ci_stranger"}, "separated", False),
        ({"ci_never_lived_with", "ci_stranger"}, "stranger_or_unknown", True),
        ({"ci_fellow_pupil", "ci_never_lived_with"}, "colleague", True),
        ({"ci_professional_contact", "ci_never_lived_with"}, "acquaintance", True),
        # not asked: nothing is ruled out but what the other answer rules out
        (set(), "living_with", True),
        (set(), "neighbour", True),
        ({"ci_neighbour"}, "living_with", True),
        ({"ci_neighbour"}, "separated", True),
        ({"ci_neighbour"}, "colleague", False),
        ({"ci_former_partner"}, "colleague", False),
        ({"ci_separated"}, "colleague", True),
        ({"ci_separated"}, "living_with", False),
        ({"ci_lives_with"}, "colleague", False),
    ],
)
def test_each_answer_rules_out_what_it_can_and_no_more(facts: set[str], meant: LivingSituation, right: bool) -> None:
    assert fits((meant,), frozenset(facts)) is right


@pytest.mark.parametrize("so", LIVINGS)
def test_who_a_measure_is_not_meant_for_is_said_with_what_we_know(so: LivingSituation) -> None:
    label = LIBRARY.measures.vocabulary.living_situation_label
    refused = [one for one in LIBRARY.measures.measures if not fits(one.living_situation, FACTS_OF[so])]
    assert refused
    for measure in refused:
        meant, _and, known = misfit(LIBRARY, measure, Facts(FACTS_OF[so])).partition(", and we know: ")
        assert meant.startswith("it is meant for ")
        assert set(known.split("; ")) == {label[one] for one in situations(Facts(FACTS_OF[so]).settled().present)}


@pytest.mark.parametrize(
    "name", ["sm_look_first", "sm_keys_ready", "sm_light_outside", "sm_change_locks", "sm_no_reply", "sm_at_the_door"]
)
def test_the_mother_who_lives_alone_is_offered_the_door_the_locks_and_no_reply(name: str) -> None:
    alone, together = Facts(MOTHER_ALONE), Facts(MOTHER_ALONE - {"ci_separated"} | {"ci_lives_with"})
    assert refusal(LIBRARY, LIBRARY.measure(name), alone) is None
    assert refusal(LIBRARY, LIBRARY.measure(name), together) is not None


@pytest.mark.parametrize(
    ("told", "so", "not_so"),
    [
        ({"ci_lives_with"}, {"ci_lives_with"}, {"ci_separated", "ci_never_lived_with"}),
        ({"ci_lives_with", "ci_separated"}, {"ci_lives_with"}, {"ci_separated", "ci_never_lived_with"}),
        ({"ci_separated"}, {"ci_separated"}, {"ci_lives_with"}),
        ({"ci_never_lived_with"}, {"ci_separated", "ci_never_lived_with"}, {"ci_lives_with"}),
        ({"ci_neighbour"}, {"ci_neighbour"}, set()),
        (set(), set(), set()),
    ],
)
def test_living_together_is_decided_first(told: set[str], so: set[str], not_so: set[str]) -> None:
    assert living_settled(frozenset(told), frozenset()) == (frozenset(so), frozenset(not_so))


def test_somebody_can_be_several_things_and_living_together_leaves_no_other() -> None:
    several = frozenset({"ci_separated", "ci_former_partner", "ci_works_with_perp", "ci_neighbour"})
    assert situations(several) == {"separated", "colleague", "neighbour"}
    assert situations(several | {"ci_lives_with"}) == {"living_with"}


EX = told("person", person("perpetrator", relationship=["ex_partner"], lives_together="apart"), record="ex")
NEVER = told("person", person("proxy", relationship=["friend"], lives_together="never"), record="proxy")
NO_WORD = told("person", person("perpetrator", relationship=["ex_partner"]), record="ex")
REFERRED = told("referral", {"lives_together": "apart"}, on=TODAY - timedelta(3))


@pytest.mark.parametrize(
    ("records", "lived"),
    [
        ((EX, NEVER), True),
        ((NEVER, EX), True),
        ((REFERRED, NO_WORD, NEVER), True),
        ((told("referral", {"lives_together": "never"}, on=TODAY - timedelta(3)), NO_WORD, NEVER), False),
        ((told("situation", {"lives_together": "never"}), EX, NEVER), True),
        ((REFERRED, told("situation", {"lives_together": "never"}), NO_WORD, NEVER), False),
        ((REFERRED, NEVER), False),  # then it is the one there is, and the newest word of him
    ],
)
def test_who_lived_with_one_of_several_may_have_things_to_fetch_and_post_to_send_on(
    records: tuple[Record, ...], *, lived: bool
) -> None:
    present = facts_of(records, TODAY).present
    assert ("separated" in situations(present)) is lived
    once: tuple[LivingSituation, ...] = ("separated",)
    assert fits(once, present) is lived
