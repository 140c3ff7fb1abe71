"""Raw answers as drafts and scripts hold them: what each becomes for an input, and what is left out."""

from __future__ import annotations

import pytest

from hru_advocate.domain.forms.answers import STATES, Answer, AnswerState
from hru_advocate.domain.forms.conditions import Condition
from hru_advocate.domain.forms.fields import Field, Fold, is_folded
from hru_advocate.domain.forms.plain_kinds import facts_of
from hru_advocate.domain.forms.raw_answers import parts_of, plain_answer, plain_row, reason_in, text_of, words_in
from hru_advocate.domain.forms.rich_kinds import Finding, Rating

Facts = tuple[str, ...]

TEXT = Field("it", "text", "It?")
GROUP = Field("it", "group", "It?", fields=(Field("a", "text", "A"), Field("b", "yes_no", "B")))


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        (None, None),
        ("x", "x"),
        (3, 3),
        (False, False),
        (("a", "b"), ["a", "b"]),
        (["a", "b"], ["a", "b"]),
        ({"state": "answered", "value": "x"}, "x"),
        ({"state": "answered"}, None),
        ({"state": "not_asked"}, None),
        ({"state": "declined"}, {"state": "declined"}),
        ({"state": "declined", "value": "x"}, {"state": "declined"}),
        ({"state": "made_up"}, {"state": "made_up"}),
        ({"value": 2, "words": "x"}, {"value": 2, "words": "x"}),
        (Answer("answered", "x"), "x"),
        (Answer("answered", ("a", "b")), ["a", "b"]),
        (Answer("not_asked"), None),
        (Answer("unsafe_to_ask"), {"state": "unsafe_to_ask"}),
        (Answer("answered", Rating(3, words="x")), {"value": 3, "words": "x"}),
        (Answer("answered", Finding(present=True)), {"present": True}),
    ],
)
def test_a_raw_answer_becomes_plain(given: object, plain: object) -> None:
    assert plain_answer(TEXT, given) == plain
    assert type(plain_answer(TEXT, given)) is type(plain)


@pytest.mark.parametrize(
    ("given", "rows"),
    [
        ([{"a": "x", "b": True}], [{"a": "x", "b": True}]),
        (({"a": "x"}, {"b": False}), [{"a": "x"}, {"b": False}]),
        ({"a": "x"}, [{"a": "x"}]),
        ([], []),
        (["no row"], [{}]),
        ("no rows", None),
        (None, None),
        (Answer("answered", ({"a": Answer("answered", "x"), "b": Answer("not_asked")},)), [{"a": "x"}]),
        ({"state": "declined"}, {"state": "declined"}),
    ],
)
def test_rows_become_plain_one_by_one(given: object, rows: object) -> None:
    assert plain_answer(GROUP, given) == rows


@pytest.mark.parametrize(
    ("row", "plain"),
    [
        ({"a": "x"}, {"a": "x"}),
        ({"a": None, "b": False}, {"b": False}),
        ({"unknown": "x"}, {}),
        ({"b": {"state": "declined"}}, {"b": {"state": "declined"}}),
        ("x", {}),
        (None, {}),
    ],
)
def test_of_a_row_only_what_was_asked_is_kept(row: object, plain: dict[str, object]) -> None:
    assert plain_row(GROUP, row) == plain


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        *(({"state": state}, state) for state in STATES[1:]),
        ({"state": "answered"}, None),
        ({"state": "made_up"}, None),
        ({}, None),
        ("declined", None),
        (None, None),
    ],
)
def test_a_reason_is_one_of_those_there_are(value: object, reason: AnswerState | None) -> None:
    assert reason_in(value) == reason


def test_there_are_four_reasons_and_an_answer() -> None:
    assert STATES == ("answered", "not_asked", "not_known", "declined", "unsafe_to_ask")


