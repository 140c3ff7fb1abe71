"""What is offered first: need and wish beside risk, ten that are balanced, and enough that fits each grave thing."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from hru_advocate.domain.library.reference import CaseStart, LivingSituation, Measure
from hru_advocate.domain.plan.ranking import FIRST, first_ten
from hru_advocate.domain.plan.suggestions import ALWAYS, Facts, Suggestion, suggest
from tests.domain.plan.test_suggestions import LIBRARY
from tests.domain.plan.ways_of_living import FACTS_OF

GENERAL = {one.id for one in LIBRARY.measures.measures if ALWAYS in one.when}
HIGH_HARM = [factor.id for factor in LIBRARY.risk.factors if factor.high_harm]
LIVINGS = [one for one in get_args(LivingSituation) if one != "any"]


def so(*present: str) -> Facts:
    return Facts(frozenset(present)).settled()


def begin(facts: Facts) -> tuple[Suggestion, ...]:
    return first_ten(LIBRARY, facts.settled(), suggest(LIBRARY, facts))


def place(facts: Facts, measure: str) -> int:
    return [one.measure for one in suggest(LIBRARY, facts)].index(measure)


@pytest.mark.parametrize("living", LIVINGS)
@pytest.mark.parametrize("factor", HIGH_HARM)
def test_every_high_harm_factor_has_three_measures_of_its_own_that_are_offered(
    factor: str, living: LivingSituation
) -> None:
    facts = Facts(frozenset({factor}) | FACTS_OF[living])
    fits = [one for one in suggest(LIBRARY, facts) if one.refused is None and factor in one.answers]
    assert len([one for one in fits if one.measure not in GENERAL]) >= 3


@pytest.mark.parametrize(
    "factor",
    [
        "rf_access_to_firearms",
        "rf_location_tracking",
        "rf_violence_in_stalking",
        "rf_pregnant_or_new_baby",
        "rf_serial_perpetrator",
        "rf_believes_could_be_killed",
    ],
)
def test_what_weighs_heavily_by_itself_is_marked_with_its_reason_and_source(factor: str) -> None:
    found = LIBRARY.factor(factor)
    assert found.high_harm
    assert found.high_harm_why.endswith(".")
    assert found.high_harm_source in {source.key for source in LIBRARY.risk.sources}


def test_the_first_ten_answer_each_high_harm_factor_and_do_not_come_from_one_section() -> None:
    facts = so(
        "rf_access_to_firearms",
        "rf_threat_to_kill",
        "rf_strangulation",
        "rf_fire_setting",
        "rf_loiters",
        "rf_visits_more_than_three",
        "rf_isolated",
        "ci_lives_with",
        "rf_animal_harm",
        "rf_entered_home",
    )
    ten = begin(facts)
    assert len(ten) == FIRST
    own = {answer for one in ten if one.measure not in GENERAL for answer in one.answers}
    assert own >= {fact for fact in facts.present if fact in HIGH_HARM}
    assert len({one.section for one in ten}) >= 4


@pytest.mark.parametrize(
    ("facts", "first"),
    [
        ((), "sm_call_999"),
        (("rf_very_frightened", "ci_mobile"), "sm_call_999"),
        (("ci_deaf", "ci_bsl"), "sm_999_bsl"),
        (("ci_deaf", "ci_bsl", "nd_accessibility"), "sm_999_bsl"),
        (("ci_deaf", "ci_sight"), "sm_relay_999"),
        (("ci_text_or_relay_only",), "sm_relay_999"),
        (("ci_speech",), "sm_call_999"),
    ],
)
def test_the_first_of_all_is_a_way_to_999_that_works(facts: tuple[str, ...], first: str) -> None:
    assert begin(so("rf_loiters", *facts))[0].measure == first


def test_a_need_rated_high_or_picked_comes_before_one_that_is_not() -> None:
    needs = so("nd_money", "nd_pets", "ci_has_pet", "rf_isolated")
    low = replace(needs, ratings={"nd_money": 1, "nd_pets": 1})
    high = replace(needs, ratings={"nd_money": 4, "nd_pets": 1})
    picked = replace(low, first=frozenset({"nd_money"}))
    assert place(high, "sm_bank_team") < place(low, "sm_bank_team")
    assert place(picked, "sm_bank_team") < place(low, "sm_bank_team")
    assert "sm_bank_team" in {one.measure for one in begin(high)}


@pytest.mark.parametrize("rating", [2, 3])
def test_a_need_rated_three_is_answered_among_the_first_ten_whatever_else_is_so(rating: int) -> None:
    risks = ("rf_loiters", "rf_constant_contact", "rf_watching_following", "rf_entered_home", "rf_fixation")
    facts = replace(so(*risks, "nd_culture_language"), ratings={"nd_culture_language": rating})
    answered = any("nd_culture_language" in one.answers for one in begin(facts))
    assert answered == (rating >= 3)


def test_a_wish_brings_what_shares_its_words() -> None:
    plain = so("ci_has_pet", "rf_loiters", "rf_isolated", "nd_wellbeing")
    wished = replace(plain, wishes={"w1": "to walk the dog again without fear"})
    assert place(wished, "sm_pet_walk") < place(plain, "sm_pet_walk")
    assert "sm_pet_walk" in {one.measure for one in begin(wished)}
    assert place(replace(plain, wishes={"w1": "to be left alone"}), "sm_pet_walk") == place(plain, "sm_pet_walk")


def test_general_advice_stands_behind_what_is_about_it() -> None:
    facts = so("rf_believes_could_be_killed")
    assert place(facts, "sm_fear_told") < place(facts, "sm_trust_gut")


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        (("ci_other_in_police", "rf_very_frightened"), {"sm_other_force", "sm_access_audit", "sm_who_must_not_know"}),
        (("ci_tracker_found", "rf_location_tracking"), {"sm_tracker_found", "sm_not_to_secret_place"}),
        (("ci_under_18", "rf_online_exposure", "ci_studies"),
         {"sm_images_young", "sm_school_lead", "sm_children_services"}),
        (("rf_access_to_firearms", "rf_animal_harm", "ci_has_pet", "ci_rural"),
         {"sm_gun_licence", "sm_gun_seize", "sm_animal_poison", "sm_rural_time"}),
        (("ci_visa_depends", "ci_nrpf", "ci_belongings_searched", "rf_pregnant_or_new_baby", "ci_lives_with"),
         {"sm_immigration_first", "sm_tell_we_write", "sm_pregnant_hurt"}),
        (("ci_grown_up_child", "rf_motive_beliefs", "ci_separated"), {"sm_crisis_team", "sm_family_door"}),
        (("rf_honour_based", "ci_family_involved", "ci_under_18", "ci_studies", "ci_phone_searched", "ci_lives_with"),
         {"sm_we_do_not_tell_family", "sm_trip_abroad", "sm_children_services", "sm_school_lead", "sm_tell_we_write"}),
        (("ci_order_ended", "ci_no_order", "rf_gifts_letters"), {"sm_order_ended", "sm_report_small"}),
        (("ci_mobility", "ci_carer_is_other", "ci_lives_with"),
         {"sm_other_care", "sm_adult_safeguarding", "sm_exit_level"}),
        (("ci_speech", "ci_mobile", "rf_loiters"), {"sm_call_999", "sm_relay_999", "sm_text_999"}),
        (("ci_deaf", "ci_bsl", "ci_text_or_relay_only", "rf_loiters"),
         {"sm_999_bsl", "sm_text_999", "sm_signing_interpreter", "sm_write_to_you"}),
    ],
)  # fmt: skip
def test_what_a_case_turns_on_stands_among_the_first_ten(facts: tuple[str, ...], wanted: set[str]) -> None:
    assert wanted <= {one.measure for one in begin(so(*facts))}


@pytest.mark.parametrize("beginning", LIBRARY.measures.beginnings, ids=lambda one: one.fact)
def test_what_a_kind_of_case_begins_with_stands_among_its_ten_whatever_else_weighs(beginning: CaseStart) -> None:
    heavy = ("rf_constant_contact", "rf_loiters", "rf_fixation", "rf_getting_worse", "nd_work_education", "ci_works")
    facts = replace(so(beginning.fact, "ci_separated", "ci_has_pet", *heavy), ratings={"nd_work_education": 4})
    offered = {one.measure for one in suggest(LIBRARY, facts) if one.refused is None}
    wanted = [measure for measure in beginning.measures if measure in offered]
    ten = [one.measure for one in begin(facts)]
    assert set(wanted) <= set(ten)
    assert wanted or beginning.fact in NEEDS_MORE


def test_what_is_not_offered_takes_no_facts_turn_among_what_a_case_begins_with() -> None:
    """No picture of a grown-up is one of a child: what helps after sexual harm has its turn all the same."""
    before = tuple(one.fact for one in LIBRARY.measures.beginnings)
    grave = before[before.index("rf_strangulation") : before.index("rf_sexual_harm")]
    facts = so("rf_online_exposure", "ci_online_presence", *[one for one in grave if one.startswith("rf_")])
    ten = [one.measure for one in begin(facts)]
    assert "sm_private_images" in ten


@pytest.mark.parametrize("measure", ["sm_teach_999", "sm_child_call"])
@pytest.mark.parametrize("fact", ["ci_deaf", "ci_bsl", "ci_text_or_relay_only", "ci_speech"])
def test_a_child_may_call_whatever_its_mother_hears_or_says(measure: str, fact: str) -> None:
    offers = {one.measure: one for one in suggest(LIBRARY, so(fact, "ci_child_7_plus", "ci_children_in_home"))}
    assert (offers[measure].refused, offers[measure].advice_first) == (None, ())


NEEDS_MORE = {"ci_pregnant", "ci_rural"}
"""Facts whose first measure needs something else that is so."""


@pytest.mark.parametrize(
    ("facts", "before", "after"),
    [
        (("ci_other_in_police", "rf_fixation", "ci_no_order"), "sm_other_force", "sm_spo_ask"),
        (("rf_access_to_firearms", "rf_animal_harm", "ci_has_pet", "nd_pets"), "sm_gun_licence", "sm_pet_plan"),
        (("ci_tracker_suspected", "ci_shared_children", "rf_child_contact_conflict", "ci_court_ordered_contact"),
         "sm_follow_the_order", "sm_handover"),
    ],
)  # fmt: skip
def test_what_needs_advice_or_can_wait_stands_behind_what_is_done_at_once(
    facts: tuple[str, ...], before: str, after: str
) -> None:
    ten = [one.measure for one in begin(so(*facts))]
    assert ten.index(before) < ten.index(after)


@pytest.mark.parametrize(
    ("facts", "absent"),
    [
        (("ci_under_18", "rf_online_exposure", "ci_evidence_not_saved"), "sm_screenshots"),
        (("ci_other_under_18", "rf_violence_in_stalking"), "sm_images_young"),
        (("rf_unknown_person", "rf_fixation", "rf_online_exposure"), "sm_no_checking"),
        (("ci_rural", "rf_isolated", "ci_lives_with"), "sm_light_signal"),
        (("ci_police_not_told", "nd_criminal_justice"), "sm_impact_words"),
        (("ci_under_18", "ci_learning", "ci_care_needs"), "sm_adult_safeguarding"),
        (("ci_under_16", "ci_carer_is_other"), "sm_adult_safeguarding"),
        (("ci_landline_only", "rf_isolated"), "sm_phone_near"),
    ],
)
def test_what_has_no_place_in_a_case_is_not_offered_in_it(facts: tuple[str, ...], absent: str) -> None:
    offered = {one.measure for one in suggest(LIBRARY, so(*facts)) if one.refused is None}
    assert absent not in offered


@pytest.mark.parametrize("what", ["UNVERIFIED", "not checked", "in one case", "published case", "BBC", "homicide"])
def test_no_measure_carries_research_notes_to_the_table(what: str) -> None:
    said = [one.id for one in LIBRARY.measures.measures if what.lower() in f"{one.text} {one.advocate_note}".lower()]
    assert said == []


def test_55_is_never_said_without_being_asked_for() -> None:
    for one in LIBRARY.measures.measures:
        for text in (one.text, one.discreet_text):
            assert "55" not in text or "when asked" in text or "when you are told" in text


OF_THIS_CASE = so(
    *("ci_separated", "ci_former_partner", "ci_recently_left", "ci_address_secret", "ci_tracker_suspected"),
    *("ci_works", "ci_shared_children", "ci_children_in_home", "ci_child_under_7", "ci_court_coming", "ci_has_car"),
    *("ci_mobile", "ci_online_presence", "ci_shared_accounts", "ci_evidence_not_saved", "rf_loiters"),
    *("rf_watching_following", "rf_constant_contact", "rf_visits_more_than_three"),
)
TURNING = ("ci_tracker_suspected", "ci_shared_children", "ci_court_coming")
PARTICULAR = [one for one in LIBRARY.measures.measures if one.told_by]


@pytest.mark.parametrize("fact", TURNING)
def test_what_a_case_turns_on_has_a_measure_among_the_first_ten(fact: str) -> None:
    """Work, child and court stood at the foot of a list of forty-seven, after parcels and sort codes."""
    assert any(fact in one.answers for one in begin(OF_THIS_CASE))


def test_nothing_about_a_thing_nobody_told_of_stands_before_what_an_answer_asks_for() -> None:
    found = [one for one in suggest(LIBRARY, OF_THIS_CASE) if one.refused is None]
    particular = {one.id for one in PARTICULAR}
    places = [place for place, one in enumerate(found) if one.measure in particular]
    assert places, "the case has to bring some of them"
    asked_for = [place for place, one in enumerate(found) if set(one.answers) & set(TURNING)]
    assert min(places) > max(asked_for)


@pytest.mark.parametrize("measure", PARTICULAR, ids=lambda one: one.id)
def test_what_tells_of_a_thing_brings_the_measure_about_it(measure: Measure) -> None:
    told, other = measure.told_by[0], next(one for one in measure.when if one not in measure.told_by)
    around = ("ci_separated", other)
    assert set(measure.told_by) < set(measure.when)
    assert place(so(told, *around), measure.id) < place(so(*around), measure.id)
