"""Answers on paper: who may read which field, what stands apart, and what is said of a question nobody answered."""

from __future__ import annotations

import pytest

from hru_advocate.documents.blocks import AnswerBlock, Block, Heading, Paragraph, Quote, Run
from hru_advocate.documents.compose.answers import APART, AnswerReading, Audience, read_out, stamp_in_words
from hru_advocate.documents.compose.form import filled_form
from hru_advocate.domain.forms.answers import NOT_ASKED, STATE_WORDS, Answer, Answers, AnswerState
from hru_advocate.domain.forms.conditions import Condition
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.rich_kinds import Finding, Rating
from hru_advocate.domain.ledger.entry import Stamp
from tests.documents.composed_cases import record


def said(field: Field, answers: Answers, audience: Audience = "file_copy", *ticks: str) -> list[Block]:
    reading = AnswerReading(lambda one: f"its {one}", audience, frozenset(ticks))
    return list(read_out(reading, (field,), answers))


def one(answer: object, state: AnswerState = "answered") -> dict[str, Answer]:
    return {"it": Answer(state, answer)}


@pytest.mark.parametrize(
    ("paper", "audience", "there"),
    [
        ("always", "file_copy", True),
        ("always", "shared", True),
        ("file_copy", "file_copy", True),
        ("file_copy", "shared", False),
        ("never", "file_copy", False),
        ("never", "shared", False),
    ],
)
@pytest.mark.parametrize("asked", [True, False])
def test_who_may_read_a_field_reads_its_answer_and_that_it_was_not_asked(
    paper: str, audience: Audience, *, there: bool, asked: bool
) -> None:
    field = Field("it", "text", "It?", paper=paper)  # type: ignore[arg-type]  # the three of it
    found = said(field, one("Something") if asked else {}, audience)
    line: Block = AnswerBlock("It?", "Something") if asked else Paragraph((Run("Not asked: It?", "quiet"),))
    assert found == ([line] if there else [])


@pytest.mark.parametrize(
    ("audience", "ticks", "state", "expected"),
    [
        ("file_copy", (), "answered", [AnswerBlock("It?", APART)]),
        ("file_copy", ("it",), "answered", [AnswerBlock("It?", "07700 900123")]),
        ("file_copy", ("other",), "answered", [AnswerBlock("It?", APART)]),
        ("shared", (), "answered", []),
        ("shared", ("it",), "answered", [AnswerBlock("It?", "07700 900123")]),
        ("file_copy", (), "declined", [AnswerBlock("It?", STATE_WORDS["declined"])]),
        ("shared", (), "declined", [AnswerBlock("It?", STATE_WORDS["declined"])]),
    ],
)
def test_a_protected_answer_stands_only_where_it_was_ticked(
    audience: Audience, ticks: tuple[str, ...], state: AnswerState, expected: list[Block]
) -> None:
    field = Field("it", "phone", "It?", protected=True)
    answer = one("07700 900123" if state == "answered" else None, state)
    assert said(field, answer, audience, *ticks) == expected


@pytest.mark.parametrize(
    ("first", "there"),
    [({"first": Answer("answered", True)}, True), ({"first": Answer("answered", False)}, False), ({}, False)],
)
def test_a_question_whose_condition_does_not_hold_is_not_there(first: Answers, *, there: bool) -> None:
    field = Field("it", "text", "It?", ask_if=Condition(field="first", is_=True))
    assert said(field, {**first, **one("Something")}) == ([AnswerBlock("It?", "Something")] if there else [])
    assert bool(said(field, first)) is there


