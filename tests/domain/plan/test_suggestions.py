from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from typing import get_args

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hru_advocate.casework.product import shipped
from hru_advocate.domain.library.library import Library
from hru_advocate.domain.library.reference import LivingSituation
from hru_advocate.domain.plan.because import Reason
from hru_advocate.domain.plan.gates import cannot_apply, closed_gates
from hru_advocate.domain.plan.situations import OF_ONE, fits
from hru_advocate.domain.plan.suggestions import (
    ALWAYS,
    LIVING,
    Facts,
    Suggestion,
    clusters_formed,
    in_sentence,
    look_again,
    suggest,
)
from tests.domain.plan.ways_of_living import FACTS_OF
from tests.effort import random_cases

LIBRARY = shipped().library
IDS = sorted({one for m in LIBRARY.measures.measures for one in m.when + m.never_when + m.advice_first_when} - {ALWAYS})
BACKGROUND = {one.id for one in LIBRARY.measures.circumstances if one.background}
ASKED_OF_ALL = {"ci_works_with_perp", "ci_fellow_pupil", "ci_neighbour"}
OF_LIVING = frozenset({"ci_lives_with", "ci_separated", "ci_never_lived_with"}) | OF_ONE | ASKED_OF_ALL
LIVINGS = [None, *(one for one in get_args(LivingSituation) if one != "any")]


def offered(suggestions: tuple[Suggestion, ...]) -> dict[str, Suggestion]:
    return {one.measure: one for one in suggestions if one.refused is None}


def one_of(facts: Facts, measure: str) -> Suggestion:
    return next(one for one in suggest(LIBRARY, facts) if one.measure == measure)


def has(*present: str, absent: tuple[str, ...] = (), living: LivingSituation | None = None) -> Facts:
    return Facts(frozenset(present) | (FACTS_OF[living] if living else frozenset()), frozenset(absent))


@st.composite
def facts_of_a_case(draw: st.DrawFn) -> Facts:
    present = draw(st.frozensets(st.sampled_from(IDS), max_size=25))
    absent = draw(st.frozensets(st.sampled_from(IDS), max_size=25)) - present
    living = draw(st.sampled_from(LIVINGS))
    present |= FACTS_OF[living] if living else frozenset()
    recent = draw(st.frozensets(st.sampled_from(sorted(present)), max_size=5)) if present else frozenset()
    return Facts(present, absent, recent=recent)


@random_cases(200)
@given(facts_of_a_case())
def test_no_refused_measure_is_offered_and_none_is_silently_missing(facts: Facts) -> None:
    known = facts.settled()
    found = {one.measure: one for one in suggest(LIBRARY, facts)}
    for measure in LIBRARY.measures.measures:
        reasons = {one for one in measure.when if one not in BACKGROUND} or set(measure.when)
        matched = known.present & reasons and not cannot_apply(LIBRARY, measure, known)
        assert bool(matched) == (measure.id in found)
        if not matched:
            continue
        must_refuse = (
            known.present.intersection(measure.never_when)
            or not fits(measure.living_situation, known.present)
            or any(one.refuses for one in closed_gates(LIBRARY, measure, known))
        )
        assert bool(must_refuse) == (found[measure.id].refused is not None)


@random_cases(200)
@given(facts_of_a_case())
def test_every_suggestion_names_a_reason_that_exists(facts: Facts) -> None:
    for one in suggest(LIBRARY, facts):
        particular = set(one.answers) - {ALWAYS}
        assert particular <= facts.settled().present
        assert one.answers == (ALWAYS,) or ALWAYS not in one.answers
        assert one.why == "Because it fits nearly everyone." or one.why.startswith("Because we know this: ")
        assert not set(one.check_first) & (facts.present | facts.absent)
        assert bool(one.check_first) == bool(one.check)
        assert bool(one.advice_first) == bool(one.advice)


@random_cases(100)
@given(facts_of_a_case())
def test_the_same_facts_always_give_the_same_order(facts: Facts) -> None:
    same = replace(facts, present=frozenset(sorted(facts.present, reverse=True)))
    first = suggest(LIBRARY, facts)
    assert first == suggest(LIBRARY, same)
    refused = [one.refused is not None for one in first]
    assert refused == sorted(refused)


