"""Any record can be printed and any form filled in by hand; conditions and protected fields are respected."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from hru_advocate.documents.blocks import AnswerBlock, BlankField, Heading, Notice, Page, Paragraph, Quote, plain
from hru_advocate.documents.compose.answers import APART
from hru_advocate.documents.compose.blank import FIVE, blank_form, condition_in_words, only_if
from hru_advocate.documents.compose.form import filled_form
from hru_advocate.documents.pdf.writer import render
from hru_advocate.domain.catalogue import read_form
from hru_advocate.domain.forms.answers import STATE_WORDS
from hru_advocate.domain.forms.conditions import Condition
from hru_advocate.domain.forms.fields import FieldKind
from tests.documents.checking import FONTS
from tests.documents.composed_cases import FORMS, filled, record, text_of, words_for

EVERY_KIND = b"""
id = "every_kind"
version = 1
title = "Every kind"
purpose = "general"

[[section]]
id = "all"
title = "All of them"

[[section.field]]
id = "ask"
kind = "yes_no"
label = "Ask the rest?"

[[section.field]]
id = "one"
kind = "choice"
label = "Which one?"
choices = [{ id = "a", label = "First" }, { id = "b", label = "Second" }]
ask_if = { field = "ask", stated = true }

[[section.field]]
id = "level"
kind = "scale"
label = "How much?"
anchors = ["None", "A little", "Some", "Much", "All"]

[[section.field]]
id = "how_many"
kind = "number"
label = "How many?"
most = 9
ask_if.all = [
  { field = "ask", is = true },
  { any = [{ field = "level", at_least = 2 }, { field = "one", is_not = "a" }] },
]

[[section.field]]
id = "secret"
kind = "address"
label = "Where?"
protected = true

[[section.field]]
id = "never"
kind = "text"
label = "Never on paper"
paper = "never"

[[section.field]]
id = "office"
kind = "text"
label = "For the file"
paper = "file_copy"

[[section.field]]
id = "rows"
kind = "group"
label = "Rows"
most = 2

  [[section.field.field]]
  id = "name"
  kind = "text"
  label = "Name in a row"

  [[section.field.field]]
  id = "hidden"
  kind = "phone"
  label = "Number in a row"
  protected = true
  ask_if = { field = "name", any_of = ["x", "y"] }
