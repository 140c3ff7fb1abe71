"""Which questions of a conversation apply: asked for by the answers, and not folded by what is known."""

from __future__ import annotations

from typing import Any

import pytest

from hru_advocate.domain.forms.answers import Answer
from hru_advocate.domain.forms.applying import applying
from hru_advocate.domain.forms.conditions import Condition
from hru_advocate.domain.forms.definition import FormDefinition, Section
from hru_advocate.domain.forms.fields import Choice, Field, FieldKind, Fold

CHOICES = (Choice("a", "A"),)
YES = Condition(field="first", is_=True)
GONE, THERE = frozenset({"ci_gone"}), frozenset({"ci_there"})


def form(section: dict[str, Any], field: dict[str, Any], kind: FieldKind = "yes_no") -> FormDefinition:
    first = Section("one", "One", fields=(Field("first", "yes_no", "First?"),))
    own: dict[str, Any] = {"choices": CHOICES} if kind in ("choice", "choices") else {}
    second = Section("two", "Two", fields=(Field("second", kind, "Second?", **own, **field),), **section)
    return FormDefinition("form", 1, "Form", "general", sections=(first, second))


@pytest.mark.parametrize(
    ("section", "field", "answers", "present", "applies"),
    [
        ({}, {}, {}, frozenset(), True),
        ({"ask_if": YES}, {}, {}, frozenset(), False),
        ({"ask_if": YES}, {}, {"first": True}, frozenset(), True),
        ({"ask_if": YES}, {}, {"second": True}, frozenset(), False),
        ({}, {"ask_if": YES}, {}, frozenset(), False),
        ({}, {"ask_if": YES}, {"first": True}, frozenset(), True),
        ({"fold": Fold(absent=("ci_gone",))}, {}, {}, frozenset(), False),
        ({}, {"fold": Fold(absent=("ci_gone",))}, {}, frozenset(), False),
        ({}, {"fold": Fold(absent=("ci_gone", "ci_other"))}, {}, frozenset(), True),
        ({}, {"fold": Fold(one_absent=("ci_gone", "ci_other"))}, {}, frozenset(), False),
        ({}, {"fold": Fold(present=("ci_there",))}, {}, frozenset(), True),
        ({}, {"fold": Fold(present=("ci_there",))}, {}, THERE, False),
        ({}, {"fold": Fold(until=("ci_there",))}, {}, THERE, True),
        ({}, {"fold": Fold(until=("ci_there",))}, {}, frozenset(), False),
        ({"fold": Fold(absent=("ci_gone",))}, {}, {"second": True}, frozenset(), True),  # what was answered applied
    ],
)
def test_a_question_applies(
    section: dict[str, Any], field: dict[str, Any], answers: dict[str, bool], present: frozenset[str], *, applies: bool
) -> None:
    given = {name: Answer(value=value) for name, value in answers.items()}
    found = [one.id for one in applying(form(section, field), given, present, GONE)]
    assert found == (["first", "second"] if applies else ["first"])


@pytest.mark.parametrize(
    ("kind", "counted"),
    [("yes_no", True), ("choice", True), ("choices", True), ("text", False), ("long_text", False), ("date", False)],
)
def test_a_day_and_a_note_are_no_questions_to_get_through(kind: FieldKind, *, counted: bool) -> None:
    assert len(applying(form({}, {}, kind), {}, frozenset(), frozenset())) == 1 + counted


@pytest.mark.parametrize("kind", ["finding", "rating"])
def test_a_finding_and_a_rating_are(kind: FieldKind) -> None:
    assert len(applying(form({}, {"fact": "rf_a" if kind == "finding" else "nd_a"}, kind), {}, frozenset(), GONE)) == 2
