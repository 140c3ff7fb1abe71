"""Every kind of question: what it takes, what it refuses, how it says an answer, and which facts follow."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from hru_advocate.domain.births import BirthAsTold
from hru_advocate.domain.forms.answers import STATE_WORDS, Answer, Asking
from hru_advocate.domain.forms.fields import Choice, Field, FieldKind
from hru_advocate.domain.forms.kinds import (
    KIND_OF,
    answer_in_words,
    check_answer,
    check_answers,
    facts_in,
    fitting_answers,
    read_answers,
    row_in_words,
    store_answers,
)
from hru_advocate.domain.forms.rich_kinds import OPEN_NEED, Finding, Named, Rating
from hru_advocate.domain.moments import Moment
from hru_advocate.errors import InvalidAnswer

ASKING = Asking(datetime(2026, 11, 23, 10, 0, tzinfo=UTC), frozenset({"rf_a", "nd_b", "tr_c", "sv_d", "ci_e"}))
BOTH = (Choice("a", "First", means=("ci_x", "rf_x")), Choice("b", "Second", rules_out=("ci_x", "nd_y")))
BORN = {"told": "34", "first": "1991-11-24", "last": "1992-11-23", "on": "2026-11-23"}
PLACED = {"start": "2026-11-20", "end": "2026-11-21"}
REASONS = ["rf_a", "nd_b", "tr_c", "ci_e", "wish_2"]
GROUP = (Field("who", "text", "Who", required=True), Field("sure", "yes_no", "Sure?"))


def field(kind: FieldKind, **more: object) -> Field:
    own: dict[str, object] = {
        "choice": {"choices": BOTH},
        "choices": {"choices": BOTH},
        "links": {"link": "factor"},
        "finding": {"fact": "rf_a"},
        "rating": {"fact": "nd_b"},
        "group": {"fields": GROUP},
    }.get(kind, {})  # type: ignore[assignment]  # keyword by keyword
    return Field(**({"id": "it", "kind": kind, "label": "It?"} | own | more))  # type: ignore[arg-type]  # as above


@pytest.mark.parametrize(
    ("kind", "more", "raw", "value"),
    [
        ("text", {}, "x" * 500, "x" * 500),
        ("text", {"most": 3}, "abc", "abc"),
        ("text", {}, "a\tb", "a b"),
        ("text", {}, "a\nb", "a b"),
        ("text", {}, "a\x00b", "ab"),
        ("long_text", {}, "a\r\nb\rc", "a\nb\nc"),
        ("long_text", {}, "x" * 200_000, "x" * 200_000),
        ("yes_no", {}, True, True),
        ("yes_no", {}, False, False),
        ("yes_no", {}, " Yes ", True),
        ("yes_no", {}, "no", False),
        ("yes_no", {}, "present", True),
        ("yes_no", {}, "Absent", False),
        ("choice", {}, "a", "a"),
        ("choices", {}, ["b", "a", "b"], ("b", "a")),
        ("choices", {}, "a", ("a",)),
        ("choices", {}, [], ()),
        ("number", {}, 0, 0),
        ("number", {}, " 12 ", 12),
        ("number", {}, 1_000_000, 1_000_000),
        ("number", {"least": 3, "most": 5}, 3, 3),
        ("number", {"least": 3, "most": 5}, 5, 5),
        ("number", {"least": -2}, -2, -2),
        ("scale", {}, 4, 4),
        ("scale", {"most": 6}, 6, 6),
        ("links", {}, ["rf_a"], ("rf_a",)),
        ("links", {"link": "reason"}, REASONS, tuple(REASONS)),
        ("links", {"most": 1}, "rf_a", ("rf_a",)),
        ("finding", {}, "yes", Finding(present=True)),
        ("finding", {}, {"value": False}, Finding(present=False)),
        ("finding", {}, {"present": True, "words": "", "fact": None, "how": ""}, Finding(present=True)),
        (
            "finding",
            {},
            {"present": True, "words": "w", "fact": "f", "how": ["advocate_saw", "victim_said", "advocate_saw"]},
            Finding(present=True, words="w", fact="f", how=("advocate_saw", "victim_said")),
        ),
        ("finding", {}, {"present": True, "how": "victim_said"}, Finding(present=True, how=("victim_said",))),
        ("rating", {}, 0, Rating(0)),
        ("rating", {}, "4", Rating(4)),
        ("rating", {}, {"value": 1, "advocate": 4, "words": "w"}, Rating(1, 4, "w")),
        ("rating", {}, {"value": 1, "advocate": None, "words": ""}, Rating(1)),
        ("when", {}, PLACED | {"told": "then\nor so"}, Moment("then or so", "2026-11-20", "2026-11-21")),
        (
            "when",
            {},
            {"told": "long ago", "start": "1500-01-01", "end": "1500-01-01"},
            Moment("long ago", "1500-01-01", "1500-01-01"),
        ),
        (
            "when",
            {"direction": "future"},
            {"told": "then", "start": "2700-01-01", "end": "2700-01-01"},
            Moment("then", "2700-01-01", "2700-01-01"),
        ),
        ("when", {}, {"told": "x" * 200}, Moment("x" * 200)),
        ("when", {}, {"told": "2\nNov 2026"}, Moment("2 Nov 2026", "2026-11-02", "2026-11-02")),
        ("date", {}, "2026-11-20", date(2026, 11, 20)),
        ("date", {}, "yesterday", date(2026, 11, 22)),
        ("born", {}, {**BORN, "told": " 34\x00 "}, BirthAsTold(**BORN)),
        ("time", {}, "9.30 am", "09:30"),
        ("time", {}, "16:30", "16:30"),
        ("phone", {}, "+44 7700 900123", "07700 900123"),
        ("email", {}, " a@example.invalid ", "a@example.invalid"),
        ("person", {}, "Sam", Named("Sam")),
        ("person", {}, {"name": "Sam", "relation": "sister"}, Named("Sam", "sister")),
        ("person", {}, {"name": "Sam", "relation": ""}, Named("Sam")),
    ],
)
def test_what_a_kind_takes(kind: FieldKind, more: dict[str, object], raw: object, value: object) -> None:
    asked = field(kind, **more)
    found = check_answer(asked, raw, ASKING)
    assert found == Answer("answered", value)
    assert check_answer(asked, {"state": "answered", "value": raw}, ASKING) == found
    assert check_answer(asked, found, ASKING) == found
    kept = store_answers([asked], {"it": found})
    assert read_answers([asked], kept) == {"it": found}


@pytest.mark.parametrize(
    ("kind", "more", "raw"),
    [
        ("text", {}, "x" * 501),
        ("text", {"most": 3}, "abcd"),
        ("text", {}, " \t "),
        ("text", {}, 3),
        ("text", {}, "a\ud800b"),
        ("long_text", {}, "x" * 200_001),
        ("yes_no", {}, "maybe"),
        ("yes_no", {}, 1),
        ("choice", {}, "c"),
        ("choice", {}, ["a"]),
        ("choices", {}, ["a", "c"]),
        ("choices", {}, ["a", 3]),
        ("choices", {}, 3),
        ("number", {}, -1),
        ("number", {}, 1_000_001),
        ("number", {}, True),
        ("number", {}, "1.5"),
        ("number", {}, "٣"),
        ("number", {"most": 10**12}, "1234567890"),
        ("number", {"least": 3, "most": 5}, 2),
        ("number", {"least": 3, "most": 5}, 6),
        ("scale", {}, 5),
        ("links", {}, ["nd_b"]),
        ("links", {}, ["rf_unknown"]),
        ("links", {}, ["wish_2"]),
        ("links", {"link": "reason"}, ["sv_d"]),
        ("links", {"link": "reason", "most": 1}, ["rf_a", "nd_b"]),
        ("finding", {}, {}),
        ("finding", {}, {"present": True, "unknown": 1}),
        ("finding", {}, {"present": True, 3: "x"}),
        ("finding", {}, {"present": True, "how": ["guessed"]}),
        ("finding", {}, {"present": True, "how": 3}),
        ("finding", {}, {"present": True, "words": 3}),
        ("rating", {}, 5),
        ("rating", {}, {"advocate": 3}),
        ("rating", {}, {"value": 1, "advocate": 5}),
        ("rating", {}, {"value": 1, "fact": "f"}),
        ("when", {}, {"told": "then", "start": "20 Nov", "end": "20 Nov"}),
        ("when", {}, {"told": "then", "start": "2026-11-20", "end": ""}),
        ("when", {}, {"told": "", "start": "2026-11-20", "end": "2026-11-20"}),
        ("when", {}, {"told": "x" * 201}),
        # what no other laptop would take in
        ("when", {}, {"told": "then", "start": "1499-12-31", "end": "1500-01-01"}),
        ("when", {"direction": "future"}, {"told": "then", "start": "2700-01-01", "end": "2700-01-02"}),
        ("when", {}, {"told": "then", "start": "2026-11-21", "end": "2026-11-20"}),
        ("when", {}, PLACED | {"told": "then", "on": "then"}),
        ("finding", {}, {"value": True, "last": {"told": "then", "start": "0001-01-01", "end": "0001-01-01"}}),
        ("born", {}, BORN | {"first": "1499-12-31"}),
        ("born", {}, BORN | {"first": "19911124"}),
        ("born", {}, BORN | {"first": "1991-11-24T10:00"}),
        ("born", {}, BORN | {"last": "1990-11-24"}),
        ("date", {}, "some time last year"),
        ("date", {}, "in November"),
        ("time", {}, "soon"),
        ("phone", {}, "123"),
        ("email", {}, "a.example.invalid"),
        ("email", {}, "@example.invalid"),
        ("email", {}, "a@example."),
        ("email", {}, "a b@example.invalid"),
        ("person", {}, {"relation": "sister"}),
        ("person", {}, {"name": "Sam", "phone": "x"}),
        ("text", {}, {"state": "made_up"}),
        ("text", {}, {"state": "declined", "value": "x"}),
        ("text", {}, {"state": "declined", "why": "x"}),
        ("text", {}, {"state": "answered"}),
        ("text", {}, {"state": "answered", "value": "x", "why": "x"}),
    ],
)
def test_what_a_kind_refuses(kind: FieldKind, more: dict[str, object], raw: object) -> None:
    asked = field(kind, **more)
    with pytest.raises(InvalidAnswer):
        check_answer(asked, raw, ASKING)
    assert fitting_answers([asked], {"it": raw}, ASKING) == {}


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("24/7", None),
        (" 24/7. ", None),
        ({"told": "24/7"}, None),  # corrected later
        ("24/7 at 3 pm", date(2026, 7, 24)),
        ("24/7/26", date(2026, 7, 24)),
        ("23/7", date(2026, 7, 23)),
    ],
)
def test_round_the_clock_is_no_day_of_july(raw: object, day: date | None) -> None:
    found = check_answer(field("when"), raw, ASKING).value
    assert found.day == day
    assert found.told.startswith(("24/7", "23/7"))


def test_a_moment_placed_when_it_was_told_does_not_move_on() -> None:
    asked = field("when")
    told = {"told": "yesterday", "start": "2026-11-02", "end": "2026-11-02"}
    found = check_answer(asked, told, ASKING).value
    assert (found.told, found.day) == ("yesterday", date(2026, 11, 2))
    again = check_answer(asked, {"told": "yesterday"}, ASKING).value
    assert again.day == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("kind", "more", "value", "words"),
    [
        ("yes_no", {}, True, "Yes"),
        ("yes_no", {}, False, "No"),
        ("choice", {}, "b", "Second"),
        ("choice", {}, "gone", "gone"),
        ("choices", {}, ("b", "a"), "Second, First"),
        ("choices", {}, (), "None of these"),
        ("number", {}, 12_000, "12,000"),
        ("scale", {"anchors": ("None", "Some")}, 0, "0 · None"),
        ("scale", {"anchors": ("None", "Some")}, 1, "1 · Some"),
        ("scale", {"anchors": ("None", "Some")}, 2, "2"),
        ("number", {"anchors": ("None", "Some")}, -1, "-1"),
        ("links", {}, ("rf_a", "rf_b"), "rf_a, rf_b"),
        ("links", {}, (), "None"),
        ("finding", {}, Finding(present=False), "No"),
        ("finding", {}, Finding(present=True, words="w", fact="A bruise"), "Yes · A bruise"),
        ("rating", {}, Rating(0), "0 of 4"),
        ("rating", {"anchors": ("None", "Some")}, Rating(1, 3), "1 of 4 · Some · advocate's rating 3 of 4"),
        ("rating", {"anchors": ("None", "Some")}, Rating(2, 0), "2 of 4 · advocate's rating 0 of 4"),
        ("date", {}, date(2026, 11, 3), "3 Nov 2026"),
        ("person", {}, Named("Sam"), "Sam"),
        ("person", {}, Named("Sam", "sister"), "Sam (sister)"),
        ("group", {}, (), "None"),
    ],
)  # fmt: skip
def test_how_an_answer_is_said(kind: FieldKind, more: dict[str, object], value: object, words: str) -> None:
    assert answer_in_words(field(kind, **more), Answer("answered", value)) == words
    assert answer_in_words(field(kind, **more), Answer("declined")) == STATE_WORDS["declined"]


@pytest.mark.parametrize(
    ("how", "words"),
    [
        (("victim_said", "police_record"), "the victim said, police record"),
        (("advocate_saw", "partner_agency"), "I saw it, partner agency"),
        (("family_or_friend", "document_or_device"), "family or friend, document or device"),
    ],
)
def test_how_a_finding_is_known_is_said(how: tuple[str, ...], words: str) -> None:
    value = Finding(present=True, how=how)
    assert answer_in_words(field("finding"), Answer("answered", value)) == f"Yes · known from: {words}"


@pytest.mark.parametrize("code", [0xD800, 0xDC00, 0xDFFF])
def test_half_a_character_is_refused(code: int) -> None:
    with pytest.raises(InvalidAnswer):
        check_answer(field("text"), f"a{chr(code)}b", ASKING)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"who": Answer("answered", "Ann"), "sure": Answer("answered", False)}, "Who: Ann; Sure?: No"),
        ({"who": Answer("declined")}, f"Who: {STATE_WORDS['declined']}"),
        ({"who": Answer("not_asked")}, "Nothing answered"),
        ({}, "Nothing answered"),
    ],
)
def test_how_a_row_is_said(row: dict[str, Answer], words: str) -> None:
    assert row_in_words(field("group"), row) == words


@pytest.mark.parametrize(
    ("kind", "more", "value", "present", "absent"),
    [
        ("yes_no", {"fact": "ci_x"}, True, {"ci_x"}, set()),
        ("yes_no", {"fact": "ci_x"}, False, set(), {"ci_x"}),
        ("yes_no", {}, True, set(), set()),
        ("choice", {}, "a", {"ci_x", "rf_x"}, set()),
        ("choice", {}, "b", set(), {"ci_x", "nd_y"}),
        ("choices", {}, ("a", "b"), {"ci_x", "rf_x"}, {"nd_y"}),
        ("choices", {}, (), set(), set()),
        ("links", {"link": "trigger"}, ("tr_c",), {"tr_c"}, set()),
        ("links", {"link": "circumstance"}, ("ci_x",), {"ci_x"}, set()),
        ("links", {"link": "factor"}, ("rf_a",), set(), set()),
        ("links", {"link": "reason"}, ("tr_c",), set(), set()),
        ("finding", {}, Finding(present=True), {"rf_a"}, set()),
        ("finding", {}, Finding(present=False), set(), {"rf_a"}),
        ("rating", {}, Rating(OPEN_NEED), {"nd_b"}, set()),
        ("rating", {}, Rating(OPEN_NEED - 1), set(), {"nd_b"}),
        ("rating", {}, Rating(0, OPEN_NEED), {"nd_b"}, set()),
        ("rating", {}, Rating(OPEN_NEED, 0), {"nd_b"}, set()),
        ("rating", {}, Rating(1, 1), set(), {"nd_b"}),
        ("text", {}, "x", set(), set()),
    ],
)
def test_the_facts_that_follow(
    kind: FieldKind, more: dict[str, object], value: object, present: set[str], absent: set[str]
) -> None:
    asked = field(kind, **more)
    assert [set(facts) for facts in KIND_OF[kind].facts(asked, value)] == [present, absent]
    assert [set(facts) for facts in facts_in([asked], {"it": Answer("answered", value)})] == [present, absent]
    assert [set(facts) for facts in facts_in([asked], {"it": Answer("declined")})] == [set(), set()]


def test_of_two_questions_about_one_fact_the_true_one_wins() -> None:
    asked = [Field(name, "yes_no", name, fact="rf_a") for name in ("a", "b")]
    for first, second in ((True, False), (False, True)):
        answers = {"a": Answer("answered", first), "b": Answer("answered", second)}
        assert facts_in(asked, answers) == (frozenset({"rf_a"}), frozenset())


@pytest.mark.parametrize(
    ("more", "raw", "fits"),
    [
        ({}, {}, True),
        ({"required": True}, {}, False),
        ({"required": True}, {"it": {"state": "declined"}}, True),
        ({"required": True}, {"it": {"state": "not_asked"}}, False),
        ({"required": True}, {"it": "x"}, True),
        ({"value_only": True}, {}, False),
        ({"value_only": True}, {"it": {"state": "declined"}}, False),
        ({"value_only": True}, {"it": "x"}, True),
        ({}, {"other": "x"}, False),
    ],
)
def test_what_must_be_answered(more: dict[str, object], raw: dict[str, object], *, fits: bool) -> None:
    asked = [field("text", **more)]
    if fits:
        assert set(check_answers(asked, raw, ASKING)) == set(raw)
        return
    with pytest.raises(InvalidAnswer):
        check_answers(asked, raw, ASKING)


def test_what_was_not_asked_is_not_stored() -> None:
    asked = [field("text"), field("group", id="rows")]
    answers = {"it": Answer("not_asked"), "rows": Answer("declined")}
    assert store_answers(asked, answers) == {"rows": {"state": "declined"}}
    assert store_answers(asked, {"it": Answer("answered", "x")}) == {"it": {"state": "answered", "value": "x"}}
    assert read_answers(asked, {}) == {}
    assert read_answers(asked, {"rows": {"state": "declined"}}) == {"rows": Answer("declined")}