@random_cases(250)
@given(facts_of_a_case(), st.sampled_from(IDS))
@example(Facts(frozenset({"ci_former_partner", "ci_separated"})), "ci_lives_with")
@example(Facts(frozenset({"ci_other_under_18", "rf_constant_contact"})), "rf_motive_predatory")  # one fact of two
@example(Facts(frozenset({"rf_entered_home", "ci_studies"})), "ci_landlord_is_other")  # what they are to each other
@example(Facts(frozenset({"rf_unknown_person"})), "ci_works_with_perp")
def test_one_more_fact_never_takes_a_suggestion_away_unless_a_rule_says_so(facts: Facts, more: str) -> None:
    before = offered(suggest(LIBRARY, facts))
    told = replace(facts, present=facts.present | {more})
    after = {one.measure: one for one in suggest(LIBRARY, told)}
    for measure, suggested in before.items():
        if measure not in after:
            # Living together says that they are not apart: what was suggested for that alone has lost its reason.
            ruled_out = told.settled().absent.issuperset(suggested.answers)
            assert ruled_out or cannot_apply(LIBRARY, LIBRARY.measure(measure), told.settled())
            continue
        refused = after[measure].refused
        fresh = told.settled().present - facts.settled().present
        # A measure for another way of living is refused by naming how these people live, not by an id.
        by_living = fresh & OF_LIVING and "(living_situation)" in (refused or "")
        assert refused is None or by_living or any(one in refused for one in fresh)


def test_nothing_known_offers_only_what_fits_nearly_everyone() -> None:
    found = suggest(LIBRARY, Facts())
    assert len(found) == sum(ALWAYS in measure.when for measure in LIBRARY.measures.measures) == 6
    assert {one.why for one in found} == {"Because it fits nearly everyone."}


def test_a_suggestion_says_why_aloud_and_how_we_know() -> None:
    told = Reason("you told us on 21 November", "last on 20 November")
    facts = replace(
        has("rf_watching_following", "nd_out_safety"),
        reasons={"rf_watching_following": told, "nd_out_safety": Reason("we looked on 3 May at where help is needed")},
    )
    assert one_of(facts, "sm_busy_place").why == (
        "Because you told us on 21 November: followed or watched (last on 20 November); "
        "and because we looked on 3 May at where help is needed: safety outside, travelling and at work."
    )


def test_a_particular_reason_stands_before_everyone() -> None:
    assert one_of(has("rf_threat_to_kill"), "sm_call_999").answers == ("rf_threat_to_kill",)
    assert one_of(has(), "sm_call_999").answers == (ALWAYS,)


@pytest.mark.parametrize(
    ("when", "suggested"),
    [
        (("ci_has_car",), True),  # a measure of the unit's own, of no other reason
        (("ci_has_car", "ci_rents"), True),
        (("ci_has_car", "rf_followed"), False),
        (("ci_has_car", ALWAYS), True),
    ],
)
def test_what_is_background_alone_asks_for_no_measure_that_has_other_reasons(
    when: tuple[str, ...], *, suggested: bool
) -> None:
    own = msgspec.structs.replace(LIBRARY.measure("sm_call_999"), id="own", when=when)
    library = Library(files("resources"))
    vars(library)["measures"] = msgspec.structs.replace(LIBRARY.measures, measures=(own,))
    assert [one.measure for one in suggest(library, has("ci_has_car"))] == (["own"] if suggested else [])


def test_never_when_refuses_in_words_and_ids() -> None:
    refused = one_of(has("rf_entered_home", living="living_with"), "sm_change_locks").refused
    assert refused is not None
    assert "lives with the other person now (ci_lives_with)" in refused


def test_a_living_situation_that_does_not_fit_refuses_and_names_both() -> None:
    measure = next(m for m in LIBRARY.measures.measures if m.living_situation == ("separated",))
    refused = one_of(has(*measure.when, living="neighbour"), measure.id).refused
    assert refused is not None
    assert "“separated”" in refused
    assert "they are neighbours (living_situation)" in refused


def test_a_living_situation_not_known_is_asked_about_and_not_refused() -> None:
    measure = next(m for m in LIBRARY.measures.measures if m.living_situation == ("separated",))
    one = one_of(has(*measure.when), measure.id)
    assert one.refused is None
    assert LIVING in one.check_first
    assert "how they live" in one.check


def test_what_nobody_answered_is_asked_about_first() -> None:
    one = one_of(has("rf_watching_following"), "sm_safety_app")
    assert "ci_device_monitored" in one.check_first
    assert one.check.startswith("We do not know yet whether this is so: device or account may be watched")
    assert (
        "ci_device_monitored"
        not in one_of(has("rf_watching_following", absent=("ci_device_monitored",)), "sm_safety_app").check_first
    )


def test_advice_first_gives_the_advocate_the_sentence() -> None:
    measure = next(m for m in LIBRARY.measures.measures if "ci_change_noticed" in m.advice_first_when)
    one = one_of(has(*measure.when, "ci_change_noticed"), measure.id)
    assert "ci_change_noticed" in one.advice_first
    assert one.advice.startswith("Advice first, because of this: ")
    assert one.advice.endswith(measure.advocate_note)