def test_questions_nobody_asked_stand_in_one_line_after_the_answers() -> None:
    fields = [Field(name, "text", f"{name}?") for name in ("a", "b", "c")]
    reading = AnswerReading(str)
    assert list(read_out(reading, fields, {"b": Answer("answered", "yes, b")})) == [
        AnswerBlock("b?", "yes, b"),
        Paragraph((Run("Not asked: a? · c?", "quiet"),)),
    ]
    assert list(read_out(reading, fields[:1], {"a": NOT_ASKED})) == [Paragraph((Run("Not asked: a?", "quiet"),))]
    assert list(read_out(reading, fields[:1], {"a": Answer("answered", "x")})) == [AnswerBlock("a?", "x")]


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        (Field("it", "words", "It?"), "I can't", [AnswerBlock("It?", "I can't", quote=True)]),
        (Field("it", "long_text", "It?"), "A fact", [AnswerBlock("It?", "A fact", quote=False)]),
        (Field("it", "links", "It?", link="factor"), ("rf_a", "nd_b"), [AnswerBlock("It?", "its rf_a, its nd_b")]),
        (Field("it", "links", "It?", link="factor"), (), [AnswerBlock("It?", "None")]),
        (Field("it", "rating", "It?"), Rating(3), [AnswerBlock("It?", "3 of 4")]),
        (Field("it", "rating", "It?"), Rating(3, words="No lock"), [AnswerBlock("It?", "3 of 4"), Quote("No lock")]),
        (Field("it", "finding", "It?", fact="rf_a"), Finding(present=True), [AnswerBlock("It?", "Yes")]),
        (
            Field("it", "finding", "It?", fact="rf_a"),
            Finding(present=True, words="He hit me", fact="A bruise"),
            [AnswerBlock("It?", "Yes\nAs fact: A bruise"), Quote("He hit me")],
        ),
    ],
)  # fmt: skip
def test_own_words_stand_apart_and_ids_are_put_into_words(field: Field, value: object, expected: list[Block]) -> None:
    assert said(field, one(value)) == expected


INSIDE = (
    Field("name", "text", "Name?"),
    Field("number", "phone", "Number?", protected=True),
    Field("office", "text", "Office?", paper="file_copy"),
    Field("more", "text", "More?", ask_if=Condition(field="name", is_="Ann")),
)
GROUP = Field("it", "group", "It", fields=INSIDE)
ROWS: tuple[Answers, ...] = (
    {"name": Answer("answered", "Ann"), "number": Answer("answered", "01632 960123"), "more": Answer("answered", "m")},
    {"name": Answer("declined"), "office": Answer("answered", "o"), "more": Answer("answered", "hidden")},
)


@pytest.mark.parametrize("state", ["declined", "unsafe_to_ask", "not_known"])
def test_a_reason_is_no_words_of_the_person(state: AnswerState) -> None:
    found = said(Field("it", "words", "It?"), one(None, state))
    assert found == [AnswerBlock("It?", STATE_WORDS[state], quote=False)]


def test_rows_stand_each_under_its_number_and_hold_what_was_answered_or_refused() -> None:
    found = said(GROUP, one(ROWS))
    assert [block for block in found if isinstance(block, Heading)] == [
        Heading("It, 1 of 2", 3),
        Heading("It, 2 of 2", 3),
    ]
    labels = [(block.label, block.text) for block in found if isinstance(block, AnswerBlock)]
    assert labels[:3] == [("Name?", "Ann"), ("Number?", APART), ("More?", "m")]
    assert [label for label, _text in labels[3:]] == ["Name?", "Office?"]
    assert len(found) == 7


@pytest.mark.parametrize(
    ("tick", "there"), [("it.1.number", True), ("it.2.number", False), ("number", False), ("it", False)]
)
def test_a_protected_answer_in_a_row_has_a_tick_of_its_own(tick: str, *, there: bool) -> None:
    found = [block.text for block in said(GROUP, one(ROWS), "shared", tick) if isinstance(block, AnswerBlock)]
    assert ("01632 960123" in found) is there
    assert APART not in found
    assert "o" not in found


def test_a_group_without_rows_says_none() -> None:
    assert said(GROUP, one(())) == [AnswerBlock("It", "None")]


@pytest.mark.parametrize(
    ("utc", "offset", "words"),
    [
        ("2026-11-21T10:32:00.000Z", 0, "21 Nov 2026, 10:32"),
        ("2026-07-01T23:30:00.000Z", 60, "2 Jul 2026, 00:30"),
        ("2026-01-01T00:10:00.000Z", -60, "31 Dec 2025, 23:10"),
    ],
)
def test_the_time_of_writing_is_that_of_the_place(utc: str, offset: int, words: str) -> None:
    assert stamp_in_words(Stamp(utc, offset, 0, "boot")) == words


@pytest.mark.parametrize(("audience", "marking"), [("file_copy", "OFFICIAL-SENSITIVE"), ("shared", "")])
def test_only_the_units_own_copy_is_marked(audience: Audience, marking: str) -> None:
    made = filled_form(
        record("contact", {"happened": "2026-11-20", "method": "phone", "direction": "in", "with_whom": "victim"}, 21),
        str,
        audience=audience,
    )
    assert (made.marking, made.footer, made.title) == (marking, "", "Contact")
