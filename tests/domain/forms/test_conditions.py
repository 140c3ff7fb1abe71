"""Conditions: a closed list of rules over answers, nothing evaluated."""

from __future__ import annotations

import msgspec
import pytest

from hru_advocate.domain.forms.answers import Answer
from hru_advocate.domain.forms.conditions import Condition
from hru_advocate.domain.forms.rich_kinds import Finding, Rating

ANSWERS = {
    "colour": Answer("answered", "red"),
    "several": Answer("answered", ("a", "b")),
    "number": Answer("answered", 3),
    "yes": Answer("answered", True),
    "finding": Answer("answered", Finding(present=True)),
    "rating": Answer("answered", Rating(2)),
    "declined": Answer("declined"),
}


@pytest.mark.parametrize(
    ("rule", "holds"),
    [
        ({"field": "colour", "is": "red"}, True),
        ({"field": "colour", "is_not": "red"}, False),
        ({"field": "colour", "any_of": ["blue", "red"]}, True),
        ({"field": "several", "is": "b"}, True),
        ({"field": "number", "at_least": 3}, True),
        ({"field": "number", "at_least": 4}, False),
        ({"field": "yes", "is": True}, True),
        ({"field": "finding", "is": True}, True),
        ({"field": "rating", "at_least": 2}, True),
        ({"field": "declined", "is": "red"}, False),
        ({"field": "declined", "is_not": "red"}, True),
        ({"field": "declined", "stated": True}, True),
        ({"field": "missing", "stated": False}, True),
        ({"all": [{"field": "colour", "is": "red"}, {"field": "number", "is": 3}]}, True),
        ({"all": [{"field": "colour", "is": "red"}, {"field": "number", "is": 4}]}, False),
        ({"any": [{"field": "colour", "is": "blue"}, {"field": "number", "is": 4}]}, False),
        ({"any": [{"field": "colour", "is": "red"}, {"field": "number", "is": 4}]}, True),
    ],
)
def test_a_rule_holds_or_not(rule: dict[str, object], *, holds: bool) -> None:
    assert msgspec.convert(rule, Condition).holds(ANSWERS) is holds


@pytest.mark.parametrize(
    "rule",
    [
        {},
        {"field": "a"},
        {"is": 1},
        {"field": "a", "is": 1, "is_not": 2},
        {"all": [], "any": []},
        {"field": "a", "code": "1 == 1"},
        {"field": "a", "all": []},
    ],
)
def test_a_rule_that_says_nothing_or_two_things_is_refused(rule: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(rule, Condition)
