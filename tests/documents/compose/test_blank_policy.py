"""An empty form, kind by kind: the lines and boxes for each question, and the small print under it."""

from __future__ import annotations

from typing import get_args

import pytest

from hru_advocate.documents.blocks import BlankField, Heading, Page, Paragraph
from hru_advocate.documents.compose.blank import FIVE, FOOTER, HOW, HOW_FINDING, blank_form, condition_in_words, only_if
from hru_advocate.domain.forms.conditions import Condition
from hru_advocate.domain.forms.definition import FormDefinition, Section
from hru_advocate.domain.forms.fields import Choice, Field, FieldKind, Linked

BOTH = (Choice("a", "First"), Choice("b", "Second"))
NOTHING: tuple[str, ...] = ()


def field(kind: FieldKind, **more: object) -> Field:
    own: dict[str, object] = {
        "choice": {"choices": BOTH},
        "choices": {"choices": BOTH},
        "links": {"link": "factor"},
        "finding": {"fact": "rf_x"},
        "group": {"fields": (Field("inner", "text", "Inside"),)},
    }.get(kind, {})  # type: ignore[assignment]  # keyword by keyword
    return Field(**({"id": "it", "kind": kind, "label": "It?"} | own | more))  # type: ignore[arg-type]  # as above


def form(*fields: Field, **more: object) -> FormDefinition:
    section = Section(**({"id": "all", "title": "All", "fields": fields} | more))  # type: ignore[arg-type]  # as above
    return FormDefinition(id="made_up", version=1, title="Made up", purpose="general", sections=(section,))


def page(*fields: Field, **more: object) -> Page:
    return blank_form(form(*fields, **more), lambda one: f"the words for {one}")


def blanks(*fields: Field) -> list[BlankField]:
    return [one for one in page(*fields).blocks if isinstance(one, BlankField)]


def quiet_lines(made: Page) -> list[str]:
    return [run.text for block in made.blocks if isinstance(block, Paragraph) for run in block.runs]


FOUR = ("0", "1", "2", "3", "4")


@pytest.mark.parametrize(
    ("kind", "lines", "boxes", "help_"),
    [
        ("text", 1, NOTHING, ""),
        ("long_text", 5, NOTHING, ""),
        ("words", 5, NOTHING, "In the person's own words, as said."),
        ("yes_no", 0, FIVE, ""),
        ("finding", 2, FIVE, "Filed as: the words for rf_x."),
        ("choice", 0, ("First", "Second"), "Tick one."),
        ("choices", 0, ("First", "Second"), "Tick all that fit."),
        ("scale", 0, FOUR, ""),
        ("rating", 2, FOUR, "The person's own rating. Under it, the words said."),
        ("number", 1, NOTHING, ""),
        ("when", 1, NOTHING, "As told, such as “about 3 am on Tuesday”."),
        ("date", 1, NOTHING, "Day, month and year."),
        ("born", 1, NOTHING, "Day, month and year; or how old, or about which year."),
        ("time", 1, NOTHING, "On the 24-hour clock."),
        ("phone", 1, NOTHING, "The full number."),
        ("email", 1, NOTHING, ""),
        ("address", 3, NOTHING, ""),
        ("person", 1, NOTHING, "Name, and who they are to the person."),
        ("links", 2, NOTHING, "Which risks."),
        ("fingerprint", 1, NOTHING, ""),
    ],
)
def test_each_kind_has_its_lines_boxes_and_how_to_answer(
    kind: FieldKind, lines: int, boxes: tuple[str, ...], help_: str
) -> None:
    assert blanks(field(kind))[0] == BlankField("It?", help_, lines, boxes)


def test_every_kind_but_the_group_has_its_row_above() -> None:
    rows = test_each_kind_has_its_lines_boxes_and_how_to_answer.pytestmark[0].args[1]  # type: ignore[attr-defined]  # pytest's
    assert {row[0] for row in rows} == set(get_args(FieldKind)) - {"group"}


def test_a_rating_has_the_advocates_beside_it_and_no_other_kind_has() -> None:
    assert blanks(field("rating"))[1:] == [BlankField("Advocate's rating, beside it", "", 0, FOUR)]
    assert blanks(field("scale"))[1:] == []


def test_the_five_answers_are_those_of_the_screen() -> None:
    assert FIVE[:2] == ("Yes", "No")
    assert len(set(FIVE)) == 5


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("factor", "Which risks."),
        ("need", "Which needs."),
        ("trigger", "Which events."),
        ("circumstance", "Which situations."),
        ("measure", "Which measure."),
        ("service", "Which services."),
        ("reason", "Which risks, needs, events or wishes."),
    ],
)
def test_what_may_be_named_is_said(link: Linked, words: str) -> None:
    assert blanks(field("links", link=link))[0].help == words


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"most": 9}, "A whole number from 0 to 9."),
        ({"most": 12_000, "least": 3}, "A whole number from 3 to 12,000."),
        ({"least": 3}, ""),
    ],
)
def test_the_limits_of_a_number_are_said(more: dict[str, object], words: str) -> None:
    assert blanks(field("number", **more))[0].help == words
    assert blanks(field("text", **more))[0].help == ""