"""
FORM = read_form("every_kind.v1.toml", EVERY_KIND)
FORMS_AND_ONE = {**FORMS, FORM.id: FORM}
RAW: dict[str, object] = {
    "ask": True,
    "how_many": 3,
    "one": "b",
    "level": 2,
    "secret": "1 Example Street",
    "never": "unsaid",
    "office": "only us",
    "rows": [{"name": "x", "hidden": "07700 900123"}, {"name": "z", "hidden": "07700 900456"}],
}


@pytest.fixture(autouse=True)
def _one_more_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FORMS, FORM.id, FORM)


def answers_of(page: Page) -> dict[str, str]:
    return {block.label: block.text for block in page.blocks if isinstance(block, AnswerBlock)}


@pytest.mark.parametrize("name", sorted(FORMS_AND_ONE))
def test_every_form_can_be_printed_filled_and_blank(name: str) -> None:
    form = FORMS_AND_ONE[name]
    done = filled_form(filled(form), words_for)
    empty = blank_form(form, words_for)
    assert render(done, FONTS).pages >= 1
    assert render(empty, FONTS).pages >= 1
    labels = {block.label for block in empty.blocks if isinstance(block, BlankField)}
    headings = " ".join(plain(block.text) for block in empty.blocks if isinstance(block, Heading))
    for field in form.fields:
        if field.paper == "never":
            assert field.label not in labels
        elif field.kind == "group":
            assert f"{field.label}, 1 of " in headings
        else:
            assert field.label in labels
    asked = list(form.asked(filled(form).answers))
    printed = text_of(done)
    assert all(field.label in printed for field in asked if field.paper != "never")


def test_the_forms_hold_every_kind_of_question() -> None:
    kinds = {field.kind for form in FORMS_AND_ONE.values() for field in form.fields}
    kinds |= {one.kind for form in FORMS_AND_ONE.values() for field in form.fields for one in field.fields}
    assert kinds == set(get_args(FieldKind))


def test_a_file_copy_says_that_something_is_kept_apart() -> None:
    page = filled_form(record("every_kind", RAW, 21), words_for, footer="HRU-7K3M-9QXF")
    said = answers_of(page)
    assert said["Where?"] == APART
    assert said["For the file"] == "only us"
    assert said["How many?"] == "3"
    assert said["Number in a row"] == APART
    assert "unsaid" not in text_of(page)
    assert "900" not in text_of(page)
    assert (page.marking, page.footer) == ("OFFICIAL-SENSITIVE", "HRU-7K3M-9QXF")


def test_anyone_else_sees_neither_the_files_fields_nor_protected_ones() -> None:
    said = answers_of(filled_form(record("every_kind", RAW, 21), words_for, audience="shared"))
    assert not {"Where?", "For the file", "Never on paper", "Number in a row"} & set(said)


def test_protected_fields_print_when_ticked_one_by_one() -> None:
    ticks = frozenset({"secret", "rows.1.hidden", "rows.2.hidden", "never"})
    text = text_of(filled_form(record("every_kind", RAW, 21), words_for, audience="shared", ticks=ticks))
    assert "1 Example Street" in text
    assert "07700 900123" in text
    assert "07700 900456" not in text  # its condition hides it
    assert "unsaid" not in text


def test_hidden_questions_are_not_printed_and_unasked_ones_stand_in_one_line() -> None:
    page = filled_form(record("every_kind", {"ask": False, "how_many": 3, "level": 1, "one": "a"}, 21), words_for)
    said = answers_of(page)
    assert "How many?" not in said
    assert said["How much?"] == "1 · A little"
    lines = [run.text for block in page.blocks if isinstance(block, Paragraph) for run in block.runs]
    assert "Not asked: Where? · For the file · Rows" in lines


@pytest.mark.parametrize("state", ["declined", "not_known", "unsafe_to_ask"])
def test_a_reason_is_an_answer(state: str) -> None:
    page = filled_form(record("every_kind", {"secret": {"state": state}}, 21), words_for)
    assert answers_of(page)["Where?"] == STATE_WORDS[state]  # type: ignore[index]  # the three states named above


def test_words_stay_quotes_and_a_fact_stands_on_its_own_line() -> None:
    said = {
        "present": True,
        "last": "2026-11-20",
        "words": "I <can't> sleep",
        "fact": "Shaking",
        "how": ["advocate_saw"],
    }
    page = filled_form(record("risk_conversation", {"rf_very_frightened": said, "worries_most": "Him"}, 21), words_for)
    assert Quote("I <can't> sleep") in page.blocks
    answers = [block for block in page.blocks if isinstance(block, AnswerBlock)]
    assert [one.quote for one in answers if one.text == "Him"] == [True]
    assert "Yes · last: 20 Nov 2026 · known from: I saw it\nAs fact: Shaking" in [one.text for one in answers]


def test_ids_are_put_into_words() -> None:
    page = filled_form(record("contact", {
        "happened": "2026-11-20", "method": "phone", "direction": "in", "with_whom": "victim",
        "triggers": ["tr_new_incident"],
    }, 21), words_for)  # fmt: skip
    assert answers_of(page)["What happened that asks for a new look"] == "A new incident or report"


def test_corrections_and_erasures_are_said() -> None:
    made = record("every_kind", RAW, 21)
    corrected = filled_form(replace(made, parents=("e1",), reason="A slip."), words_for)
    assert Notice("This corrects an earlier version. Why: A slip.") in corrected.blocks
    settled = filled_form(replace(made, parents=("e1", "e2")), words_for)
    assert Notice("This settles versions that disagreed. No reason was written down.") in settled.blocks
    erased = text_of(filled_form(replace(made, erased=True, answers={}), words_for))
    assert "erased by authority" in erased
    assert "Not asked" not in erased


def test_blank_forms_have_the_five_answers_lines_and_boxes() -> None:
    blocks = {one.label: one for one in blank_form(FORM, words_for).blocks if isinstance(one, BlankField)}
    assert blocks["Ask the rest?"].choices == FIVE
    assert blocks["Which one?"].choices == ("First", "Second")
    assert blocks["How much?"].choices[0] == "0 · None"
    assert blocks["How much?"].choices[4] == "4 · All"
    assert blocks["How many?"].lines == 1
    assert "A whole number from 0 to 9." in blocks["How many?"].help
    assert "comes back to us" in blocks["Where?"].help
    assert "Never on paper" not in blocks


def test_groups_are_there_three_times_or_as_often_as_they_may_be() -> None:
    headings = [plain(one.text) for one in blank_form(FORM, words_for).blocks if isinstance(one, Heading)]
    assert [one for one in headings if one.startswith("Rows")] == ["Rows, 1 of 2", "Rows, 2 of 2"]
    headings = [
        plain(one.text) for one in blank_form(FORMS["safe_contact"], words_for).blocks if isinstance(one, Heading)
    ]
    assert "Safe ways, 3 of 3" in headings


def test_conditions_are_said_in_words() -> None:
    conditions = [field.ask_if for field in FORM.fields if field.ask_if]
    assert only_if(conditions[1], FORM.by_id) == (
        "Only if “Ask the rest?” is yes and (“How much?” is 2 or more or “Which one?” is not “First”)."
    )
    assert only_if(conditions[0], FORM.by_id) == "Only if “Ask the rest?” is answered."
    assert only_if(None, FORM.by_id) == ""
    one_of = Condition(field="one", any_of=("a", "b"))
    assert condition_in_words(one_of, FORM.by_id) == "“Which one?” is one of “First”, “Second”"
    assert condition_in_words(Condition(field="ask", stated=False), FORM.by_id) == "“Ask the rest?” is not answered"
