"""A plan in the words of a page: the notes under a measure, its marks, and how the whole is counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hru_advocate.casework.plan.sections import by_section, counts_words, measure_view
from hru_advocate.casework.session import Session
from hru_advocate.domain.moments import Moment
from tests.domain.plan.plans import measure, plan

FRIDAY = Moment("Friday", "2026-11-27", "2026-11-27")


@pytest.mark.parametrize(
    ("more", "notes"),
    [
        ({}, ()),
        ({"who": "me"}, ("me",)),
        ({"when": FRIDAY}, ("Friday (27 Nov 2026)",)),
        ({"review": date(2026, 12, 1)}, ("look again 1 Dec 2026",)),
        ({"decision": "yes"}, ("she or he said yes",)),
        ({"decision": "no"}, ("she or he said no",)),
        ({"decision": "later"}, ("she or he said later",)),
        ({"who": "me", "when": FRIDAY, "decision": "yes"}, ("me · Friday (27 Nov 2026) · she or he said yes",)),
        ({"answers": ("rf_a",)}, ("Answers: its rf_a",)),
        ({"answers": ("wish_1", "rf_a")}, ("Answers: “the dog”; its rf_a",)),
        ({"answers": ("wish_2",)}, ("Answers: its wish_2",)),
        ({"words": "w", "words_instead": True}, ("Printed in her or his words",)),
        ({"words": "w"}, ()),
        ({"words_instead": True}, ()),
    ],
)
def test_what_is_noted_under_a_measure(more: dict[str, object], notes: tuple[str, ...]) -> None:
    held = plan(measure("Lock up", **more), wishes=(("wish_1", "the dog"),))
    assert measure_view(held.items[0], held, lambda one: f"its {one}").notes == notes


@pytest.mark.parametrize(
    ("state", "agreed", "in_force", "words"),
    [
        ("chosen", True, True, "Chosen"),
        ("done", False, True, "Done"),
        ("already_do", True, True, "What she or he already does"),
        ("not_now", True, False, "Not for now"),
        ("stopped", True, False, "Stopped"),
        ("made_up", True, False, "Made_up"),
    ],
)
def test_a_measure_says_how_it_stands(state: str, words: str, *, agreed: bool, in_force: bool) -> None:
    one = measure("Lock up", state=state, agreed=agreed, carry="keep", words="w")
    view = measure_view(one, plan(one), str)
    assert (view.state, view.state_words, view.in_force, view.agreed) == (state, words, in_force, agreed)
    assert (view.section, view.text, view.quote) == ("home", "Lock up", "w")
    assert (view.carry, view.carry_words) == ("keep", "Kept with us")


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        ("", "No measure yet"),
        ("c", "1 measure: 1 carried"),
        ("cck", "3 measures: 2 carried, 1 kept with us"),
        ("sc", "2 measures: 1 carried, 1 spoken only"),
        ("x", "1 measure: 1 not in force"),
        ("cx", "2 measures: 1 carried, 1 not in force"),
        ("a", "1 measure: 1 in one version only"),
        ("caxx", "4 measures: 1 carried, 1 in one version only, 2 not in force"),
    ],
)
def test_measures_are_counted_by_their_marks(marks: str, words: str) -> None:
    kinds: dict[str, dict[str, object]] = {
        "c": {"carry": "carry"}, "k": {"carry": "keep"}, "s": {"carry": "speak"}, "x": {"state": "stopped"},
        "a": {"agreed": False},
    }  # fmt: skip
    assert counts_words(plan(*(measure("Lock up", **kinds[mark]) for mark in marks))) == words


def test_measures_stand_under_the_librarys_headings_and_unknown_ones_last(session: Session) -> None:
    known = {one.id: one.label for one in session.product.library.measures.sections}
    items = [replace(measure(section), section=section) for section in ("made_up", "home", "", "emergency")]
    found = by_section(session, plan(*items))
    assert [(one.title, [row.text for row in one.measures]) for one in found] == [
        (known["emergency"], ["emergency"]),
        (known["home"], ["home"]),
        ("In no section", ["made_up", ""]),
    ]
