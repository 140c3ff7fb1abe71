"""What a letter needs in each state it is noted in, and the day it asks for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hru_advocate.domain.forms.answers import Answer, Answers
from hru_advocate.domain.letters.letter import letter_fault, read_letter, ready_fault

DAY = date(2026, 11, 23)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
More = dict[str, object]
LETTER: More = {
    "title": "Housing", "kind": "letter", "to_name": "The Housing Team", "text": "Please help.", "state": "sent",
    "consent": "yes", "goes_by": "post", "sent_on": DAY, "send_by": AFTER, "answer_by": AFTER,
}  # fmt: skip
STATEMENT: More = {"kind": "statement", "words": "It was like this.", "text": None, "to_name": None}
WITHOUT: More = {"consent": "without", "consent_because": "Life in danger, the sergeant decided"}


def said(more: More) -> Answers:
    return {field: Answer(value=value) for field, value in (LETTER | more).items() if value is not None}


def fault(more: More, before: More | None = None) -> str | None:
    held = None if before is None else read_letter("", said(before))
    found = letter_fault(read_letter("", said(more)), held)
    assert found is None or found[1].endswith(".")
    return found[0] if found else None


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, None),
        (STATEMENT, None),
        # words, and somebody they go to
        ({"text": None}, "text"),
        ({"text": " "}, "text"),
        ({"text": None, "words": "Mine"}, "text"),  # the words of a letter are ours
        (STATEMENT | {"words": None}, "words"),
        (STATEMENT | {"words": None, "text": "Ours"}, "words"),
        ({"text": None, "state": "draft"}, None),
        ({"text": None, "state": "agreed"}, "text"),
        ({"text": None, "state": "answered", "answer": "Yes"}, "text"),
        ({"to_name": None}, "to_name"),
        ({"to_name": " ", "to_lines": " "}, "to_name"),
        ({"to_name": None, "to_lines": "1 Town Square"}, None),
        ({"to_name": None, "state": "draft"}, None),
        ({"text": "Please ring [our number]."}, "text"),
        ({"subject": "About [whom]"}, "text"),
        ({"greeting": "Dear [name]"}, "text"),
        ({"to_name": "[the team]"}, "text"),
        ({"to_lines": "[their address]"}, "text"),
        ({"text": "Please ring [our number].", "state": "draft"}, None),
        (STATEMENT | {"words": "He said [something]."}, None),  # her or his own words stand as they are
        # consent
        ({"consent": None}, "consent"),
        ({"consent": "no"}, "consent"),
        ({"consent": "no", "state": "draft"}, None),
        (WITHOUT, None),
        (WITHOUT | {"consent_because": None}, "consent_because"),
        (WITHOUT | {"consent_because": " "}, "consent_because"),
        (WITHOUT | {"state": "agreed"}, "state"),
        ({"state": "agreed"}, None),
        (STATEMENT | WITHOUT, "consent"),
        (STATEMENT | {"consent": "no"}, "consent"),
        # days and how it went
        ({"sent_on": None}, "sent_on"),
        ({"sent_on": None, "state": "agreed"}, None),
        ({"goes_by": None}, "goes_by"),
        ({"goes_by": None, "state": "agreed"}, None),
        ({"answer_by": DAY}, None),
        ({"answer_by": BEFORE}, "answer_by"),
        ({"answer_by": BEFORE, "state": "answered", "answer": "Yes"}, None),
        ({"state": "answered", "answer": "Yes", "answered_on": DAY}, None),
        ({"state": "answered", "answer": "Yes", "answered_on": BEFORE}, "answered_on"),
        ({"answered_on": BEFORE}, None),
        ({"state": "answered"}, "answer"),
        ({"state": "answered", "answer": " "}, "answer"),
        ({"state": "withdrawn"}, "withdrawn_because"),
        ({"state": "withdrawn", "withdrawn_because": " "}, "withdrawn_because"),
        ({"state": "withdrawn", "withdrawn_because": "She asked"}, None),
        ({"state": None, "text": None}, None),  # a draft until somebody says otherwise
    ],
)
def test_what_a_letter_needs(more: More, field: str | None) -> None:
    assert fault(more) == field


@pytest.mark.parametrize(
    ("before", "more", "field"),
    [
        ({}, {}, None),
        ({}, {"text": "Other words."}, "text"),
        ({}, {"subject": "New"}, "text"),
        ({}, {"greeting": "Dear all"}, "text"),
        ({}, {"title": "For our list"}, None),
        ({"state": "answered", "answer": "Yes"}, {"text": "Other words.", "state": "answered", "answer": "No"}, "text"),
        ({"state": "agreed"}, {"text": "Other words."}, None),
        ({"state": "draft"}, {"text": "Other words."}, None),
        ({}, {"text": "Other words.", "state": "draft"}, None),
        (STATEMENT, STATEMENT | {"words": "Other words."}, "text"),
    ],
)
def test_what_was_sent_stands(before: More, more: More, field: str | None) -> None:
    assert fault(more, before) == field


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"state": "draft"}, None),
        ({"state": "draft", "text": None}, "text"),
        ({"state": "draft", "text": "Ring [whom]"}, "text"),
        ({"state": "draft", "consent": None}, "consent"),
        (WITHOUT | {"state": "agreed"}, None),  # agreed it is not, but it may go
        ({"state": "draft", "sent_on": None, "goes_by": None}, None),
        ({"state": "withdrawn", "consent": "no"}, "consent"),
    ],
)
def test_what_keeps_a_letter_from_going_out(more: More, field: str | None) -> None:
    found = ready_fault(read_letter("", said(more)))
    assert (found[0] if found else None) == field


@pytest.mark.parametrize(
    ("more", "asks"),
    [
        ({"state": "draft"}, (AFTER, "Letter to send: Housing")),
        ({"state": "agreed"}, (AFTER, "Letter to send: Housing")),
        ({"state": "draft", "send_by": None}, None),
        ({}, (AFTER, "Letter to be answered: Housing")),
        ({"answer_by": None}, None),
        ({"state": "answered"}, None),
        ({"state": "withdrawn"}, None),
        ({"title": None}, (AFTER, "Letter to be answered: Letter")),
    ],
)
def test_the_day_a_letter_asks_for(more: More, asks: tuple[date, str] | None) -> None:
    assert read_letter("", said(more)).asks == asks


def test_what_was_left_in_on_purpose_is_known_by_its_kind_and_its_words() -> None:
    rows = (said({"kind": "name", "what": "Tomas"}), {"kind": Answer(value="number")})
    found = read_letter("e", {"kept": Answer(value=rows)})
    assert found.kept == {("name", "Tomas"), ("number", "")}
    assert (found.kind, found.title, found.state, found.statement) == ("letter", "Letter", "draft", False)
