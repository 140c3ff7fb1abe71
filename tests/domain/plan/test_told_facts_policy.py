"""What outweighs what in the facts of a case, which day a fact is of, and what only asks for a new look at the plan."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hru_advocate.domain.plan.case_facts import Known, _day_of, _settled, facts_of
from hru_advocate.domain.plan.reviews import events_in
from tests.domain.plan.test_case_facts import TODAY, person, states, told

CHILDREN = ("ci_shared_children", "ci_children_in_home", "ci_child_under_7", "ci_child_7_plus")


@pytest.mark.parametrize("child", CHILDREN)
def test_each_answer_that_tells_of_a_child_outweighs_that_there_are_none(child: str) -> None:
    denied = told("situation", {"children": "none"}, on=TODAY + timedelta(1))
    known = facts_of([told("situation", {"ci_shared_children": True, child: True}), denied], TODAY)
    assert states(known, "ci_no_children", child)[0] is True  # the newer answer of the same form
    said = {
        fact: Known(fact, fact != "ci_x", "e", "F", "2026-11-21", purpose="situation")
        for fact in (child, "ci_no_children")
    }
    assert {fact: one.present for fact, one in _settled(said).items()} == {child: True, "ci_no_children": False}


def test_what_a_record_asks_the_plan_to_be_looked_at_for_is_events_alone() -> None:
    raw = {"happened": "today", "triggers": ["tr_separation_happened"], "signs": ["rf_fixation"]}
    assert events_in(told("incident", raw)) == ("tr_separation_happened",)
    assert events_in(told("incident", {"happened": "today", "signs": ["rf_fixation"]})) == ()
    assert events_in(told("person", person("victim"))) == ()


def test_a_fact_told_beside_a_hearing_to_come_is_of_the_day_it_was_written_down() -> None:
    raw = {"what_for": "trial", "on": "2026-12-14"}
    assert _day_of(told("hearing", raw)) == TODAY.isoformat()
    assert _day_of(told("incident", {"happened": "2026-11-20"})) == "2026-11-20"
    assert _day_of(told("incident", {"happened": "some day"})) == TODAY.isoformat()