@pytest.mark.parametrize(
    ("value", "text"), [("x", "x"), (3, "3"), (0, "0"), (True, ""), (False, ""), (None, ""), (["x"], ""), ({}, "")]
)
def test_an_input_shows_texts_and_numbers(value: object, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize(
    ("value", "parts"),
    [(None, {}), (3, {"value": 3}), (0, {"value": 0}), ({"words": "x"}, {"words": "x"}), ({}, {})],
)
def test_a_bare_value_is_the_main_part(value: object, parts: dict[str, object]) -> None:
    assert parts_of(value, "value") == parts


@pytest.mark.parametrize(
    ("value", "words"),
    [("x", ["x"]), (["x", 3, "y"], ["x", "y"]), (("x",), ["x"]), (3, []), (None, []), ({"x": 1}, [])],
)
def test_a_bare_text_is_a_list_of_one(value: object, words: list[str]) -> None:
    assert list(words_in(value)) == words


@pytest.mark.parametrize(
    ("fact", "present", "expected"),
    [
        ("rf_x", True, ({"rf_x"}, set())),
        ("rf_x", False, (set(), {"rf_x"})),
        ("", True, (set(), set())),
        ("", False, (set(), set())),
    ],
)
def test_a_fact_is_known_true_or_known_false(fact: str, expected: tuple[set[str], set[str]], *, present: bool) -> None:
    assert [set(facts) for facts in facts_of(fact, present=present)] == list(expected)


@pytest.mark.parametrize(
    ("until", "absent", "present", "ruled_out", "folded"),
    [
        ((), (), (), (), False),
        (("rf_a",), (), (), (), True),
        (("rf_a", "rf_b"), (), ("rf_b",), (), False),
        (("rf_a",), (), ("rf_c",), (), True),
        ((), ("rf_a",), (), (), False),
        ((), ("rf_a",), (), ("rf_a",), True),
        ((), ("rf_a", "rf_b"), (), ("rf_a",), False),
        ((), ("rf_a", "rf_b"), (), ("rf_a", "rf_b"), True),
        (("rf_a",), ("rf_b",), ("rf_a",), ("rf_b",), True),
        (("rf_a",), ("rf_b",), ("rf_a",), (), False),
    ],
)
def test_a_question_folds_by_what_is_known(
    until: tuple[str, ...],
    absent: tuple[str, ...],
    present: tuple[str, ...],
    ruled_out: tuple[str, ...],
    *,
    folded: bool,
) -> None:
    fold = Fold(until=until, absent=absent)
    assert is_folded(fold, frozenset(present), frozenset(ruled_out)) is folded
    assert is_folded(None, frozenset(present), frozenset(ruled_out)) is False


@pytest.mark.parametrize(
    ("rule", "value", "holds"),
    [
        ({"at_least": 2}, 2, True),
        ({"at_least": 2}, 1, False),
        ({"at_least": 2}, "3", False),
        ({"at_least": 2}, (1, 2), True),
        ({"at_least": 2}, (1, 1), False),
        ({"at_least": 2}, (), False),
        ({"at_least": 2}, Rating(2), True),
        ({"at_least": 2}, Rating(1, advocate=4), False),
        ({"is_": True}, Finding(present=True), True),
        ({"is_": True}, Finding(present=False), False),
        ({"is_": "a"}, ("a", "b"), True),
        ({"is_": "c"}, ("a", "b"), False),
        ({"is_not": "a"}, ("a", "b"), False),
        ({"is_not": "c"}, ("a", "b"), True),
        ({"any_of": ("a", "c")}, ("b", "c"), True),
        ({"any_of": ("a", "c")}, ("b",), False),
        ({"any_of": ("a", "c")}, "c", True),
    ],
)
def test_a_condition_asks_of_a_list_whether_it_holds_the_value(
    rule: dict[str, object], value: object, *, holds: bool
) -> None:
    condition = Condition(field="it", **rule)  # type: ignore[arg-type]  # keyword by keyword
    assert condition.holds({"it": Answer("answered", value)}) is holds
    assert condition.holds({"it": Answer("declined")}) is ("is_not" in rule)
    assert condition.holds({}) is ("is_not" in rule)
