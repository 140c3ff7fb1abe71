"""Situations a plan can start from: ids that exist, nothing a template's own situation refuses, nothing decided."""

from __future__ import annotations

from importlib.resources import files
from typing import get_args

import pytest

from hru_advocate.casework.product import shipped
from hru_advocate.domain.library.library import InvalidLibrary, read_templates
from hru_advocate.domain.library.plan_templates import PlanTemplate
from hru_advocate.domain.library.reference import LivingSituation
from hru_advocate.domain.plan.situations import situations
from hru_advocate.domain.plan.suggestions import ALWAYS, Facts, refusal, suggestion_of
from tests.domain.plan.ways_of_living import FACTS_OF

LIBRARY = shipped().library
TEMPLATES = LIBRARY.templates.templates
LIVINGS = tuple(one for one in get_args(LivingSituation) if one != "any")


def facts_of(template: PlanTemplate) -> list[Facts]:
    """Every way in which a template's own situation can be so."""
    return [Facts(frozenset(template.when) | FACTS_OF[living]) for living in template.living or LIVINGS]


def test_the_situations_are_there() -> None:
    assert [one.id for one in TEMPLATES] == [
        "living_with", "separated", "never_lived_with", "stranger", "leaving_soon", "court_coming",
        "at_work", "tracked", "shared_child",
    ]  # fmt: skip


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: str(one.id))
def test_ids_and_living_situations_exist(template: PlanTemplate) -> None:
    assert all(LIBRARY.label(one) for one in (*template.when, template.answers))
    assert {*template.when_living, *template.living} <= set(LIVINGS)
    assert set(template.when_living) <= set(template.living)
    assert all(LIBRARY.measure(one) for one in template.measures)
    assert 8 <= len(template.measures) <= 14
    assert template.note.endswith(".")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: str(one.id))
def test_nothing_is_refused_by_a_templates_own_situation(template: PlanTemplate) -> None:
    for facts in facts_of(template):
        for measure in template.measures:
            assert refusal(LIBRARY, LIBRARY.measure(measure), facts) is None


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: str(one.id))
def test_it_is_proposed_in_its_own_situation_and_not_where_it_does_not_fit(template: PlanTemplate) -> None:
    for fact in template.when:
        assert template.proposed(frozenset({fact}), frozenset())
    for living in template.when_living:
        assert template.proposed(frozenset(), situations(FACTS_OF[living]) & {living})
    assert not template.proposed(frozenset({ALWAYS}), frozenset())
    for living in set(LIVINGS) - set(template.living) if template.living else ():
        assert not template.proposed(frozenset(template.when), frozenset({living}))


def test_no_measure_in_words_for_a_child_is_proposed() -> None:
    assert not [one for template in TEMPLATES for one in template.measures if LIBRARY.measure(one).child_facing]


def test_a_measure_nothing_asks_for_answers_the_situation_itself() -> None:
    measure = LIBRARY.measure("sm_keep_originals")
    assert suggestion_of(LIBRARY, measure, Facts(frozenset({"ci_court_coming"})), "ci_court_coming").answers == (
        "ci_court_coming",
    )
    assert suggestion_of(LIBRARY, measure, Facts(), "ci_court_coming").answers == (ALWAYS,)
    told = Facts(frozenset({"rf_gifts_letters"}))
    assert suggestion_of(LIBRARY, measure, told, "ci_court_coming").answers == ("rf_gifts_letters",)


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ('id = "separated"', 'id = "living_with"', "template[0].id: living_with stands there twice"),
        ('"sm_get_out"', '"sm_fly_out"', "template[0]: there is no sm_fly_out"),
        ('"sm_get_out"', '"sm_call_999"', "template[0]: sm_call_999 stands there twice"),
        ('living = ["living_with"]', 'living = ["upstairs"]', "living"),
    ],
)
def test_a_faulty_file_is_refused_with_its_path(old: str, new: str, path: str) -> None:
    text = files("resources").joinpath("plan_templates.toml").read_text("utf-8")
    assert old in text
    with pytest.raises(InvalidLibrary) as caught:
        read_templates(text.replace(old, new, 1).encode(), LIBRARY.measures)
    assert path in caught.value.message
