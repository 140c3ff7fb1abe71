"""The unit's say over the program's measures: words, sign-off, retiring and own measures, with nothing lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hru_advocate.casework.product import shipped, shipped_forms
from hru_advocate.domain.library.library import Library
from hru_advocate.domain.library.unit_measures import OWN, UnitLibrary, UnitMeasure, own_id, settled
from hru_advocate.domain.plan.coverage import coverage
from hru_advocate.domain.plan.plan import PlanItem
from hru_advocate.domain.plan.suggestions import Facts, Suggestion, suggest
from hru_advocate.errors import NotFound

PROGRAM = shipped().library
LIGHT = UnitMeasure(
    measure="sm_unit_light",
    done="add",
    text="Leave the porch light on.",
    short="Light",
    section="home",
    when=("rf_watching_following",),
    never_when=("ci_lives_with",),
    priority="immediate",
)
FOLLOWED = frozenset({"rf_watching_following"})


def library(*said: UnitMeasure) -> UnitLibrary:
    return UnitLibrary(PROGRAM, lambda: said)


def offers(found: Library, present: frozenset[str]) -> Mapping[str, Suggestion]:
    return {one.measure: one for one in suggest(found, Facts(present=present))}


def text_of(measure: str) -> str:
    return PROGRAM.measure(measure).text


def test_without_a_word_of_the_unit_everything_is_the_programs() -> None:
    laid = library()
    assert laid.measures == PROGRAM.measures
    assert laid.every_measure == PROGRAM.measures.measures
    assert laid.risk is PROGRAM.risk
    assert not laid.retired | laid.signed_off | laid.reworded


def test_it_reads_what_the_unit_said_once_and_only_when_a_measure_is_needed() -> None:
    asked: list[int] = []

    def read() -> list[UnitMeasure]:
        asked.append(1)
        return [LIGHT]

    laid = UnitLibrary(PROGRAM, read)
    assert laid.services.services
    assert laid.factor("rf_watching_following").label
    assert asked == []
    assert laid.measure("sm_unit_light").text == LIGHT.text
    assert laid.measures.measures
    assert asked == [1]


def test_an_own_measure_is_suggested_like_others_with_its_rules() -> None:
    laid = library(LIGHT)
    found = offers(laid, FOLLOWED)["sm_unit_light"]
    assert (found.text, found.section, found.refused) == (LIGHT.text, "home", None)
    assert found.practice_point
    assert found.needs_sign_off
    assert offers(laid, FOLLOWED | {"ci_lives_with"})["sm_unit_light"].refused
    assert "sm_unit_light" not in offers(laid, frozenset())
    assert "sm_unit_light" not in offers(PROGRAM, FOLLOWED)


def test_reworded_words_stand_everywhere_and_the_rules_stay() -> None:
    laid = library(UnitMeasure("sm_change_locks", "reword", text="Have new locks put in.", short="Locks"))
    ours, theirs = laid.measure("sm_change_locks"), PROGRAM.measure("sm_change_locks")
    assert (ours.text, ours.discreet_text, ours.discreet_ok) == ("Have new locks put in.", "Locks", True)
    assert (ours.when, ours.never_when, ours.sources) == (theirs.when, theirs.never_when, theirs.sources)
    assert laid.reworded == {"sm_change_locks"}
    assert laid.label("sm_change_locks") == "Have new locks put in."
    assert text_of("sm_change_locks") != "Have new locks put in."


def test_a_retired_measure_is_suggested_no_more_and_still_read_and_refused() -> None:
    retired = replace(LIGHT, retired=True)
    laid = library(retired, UnitMeasure("sm_change_locks", "retire", retired=True))
    assert "sm_change_locks" not in offers(laid, frozenset({"rf_entered_home"}))
    assert "sm_change_locks" in offers(PROGRAM, frozenset({"rf_entered_home"}))
    assert laid.measure("sm_change_locks").text == text_of("sm_change_locks")
    assert laid.measure("sm_unit_light").text == LIGHT.text
    assert {"sm_change_locks", "sm_unit_light"}.isdisjoint(one.id for one in laid.measures.measures)
    item = PlanItem(
        "1", "sm_unit_light", "home", LIGHT.text, "", False, "", (), "", None, None, "chosen", "keep", "", ""
    )
    warned = coverage(laid, Facts(present=FOLLOWED | {"ci_lives_with"}), [item]).now_refused
    assert [one.item for one in warned] == ["1"]


def test_a_sign_off_holds_for_the_words_that_were_signed_off() -> None:
    words = text_of("sm_other_travel")
    signed = UnitMeasure(
        "sm_other_travel", "sign_off", signed_by="Ada Example", signed_on=date(2026, 11, 20), signed_words=words
    )
    assert not offers(library(signed), frozenset({"ci_shared_car"}))["sm_other_travel"].needs_sign_off
    assert offers(library(signed), frozenset({"ci_shared_car"}))["sm_other_travel"].practice_point
    for other in (replace(signed, signed_words="Other words."), replace(signed, text="Travel another way.")):
        assert offers(library(other), frozenset({"ci_shared_car"}))["sm_other_travel"].needs_sign_off


def test_of_two_that_disagree_the_more_careful_holds() -> None:
    newer = replace(LIGHT, text="Leave a light on.", signed_by="Ada", never_when=("ci_has_pet",))
    older = replace(LIGHT, retired=True, advice_first_when=("ci_has_car",))
    (found,) = settled([newer, older]).values()
    assert (found.text, found.retired, found.signed_by) == ("Leave a light on.", True, "")
    assert set(found.never_when) == {"ci_has_pet", "ci_lives_with"}
    assert found.advice_first_when == ("ci_has_car",)


def test_words_for_a_child_are_on_no_card() -> None:
    measure = library(replace(LIGHT, child_facing=True)).measure("sm_unit_light")
    assert (measure.discreet_ok, measure.discreet_text, measure.children) == (False, "", True)


def test_a_rule_about_what_no_edition_knows_any_more_harms_nothing() -> None:
    laid = library(replace(LIGHT, when=("rf_gone", "rf_watching_following"), never_when=("ci_gone",)))
    assert laid.measure("sm_unit_light").when == ("rf_watching_following",)
    assert offers(laid, FOLLOWED)["sm_unit_light"].check == ""


@given(st.text(max_size=200), st.integers(min_value=0, max_value=3))
def test_an_own_id_is_plain_new_and_never_empty(text: str, times: int) -> None:
    taken: set[str] = set()
    for _ in range(times + 1):
        found = own_id(text, taken)
        assert found.startswith(OWN)
        assert found not in taken
        assert found.isascii()
        assert found == found.lower()
        assert len(found) <= 60
        taken.add(found)


def test_what_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        library(LIGHT).measure("sm_unit_dark")


def test_the_form_offers_every_part_and_life_the_library_has() -> None:
    form = shipped_forms().newest("measure")
    plan = PROGRAM.measures
    sections = {choice.id: choice.label for choice in form.by_id["section"].choices}
    assert sections == {one.id: one.label for one in plan.sections}
    livings = {choice.id for choice in form.by_id["living_situation"].choices}
    assert livings == set(plan.vocabulary.living_situation) - {"any"}
    assert {choice.id for choice in form.by_id["priority"].choices} == set(plan.vocabulary.priority)
    longest = max(len(one.text) for one in plan.measures)
    assert longest < (form.by_id["text"].most or 0)