def test_a_named_worker_may_clear_a_refusal() -> None:
    facts = has("rf_entered_home", "ci_lives_with")
    found = {one.measure: one for one in suggest(LIBRARY, facts, cleared=frozenset({"sm_safe_room"}))}
    assert found["sm_safe_room"].cleared
    assert found["sm_safe_room"].refused is None
    assert found["sm_change_locks"].refused is not None
    assert not found["sm_change_locks"].cleared


def test_a_standing_rule_is_never_cleared() -> None:
    facts = has("rf_entered_home", "ci_lives_with")
    found = {one.measure: one for one in suggest(LIBRARY, facts, cleared=frozenset({"sm_change_locks"}))}
    assert not found["sm_change_locks"].cleared
    assert found["sm_change_locks"].refused is not None
    assert "cannot work while they live in the home" in found["sm_change_locks"].stands
    assert found["sm_safe_room"].stands == ""


def test_words_for_a_child_may_be_said_to_the_older_one_with_a_reason() -> None:
    young = has("nd_children", "ci_child_under_7")
    both = has("nd_children", "ci_child_under_7", "ci_child_7_plus")
    assert "seven or older" in one_of(young, "sm_child_tell_adult").stands
    assert one_of(both, "sm_child_tell_adult").stands == ""
    assert one_of(both, "sm_child_tell_adult").refused is not None


@random_cases(300)
@given(facts_of_a_case())
def test_what_no_reason_sets_aside_is_refused(facts: Facts) -> None:
    for one in suggest(LIBRARY, facts):
        assert one.refused is not None or not one.stands


def test_a_practice_point_asks_for_sign_off_until_it_is_signed_off() -> None:
    facts = has("ci_has_car", "ci_shared_car")
    first = one_of(facts, "sm_other_travel")
    assert first.practice_point
    assert first.needs_sign_off
    signed = suggest(LIBRARY, facts, signed_off=frozenset({"sm_other_travel"}))
    assert not next(one for one in signed if one.measure == "sm_other_travel").needs_sign_off


def test_what_is_in_the_plan_is_said() -> None:
    found = suggest(LIBRARY, has(), live_measures=frozenset({"sm_call_999"}))
    assert [one.measure for one in found if one.in_plan] == ["sm_call_999"]


def test_devices_remind_of_evidence_first() -> None:
    assert "Evidence first, then change, then tell" in one_of(has("rf_account_intrusion"), "sm_passwords").reminder
    assert one_of(has(), "sm_call_999").reminder == ""


def test_high_harm_comes_before_what_is_not() -> None:
    facts = has("rf_strangulation", "rf_isolated", "ci_has_pet", "rf_damages_property")
    ranked = [one for one in suggest(LIBRARY, facts) if one.refused is None and one.priority == "immediate"]
    harm = [any(one.startswith("rf_") and LIBRARY.factor(one).high_harm for one in s.answers) for s in ranked]
    assert set(harm) == {True, False}
    assert harm == sorted(harm, reverse=True)


def test_what_is_recent_comes_before_what_is_not() -> None:
    calm = has("rf_isolated", "nd_money")
    for recent in sorted(calm.present):
        first = suggest(LIBRARY, replace(calm, recent=frozenset({recent})))
        soon = [recent in one.answers for one in first if one.priority == "soon" and one.refused is None]
        assert len(set(soon)) == 2
        assert soon == sorted(soon, reverse=True)


def test_clusters_form_when_all_and_enough_of_any_are_present() -> None:
    assert clusters_formed(LIBRARY, has("rf_separation", "rf_coercive_control")) == ()
    formed = clusters_formed(LIBRARY, has("rf_separation", "rf_coercive_control", "rf_strangulation"))
    assert [one.cluster for one in formed] == ["cl_separation_control_violence", "cl_strangulation_any"]
    assert formed[0].members == ("rf_separation", "rf_coercive_control", "rf_strangulation")


def test_a_trigger_says_what_to_ask_again_and_how_soon() -> None:
    looks = look_again(LIBRARY, has("tr_new_incident", "rf_isolated"))
    assert [one.trigger for one in looks] == ["tr_new_incident"]
    assert looks[0].factors == ("rf_very_frightened", "rf_more_often", "rf_getting_worse")
    assert looks[0].when == "same day"


@pytest.mark.parametrize(
    ("label", "spoken"),
    [
        ("Followed or watched", "followed or watched"),
        ("NRPF changes", "NRPF changes"),
        ("'Nothing left to lose' talk", "'Nothing left to lose' talk"),
        ("A Clare's Law disclosure", "a Clare's Law disclosure"),
        ("iPhone in use", "iPhone in use"),
        ("", ""),
    ],
)
def test_a_label_stands_inside_a_sentence(label: str, spoken: str) -> None:
    assert in_sentence(label) == spoken
