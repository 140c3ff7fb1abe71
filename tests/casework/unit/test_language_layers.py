"""Translations the unit checks, mends and brings in: small entries laid over what comes with the program."""

from __future__ import annotations

import pytest

from hru_advocate.casework.session import Desk
from hru_advocate.casework.unit import languages
from hru_advocate.casework.unit.languages import NoSuchLanguage, NothingToCheck
from hru_advocate.domain.languages import InvalidTranslation, read_translation
from hru_advocate.errors import InvalidAnswer
from hru_advocate.store.ledger import ledger

FRENCH = """
schema_version = 1
file_kind = "translation"
language = "fr"
name = "French"
own_name = "français"
direction = "ltr"
give_away = ["polic*"]

[[text]]
id = "plan.title"
english = "My plan"
words = "Mon plan"

[[text]]
id = "plain.title"
english = "Notes"
words = ""
"""


def line_of(desk: Desk, language: str) -> languages.LanguageLine:
    return next(one for one in languages.languages(desk) if one.language == language)


def text_of(desk: Desk, language: str, text_id: str) -> languages.TextLine:
    return next(one for one in languages.texts(desk, language) if one.id == text_id)


def test_checking_one_text_is_a_small_entry_and_leaves_the_others(desk: Desk) -> None:
    before = languages.texts(desk, "pl")
    saved = languages.check(desk, "pl", {"plan.title"}, "Ada Example ")
    assert len(ledger.entry(desk.vault, saved.entry).body or b"") < 2000
    changed = [one for one, was in zip(languages.texts(desk, "pl"), before, strict=True) if one != was]
    assert [(one.id, one.state) for one in changed] == [("plan.title", "checked")]
    assert changed[0].checked_words == "Ada Example, 2026-11-23"
    assert (line_of(desk, "pl").checked, line_of(desk, "pl").ours) == (1, False)
    assert languages.tongue(desk, "pl").find("plan.title").checked  # type: ignore[union-attr]  # it is there


def test_many_can_be_checked_at_once_and_again(desk: Desk) -> None:
    ids = [one.id for one in languages.texts(desk, "cy")]
    languages.check(desk, "cy", ids[:5], "Ada")
    languages.check(desk, "cy", ids[:300], "Bo")
    assert line_of(desk, "cy").checked == 300
    assert text_of(desk, "cy", ids[0]).checked_words.startswith("Bo")


def test_other_words_are_a_draft_again(desk: Desk) -> None:
    languages.check(desk, "pl", {"plan.title"}, "Ada")
    languages.reword(desk, "pl", "plan.title", " Plan dla mnie ")
    found = text_of(desk, "pl", "plan.title")
    assert (found.words, found.state) == ("Plan dla mnie", "draft")


def test_a_check_needs_a_name_and_something_that_can_be_checked(desk: Desk) -> None:
    with pytest.raises(InvalidAnswer, match="checked_by"):
        languages.check(desk, "pl", {"plan.title"}, "  ")
    with pytest.raises(NothingToCheck):
        languages.check(desk, "pl", {"no.such"}, "Ada")
    with pytest.raises(NoSuchLanguage):
        languages.check(desk, "xx", {"plan.title"}, "Ada")
    assert desk.heads(None, ["translation"]) == []


@pytest.mark.parametrize(("text_id", "words"), [("plan.title", "  "), ("plan.made", "Bez nawiasów"), ("no.such", "x")])
def test_words_that_do_not_fit_change_nothing(desk: Desk, text_id: str, words: str) -> None:
    with pytest.raises(InvalidTranslation):
        languages.reword(desk, "pl", text_id, words)
    assert desk.heads(None, ["translation"]) == []


def test_a_file_brings_a_language_in_and_a_second_one_adds_to_it(desk: Desk) -> None:
    languages.bring_in(desk, "fr.toml", FRENCH.encode())
    assert (line_of(desk, "fr").texts, line_of(desk, "fr").ours) == (1, False)
    second = FRENCH.replace('words = ""', 'words = "Mes notes"').replace("Mon plan", "").replace("polic*", "gendarm*")
    languages.bring_in(desk, "fr.toml", second.encode())
    assert text_of(desk, "fr", "plan.title").words == "Mon plan"
    assert text_of(desk, "fr", "plain.title").words == "Mes notes"
    assert languages.tongue(desk, "fr").give_away == ("polic*", "gendarm*")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"fr"', '"en-GB"'),
        ('id = "plan.title"', 'id = "plan.nothing"'),
        ('"Mon plan"', '""'),
        ('"ltr"', '"up"'),
        ("schema_version = 1", "schema_version = 1\nx = " + "[" * 3000),
        ("schema_version = 1", "schema_version = 1\ntext = 7"),
    ],
)
def test_a_file_that_cannot_be_used_changes_nothing(desk: Desk, old: str, new: str) -> None:
    with pytest.raises(InvalidTranslation, match="Nothing was changed") as refused:
        languages.bring_in(desk, "fr.toml", FRENCH.replace(old, new, 1).encode())
    assert "Mon plan" not in refused.value.message
    assert desk.heads(None, ["translation"]) == []


def test_a_file_that_is_too_large_is_not_read(desk: Desk) -> None:
    with pytest.raises(InvalidTranslation, match="2 MB"):
        languages.bring_in(desk, "fr.toml", b"#" * (languages.MOST + 1))


def test_what_is_saved_as_a_file_comes_back_as_it_was(desk: Desk) -> None:
    languages.check(desk, "ur", {"plan.title"}, 'Ada "A" Example')
    found = read_translation("ur.toml", languages.export(desk, "ur").encode())
    assert found.direction == "rtl"
    assert {text.id: text.words for text in found.texts} == {one.id: one.words for one in languages.texts(desk, "ur")}
    assert [text.checked_by for text in found.texts if text.state == "checked"] == ['Ada "A" Example']


def test_a_template_is_a_file_that_can_be_read(desk: Desk) -> None:
    empty = languages.export(desk, "fr")
    assert read_translation("fr.toml", empty.encode()).texts == ()
    filled = empty.replace('words = ""', 'words = "Mon plan"', 1)
    assert [text.id for text in read_translation("fr.toml", filled.encode()).texts] == ["plan.title"]


def test_a_newer_text_of_the_program_is_not_hidden_by_the_units_old_one(desk: Desk) -> None:
    old = FRENCH.replace('"fr"', '"pl"').replace('"My plan"', '"My old plan"').replace("Mon plan", "Stary plan")
    languages.bring_in(desk, "pl.toml", old.encode())
    assert text_of(desk, "pl", "plan.title").words == "Mój plan"
    assert text_of(desk, "pl", "plan.title").state == "draft"
