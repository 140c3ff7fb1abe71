from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from hru_advocate.casework.product import shipped, shipped_forms
from hru_advocate.domain.forms.pronouns import Pronoun, form_about, spoken_of

BOTH = re.compile(r"\b(?:she or he|he or she|her or his|his or her|her or him|him or her)\b", re.IGNORECASE)
WITH_S = re.compile(r"\bthey (?:already |still )?(?:[a-z]+[^su\W]s|is|has|does)\b")


@pytest.mark.parametrize(
    ("words", "she", "he", "they", "name"),
    [
        ("In her or his own words", "In her own words", "In his own words", "In their own words",
         "In the person's own words"),
        ("Her or his answer", "Her answer", "His answer", "Their answer", "The person's answer"),
        ("not right for her or him", "not right for her", "not right for him", "not right for them",
         "not right for the person"),
        ("what she or he already does", "what she already does", "what he already does", "what they already do",
         "what the person already does"),
        ("where she or he is", "where she is", "where he is", "where they are", "where the person is"),
        ("she or he was", "she was", "he was", "they were", "the person was"),
        ("he or she has", "she has", "he has", "they have", "the person has"),
        ("She or he isn't", "She isn't", "He isn't", "They aren't", "The person isn't"),
        ("she or he doesn't", "she doesn't", "he doesn't", "they don't", "the person doesn't"),
        ("until she or he decides.", "until she decides.", "until he decides.", "until they decide.",
         "until the person decides."),
        ("she or he tries", "she tries", "he tries", "they try", "the person tries"),
        ("she or he watches", "she watches", "he watches", "they watch", "the person watches"),
        ("she or he relaxes", "she relaxes", "he relaxes", "they relax", "the person relaxes"),
        ("she or he passes", "she passes", "he passes", "they pass", "the person passes"),
        ("she or he pushes", "she pushes", "he pushes", "they push", "the person pushes"),
        ("she or he buzzes", "she buzzes", "he buzzes", "they buzz", "the person buzzes"),
        ("she or he dies", "she dies", "he dies", "they die", "the person dies"),
        ("she or he uses", "she uses", "he uses", "they use", "the person uses"),
        ("she or he unless asked", "she unless asked", "he unless asked", "they unless asked",
         "the person unless asked"),
        ("she or he thus", "she thus", "he thus", "they thus", "the person thus"),
        ("she or he must", "she must", "he must", "they must", "the person must"),
        ("she or he said so", "she said so", "he said so", "they said so", "the person said so"),
        ("she or he would, his or hers", "she would, hers", "he would, his", "they would, theirs",
         "the person would, the person's"),
        ("She or he, this time", "She, this time", "He, this time", "They, this time", "The person, this time"),
        *((f"she or he {word}", *(f"{one} {word}" for one in ("she", "he", "they", "the person")))
          for word in "this us as less always yes perhaps".split()),
        ("her or hisses", "her or hisses", "her or hisses", "her or hisses", "her or hisses"),
    ],
)  # fmt: skip
def test_the_programs_words_take_the_pronoun_that_is_known(words: str, she: str, he: str, they: str, name: str) -> None:
    assert [spoken_of(words, one) for one in ("she", "he", "they", "name")] == [she, he, they, name]
    assert spoken_of(words, "") == words


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif hasattr(value, "__struct_fields__"):
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name))


@pytest.mark.parametrize("pronoun", ["she", "he", "they", "name"])
def test_no_form_of_a_case_says_both_once_the_pronoun_is_known(pronoun: Pronoun) -> None:
    forms = [form for form in shipped_forms().all() if form.about == "case"]
    before = [text for form in forms for text in _texts(form) if BOTH.search(text)]
    after = [text for form in forms for text in _texts(form_about(form, pronoun))]
    assert len(before) >= 10
    assert [text for text in after if BOTH.search(text)] == []
    assert form_about(forms[0], "") is forms[0]


def test_whatever_the_library_says_follows_they_with_the_right_verb() -> None:
    library = shipped().library
    said = [text for text in _texts((library.measures, library.needs, library.risk)) if BOTH.search(text)]
    assert len(said) >= 8
    for text in said:
        found = spoken_of(text, "they")
        assert not BOTH.search(found)
        assert not WITH_S.search(found), found
