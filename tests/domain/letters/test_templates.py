"""Every letter template: each condition both ways, each place known and not, and what a template may not hold."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest

from hru_advocate.casework.product import Product
from hru_advocate.domain.letters.filling import LetterFacts, blanks_in, filled, not_so_any_more
from hru_advocate.domain.letters.templates import (
    CONDITIONS,
    FIELDS,
    InvalidTemplate,
    LetterParagraph,
    LetterTemplate,
    UnitTemplate,
    laid_over,
    places_in,
    read_template,
    sentences_of,
    template_fault,
)
from tests.casework.open_sessions import NOW

TODAY = NOW.date()
TEMPLATES = Product().letter_templates
VALUES = {field: f"value of {field.replace('_', ' ')}" for field in FIELDS}
EACH = [
    pytest.param(template, number, id=f"{template.id}.{number}")
    for template in TEMPLATES
    for number, one in enumerate(template.paragraphs)
    if one.conditions
]


def facts(holds: dict[str, bool], values: dict[str, str] | None = None) -> LetterFacts:
    return LetterFacts(TODAY, values if values is not None else VALUES, holds)


def known_for(one: LetterParagraph) -> dict[str, bool]:
    return dict.fromkeys(one.when, True) | dict.fromkeys(one.when_not, False)


def said(template: LetterTemplate, known: LetterFacts) -> tuple[str, ...]:
    found = filled(template, known)
    return found.prompts if template.kind == "statement" else tuple(found.text.split("\n\n"))


def alone(template: LetterTemplate, number: int, known: LetterFacts) -> tuple[str, ...]:
    one = LetterTemplate(template.id, "t", "t", (template.paragraphs[number],), kind=template.kind)
    return tuple(text for text in said(one, known) if text)


@pytest.mark.parametrize(("template", "number"), EACH)
def test_a_paragraph_stands_where_what_it_hangs_on_is_known_and_nowhere_else(
    template: LetterTemplate, number: int
) -> None:
    one = template.paragraphs[number]
    known = known_for(one)
    assert len(alone(template, number, facts(known))) == 1
    for condition in one.conditions:
        other_way = known | {condition: not known[condition]}
        not_known = {name: so for name, so in known.items() if name != condition}
        assert alone(template, number, facts(other_way)) == ()
        assert alone(template, number, facts(not_known)) == ()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.id)
def test_a_place_that_is_not_known_is_a_blank_and_a_known_one_its_value(template: LetterTemplate) -> None:
    every = dict.fromkeys(CONDITIONS, True)
    for one in template.paragraphs:
        holds = every | known_for(one)
        single = LetterTemplate(template.id, "t", "t", (one,), kind=template.kind)
        for place in places_in(one.text):
            values = {name: value for name, value in VALUES.items() if name != place}
            text = " ".join(said(single, facts(holds, values)))
            words = place[1:].strip() if place.startswith("?") else FIELDS[place]
            assert f"[[{words}]]" in text
        open_places = [place for place in places_in(one.text) if place.startswith("?")]
        text = " ".join(said(single, facts(holds)))
        assert len(blanks_in(text)) == len(set(open_places))
        assert "{" not in text


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.id)
@pytest.mark.parametrize("state", [False, None], ids=["no order", "not known"])
def test_no_template_says_that_an_order_holds_unless_one_does(template: LetterTemplate, state: bool | None) -> None:
    live = dict.fromkeys(CONDITIONS, True)
    live = {name: so for name, so in live.items() if not name.startswith("order_") and name != "ci_works_with_perp"}
    other = live if state is None else live | {"order_live": state}
    written = filled(template, facts(live | {"order_live": True}))
    assert not_so_any_more(template, f"{written.subject}\n{written.text}", facts(live | {"order_live": True})) == ()
    without = filled(template, facts(other))
    assert "in force" not in without.text
    if "in force" in written.text:
        assert not_so_any_more(template, written.text, facts(other))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.id)
def test_a_letter_without_an_order_is_held_by_none_of_its_own_words(template: LetterTemplate) -> None:
    known = dict.fromkeys(CONDITIONS, True) | {"order_live": False}
    written = filled(template, facts(known, VALUES | {"measures": "a screen"}))
    found = not_so_any_more(template, written.text, facts(known, VALUES | {"measures": "a screen"}))
    assert [one for one in found if "order" in one and "holds" in one] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.id)
@pytest.mark.parametrize("known", [{}, dict.fromkeys(CONDITIONS, True), dict.fromkeys(CONDITIONS, False)],
                         ids=["nothing", "all", "none"])  # fmt: skip
def test_what_a_letter_points_back_to_stands_before_it(template: LetterTemplate, known: dict[str, bool]) -> None:
    """Of a case without a hearing a letter said *without them* and *these measures*, and named none."""
    text = filled(template, facts(known)).text
    for pointing in ("Without them", "these measures"):
        before, found, _after = text.partition(pointing)
        assert not found or "the following: " in before, template.id


def test_every_template_has_its_fact_of_law_from_a_source() -> None:
    for template in TEMPLATES:
        for one in template.paragraphs:
            assert ("Act 1" not in one.text and "Act 2" not in one.text) or one.source, template.id


def test_the_conditions_are_those_the_forms_can_ask_about() -> None:
    from hru_advocate.casework.product import shipped_forms

    form = shipped_forms().newest("letter_template")
    inner = {field.id: field for field in form.by_id["paragraphs"].fields}
    for field in ("when", "when_not"):
        assert {choice.id: choice.label for choice in inner[field].choices} == dict(CONDITIONS)


@pytest.mark.parametrize(
    ("paragraphs", "field"),
    [
        ((LetterParagraph("All is well."),), None),
        ((), "paragraphs"),
        ((LetterParagraph("  "),), "paragraphs"),
        ((LetterParagraph("Dear {person}, {? what they want}."),), None),
        ((LetterParagraph("Dear {perpetrator}."),), "paragraphs"),
        ((LetterParagraph("Dear {}."),), "paragraphs"),
        ((LetterParagraph("Dear {person."),), "paragraphs"),
        ((LetterParagraph("Dear person}."),), "paragraphs"),
        ((LetterParagraph("One.", ("order_live",)),), None),
        ((LetterParagraph("One.", ("rf_fire",)),), "paragraphs.1.when"),
        ((LetterParagraph("One."), LetterParagraph("Two.", (), ("order_alive",))), "paragraphs.2.when"),
        ((LetterParagraph("One.", ("order_live",), ("order_live",)),), "paragraphs.1.when_not"),
    ],
)
def test_a_template_that_cannot_work_is_refused(paragraphs: tuple[LetterParagraph, ...], field: str | None) -> None:
    fault = template_fault(LetterTemplate("one", "One", "Somebody", paragraphs))
    assert (fault[0] if fault else None) == field
    assert fault is None or fault[1].endswith(".")


@pytest.mark.parametrize(
    ("text", "when", "found"),
    [
        ("An order now holds.", ("order_live",), 1),
        ("An order holds.", ("order_live",), 0),  # three words stand in any text
        ("An order now holds. It ends soon. It is still in force.", ("order_live",), 2),
        ("An order now holds.", (), 0),
        ("Always the same words.", ("order_live",), 0),  # they stand without the condition as well
    ],
)
def test_a_sentence_of_four_words_that_hangs_on_something_is_looked_for(
    text: str, when: tuple[str, ...], found: int
) -> None:
    template = LetterTemplate("t", "t", "t", (LetterParagraph("Always the same words."), LetterParagraph(text, when)))
    assert len(list(sentences_of(template))) == found


def test_no_place_is_about_the_other_person() -> None:
    assert not [field for field in FIELDS if any(word in field for word in ("perp", "other", "address", "phone"))]


def test_a_file_that_is_not_one_says_so() -> None:
    good = (files("resources") / "letters" / "general.toml").read_bytes()
    assert read_template("general.toml", good).id == "general"
    for bad in (b"x = ", b"\xff", good.replace(b"{person}", b"{persona}"), good.replace(b"[letter]", b"[later]")):
        with pytest.raises(InvalidTemplate):
            read_template("general.toml", bad)


def test_the_units_word_on_a_template_is_the_newest_and_a_retired_one_keeps_its_words() -> None:
    program = [LetterTemplate("one", "One", "A", (LetterParagraph("Ours."),))]
    changed = LetterTemplate("one", "One", "A", (LetterParagraph("Unit's."),))
    own = LetterTemplate("lt_unit_two", "Two", "B", (LetterParagraph("Own."),))
    held = laid_over(
        program,
        [
            UnitTemplate("add", "one", changed),
            UnitTemplate("retire", "one", None),
            UnitTemplate("retire", "lt_unit_two", own),
        ],
    )
    assert [(one.paragraphs[0].text, retired) for one, retired in held] == [("Unit's.", False), ("Own.", True)]


def test_the_order_in_force_is_written_with_its_days() -> None:
    template = next(one for one in TEMPLATES if one.id == "general")
    values = VALUES | {"order": "a non-molestation order", "order_until": "until 3 March 2027"}
    text = filled(template, facts({"order_live": True}, values)).text
    assert "\n\nA non-molestation order is in force." in text
    later = LetterFacts(date(2027, 3, 4), values, {"order_live": False})
    assert len(not_so_any_more(template, text, later)) >= 1


def test_each_sentence_that_is_not_so_any_more_is_told_and_those_behind_it_too() -> None:
    words = "The order that protects her holds {order_until} in all of Cheshire."
    template = LetterTemplate("one", "One", "Somebody", (LetterParagraph(words, when=("order_live",)),))
    ends = ("until 3 March 2027", "until 9 April 2027")
    text = " ".join(words.format(order_until=end) for end in ends)
    gone = not_so_any_more(template, text, LetterFacts(TODAY, {"order_until": ends[0]}, {"order_live": False}))
    assert sum("is not known to be so any more" in one for one in gone) == len(ends)
    now = not_so_any_more(template, text, LetterFacts(TODAY, {"order_until": ends[0]}, {"order_live": True}))
    assert [ends[1] in one for one in now if "does not say what the record says now" in one] == [True]
