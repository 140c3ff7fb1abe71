"""What the library's rules do to a plan: every rule of every measure, where it applies and where it does not."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import get_args

import pytest

from hru_advocate.domain.library.reference import LivingSituation, Measure
from hru_advocate.domain.plan.coverage import coverage
from hru_advocate.domain.plan.plan import Carry, read_plan
from hru_advocate.domain.plan.safer import safer
from hru_advocate.domain.plan.situations import fits
from hru_advocate.domain.plan.suggestions import ALWAYS, LIVING, Facts, Suggestion, standing_refusal, suggest
from tests.domain.plan.plans import measure, plan
from tests.domain.plan.test_suggestions import LIBRARY
from tests.domain.plan.ways_of_living import FACTS_OF, MEANT_FOR

MEASURES = LIBRARY.measures.measures
LIVINGS = tuple(one for one in get_args(LivingSituation) if one != "any")
OF_LIVING = frozenset({"ci_lives_with", "ci_separated", "ci_never_lived_with"})


def suggested(facts: Facts, wanted: str, **more: frozenset[str]) -> Suggestion | None:
    return next((one for one in suggest(LIBRARY, facts, **more) if one.measure == wanted), None)


def with_fact(*facts: str, living: LivingSituation | None = None) -> Facts:
    return Facts(present=frozenset(facts) | (FACTS_OF[living] if living else frozenset()))


TRAITS = {trait.id: trait for trait in LIBRARY.measures.traits}
BACKGROUND = {one.id for one in LIBRARY.measures.circumstances if one.background}
GATES = LIBRARY.measures.gates


def gated(one: Measure) -> set[str]:
    """Every id that a gate about one of its traits speaks of."""
    return {fact for gate in GATES if gate.trait in one.traits for fact in gate.when}


def grounds(one: Measure) -> frozenset[str]:
    """What has to be known besides its reason, so that a measure can apply at all."""
    avoid = gated(one) | {*one.never_when, *one.advice_first_when}
    found = set()
    for trait in (TRAITS[name] for name in one.traits):
        if trait.only_with:
            found.add(min(trait.only_with, key=lambda fact: (fact in avoid, fact not in one.when)))
    return frozenset(found)


def reason_for(one: Measure) -> tuple[str, ...]:
    """Something that suggests a measure, lets it apply, and stands in no way of it."""
    avoid, gates = {*one.never_when} | BACKGROUND | OF_LIVING, gated(one)
    return (min(one.when, key=lambda fact: (fact in avoid, fact in gates)), *grounds(one))


@pytest.mark.parametrize("one", MEASURES, ids=lambda one: one.id)
def test_each_thing_known_suggests_its_measure_and_another_does_not(one: Measure) -> None:
    for fact in one.when:
        if fact in BACKGROUND and not BACKGROUND.issuperset(one.when):
            assert suggested(with_fact(fact, *grounds(one) - set(one.when)), one.id) is None
            continue
        found = suggested(with_fact(fact, *grounds(one)), one.id)
        assert found is not None
        assert fact in found.answers or (fact == ALWAYS and found.answers == (ALWAYS,))
    if ALWAYS not in one.when:
        others = grounds(one).difference(one.when)
        assert suggested(with_fact("rf_made_up", *others), one.id) is None
        assert suggested(replace(Facts(), absent=frozenset(one.when)), one.id) is None


@pytest.mark.parametrize("one", [one for one in MEASURES if one.never_when], ids=lambda one: one.id)
def test_each_never_when_refuses_its_measure_and_nothing_else_does(one: Measure) -> None:
    reason = reason_for(one)
    free = suggested(with_fact(*reason), one.id)
    assert free is not None
    assert free.refused is None
    for fact in one.never_when:
        found = suggested(with_fact(*reason, fact), one.id)
        assert found is not None
        assert found.refused is not None
        assert f"({fact})" in found.refused
        assert LIBRARY.label(fact)[1:] in found.refused


@pytest.mark.parametrize("one", [one for one in MEASURES if one.advice_first_when], ids=lambda one: one.id)
def test_each_advice_first_when_asks_for_advice_and_refuses_nothing_by_itself(one: Measure) -> None:
    for fact in one.advice_first_when:
        known = with_fact(*reason_for(one), fact)
        found = suggested(known, one.id)
        assert found is not None
        assert fact in found.advice_first
        assert found.advice.startswith("Advice first, because of this: ")
        assert (found.refused is None) == (
            fact not in {*one.never_when, *refusing(one)} and fits(one.living_situation, known.present)
        )
    plain = suggested(with_fact(*set(reason_for(one)) - {*one.advice_first_when} - gated(one)), one.id)
    assert plain is None or plain.advice_first == ()
    assert plain is None or plain.advice == ""


def refusing(one: Measure) -> set[str]:
    """The ids whose gates refuse a measure."""
    return {fact for gate in GATES if gate.trait in one.traits and gate.outcome != "advice" for fact in gate.when}


@pytest.mark.parametrize("one", MEASURES, ids=lambda one: one.id)
def test_what_would_change_a_measure_is_asked_while_nobody_has_answered_it(one: Measure) -> None:
    reason = reason_for(one)
    asks = [fact for gate in GATES if gate.trait in one.traits and gate.ask for fact in gate.when]
    asked = tuple(dict.fromkeys((*one.never_when, *one.advice_first_when, *asks)))
    found = suggested(with_fact(*reason), one.id)
    assert found is not None
    unknown = {fact for fact in asked if fact not in with_fact(*reason).settled().present}
    assert set(found.check_first) - {LIVING} == unknown
    answered = replace(with_fact(*reason), absent=frozenset(asked).difference(reason))
    told = suggested(answered, one.id)
    assert told is not None
    assert set(told.check_first) <= {LIVING}
    assert (LIVING in told.check_first) == ("any" not in one.living_situation)


@pytest.mark.parametrize("one", [one for one in MEASURES if "any" not in one.living_situation], ids=lambda one: one.id)
def test_a_measure_is_refused_in_every_way_of_living_but_its_own(one: Measure) -> None:
    reason = reason_for(one)
    for living in LIVINGS:
        mean = MEANT_FOR[living]
        if "ci_works_with_perp" in reason and living != "living_with":
            mean |= {"colleague"}
        found = suggested(with_fact(*reason, living=living), one.id)
        assert found is not None
        misfit = "(living_situation)" in (found.refused or "")
        assert misfit == mean.isdisjoint(one.living_situation), living


def test_a_thing_said_to_be_so_outweighs_its_denial() -> None:
    found = Facts(frozenset({"ci_lives_with"}), frozenset({"ci_lives_with"})).settled()
    assert "ci_lives_with" in found.present
    assert "ci_lives_with" not in found.absent


STANDING = [(rule, one) for rule in LIBRARY.measures.standing_rules for one in rule.measures]


@pytest.mark.parametrize(("rule", "name"), STANDING, ids=lambda one: getattr(one, "id", one))
def test_no_reason_sets_a_standing_rule_aside(rule: object, name: str) -> None:
    assert any(rule is one for one in LIBRARY.measures.standing_rules)
    held = next(one for one in LIBRARY.measures.standing_rules if one is rule)
    one = LIBRARY.measure(name)
    reason = next((fact for fact in one.when if fact not in {*held.unless, *BACKGROUND}), held.fact)
    known = with_fact(reason, held.fact, *grounds(one).difference(held.unless))
    assert standing_refusal(LIBRARY, one, known) == held.why
    found = suggested(known, name, cleared=frozenset({name}))
    assert found is not None
    assert (found.refused is None, found.cleared, found.stands) == (False, False, held.why)
    for free in (with_fact(*reason_for(one)), *(with_fact(held.fact, unless) for unless in held.unless)):
        assert standing_refusal(LIBRARY, one, free) != held.why


def test_a_rule_that_does_not_stand_is_set_aside_by_a_named_worker_and_only_for_that_measure() -> None:
    standing_pairs = {(rule.fact, name) for rule, name in STANDING}
    one, fact = next((one, fact) for one in MEASURES for fact in one.never_when if (fact, one.id) not in standing_pairs)
    known = with_fact(*reason_for(one), fact)
    for cleared, free in ((frozenset({one.id}), True), (frozenset({"sm_another"}), False)):
        found = suggested(known, one.id, cleared=cleared)
        assert found is not None
        assert (found.refused is None, found.cleared) == (free, free)


@pytest.mark.parametrize(
    ("state", "live"),
    [
        ("chosen", True),
        ("already_do", True),
        ("done", True),
        ("not_now", False),
        ("not_right_for_me", False),
        ("stopped", False),
        ("", False),
        ("another", False),
    ],
)
def test_only_what_is_chosen_already_done_or_done_stands(state: str, *, live: bool) -> None:
    item = measure("Ring my sister.", state=state, answers=("rf_isolated",))
    assert (item.stands, item.live) == (live, live)
    assert replace(item, agreed=False).live is False
    row = coverage(LIBRARY, with_fact("rf_isolated"), [item]).rows[0]
    assert (row.state == "covered", row.by) == (live, ("1",) if live else ())
    assert plan(item).live == ((replace(item, id="1"),) if live else ())


def test_what_is_not_said_of_a_measure_is_never_taken_for_paper() -> None:
    read = read_plan({})
    assert (read.items, read.own_words, read.services) == ((), "", ())


CAREFUL: dict[tuple[Carry, Carry], Carry] = {
    ("carry", "carry"): "carry",
    ("carry", "keep"): "keep",
    ("carry", "speak"): "speak",
    ("keep", "keep"): "keep",
    ("keep", "speak"): "speak",
    ("speak", "speak"): "speak",
}


@pytest.mark.parametrize(("first", "second"), list(product(get_args(Carry), repeat=2)))
def test_of_two_versions_the_more_careful_mark_holds(first: Carry, second: Carry) -> None:
    expected = CAREFUL.get((first, second)) or CAREFUL[second, first]
    merged = safer([plan(measure("Ring.", carry=first)), plan(measure("Ring.", carry=second))])
    assert [item.carry for item in merged.items] == [expected]


@pytest.mark.parametrize("part", ["text", "words", "discreet", "who"])
def test_what_reads_differently_in_two_versions_is_on_nobodys_paper(part: str) -> None:
    one = measure("Ring my sister each night.", measure="sm_call_999")
    other = replace(one, **{part: "Ring my mother each night."})  # type: ignore[arg-type]  # each of these is a text
    assert [item.carry for item in safer([plan(one), plan(other)]).items] == ["speak"]
    assert [item.carry for item in safer([plan(one), plan(one)]).items] == ["carry"]


@pytest.mark.parametrize(
    ("states", "live", "shown"),
    [
        (("chosen", "chosen"), True, True),
        (("chosen", "done"), True, True),
        (("chosen", "stopped"), False, True),
        (("stopped", "chosen"), False, True),
        (("stopped", "not_now"), False, False),
    ],
)
def test_a_measure_is_cover_only_where_it_stands_in_both(states: tuple[str, str], *, live: bool, shown: bool) -> None:
    merged = safer([plan(measure("Ring.", state=state)) for state in states])
    assert [(item.live, item.stands) for item in merged.items] == [(live, shown)]