@pytest.mark.parametrize(
    ("more", "boxes"),
    [
        ({"most": 2}, ("0", "1", "2")),
        ({"least": 1, "most": 2}, ("1", "2")),
        ({"anchors": ("None", "Some")}, ("0 · None", "1 · Some", "2", "3", "4")),
        ({"most": 0}, ("0",)),
    ],
)
def test_a_scale_has_a_box_for_each_step_with_its_words(more: dict[str, object], boxes: tuple[str, ...]) -> None:
    assert blanks(field("scale", **more))[0].choices == boxes


def test_the_small_print_goes_from_when_it_is_asked_to_what_is_protected() -> None:
    first = Field("first", "yes_no", "First?")
    asked = field("choice", ask_if=Condition(field="first", is_=True), help="Think of the last week", protected=True)
    assert blanks(first, asked)[1].help == (
        "Only if “First?” is yes. Think of the last week. Tick one. Write this only on a sheet that comes back to us."
    )


@pytest.mark.parametrize(
    ("end", "said"), [("", "Which day."), (".", "Which day."), ("?", "Which day?"), ("!", "Which day!")]
)
def test_help_ends_as_a_sentence(end: str, said: str) -> None:
    assert blanks(field("text", help=f"Which day{end}"))[0].help == said


@pytest.mark.parametrize(("kind", "finding"), [("finding", True), ("yes_no", False)])
def test_how_to_fill_it_in_is_said_once(kind: FieldKind, *, finding: bool) -> None:
    assert quiet_lines(page(field(kind)))[0] == (f"{HOW} {HOW_FINDING}" if finding else HOW)
    assert page(field(kind)).footer == FOOTER == "OFFICIAL-SENSITIVE when filled in"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, []),
        ({"help": "Slowly."}, ["Slowly."]),
        ({"ask_if": Condition(field="it", is_=True)}, ["Only if “It?” is yes."]),
        ({"help": "Slowly.", "ask_if": Condition(field="it", is_=True)}, ["Slowly. Only if “It?” is yes."]),
    ],
)
def test_a_section_says_its_help_and_its_condition(more: dict[str, object], expected: list[str]) -> None:
    assert quiet_lines(page(field("yes_no"), **more))[1:] == expected


def test_what_may_never_be_on_paper_is_not_asked_on_it_nor_a_section_of_it_titled() -> None:
    made = page(field("text", paper="never"))
    assert [one for one in made.blocks if isinstance(one, BlankField | Heading)] == [Heading("Made up", 1)]
    assert [one.label for one in blanks(field("text", id="other", paper="file_copy"))] == ["It?"]


GROUP = (
    Field("ask", "yes_no", "Ask?"),
    Field("name", "text", "Name", ask_if=Condition(field="ask", is_=False)),
    Field("never", "text", "Never", paper="never"),
)


@pytest.mark.parametrize(("most", "rows"), [(None, 3), (1, 1), (2, 2), (3, 3), (20, 3)])
def test_a_group_is_there_at_most_three_times(most: int | None, rows: int) -> None:
    made = page(field("group", most=most, fields=GROUP, help="Each one."))
    headings = [one for one in made.blocks if isinstance(one, Heading)][2:]
    assert headings == [Heading(f"It?, {number} of {rows}", 3) for number in range(1, rows + 1)]
    asked = [(one.label, one.help) for one in made.blocks if isinstance(one, BlankField)]
    assert asked == [("Ask?", ""), ("Name", "Only if “Ask?” is no.")] * rows
    assert quiet_lines(made)[1:] == ["Each one."]


FIELDS = {one.id: one for one in (field("yes_no", id="ask"), field("choice", id="which"), field("scale", id="much"))}


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Condition(field="ask", is_=True), "“It?” is yes"),
        (Condition(field="ask", is_=False), "“It?” is no"),
        (Condition(field="which", is_="a"), "“It?” is “First”"),
        (Condition(field="which", is_not="b"), "“It?” is not “Second”"),
        (Condition(field="which", any_of=("a", "b")), "“It?” is one of “First”, “Second”"),
        (Condition(field="much", is_=0), "“It?” is 0"),
        (Condition(field="much", at_least=0), "“It?” is 0 or more"),
        (Condition(field="much", at_least=3), "“It?” is 3 or more"),
        (Condition(field="ask", stated=True), "“It?” is answered"),
        (Condition(field="ask", stated=False), "“It?” is not answered"),
        (
            Condition(any_=(Condition(field="ask", is_=True), Condition(field="much", at_least=2))),
            "“It?” is yes or “It?” is 2 or more",
        ),
        (
            Condition(
                all_=(Condition(field="ask", is_=True), Condition(any_=(Condition(field="much", is_=1),))),
            ),
            "“It?” is yes and (“It?” is 1)",
        ),
    ],
)
def test_each_condition_is_said_in_words(condition: Condition, words: str) -> None:
    assert condition_in_words(condition, FIELDS) == words
    assert only_if(condition, FIELDS) == f"Only if {words}."
