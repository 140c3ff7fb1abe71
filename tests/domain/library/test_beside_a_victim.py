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
