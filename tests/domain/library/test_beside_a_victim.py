"""What is read beside a victim holds no death, no statistic and no research note."""

from __future__ import annotations

import re

import pytest

from hru_advocate.casework.product import shipped, shipped_forms
from hru_advocate.domain.forms.fields import Field

FORBIDDEN = re.compile(
    r"\b(?:kill\w*|dies?|died|dying|deaths?|murder\w*|homicid\w*|femicid\w*|suicides|per cent|percent|stud(?:y|ies)"
    r"|research|statistic\w*|figures|times (?:more|as)|odds|likel\w+|DASH|S-DASH|SARA|DARA|SafeLives|MASIP|checklist"
    r"|screening|timeline|scored|national|evaluation|UNVERIFIED)\b|%|\bin ten\b|\d{4}-\d{2}",
    re.IGNORECASE,
)
CONVERSATIONS = [form for form in shipped_forms().all() if form.layout == "conversation"]
ASKED = [pytest.param(field, id=f"{form.id}.{field.id}") for form in CONVERSATIONS for field in form.fields]


@pytest.mark.parametrize("field", ASKED)
def test_why_we_ask_is_said_without_deaths_and_numbers(field: Field) -> None:
    assert not FORBIDDEN.search(field.why)
    assert "UNVERIFIED" not in f"{field.note} {field.help} {' '.join(field.follow)}"


def test_the_library_says_the_same_and_keeps_what_stands_behind_it_apart() -> None:
    library = shipped().library
    told = [one.why_ask for one in library.risk.factors] + [one.why for one in library.needs.domains]
    assert [text for text in told if FORBIDDEN.search(text)] == []
    assert any(one.research for one in library.risk.factors)


def test_no_note_for_the_advocate_is_a_research_mark() -> None:
    library = shipped().library
    assert [one.id for one in library.measures.measures if "UNVERIFIED" in one.advocate_note] == []


def test_a_question_says_beside_it_what_the_library_says() -> None:
    """A note was mended in one of two places, and the other went on telling of a pilot, with the key of its source."""
    factors = {one.id: one for one in shipped().library.risk.factors}
    asked = [one for one in shipped_forms().newest("risk_conversation").fields if one.fact]
    assert len(asked) == len(factors)
    for one in asked:
        known = factors[one.fact]
        assert (one.label, one.why, one.note) == (known.prompt, known.why_ask, known.advocate_note), one.id
        assert tuple(one.follow) == known.follow_up, one.id
    domains = {one.id: one for one in shipped().library.needs.domains}
    rated = [one for one in shipped_forms().newest("needs_assessment").fields if one.fact]
    for one in rated:
        known_of = domains[one.fact]
        assert (one.why, tuple(one.follow), tuple(one.anchors)) == (known_of.why, known_of.explore, known_of.anchors)


SHOWN = [
    pytest.param(text, id=f"{form.id} {of}")
    for form in shipped_forms().current()
    for of, text in [
        *((f"{one.id} {part}", getattr(one, part)) for one in form.fields for part in ("label", "why", "note", "help")),
        *((one.id, " ".join(one.follow)) for one in form.fields),
    ]
    if text
]


@pytest.mark.parametrize("text", SHOWN)
def test_no_form_shows_the_key_of_a_source(text: str) -> None:
    assert not re.search(r"\([a-z]+_[a-z0-9_]+\)|College of Policing|\bpilot\b", text)
